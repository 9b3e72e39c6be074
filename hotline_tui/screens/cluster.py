"""One cluster and its tickets, each with its own clock. Clause: 5.3.3."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from hotline_tui.screens import cluster_forms as forms
from hotline_tui.screens import cluster_rows as told
from hotline_tui.screens.timed_list import TimedList
from hotline_tui.screens.worklist import Rows
from hotline_tui.services import clusters, grouping, queueing
from hotline_tui.services.clusters import ClusterRow, MemberRow, State
from hotline_tui.services.rows import TicketRow
from hotline_tui.widgets.ask import Confirm
from hotline_tui.widgets.grid import Cell, Column


class ClusterScreen(TimedList[MemberRow, TicketRow]):
    """Lies over the list of clusters, or over a ticket of this one."""

    EMPTY = "没有工单"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "打开", id="cluster.open", priority=True,
                tooltip="看工单全文和历史"),
        Binding("n", "link", "并案", id="cluster.link",
                tooltip="命名并案办理：互相关联，不合并，各自计时"),
        Binding("x", "dismiss_cluster", "排除", id="cluster.dismiss",
                tooltip="不是一件事：写明理由，不再提示；已并案的，撤销并案"),
        Binding("b", "answer", "一并反馈", id="cluster.answer",
                tooltip="代承办单位反馈：办理中的每件工单各得一份"),
        Binding("r", "remove", "移出", id="cluster.remove",
                tooltip="选中的工单说的是另一件事：移出这一组"),
        Binding("p", "add", "移入", id="cluster.add", tooltip="按编号移入一件工单"),
        Binding("escape,q", "dismiss", "返回", id="cluster.back", key_display="Esc"),
    ]  # fmt: skip

    def __init__(self, key: int) -> None:
        super().__init__()
        self._key = key
        self._cluster: ClusterRow | None = None

    async def read(self, limit: int, after: MemberRow | None) -> Rows[MemberRow] | None:
        """All its tickets."""
        if after is not None:
            return Rows((), self.total)
        self._cluster = await self.door.attempt(clusters.cluster, self._key)
        if self._cluster is None:
            return None
        return Rows(self._cluster.members, len(self._cluster.members))

    def columns(self) -> tuple[Column, ...]:
        """The columns that the width has room for."""
        return told.MEMBER_COLUMNS + (told.MEMBER_WIDE if self.wide else ())

    def cells(self, row: MemberRow) -> tuple[Cell, ...]:
        """A row's cells in them."""
        return told.member_cells(row, wide=self.wide)

    def heading(self) -> str:
        """What this cluster is."""
        return told.title(self._cluster) if self._cluster else ""

    def ending(self) -> str:
        """As they were raised."""
        return " 先提出的在前 ─"

    async def look(self, row: MemberRow) -> TicketRow | None:
        """The picked ticket."""
        return await self.door.attempt(queueing.show, row.number)

    def essence(self, found: TicketRow, width: int, height: int) -> list[str]:
        """What it is about."""
        return told.member_essence(found, width, height)

    # ---- acts ---------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is dismissed is not dismissed again; only what is linked is answered as one."""
        state = self._cluster.state if self._cluster else None
        if action == "dismiss_cluster":
            return state is not State.DISMISSED
        if action == "answer":
            return state is State.LINKED
        return True

    def action_open(self) -> None:
        """The whole of the picked ticket."""
        if self.picked is not None:
            self.door.show_ticket(self.picked.number)

    @work(group="write")
    async def action_link(self) -> None:
        """Name this cluster and link its tickets."""
        if row := self._cluster:
            await self._did(await forms.linked(self, row))

    @work(group="write")
    async def action_dismiss_cluster(self) -> None:
        """This cluster is none."""
        if row := self._cluster:
            await self._did(await forms.dismissed(self, row))

    @work(group="write")
    async def action_answer(self) -> None:
        """One answer for all, each ticket with its own feedback. Clause: 5.3.2.3.1."""
        if row := self._cluster:
            done = await forms.answered(self, row)
            if done is not None:
                await self._did(done.cluster)
                left = f"，{len(done.left_out)} 件不在办理中" if done.left_out else ""
                self.say(f"已反馈 {len(done.answered)} 件{left}")

    @work(group="write")
    async def action_add(self) -> None:
        """Put one more ticket in."""
        if row := self._cluster:
            await self._did(await forms.put_in(self, row))

    @work(group="write")
    async def action_remove(self) -> None:
        """Take the picked ticket out."""
        if row := self.picked:
            asked = Confirm(f"把 {row.number} 移出这一组？", "不会再自动归入。")
            if await self.app.push_screen_wait(asked):
                done = await self.door.attempt(grouping.remove, self._key, row.number)
                await self._did(done)

    async def _did(self, row: ClusterRow | None) -> None:
        if row is not None:
            self.say(f"{row.id} {row.state.label} {row.name}　{told.counted(row)}")
            await self.reload()
            self.refresh_bindings()
