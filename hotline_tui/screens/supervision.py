"""Supervision: tickets that a rule says to look at, with the reason, and what is done about them.

Clause: 5.2.2.3 e, 5.3.3.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from hotline_tui.screens import supervision_forms as forms
from hotline_tui.screens.clusters import ClustersScreen
from hotline_tui.screens.dispatching_form import organizers
from hotline_tui.screens.given_warnings import GivenWarningsScreen
from hotline_tui.screens.supervision_list import NOTHING, SupervisionList
from hotline_tui.screens.supervision_rows import View
from hotline_tui.screens.supervision_transfer import taken_back
from hotline_tui.services import queueing, supervising
from hotline_tui.services.candidate_list import CandidateRow, RequestRow, SupervisionRow
from hotline_tui.services.rows import TicketRow
from hotline_tui.services.under_way import ActRow
from hotline_tui.standard.authority import Act
from hotline_tui.standard.lifecycle import Action, actions
from hotline_tui.standard.vocabulary import Cause, Form
from hotline_tui.widgets.pick import Pick

ON_TICKETS = frozenset({"settle", "filter", "recall", "acknowledge"})
"""Acts on the list of candidates."""

ALL_CAUSES = "all"

NEEDED: Mapping[str, Act] = {
    **dict.fromkeys(("supervise", "call", "note", "settle", "complete"), Act.SUPERVISE),
    "acknowledge": Act.ACKNOWLEDGE,
    "recall": Act.RECALL,
    "decide": Act.DECIDE_REQUEST,
}
"""The authority without which an act is not offered. Clause: 6.1.2."""


class SupervisionScreen(SupervisionList):
    """The supervisors' worklist, soonest due first; requests and acts under way beside it."""

    AREA = "supervision"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "打开", id="supervision.open", priority=True,
                tooltip="看工单全文和历史"),
        Binding("s", "supervise", "督办", id="supervision.supervise",
                tooltip="选一种方式督办选中的工单：催办、文件、会商、现场、联合、监察"),
        Binding("c", "call", "通话", id="supervision.call",
                tooltip="记录打给承办单位的督办电话，附开头语"),
        Binding("n", "note", "备注", id="supervision.note", tooltip="在工单上记一笔"),
        Binding("a", "acknowledge", "确认", id="supervision.acknowledge",
                tooltip="确认选中工单的紧急提醒"),
        Binding("x", "settle", "移出", id="supervision.settle",
                tooltip="写明怎样处理了，移出待督办列表"),
        Binding("v", "complete", "了结", id="supervision.complete",
                tooltip="写明督办的结果，了结一项督办"),
        Binding("t", "recall", "转派", id="supervision.recall",
                tooltip="收回工单，或直接转派另一单位"),
        Binding("d", "decide", "批复", id="supervision.decide",
                tooltip="批复选中的申请；挂账的，写明怎样解决后销账"),
        Binding("f", "filter", "事由", id="supervision.filter", tooltip="只看某一事由"),
        Binding("r", "show('REQUESTS')", "申请", id="supervision.requests",
                tooltip="等待批复的申请和挂账"),
        Binding("o", "show('ACTS')", "督办中", id="supervision.under_way",
                tooltip="尚未了结的督办，按期限"),
        Binding("g", "clusters", "同类", id="supervision.clusters",
                tooltip="多人反映同一件事的工单：并案、排除"),
        Binding("w", "warnings", "预警", id="supervision.warnings",
                tooltip="发出过的预警：依据、工单、确认"),
        Binding("escape", "back", "返回", id="supervision.back", show=False,
                tooltip="回到全部待督办的工单"),
    ]  # fmt: skip

    # ---- which list is shown ------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what applies to the list on view and to the picked one."""
        row = self.picked
        if action in NEEDED and not self.desk.may(NEEDED[action]):
            return False
        if action == "show":
            return parameters != (self.view.name,)
        if action == "decide":
            return self.view is View.REQUESTS
        if action == "complete":
            return self.view is not View.REQUESTS and bool(self._open_acts())
        if action == "recall" and isinstance(row, CandidateRow):
            return Action.RECALL in actions(row.ticket.status)
        if action == "acknowledge" and isinstance(row, CandidateRow):
            return row.ticket.urgent
        return self.view is View.CANDIDATES if action in ON_TICKETS else True

    @work(group="ask")
    async def action_show(self, view: str) -> None:
        """Requests, or acts under way, instead of the candidates."""
        await self.show_list(View[view])

    @work(group="ask")
    async def action_back(self) -> None:
        """Back to all candidates."""
        if self.view is not View.CANDIDATES or self.wish != NOTHING:
            await self.show_list(View.CANDIDATES)

    @work(group="ask")
    async def action_filter(self) -> None:
        """Only candidates of one cause."""
        lines = [(cause.value, f"{nth} {cause.label}") for nth, cause in enumerate(Cause, 1)]
        lines.append((ALL_CAUSES, f"{len(lines) + 1} 全部"))
        chosen = await self.app.push_screen_wait(Pick("只看哪种事由", lines))
        if chosen is not None:
            cause = next((one for one in Cause if one.value == chosen), None)
            await self.show_list(View.CANDIDATES, replace(NOTHING, cause=cause))

    def action_open(self) -> None:
        """The whole of the picked ticket."""
        if self.picked is not None:
            self.door.show_ticket(self.picked.number)

    def action_clusters(self) -> None:
        """Tickets about one thing. Clause: 5.3.3."""
        self.app.push_screen(ClustersScreen())

    def action_warnings(self) -> None:
        """The warnings that were given. Clause: 6.3.1.4."""
        self.app.push_screen(GivenWarningsScreen())

    # ---- acts on the picked one ---------------------------------------------------------

    @work(group="write")
    async def action_supervise(self) -> None:
        """Issue a supervision. Clause: 5.3.3 a, 5.3.3 b, 5.3.3 c, 5.3.3 d, 5.3.3 e, 5.3.3 f."""
        if row := self.picked:
            await self._did(await forms.supervised(self, row.number, row.version))

    @work(group="write")
    async def action_call(self) -> None:
        """Write down a call to the unit. Clause: B.2.1."""
        if row := self.picked:
            ticket = await self.door.attempt(queueing.show, row.number)
            if ticket is not None:
                await self._did(await forms.called(self, ticket))

    @work(group="write")
    async def action_note(self) -> None:
        """Write down a remark."""
        if row := self.picked:
            await self._did(await forms.noted(self, row.number))

    @work(group="write")
    async def action_settle(self) -> None:
        """Take the ticket off the list, with how it was dealt with."""
        if row := self.picked:
            await self._did(await forms.settled(self, row.number, row.version))

    @work(group="write")
    async def action_acknowledge(self) -> None:
        """Take note of an urgent ticket. Clause: 5.2.2.3 e."""
        if row := self.picked:
            await self._did(await self.door.attempt(supervising.acknowledge, row.number))

    @work(group="write")
    async def action_recall(self) -> None:
        """Take the ticket from its unit, or send it to another at once. Clause: 4.2."""
        row = self.picked
        units = await self.door.attempt(organizers)
        if isinstance(row, CandidateRow) and units is not None:
            await self._did(await taken_back(self, units, row))

    @work(group="write")
    async def action_complete(self) -> None:
        """Complete an act of supervision."""
        row, acts = self.picked, self._open_acts()
        if row is None or not acts:
            return
        act = acts[0]
        if len(acts) > 1:
            chosen = await self.app.push_screen_wait(forms.acts_to_pick(acts))
            act = next((one for one in acts if str(one.id) == chosen), act)
            if chosen is None:
                return
        await self._did(await forms.completed(self, row.number, act))

    @work(group="write")
    async def action_decide(self) -> None:
        """Decide a request; take what is on account off it. Clause: 5.3.2.3.2 d."""
        row = self.picked
        if isinstance(row, RequestRow):
            ask = forms.decided if row.granted is None else forms.ended
            await self._did(await ask(self, row))

    async def _did(self, ticket: TicketRow | None) -> None:
        """Say what was done, and show what it led to."""
        if ticket is not None:
            self.say(f"{ticket.number} {ticket.history[-1].summary}")
            await self.reload()

    def _open_acts(self) -> list[SupervisionRow]:
        row = self.picked
        if isinstance(row, ActRow):
            return [row.act]
        found = self.found
        if row is None or found is None or found.ticket.number != row.number:
            return []
        by_people = (
            one
            for one in found.overseen.supervisions
            if one.form not in (Form.REMINDER, Form.SYSTEM)
        )
        return [one for one in by_people if one.ended_at is None]
