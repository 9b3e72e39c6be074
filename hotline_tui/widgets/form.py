"""A field of a form: its label, brackets around its entry, and a mark while it is missing."""

from __future__ import annotations

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text
from textual import events
from textual.app import RenderResult
from textual.containers import Horizontal
from textual.geometry import Region
from textual.reactive import reactive
from textual.widget import Widget

from hotline_tui.widgets.plain import visible

MISSING = "*"
UNKNOWN = "?"


class Field(Horizontal):
    """`标题[        ]`: a label and an entry in one row.

    `*` stands before the label while the field is missing, `?` while what was typed is not in
    the field's list; the label of the field that has the focus is reversed, as colour alone must
    not say it. Label and brackets are drawn by the field itself, since a form has dozens.
    """

    DEFAULT_CSS = """
    Field { height: auto; width: 1fr; }
    """

    label: reactive[str] = reactive("", repaint=False)
    """What is asked for."""

    missing: reactive[bool] = reactive(False, repaint=False)
    """Whether a rule still asks for it."""

    def __init__(self, label: str, entry: Widget, *, id: str | None = None) -> None:
        super().__init__(entry, id=id)
        self.entry = entry
        self.set_reactive(Field.label, label)
        self._make_room()

    def render(self) -> RenderResult:
        """Label and opening bracket, the entry's room, closing bracket, in each row."""
        label, room = self._head, " " * max(0, self.size.width - self._width - 2)
        text = Text(label, Style(reverse=True) if self.has_focus_within else "", end="")
        text.append(f"[{room}]", Style(reverse=False))
        for _ in range(1, self.size.height):
            text.append(f"\n{' ' * self._width}[{room}]", Style(reverse=False))
        return text

    def watch_label(self) -> None:
        """Make room for another label."""
        self._make_room()
        self.refresh()

    def watch_missing(self) -> None:
        """Show or take away the mark."""
        self._repaint_label()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Reverse the label."""
        self._repaint_label()

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Set the label back."""
        self._repaint_label()

    @property
    def _head(self) -> str:
        mark = UNKNOWN if self.entry.has_class("-unknown") else MISSING if self.missing else " "
        return mark + visible(self.label)

    @property
    def _width(self) -> int:
        return cell_len(self._head)

    def _make_room(self) -> None:
        self.entry.styles.margin = (0, 1, 0, self._width + 1)

    def _repaint_label(self) -> None:
        self.refresh(Region(0, 0, self._width, 1))
