"""What the checks found in the work of a person, a team, everybody: counts, and the tickets behind.

Clause: 7.1.2.3.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType

from hotline_tui.screens import quality_rows as told
from hotline_tui.screens.cluster_rows import member_essence
from hotline_tui.screens.counted_list import CountedList, Told
from hotline_tui.screens.quality_rows import CheckLine, FoundLine
from hotline_tui.screens.worklist import MOST, Rows, WorklistScreen
from hotline_tui.screens.worklist_lines import filled
from hotline_tui.services import intake_quality, queueing
from hotline_tui.services.intake_quality import Findings
from hotline_tui.services.intake_sums import Worker
from hotline_tui.services.rows import TicketRow
from hotline_tui.standard.periods import Period
from hotline_tui.widgets.grid import Cell, Column


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose findings are looked at: one person's, a team's, or everybody's."""

    name: str
    agent: str = ""
    team: str | None = None


class ChecksScreen(WorklistScreen[CheckLine, CheckLine]):
    """The checks of one person, a team, or everybody; what they found opens over it."""

    UNIT = "项"
    EMPTY = "没有检查过什么"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "看工单", id="checks.open", priority=True,
                tooltip="这项检查有疑点的工单"),
        Binding("a", "every", "全部疑点", id="checks.every", tooltip="各项检查的疑点一起看"),
        Binding("z", "reviews", "质检", id="checks.reviews", tooltip="得分背后的质检"),
        Binding("escape,q", "dismiss", "返回", id="checks.back", key_display="Esc"),
    ]  # fmt: skip

    def __init__(self, period: Period, whose: Whose, worker: Worker) -> None:
        super().__init__()
        self._period, self._whose, self._worker = period, whose, worker

    async def read(self, limit: int, after: CheckLine | None) -> Rows[CheckLine] | None:
        """All checks; they are known already."""
        rows = told.check_lines(self._worker) if after is None else []
        return Rows(rows, len(rows) or self.total)

    def columns(self) -> tuple[Column, ...]:
        """What, by which clause, how often."""
        return told.CHECKED

    def cells(self, row: CheckLine) -> tuple[Cell, ...]:
        """A check's cells."""
        return told.check_cells(row)

    def heading(self) -> str:
        """Whose work it is."""
        return f" 自动检查 7.1.2.3　{self._whose.name}　{self._period.name}"

    def ending(self) -> str:
        """Numbers can be opened."""
        return " 每个数字都能打开工单 ─"

    async def look(self, row: CheckLine) -> CheckLine | None:
        """All of it is known already."""
        return row

    def essence(self, found: CheckLine, width: int, height: int) -> list[str]:
        """What should be, by which clause."""
        one = found.check
        head = f"{one.label}　{one.aspect.label} {one.aspect.clause}　{one.clause}"
        return filled((head,), (f"要求：{one.wanted}。",), (), width, height)

    def action_open(self) -> None:
        """The tickets in which the picked check found something."""
        if self.picked is not None:
            check = self.picked.check
            self.app.push_screen(FoundScreen(self._period, self._whose, check.name, check.label))

    def action_reviews(self) -> None:
        """The reviews behind the points."""
        from hotline_tui.screens.period_reviews import PeriodReviewsScreen  # it leads back here

        self.app.push_screen(PeriodReviewsScreen(self._period, self._whose))

    def action_every(self) -> None:
        """All that was found."""
        self.app.push_screen(FoundScreen(self._period, self._whose, "", "全部疑点"))


class FoundScreen(CountedList[FoundLine, TicketRow, Findings]):
    """The tickets behind a number of the checks; a ticket opens over it."""

    UNIT = "处"
    EMPTY = "没有疑点"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "打开", id="found.open", priority=True, tooltip="看这件工单"),
        Binding("escape,q", "dismiss", "返回", id="found.back", key_display="Esc"),
    ]

    def __init__(self, period: Period, whose: Whose, check: str, label: str) -> None:
        super().__init__()
        self._period, self._whose, self._check, self._label = period, whose, check, label

    async def count(self, told: Told) -> Findings | None:
        """The newest findings, as many as a list holds."""
        return await self.door.attempt(
            intake_quality.findings, self._period, agent=self._whose.agent, team=self._whose.team,
            check=self._check, limit=MOST, told=told,
        )  # fmt: skip

    async def read(self, limit: int, after: FoundLine | None) -> Rows[FoundLine] | None:
        """All that was found, newest first."""
        if after is not None:
            return Rows((), self.total)
        found = self.counted()
        if found is None:
            return None
        rows = [FoundLine(f"{one.ticket} {one.check.name}", found=one) for one in found.rows]
        return Rows(rows, found.total)

    def columns(self) -> tuple[Column, ...]:
        """Which ticket, in whose work, what."""
        return told.FOUND

    def cells(self, row: FoundLine) -> tuple[Cell, ...]:
        """A doubt's cells."""
        return told.found_cells(row.found) if row.found else ()

    def heading(self) -> str:
        """What these tickets are behind."""
        of = f"{self._whose.name}　{self._period.name}"
        if self._counted is None:
            return f" {self._label}　{of}　正在检查…{self.how_far}"
        return f" {self._label} {self.total} 处　{of}"

    def ending(self) -> str:
        """The newest are first."""
        return " 最新提出的在前 ─"

    async def look(self, row: FoundLine) -> TicketRow | None:
        """The whole of the picked ticket."""
        return await self.door.attempt(queueing.show, row.found.ticket) if row.found else None

    def essence(self, found: TicketRow, width: int, height: int) -> list[str]:
        """What the picked ticket is about, below what was found in it."""
        one = self.picked.found if self.picked else None
        head = [f" {one.check.label}：{one.told}　{one.check.clause}"] if one else []
        return [*head, *member_essence(found, width, height - len(head))]

    def action_open(self) -> None:
        """The picked ticket."""
        if self.picked is not None and self.picked.found:
            self.door.show_ticket(self.picked.found.ticket)
