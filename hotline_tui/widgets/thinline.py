"""What a terminal already shows is not sent again: a few bytes for a key, over any line.

Textual repaints whole widgets. `Frame` remembers each cell that the terminal shows and turns an
update into the cells that differ: a key in a field costs some 30 bytes instead of 100 to 1 000.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from rich.cells import get_character_cell_size
from rich.color import ColorSystem
from rich.style import Style
from textual.strip import Strip

from hotline_tui.widgets.compositing import Piece

Cell = tuple[str, str]
"""What stands in a cell ("" in the second cell of a wide character), and how, as SGR codes."""

BLANK: Cell = (" ", "")

_GAP = 6
"""Cells that are sent again rather than jumped over: a jump costs as many bytes."""

_ERASE_FROM = 4
"""Blank cells at the end of a line from which erasing is shorter."""


class Frame:
    """The cells that the terminal shows."""

    def __init__(self) -> None:
        self._rows: list[list[Cell]] = []
        self._width = 0

    def forget(self) -> None:
        """The terminal may show anything: the next whole update clears it and sends all."""
        self._rows = []

    def update(self, pieces: Iterable[Piece], width: int, height: int, colours: ColorSystem) -> str:
        """The bytes that bring the terminal from what it shows to `pieces`."""
        out: list[str] = []
        if (self._width, len(self._rows)) != (width, height):
            self._width, self._rows = width, [[BLANK] * width for _ in range(height)]
            out.append("\x1b[0m\x1b[2J")
        for y, left, right, line in pieces:
            if y < height:
                out += self._line(y, left, right, _cells(line, width, colours))
        return "".join(out)

    def _line(self, y: int, left: int, right: int, new: list[Cell]) -> Iterator[str]:
        old = self._rows[y]
        left, right = max(left, 0), min(right, self._width)
        while left > 0 and not new[left][0]:
            left -= 1
        while right < self._width and not new[right][0]:
            right += 1
        for start, end in list(_runs(old, new, left, right)):
            old[start:end] = new[start:end]
            yield f"\x1b[{y + 1};{start + 1}H{_sent(new, start, end)}"


def _runs(old: list[Cell], new: list[Cell], left: int, right: int) -> Iterator[tuple[int, int]]:
    """Where `new` differs from `old`, whole characters, near runs joined."""
    start = end = -1
    for x in range(left, right):
        if old[x] == new[x]:
            continue
        if start >= 0 and x - end > _GAP:
            yield _whole(old, new, start, end)
            start = -1
        start = x if start < 0 else start
        end = x + 1
    if start >= 0:
        yield _whole(old, new, start, end)


def _whole(old: list[Cell], new: list[Cell], start: int, end: int) -> tuple[int, int]:
    """Widen a run so that it neither begins nor ends within a character, old or new."""
    while start > 0 and not (old[start][0] and new[start][0]):
        start -= 1
    while end < len(new) and not (old[end][0] and new[end][0]):
        end += 1
    return start, end


def _sent(cells: list[Cell], start: int, end: int) -> str:
    """The cells from `start` to `end` as bytes that begin and end with no style."""
    last = end
    while last > start and cells[last - 1] == BLANK:
        last -= 1
    erase = end - last >= _ERASE_FROM and all(cell == BLANK for cell in cells[end:])
    end = last if erase else end
    out, now = [], ""
    for text, style in cells[start:end]:
        if style != now:
            out.append("\x1b[0m" if not style else f"\x1b[{'0;' if now else ''}{style}m")
            now = style
        out.append(text)
    if now:
        out.append("\x1b[0m")
    if erase:
        out.append("\x1b[K")
    return "".join(out)


def _cells(line: Strip, width: int, colours: ColorSystem) -> list[Cell]:
    cells: list[Cell] = []
    for text, style, _ in line:
        code = _code(style, colours) if style else ""
        if text.isascii():
            cells += [(char, code) for char in text]
            continue
        for char in text:
            size = get_character_cell_size(char)
            if size:
                cells.append((char, code))
            elif cells:
                _add_mark(cells, char)
            if size == 2:
                cells.append(("", code))
    if len(cells) < width:
        cells += [BLANK] * (width - len(cells))
    return cells


def _add_mark(cells: list[Cell], mark: str) -> None:
    """A sign of no width belongs to the character before it."""
    at = len(cells) - 1
    while at > 0 and not cells[at][0]:
        at -= 1
    cells[at] = (cells[at][0] + mark, cells[at][1])


@lru_cache(maxsize=4096)
def _code(style: Style, colours: ColorSystem) -> str:
    """The SGR codes of a style; none for the terminal's own colours, which a reset brings."""
    codes = [Strip.render_ansi(style.without_color, colours)]
    if style.color is not None and not style.color.is_default:
        codes += style.color.downgrade(colours).get_ansi_codes()
    if style.bgcolor is not None and not style.bgcolor.is_default:
        codes += style.bgcolor.downgrade(colours).get_ansi_codes(foreground=False)
    return ";".join(filter(None, codes))
