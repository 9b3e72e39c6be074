"""The whole of a ticket: record, clocks, dispatch, citations, links and history."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import ClassVar

from rich.table import Table
from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from hotline_tui.screens.base import DeskScreen
from hotline_tui.services import linking, queueing, supervising
from hotline_tui.services.rows import TicketRow
from hotline_tui.services.unmasking import unmask
from hotline_tui.standard.clocks import Deadline
from hotline_tui.standard.lifecycle import worklist
from hotline_tui.standard.moment import BEIJING
from hotline_tui.standard.phone import masked, masked_address, masked_name
from hotline_tui.standard.record import Claimant
from hotline_tui.standard.vocabulary import Worklist
from hotline_tui.widgets.ask import Ask
from hotline_tui.widgets.frame import left
from hotline_tui.widgets.pick import Pick
from hotline_tui.widgets.plain import plain

Fact = tuple[str, str]
"""A label and what is told under it."""


def at(instant: datetime | None) -> str:
    """An instant as people read it, in Beijing time."""
    return f"{instant.astimezone(BEIJING):%Y-%m-%d %H:%M}" if instant else ""


def clock_line(deadline: Deadline, now: datetime) -> str:
    """A clock in words: until when, met when, or late by how much."""
    if deadline.due_at is None:
        return "未起算"
    told = f"到期 {at(deadline.due_at)}"
    if deadline.met_at is not None:
        told += f"　{at(deadline.met_at)} 完成"
    late = deadline.overdue(now)
    if late is not None:
        return f"{told}　!! 超期 {left(now + late, now)}"
    return told if deadline.met_at else f"{told}　剩 {left(deadline.due_at, now)}"


class TicketScreen(DeskScreen):
    """A ticket over the area that it was opened from. Clause: 5.2.3.2."""

    CSS_PATH = "ticket.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "app.pop_screen", "返回", id="ticket.back"),
        Binding("d", "dispatch", "派单", id="ticket.dispatch", tooltip="派给承办单位"),
        Binding("a", "acknowledge", "确认提醒", id="ticket.acknowledge",
                tooltip="确认紧急提醒，各处不再提示"),
        Binding("l", "link", "关联", id="ticket.link", tooltip="与另一件工单关联"),
        Binding("u", "unlink", "取消关联", id="ticket.unlink", tooltip="取消一个关联"),
        Binding("o", "open_linked", "看关联", id="ticket.open_linked", tooltip="打开关联的工单"),
        Binding("v", "unmask", "显示诉求人", id="ticket.unmask",
                tooltip="写明理由后显示诉求人完整信息，留有记录"),
        Binding("j,down", "scroll(1)", show=False),
        Binding("k,up", "scroll(-1)", show=False),
    ]  # fmt: skip

    def __init__(self, number: str) -> None:
        super().__init__()
        self.number = number
        self.row: TicketRow | None = None
        self._claimant: Claimant | None = None

    def body(self) -> ComposeResult:
        """One long text that scrolls."""
        with VerticalScroll(id="sheet"):
            yield Static(id="told")

    async def reload(self) -> None:
        """Read the ticket again."""
        row = await self.door.attempt(queueing.show, self.number)
        if row is None:
            self.dismiss()
            return
        self.row = row
        self._draw(row)

    def _draw(self, row: TicketRow) -> None:
        table = Table.grid(padding=(0, 1))
        table.add_column(width=8, no_wrap=True)
        table.add_column(ratio=1)
        for label, told in self._facts(row):
            if told.strip():
                table.add_row(Text(label, "bold"), plain(told, multiline=True))
        self.query_one("#told", Static).update(table)

    def _facts(self, row: TicketRow) -> Iterator[Fact]:
        now = self.desk.now()
        record = row.record
        yield "工单编号", f"{row.number}　{row.status.label}　第{row.version}版"
        yield "提出时间", at(row.raised_at)
        yield "类型", self._kind(row)
        for deadline in row.clocks:
            yield f"{deadline.clock.label}时限", clock_line(deadline, now)
        if record.statutory_limit.given:
            yield "法定依据", record.statutory_limit.basis
        yield from self._claimant_facts(record.claimant)
        yield "问题分类", "/".join(record.category)
        yield "区划地点", f"{row.place_name} {record.place}"
        yield "发生时间", record.occurred_text or at(record.occurred_at)
        for label, told in (
            ("标题", record.title), ("主要内容", record.content), ("经过", record.course),
            ("现状", record.present_state), ("诉求", record.demand), ("理由", record.reasons),
            ("对象", record.respondent), ("前期处理", record.prior_handling),
            ("现场状态", record.emergency.state), ("影响范围", record.emergency.extent),
            ("危害程度", record.emergency.harm),
            ("已拨打", record.emergency.emergency_number_called),
            ("现场部门", record.emergency.departments_on_scene),
            ("反映渠道", record.instability.channel), ("反映方式", record.instability.manner),
            ("拟实施", record.instability.intended_act),
            ("威胁原话", record.instability.threat_words),
            ("威胁时间", record.instability.threat_time),
            ("威胁地点", record.instability.threat_place),
        ):  # fmt: skip
            yield label, told
        yield "未提供", "；".join(f"{name}：{why}" for name, why in record.not_provided.items())
        yield from self._handling_facts(row)

    def _kind(self, row: TicketRow) -> str:
        parts = [row.kind.label, row.urgency.label]
        flags = (
            ("可能造成生命财产损失", row.record.risk_to_life_or_property),
            ("复杂疑难", row.complex),
            ("大话务量期间", row.surge),
        )
        parts.extend(label for label, is_so in flags if is_so)
        if row.record.channel is not None:
            parts.append(row.record.channel.label)
        return "　".join(parts)

    def _claimant_facts(self, claimant: Claimant) -> Iterator[Fact]:
        full = self._claimant
        yield "诉求人", full.name if full else masked_name(claimant.name)
        yield "来电号码", full.phone if full else masked(claimant.phone)
        yield "联系方式", full.contact if full else masked(claimant.contact)
        yield "地址", full.address if full else masked_address(claimant.address)
        yield "保密", "是" if claimant.confidential else ""

    def _handling_facts(self, row: TicketRow) -> Iterator[Fact]:
        sent = row.dispatch
        if sent is not None:
            yield "承办单位", sent.organizer
            yield "协办单位", "、".join(sent.assisting)
            yield "抄送", "、".join(sent.copied_to)
            yield "派单", f"{at(sent.at)}　{sent.by}　{sent.way.label}　目录 {sent.catalogue}"
            yield "处理意见", sent.opinion
        for cited in row.citations:
            yield "直接答复", f"《{cited.title}》第{cited.version}版　{cited.said}"
        yield "不予受理", f"{row.refusal_reason} {row.refusal_advice}"
        yield "关联工单", "　".join(row.linked)
        yield "", " "
        for event in row.history:
            local = event.at.astimezone(BEIJING)
            yield f"{local:%m-%d}", f"{local:%H:%M} {event.name or event.who}　{event.summary}"

    # ---- keys ---------------------------------------------------------------------------

    def action_scroll(self, by: int) -> None:
        """One line up or down."""
        self.query_one("#sheet", VerticalScroll).scroll_relative(y=by, animate=False)

    def action_dispatch(self) -> None:
        """Open the dispatch form for this ticket."""
        from hotline_tui.screens.dispatching import DispatchForm

        if self.row is None or worklist(self.row.status) is not Worklist.DISPATCH:
            self.notify("这件工单现在不在待派之列。", timeout=3)
        else:
            self.app.push_screen(DispatchForm(self.number))

    @work(group="write")
    async def action_acknowledge(self) -> None:
        """Take note of an urgent ticket."""
        if await self.door.attempt(supervising.acknowledge, self.number) is not None:
            self.notify("已确认。", timeout=3)

    @work(group="write")
    async def action_link(self) -> None:
        """Link with another ticket by its number."""
        number = await self.app.push_screen_wait(Ask("与哪件工单关联？", "写工单编号"))
        if number:
            await self.door.attempt(linking.link, self.number, number, "重复诉求")

    async def _choose_linked(self, title: str) -> str | None:
        linked = self.row.linked if self.row else ()
        if not linked:
            self.notify("没有关联的工单。", timeout=3)
            return None
        return await self.app.push_screen_wait(Pick(title, [(one, one) for one in linked]))

    @work(group="write")
    async def action_unlink(self) -> None:
        """Undo a link."""
        number = await self._choose_linked("取消与哪件工单的关联？")
        if number:
            await self.door.attempt(linking.unlink, self.number, number)

    @work(group="open")
    async def action_open_linked(self) -> None:
        """Open a linked ticket."""
        number = await self._choose_linked("打开哪件关联的工单？")
        if number:
            self.door.show_ticket(number)

    @work(group="write")
    async def action_unmask(self) -> None:
        """Show the claimant in full, with a reason that is kept. Clause: 6.1.1."""
        reason = await self.app.push_screen_wait(Ask("为什么要看诉求人完整信息？"))
        if reason:
            self._claimant = await self.door.attempt(unmask, self.number, reason)
            await self.reload()
