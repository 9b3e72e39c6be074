"""A text that fills the screen below its heading, scrolled by keys."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from hotline_tui.screens.base import DeskScreen
from hotline_tui.widgets.frame import ShownLine
from hotline_tui.widgets.passage import Passage

SCROLLING: tuple[BindingType, ...] = (
    Binding("down,j", "scroll(1)", "下一行", id="page.down", show=False),
    Binding("up,k", "scroll(-1)", "上一行", id="page.up", show=False),
    Binding("pagedown,space", "page(1)", "翻页", id="page.page_down", key_display="空格"),
    Binding("pageup", "page(-1)", "上一页", id="page.page_up", show=False),
    Binding("home,g", "edge(True)", "开头", id="page.home", show=False),
    Binding("end,G", "edge(False)", "末尾", id="page.end", show=False),
    Binding("escape,q", "dismiss", "返回", id="page.back", key_display="Esc"),
)


class Scrolled(DeskScreen):
    """A screen whose `#page` is scrolled by keys."""

    AUTO_FOCUS = "#page"

    @property
    def _page(self) -> VerticalScroll:
        return self.query_one("#page", VerticalScroll)

    def action_scroll(self, by: int) -> None:
        """Some lines down or up."""
        self._page.scroll_relative(y=by, animate=False)

    def action_page(self, by: int) -> None:
        """A page down or up; one line stays in view."""
        self.action_scroll(by * max(1, self._page.size.height - 1))

    def action_edge(self, top: bool) -> None:
        """To the beginning, or to the end."""
        (self._page.scroll_home if top else self._page.scroll_end)(animate=False)


class PageScreen(Scrolled):
    """A heading and a text; lies over the screen it was opened from."""

    DEFAULT_CSS = """
    PageScreen {
        #title { text-style: bold; }
        #page { height: 1fr; padding: 0 1; scrollbar-size-vertical: 1; overflow-x: hidden; }
        #text { height: auto; width: 1fr; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [*SCROLLING]

    def __init__(self, title: str = "", told: Text | None = None) -> None:
        super().__init__()
        self._heading, self._told = title, told or Text()

    def body(self) -> ComposeResult:
        """The heading stays in view; the text scrolls."""
        yield ShownLine(id="title")
        with VerticalScroll(id="page"):
            yield Passage(id="text")

    def on_mount(self) -> None:
        """Show what there is."""
        self.show_page(self._heading, self._told)

    def show_page(self, title: str, told: Text) -> None:
        """Another heading, another text."""
        self._heading, self._told = title, told
        self.query_one("#title", ShownLine).shown = f" {title}"
        self.query_one("#text", Passage).told = told
