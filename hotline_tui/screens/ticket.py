"""The whole of a ticket: what was recorded, its clocks, its dispatch, its links, its history.

Clause: 5.2.3.2, 6.1.1, D.1.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Concatenate, ParamSpec

from textual import events, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from hotline_tui.screens import handling_acts, ticket_page, ticket_parts
from hotline_tui.screens.callback_forms import cancelled
from hotline_tui.screens.claims import take
from hotline_tui.screens.cluster import ClusterScreen
from hotline_tui.screens.dispatching import Beginning, dispatched, open_dialog
from hotline_tui.screens.page import Scrolled
from hotline_tui.screens.ticket_citation import read_citation
from hotline_tui.screens.told import Told
from hotline_tui.services import archiving, linking, scope, supervising
from hotline_tui.services.attaching import attach_files
from hotline_tui.services.desk import Desk
from hotline_tui.services.rows import TicketRow
from hotline_tui.services.unmasking import masked_claimant, unmask
from hotline_tui.services.whole import Whole, whole
from hotline_tui.standard.lifecycle import Action, actions, worklist
from hotline_tui.standard.record import Claimant
from hotline_tui.standard.vocabulary import Worklist
from hotline_tui.widgets.ask import Ask
from hotline_tui.widgets.frame import ShownLine
from hotline_tui.widgets.passage import Passage
from hotline_tui.widgets.pick import Pick

P = ParamSpec("P")


class TicketScreen(Scrolled):
    """Lies over the area it was opened from; scrolls by keys."""

    CSS_PATH = "ticket.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d", "dispatch", "派单", id="ticket.dispatch", tooltip="派这件工单"),
        Binding("a", "acknowledge", "确认", id="ticket.acknowledge",
                tooltip="确认这件工单的紧急提醒（督办员）"),
        Binding("h", "handle", "办理", id="ticket.handle",
                tooltip="签收、退单、进展、反馈、审核：这件工单现在能做的"),
        Binding("v", "unmask", "看诉求人", id="ticket.unmask",
                tooltip="写明理由后看诉求人的完整信息，理由记入历史"),
        Binding("l", "link", "关联", id="ticket.link",
                tooltip="与另一件工单关联：重复诉求互相关联，不合并"),
        Binding("x", "unlink", "取消关联", id="ticket.unlink", tooltip="取消与另一件工单的关联"),
        Binding("c", "cluster", "同类", id="ticket.cluster",
                tooltip="看与这件工单说同一件事的工单"),
        Binding("y", "citation", "引用知识", id="ticket.citation",
                tooltip="看引用的知识，如引用时的那一版"),
        Binding("z", "cancel", "撤销", id="ticket.cancel",
                tooltip="撤销没有派出的工单：诉求人撤回、重复登记、误登记"),
        Binding("f", "attach", "加附件", id="ticket.attach",
                tooltip="把本机的语音、文字、图片、视频文件附在工单上"),
        *(Binding(str(n), f"open({n})", f"关联工单 {n}", id=f"ticket.open_{n}", show=False,
                  tooltip=f"打开第 {n} 件关联工单") for n in range(1, 10)),
        Binding("down,j", "scroll(1)", "下一行", id="ticket.down", show=False),
        Binding("up,k", "scroll(-1)", "上一行", id="ticket.up", show=False),
        Binding("pagedown,space", "page(1)", "翻页", id="ticket.page_down", key_display="空格"),
        Binding("pageup", "page(-1)", "上一页", id="ticket.page_up", show=False),
        Binding("home,g", "edge(True)", "开头", id="ticket.home", show=False),
        Binding("end,G", "edge(False)", "历史", id="ticket.end", key_display="G",
                tooltip="到末尾：最近的历史"),
        Binding("escape,q", "dismiss", "返回", id="ticket.back", key_display="Esc"),
    ]  # fmt: skip

    def __init__(self, number: str) -> None:
        super().__init__()
        self._number = number
        self._found: Whole | None = None
        self._claimant: Claimant | None = None
        self._at_work = False
        self._looked = False

    def body(self) -> ComposeResult:
        """Title and clocks stay in view; everything else scrolls."""
        yield ShownLine(id="title")
        yield Told(id="clocks")
        with VerticalScroll(id="page"):
            yield Passage(id="text")

    @property
    def _ticket(self) -> TicketRow | None:
        return self._found.ticket if self._found else None

    # ---- showing ------------------------------------------------------------------------

    async def reload(self) -> None:
        """Read the ticket again."""
        if not self._looked:
            self._looked = True
            await self.door.attempt(archiving.note_look, self._number)
        found = await self.door.attempt(whole, self._number)
        if found is None and self._found is None:
            self.dismiss()
        elif found is not None and found != self._found:
            self._found = found
            self._show()
            self.refresh_bindings()

    def _show(self) -> None:
        if self._found is None or not self.size.width:
            return
        ticket = self._found.ticket
        claimant = self._claimant or masked_claimant(ticket.record.claimant)
        found = ticket_page.sections(self._found, claimant)
        self.query_one("#text", Passage).told = ticket_parts.page(found, self.size.width - 1)
        flags = (
            ("可能造成生命财产损失", ticket.record.risk_to_life_or_property),
            ("复杂疑难", ticket.complex),
            ("大话务量", ticket.surge),
        )
        marks = "".join(f" · {flag}" for flag, holds in flags if holds)
        self.query_one("#title", ShownLine).shown = (
            f" {ticket.number} {ticket.status.label} · {ticket.kind.label}"
            f" · {ticket.urgency.label}{marks}　{ticket.record.title}"
        )
        self.tick()

    def tick(self) -> None:
        """The clocks."""
        if self._ticket is not None:
            now = self.desk.now()
            lines = (f" {ticket_page.clock_line(one, now)}" for one in self._ticket.clocks)
            self.query_one("#clocks", Told).lines = tuple(lines)

    def on_resize(self, event: events.Resize) -> None:
        """Fold the texts anew."""
        self._show()

    def action_open(self, place: int) -> None:
        """Open a linked ticket over this one."""
        if self._ticket is not None and place <= len(self._ticket.linked):
            self.door.show_ticket(self._ticket.linked[place - 1])

    def action_cluster(self) -> None:
        """The tickets that are about the same thing. Clause: 5.3.3."""
        if self._found is not None and self._found.cluster is not None:
            self.app.push_screen(ClusterScreen(self._found.cluster.id))

    @work(group="ask")
    async def action_citation(self) -> None:
        """The article behind the direct answer, as it was cited. Clause: 5.3.1."""
        if self._ticket is not None:
            await read_citation(self, self._ticket)

    # ---- acting -------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what this ticket is in a state for."""
        ticket = self._ticket
        if action == "dispatch":
            return ticket is not None and worklist(ticket.status) is Worklist.DISPATCH
        if action == "handle":
            return ticket is not None and bool(handling_acts.possible_here(self, ticket.status))
        if action == "acknowledge":
            return ticket is not None and _alarming(ticket)
        if action == "citation":
            return ticket is not None and bool(ticket.citations)
        if action == "cluster":
            return self._found is not None and self._found.cluster is not None
        if action == "cancel":
            return ticket is not None and Action.CANCEL in actions(ticket.status)
        if action in ("link", "unlink") and scope.confined(self.desk):
            return False
        if action == "unlink":
            return ticket is not None and bool(ticket.linked)
        return True

    @work(group="write")
    async def action_dispatch(self) -> None:
        """Dispatch the ticket, which is claimed meanwhile."""
        if self._at_work or self._ticket is None:
            return
        self._at_work = True
        try:
            keep = self._ticket.id in self.door.claims
            ticket = await take(self, self._number)
            if ticket is not None:
                done = await open_dialog(self, ticket, Beginning(), keep=keep)
                if done is not None:
                    self.notify(dispatched(done), timeout=4, markup=False)
                await self.reload()
        finally:
            self._at_work = False

    @work(group="write")
    async def action_handle(self) -> None:
        """Do one of what can be done with the ticket now."""
        ticket = self._ticket
        if ticket is None:
            return
        lines = handling_acts.possible_here(self, ticket.status)
        name = await self.app.push_screen_wait(handling_acts.picked("办理", lines))
        said = await handling_acts.DEEDS[name][1](self, ticket) if name else None
        if said:
            self.notify(said, timeout=4, markup=False)
            await self.reload()

    @work(group="write")
    async def action_acknowledge(self) -> None:
        """Acknowledge the urgent alert. Clause: 5.2.2.3 e."""
        if await self._done(supervising.acknowledge, self._number):
            self.notify("已确认紧急提醒。", timeout=3)

    @work(group="write")
    async def action_unmask(self) -> None:
        """Show who raised the matter, for a reason that is kept. Clause: 6.1.1."""
        asked = Ask("看诉求人完整信息的理由", "谁、何时、为何查看，记入工单历史（6.1.1）")
        reason = await self.app.push_screen_wait(asked)
        if reason:
            self._claimant = await self.door.attempt(unmask, self._number, reason)
            await self.reload()
            self._show()
            self.action_edge(True)

    @work(group="write")
    async def action_attach(self) -> None:
        """Keep a file of this machine with the ticket. Clause: 5.2.2.2."""
        asked = Ask("要附上的文件", "这台机器上的路径，如 ~/现场.jpg；最大 64 兆（5.2.2.2）")
        path = await self.app.push_screen_wait(asked)
        if path:
            if await self._done(attach_files, self._number, (path,)):
                self.notify("已附上。", timeout=3)
            await self.reload()

    @work(group="write")
    async def action_link(self) -> None:
        """Link with another ticket about the same matter."""
        other = await self.app.push_screen_wait(Ask("关联哪件工单", "填写工单编号"))
        reason = other and await self.app.push_screen_wait(Ask("关联的理由", value="重复诉求"))
        if other and reason:
            number = other.replace("-", "").strip()
            if await self._done(linking.link, self._number, number, reason):
                self.notify(f"已与 {number} 关联。", timeout=3, markup=False)
            await self.reload()

    @work(group="write")
    async def action_unlink(self) -> None:
        """Undo a link."""
        linked = self._ticket.linked if self._ticket else ()
        title = "取消与哪件工单的关联"
        lines = [(number, number) for number in linked]
        other = await self.app.push_screen_wait(Pick(title, lines))
        if other is not None:
            if await self._done(linking.unlink, self._number, other):
                self.notify(f"已取消与 {other} 的关联。", timeout=3)
            await self.reload()

    @work(group="write")
    async def action_cancel(self) -> None:
        """End the ticket without its being handled; it is kept. Clause: A.1."""
        if self._ticket is not None and await cancelled(self, self._ticket):
            self.notify("已撤销。", timeout=3)
            await self.reload()

    async def _done(
        self, use_case: Callable[Concatenate[Desk, P], object], *args: P.args, **kwargs: P.kwargs
    ) -> bool:
        return await self.door.attempt(use_case, *args, **kwargs) is not None


def _alarming(ticket: TicketRow) -> bool:
    return ticket.urgency.urgent or ticket.record.risk_to_life_or_property
