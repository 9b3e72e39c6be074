"""Figures of a period in sections, with the course of the picked number drawn below.

Clause: 6.3.1.1, 6.3.1.2, 6.3.1.3.
"""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from hotline_tui.screens import figure_rows as told
from hotline_tui.screens import improvement_forms
from hotline_tui.screens.analyses import AnalysesScreen
from hotline_tui.screens.counted_list import Told, part_by_part
from hotline_tui.screens.figure_rows import KNOWN, FigureRow
from hotline_tui.screens.improvements import ImprovementsScreen
from hotline_tui.screens.period_list import PeriodListScreen
from hotline_tui.screens.reports import ReportsScreen
from hotline_tui.screens.traced import TracedScreen
from hotline_tui.screens.units import UnitsScreen
from hotline_tui.screens.warned import WarnedScreen
from hotline_tui.screens.worklist import Rows
from hotline_tui.services import analysing, figures, trends
from hotline_tui.services.figures import SECTIONS, Figures
from hotline_tui.services.report_data import FIGURES
from hotline_tui.services.trends import Trend
from hotline_tui.standard.watched import of_counted
from hotline_tui.widgets.chart import Chart, Series
from hotline_tui.widgets.grid import Cell, Column


class FiguresScreen(PeriodListScreen[FigureRow, tuple[FigureRow, Trend], Figures]):
    """Lies over the wallboard; the tickets of a number open over it."""

    UNIT = "项"
    EMPTY = "这一期没有工单"
    DEFAULT_CSS = """
    FiguresScreen {
        #essence, &.tall #essence { height: 2; }
        #chart { height: 8; }
        &.tall #chart { height: 16; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "看工单", id="figures.open", priority=True,
                tooltip="这个数字背后的工单"),
        Binding("right,s", "section(1)", "下一节", id="figures.next", key_display="→",
                tooltip="总量、类型、渠道、紧急程度、集中问题、行业、区域、承办单位、重点事项"),
        Binding("left", "section(-1)", "上一节", id="figures.previous", key_display="←",
                show=False),
        Binding("p", "period", "时段", id="figures.period", tooltip=KNOWN),
        Binding("b", "move_period(-1)", "上期", id="figures.earlier",
                tooltip="前一个同样长的时段"),
        Binding("n", "move_period(1)", "下期", id="figures.later",
                tooltip="后一个同样长的时段"),
        Binding("o", "units", "考评", id="figures.units",
                tooltip="承办单位的响应率、解决率、满意率，同类相比"),
        Binding("a", "warnings", "预警", id="figures.warnings",
                tooltip="今天比历史多得出奇的诉求，未来一周的预测"),
        Binding("i", "improve", "改进", id="figures.improve",
                tooltip="由这个数字提出一件改进事项"),
        Binding("l", "improvements", "改进事项", id="figures.improvements", show=False,
                tooltip="改进的问题、措施、成效，超期的在前"),
        Binding("u", "analyses", "单位分析", id="figures.analyses", show=False,
                tooltip="承办单位对这一期诉求的分析"),
        Binding("m", "reports", "报告", id="figures.reports",
                tooltip="常规、专题、高频通报、治理建议、紧急信息报告"),
        Binding("r", "read_again", "刷新", id="figures.read", tooltip="现在重新统计"),
        Binding("escape,q", "dismiss", "返回", id="figures.back", key_display="Esc"),
    ]  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self._section = next(iter(SECTIONS))
        self._analyses = 0

    def body(self) -> ComposeResult:
        """The list, the picked number, its course."""
        yield from super().body()
        yield Chart(id="chart")

    async def count(self, told: Told) -> Figures | None:
        """All sections at once."""
        counted = part_by_part(told, FIGURES)
        return await self.door.attempt(figures.figures, self.period, counted=counted)

    async def read(self, limit: int, after: FigureRow | None) -> Rows[FigureRow] | None:
        """The section on view."""
        if after is not None:
            return Rows((), self.total)
        found = self.counted()
        analyses = await self.door.attempt(analysing.analyses, self.period.text)
        if found is None or analyses is None:
            return None
        self._analyses = len(analyses)
        lines = getattr(found, self._section)
        rows = [
            FigureRow(f"{self._section} {one.code}", version=nth, line=one)
            for nth, one in enumerate(lines)
        ]
        return Rows(rows, len(rows))

    def columns(self) -> tuple[Column, ...]:
        """The columns that the width has room for."""
        return told.COLUMNS + (told.WIDE if self.wide else ())

    def cells(self, row: FigureRow) -> tuple[Cell, ...]:
        """A number's cells in them."""
        return told.cells(row.line, wide=self.wide) if row.line else ()

    def heading(self) -> str:
        """Which section of which period."""
        of_units = f"　u 单位分析 {self._analyses}" if self._analyses else ""
        return told.heading(self._section, self._counted, self.period, self.how_far) + of_units

    def ending(self) -> str:
        """The sections beside this one."""
        return told.ending(self._section)

    async def look(self, row: FigureRow) -> tuple[FigureRow, Trend] | None:
        """The course of the picked number."""
        if row.line is None:
            return None
        found = await self.door.attempt(trends.trend, row.line.counted, self.period)
        return None if found is None else (row, found)

    def essence(self, found: tuple[FigureRow, Trend], width: int, height: int) -> list[str]:
        """The picked number's three counts."""
        line = found[0].line
        return told.essence(line) if line else []

    def show_essence(self) -> None:
        """Show again what has been read of the picked number, its course too."""
        super().show_essence()
        if self.found is not None:
            of = self.found[1]
            names = ("本期", "上期", "上年同期")
            numbers = (of.now, of.before, of.last_year)
            series = [Series(*one) for one in zip(names, numbers, strict=True)]
            self.query_one(Chart).draw(of.steps, series)

    # ---- acts ---------------------------------------------------------------------------

    def action_open(self) -> None:
        """The tickets behind the picked number."""
        if self.picked is not None and self.picked.line is not None:
            line = self.picked.line
            self.app.push_screen(TracedScreen(line.counted, f"{line.name}　{self.period.name}"))

    @work(group="ask")
    async def action_section(self, by: int) -> None:
        """Another section."""
        names = list(SECTIONS)
        self._section = names[(names.index(self._section) + by) % len(names)]
        await self.show_anew()

    def action_units(self) -> None:
        """The organizers' assessment of this period."""
        self.app.push_screen(UnitsScreen(self.period))

    def action_warnings(self) -> None:
        """What comes too often to be chance."""
        self.app.push_screen(WarnedScreen())

    def action_reports(self) -> None:
        """The reports; a new one is of this period."""
        self.app.push_screen(ReportsScreen(self.period))

    @work(group="write")
    async def action_improve(self) -> None:
        """Write down what the picked number shows to be wrong."""
        if self.picked is not None and self.picked.line is not None:
            line = self.picked.line
            watched = of_counted(line.counted)
            row = await improvement_forms.opened(self, line.name, watched, self.period)
            if row is not None:
                self.say(f"已提出第 {row.id} 号改进事项")

    def action_improvements(self) -> None:
        """What is being improved."""
        self.app.push_screen(ImprovementsScreen())

    def action_analyses(self) -> None:
        """What organizers make of this period."""
        self.app.push_screen(AnalysesScreen(self.period))
