"""One line of entry: what `textual.widgets.Input` is, made fit for calls, Chinese and thin lines.

Different from `Input`: a paste of several lines is joined, not cut after the first; a paste that
is too long keeps what fits and says so; hidden characters are shown; Ctrl+Z takes back and Ctrl+Y
does again; the
terminal's own cursor stands where the next character will stand, since an input method draws
its candidates there; nothing blinks; and the control keys that a screen needs (Ctrl+A, D, F, G,
K) are left to the screen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.widgets import Input
from textual.widgets.input import Selection

from hotline_tui.widgets.plain import SIGNS, visible

LIMIT = 1_000
"""Characters that a line takes unless told otherwise: far more than a title or an address needs,
far less than what makes a terminal slow."""

_UNDO_DEPTH = 100
_BREAKS = re.compile("[\r\n\x0b\x0c\x85\u2028\u2029]+")


class _State(NamedTuple):
    """What Ctrl+Z goes back to; `typed` when a run of single characters follows."""

    value: str
    position: int
    typed: bool


class Line(Input, inherit_bindings=False):
    """A one-line entry without a border; its brackets are drawn by `Field`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "cursor_left", show=False),
        Binding("right", "cursor_right", show=False),
        Binding("ctrl+left", "cursor_left_word", show=False),
        Binding("ctrl+right", "cursor_right_word", show=False),
        Binding("home", "home", show=False),
        Binding("end,ctrl+e", "end", show=False),
        Binding("shift+left", "cursor_left(True)", show=False),
        Binding("shift+right", "cursor_right(True)", show=False),
        Binding("ctrl+shift+left", "cursor_left_word(True)", show=False),
        Binding("ctrl+shift+right", "cursor_right_word(True)", show=False),
        Binding("shift+home", "home(True)", show=False),
        Binding("shift+end", "end(True)", show=False),
        Binding("backspace", "delete_left", show=False),
        Binding("delete", "delete_right", show=False),
        Binding("ctrl+w,ctrl+backspace,alt+backspace", "delete_left_word", show=False),
        Binding("ctrl+u", "delete_left_all", show=False),
        Binding("ctrl+z", "undo", show=False),
        Binding("ctrl+y", "redo", show=False),
        Binding("ctrl+x", "cut", show=False),
        Binding("ctrl+c,super+c", "copy", show=False),
        Binding("ctrl+v", "paste", show=False),
        Binding("enter", "submit", show=False),
    ]

    DEFAULT_CSS = """
    Line, Line:ansi {
        border: none !important;
        padding: 0;
        height: 1;
        width: 1fr;
        background: transparent;
        &:focus { background-tint: transparent; }
        & > .input--cursor {
            background: transparent;
            color: $foreground;
            text-style: reverse;
        }
        & > .input--selection {
            background: transparent;
            color: $foreground;
            text-style: reverse;
        }
        & > .input--placeholder { color: $foreground; text-style: dim; }
    }
    """

    class TooLong(Message):
        """Text that did not fit was left out; what fitted was kept."""

        def __init__(self, line: Line, left_out: str) -> None:
            super().__init__()
            self.line = line
            self.left_out = left_out

        @property
        def control(self) -> Line:
            """The line concerned."""
            return self.line

    def __init__(
        self,
        value: str = "",
        *,
        placeholder: str = "",
        password: bool = False,
        max_length: int = LIMIT,
        name: str | None = None,
        id: str | None = None,
        classes: str | None = None,
        disabled: bool = False,
    ) -> None:
        """`max_length` in characters; longer text is cut there and `TooLong` posted."""
        super().__init__(
            value or None,
            placeholder,
            password=password,
            max_length=max_length,
            select_on_focus=False,
            validate_on=(),
            name=name,
            id=id,
            classes=classes,
            disabled=disabled,
        )
        self.cursor_blink = False
        self._past: list[_State] = []
        self._undone: list[_State] = []
        self._mine = self.value

    # ---- what is typed and pasted -------------------------------------------------------

    def replace(self, text: str, start: int, end: int) -> None:
        """Put `text` between `start` and `end`: every key and every paste comes through here."""
        if _BREAKS.search(text):
            text = " ".join(part.strip() for part in _BREAKS.split(text) if part.strip())
        start, end = sorted((max(0, start), min(len(self.value), end)))
        room = max(0, self.max_length - len(self.value) + end - start) if self.max_length else None
        self._remember(typed=len(text) == 1 and start == end)
        super().replace(text[:room], start, end)
        self._mine = self.value
        if room is not None and (left_out := text[room:]):
            self.post_message(self.TooLong(self, left_out))

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        if event.text:
            self.replace(event.text, *self.selection)

    def _remember(self, *, typed: bool) -> None:
        """Keep the present state for Ctrl+Z; a run of typed characters is taken back as one."""
        if self.value != self._mine:  # set from outside: what was before is not this text's past
            self._past.clear()
        self._undone.clear()
        if not (typed and self._past and self._past[-1].typed):
            self._past.append(_State(self.value, self.cursor_position, typed))
            del self._past[:-_UNDO_DEPTH]

    def action_undo(self) -> None:
        """Take back the last change made by hand."""
        self._step(self._past, self._undone)

    def action_redo(self) -> None:
        """Do again what was taken back."""
        self._step(self._undone, self._past)

    def _step(self, source: list[_State], target: list[_State]) -> None:
        if not source or self.value != self._mine:
            return
        state = source.pop()
        target.append(_State(self.value, self.cursor_position, state.typed))
        self.value = self._mine = state.value
        self.cursor_position = state.position

    def _watch_value(self, value: str) -> None:
        # Input lays the whole screen out anew for the size of its text, at every key.
        self.set_reactive(Line.virtual_size, Size(self.content_width, 1))
        super()._watch_value(value)

    # ---- where the cursor stands --------------------------------------------------------

    def _shown(self, text: str) -> str:
        """`text` as it is drawn, each character on its own."""
        return "•" * len(text) if self.password else text.translate(SIGNS)

    def _position_to_cell(self, position: int) -> int:
        return cell_len(self._shown(self.value[:position]))

    def _cell_offset_to_index(self, offset: int) -> int:
        cells = -self.scroll_offset.x
        for index, char in enumerate(self.value):
            cells += cell_len(self._shown(char))
            if offset < cells:
                return index
        return len(self.value)

    @property
    def content_width(self) -> int:
        """Cells of the text and of the cursor after it."""
        return self._position_to_cell(len(self.value)) + 1

    @property
    def _cursor_offset(self) -> int:
        # Input adds one at the end of the text to scroll far enough; the room for the cursor
        # is in content_width already, and the terminal's cursor would stand one cell off.
        return self._position_to_cell(self.cursor_position)

    def _watch_selection(self, selection: Selection) -> None:
        if self.is_mounted:
            self.app.clear_selection()
            self._show_cursor()

    def _show_cursor(self) -> None:
        """Scroll so that the whole character at the cursor is seen, then place the terminal's."""
        width = self.scrollable_content_region.width
        if width > 0:
            at = self._cursor_offset
            under = self.value[self.cursor_position : self.cursor_position + 1] or " "
            rightmost = at + max(1, cell_len(self._shown(under))) - width
            scroll = min(at, max(rightmost, self.scroll_offset.x))
            self.scroll_to(x=scroll, animate=False, force=True)
        self._place_cursor()

    def _place_cursor(self) -> None:
        """Tell the terminal where its cursor is, once scrolling is done: Input does it before,
        and for fields without the focus too."""
        if self.has_focus and self.app.cursor_position != self.cursor_screen_offset:
            self.app.cursor_position = self.cursor_screen_offset
            self.refresh(Region(0, 0, 1, 1))  # the terminal learns of it with what is painted

    def _on_focus(self, event: events.Focus) -> None:
        self._show_cursor()
        self.call_after_refresh(self._place_cursor)  # the focus may have scrolled the form

    def _on_resize(self, event: events.Resize) -> None:
        self._show_cursor()

    # ---- how it looks -------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """The visible part of the line; no markup, no highlighter, no Rich console."""
        base = self.rich_style
        width = self.scrollable_content_region.width
        if y != 0:
            return Strip.blank(self.size.width, base)
        if not self.value and self.placeholder and not self.has_focus:
            style = base + self.get_component_rich_style("input--placeholder", partial=True)
            segments = [Segment(visible(self.placeholder), style)]
        else:
            segments = list(self._segments(base))
        strip = Strip(segments).extend_cell_length(self.scroll_offset.x + width, base)
        return strip.crop(self.scroll_offset.x, self.scroll_offset.x + width)

    def _segments(self, base: Style) -> Iterator[Segment]:
        """The text cut where selection and cursor begin and end."""
        text, cursor = self.value + " ", self.cursor_position
        if not self.has_focus:
            yield Segment(self._shown(text), base)
            return
        start, end = sorted(self.selection)
        marked = self.get_component_rich_style("input--selection", partial=True)
        under = self.get_component_rich_style("input--cursor", partial=True)
        cuts = sorted({0, start, end, cursor, cursor + 1, len(text)})
        for left, right in pairwise(cuts):
            style = base
            if start <= left < end:
                style += marked
            if left == cursor:
                style += under if start == end else Style(underline=True)
            yield Segment(self._shown(text[left:right]), style)
