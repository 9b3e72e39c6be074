"""What happens by itself when its time has come: reminders, supervision, callbacks falling due.

Safe to run at any time, many times, and in several places at once: what is due is held while it is
done, and what has been done is due no more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from hotline_tui.data import callbacks, events, ticking
from hotline_tui.data import tickets as stored
from hotline_tui.data.engine import Session
from hotline_tui.data.tables import Ticket
from hotline_tui.services.closing import NOT_SAMPLED, close_within, was_called_back
from hotline_tui.services.desk import Desk, Person
from hotline_tui.services.reminding import remind
from hotline_tui.standard.authority import Act
from hotline_tui.standard.closing import closing_faults
from hotline_tui.standard.lifecycle import Action
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
    fed_back = [one.id for one in tickets if one.status is Status.FED_BACK]
    issued = Counter(remind(desk, session, [one for one in tickets if one.id not in fed_back]))
    done = Ticked(issued[Form.REMINDER], issued[Form.SYSTEM])
    for ticket in ticking.whole(session, fed_back):
        done += _call_back(desk, session, ticket)
    return done


def _call_back(desk: Desk, session: Session, ticket: Ticket) -> Ticked:
    """The limit has passed: to be called back, or closed where the sample left it out."""
    stored.move(ticket, Action.CALLBACK_DUE)
    asked = not was_called_back(session, ticket)
    ticket.ticked_at = desk.now()
    stored.settle(ticket)
    session.add(ticket)
    if asked or closing_faults(callbacks.duties(session, ticket, called_back=True)):
        summary = "办理时限期满，待回访"
        events.add(session, desk.actor(), "callback_fell_due", summary, ticket=ticket)
        return Ticked(callbacks=1)
    close_within(desk, session, ticket, called_back=True, why=NOT_SAMPLED)
    return Ticked(closed=1)
