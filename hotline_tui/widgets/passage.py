"""Text to be read, folded as Chinese is: anywhere but before a mark that closes.

Rich and Textual fold between words, and take a Chinese sentence for one word: `1. ` would stand
alone on its line, and a sentence begin on the next.
"""

from __future__ import annotations

from rich.cells import cell_len, get_character_cell_size
from rich.text import Text
from textual.app import RenderResult
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

_NOT_FIRST = frozenset("，。、；：？！）】》〉」』”’…—％·,.;:?!)]}%")
_NOT_LAST = frozenset("（【《〈「『“‘([{")


def folds(line: str, cells: int) -> list[int]:
    """Where `line` is to be cut so that each piece takes at most `cells` cells (spaces at a
    piece's end not counted): between characters of two cells, or words."""
    cuts: list[int] = []
    start = chance = used = 0
    for place, char in enumerate(line):
        size = get_character_cell_size(char)
        if place > start and _parts(line[place - 1], char):
            chance = place
        while used + size > cells and char != " " and size and place > start:
            start = chance if chance > start else place
            cuts.append(start)
            used = cell_len(line[start:place])
        used += size
    return cuts


def _parts(before: str, after: str) -> bool:
    """Whether a line may end with `before` and the next one begin with `after`."""
    if after in _NOT_FIRST or before in _NOT_LAST or not get_character_cell_size(after):
        return False
    return before == " " or "wide" in (_width(before), _width(after))


def _width(char: str) -> str:
    return "wide" if get_character_cell_size(char) == 2 else "narrow"


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
