"""The list that drops down from a `Chooser`: numbered, at most six rows, over what lies there."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from hotline_tui.widgets.plain import clip, fit, visible

ROWS = 6
"""Candidates shown at once; whoever wants another one types one more letter."""

_NARROWEST, _WIDEST = 16, 60
_HINT = Style(dim=True)
_PICKED = Style(reverse=True)


class Candidates(Widget):
    """Rows of text and hint; the picked one carries `▸` and is reversed."""

    DEFAULT_CSS = """
    Candidates {
        overlay: screen;
        constrain: inside none;
        display: none;
        width: 16;
        height: 1;
        background: $panel;
        color: $foreground;
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[tuple[str, str], ...] = ()
        self._picked = 0

    def show(self, rows: Sequence[tuple[str, str]], picked: int, *, under: Region) -> None:
        """Show (text, hint) `rows` below the region `under`, or above it where room is wanting.

        `picked` is the row under the cursor, -1 for none.
        """
        if (tuple(rows), picked) == (self._rows, self._picked) and self.display:
            return
        self._rows, self._picked = tuple(rows[:ROWS]), picked
        width = max((4 + cell_len(visible(f"{row}{hint}")) for row, hint in self._rows), default=0)
        height = len(self._rows)
        below = self.screen.size.height - under.bottom
        self.styles.width = min(_WIDEST, max(_NARROWEST, width))
        self.styles.height = height
        self.styles.offset = (0, -height - under.height if below < height <= under.y else 0)
        self.display = True
        self.refresh()

    def hide(self) -> None:
        """Take the list away."""
        self.display = False

    def render_line(self, y: int) -> Strip:
        """One candidate: mark, text, and the hint at the right."""
        if y >= len(self._rows):
            return Strip.blank(self.size.width, self.rich_style)
        text, hint = self._rows[y]
        width = self.size.width
        style = self.rich_style + _PICKED if y == self._picked else self.rich_style
        mark = "▸" if y == self._picked else "│"
        right = clip(hint, width // 2)
        left = fit(text, width - 2 - cell_len(right))
        return Strip(
            [
                Segment(f"{mark}{left}", style),
                Segment(right, style if y == self._picked else style + _HINT),
                Segment("│", style),
            ]
        ).adjust_cell_length(width, style)
