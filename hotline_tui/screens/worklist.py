"""What every list has: rows that keep their place, and the picked one's essence.

A screen says which rows there are and how they and the picked one read; reading, refreshing and
paging are done here.
"""

from __future__ import annotations

import asyncio
from abc import abstractmethod
from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar, Generic, NamedTuple, Protocol, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.timer import Timer

from hotline_tui.screens.asking import Asking
from hotline_tui.screens.base import DeskScreen
from hotline_tui.screens.told import Told
from hotline_tui.screens.worklist_lines import ruled
from hotline_tui.services import queueing
from hotline_tui.widgets.frame import ShownLine
from hotline_tui.widgets.grid import Cell, Column, Worklist

WIDE, TALL = 120, 32
"""From this width on lists have more columns, from this height on the picked row has more room."""

REST = 0.12
"""Seconds that a row has to stay picked before its essence is read."""

SAID_FOR = 12
"""Ticks for which it is told what was done."""

MOST = 2_000
"""Rows that are loaded at most; whoever looks for more looks with a filter."""


class Listed(Protocol):
    """What a row of any worklist has."""

    @property
    def number(self) -> str:
        """The ticket's number."""

    @property
    def version(self) -> int:
        """The ticket's version, for writes."""


R = TypeVar("R", bound=Listed)
E = TypeVar("E")


class Rows(NamedTuple, Generic[R]):
    """A page of rows, and how many there are in all (`queueing.COUNTED`: that many or more)."""

    rows: Sequence[R]
    total: int


