"""What an organizer did with a ticket, as it was written down."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import Session, col, select

from hotline_tui.data.handling_tables import Feedback, ProgressEntry, Return
from hotline_tui.data.tables import Ticket


def returns(session: Session, ticket: Ticket) -> Sequence[Return]:
    """How often and why a ticket was given or taken back, oldest first."""
    query = select(Return).where(Return.ticket_id == ticket.id).order_by(col(Return.id))
    return session.exec(query).all()


def open_return(session: Session, ticket: Ticket) -> Return | None:
    """The return that nobody has decided yet."""
    query = select(Return).where(Return.ticket_id == ticket.id, col(Return.accepted).is_(None))
    return session.exec(query).one_or_none()


def progress(session: Session, ticket: Ticket) -> Sequence[ProgressEntry]:
    """The progress log of a ticket, in the order in which things happened."""
    query = select(ProgressEntry).where(ProgressEntry.ticket_id == ticket.id)
    return session.exec(query.order_by(col(ProgressEntry.at), col(ProgressEntry.id))).all()


def feedbacks(session: Session, ticket: Ticket) -> Sequence[Feedback]:
    """What was fed back on a ticket, oldest first."""
    query = select(Feedback).where(Feedback.ticket_id == ticket.id).order_by(col(Feedback.id))
    return session.exec(query).all()


def last_feedback(session: Session, ticket: Ticket) -> Feedback | None:
    """The newest feedback."""
    query = select(Feedback).where(Feedback.ticket_id == ticket.id)
    return session.exec(query.order_by(col(Feedback.id).desc()).limit(1)).one_or_none()
