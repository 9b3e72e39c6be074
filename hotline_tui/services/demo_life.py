"""One ticket of the demo's past, and what it leaves behind: rows, and acts in the audit trail."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from typing import Any

from hotline_tui.data.events import Actor
from hotline_tui.data.tables import Ticket


class NotYet(Exception):  # noqa: N818 - it ends a story, it is no error
    """The present has been reached."""


@dataclass(slots=True)
class Life:
    """One ticket, how good the unit that gets it is (0 to 1), and the rows and acts that it
    leaves."""

    ticket: Ticket
    rng: Random
    now: datetime
    quality: float = 0.9
    rows: list[Any] = field(default_factory=list)
    acts: list[tuple[Actor, str, str, Ticket]] = field(default_factory=list)

    @property
    def key(self) -> int:
        """The ticket's key."""
        return self.ticket.id or 0

    def happens(self, at: datetime) -> datetime:
        """The moment, if it has come. Raises `NotYet`."""
        if at > self.now:
            raise NotYet
        return at

    def event(self, at: datetime, who: str, what: str, summary: str) -> None:
        """A line of the ticket's history."""
        self.acts.append((Actor(who, "", "", at), what, summary, self.ticket))

    def likely(self, chance: float) -> bool:
        """Whether something that happens so often happens here."""
        return self.rng.random() < chance
