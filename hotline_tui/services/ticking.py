"""What happens by itself when its time has come: reminders, supervision, callbacks falling due.

Safe to run at any time, many times, and in several places at once: what is due is held while it is
done, and what has been done is due no more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from hotline_tui.data import ticking
from hotline_tui.data.engine import Session
from hotline_tui.services.desk import Desk, Person
from hotline_tui.services.falling_due import fall_due
from hotline_tui.services.reminding import remind
from hotline_tui.standard.authority import Act
from hotline_tui.standard.vocabulary import Form, Status

CHUNK = 100
"""Tickets for each transaction: short enough that nobody waits for it."""

SYSTEM = Person("system", "系统", frozenset())
"""Who acts when nobody does."""


@dataclass(frozen=True, slots=True)
class Ticked:
    """What was done: reminders, supervisions, callbacks that fell due, tickets closed unasked."""

    reminders: int = 0
    supervisions: int = 0
    callbacks: int = 0
    closed: int = 0

    def __add__(self, other: Ticked) -> Ticked:
        return Ticked(
            self.reminders + other.reminders,
            self.supervisions + other.supervisions,
            self.callbacks + other.callbacks,
            self.closed + other.closed,
        )


def tick(desk: Desk) -> Ticked:
    """Do everything that is due by now. Clause: 5.3.3, 5.3.3 a, 5.5.1."""
    desk.require(Act.TICK)
    desk = replace(desk.still(), person=SYSTEM)
    done = Ticked()
    with desk.database.reading() as session:
        if not ticking.waits(session, desk.now()):
            return done
    while True:
        with desk.database.transaction() as session:
            tickets = ticking.due(session, desk.now(), CHUNK)
            done += _portion(desk, session, tickets)
        if len(tickets) < CHUNK:
            return done


def _portion(desk: Desk, session: Session, tickets: Sequence[Any]) -> Ticked:
    fed_back = [one for one in tickets if one.status is Status.FED_BACK]
    others = [one for one in tickets if one.status is not Status.FED_BACK]
    issued = Counter(remind(desk, session, others))
    closed = fall_due(desk, session, fed_back)
    return Ticked(issued[Form.REMINDER], issued[Form.SYSTEM], len(fed_back) - closed, closed)
