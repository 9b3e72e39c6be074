"""The worklist of a queue: rows known by their key, which keeps its place while it refreshes.

`textual.widgets.DataTable` repaints itself whole when one cell changes, parses a `str` as markup,
and has no column that takes the room that is left. Here a refresh with nothing new costs nothing,
a changed row repaints its one line, and only the lines in view are ever drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from hotline_tui.widgets.plain import clip, fit

NEAR_END = 20
"""`NearEnd` is posted when fewer rows than this come after the picked one."""

Cell = str | Text
"""Text from anywhere; a `Text` brings one style for the whole cell."""

Row = tuple[str, Sequence[Cell]]
"""A row's key and its cells."""

_PICKED = Style(reverse=True)


@dataclass(frozen=True, slots=True)
class Column:
    """`width` in cells; 0 takes the room that is left. `right` sets figures at the right edge."""

    title: str
    width: int = 0
    right: bool = False


@dataclass(frozen=True, slots=True)
class _Line:
    key: str
    cells: tuple[tuple[str, str | Style], ...]


class Worklist(ScrollView, can_focus=True):
    """A table of one picked row, moved by keys."""

    ALLOW_SELECT = False

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "上一行", show=False),
        Binding("down,j", "move(1)", "下一行", show=False),
        Binding("pageup", "page(-1)", "上一页", show=False),
        Binding("pagedown", "page(1)", "下一页", show=False),
        Binding("home", "move(-1000000)", "第一行", show=False),
        Binding("end", "move(1000000)", "最后一行", show=False),
        Binding("enter", "open", "打开", show=False),
    ]

    DEFAULT_CSS = """
    Worklist {
        height: 1fr;
        width: 1fr;
        overflow: hidden;
        scrollbar-size: 0 0;
        background: transparent;
        color: $foreground;
    }
    """

    @dataclass
    class Moved(Message):
        """Another row is picked; `key` is None when there is no row."""

        worklist: Worklist
        key: str | None

        @property
        def control(self) -> Worklist:
            """The table concerned."""
            return self.worklist

    @dataclass
    class Opened(Message):
        """Enter was pressed on a row."""

        worklist: Worklist
        key: str

        @property
        def control(self) -> Worklist:
            """The table concerned."""
            return self.worklist

    @dataclass
    class NearEnd(Message):
        """The rows are nearly used up; posted once for each number of rows."""

        worklist: Worklist

        @property
        def control(self) -> Worklist:
            """The table concerned."""
            return self.worklist

    def __init__(
        self,
        *columns: Column,
        empty: str = "",
        name: str | None = None,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """`empty` is shown while there is no row."""
        super().__init__(name=name, id=id, classes=classes)
        self.columns = columns
        self._empty = empty
        self._lines: tuple[_Line, ...] = ()
        self._places: dict[str, int] = {}
        self._cursor = 0
        self._asked_at = -1

    # ---- what is in it ------------------------------------------------------------------

    @property
    def picked(self) -> str | None:
        """The key of the picked row."""
        return self._lines[self._cursor].key if self._lines else None

    @property
    def place(self) -> tuple[int, int]:
        """The picked row's number, from 1, and the number of rows."""
        return (self._cursor + 1 if self._lines else 0, len(self._lines))

    @property
    def keys(self) -> tuple[str, ...]:
        """The rows' keys, in the order shown."""
        return tuple(self._places)

    def show(self, rows: Sequence[Row]) -> None:
        """Show `rows`, keys unique: the picked row stays picked, the view stays where it is.

        When the picked row is gone, the next one that is left is picked.
        """
        lines = tuple(_Line(key, tuple(map(_told, cells))) for key, cells in rows)
        if lines == self._lines:
            return
        before, shown_before = self.picked, self._in_view()
        was_seen = self._lines and 0 <= self._cursor - self.scroll_offset.y < self._page
        places = {line.key: place for place, line in enumerate(lines)}
        if len(places) != len(lines):
            raise ValueError("two rows of a worklist have the same key")
        cursor = self._cursor_in(places)
        self._lines, self._places, self._cursor = lines, places, cursor
        self.virtual_size = Size(self.size.width, len(lines) + 1)
        if was_seen:
            self._follow()
        self._repaint(shown_before)
        if self.picked != before:
            self.post_message(self.Moved(self, self.picked))
        self._ask_for_more()

    def pick(self, key: str) -> bool:
        """Put the cursor on a row; False when there is none of that key."""
        if key in self._places:
            self._go(self._places[key])
        return key in self._places

    def _cursor_in(self, places: dict[str, int]) -> int:
        for line in self._lines[self._cursor :]:
            if line.key in places:
                return places[line.key]
        return max(0, len(places) - 1) if self._lines else 0

    # ---- keys ---------------------------------------------------------------------------

    def action_move(self, by: int) -> None:
        """Go `by` rows down, or up."""
        self._go(self._cursor + by)

    def action_page(self, by: int) -> None:
        """Go `by` pages down, or up; one row of the former page stays in view."""
        self._go(self._cursor + by * max(1, self._page - 1))

    def action_open(self) -> None:
        """Tell that Enter was pressed on the picked row."""
        if self.picked is not None:
            self.post_message(self.Opened(self, self.picked))

    async def _on_click(self, event: events.Click) -> None:
        place = event.y - 1 + self.scroll_offset.y
        if event.y and place < len(self._lines):
            self._go(place)

    def _go(self, place: int) -> None:
        place = min(max(place, 0), len(self._lines) - 1)
        if place in (self._cursor, -1):
            return
        shown_before = self._in_view()
        self._cursor = place
        self._follow()
        self._repaint(shown_before)
        self.post_message(self.Moved(self, self.picked))
        self._ask_for_more()

    def _ask_for_more(self) -> None:
        count = len(self._lines)
        if count - self._cursor <= NEAR_END and count != self._asked_at:
            self._asked_at = count
            self.post_message(self.NearEnd(self))

    # ---- the view -----------------------------------------------------------------------

    @property
    def _page(self) -> int:
        """Rows that fit below the header."""
        return max(1, self.size.height - 1)

    def _follow(self) -> None:
        """Scroll as little as needed to have the cursor in view."""
        top = min(max(self.scroll_offset.y, self._cursor - self._page + 1), self._cursor)
        self.scroll_to(y=top, animate=False, force=True)

    def _in_view(self) -> list[tuple[_Line, bool] | None]:
        top = self.scroll_offset.y
        places = range(top, top + self._page)
        lines, cursor = self._lines, self._cursor
        return [(lines[at], at == cursor) if at < len(lines) else None for at in places]

    def _repaint(self, before: list[tuple[_Line, bool] | None]) -> None:
        """Repaint the lines that no longer show what they showed."""
        now = self._in_view()
        for y, (old, new) in enumerate(zip(before, now, strict=False), 1):
            if old != new or (y == 1 and new is None):
                self.refresh(Region(0, y, self.size.width, 1))

    def _on_resize(self, event: events.Resize) -> None:
        self.virtual_size = Size(event.size.width, len(self._lines) + 1)
        self._follow()

    def _on_focus(self, event: events.Focus) -> None:
        self._repaint_cursor()

    def _on_blur(self, event: events.Blur) -> None:
        self._repaint_cursor()

    def _repaint_cursor(self) -> None:
        self.refresh(Region(0, self._cursor - self.scroll_offset.y + 1, self.size.width, 1))

    def render_line(self, y: int) -> Strip:
        """The header, or one row: mark and first cell are reversed where the cursor is."""
        base, width = self.rich_style, self.size.width
        place = self.scroll_offset.y + y - 1
        if y == 0:
            segments = self._segments(
                [(column.title, "bold") for column in self.columns], " ", base
            )
        elif place < len(self._lines):
            is_picked = place == self._cursor
            segments = self._segments(self._lines[place].cells, "▸" if is_picked else " ", base)
            if is_picked and self.has_focus:
                segments[:2] = [
                    Segment(one.text, (one.style or base) + _PICKED) for one in segments[:2]
                ]
        elif y == 1 and not self._lines:
            segments = [Segment(" " + clip(self._empty, width - 1), base)]
        else:
            segments = []
        return Strip(segments).adjust_cell_length(width, base)

    def _segments(
        self, cells: Sequence[tuple[str, str | Style]], mark: str, base: Style
    ) -> list[Segment]:
        segments = [Segment(mark, base)]
        for (text, style), column, width in zip(cells, self.columns, self._widths(), strict=False):
            fitted = fit(text, width, right=column.right)
            own = Style.parse(style) if isinstance(style, str) else style
            segments += [Segment(fitted, base + own), Segment(" ", base)]
        return segments

    def _widths(self) -> list[int]:
        """The columns' widths: those of width 0 share what the others leave."""
        fixed = sum(column.width + 1 for column in self.columns) + 1
        open_columns = sum(not column.width for column in self.columns)
        left = max(0, self.size.width - fixed) // max(1, open_columns)
        return [column.width or left for column in self.columns]


def _told(cell: Cell) -> tuple[str, str | Style]:
    return (cell, "") if isinstance(cell, str) else (cell.plain, cell.style)
