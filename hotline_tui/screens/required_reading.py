"""Required reading: what I have not read, marked as read with one key; who else has to.

Clause: 6.2.2.
"""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from hotline_tui.screens.article_versions import at
from hotline_tui.screens.base import DeskScreen
from hotline_tui.screens.knowledge_article import whole
from hotline_tui.screens.page import PageScreen
from hotline_tui.services import knowledge, required
from hotline_tui.services.required import ReadingRow
from hotline_tui.standard.authority import Act
from hotline_tui.standard.moment import BEIJING
from hotline_tui.widgets.ask import Confirm
from hotline_tui.widgets.frame import ShownLine
from hotline_tui.widgets.grid import Column, Row, Worklist
from hotline_tui.widgets.passage import Passage
from hotline_tui.widgets.plain import plain

COLUMNS = (
    Column("标题"),
    Column("版", 3, right=True),
    Column("指定", 11),
    Column("岗位", 14),
    Column("说明", 20),
)


class RequiredReadingScreen(DeskScreen):
    """A list above, the picked article's whole text below; lies over the knowledge area."""

    AUTO_FOCUS = "#list"
    DEFAULT_CSS = """
    RequiredReadingScreen {
        #title { text-style: bold; }
        #list { height: 5; }
        #rule { text-style: bold; }
        #reading { height: 1fr; padding: 0 1; scrollbar-size-vertical: 1; overflow-x: hidden; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "read", "已读", id="reading.read", tooltip="我已读了这一篇，记下时间"),
        Binding("space", "scroll(1)", "下翻", id="reading.down", key_display="空格"),
        Binding("b", "scroll(-1)", "上翻", id="reading.up"),
        Binding("a", "everything", "全部/未读", id="reading.everything",
                tooltip="全部必读，或只列我还没有读的"),
        Binding("w", "readers", "谁已读", id="reading.readers",
                tooltip="这一篇谁还没有读、谁什么时候读的"),
        Binding("x", "release", "不再必读", id="reading.release", tooltip="这一篇不再必读"),
        Binding("escape,q", "dismiss", "返回", id="reading.back", key_display="Esc"),
    ]  # fmt: skip

    def __init__(self, everything: bool = False) -> None:
        super().__init__()
        self._everything = everything
        self._rows: dict[str, ReadingRow] = {}
        self._unread: frozenset[int] = frozenset()
        self._shown = 0

    def body(self) -> ComposeResult:
        """What is to be read, and the picked one whole."""
        yield ShownLine(id="title")
        yield Worklist(*COLUMNS, empty="没有未读的必读知识", id="list")
        yield ShownLine(id="rule")
        with VerticalScroll(id="reading", can_focus=False):
            yield Passage(id="text")

    async def reload(self) -> None:
        """Read the list again."""
        mine = await self.door.attempt(required.unread)
        found = await self.door.attempt(required.required) if self._everything else mine
        if mine is None or found is None:
            return
        self._unread = frozenset(row.article for row in mine)
        self._rows = {str(row.article): row for row in found}
        self._list.show([listed(row) for row in found])
        which = "全部必读" if self._everything else "未读的必读"
        self.query_one("#title", ShownLine).shown = f" {which} {len(found)}　我未读 {len(mine)}"
        self._moved()
        self.refresh_bindings()

    @property
    def _list(self) -> Worklist:
        return self.query_one("#list", Worklist)

    @property
    def picked(self) -> ReadingRow | None:
        """The article that the keys apply to."""
        return self._rows.get(self._list.picked or "")

    @on(Worklist.Moved)
    def _moved(self) -> None:
        self.refresh_bindings()
        self._load()

    @work(group="ask", exclusive=True)
    async def _load(self) -> None:
        row = self.picked
        article = await self.door.attempt(knowledge.article, row.article) if row else None
        told = Text() if article is None else whole(knowledge.cited(article), "")
        self.query_one("#text", Passage).told = told
        why = f"　{row.reason}" if row and row.reason else ""
        unread = row is not None and row.article in self._unread
        self.query_one("#rule", ShownLine).shown = f" 读完按 r{why}" if unread else why
        if row is not None and row.article != self._shown:
            self._shown = row.article
            self.query_one("#reading").scroll_home(animate=False)

    # ---- acts ---------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Reading is for who has to; the rest for who had it read."""
        row = self.picked
        if action == "read":
            return row is not None and row.article in self._unread
        if action in ("readers", "release"):
            return row is not None and self.desk.may(Act.REQUIRE_READING)
        return True

    def action_scroll(self, by: int) -> None:
        """Scroll the text."""
        text = self.query_one("#reading", VerticalScroll)
        text.scroll_relative(y=by * max(1, text.size.height - 1), animate=False)

    @work(group="write")
    async def action_read(self) -> None:
        """I have read it. Clause: 6.2.2."""
        if row := self.picked:
            await self.door.attempt(required.read, row.article)
            await self.reload()

    @work(group="ask")
    async def action_everything(self) -> None:
        """All, or only what I have not read."""
        self._everything = not self._everything
        await self.reload()

    @work(group="ask")
    async def action_readers(self) -> None:
        """Who has read it, and who has not."""
        row = self.picked
        found = await self.door.attempt(required.readers, row.article) if row else None
        if row is not None and found is not None:
            done = sum(one.read_at is not None for one in found)
            lines = [
                plain(f"{one.workno} {one.name}　{at(one.read_at) if one.read_at else '未读'}")
                for one in found
            ]
            title = f"{row.title}　已读 {done} / {len(found)}"
            self.app.push_screen(PageScreen(title, Text("\n").join(lines)))

    @work(group="write")
    async def action_release(self) -> None:
        """Nobody has to read it any more."""
        row = self.picked
        if row is None:
            return
        if await self.app.push_screen_wait(Confirm("不再必读？", row.title)):
            await self.door.attempt(required.release, row.article)
            await self.reload()


def listed(row: ReadingRow) -> Row:
    """An article as a line of the list."""
    since = f"{row.at.astimezone(BEIJING):%m-%d %H:%M}"
    who = "、".join(role.label for role in row.roles)
    return str(row.article), (row.title, str(row.version), since, who, row.reason)
