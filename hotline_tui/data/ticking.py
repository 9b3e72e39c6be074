"""What the system has to do by itself, found along an index: only what is due is ever touched."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from hotline_tui.data import tickets
from hotline_tui.data.handling_tables import Supervision
from hotline_tui.data.tables import Ticket
from hotline_tui.standard.vocabulary import Form


def waits(session: Session, now: datetime) -> bool:
    """Whether there is anything to do: asked without keeping a writer waiting."""
    query = select(Ticket.id).where(col(Ticket.tick_at) <= now).limit(1)
    return session.exec(query).first() is not None


def due(session: Session, now: datetime, limit: int) -> Sequence[Ticket]:
    """Tickets whose moment has come, soonest first, held; what others hold is left to them."""
    query = select(Ticket).where(col(Ticket.tick_at) <= now).order_by(col(Ticket.tick_at))
    return session.exec(query.limit(limit).with_for_update(skip_locked=True)).all()


def done(session: Session, ticket: Ticket, now: datetime) -> None:
    """What was due until `now` has been done.

    The version stays: whoever is at work on the ticket is not refused for a reminder.
    """
    ticket.ticked_at = now
    tickets.settle(ticket)
    session.add(ticket)


Issued = tuple[int, str, str | None, datetime | None]
"""What tells the system's acts apart: ticket, form, clock, and the due time that it ran by."""


def issued(session: Session, tickets: Collection[int], forms: Collection[Form]) -> set[Issued]:
    """Which reminders of which limits have been issued for some tickets."""
    query = select(
        Supervision.ticket_id, Supervision.form, Supervision.clock, Supervision.clock_due_at
    ).where(col(Supervision.ticket_id).in_(tickets), col(Supervision.form).in_(forms))
    return {(key, form, clock, due_at) for key, form, clock, due_at in session.exec(query)}
