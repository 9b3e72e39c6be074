"""Text from outside is never code: the one way from such text to something a widget may show.

A caller's words, a letter from the portal or a knowledge article may hold Textual markup
(`[/foo]` crashes a widget that parses it), terminal escapes, marks that turn the direction of
reading, signs of no width, or halves of a surrogate pair. Here they become visible signs, and
the result is a `rich.text.Text`, which no widget parses.

Only what changes nothing but the drawing of the sign before it (variation selectors, skin tones
and joiners among emoji) is left out: terminals disagree about its width, and one wrong width
shifts the whole line.
"""

from __future__ import annotations

import re
import unicodedata

from rich.cells import cell_len, get_character_cell_size
from rich.text import Text

NEWLINE = "⏎"
ELLIPSIS = "…"

_LINE_ENDS = re.compile("\r\n?|[\n\x85\u2028\u2029]")
_EMOJI_GLUE = re.compile(
    "(?<=[\u203c-\u3299\U0001f000-\U0001faff])[\u200d\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]+"
)
_HAN_VARIANT = re.compile(
    "(?<=[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])[\ufe00-\ufe02\U000e0100-\U000e01ef]"
)
_MARK = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_LOOSE_MARK = re.compile(f"(?m:^)(?=[{_MARK}])")
_PILED_MARKS = re.compile(f"([{_MARK}]{{3}})([{_MARK}]+)")

# Invisible, although Unicode calls them letters or marks: fillers and selectors.
_BLANK_LETTERS = frozenset(
    (
        *(0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0),
        *range(0x180B, 0x1810),
        *range(0xFE00, 0xFE0E),
        *range(0x1F3FB, 0x1F400),
        *range(0xE0100, 0xE01F0),
    )
)
_SELECTORS = frozenset([0xFE0E, 0xFE0F])
_HIDDEN_CATEGORIES = frozenset(["Cc", "Cf", "Cs", "Zl", "Zp"])


class _Signs(dict[int, str]):
    """Code point → what is shown for it; filled as characters are met."""

    def __missing__(self, point: int) -> str:
        sign = self[point] = _sign(point)
        return sign


def _sign(point: int) -> str:
    if point < 0x20:
        return chr(0x2400 + point)
    if point == 0x7F:
        return "␡"
    if point in _SELECTORS:
        return ""
    is_noncharacter = point & 0xFFFE == 0xFFFE or 0xFDD0 <= point <= 0xFDEF
    hidden = unicodedata.category(chr(point)) in _HIDDEN_CATEGORIES
    if hidden or is_noncharacter or point in _BLANK_LETTERS:
        return f"⟨U+{point:04X}⟩"
    return chr(point)


SIGNS = _Signs()
"""Table for `str.translate`: each character on its own, so that a place in the text can be
turned into a place on the screen (an input field needs that)."""


def visible(text: str, *, multiline: bool = False) -> str:
    """`text` with everything hidden or active in it made visible; safe for any terminal.

    Line ends become `⏎`, or stay as `\\n` with `multiline`. The result may be longer than
    `text`; visible text passes unchanged.
    """
    if text.isascii() and text.isprintable():
        return text
    lines = [_visible_line(line) for line in _LINE_ENDS.split(text)]
    return ("\n" if multiline else NEWLINE).join(lines)


def _visible_line(line: str) -> str:
    line = _HAN_VARIANT.sub("", _EMOJI_GLUE.sub("", line))
    line = _PILED_MARKS.sub(lambda marks: f"{marks[1]}⟨+{len(marks[2])}⟩", line)
    return _LOOSE_MARK.sub("◌", line.translate(SIGNS))


def plain(text: str, style: str = "", *, multiline: bool = False) -> Text:
    """Outside text as something that every widget may show: nothing in it is parsed.

    `style` is a Rich style for the whole; `multiline` keeps the line ends.
    """
    return Text(visible(text, multiline=multiline), style, end="")


def clip(text: str, cells: int) -> str:
    """`text` made visible, on one line, in at most `cells` cells; what is cut ends with `…`."""
    if cells <= 0:
        return ""
    # No more characters than this can matter: each but the hidden ones takes a cell.
    shown = visible(text[: 4 * cells + 16])
    complete = len(text) <= 4 * cells + 16
    if complete and cell_len(shown) <= cells:
        return shown
    taken = 0
    for index, char in enumerate(shown):
        taken += get_character_cell_size(char)
        if taken > cells - 1:
            return shown[:index] + ELLIPSIS
    return shown + ELLIPSIS


def fit(text: str, cells: int, *, right: bool = False) -> str:
    """`text` clipped to `cells` cells and filled with spaces to exactly that width.

    `right` sets it at the right edge, as figures are.
    """
    shown = clip(text, cells)
    padding = " " * (max(cells, 0) - cell_len(shown))
    return padding + shown if right else shown + padding
