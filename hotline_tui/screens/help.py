"""Help for where one is: the keys that work there, from the bindings themselves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from hotline_tui.screens.help_words import told
from hotline_tui.widgets.frame import key_name


class HelpScreen(ModalScreen[None]):
    """All keys of the screen below, with what they do."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1,q,enter", "dismiss", "关闭", id="help.close"),
    ]

    DEFAULT_CSS = """
    HelpScreen { align: center middle; }
    HelpScreen VerticalScroll {
        width: 64; max-width: 100%; height: auto; max-height: 90%;
        border: solid $foreground; padding: 0 1; background: ansi_default;
    }
    """

    def __init__(self, bindings: Mapping[str, ActiveBinding]) -> None:
        super().__init__()
        self._keys = bindings

    def compose(self) -> ComposeResult:
        """A table of keys, most special first."""
        with VerticalScroll():
            yield Static(self._table())
            yield Static(
                Text("\n输入法候选窗跟随光标；文字显示为下划线时，请把终端设为 UTF-8。\nEsc 关闭")
            )

    def _table(self) -> Table:
        table = Table.grid(padding=(0, 2))
        grouped: dict[tuple[str, str], list[str]] = {}
        for active in self._keys.values():
            binding = active.binding
            if binding.description:
                grouped.setdefault((binding.id or binding.action, told(binding)), []).append(
                    binding.key_display or key_name(binding.key)
                )
        for (_, what), keys in grouped.items():
            table.add_row(Text(" ".join(dict.fromkeys(keys)), "bold"), Text(what))
        return table