class WorklistScreen(DeskScreen, Generic[R, E]):
    """A worklist above, the picked row's essence below."""

    AUTO_FOCUS = "#list"
    DEFAULT_CSS = """
    WorklistScreen {
        #heading { text-style: bold; }
        #list { height: 1fr; }
        #essence { height: 5; }
        &.tall #essence { height: 9; }
    }
    """
    EMPTY: ClassVar[str] = "没有工单"
    """What an empty list says."""

    UNIT: ClassVar[str] = "件"
    """What rows are counted in."""

    def __init__(self) -> None:
        super().__init__()
        self.total = 0
        self.complete = False
        self._lines: list[tuple[R, tuple[Cell, ...]]] = []
        self._rows: dict[str, R] = {}
        self._found: tuple[tuple[str, int], E] | None = None
        self._loading = asyncio.Lock()
        self._rest: Timer | None = None
        self._said, self._said_for = "", 0
        self._asking: Asking[tuple[str, int], E] = Asking(
            self, self._wanted, self._ask_about, self._take_in, lambda: None
        )

    # ---- what a screen says -------------------------------------------------------------

    @abstractmethod
    async def read(self, limit: int, after: R | None) -> Rows[R] | None:
        """A page of rows, behind `after` if one is given; None where the database is away."""

    @abstractmethod
    def columns(self) -> tuple[Column, ...]:
        """The columns that the width has room for."""

    @abstractmethod
    def cells(self, row: R) -> tuple[Cell, ...]:
        """A row's cells in these columns: what does not depend on the time."""

    @abstractmethod
    def heading(self) -> str:
        """What stands above the list: how many, which of them."""

    @abstractmethod
    async def look(self, row: R) -> E | None:
        """Read what is shown of the picked row."""

    @abstractmethod
    def essence(self, found: E, width: int, height: int) -> list[str]:
        """The picked row in at most `height` lines."""

    def key(self, row: R) -> str:
        """What tells a row from all others, however it changes."""
        return row.number

    @abstractmethod
    def ending(self) -> str:
        """What stands at the right end of the rule below the list: its order, the way back."""

    # ---- the parts ----------------------------------------------------------------------

    def body(self) -> ComposeResult:
        """The heading, the list, the picked row."""
        yield ShownLine(id="heading")
        yield Worklist(*self.all_columns, empty=self.EMPTY, id="list")
        yield ShownLine(id="rule")
        yield Told(id="essence")

    @property
    def table(self) -> Worklist:
        """The list."""
        return self.query_one("#list", Worklist)

    @property
    def picked(self) -> R | None:
        """The row that the keys apply to."""
        return self._rows.get(self.table.picked or "")

    @property
    def found(self) -> E | None:
        """What has been read of the row that is picked, or was picked last."""
        return self._found[1] if self._found else None

    @property
    def all_columns(self) -> tuple[Column, ...]:
        """All columns of the table."""
        return self.columns()

    # ---- reading ------------------------------------------------------------------------

    async def reload(self) -> None:
        """Read what is on view again, as many rows as are loaded."""
        async with self._loading:
            pages = -(-(len(self._lines) + self.complete) // queueing.PAGE)
            limit = max(1, pages) * queueing.PAGE
            page = await self.read(limit, None)
            if page is not None:
                self.complete = len(page.rows) < limit
                self._take_over(page.rows, page.total)

    @on(Worklist.NearEnd)
    def _near_end(self) -> None:
        self.run_worker(self._load_more(), group="more")

    async def _load_more(self) -> None:
        async with self._loading:
            if self.complete or not 0 < len(self._lines) < MOST:
                return
            page = await self.read(queueing.PAGE, self._lines[-1][0])
            if page is not None:
                self.complete = len(page.rows) < queueing.PAGE
                self._take_over((*self._rows.values(), *page.rows), page.total)

    async def show_anew(self) -> None:
        """Show another part of the list, or another list, from its beginning."""
        self._rows, self.total, self.complete = {}, 0, False
        self._arrange()
        await self.reload()
        self.table.action_move(-MOST)

    def _take_over(self, rows: Sequence[R], total: int) -> None:
        self._rows = {self.key(row): row for row in rows}
        self._lines = [(row, self.cells(row)) for row in self._rows.values()]
        self.total = total
        self.tick()
        self._moved()

    # ---- what is shown ------------------------------------------------------------------

    def tick(self) -> None:
        """The remaining times, as far as they have changed, and what stands above the list."""
        self._said_for -= 1
        now = self.desk.now()
        self.table.show(
            [(self.key(row), self.all_cells(row, cells, now)) for row, cells in self._lines]
        )
        self._tell()

    def all_cells(self, row: R, cells: tuple[Cell, ...], now: datetime) -> tuple[Cell, ...]:
        """All cells of a row at some moment, those that do not depend on it given."""
        return cells

    def say(self, told: str) -> None:
        """Tell in passing what was done, where it hides nothing."""
        self._said, self._said_for = told, SAID_FOR
        self._tell()

    def _tell(self) -> None:
        self.query_one("#heading", ShownLine).shown = self.heading()
        place, count = self.table.place
        begin = f"─ 第 {place} / {count} {self.UNIT} " if count else f"─ {self.EMPTY} "
        if self._said_for > 0:
            begin = f"─ {self._said} "
        shown = ruled(begin, self.ending(), self.size.width)
        self.query_one("#rule", ShownLine).shown = shown

    @on(Worklist.Moved)
    def _moved(self) -> None:
        """Read the picked row, once it has stayed picked for a moment."""
        self._tell()
        self.refresh_bindings()
        if self._rest is not None:
            self._rest.stop()
        if self.picked is None:
            self.query_one(Told).lines = ()
            self._found = None
        elif self._found is None or self._wanted() != self._found[0]:
            self._rest = self.set_timer(REST, self._asking.now)

    def _wanted(self) -> tuple[str, int]:
        row = self.picked
        return (self.key(row), row.version) if row else ("", 0)

    async def _ask_about(self, wanted: tuple[str, int]) -> E | None:
        row = self._rows.get(wanted[0])
        return await self.look(row) if row else None

    def _take_in(self, wanted: tuple[str, int], found: E) -> None:
        self._found = (wanted, found)
        self.show_essence()

    def show_essence(self) -> None:
        """Show again what has been read of the picked row."""
        shown = self.query_one(Told)
        if self._found is not None and shown.size.width:
            shown.lines = tuple(self.essence(self._found[1], *shown.size))

    def on_resize(self, event: events.Resize) -> None:
        """A wide or tall terminal shows more of everything."""
        self.set_class(event.size.width >= WIDE, "wide")
        self.set_class(event.size.height >= TALL, "tall")
        self._arrange()
        self.call_after_refresh(self.show_essence)

    @property
    def wide(self) -> bool:
        """Whether there is room for more columns."""
        return self.has_class("wide")

    def _arrange(self) -> None:
        self.table.columns = self.all_columns
        self.table.refresh()
        self._take_over(tuple(self._rows.values()), self.total)
