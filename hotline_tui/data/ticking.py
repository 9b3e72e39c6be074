"""What the system has to do by itself, found along an index: only what is due is ever touched."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from hotline_tui.data import tickets
from hotline_tui.data.handling_tables import Supervision
from hotline_tui.data.tables import Ticket
from hotline_tui.standard.supervision import Step
from hotline_tui.standard.vocabulary import Form


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
    session.flush()


def issued(session: Session, ticket: Ticket, form: Form, step: Step) -> bool:
    """Whether this reminder of this limit has been issued already."""
    query = select(Supervision.id).where(
        Supervision.ticket_id == ticket.id,
        Supervision.form == form,
        Supervision.clock == step.clock.value,
        Supervision.clock_due_at == step.due_at,
    )
    return session.exec(query).first() is not None
