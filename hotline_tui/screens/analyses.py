"""Organizers' own analyses, beside the figures of their period. Clause: 6.3.1.5."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from hotline_tui.screens import notice_forms as forms
from hotline_tui.screens.cluster_rows import at
from hotline_tui.screens.page import PageScreen
from hotline_tui.screens.worklist import Rows, WorklistScreen
from hotline_tui.screens.worklist_lines import filled
from hotline_tui.services import analysing
from hotline_tui.services.analysing import AnalysisRow
from hotline_tui.standard.authority import Act
from hotline_tui.standard.periods import Length, Period, containing
from hotline_tui.standard.telling_units import ANALYSIS
from hotline_tui.widgets.grid import Cell, Column
from hotline_tui.widgets.plain import plain


class AnalysesScreen(WorklistScreen[AnalysisRow, AnalysisRow]):
    """Lies over the figures of a period, or over any area: then of all periods."""

    UNIT = "份"
    EMPTY = "没有承办单位的分析"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "看", id="analyses.open", priority=True, tooltip="分析的全文"),
        Binding("n", "hand_in", "提供", id="analyses.hand_in",
                tooltip="承办单位提供一期的诉求分析，或热线代为记下"),
        Binding("escape,q", "dismiss", "返回", id="analyses.back", key_display="Esc"),
    ]  # fmt: skip

    def __init__(self, period: Period | None = None) -> None:
        super().__init__()
        self._period = period

    async def read(self, limit: int, after: AnalysisRow | None) -> Rows[AnalysisRow] | None:
        """The analyses, newest first; they come whole."""
        if after is not None:
            return Rows((), self.total)
        of = self._period.text if self._period else ""
        rows = await self.door.attempt(analysing.analyses, of, limit=limit)
        return None if rows is None else Rows(rows, len(rows))

    def columns(self) -> tuple[Column, ...]:
        """Whose, of when, what it says first."""
        return Column("单位", 24), Column("时段", 12), Column("诉求情况")

    def cells(self, row: AnalysisRow) -> tuple[Cell, ...]:
        """A row's cells in them."""
        return row.name, row.period.name, row.texts.get("situation", "")

    def heading(self) -> str:
        """Of which period."""
        of = f"　{self._period.name}" if self._period else ""
        return f" 承办单位的诉求分析 6.3.1.5{of}　{self.total}"

    def ending(self) -> str:
        """The order."""
        return " 最近提供的在前 ─"

    async def look(self, row: AnalysisRow) -> AnalysisRow | None:
        """All of it is known already."""
        return row

    def essence(self, found: AnalysisRow, width: int, height: int) -> list[str]:
        """The organizer's figures of the period, then its words."""
        return filled((found.counts,), tuple(_lines(found)), (), width, height)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Who may hand one in."""
        return self.desk.may(Act.ANALYSE) if action == "hand_in" else True

    def action_open(self) -> None:
        """The whole of the picked one."""
        if row := self.picked:
            text = plain("\n".join((row.counts, *_lines(row))), multiline=True)
            self.app.push_screen(PageScreen(f"{row.name}　{row.period.name}诉求分析", text))

    @work(group="write")
    async def action_hand_in(self) -> None:
        """Hand one in."""
        period = self._period or containing(Length.MONTH, self.desk.today()).before
        row = await forms.handed_in(self, period)
        if row is not None:
            self.say(f"已提供：{row.name} {row.period.name}")
            await self.reload()


def _lines(row: AnalysisRow) -> Iterator[str]:
    for name, (label, clause) in ANALYSIS.items():
        if text := row.texts.get(name):
            yield f"{label}（{clause}）：{text}"
    yield f"{at(row.at)} {row.by} {row.told_by}".rstrip()
