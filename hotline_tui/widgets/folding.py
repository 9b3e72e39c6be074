"""Where Chinese text is folded: anywhere but before a mark that closes.

Rich and Textual fold between words, and take a Chinese sentence for one word: `1. ` would stand
alone on its line, and a sentence begin on the next. Without Textual, as commands fold too.
"""

from __future__ import annotations

from rich.cells import cell_len, get_character_cell_size

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
        if not size and used > cells and place - 1 > start:
            # A mark belongs to the space before it, which then counts.
            start = place - 1
            cuts.append(start)
            used = cell_len(line[start:place])
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
