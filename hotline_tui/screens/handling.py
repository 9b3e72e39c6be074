"""Handling: what organizers sign for, work on and feed back, soonest due first."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from hotline_tui.screens import handling_acts as acts
from hotline_tui.screens import handling_rows as told
from hotline_tui.screens.dispatching_form import NOBODY, organizers
from hotline_tui.screens.guided import guided
from hotline_tui.screens.guided_blanks import Blank, Sort
from hotline_tui.screens.handling_forms import Values
from hotline_tui.screens.handling_rows import LISTS, Looked
from hotline_tui.screens.timed_list import TimedList
from hotline_tui.screens.worklist import Rows
from hotline_tui.services import queueing, scope
from hotline_tui.services.desk import Desk
from hotline_tui.services.directory import directory
from hotline_tui.services.queueing import QueueWish
from hotline_tui.services.rows import QueueRow
from hotline_tui.standard.vocabulary import Worklist
from hotline_tui.widgets.grid import Cell, Column


class HandlingScreen(TimedList[QueueRow, Looked]):
    """An organizer's own tickets, or all of them for whoever records on organizers' behalf.

    Clause: 4.2, 4.3, 5.3.2.2.2 a, 5.3.2.2.2 b, 5.3.2.2.2 c, 5.3.2.2.3, 5.3.2.2.5, 5.3.2.3.1.
    """

    AREA = "handling"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "act('sign')", "签收", id="handling.sign", tooltip="签收选中的工单"),
        Binding("r", "act('give_back')", "退单", id="handling.return",
                tooltip="写明原因和依据，申请退单"),
        Binding("c", "act('contact')", "联系", id="handling.contact",
                tooltip="按用语联系诉求人，记下核实和告知的情况"),
        Binding("p", "act('progress')", "进展", id="handling.progress",
                tooltip="现场查看、吹哨报到、协调会商、领导批示、其他进展"),
        Binding("f", "act('feed_back')", "反馈", id="handling.feedback",
                tooltip="按办理结果填写反馈内容；网络诉求先送领导审核"),
        Binding("a", "act('accept')", "通过", id="handling.accept",
                tooltip="领导审核通过；热线核对反馈内容通过"),
        Binding("x", "act('reject')", "退回", id="handling.reject",
                tooltip="领导审核退回；反馈内容不完整，退回承办单位"),
        Binding("e", "act('ask_for')", "申请", id="handling.request",
                tooltip="申请按复杂疑难办理（15 日）、挂账、剔除考核，由督办员批复"),
        Binding("o", "act('watch_opinion')", "舆情", id="handling.opinion",
                tooltip="关注这件诉求的舆情，或解除关注"),
        Binding("t", "act('take_back')", "收回", id="handling.recall",
                tooltip="从承办单位收回，重新派单（督办员）"),
        Binding("enter", "open", "打开", id="handling.open", priority=True,
                tooltip="看工单全文、办理经过和历史"),
        *(Binding(str(place), f"list({place - 1})", name, id=f"handling.list_{place}",
                  show=False, tooltip=f"看{name}的工单")
          for place, (_, name) in enumerate(LISTS, 1)),
        Binding("u", "unit", "单位", id="handling.unit", tooltip="只看某一承办单位的工单"),
        Binding("escape", "back", "返回", id="handling.back", show=False,
                tooltip="从一个单位回到全部"),
    ]  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self.shown = Worklist.SIGN
        self.unit, self.unit_name = "", ""
        self._at_work = False

    # ---- the list -----------------------------------------------------------------------

    @property
    def own(self) -> bool:
        """Whether this is an organizer's desk, which sees its own tickets only."""
        return scope.confined(self.desk)

    async def read(self, limit: int, after: QueueRow | None) -> Rows[QueueRow] | None:
        """A page of the list on view."""
        wish = QueueWish(self.shown, organizer=self.unit, limit=limit, after=after)
        page = await self.door.attempt(queueing.queue, wish)
        return None if page is None else Rows(page.rows, page.total)

    def columns(self) -> tuple[Column, ...]:
        """The columns that the width has room for."""
        return told.columns(own=self.own, wide=self.wide)

    def cells(self, row: QueueRow) -> tuple[Cell, ...]:
        """The cells that do not depend on the time."""
        return told.cells(row, own=self.own, wide=self.wide)

    def heading(self) -> str:
        """Which list, how many."""
        frame = self.door.frame
        waiting = frame.waiting if frame else None
        return told.heading(self.shown, self.total, waiting, own=self.own, unit=self.unit_name)

    def ending(self) -> str:
        """The order, and the way back to all units."""
        return " 按剩余时间　Esc 看全部 ─" if self.unit else super().ending()

    async def look(self, row: QueueRow) -> Looked | None:
        """The picked ticket with what has become of it."""
        return await self.door.attempt(told.look, row.number)

    def essence(self, found: Looked, width: int, height: int) -> list[str]:
        """The matter, what was done, what is to be done next."""
        return told.essence(found, width, height)

    # ---- which tickets are shown --------------------------------------------------------

    @work(group="ask")
    async def action_list(self, place: int) -> None:
        """Show another list."""
        self.shown = LISTS[place][0]
        await self.show_anew()

    @work(group="ask")
    async def action_unit(self) -> None:
        """Ask whose tickets to show."""
        known = await self.door.attempt(organizers)
        if known is None:
            return
        blank = Blank("unit", "承办单位", Sort.CHOICE, known, required=True)
        chosen = await guided(self, "只看哪个单位的工单", (blank,), _named)
        if chosen is not None:
            self.unit, self.unit_name = chosen
            await self.show_anew()

    @work(group="ask")
    async def action_back(self) -> None:
        """From one unit to all of them."""
        if self.unit:
            self.unit, self.unit_name = "", ""
            await self.show_anew()

    def action_open(self) -> None:
        """The whole of the picked ticket."""
        if self.picked is not None:
            self.door.show_ticket(self.picked.number)

    # ---- acting -------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what the picked ticket is in a state for, and what this desk is there for."""
        if action == "list":
            return self.own or parameters[0] != len(LISTS) - 1
        if action == "unit":
            return not self.own
        if action != "act":
            return True
        picked, name = self.picked, str(parameters[0])
        return picked is not None and acts.possible(self, name, picked.status)

    @work(group="write")
    async def action_act(self, name: str) -> None:
        """Do something with the picked ticket."""
        row = self.picked
        if row is None or self._at_work:
            return
        self._at_work = True
        try:
            ticket = await self.door.attempt(queueing.show, row.number)
            said = await acts.DEEDS[name][1](self, ticket) if ticket else None
            if said:
                self.say(said)
            await self.reload()
        finally:
            self._at_work = False


def _named(desk: Desk, values: Values) -> tuple[str, str]:
    code = str(values["unit"])
    return ("", "") if code == NOBODY.code else (code, directory(desk).organizer_name(code))
