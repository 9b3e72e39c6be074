"""Small dialogs by keyboard alone: a line to type, a yes or no. Esc leaves with nothing done."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from hotline_tui.widgets.line import Line
from hotline_tui.widgets.plain import plain

_CSS = """
    align: center middle;
    background: transparent;
    & > Vertical {
        width: 64; max-width: 100%; height: auto;
        border: solid $foreground; padding: 0 1; background: ansi_default;
    }
    & Static { width: 1fr; height: auto; }
"""


class Ask(ModalScreen[str | None]):
    """Asks for one line; gives the text, or None when the person went back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "返回", id="ask.back"),
    ]
    DEFAULT_CSS = f"Ask {{ {_CSS} }}"

    def __init__(
        self, title: str, value: str = "", *, hint: str = "", required: bool = True
    ) -> None:
        super().__init__()
        self._title, self._value, self._hint, self._required = title, value, hint, required

    def compose(self) -> ComposeResult:
        """The question, the line, what the keys do."""
        with Vertical():
            yield Static(plain(self._title))
            yield Line(self._value)
            yield Static(plain(self._hint or "Enter 确定　Esc 返回"), id="hint")

    @on(Line.Submitted)
    def _given(self, event: Line.Submitted) -> None:
        event.stop()
        if event.value.strip() or not self._required:
            self.dismiss(event.value.strip())
        else:
            self.query_one("#hint", Static).update(plain("这里不能空着。Esc 返回"))


class Confirm(ModalScreen[bool]):
    """Asks yes or no; Enter and y say yes, everything else that leaves says no."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,y", "dismiss(True)", "是", id="confirm.yes"),
        Binding("escape,n", "dismiss(False)", "否", id="confirm.no"),
    ]
    DEFAULT_CSS = f"Confirm {{ {_CSS} }}"

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title

    def compose(self) -> ComposeResult:
        """The question and what the keys do."""
        with Vertical():
            yield Static(plain(self._title, multiline=True))
            yield Static(plain("Enter 是　Esc 否"))
