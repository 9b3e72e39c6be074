"""An ESC within what is pasted stays text: Textual would take what follows for keys.

Most terminals take it out themselves; tmux and a script at the other end of the line do not.
"""

from __future__ import annotations

from collections.abc import Iterable

from textual._xterm_parser import XTermParser
from textual.drivers import linux_driver
from textual.message import Message

BEGIN, END = "\x1b[200~", "\x1b[201~"
ESC, SHOWN = "\x1b", "␛"


class PasteParser(XTermParser):
    """Textual's parser, fed with what is pasted as text and nothing else."""

    def __init__(self, debug: bool = False) -> None:
        super().__init__(debug)
        self._pasting = False
        self._mark = ""  # as much of the mark that begins or ends a paste as has come

    def feed(self, data: str) -> Iterable[Message]:
        """Parse what the terminal sent."""
        shown = "".join(map(self._shown, data))
        held_back = data and not shown  # nothing at all would be the end of the line to Textual
        return () if held_back else super().feed(shown)

    def _shown(self, char: str) -> str:
        """What the parser may read on `char`: within a paste, a mark is held until it is whole.

        Outside of one nothing is held: a lone ESC is a key, and nobody shall wait for it.
        """
        mark = END if self._pasting else BEGIN
        former, self._mark = self._mark, self._mark + char
        if mark == self._mark:
            self._pasting, self._mark = not self._pasting, ""
            return mark if mark == END else char
        if mark.startswith(self._mark):
            return "" if self._pasting else char
        self._mark = char if char == ESC else ""
        if not self._pasting:
            return char
        return former.replace(ESC, SHOWN) + ("" if self._mark else char)


def install() -> None:
    """Have Textual's driver use this parser; it has no hook for one."""
    linux_driver.XTermParser = PasteParser  # type: ignore[attr-defined]
