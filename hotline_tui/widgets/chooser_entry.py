"""The line in which something is chosen from a list by typing."""

from __future__ import annotations

from typing import Protocol

from textual import events

from hotline_tui.widgets.line import Line


class Chooses(Protocol):
    """Whoever offers choices for what is typed."""

    def typed(self) -> None:
        """Another text stands in the line."""

    def pressed(self, key: str, character: str | None) -> bool:
        """Whether a key was for the list, and not for the line."""

    def entered(self) -> None:
        """The line has got the focus."""

    def left(self) -> None:
        """The line has lost the focus."""


class ChooserEntry(Line):
    """The field of a chooser: a chosen name is one thing, typing begins anew."""

    def __init__(self, chooser: Chooses, placeholder: str, max_length: int) -> None:
        super().__init__(placeholder=placeholder, max_length=max_length)
        self._chooser = chooser
        self._settled = False

    def settle(self, name: str) -> None:
        """Show a chosen name."""
        self.value = name
        self.cursor_position = len(name)
        self._settled = bool(name)

    def replace(self, text: str, start: int, end: int) -> None:
        """Type; the first key on a chosen name replaces it whole."""
        if self._settled:
            start, end = 0, len(self.value)
        self._settled = False
        super().replace(text, start, end)
        self._chooser.typed()

    async def _on_key(self, event: events.Key) -> None:
        # Not by bindings: those wait for the app, and a digit typed right after would overtake.
        if self._chooser.pressed(event.key, event.character):
            event.stop()
            event.prevent_default()

    def _on_focus(self, event: events.Focus) -> None:
        super()._on_focus(event)
        self._chooser.entered()

    def _on_blur(self, event: events.Blur) -> None:
        self._chooser.left()
