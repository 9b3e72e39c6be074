"""The editors' room: drafts, what came back, what is to be checked and published, what expires.

Clause: 6.2.1, 6.2.4.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from hotline_tui.screens import kb_room_rows as told
from hotline_tui.screens.article_versions import VersionsScreen
from hotline_tui.screens.guided import guided
from hotline_tui.screens.guided_blanks import Blank, Sort
from hotline_tui.screens.kb_room_rows import Looked
from hotline_tui.screens.timed_list import TimedList
from hotline_tui.screens.vetting import VettingScreen
from hotline_tui.screens.worklist import Rows
from hotline_tui.screens.writing import open_writing
from hotline_tui.screens.writing_keeping import Unsaved
from hotline_tui.services import articles, manuscripts, relations, writing
from hotline_tui.services.desk import Desk
from hotline_tui.services.manuscripts import ManuscriptRow, MatterRow, Matters
from hotline_tui.standard.article_life import UNDER_WAY
from hotline_tui.standard.authority import Act
from hotline_tui.widgets.grid import Cell, Column


class EditorsRoomScreen(TimedList[MatterRow, Looked]):
    """Lies over the knowledge area; manuscripts open over it."""

    EMPTY = "没有稿件"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "打开", id="room.open", priority=True,
                tooltip="接着写草稿；校核、发布送来的；看到期知识的各版"),
        Binding("n", "begin", "新写", id="room.new", tooltip="写一篇新知识"),
        Binding("e", "edit", "改", id="room.edit",
                tooltip="改这篇稿件，或在到期的知识点上起草新版；校核过的须再校核"),
        Binding("v", "versions", "各版", id="room.versions",
                tooltip="这一知识点的各版：差异，谁写、谁校核、谁发布，撤回"),
        Binding("x", "discard", "作废", id="room.discard", tooltip="作废这篇稿件，仍可查看"),
        *(Binding(str(place), f"list({place})", one.label, id=f"room.{one.value}", show=False,
                  tooltip=f"列出：{one.label}") for place, one in enumerate(Matters, 1)),
        Binding("s", "other", "换列表", id="room.other", tooltip="依次换列表，也可按数字"),
        Binding("escape,q", "dismiss", "返回", id="room.back", key_display="Esc"),
    ]  # fmt: skip

    def __init__(self, which: Matters = Matters.DRAFTS) -> None:
        super().__init__()
        self.which = which
        self._counts: Mapping[Matters, int] = {}

    async def read(self, limit: int, after: MatterRow | None) -> Rows[MatterRow] | None:
        """The list on view; it is short and comes whole."""
        if after is not None:
            return Rows((), self.total)
        rows = await self.door.attempt(manuscripts.matters, self.which, limit)
        self._counts = await self.door.attempt(manuscripts.counts) or {}
        return None if rows is None else Rows(rows, self._counts.get(self.which, len(rows)))

    def columns(self) -> tuple[Column, ...]:
        """The columns that the width has room for."""
        return told.COLUMNS + (told.WIDE if self.wide else ())

    def cells(self, row: MatterRow) -> tuple[Cell, ...]:
        """A line's cells in them."""
        return told.cells(row, wide=self.wide)

    def heading(self) -> str:
        """All lists, and how many are in each."""
        return told.heading(self.which, self._counts)

    def ending(self) -> str:
        """The order."""
        return " 最早到期的在前 ─" if self.which is Matters.EXPIRING else " 等得最久的在前 ─"

    async def look(self, row: MatterRow) -> Looked | None:
        """The manuscript, or what the article says."""
        if not row.id:
            said = await self.door.attempt(articles.said, row.article or 0)
            return Looked(said) if said is not None else None
        found = await self.door.attempt(manuscripts.show, row.id)
        if found is None:
            return None
        titles = await self.door.attempt(relations.called, found.related) or {}
        return Looked(found.content, found, tuple(titles.values()))

    def essence(self, found: Looked, width: int, height: int) -> list[str]:
        """What it lacks or why it came back, then how it begins."""
        return told.essence(found, width, height)

    # ---- lists --------------------------------------------------------------------------

    def action_list(self, place: int) -> None:
        """One of the lists by its number."""
        self._show_list(list(Matters)[place - 1])

    def action_other(self) -> None:
        """The next of the lists."""
        every = list(Matters)
        self._show_list(every[(every.index(self.which) + 1) % len(every)])

    @work(group="ask")
    async def _show_list(self, which: Matters) -> None:
        self.which = which
        await self.show_anew()
        self.refresh_bindings()

    # ---- acts ---------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What this person may, with the picked one."""
        row = self.picked
        if action in ("begin", "edit", "discard") and not self.desk.may(Act.WRITE_ARTICLE):
            return False
        if action == "discard":
            return row is not None and bool(row.id) and row.stage in UNDER_WAY
        if action == "edit":
            return row is not None and (not row.id or row.stage in UNDER_WAY)
        if action == "versions":
            return row is not None and row.article is not None
        return True

    @work(group="write")
    async def action_open(self) -> None:
        """Go on writing, check or decide, or look at the versions of what expires."""
        row = self.picked
        if row is None:
            return
        if not row.id:
            self.app.push_screen(VersionsScreen(row.article or 0))
        elif self.which in (Matters.DRAFTS, Matters.RETURNED) and self.desk.may(Act.WRITE_ARTICLE):
            await open_writing(self, Unsaved({}, manuscript=row.id))
        else:
            self.app.push_screen(VettingScreen(row.id))

    @work(group="write")
    async def action_begin(self) -> None:
        """Write a new article."""
        await open_writing(self, Unsaved({}))

    @work(group="write")
    async def action_edit(self) -> None:
        """Change the picked manuscript, or begin the next version of what expires."""
        row = self.picked
        if row is not None and row.id:
            await open_writing(self, Unsaved({}, manuscript=row.id))
        elif row is not None:
            await open_writing(self, Unsaved({}, over=row.article))

    def action_versions(self) -> None:
        """The versions of the article."""
        if self.picked is not None and self.picked.article is not None:
            self.app.push_screen(VersionsScreen(self.picked.article))

    @work(group="write")
    async def action_discard(self) -> None:
        """Give the picked manuscript up."""
        row = self.picked
        if row is None:
            return

        def discard(desk: Desk, values: Mapping[str, str]) -> ManuscriptRow:
            return writing.discard(desk, row.id, values["reason"], row.version)

        blanks = (Blank("reason", "理由", Sort.PROSE),)
        done = await guided(self, f"作废稿件 {row.id}　{row.title}", blanks, discard)
        if done is not None:
            self.say(f"稿件 {row.id} 已作废")
            await self.reload()
