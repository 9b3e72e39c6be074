"""The lists of the supervision screen: candidates, requests, acts under way; and the picked one."""

from __future__ import annotations

from dataclasses import replace

from textual.app import ComposeResult

from hotline_tui.screens import supervision_rows as told
from hotline_tui.screens.supervision_rows import Item, Looked, View, looked
from hotline_tui.screens.timed_list import TimedList
from hotline_tui.screens.worklist import Rows
from hotline_tui.screens.worklist_lines import counted
from hotline_tui.services import candidate_list, heeding, under_way
from hotline_tui.services.candidate_list import CandidateRow, CandidateWish, RequestRow
from hotline_tui.services.under_way import ActRow
from hotline_tui.widgets.frame import ShownLine
from hotline_tui.widgets.grid import Cell, Column
from hotline_tui.widgets.plain import visible

NOTHING = CandidateWish()


class SupervisionList(TimedList[Item, Looked]):
    """Tickets with a reason for supervision, or what supervisors have to decide or complete."""

    EMPTY = "没有待办的"
    DEFAULT_CSS = "SupervisionList #warned { display: none; text-style: bold reverse; }"

    def __init__(self) -> None:
        super().__init__()
        self.view = View.CANDIDATES
        self.wish = NOTHING

    def body(self) -> ComposeResult:
        """The newest warning that nobody has acknowledged, while there is one; the list below."""
        yield ShownLine(id="warned")
        yield from super().body()

    async def read(self, limit: int, after: Item | None) -> Rows[Item] | None:
        """A page of candidates; the other lists are short and come whole."""
        if self.view is View.CANDIDATES:
            last = after if isinstance(after, CandidateRow) else None
            wish = replace(self.wish, limit=limit, after=last)
            page = await self.door.attempt(candidate_list.candidates, wish)
            return None if page is None else Rows(page.rows, page.total)
        if after is not None:
            return Rows((), self.total)
        rows = await (self._requests if self.view is View.REQUESTS else self._acts)(limit)
        return None if rows is None else Rows(rows, len(rows))

    async def _requests(self, limit: int) -> tuple[Item, ...] | None:
        waiting = await self.door.attempt(candidate_list.undecided, limit)
        if waiting is None:
            return None
        running = await self.door.attempt(under_way.accounts, limit)
        return None if running is None else (*waiting, *running)

    async def _acts(self, limit: int) -> tuple[Item, ...] | None:
        return await self.door.attempt(under_way.acts, limit)

    async def show_list(self, view: View, wish: CandidateWish = NOTHING) -> None:
        """Show one of the lists, or another part of it."""
        self.view, self.wish = view, wish
        await self.show_anew()
        self.refresh_bindings()

    async def reload(self) -> None:
        """Read the list and the picked one: a note changes no ticket's version."""
        await super().reload()
        warned = await self.door.attempt(heeding.unheeded)
        if warned is not None:
            line = self.query_one("#warned", ShownLine)
            line.display = bool(warned.many)
            line.shown = f" ! {visible(warned.told)}　w 查看"
        if self.picked is not None:
            self._asking.now()

    def key(self, row: Item) -> str:
        """A ticket may have several requests and acts."""
        if isinstance(row, RequestRow):
            return f"request {row.id}"
        return f"act {row.act.id}" if isinstance(row, ActRow) else row.number

    def columns(self) -> tuple[Column, ...]:
        """The columns of the list on view."""
        return told.columns(self.view, wide=self.wide)

    def cells(self, row: Item) -> tuple[Cell, ...]:
        """A row's cells in them."""
        return told.cells(row, wide=self.wide)

    def heading(self) -> str:
        """Which list, how many, of which cause."""
        cause = self.wish.cause.label if self.wish.cause else "全部"
        of = f"　事由[{cause}]" if self.view is View.CANDIDATES else ""
        return f" {self.view.value} {counted(self.total)}{of}"

    def ending(self) -> str:
        """The order, and the way back."""
        back = self.view is not View.CANDIDATES or self.wish != NOTHING
        return " 按期限　Esc 回到待督办 ─" if back else super().ending()

    async def look(self, row: Item) -> Looked | None:
        """The ticket, and what supervisors know of it."""
        return await self.door.attempt(looked, row.number)

    def essence(self, found: Looked, width: int, height: int) -> list[str]:
        """What, who has it, why it stands here, what was done."""
        return told.essence(self.picked, found, width, height)
