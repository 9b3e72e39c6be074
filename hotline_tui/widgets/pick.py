"""A small dialog that offers a few lines to take one from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from hotline_tui.widgets.plain import plain


class Pick(ModalScreen[str | None]):
    """Gives the key of the line that was taken; None when none was."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "返回", id="pick.back"),
        Binding("j", "down", show=False),
        Binding("k", "up", show=False),
        *(Binding(str(n), f"take({n})", show=False) for n in range(1, 10)),
    ]

    DEFAULT_CSS = """
    Pick { align: center middle; background: transparent; }
    Pick Vertical {
        width: 70; max-width: 100%; height: auto; max-height: 80%;
        border: solid $foreground; padding: 0 1; background: ansi_default;
    }
    Pick OptionList, Pick OptionList:focus, Pick OptionList:ansi {
        height: auto; max-height: 14; border: none; background: ansi_default; padding: 0;
    }
    """

    def __init__(self, title: str, lines: Sequence[tuple[str, str]]) -> None:
        """`lines` are pairs of a key and what is shown for it."""
        super().__init__()
        self._title = title
        self._lines = tuple(lines)

    def compose(self) -> ComposeResult:
        """The title above the lines."""
        with Vertical():
            yield Static(plain(f"{self._title}　Enter 选定 Esc 返回"))
            yield OptionList(*(Option(plain(told)) for _, told in self._lines))

    @on(OptionList.OptionSelected)
    def _taken(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._lines[event.option_index][0])

    def action_take(self, place: int) -> None:
        """Take the line of that place at once."""
        if place <= len(self._lines):
            self.dismiss(self._lines[place - 1][0])

    def action_down(self) -> None:
        """One line down."""
        self.query_one(OptionList).action_cursor_down()

    def action_up(self) -> None:
        """One line up."""
        self.query_one(OptionList).action_cursor_up()
