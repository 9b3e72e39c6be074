"""A field of a form: its label, brackets around its entry, and a mark while it is missing."""

from __future__ import annotations

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static

from hotline_tui.widgets.plain import visible


class Field(Horizontal):
    """`标题[        ]`: a label and an entry in one row; `*` stands before it while missing.

    The label of the field that has the focus is reversed, as colour alone must not say it.
    """

    DEFAULT_CSS = """
    Field { height: auto; width: 1fr; }
    Field > Static { width: auto; height: 1; }
    Field > .bracket { width: 1; }
    Field > .label { padding: 0; }
    Field:focus-within > .label { text-style: reverse; }
    """

    label: reactive[str] = reactive("")
    missing: reactive[bool] = reactive(False)

    def __init__(self, label: str, entry: Widget, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.entry = entry
        self._label = Static(classes="label")
        self.set_reactive(Field.label, label)

    def compose(self) -> ComposeResult:
        """Label, bracket, entry, bracket."""
        yield self._label
        yield Static(Text("["), classes="bracket")
        yield self.entry
        yield Static(Text("]"), classes="bracket")

    def on_mount(self) -> None:
        """Write the label."""
        self._write()

    def watch_label(self) -> None:
        """The label says something else for another kind of ticket."""
        self._write()

    def watch_missing(self) -> None:
        """The mark comes or goes."""
        self._write()

    def _write(self) -> None:
        mark = "*" if self.missing else " "
        self._label.update(Text(mark + visible(self.label)))
