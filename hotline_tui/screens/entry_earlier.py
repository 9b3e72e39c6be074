"""The earlier tickets of a caller: one to be looked at, some to be linked with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from hotline_tui.screens.entry_lines import brief
from hotline_tui.widgets.plain import plain

if TYPE_CHECKING:
    from hotline_tui.services.calls import EarlierRow

LINKED = "√"


@dataclass(frozen=True, slots=True)
class Earlier:
    """Numbers of the tickets to be linked with, and of the one to be looked at; or none."""

    links: frozenset[str]
    opened: str = ""


class EarlierScreen(ModalScreen[Earlier | None]):
    """Gives what was chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,ctrl+t", "link", "关联", id="earlier.link", priority=True),
        Binding("escape", "back", "返回", id="earlier.back"),
        Binding("j", "move(1)", show=False),
        Binding("k", "move(-1)", show=False),
    ]

    DEFAULT_CSS = """
    EarlierScreen, EarlierScreen:ansi {
        align: center middle;
        background: transparent !important;
        & > Vertical {
            width: 78; max-width: 100%; height: auto; max-height: 80%;
            border: solid $foreground; padding: 0 1; background: ansi_default;
        }
        & OptionList, & OptionList:ansi {
            height: auto; max-height: 14; border: none; background: ansi_default; padding: 0;
        }
    }
    """

    def __init__(self, rows: tuple[EarlierRow, ...], links: frozenset[str]) -> None:
        super().__init__()
        self._rows = rows
        self._links = set(links)

    def compose(self) -> ComposeResult:
        """What can be done, above the tickets."""
        with Vertical():
            yield Static(plain("此前的工单　Enter 看　空格 关联或取消　Esc 返回", "bold"))
            yield OptionList(*(Option(self._told(row)) for row in self._rows))

    def _told(self, row: EarlierRow) -> Text:
        mark = LINKED if row.number in self._links else " "
        return plain(f"{mark} {row.number} {brief(row)}")

    @on(OptionList.OptionSelected)
    def _look(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(Earlier(frozenset(self._links), self._rows[event.option_index].number))

    def action_link(self) -> None:
        """Link with the ticket under the cursor, or no longer."""
        listed = self.query_one(OptionList)
        if listed.highlighted is not None:
            row = self._rows[listed.highlighted]
            self._links ^= {row.number}
            listed.replace_option_prompt_at_index(listed.highlighted, self._told(row))

    def action_move(self, by: int) -> None:
        """Up or down."""
        listed = self.query_one(OptionList)
        (listed.action_cursor_down if by > 0 else listed.action_cursor_up)()

    def action_back(self) -> None:
        """Back to the form, with the links as they are now."""
        self.dismiss(Earlier(frozenset(self._links)))
