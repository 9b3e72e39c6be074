"""What a caller hears who waits for a search. Clause: 5.2.2.3 a, B.1.3."""

from __future__ import annotations

from datetime import datetime

from textual.message import Message

from hotline_tui.services.calls import CallRow
from hotline_tui.standard.scripts import Moment, phrase, waiting_phrase
from hotline_tui.widgets.frame import FrameLine, FrameState, PhraseLine, lasting


class WaitingLine(FrameLine, PhraseLine):
    """The phrase of the moment while a call is on; not there while none is.

    A search lasts from its first key until an article is opened. Clause: B.1.3.
    """

    class Left(Message):
        """The search is over without anybody's having found anything."""

    DEFAULT_CSS = "WaitingLine { display: none; text-style: bold; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._call: CallRow | None = None
        self._now: datetime | None = None
        self._since: datetime | None = None
        self._is_found = False

    def searching(self) -> None:
        """A key was pressed: a search begins, or goes on."""
        if self._is_found or self._since is None:
            self._is_found, self._since = False, self._now
            self._say()

    def found(self) -> None:
        """The search is over: there is something to tell."""
        self._is_found = True
        self._say()

    def left(self) -> None:
        """Nobody searches any more."""
        if self._since is not None and not self._is_found:
            self.post_message(self.Left())
        self._is_found, self._since = False, None

    def show(self, state: FrameState) -> None:
        """Time goes by, and calls come and go."""
        if (state.call and state.call.id) != (self._call and self._call.id):
            self.left()
        self._call, self._now = state.call, state.now
        self.display = state.call is not None
        self._say()

    @property
    def waited(self) -> str:
        """How long the caller has been waiting, as `00:34`; empty when nobody waits."""
        if self._call is None or self._since is None or self._now is None or self._is_found:
            return ""
        return lasting(self._since, self._now)

    def _say(self) -> None:
        if self._is_found:
            said = phrase(Moment.BACK)
        elif self._since is not None and self._now is not None:
            said = waiting_phrase(self._now - self._since)
        else:
            said = phrase(Moment.SEARCHING)
        self.say(said.text, said.clause)

    def on_resize(self) -> None:
        """The gap before the clause depends on the width."""
        self._say()
