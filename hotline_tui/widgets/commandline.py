"""The prompt `:` in the last row: one line, a memory of former lines, gone when not needed."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from hotline_tui.widgets.line import Line

_REMEMBERED = 100


class CommandLine(Horizontal):
    """Lies over the screen's last row while it is open; posts what was given."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "返回", id="prompt.back"),
        Binding("up", "recall(-1)", "上一条", show=False),
        Binding("down", "recall(1)", "下一条", show=False),
    ]

    DEFAULT_CSS = """
    CommandLine {
        overlay: screen;
        constrain: inside inside;
        display: none;
        width: 100%;
        height: 1;
        background: $background;
        color: $foreground;
        & > Static { width: 1; text-style: bold; }
    }
    """

    class Given(Message):
        """A line was entered; never empty."""

        def __init__(self, command_line: CommandLine, text: str) -> None:
            super().__init__()
            self.command_line = command_line
            self.text = text

        @property
        def control(self) -> CommandLine:
            """The prompt."""
            return self.command_line

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._line = Line()
        self._former: list[str] = []
        self._at = 0
        self._typed = ""
        self._back: Widget | None = None

    def compose(self) -> ComposeResult:
        """The prompt and the line."""
        yield Static(":", markup=False)
        yield self._line

    def open(self, text: str = "") -> None:
        """Show the prompt with `text` in it; the focus comes back where it was afterwards."""
        if not self.display:
            self._back = self.screen.focused
        self._at, self._typed = len(self._former), ""
        self._line.value = text
        self.display = True
        self.styles.offset = (0, self.screen.size.height)
        self._line.focus()

    def action_close(self) -> None:
        """Take the prompt away; what was typed can be recalled."""
        self._remember(self._line.value.strip())
        self._hide()

    def on_input_submitted(self, event: Line.Submitted) -> None:
        """Post what was entered."""
        event.stop()
        text = event.value.strip()
        self._remember(text)
        self._hide()
        if text:
            self.post_message(self.Given(self, text))

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Whoever goes elsewhere needs the last row again."""
        self.display = False

    def action_recall(self, by: int) -> None:
        """Go through the former lines; after the newest comes what was being typed."""
        if self._at == len(self._former):
            self._typed = self._line.value
        self._at = min(max(self._at + by, 0), len(self._former))
        lines = [*self._former, self._typed]
        self._line.value = lines[self._at]
        self._line.cursor_position = len(lines[self._at])

    def _remember(self, text: str) -> None:
        if text:
            self._former = [line for line in self._former if line != text][1 - _REMEMBERED :]
            self._former.append(text)

    def _hide(self) -> None:
        self.display = False
        if self._back is not None and self._back.is_attached:
            self._back.focus()
        self._back = None
