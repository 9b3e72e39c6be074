"""Tickets about one thing: which there are, proposed, linked or dismissed. Clause: 5.3.3."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from hotline_tui.screens import cluster_forms as forms
from hotline_tui.screens import cluster_rows as told
from hotline_tui.screens.cluster import ClusterScreen
from hotline_tui.screens.timed_list import TimedList
from hotline_tui.screens.worklist import Rows
from hotline_tui.services import clusters
from hotline_tui.services.clusters import ClusterRow, Clusters, State
from hotline_tui.widgets.grid import Cell, Column


class ClustersScreen(TimedList[ClusterRow, ClusterRow]):
    """Lies over the area it was opened from; a cluster opens over it."""

    EMPTY = "没有同类诉求"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "打开", id="clusters.open", priority=True,
                tooltip="看这一组的工单"),
        Binding("n", "link", "并案", id="clusters.link",
                tooltip="命名并案办理：互相关联，不合并，各自计时"),
        Binding("x", "dismiss_cluster", "排除", id="clusters.dismiss",
                tooltip="不是一件事：写明理由，不再提示；已并案的，撤销并案"),
        Binding("s", "other", "换列表", id="clusters.other",
                tooltip="待定、已并案、已排除，依次换"),
        Binding("escape,q", "dismiss", "返回", id="clusters.back", key_display="Esc"),
    ]  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self.state = State.PROPOSED
        self._all: Clusters | None = None

    async def read(self, limit: int, after: ClusterRow | None) -> Rows[ClusterRow] | None:
        """The clusters of the state on view; the list is short and comes whole."""
        if after is not None:
            return Rows((), self.total)
        self._all = await self.door.attempt(clusters.clusters, self.state, limit)
        return None if self._all is None else Rows(self._all.rows, len(self._all.rows))

    def columns(self) -> tuple[Column, ...]:
        """The columns that the width has room for."""
        return told.COLUMNS + (told.WIDE if self.wide else ())

    def cells(self, row: ClusterRow) -> tuple[Cell, ...]:
        """A row's cells in them."""
        return told.cells(row, wide=self.wide)

    def heading(self) -> str:
        """Which list, and tickets counted both ways."""
        return told.heading(self.state, self._all, self.total)

    def ending(self) -> str:
        """The newest are first."""
        return " 最近发现的在前 ─"

    async def look(self, row: ClusterRow) -> ClusterRow | None:
        """All of it is known already."""
        return row

    def essence(self, found: ClusterRow, width: int, height: int) -> list[str]:
        """What it is, and its tickets."""
        return told.essence(found, width, height)

    # ---- acts ---------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is dismissed is not dismissed again."""
        if action == "dismiss_cluster":
            return self.state is not State.DISMISSED
        return True

    def action_open(self) -> None:
        """The tickets of the picked cluster."""
        if self.picked is not None:
            self.app.push_screen(ClusterScreen(self.picked.id))

    @work(group="ask")
    async def action_other(self) -> None:
        """The next of the lists."""
        states = list(State)
        self.state = states[(states.index(self.state) + 1) % len(states)]
        await self.show_anew()
        self.refresh_bindings()

    @work(group="write")
    async def action_link(self) -> None:
        """Name the picked cluster and link its tickets."""
        if row := self.picked:
            await self._did(await forms.linked(self, row))

    @work(group="write")
    async def action_dismiss_cluster(self) -> None:
        """The picked cluster is none."""
        if row := self.picked:
            await self._did(await forms.dismissed(self, row))

    async def _did(self, row: ClusterRow | None) -> None:
        if row is not None:
            self.say(f"{row.id} {row.state.label} {row.name}")
            await self.reload()
