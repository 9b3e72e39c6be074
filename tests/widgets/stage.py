"""A bare app that shows the widgets under test at 80×24, and what can then be seen."""

from __future__ import annotations

import unicodedata

from textual.app import App, ComposeResult
from textual.widget import Widget

from hotline_tui.widgets.terminal import TerminalApp

SIZE = (80, 24)


class Stage(TerminalApp[None]):
    """Shows `widgets` one below the other."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, *widgets: Widget, css: str = "") -> None:
        type(self).CSS = css
        super().__init__(ansi_color=True)
        self.theme = "ansi-dark"
        self.widgets = widgets

    def compose(self) -> ComposeResult:
        yield from self.widgets


def seen(app: App[None]) -> list[str]:
    """The lines of the screen, as text."""
    return [strip.text for strip in app.screen._compositor.render_strips()]


def is_safe(lines: list[str]) -> bool:
    """Whether a terminal draws `lines` and does nothing else."""
    hidden = {"Cc", "Cf", "Cs", "Zl", "Zp"}
    return not any(unicodedata.category(char) in hidden for line in lines for char in line)
