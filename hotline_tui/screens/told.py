"""Lines of text from anywhere, each cut to the width."""

from __future__ import annotations

from rich.text import Text
from textual.app import RenderResult
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from hotline_tui.widgets.plain import clip


class Told(Widget):
    """As high as it has lines, unless a stylesheet says otherwise; repaints only on change."""

    DEFAULT_CSS = "Told { height: auto; width: 1fr; }"

    lines: reactive[tuple[str, ...]] = reactive((), repaint=False)

    def watch_lines(self, before: tuple[str, ...], now: tuple[str, ...]) -> None:
        """Only another number of lines moves what lies below."""
        self.refresh(layout=len(before) != len(now))

    def render(self) -> RenderResult:
        """The lines."""
        width = self.size.width
        return Text("\n", end="").join(Text(clip(one, width), no_wrap=True) for one in self.lines)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """One row for each line."""
        return len(self.lines)
