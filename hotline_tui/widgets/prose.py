"""Entry of several lines: the course of events, a demand, an opinion.

`textual.widgets.TextArea` without border, line numbers and highlighting, which leaves the tab
key and the screen's control and function keys alone, keeps what fits of a paste that is too long
and says what did not, and never sends a hidden character to the terminal.
"""

from __future__ import annotations

import re
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.document._document import EditResult, Location
from textual.document._edit import Edit
from textual.geometry import Offset, Region
from textual.message import Message
from textual.widgets import TextArea
from textual.widgets.text_area import Selection

from hotline_tui.widgets.plain import SIGNS

LIMIT = 10_000
"""Characters that a text takes unless told otherwise."""

SOMETHING_HIDDEN = "␦"
"""Stands for one hidden character that has no sign of its own of one cell."""

_LINE_ENDS = re.compile("\r\n?")
_VEIL = 0xF0000


class _Veils(dict[int, str]):
    """Hidden character → a private-use one, which is one cell wide and does nothing.

    The document holds these, so that wrapping, cursor and drawing agree on every width, and the
    text that comes out is the text that went in.
    """

    def __missing__(self, point: int) -> str:
        sign = SIGNS[point]
        if (sign == chr(point) and point < _VEIL) or point in (0x09, 0x0A):
            self[point] = chr(point)
        else:
            veil = _VEIL + len(_BARE)
            self[point] = chr(veil)
            _BARE[veil] = chr(point)
            _DRAWN[veil] = sign if len(sign) == 1 else SOMETHING_HIDDEN
        return self[point]


_BARE: dict[int, str] = {}
_DRAWN: dict[int, str] = {}
_VEILS = _Veils()


def _veiled(text: str) -> str:
    return _LINE_ENDS.sub("\n", text).translate(_VEILS)


class Prose(TextArea, inherit_bindings=False):
    """A text of several lines, wrapped softly; its brackets are drawn by `Field`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "cursor_up", show=False),
        Binding("down", "cursor_down", show=False),
        Binding("left", "cursor_left", show=False),
        Binding("right", "cursor_right", show=False),
        Binding("ctrl+left", "cursor_word_left", show=False),
        Binding("ctrl+right", "cursor_word_right", show=False),
        Binding("home", "cursor_line_start", show=False),
        Binding("end,ctrl+e", "cursor_line_end", show=False),
        Binding("pageup", "cursor_page_up", show=False),
        Binding("pagedown", "cursor_page_down", show=False),
        Binding("shift+up", "cursor_up(True)", show=False),
        Binding("shift+down", "cursor_down(True)", show=False),
        Binding("shift+left", "cursor_left(True)", show=False),
        Binding("shift+right", "cursor_right(True)", show=False),
        Binding("ctrl+shift+left", "cursor_word_left(True)", show=False),
        Binding("ctrl+shift+right", "cursor_word_right(True)", show=False),
        Binding("shift+home", "cursor_line_start(True)", show=False),
        Binding("shift+end", "cursor_line_end(True)", show=False),
        Binding("backspace", "delete_left", show=False),
        Binding("delete", "delete_right", show=False),
        Binding("ctrl+w,ctrl+backspace,alt+backspace", "delete_word_left", show=False),
        Binding("ctrl+u", "delete_to_start_of_line", show=False),
        Binding("ctrl+z", "undo", show=False),
        Binding("ctrl+y", "redo", show=False),
        Binding("ctrl+x", "cut", show=False),
        Binding("ctrl+c,super+c", "copy", show=False),
        Binding("ctrl+v", "paste", show=False),
    ]

    DEFAULT_CSS = """
    Prose, Prose:ansi {
        border: none !important;
        width: 1fr;
        height: 3;
        padding: 0;
        background: transparent;
        scrollbar-size-vertical: 1;
        & .text-area--cursor, & .text-area--selection {
            background: transparent;
            color: $foreground;
            text-style: reverse;
        }
    }
    """

    class TooLong(Message):
        """Text that did not fit was left out; what fitted was kept."""

        def __init__(self, prose: Prose, left_out: str) -> None:
            super().__init__()
            self.prose = prose
            self.left_out = left_out

        @property
        def control(self) -> Prose:
            """The entry concerned."""
            return self.prose

    def __init__(
        self,
        text: str = "",
        *,
        max_length: int = LIMIT,
        name: str | None = None,
        id: str | None = None,
        classes: str | None = None,
        disabled: bool = False,
    ) -> None:
        """`max_length` in characters; a longer paste is cut there and `TooLong` posted."""
        super().__init__(
            _veiled(text),
            name=name,
            id=id,
            classes=classes,
            disabled=disabled,
            highlight_cursor_line=False,
        )
        self.max_length = max_length
        self.cursor_blink = False
        self.match_cursor_bracket = False
        self.move_cursor(self.document.end)

    @property
    def text(self) -> str:
        """The whole text, as it came in, lines ended by `\\n`."""
        return self.document.text.translate(_BARE)

    @text.setter
    def text(self, value: str) -> None:
        self.load_text(value)

    def load_text(self, text: str) -> None:
        """Replace everything, with the cursor at the end; nothing before can be undone."""
        super().load_text(_veiled(text))
        self.move_cursor(self.document.end)

    def get_text_range(self, start: Location, end: Location) -> str:
        """The text between two places, as it came in."""
        return super().get_text_range(start, end).translate(_BARE)

    def edit(self, edit: Edit) -> EditResult:
        """Carry out `edit`; every key and every paste comes through here."""
        replaced = self.document.get_text_range(edit.top, edit.bottom)
        room = max(0, self.max_length - len(self.document.text) + len(replaced))
        text = _LINE_ENDS.sub("\n", edit.text)
        edit.text = _veiled(text[:room])
        if text[room:]:
            self.post_message(self.TooLong(self, text[room:]))
        return super().edit(edit)

    def get_line(self, line_index: int) -> Text:
        """One line as it is drawn."""
        return Text(self.document.get_line(line_index).translate(_DRAWN), end="", no_wrap=True)

    def find_matching_bracket(self, bracket: str, search_from: Location) -> Location | None:
        """None: brackets are not marked, and searching a long text costs time at every key."""
        return None

    # TextArea moves the terminal's cursor, where an input method draws, without the focus too.

    def _watch_selection(self, previous_selection: Selection, selection: Selection) -> None:
        before = self.app.cursor_position if self.is_mounted else Offset()
        super()._watch_selection(previous_selection, selection)
        if self.is_mounted and not self.has_focus:
            self.app.cursor_position = before

    def _watch_scroll_x(self) -> None:
        self._place_cursor()

    def _watch_scroll_y(self) -> None:
        self._place_cursor()

    def _on_focus(self, event: events.Focus) -> None:
        self.call_after_refresh(self._place_cursor)  # the focus may have scrolled the form

    def _on_resize(self) -> None:
        super()._on_resize()
        self.scroll_cursor_visible()
        self.call_after_refresh(self._place_cursor)

    def _place_cursor(self) -> None:
        if self.has_focus and self.app.cursor_position != self.cursor_screen_offset:
            self.app.cursor_position = self.cursor_screen_offset
            self.refresh(Region(0, 0, 1, 1))  # the terminal learns of it with what is painted
