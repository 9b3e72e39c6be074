"""The tickets behind a number: counted anew as they are listed. Clause: 6.3.1.1."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from hotline_tui.screens import figure_rows as told
from hotline_tui.screens.cluster_rows import at, member_essence
from hotline_tui.screens.worklist import Rows, WorklistScreen
from hotline_tui.services import queueing, tracing
from hotline_tui.services.rows import QueueRow, TicketRow
from hotline_tui.standard.figures import Counted
from hotline_tui.widgets.grid import Cell, Column


class TracedScreen(WorklistScreen[QueueRow, TicketRow]):
    """Lies over the figures it was opened from; a ticket opens over it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "打开", id="traced.open", priority=True, tooltip="看这件工单"),
        Binding("escape,q", "dismiss", "返回", id="traced.back", key_display="Esc"),
    ]

    def __init__(self, counted: Counted, name: str) -> None:
        super().__init__()
        self._counted, self._of = counted, name
        self._read = 0

    async def read(self, limit: int, after: QueueRow | None) -> Rows[QueueRow] | None:
        """A page of the tickets that the number counts, newest first."""
        skip = self._read if after is not None else 0
        found = await self.door.attempt(tracing.behind, self._counted, limit=limit, skip=skip)
        if found is None:
            return None
        self._read = skip + len(found.rows)
        return Rows(found.rows, found.total)

    def columns(self) -> tuple[Column, ...]:
        """The columns that the width has room for."""
        wide = (Column("承办单位", 30), Column("提出", 11)) if self.wide else ()
        return (
            Column("工单号", 14), Column("类型", 4), Column("状态", 10), Column("标题"),
            Column("区", 8), *wide,
        )  # fmt: skip

    def cells(self, row: QueueRow) -> tuple[Cell, ...]:
        """A row's cells in them."""
        wide = (row.organizer, at(row.raised_at)) if self.wide else ()
        return row.number, row.kind.label, row.status.label, row.title, row.district, *wide

    def heading(self) -> str:
        """What these tickets are behind."""
        return f"{told.counted_as(self._counted, self.total)}　{self._of}"

    def ending(self) -> str:
        """The newest are first."""
        return " 最新提出的在前 ─"

    async def look(self, row: QueueRow) -> TicketRow | None:
        """The whole of the picked ticket."""
        return await self.door.attempt(queueing.show, row.number)

    def essence(self, found: TicketRow, width: int, height: int) -> list[str]:
        """What the picked ticket is about."""
        return member_essence(found, width, height)

    def action_open(self) -> None:
        """The picked ticket."""
        if self.picked is not None:
            self.door.show_ticket(self.picked.number)
