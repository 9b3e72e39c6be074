"""The list of the dispatch queue and the picked ticket below it: read, refreshed, ticking."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from textual import events, on
from textual.app import ComposeResult
from textual.timer import Timer

from hotline_tui.screens import dispatch_rows as told
from hotline_tui.screens.asking import Asking
from hotline_tui.screens.base import DeskScreen
from hotline_tui.screens.dispatch_filter import Shown
from hotline_tui.screens.told import Told
from hotline_tui.services import queueing
from hotline_tui.services.advising import Advice, advise
from hotline_tui.services.queueing import Queue, QueueWish
from hotline_tui.services.rows import QueueRow
from hotline_tui.widgets.frame import ShownLine
from hotline_tui.widgets.grid import Cell, Worklist

WIDE, TALL = 120, 32
"""From this width on places and categories have columns, from this height on the picked ticket has
more room."""

REST = 0.12
"""Seconds that a row has to stay picked before its essence is read."""

SAID_FOR = 12
"""Ticks for which it is told what was done."""

MOST = 2_000
"""Rows that are loaded at most; whoever looks for more looks with a filter."""


class DispatchList(DeskScreen):
    """What waits to be dispatched, or what was found, and the picked ticket."""

    def __init__(self) -> None:
        super().__init__()
        self.shown = Shown()
        self.query_text = ""
        self._total = 0
        self._complete = False
        self._lines: list[tuple[QueueRow, tuple[Cell, ...]]] = []
        self._rows: dict[str, QueueRow] = {}
        self._advice: Advice | None = None
        self._loading = asyncio.Lock()
        self._rest: Timer | None = None
        self._said, self._said_for = "", 0
        self._asking: Asking[tuple[str, int], Advice] = Asking(
            self, self._wanted, self._advise, self._advised, lambda: None
        )

    def body(self) -> ComposeResult:
        """What waits, the list, the picked ticket."""
        yield ShownLine(id="heading")
        yield Worklist(*told.columns(wide=False, found=False), empty="没有工单", id="list")
        yield ShownLine(id="rule")
        yield Told(id="essence")

    @property
    def table(self) -> Worklist:
        """The list."""
        return self.query_one("#list", Worklist)

    @property
    def picked(self) -> QueueRow | None:
        """The ticket that the keys apply to."""
        return self._rows.get(self.table.picked or "")

    # ---- reading ------------------------------------------------------------------------

    async def reload(self) -> None:
        """Read what is on view again, as many rows as are loaded."""
        async with self._loading:
            if self.query_text:
                found = await self.door.attempt(queueing.find, self.query_text)
                if found is not None:
                    self._take_over(found, len(found))
                return
            page = await self._read_page(replace(self.shown.wish, limit=self._enough()))
            if page is not None:
                self._take_over(page.rows, page.total)

    def _enough(self) -> int:
        """How many rows to read: those that are loaded, and what may have come at the end."""
        pages = -(-(len(self._lines) + self._complete) // queueing.PAGE)
        return max(1, pages) * queueing.PAGE

    async def _read_page(self, wish: QueueWish) -> Queue | None:
        page = await self.door.attempt(queueing.queue, wish)
        if page is not None:
            self._complete = len(page.rows) < wish.limit
        return page

    @on(Worklist.NearEnd)
    def _near_end(self) -> None:
        self.run_worker(self._load_more(), group="more")

    async def _load_more(self) -> None:
        async with self._loading:
            if self.query_text or self._complete or not 0 < len(self._lines) < MOST:
                return
            page = await self._read_page(replace(self.shown.wish, after=self._lines[-1][0]))
            if page is not None and page.rows:
                self._take_over((*self._rows.values(), *page.rows), page.total)

    async def show_other(self, shown: Shown, query: str = "") -> None:
        """Show another part of the queue, or what `query` finds."""
        self.shown, self.query_text = shown, query
        self._rows, self._total, self._complete = {}, 0, False
        self._arrange()
        await self.reload()
        self.table.action_move(-MOST)

    def _take_over(self, rows: tuple[QueueRow, ...], total: int) -> None:
        me, wide, found = self.desk.person.workno, self.has_class("wide"), bool(self.query_text)
        self._rows = {row.number: row for row in rows}
        self._lines = [
            (row, told.cells(row, me, wide=wide, found=found)) for row in self._rows.values()
        ]
        self._total = total
        self.tick()
        self._look()

    # ---- what is shown ------------------------------------------------------------------

    def tick(self) -> None:
        """The remaining times, as far as they have changed, and what stands above the list."""
        self._said_for -= 1
        now = self.desk.now()
        self.table.show([told.ticked(row, cells, now) for row, cells in self._lines])
        self._tell()

    def say(self, told: str) -> None:
        """Tell in passing what was done, where it hides nothing."""
        self._said, self._said_for = told, SAID_FOR
        self._tell()

    def _tell(self) -> None:
        shown, frame = self.shown, self.door.frame
        surge = frame.waiting.surge_since if frame and frame.waiting else None
        self.query_one("#heading", ShownLine).shown = (
            f" 查找“{self.query_text}”：{self._total} 件"
            if self.query_text
            else told.heading(shown, self._total, surge)
        )
        place, count = self.table.place
        begin = f"─ 第 {place} / {count} 件 " if count else "─ 没有工单 "
        if self._said_for > 0:
            begin = f"─ {self._said} "
        end = " 按剩余时间 ─"
        if self.query_text:
            end = " 最近的在前　Esc 回到待派 ─"
        elif shown.filtered:
            end = " 按剩余时间　Esc 看全部 ─"
        self.query_one("#rule", ShownLine).shown = told.ruled(begin, end, self.size.width)

    @on(Worklist.Moved)
    def _look(self) -> None:
        """Read the picked ticket, once it has stayed picked for a moment."""
        self._tell()
        if self._rest is not None:
            self._rest.stop()
        if self.picked is None:
            self.query_one(Told).lines = ()
            self._advice = None
        elif self._advice is None or self._wanted() != told.key(self._advice.ticket):
            self._rest = self.set_timer(REST, self._asking.now)

    def _wanted(self) -> tuple[str, int]:
        row = self.picked
        return (row.number, row.version) if row else ("", 0)

    async def _advise(self, wanted: tuple[str, int]) -> Advice | None:
        return await self.door.attempt(advise, wanted[0]) if wanted[0] else None

    def _advised(self, wanted: tuple[str, int], advice: Advice) -> None:
        self._advice = advice
        self._show_essence()

    def _show_essence(self) -> None:
        essence = self.query_one(Told)
        if self._advice is not None and essence.size.width:
            essence.lines = tuple(told.essence(self._advice, *essence.size))

    def on_resize(self, event: events.Resize) -> None:
        """A wide or tall terminal shows more of everything."""
        self.set_class(event.size.width >= WIDE, "wide")
        self.set_class(event.size.height >= TALL, "tall")
        self._arrange()
        self.call_after_refresh(self._show_essence)

    def _arrange(self) -> None:
        self.table.columns = told.columns(wide=self.has_class("wide"), found=bool(self.query_text))
        self.table.refresh()
        self._take_over(tuple(self._rows.values()), self._total)
