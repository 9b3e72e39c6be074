"""Reports: emergencies that wait for theirs, and all that were made, from draft to sending.

Clause: 6.3.2.1.1, 6.3.2.2.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from hotline_tui.screens import report_forms as forms
from hotline_tui.screens.cluster_rows import at
from hotline_tui.screens.figure_rows import Numbered
from hotline_tui.screens.page import PageScreen
from hotline_tui.screens.report_lines import told
from hotline_tui.screens.timed_list import TimedList
from hotline_tui.screens.worklist import Rows
from hotline_tui.screens.worklist_lines import filled
from hotline_tui.services import reporting
from hotline_tui.services.reporting import DueRow, ReportRow
from hotline_tui.services.waiving import WaiverRow
from hotline_tui.standard.periods import Period
from hotline_tui.widgets.ask import Confirm
from hotline_tui.widgets.frame import left
from hotline_tui.widgets.grid import Cell, Column


@dataclass(frozen=True, slots=True)
class Listed(Numbered):
    """A report, or an emergency that has none yet; one of the two."""

    due_at: datetime | None = None
    report: ReportRow | None = None
    waiting: DueRow | None = None


class ReportsScreen(TimedList[Listed, Listed]):
    """Lies over the figures; a report opens over it."""

    UNIT = "份"
    EMPTY = "没有报告"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "看", id="reports.open", priority=True,
                tooltip="看报告全文；没有报告的紧急情况，编制"),
        Binding("n", "make", "编制", id="reports.make",
                tooltip="常规、专题、高频通报、治理建议、紧急信息报告"),
        Binding("w", "write", "写", id="reports.write", tooltip="写文字部分；数字不能改"),
        Binding("v", "approve", "审定", id="reports.approve", tooltip="内容齐全才能审定"),
        Binding("o", "waive", "不需报送", id="reports.waive",
                tooltip="提出一件紧急情况不需报送的理由；由另一人审定以前，时限照走"),
        Binding("x", "send", "报送", id="reports.send", tooltip="记录报送给谁、何时"),
        Binding("e", "export", "导出", id="reports.export", tooltip="docx、xlsx（带图表）、md"),
        Binding("escape,q", "dismiss", "返回", id="reports.back", key_display="Esc"),
    ]  # fmt: skip

    def __init__(self, period: Period) -> None:
        super().__init__()
        self._period = period

    async def read(self, limit: int, after: Listed | None) -> Rows[Listed] | None:
        """Emergencies that are not reported yet, soonest due first; then reports, newest first."""
        if after is not None:
            return Rows((), self.total)
        waiting = await self.door.attempt(reporting.due)
        found = await self.door.attempt(reporting.reports, limit)
        if waiting is None or found is None:
            return None
        made = {one.id: one for one in found}
        rows = [_unsent(one, made.pop(one.report or 0, None)) for one in waiting]
        rows += [Listed(str(one.id), one.version, None, one) for one in made.values()]
        return Rows(rows, len(rows))

    def columns(self) -> tuple[Column, ...]:
        """The columns that the width has room for."""
        wide = (Column("种类", 24), Column("编制", 11), Column("报送", 40)) if self.wide else ()
        return (Column("编号", 14), Column("状态", 8), Column("题目"), *wide)

    def cells(self, row: Listed) -> tuple[Cell, ...]:
        """A row's cells in them."""
        one = row.report
        if one is None:
            title = row.waiting.title if row.waiting else ""
            state = "待审免报" if row.waiting and row.waiting.waiver else "未编制"
            return (row.number, state, title, *(("", "", "") if self.wide else ()))
        usual = (f"第 {one.id} 号", one.state, one.title)
        if not self.wide:
            return usual
        sent = f"{at(one.sent_at)} {one.sent_to}" if one.sent_at else ""
        return (*usual, one.kind.label, at(one.at), sent)

    def heading(self) -> str:
        """How many there are."""
        return f" 报告 6.3.2　{self.total}"

    def ending(self) -> str:
        """What stands first."""
        return " 待报送的紧急情况在前，再按新旧 ─"

    async def look(self, row: Listed) -> Listed | None:
        """All of it is known already."""
        return row

    def essence(self, found: Listed, width: int, height: int) -> list[str]:
        """What the picked one still lacks, or to whom it was sent."""
        one = found.report
        if one is None and found.waiting is not None:
            rest = left(found.waiting.due_at, self.desk.now())
            above = (found.waiting.title, f"登记后 2 小时内报送，{rest}。Enter 编制紧急信息报告。")
            why = (f"提出不需报送：{found.waiting.waiver}",) if found.waiting.waiver else ()
            return filled(above, why, (), width, height)
        if one is None:
            return []
        lacks = "、".join(fault.message.removeprefix("还缺") for fault in one.lacks)
        sent = f"报送 {at(one.sent_at)} {one.sent_to}" if one.sent_at else ""
        approved = f"审定 {at(one.approved_at)} {one.approved_by}" if one.approved_at else ""
        late = "，超过时限" if one.overdue else ""
        texts = [f"{part.label}：{one.texts[part.name]}" for part in one.kind.parts
                 if one.texts.get(part.name)]  # fmt: skip
        stands = f"编制 {at(one.at)} {one.by}　{approved}　{sent}{late}".rstrip()
        above = (one.title, stands, *((f"还缺：{lacks}",) if lacks else ()))
        return filled(above, texts, (), width, height)

    # ---- acts ---------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is approved is written no more; what is not, is not sent."""
        one = self.picked.report if self.picked else None
        match action:
            case "write":
                return one is not None and one.approved_at is None
            case "approve":
                return one.approved_at is None if one is not None else bool(self._waiver)
            case "waive":
                return self.picked is not None and one is None and not self._waiver
            case "send":
                return one is not None and one.approved_at is not None and one.sent_at is None
            case "export":
                return one is not None
        return True

    @work(group="ask")
    async def action_open(self) -> None:
        """The whole of the picked report; or make the one that is wanting."""
        row = self.picked
        if row is None:
            return
        if row.report is None:
            await self._did(await forms.made(self, self._period, row.number), "已编制")
            return
        whole = told(row.report, self.size.width - 4)
        self.app.push_screen(PageScreen(row.report.title, whole))

    @work(group="write")
    async def action_make(self) -> None:
        """Make a report."""
        await self._did(await forms.made(self, self._period), "已编制")

    @work(group="write")
    async def action_write(self) -> None:
        """Write the texts of the picked report."""
        if self.picked and self.picked.report:
            await self._did(await forms.written(self, self.picked.report), "已修改")

    @property
    def _waiver(self) -> str:
        """Why the picked emergency needs no report, where that waits for a decision."""
        waiting = self.picked.waiting if self.picked else None
        return waiting.waiver if waiting else ""

    @work(group="write")
    async def action_waive(self) -> None:
        """Say why the picked emergency needs no report."""
        if self.picked is not None:
            done = await forms.waived(self, self.picked.number)
            await self._decided(done, "已提出，等待审定")

    @work(group="write")
    async def action_approve(self) -> None:
        """Approve the picked report, or decide whether the picked emergency needs none."""
        row = self.picked.report if self.picked else None
        if row is None:
            if self.picked is not None and self._waiver:
                decided = await forms.waiver_decided(self, self.picked.number, self._waiver)
                await self._decided(decided, "已审定")
            return
        asked = Confirm(f"审定第 {row.id} 号报告？", f"{row.title}\n审定以后不能再改。")
        if await self.app.push_screen_wait(asked):
            done = await self.door.attempt(reporting.approve, row.id, row.version)
            await self._did(done, "已审定")

    @work(group="write")
    async def action_send(self) -> None:
        """Record to whom the picked report was sent."""
        if self.picked and self.picked.report:
            await self._did(await forms.sent(self, self.picked.report), "已报送")

    @work(group="write")
    async def action_export(self) -> None:
        """Write the picked report into a file."""
        if self.picked and self.picked.report:
            where = await forms.exported(self, self.picked.report)
            if where is not None:
                self.say(f"已写到 {where}")

    async def _did(self, row: ReportRow | None, what: str) -> None:
        if row is not None:
            self.say(f"第 {row.id} 号报告{what}")
            await self.reload()
            self.table.pick(str(row.id))

    async def _decided(self, row: WaiverRow | None, told: str) -> None:
        if row is not None:
            self.say(f"{told}：{row.state}")
            await self.reload()


def _unsent(waiting: DueRow, report: ReportRow | None) -> Listed:
    """An emergency that is to be reported: with what has been written of it, if anything has."""
    if report is not None:
        return Listed(str(report.id), report.version, waiting.due_at, report)
    return Listed(waiting.number, int(bool(waiting.waiver)), waiting.due_at, waiting=waiting)
