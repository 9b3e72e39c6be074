"""An organizer's contributions, and what became of each. Clause: 6.2.4."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from hotline_tui.screens import kb_room_rows as told
from hotline_tui.screens.kb_room_rows import Looked
from hotline_tui.screens.timed_list import TimedList
from hotline_tui.screens.vetting import VettingScreen
from hotline_tui.screens.worklist import Rows
from hotline_tui.screens.writing import open_writing
from hotline_tui.screens.writing_keeping import Unsaved
from hotline_tui.services import contributing, manuscripts
from hotline_tui.services.manuscripts import MatterRow
from hotline_tui.standard.article_life import Stage
from hotline_tui.widgets.grid import Cell, Column


class ContributionsScreen(TimedList[MatterRow, Looked]):
    """Lies over the knowledge area."""

    EMPTY = "本单位还没有供稿"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "打开", id="contributions.open", priority=True,
                tooltip="改还没有决定的供稿；看全文和结果"),
        Binding("n", "begin", "供稿", id="contributions.new", tooltip="提供一篇新知识"),
        Binding("escape,q", "dismiss", "返回", id="contributions.back", key_display="Esc"),
    ]  # fmt: skip

    async def read(self, limit: int, after: MatterRow | None) -> Rows[MatterRow] | None:
        """All that the own unit has contributed."""
        if after is not None:
            return Rows((), self.total)
        rows = await self.door.attempt(contributing.contributed, limit)
        return None if rows is None else Rows(rows, len(rows))

    def columns(self) -> tuple[Column, ...]:
        """The columns: the stage instead of who."""
        number, title, _, changed = told.COLUMNS
        return number, title, Column("结果", 10), changed

    def cells(self, row: MatterRow) -> tuple[Cell, ...]:
        """A line's cells in them."""
        number, title, _, changed = told.cells(row, wide=False)
        return number, title, row.stage.label, changed

    def heading(self) -> str:
        """How many."""
        return f" 本单位的供稿 {self.total}"

    def ending(self) -> str:
        """The order."""
        return " 最近有变化的在后 ─"

    async def look(self, row: MatterRow) -> Looked | None:
        """The contribution."""
        found = await self.door.attempt(manuscripts.show, row.id)
        return Looked(found.content, found) if found is not None else None

    def essence(self, found: Looked, width: int, height: int) -> list[str]:
        """What was done with it last, then how it begins."""
        return told.essence(found, width, height)

    @work(group="write")
    async def action_open(self) -> None:
        """Put it right as long as nobody has decided, else read it."""
        row = self.picked
        if row is not None and row.stage is Stage.CONTRIBUTED:
            await open_writing(self, Unsaved({}, manuscript=row.id, contributing=True))
        elif row is not None:
            self.app.push_screen(VettingScreen(row.id))

    @work(group="write")
    async def action_begin(self) -> None:
        """Contribute another one."""
        await open_writing(self, Unsaved({}, contributing=True))
