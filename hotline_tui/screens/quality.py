"""Intake quality by person and team; the checks of each open over it.

Clause: 7.1.2.1, 7.1.2.3, 7.1.2.4.
"""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from hotline_tui.screens import quality_rows as told
from hotline_tui.screens.counted_list import Told
from hotline_tui.screens.figure_rows import KNOWN
from hotline_tui.screens.figure_rows import told as period_told
from hotline_tui.screens.period_list import PeriodListScreen
from hotline_tui.screens.quality_checks import ChecksScreen, Whose
from hotline_tui.screens.quality_rows import WorkerLine
from hotline_tui.screens.worklist import Rows
from hotline_tui.services import intake_quality
from hotline_tui.services.intake_quality import IntakeQuality
from hotline_tui.widgets.grid import Cell, Column


class QualityScreen(PeriodListScreen[WorkerLine, WorkerLine, IntakeQuality]):
    """Lies over the list it was opened from; at an agent's desk it has their own line alone."""

    UNIT = "行"
    EMPTY = "这一期没有受理的工单"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "检查", id="quality.open", priority=True,
                tooltip="各项检查的数字，再看背后的工单"),
        Binding("right,s", "teams", "班组", id="quality.teams", key_display="→",
                tooltip="按人，按班组"),
        Binding("left", "teams", "班组", id="quality.people", key_display="←", show=False),
        Binding("p", "period", "时段", id="quality.period", tooltip=KNOWN),
        Binding("b", "move_period(-1)", "上期", id="quality.earlier", tooltip="前一个时段"),
        Binding("n", "move_period(1)", "下期", id="quality.later", tooltip="后一个时段"),
        Binding("r", "read_again", "刷新", id="quality.read", tooltip="现在重新统计"),
        Binding("escape,q", "dismiss", "返回", id="quality.back", key_display="Esc"),
    ]  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self._teams = False

    async def count(self, told: Told) -> IntakeQuality | None:
        """People and teams at once."""
        return await self.door.attempt(intake_quality.quality, self.period, told=told)

    async def read(self, limit: int, after: WorkerLine | None) -> Rows[WorkerLine] | None:
        """Those first in whose work most is found; the sum at the end."""
        if after is not None:
            return Rows((), self.total)
        found = self.counted()
        if found is None:
            return None
        workers = found.teams if self._teams else found.workers
        more = (found.total,) if len(workers) > 1 else ()
        rows = [
            WorkerLine(f"{self._teams} {nth} {one.code}", worker=one)
            for nth, one in enumerate((*workers, *more))
        ]
        return Rows(rows, len(rows))

    def columns(self) -> tuple[Column, ...]:
        """The columns that the width has room for."""
        return told.WORKERS + (told.WORKERS_WIDE if self.wide else ())

    def cells(self, row: WorkerLine) -> tuple[Cell, ...]:
        """A line's cells in them."""
        return told.worker_cells(row.worker, wide=self.wide) if row.worker else ()

    def heading(self) -> str:
        """Of which period."""
        if self._counted is None:
            return f" 受理质量　{self.period.name}　正在检查…{self.how_far}"
        by = "按班组" if self._teams else "按人"
        shown = period_told(self._counted.period, self._counted.window)
        return f" 受理质量 7.1.2　{by}　{shown}"

    def ending(self) -> str:
        """The order."""
        return " 疑点多的在前，是否成立由人判断 ─"

    async def look(self, row: WorkerLine) -> WorkerLine | None:
        """All of it is known already."""
        return row

    def essence(self, found: WorkerLine, width: int, height: int) -> list[str]:
        """The line's shares with what they rest on."""
        return told.worker_essence(found.worker, width, height) if found.worker else []

    # ---- acts ---------------------------------------------------------------------------

    def action_open(self) -> None:
        """The checks of the picked line."""
        one = self.picked.worker if self.picked else None
        if one is None or self._counted is None:
            return
        if one is self._counted.total:
            whose = Whose("全部")
        elif self._teams:
            whose = Whose(one.name, team=one.team)
        else:
            whose = Whose(f"{one.code} {one.name}", one.code)
        self.app.push_screen(ChecksScreen(self._counted.period, whose, one))

    @work(group="ask")
    async def action_teams(self) -> None:
        """By team, or by person."""
        self._teams = not self._teams
        await self.show_anew()
