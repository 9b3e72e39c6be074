"""The list of the dispatch queue: what waits, or what was found, and the picked ticket below it."""

from __future__ import annotations

from dataclasses import replace

from hotline_tui.screens import dispatch_rows as told
from hotline_tui.screens.dispatch_filter import Shown
from hotline_tui.screens.timed_list import TimedList
from hotline_tui.screens.worklist import Rows
from hotline_tui.services import queueing
from hotline_tui.services.advising import Advice, advise
from hotline_tui.services.rows import QueueRow
from hotline_tui.widgets.grid import Cell, Column


class DispatchList(TimedList[QueueRow, Advice]):
    """What waits to be dispatched, or what was found, and the picked ticket."""

    def __init__(self) -> None:
        super().__init__()
        self.shown = Shown()
        self.query_text = ""

    async def read(self, limit: int, after: QueueRow | None) -> Rows[QueueRow] | None:
        """A page of the queue, or everything that was found."""
        if self.query_text:
            found = await self.door.attempt(queueing.find, self.query_text)
            return None if found is None else Rows(found, len(found))
        wish = replace(self.shown.wish, limit=limit, after=after)
        page = await self.door.attempt(queueing.queue, wish)
        return None if page is None else Rows(page.rows, page.total)

    async def show_other(self, shown: Shown, query: str = "") -> None:
        """Show another part of the queue, or what `query` finds."""
        self.shown, self.query_text = shown, query
        await self.show_anew()

    def columns(self) -> tuple[Column, ...]:
        """The columns that the width has room for."""
        return told.columns(wide=self.wide, found=bool(self.query_text))

    def cells(self, row: QueueRow) -> tuple[Cell, ...]:
        """The cells that do not depend on the time."""
        me = self.desk.person.workno
        return told.cells(row, me, wide=self.wide, found=bool(self.query_text))

    def heading(self) -> str:
        """How many wait, which of them are shown; or what was looked for."""
        if self.query_text:
            return f" 查找“{self.query_text}”：{self.total} 件"
        frame = self.door.frame
        surge = frame.waiting.surge_since if frame and frame.waiting else None
        return told.heading(self.shown, self.total, surge)

    def ending(self) -> str:
        """The order, and the way back to everything."""
        if self.query_text:
            return " 最近的在前　Esc 回到待派 ─"
        return " 按剩余时间　Esc 看全部 ─" if self.shown.filtered else super().ending()

    async def look(self, row: QueueRow) -> Advice | None:
        """The ticket, and who may be the one to handle it."""
        return await self.door.attempt(advise, row.number)

    def essence(self, found: Advice, width: int, height: int) -> list[str]:
        """What, where, since when, what is wanted, who may do it."""
        return told.essence(found, width, height)
