"""Text to be read, folded as Chinese is."""

from __future__ import annotations

from rich.text import Text
from textual.app import RenderResult
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from hotline_tui.widgets.folding import folds


class Passage(Widget):
    """Several lines of text, as high as they need to be; `plain` or `Text`, never markup."""

    DEFAULT_CSS = "Passage { width: 1fr; height: auto; }"

    told: reactive[Text] = reactive(Text, layout=True)
    """What is shown; lines end with a newline."""

    def __init__(self, told: Text | None = None, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.set_reactive(Passage.told, told or Text())
        self._folded: tuple[int, Text, Text] | None = None

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the text takes at that width."""
        return self._at(width).plain.count("\n") + 1

    def render(self) -> RenderResult:
        """The text, folded at the widget's width."""
        return self._at(self.size.width)

    def _at(self, width: int) -> Text:
        if self._folded is None or self._folded[:2] != (width, self.told):
            lines = [
                piece
                for line in self.told.split("\n", allow_blank=True)
                for piece in line.divide(folds(line.plain, max(width, 2)))
            ]
            folded = Text("\n", no_wrap=True, overflow="crop", end="").join(lines)
            self._folded = (width, self.told, folded)
        return self._folded[2]
