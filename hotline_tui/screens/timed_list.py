"""A worklist whose rows fall due: marks and remaining times stand first, and tick."""

from __future__ import annotations

from datetime import datetime
from typing import Generic, Protocol, TypeVar

from hotline_tui.screens.worklist import E, Listed, WorklistScreen
from hotline_tui.widgets.frame import left, mark
from hotline_tui.widgets.grid import Cell, Column


class Timed(Listed, Protocol):
    """What a row has that falls due."""

    @property
    def due_at(self) -> datetime | None:
        """The next due time, which ticks."""


T = TypeVar("T", bound=Timed)


class TimedList(WorklistScreen[T, E], Generic[T, E]):
    """A list of what falls due, soonest first."""

    @property
    def all_columns(self) -> tuple[Column, ...]:
        """Mark and remaining time, and the columns of the list itself."""
        return (Column("", 2), Column("剩余", 10, right=True), *self.columns())

    def all_cells(self, row: T, cells: tuple[Cell, ...], now: datetime) -> tuple[Cell, ...]:
        """Mark and remaining time, and what does not depend on them."""
        return (mark(row.due_at, now), left(row.due_at, now), *cells)

    def ending(self) -> str:
        """The order."""
        return " 按剩余时间 ─"
