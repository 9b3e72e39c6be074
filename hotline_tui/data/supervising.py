"""Reasons for supervision and acts of supervision in the database."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import cache

from sqlmodel import Session, col, select

from hotline_tui.data.handling_tables import Candidate, Request, Supervision
from hotline_tui.data.plain import Plain, instants
from hotline_tui.data.tables import Ticket
from hotline_tui.standard.vocabulary import Cause


def open_candidates(
    session: Session, tickets: Collection[int], causes: Collection[Cause] = tuple(Cause)
) -> Sequence[Candidate]:
    """The open reasons to supervise some tickets, oldest first."""
    query = select(Candidate).where(
        col(Candidate.ticket_id).in_(tickets),
        col(Candidate.open).is_(True),
        col(Candidate.cause).in_(causes),
    )
    return session.exec(query.order_by(col(Candidate.id))).all()


@cache
def _open_reasons(tickets: int) -> Plain:
    keys = ", ".join(f":key{nth}" for nth in range(tickets))
    return Plain(
        "SELECT ticket_id, cause, told, at FROM candidate"  # noqa: S608 - our own names
        f" WHERE ticket_id IN ({keys}) AND open = :open"
    )


_CAUSE = {member.value: member for member in Cause}


def open_reasons(
    session: Session, tickets: Sequence[int]
) -> list[tuple[int, Cause, str, datetime]]:
    """The open reasons to supervise some tickets, for a list: which, why, in words, since when."""
    if not tickets:
        return []
    keys = {f"key{nth}": key for nth, key in enumerate(tickets)}
    found = _open_reasons(len(tickets)).run(session, **keys, open=True).fetchall()
    read = instants(session)
    return [(ticket, _CAUSE[cause], told, read(at)) for ticket, cause, told, at in found]


def supervisions(session: Session, ticket: Ticket) -> Sequence[Supervision]:
    """All acts of supervision of a ticket, oldest first."""
    query = select(Supervision).where(Supervision.ticket_id == ticket.id)
    return session.exec(query.order_by(col(Supervision.id))).all()


def supervision(session: Session, key: int) -> Supervision | None:
    """One act of supervision."""
    return session.get(Supervision, key)


def request(session: Session, key: int) -> Request | None:
    """One request."""
    return session.get(Request, key)


def requests(session: Session, ticket: Ticket) -> Sequence[Request]:
    """All requests about a ticket, oldest first."""
    query = select(Request).where(Request.ticket_id == ticket.id).order_by(col(Request.id))
    return session.exec(query).all()


def undecided(session: Session, limit: int) -> Sequence[tuple[Request, Ticket]]:
    """Requests that nobody has decided, with their tickets, soonest due first."""
    query = (
        select(Request, Ticket)
        .join(Ticket, col(Ticket.id) == col(Request.ticket_id))
        .where(col(Request.granted).is_(None))
        .order_by(col(Ticket.due_at), col(Request.id))
    )
    return session.exec(query.limit(limit)).all()


def under_way(session: Session, limit: int) -> Sequence[tuple[Supervision, Ticket]]:
    """Acts of supervision that have not been completed, with their tickets, by their limits."""
    query = (
        select(Supervision, Ticket)
        .join(Ticket, col(Ticket.id) == col(Supervision.ticket_id))
        .where(col(Supervision.ended_at).is_(None))
        .order_by(col(Supervision.due_at), col(Supervision.id))
    )
    return session.exec(query.limit(limit)).all()


def on_account(session: Session, limit: int) -> Sequence[tuple[Request, Ticket]]:
    """What is on account and has not been ended, by the date at which it is looked at again."""
    query = (
        select(Request, Ticket)
        .join(Ticket, col(Ticket.id) == col(Request.ticket_id))
        .where(
            col(Request.review_on) > "",
            col(Request.granted).is_(True),
            col(Request.ended_at).is_(None),
        )
        .order_by(col(Request.review_on), col(Request.id))
    )
    return session.exec(query.limit(limit)).all()
