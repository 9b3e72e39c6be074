"""Small dialogs in the middle of the screen: a reason in one line, a yes or no, a notice.

Escape leaves each of them; where something has been typed it asks to be pressed twice.
"""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from hotline_tui.widgets.line import Line
from hotline_tui.widgets.plain import plain

Answer = TypeVar("Answer")


class Dialog(ModalScreen[Answer]):
    """A box in the middle; what lies around it stays as it is and is not painted again."""

    DEFAULT_CSS = """
    Dialog, Dialog:ansi {
        align: center middle;
        background: transparent;
        & > #dialog {
            width: 64; max-width: 100%; height: auto; max-height: 90%;
            border: solid $foreground;
            padding: 0 1;
            background: $background;
        }
        & #said { height: auto; max-height: 12; scrollbar-size-vertical: 1; }
        & Static { height: auto; }
        & #answer { width: 1fr; }
        & #keys { margin-top: 1; }
    }
    """

    def __init__(self, title: str, said: str = "") -> None:
        """`title` and `said` may hold anything; `said` may have several lines."""
        super().__init__()
        self._title = title
        self._said = said
        self.styles.background = "transparent"  # whatever the app says of screens

    def compose(self) -> ComposeResult:
        """Title, what is said, what the dialog itself brings, and its keys."""
        with Vertical(id="dialog"):
            yield Static(plain(self._title, "bold"))
            if self._said:
                with VerticalScroll(id="said", can_focus=False):
                    yield Static(plain(self._said, multiline=True))
            yield from self.body()
            yield Static(plain(self.keys(), "dim"), id="keys")

    def body(self) -> ComposeResult:
        """What stands between the text and the keys."""
        yield from ()

    def keys(self) -> str:
        """The keys, as the last line tells them."""
        raise NotImplementedError

    def action_scroll(self, by: int) -> None:
        """Scroll a long text."""
        for said in self.query("#said"):
            said.scroll_relative(y=by, animate=False)


class Ask(Dialog[str | None]):
    """Asks for one line of text; gives it without the spaces around it, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "返回", id="ask.back"),
    ]

    def __init__(
        self,
        title: str,
        hint: str = "",
        *,
        value: str = "",
        required: bool = True,
        placeholder: str = "",
        max_length: int = 500,
    ) -> None:
        """`value` stands there to begin with; a `required` answer cannot be empty."""
        super().__init__(title, hint)
        self._value = value
        self._given_up = ""
        self._required = required
        self._placeholder = placeholder
        self._max_length = max_length

    def body(self) -> ComposeResult:
        """The line, and a place for what is wrong with it."""
        yield Line(
            self._value, id="answer", placeholder=self._placeholder, max_length=self._max_length
        )
        yield Static(id="wrong")

    def keys(self) -> str:
        """The keys, as the last line tells them."""
        return "Enter 确定　Esc 返回"

    def on_mount(self) -> None:
        """Begin at the line."""
        self.query_one(Line).focus()

    def on_input_submitted(self, event: Line.Submitted) -> None:
        """Give the answer, unless one is wanting."""
        event.stop()
        answer = event.value.strip()
        if self._required and not answer:
            self._tell("请填写后再确定")
        else:
            self.dismiss(answer)

    def on_line_too_long(self, event: Line.TooLong) -> None:
        """Say that not all was kept."""
        event.stop()
        self._tell(f"最多 {self._max_length} 字，多出的 {len(event.left_out)} 字未收入")

    def action_leave(self) -> None:
        """Go back; what was typed is not thrown away by one key."""
        typed = self.query_one(Line).value
        if typed in (self._value, self._given_up):
            self.dismiss(None)
        else:
            self._given_up = typed
            self._tell("所写尚未确定，再按一次 Esc 放弃")

    def _tell(self, wrong: str) -> None:
        self.query_one("#wrong", Static).update(plain(f"! {wrong}", "bold"))


class Confirm(Dialog[bool]):
    """Asks yes or no."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y,enter", "answer(True)", "是", id="confirm.yes"),
        Binding("n,escape", "answer(False)", "否", id="confirm.no"),
        Binding("up,k", "scroll(-1)", show=False),
        Binding("down,j", "scroll(1)", show=False),
    ]

    def keys(self) -> str:
        """The keys, as the last line tells them."""
        return "y/Enter 是　n/Esc 否"

    def action_answer(self, answer: bool) -> None:
        """Give the answer."""
        self.dismiss(answer)


class Notice(Dialog[None]):
    """Says something that must not be missed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,escape,space", "leave", "知道了", id="notice.back"),
        Binding("up,k", "scroll(-1)", show=False),
        Binding("down,j", "scroll(1)", show=False),
    ]

    def keys(self) -> str:
        """The keys, as the last line tells them."""
        return "Enter 知道了"

    def action_leave(self) -> None:
        """Go on."""
        self.dismiss(None)
