"""The dispatch queue: what has to be sent to an organizer, soonest due first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import ClassVar, Concatenate, ParamSpec

from textual import work
from textual.binding import Binding, BindingType

from hotline_tui.screens import handling_acts
from hotline_tui.screens.claims import give_up, take
from hotline_tui.screens.dispatch_filter import FilterDialog, Shown, districts
from hotline_tui.screens.dispatch_list import DispatchList
from hotline_tui.screens.dispatching import Beginning, dispatched, open_dialog
from hotline_tui.screens.dispatching_form import organizers
from hotline_tui.services import claiming, queueing, supervising
from hotline_tui.services.desk import Desk
from hotline_tui.services.rows import TicketRow
from hotline_tui.standard.moment import BEIJING
from hotline_tui.standard.vocabulary import Status
from hotline_tui.widgets.ask import Ask, Confirm

P = ParamSpec("P")

WARM_AFTER = 0.3
"""Seconds after which the list of units is made, which takes half a second."""


class DispatchScreen(DispatchList):
    """Soonest due first, with who has it; dispatched from here.

    Clause: 5.3.2.1.3 a, 5.3.2.1.3 b, 5.3.2.1.3 c, 5.3.2.1.6.
    """

    AREA = "dispatch"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "next", "最急一件", id="dispatch.next",
                tooltip="占用最急的、无人占用的一件，开始派单"),
        Binding("enter", "open", "打开", id="dispatch.open", priority=True,
                tooltip="看工单全文和历史"),
        Binding("d", "dispatch", "派单", id="dispatch.dispatch", tooltip="派选中的工单"),
        Binding("1", "dispatch(0)", "按建议", id="dispatch.suggested_1", key_display="1-3",
                tooltip="派选中的工单，牵头单位按第 1、2、3 条建议填好"),
        Binding("2", "dispatch(1)", "按建议2派", id="dispatch.suggested_2", show=False,
                tooltip="按第 2 条建议派单"),
        Binding("3", "dispatch(2)", "按建议3派", id="dispatch.suggested_3", show=False,
                tooltip="按第 3 条建议派单"),
        Binding("c", "claim", "占用", id="dispatch.claim",
                tooltip="占用选中的工单，或放开自己的占用"),
        Binding("x", "reject", "驳回退单", id="dispatch.reject",
                tooltip="选中的退单仍由原单位承办，写明理由；改派则直接派单"),
        Binding("u", "dispatch(None, True)", "疑难", id="dispatch.complex",
                tooltip="标为复杂疑难（反馈 15 日）后派单"),
        Binding("f", "filter", "筛选", id="dispatch.filter",
                tooltip="按级别、区、类型、占用筛选"),
        Binding("slash", "find", "查找", id="dispatch.find",
                tooltip="按工单号、电话或词语在全部工单里查找"),
        Binding("s", "surge", "大话务", id="dispatch.surge",
                tooltip="宣布或结束大话务量模式（督办员）"),
        Binding("a", "acknowledge", "确认", id="dispatch.acknowledge",
                tooltip="确认选中工单的紧急提醒（督办员）"),
        Binding("m", "mine", "只看我的", id="dispatch.mine", show=False,
                tooltip="只看我占用的，或全部"),
        Binding("escape", "back", "返回", id="dispatch.back", show=False,
                tooltip="从查找结果、筛选回到全部待派工单"),
    ]  # fmt: skip

    _at_work = False

    def on_mount(self) -> None:
        """Have the units to choose from at hand before anybody dispatches."""
        self.set_timer(WARM_AFTER, lambda: self.run_worker(self._warm(), group="warm"))

    async def _warm(self) -> None:
        await self.door.attempt(organizers)

    # ---- which tickets are shown --------------------------------------------------------

    @work(group="ask")
    async def action_filter(self) -> None:
        """Ask which part of the queue to show."""
        known = await self.door.attempt(districts)
        if known is not None:
            shown = await self.app.push_screen_wait(FilterDialog(self.shown, known))
            if shown is not None:
                await self.show_other(shown)

    @work(group="ask")
    async def action_mine(self) -> None:
        """Only what I have claimed, or everything."""
        wish = self.shown.wish
        await self.show_other(replace(self.shown, wish=replace(wish, mine=not wish.mine)))

    @work(group="ask")
    async def action_find(self) -> None:
        """Look for tickets, whatever their state."""
        hint = "工单号或其开头、电话号码、标题或经过里的词语"
        asked = Ask("查找工单", hint, value=self.query_text, max_length=100)
        query = await self.app.push_screen_wait(asked)
        if query:
            await self.show_other(self.shown, query)

    @work(group="ask")
    async def action_back(self) -> None:
        """From what was found to the queue, from a part of it to the whole."""
        if self.query_text:
            await self.show_other(self.shown)
        elif self.shown.filtered:
            await self.show_other(Shown())

    def action_open(self) -> None:
        """The whole of the picked ticket."""
        if self.picked is not None:
            self.door.show_ticket(self.picked.number)

    # ---- claiming and dispatching -------------------------------------------------------

    @work(group="write")
    async def action_next(self) -> None:
        """Take the most urgent ticket that nobody has, and dispatch it."""
        if self._at_work:
            return
        self._at_work = True
        try:
            taken = await self.door.attempt(_next)
            if taken is not None and not taken:
                self.say("没有无人占用的待派工单")
            for ticket in taken or ():
                self.door.claims.add(ticket.id)
                await self.reload()
                self.table.pick(ticket.number)
                await self._dialog(ticket, Beginning(), keep=False)
        finally:
            self._at_work = False

    @work(group="write")
    async def action_dispatch(self, suggested: int | None = None, complex: bool = False) -> None:
        """Dispatch the picked ticket, which is claimed meanwhile."""
        row = self.picked
        if row is None or self._at_work:
            return
        self._at_work = True
        try:
            keep = row.id in self.door.claims
            ticket = await take(self, row.number, row)
            if ticket is not None:
                await self._dialog(ticket, Beginning(suggested, complex), keep=keep)
        finally:
            self._at_work = False

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A return is rejected where there is one."""
        returned = self.picked is not None and self.picked.status is Status.RETURNED
        return returned if action == "reject" else True

    @work(group="write")
    async def action_reject(self) -> None:
        """Reject the return of the picked ticket. Clause: 4.2."""
        row = self.picked
        ticket = await self.door.attempt(queueing.show, row.number) if row else None
        said = await handling_acts.reject(self, ticket) if ticket else None
        if said:
            self.say(said)
        await self.reload()

    async def _dialog(self, ticket: TicketRow, beginning: Beginning, *, keep: bool) -> None:
        done = await open_dialog(self, ticket, beginning, keep=keep)
        if done is not None:
            self.say(dispatched(done))
        await self.reload()

    @work(group="write")
    async def action_claim(self) -> None:
        """Claim the picked ticket, or give it up."""
        row = self.picked
        if row is None:
            return
        if row.holder == self.desk.person.workno:
            await give_up(self, row.id, row.number)
        else:
            await take(self, row.number, row)
        await self.reload()

    # ---- what supervisors do ------------------------------------------------------------

    @work(group="write")
    async def action_surge(self) -> None:
        """Declare heavy traffic, or end it. Clause: 5.3.2.1.3 c."""
        running = await self.door.attempt(supervising.current_surge)
        if running is None:
            hint = "此后提出的一般诉求须 48 小时内派单（5.3.2.1.3 c）"
            reason = await self.app.push_screen_wait(Ask("宣布大话务量模式的理由", hint))
            if reason and await self._done(supervising.declare_surge, reason):
                self.say("已宣布大话务量模式")
        else:
            since = f"{running.started_at.astimezone(BEIJING):%m-%d %H:%M}"
            said = f"自 {since} 由 {running.started_by} 宣布：{running.reason}"
            sure = await self.app.push_screen_wait(Confirm("结束大话务量模式？", said))
            if sure and await self._done(supervising.end_surge):
                self.say("大话务量模式已结束")

    @work(group="write")
    async def action_acknowledge(self) -> None:
        """Acknowledge the urgent alert of the picked ticket. Clause: 5.2.2.3 e."""
        row = self.picked
        if row is not None and not row.urgent:
            self.say(f"{row.number} 不是紧急诉求，没有待确认的提醒")
        elif row is not None and await self._done(supervising.acknowledge, row.number):
            self.say(f"已确认 {row.number} 的紧急提醒")

    async def _done(
        self, use_case: Callable[Concatenate[Desk, P], object], *args: P.args, **kwargs: P.kwargs
    ) -> bool:
        return await self.door.attempt(use_case, *args, **kwargs) is not None


def _next(desk: Desk) -> tuple[TicketRow, ...]:
    """The next ticket, if there is one: a refusal is something else than that there is none."""
    ticket = claiming.take_next(desk)
    return (ticket,) if ticket else ()
