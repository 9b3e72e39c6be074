"""What the system has to do by itself, found along an index: only what is due is ever touched.

Ticket by ticket, the ORM would take ten times as long as the database: what is due is read and
written in one go for each portion.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from types import SimpleNamespace
from typing import Any, NamedTuple

from sqlalchemy import bindparam, update
from sqlmodel import Session, col, select

from hotline_tui.data.handling_tables import Supervision
from hotline_tui.data.plain import Plain, Readers
from hotline_tui.data.tables import Ticket
from hotline_tui.standard.vocabulary import Form

_READ = Readers(
    Ticket,
    "id number version status worklist clock due_at tick_at kind organizer candidate ticked_at"
    " near_share accepted urgency risk complex surge raised_at statutory_due_at answered_at"
    " first_dispatched_at dispatched_at signed_at fed_back_at again_at paused_seconds"
    " feedback_from_signing rounds outcome call_after on_account closed_at closing".split(),
)
"""What decides what is done: the facts that the clocks depend on, and what was done before."""

_WAITS = Plain("SELECT 1 FROM ticket WHERE tick_at <= :now LIMIT 1")
_DUE = Plain(
    f"SELECT {_READ.names} FROM ticket WHERE tick_at <= :now"  # noqa: S608 - our own names
    " ORDER BY tick_at LIMIT :limit",
    " FOR UPDATE SKIP LOCKED",
)


def waits(session: Session, now: datetime) -> bool:
    """Whether there is anything to do: asked without keeping a writer waiting."""
    return _WAITS.run(session, now=now).fetchone() is not None


def due(session: Session, now: datetime, limit: int) -> list[Any]:
    """Tickets whose moment has come, soonest first, held; what others hold is left to them.

    They are rows to be read like a `Ticket`, and no objects of the session.
    """
    found = _DUE.run(session, now=now, limit=limit).fetchall()
    return [_READ.read(session, row) for row in found]


def movable(ticket: Any) -> Any:
    """A ticket that is due, to be moved and settled like a `Ticket`, and then to be stored."""
    return SimpleNamespace(**ticket._asdict())


_MOVED = (
    "status worklist clock due_at tick_at ticked_at version candidate closed_at closing".split()
)
_MOVE = (
    update(Ticket)
    .where(col(Ticket.id) == bindparam("ticket"))
    .values({name: bindparam(f"new_{name}") for name in _MOVED})
)


def moved(session: Session, tickets: Collection[Any]) -> None:
    """Store the step that each ticket has taken."""
    if tickets:
        rows = [
            {"ticket": one.id} | {f"new_{name}": getattr(one, name) for name in _MOVED}
            for one in tickets
        ]
        session.connection().execute(_MOVE, rows)


class Done(NamedTuple):
    """What is kept of a ticket for which everything has been done until now."""

    ticket: int
    candidate: bool
    next_at: datetime | None


_PUT_FORWARD = (
    update(Ticket)
    .where(col(Ticket.id) == bindparam("ticket"))
    .values(
        candidate=bindparam("candidate"), tick_at=bindparam("next_at"), ticked_at=bindparam("now")
    )
)


def done(session: Session, tickets: Collection[Done], now: datetime) -> None:
    """What was due until `now` has been done.

    The version stays: whoever is at work on a ticket is not refused for a reminder.
    """
    if tickets:
        rows = [one._asdict() | {"now": now} for one in tickets]
        session.connection().execute(_PUT_FORWARD, rows)


Issued = tuple[int, str, str | None, datetime | None]
"""What tells the system's acts apart: ticket, form, clock, and the due time that it ran by."""


def issued(session: Session, tickets: Collection[int], forms: Collection[Form]) -> set[Issued]:
    """Which reminders of which limits have been issued for some tickets."""
    query = select(
        Supervision.ticket_id, Supervision.form, Supervision.clock, Supervision.clock_due_at
    ).where(col(Supervision.ticket_id).in_(tickets), col(Supervision.form).in_(forms))
    return {(key, form, clock, due_at) for key, form, clock, due_at in session.exec(query)}
