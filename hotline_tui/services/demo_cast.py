"""Who acts at the demo desk, and the order in which everything happens there."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import count
from random import Random

from hotline_tui.services.demo_matters import Words
from hotline_tui.services.desk import Desk, Person, StillClock
from hotline_tui.services.directory import Directory


@dataclass(slots=True)
class Cast:
    """Who acts where: the desks of the staff, the city, the words, and what is still to come."""

    desk: Desk
    city: Directory
    rng: Random
    words: Words
    now: datetime
    people: dict[str, Person] = field(default_factory=dict)
    agenda: list[tuple[datetime, int, Callable[[], object]]] = field(default_factory=list)
    turn: count[int] = field(default_factory=count)

    def at(self, when: datetime, do: Callable[[], object]) -> None:
        """Put something on the agenda; what lies ahead of now will not happen."""
        if when <= self.now:
            heapq.heappush(self.agenda, (when, next(self.turn), do))

    def sit(self, workno: str, when: datetime) -> Desk:
        """The desk of one of the staff, at a moment."""
        return replace(self.desk, person=self.people[workno], clock=StillClock(when))

    def play(self) -> None:
        """Do everything, in the order of time."""
        while self.agenda:
            heapq.heappop(self.agenda)[2]()
