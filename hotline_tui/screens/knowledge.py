"""Knowledge: an article found while it is asked for, read, and cited.

Clause: 5.2.2.4, 5.3.1, 6.2.2, B.1.3.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from rich.cells import cell_len
from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets.input import Selection

from hotline_tui.screens.asking import Asking
from hotline_tui.screens.knowledge_article import COLUMNS, excerpt, listed, whole
from hotline_tui.screens.knowledge_choosing import Choosing
from hotline_tui.screens.knowledge_company import KnowledgeCompany
from hotline_tui.screens.knowledge_seeking import Seeking
from hotline_tui.screens.knowledge_waiting import WaitingLine
from hotline_tui.screens.knowledge_wish import Narrowed, WishLine
from hotline_tui.services import knowledge, knowledge_index
from hotline_tui.services.knowledge import SearchWish
from hotline_tui.services.suggested import HitRow
from hotline_tui.standard.choosing import Manner
from hotline_tui.widgets.chooser import Chooser
from hotline_tui.widgets.frame import ShownLine
from hotline_tui.widgets.grid import Worklist
from hotline_tui.widgets.line import Line
from hotline_tui.widgets.passage import Passage

WIDE = 120
"""From this width on the article stands beside the list."""


class KnowledgeScreen(Choosing, Narrowed, Seeking, KnowledgeCompany):
    """Looks for articles as one types; where a ticket asks, gives the key of the chosen one.

    With `citing` it lies over the ticket and is dismissed with an article's key, or None.
    """

    CSS_PATH = "knowledge.tcss"
    AREA = "knowledge"
    AUTO_FOCUS = "#query"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "read", "看全文", id="knowledge.read", priority=True,
                tooltip="看选中知识点的全文"),
        Binding("ctrl+s", "cite", "引用", id="knowledge.cite", priority=True,
                tooltip="在工单里引用选中的知识点"),
        Binding("c", "cite", "引用", id="knowledge.cite_here", show=False),
        Binding("slash", "query", "换词", id="knowledge.query", tooltip="回到检索词，换词再找"),
        Binding("ctrl+l", "filter('class')", "类别", id="knowledge.class", priority=True,
                tooltip="只找一类知识"),
        Binding("ctrl+d", "filter('unit')", "单位", id="knowledge.unit", priority=True,
                tooltip="只找一个单位的知识"),
        Binding("ctrl+r", "filter('district')", "区划", id="knowledge.district", priority=True,
                tooltip="只找在一个区、街道、乡镇有效的知识"),
        Binding("ctrl+g", "valid", "只看有效", id="knowledge.valid", priority=True,
                tooltip="不列已过期和未生效的知识"),
        Binding("ctrl+t", "more", "编辑、必读…", id="knowledge.more", priority=True,
                tooltip="必读知识；选中的一篇：相关、各版、起草；知识编辑、供稿"),
        Binding("up", "move(-1)", "上一条", id="knowledge.up", show=False),
        Binding("down", "move(1)", "下一条", id="knowledge.down", show=False),
        Binding("pageup", "page(-1)", "上一页", id="knowledge.page_up", show=False),
        Binding("pagedown", "page(1)", "下一页", id="knowledge.page_down", show=False),
        Binding("alt+pageup", "scroll(-1)", "全文上翻", id="knowledge.text_up", priority=True,
                show=False, tooltip="旁边的全文向上翻，不离开检索词"),
        Binding("alt+pagedown", "scroll(1)", "全文下翻", id="knowledge.text_down", priority=True,
                show=False, tooltip="旁边的全文向下翻，不离开检索词"),
        Binding("escape", "back", "返回", id="knowledge.back", tooltip="回到列表、检索词或工单"),
    ]  # fmt: skip

    def __init__(self, query: str = "", citing: bool = False) -> None:
        """Begin with `query`; `citing` where a ticket waits for an article."""
        super().__init__()
        self._begin = query
        self._citing = citing
        self._rows: dict[str, HitRow] = {}
        self._shown: SearchWish | None = None
        self._is_built = False
        self._noted = ""
        self._then: Callable[[], None] | None = None
        self._read: HitRow | None = None
        self._asking = Asking(self, lambda: self.wish, self._ask, self._show, self._tell_slow)

    def body(self) -> ComposeResult:
        """What is asked, what was found, the picked one."""
        yield WaitingLine(id="phrase")
        yield WishLine(self._begin, id="asked")
        with Horizontal(id="found"):
            with Vertical(id="left"):
                yield Worklist(*COLUMNS, empty="输入词语、拼音或首字母，可以混着打", id="list")
                yield ShownLine(id="status")
                yield Passage(id="excerpt")
            with VerticalScroll(id="reading"):
                yield Passage(id="text")

    def on_mount(self) -> None:
        """The units for the filter; a search that was brought along."""
        if self.door.frame is not None:
            self.waiting.show(self.door.frame)
        if self._begin:
            self.waiting.searching()
        self.load_lists()
        self.tell_unread()

    # ---- searching ----------------------------------------------------------------------

    @property
    def _line(self) -> Line:
        return self.query_one(WishLine).line

    @property
    def _list(self) -> Worklist:
        return self.query_one("#list", Worklist)

    @property
    def wish(self) -> SearchWish:
        """What is asked for now."""
        return self.query_one(WishLine).wish

    @on(Line.Changed, "#query")
    def _typed(self) -> None:
        self._then = None
        self.waiting.searching()
        self._asking.soon()

    @on(Line.TooLong)
    def _too_long(self, event: Line.TooLong) -> None:
        self.notify(f"检索词太长：有 {len(event.left_out)} 个字没有放进去。", severity="warning")

    @on(Line.Submitted)
    def _settled(self) -> None:
        self._line.focus()

    @on(Chooser.Chosen)
    def _filtered(self, event: Chooser.Chosen) -> None:
        if event.final and event.choice is not None:
            self._line.focus()
        self._asking.now()

    async def reload(self) -> None:
        """Search again: articles may have changed."""
        self._asking.now()

    async def _ask(self, wish: SearchWish) -> tuple[HitRow, ...] | None:
        found = await self.door.attempt(knowledge.search, wish) if wish.query else ()
        note = await self.door.attempt(knowledge_index.note)
        if note and note != self._noted:
            self.notify(note, severity="warning", timeout=10)
        self._noted = note or ""
        return found

    def _tell_slow(self) -> None:
        self._tell("正在检索……" if self._is_built else "正在建立索引，可以继续输入……")

    def _show(self, wish: SearchWish, found: tuple[HitRow, ...]) -> None:
        before, self._shown = self._query, wish
        self._is_built = self._is_built or bool(wish.query)
        self._rows = {str(row.article.id): row for row in found}
        self._list.show([listed(place, row) for place, row in enumerate(found, 1)])
        if wish.query != before and self._rows:
            self._list.pick(next(iter(self._rows)))  # the best answer to another question
        self._show_picked()
        self.tick()
        if self._then is not None:
            self._then()

    @property
    def _query(self) -> str:
        return self._shown.query if self._shown else ""

    @property
    def answered(self) -> tuple[str, float] | None:
        """The query on view with the score of its best article, once it is what is asked."""
        best = max((row.hit.score for row in self._rows.values()), default=0.0)
        return (self._query, best) if self._shown == self.wish else None

    @property
    def on_view(self) -> tuple[str, tuple[int, ...]]:
        """The query that the list answers, and the keys of the articles in it."""
        return self._query, tuple(row.article.id for row in self._rows.values())

    def _with_answer(self, act: Callable[[], None]) -> bool:
        """Whether the list answers what was typed; else `act` is called as soon as it does."""
        self._then = None if self._read is not None or self._shown == self.wish else act
        if self._then is not None:
            self._asking.now()
        return self._then is None

    # ---- the list and the article -------------------------------------------------------

    @property
    def picked(self) -> HitRow | None:
        """The article that the keys apply to."""
        return self._read or self._rows.get(self._list.picked or "")

    @on(Worklist.Moved)
    def _show_picked(self) -> None:
        if self._read is not None:
            return
        row = self.picked
        self.query_one("#excerpt", Passage).told = excerpt(row, self._query) if row else Text()
        if self.has_class("wide"):
            self._show_text(row)
        self.tick()

    def _show_text(self, row: HitRow | None) -> None:
        self.query_one("#text", Passage).told = whole(row, self._query) if row else Text()
        self.query_one("#reading").scroll_home(animate=False)

    def action_move(self, by: int) -> None:
        """Another article, while the cursor stays in the query."""
        self._list.action_move(by)

    def action_page(self, by: int) -> None:
        """A page of articles, while the cursor stays in the query."""
        self._list.action_page(by)

    def action_scroll(self, by: int) -> None:
        """Scroll the article beside the list, while typing goes on."""
        text = self.query_one("#reading", VerticalScroll)
        text.scroll_relative(y=by * max(1, text.size.height - 1), animate=False)

    def action_read(self) -> None:
        """Read the whole of the picked article."""
        row = self.picked if self._with_answer(self.action_read) else None
        if row is not None:
            self._show_text(row)
            self._read = row
            self.chose(row, Manner.OPENED)
            self.add_class("reading")
            self.tell_company(row, self.query_one("#text", Passage))
            self.query_one("#reading").focus()
            self.waiting.found()
            self.opened(row.article.id)

    def action_back(self) -> None:
        """From the text to the list, from anywhere to the query, from the query to the ticket."""
        if self._citing and self.focused is self._line:
            self.dismiss(None)
        else:
            self._to_query()

    def action_query(self) -> None:
        """To the query, to be typed anew."""
        self._to_query()
        self._line.selection = Selection(0, len(self._line.value))

    def _to_query(self) -> None:
        self._read = None
        self.remove_class("reading")
        self._show_picked()
        self._line.focus()

    def action_cite(self) -> None:
        """Give the picked article to the ticket that asked for it."""
        if not self._citing:
            self.notify("要引用，请在工单（F2）里按 ^F 查找。", timeout=5)
        elif not self._with_answer(self.action_cite):
            return
        elif (row := self.picked) is None:
            self.notify("还没有选中知识点。", timeout=3)
        else:
            self.waiting.found()
            self.opened(row.article.id)
            self.chose(row, Manner.CITED)
            self.dismiss(row.article.id)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enter reads only from the query or the list; `/` is for where it is not typed."""
        if action == "read":
            return self.focused in (self._line, self._list)
        return action != "query" or self.focused is not self._line

    def tick(self) -> None:
        """Which article of how many, and how long the caller has been waiting."""
        if self._asking.under_way:
            return
        place, count = self._list.place
        found = f"第 {place} / {count} 条" if count else "没有找到，换个词试试"
        self._tell(found if self._query else "")

    def _tell(self, told: str) -> None:
        waited = self.waiting.waited
        parts = filter(None, (told, waited and f"等待 {waited}"))
        line = "".join(f"─ {part} " for part in parts)
        status = self.query_one("#status", ShownLine)
        status.shown = line + "─" * (status.size.width - cell_len(line))

    def on_resize(self, event: events.Resize) -> None:
        """A wide terminal shows the article beside the list."""
        self.set_class(event.size.width >= WIDE, "wide")
        self._show_picked()
