"""What is seen while the desk opens: at once, before any database is touched."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Input, Static

from hotline_tui.services.desk import Desk

if TYPE_CHECKING:
    # Only for the types: the first paint must not wait for what these import.
    from hotline_tui.services.drafting import Journal
    from hotline_tui.services.outbox import Server


STILL_OPENING = "数据库正在打开，请稍候再试。"
"""What is told to whoever is faster than the database."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What a start gives: the desk, and what the settings say."""

    desk: Desk
    keymap: Mapping[str, str] = field(default_factory=dict)
    mail: Server | None = None
    lock_minutes: float = 0.0
    """Minutes without a key after which the desk locks itself; 0: never."""


@dataclass(frozen=True, slots=True)
class Start:
    """How the desk is opened, off the UI loop. Both raise `Refused` and `OutOfReach`."""

    journal: Callable[[], Journal]
    """Opens the draft journal; first, as typing begins while the desk is still being opened."""

    desk: Callable[[str | None], Opened]
    """Opens the desk; is given a typed password, or None."""


class StartScreen(Screen[None]):
    """Says what is being opened, why it cannot be, or asks for the password."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "again", "重试", show=False),
        Binding("q,escape", "app.quit", "退出", show=False),
    ]

    DEFAULT_CSS = """
    StartScreen { align: center middle; }
    StartScreen Static { width: auto; max-width: 76; height: auto; }
    StartScreen Input { width: 32; display: none; }
    """

    class Again(Message):
        """Try to open the desk (again), with a password where one was asked for."""

        def __init__(self, password: str | None) -> None:
            super().__init__()
            self.password = password

    def compose(self) -> ComposeResult:
        """A line of text, and a line for the password that is rarely seen."""
        yield Static(Text("12345 市民服务热线　正在打开……"), id="told")
        yield Input(password=True, compact=True, id="password", disabled=True)

    def tell(self, told: str) -> None:
        """Say why the desk is not open, and what can be done."""
        self.query_one("#told", Static).update(Text(f"{told}\n\nr 重试　q 退出"))

    def ask_password(self, told: str) -> None:
        """Ask for the password of the operator who sits down."""
        self.query_one("#told", Static).update(Text(f"{told}\n请输入口令，Enter 确认，^Q 退出"))
        field = self.query_one("#password", Input)
        field.disabled, field.display, field.value = False, True, ""
        field.focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """The password was typed."""
        self.post_message(self.Again(event.value))

    def action_again(self) -> None:
        """Try once more."""
        self.post_message(self.Again(None))
