"""The versions of an article: what changed, who wrote, checked and published; withdrawing it.

Clause: 6.2.1, 6.2.3.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from hotline_tui.screens.base import DeskScreen
from hotline_tui.screens.difference_page import page
from hotline_tui.screens.guided import guided
from hotline_tui.screens.guided_blanks import Blank, Sort
from hotline_tui.screens.manuscript_page import preview
from hotline_tui.screens.page import PageScreen
from hotline_tui.screens.writing import open_writing
from hotline_tui.screens.writing_keeping import Unsaved
from hotline_tui.services import releasing, versions
from hotline_tui.services.desk import Desk
from hotline_tui.services.versions import VersionRow
from hotline_tui.standard.authority import Act
from hotline_tui.standard.moment import BEIJING
from hotline_tui.widgets.frame import ShownLine
from hotline_tui.widgets.grid import Column, Row, Worklist
from hotline_tui.widgets.passage import Passage
from hotline_tui.widgets.plain import plain

COLUMNS = (
    Column("版", 3, right=True),
    Column("状态", 6),
    Column("发布", 16),
    Column("编写", 12),
    Column("校核", 8),
    Column("发布人", 8),
    Column("标题"),
)


class VersionsScreen(DeskScreen):
    """A list above, what the picked version changed below."""

    AUTO_FOCUS = "#list"
    DEFAULT_CSS = """
    VersionsScreen {
        #title { text-style: bold; }
        #list { height: 6; }
        #rule { text-style: bold; }
        #changes { height: 1fr; padding: 0 1; scrollbar-size-vertical: 1; overflow-x: hidden; }
        &.tall #list { height: 12; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "read", "全文", id="versions.read", priority=True,
                tooltip="看这一版的全文，如工单引用时那样"),
        Binding("e", "edit", "起草新版", id="versions.edit",
                tooltip="在现行版上起草；已有稿件的，请在那一篇上改"),
        Binding("w", "withdraw", "撤回", id="versions.withdraw",
                tooltip="写明理由撤回：不再检索、引用，各版仍可看"),
        Binding("space", "scroll(1)", "差异下翻", id="versions.down", key_display="空格"),
        Binding("b", "scroll(-1)", "差异上翻", id="versions.up", show=False),
        Binding("escape,q", "dismiss", "返回", id="versions.back", key_display="Esc"),
    ]  # fmt: skip

    def __init__(self, article: int) -> None:
        super().__init__()
        self._article = article
        self._rows: dict[str, VersionRow] = {}

    def body(self) -> ComposeResult:
        """The versions, newest first, and what the picked one changed."""
        yield ShownLine(id="title")
        yield Worklist(*COLUMNS, empty="没有版本", id="list")
        yield ShownLine(id="rule")
        with VerticalScroll(id="changes", can_focus=False):
            yield Passage(id="text")

    async def reload(self) -> None:
        """Read the versions again."""
        found = await self.door.attempt(versions.versions, self._article)
        if found is None:
            if not self._rows:
                self.dismiss()
            return
        self._rows = {str(row.version): row for row in found}
        self._list.show([listed(row) for row in found])
        self._moved()
        self.refresh_bindings()

    @property
    def _list(self) -> Worklist:
        return self.query_one("#list", Worklist)

    @property
    def picked(self) -> VersionRow | None:
        """The version that the keys apply to."""
        return self._rows.get(self._list.picked or "")

    @property
    def current(self) -> VersionRow | None:
        """The version that may be cited now."""
        return next((row for row in self._rows.values() if row.current), None)

    @on(Worklist.Moved)
    def _moved(self) -> None:
        newest = next(iter(self._rows.values()), None)
        title = newest.title if newest else ""
        self.query_one("#title", ShownLine).shown = f" 知识点 {self._article} 的各版　{title}"
        self._compare()

    @work(group="ask", exclusive=True)
    async def _compare(self) -> None:
        """What the picked version changed; the first one changed nothing."""
        row = self.picked
        if row is None:
            return
        before = self._rows.get(str(row.version - 1))
        told = f" 第 {row.version} 版"
        text = plain("第一版。Enter 看全文。")
        if before is not None:
            told += f" 与第 {before.version} 版的差异"
            found = await self.door.attempt(versions.between, self._article, before.version,
                                            row.version)  # fmt: skip
            text = page(found) if found is not None else plain("")
        if row.withdrawn_at is not None:
            told += f"　{row.withdrawn_by} {at(row.withdrawn_at)} 撤回：{row.withdrawal}"
        self.query_one("#rule", ShownLine).shown = told
        self.query_one("#text", Passage).told = text

    def on_resize(self) -> None:
        """A tall terminal lists more of them."""
        self.set_class(self.size.height >= 32, "tall")

    # ---- acts ---------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What stands is withdrawn once, by who may."""
        if action == "withdraw":
            return self.current is not None and self.desk.may(Act.PUBLISH_ARTICLE)
        if action == "edit":
            return self.desk.may(Act.WRITE_ARTICLE)
        return True

    def action_scroll(self, by: int) -> None:
        """Scroll what changed."""
        changes = self.query_one("#changes", VerticalScroll)
        changes.scroll_relative(y=by * max(1, changes.size.height - 1), animate=False)

    def action_read(self) -> None:
        """The whole of the picked version."""
        if row := self.picked:
            title = f"知识点 {row.article} 第 {row.version} 版　{state(row)}"
            self.app.push_screen(PageScreen(title, preview(row.content, row.version)))

    @work(group="write")
    async def action_edit(self) -> None:
        """Begin the next version."""
        await open_writing(self, Unsaved({}, over=self._article))

    @work(group="write")
    async def action_withdraw(self) -> None:
        """Take the article back, with the reason. Clause: 6.2.3."""
        row = self.current
        if row is None:
            return

        def withdraw(desk: Desk, values: Mapping[str, str]) -> Withdrawn:
            return Withdrawn(releasing.withdraw(desk, row.article, values["reason"], row.version))

        blanks = (Blank("reason", "理由", Sort.PROSE, required=True),)
        said = "各台立即不再检索、引用这一知识点；各版仍可查看。"
        title = f"撤回　知识点 {row.article} {row.title}"
        if await guided(self, title, blanks, withdraw, said) is not None:
            self.notify(f"知识点 {row.article} 已撤回", timeout=4, markup=False)
            self._list.pick(str(row.version))
            await self.reload()


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """The version that stood when an article was taken back."""

    version: int


def state(row: VersionRow) -> str:
    """What a version is now."""
    return "现行" if row.current else "已撤回" if row.withdrawn_at else "旧版"


def at(moment: datetime) -> str:
    """A moment in Beijing."""
    return f"{moment.astimezone(BEIJING):%Y-%m-%d %H:%M}"


def listed(row: VersionRow) -> Row:
    """A version as a line of the list."""
    people = ("、".join(row.authors), row.checked_by, row.published_by)
    return str(row.version), (str(row.version), state(row), at(row.at), *people, row.title)
