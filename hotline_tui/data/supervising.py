"""Reasons for supervision and acts of supervision in the database."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import bindparam, insert, update
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


class OpenReason(NamedTuple):
    """An open reason to supervise a ticket: which, why, in words, since when."""

    id: int
    ticket: int
    cause: Cause
    told: str
    at: datetime


@cache
def _open_reasons(tickets: int) -> Plain:
    keys = ", ".join(f":key{nth}" for nth in range(tickets))
    return Plain(
        "SELECT id, ticket_id, cause, told, at FROM candidate"  # noqa: S608 - our own names
        f" WHERE ticket_id IN ({keys}) AND open = :open"
    )


_CAUSE = {member.value: member for member in Cause}


def open_reasons(session: Session, tickets: Sequence[int]) -> list[OpenReason]:
    """The open reasons to supervise many tickets, to be looked at and not to be changed."""
    if not tickets:
        return []
    keys = {f"key{nth}": key for nth, key in enumerate(tickets)}
    found = _open_reasons(len(tickets)).run(session, **keys, open=True).fetchall()
    read, make = instants(session), OpenReason._make
    return [
        make((key, ticket, _CAUSE[cause], told, read(at))) for key, ticket, cause, told, at in found
    ]


Raised = Mapping[tuple[int, Cause], str]
"""Reasons to supervise, by ticket and cause, in a few words."""


def raise_all(session: Session, raised: Raised, now: datetime) -> None:
    """Open many reasons, none of which is open yet."""
    rows = [
        {"ticket_id": ticket, "cause": cause, "told": told, "at": now, "settled_reason": ""}
        for (ticket, cause), told in raised.items()
    ]
    if rows:
        session.connection().execute(insert(Candidate).values(open=True), rows)


_TELL = (
    update(Candidate).where(col(Candidate.id) == bindparam("key")).values(told=bindparam("words"))
)


def tell_all(session: Session, told: Mapping[int, str]) -> None:
    """Say open reasons anew, by their keys."""
    rows: list[dict[str, Any]] = [{"key": key, "words": words} for key, words in told.items()]
    if rows:
        session.connection().execute(_TELL, rows)


def settle_all(
    session: Session, keys: Collection[int], who: str, reason: str, now: datetime
) -> None:
    """Settle open reasons, by their keys."""
    if keys:
        session.connection().execute(
            update(Candidate)
            .where(col(Candidate.id).in_(keys))
            .values(open=None, settled_at=now, settled_by=who, settled_reason=reason)
        )


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
