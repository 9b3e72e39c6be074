"""Worklists as queries: walk the index from the soonest due, never count or sort the whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, func, or_, tuple_
from sqlalchemy import select as columns
from sqlmodel import Session, col

from hotline_tui.data.tables import Claim, Ticket
from hotline_tui.standard.vocabulary import Kind, Status, Urgency, Worklist

COUNTED = 1000
"""Counting stops here: nobody at a desk needs to know whether it is 12 000 or 12 001."""

ESSENCE: tuple[Any, ...] = (
    Ticket.id,
    Ticket.number,
    Ticket.version,
    Ticket.status,
    Ticket.kind,
    Ticket.urgency,
    Ticket.risk,
    Ticket.channel,
    Ticket.title,
    Ticket.clock,
    Ticket.due_at,
    Ticket.district,
    Ticket.division,
    Ticket.category,
    Ticket.organizer,
    Ticket.raised_at,
)
"""What a list shows of a ticket: nothing about the claimant."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which part of a worklist is wanted; empty means all."""

    worklist: Worklist = Worklist.DISPATCH
    urgencies: tuple[Urgency, ...] = ()
    district: str = ""
    kinds: tuple[Kind, ...] = ()
    holder: str = ""


def page(
    session: Session,
    wanted: Filter,
    stale: datetime,
    limit: int,
    after: tuple[datetime, int] | None = None,
) -> Sequence[Any]:
    """Rows of a worklist, soonest due first, with who holds them; `after` is the last row seen."""
    alive = and_(col(Claim.ticket_id) == col(Ticket.id), col(Claim.seen_at) > stale)
    query = (
        columns(*ESSENCE, col(Claim.holder), col(Claim.taken_at))
        .select_from(Ticket)
        .join(Claim, alive, isouter=not wanted.holder)
        .where(col(Ticket.worklist) == wanted.worklist)
    )
    if wanted.urgencies:
        query = query.where(col(Ticket.urgency).in_(wanted.urgencies))
    if wanted.district:
        query = query.where(col(Ticket.district) == wanted.district)
    if wanted.kinds:
        query = query.where(col(Ticket.kind).in_(wanted.kinds))
    if wanted.holder:
        query = query.where(col(Claim.holder) == wanted.holder)
    if after is not None:
        query = query.where(tuple_(col(Ticket.due_at), col(Ticket.id)) > after)
    query = query.order_by(col(Ticket.due_at), col(Ticket.id)).limit(limit)
    return session.connection().execute(query).all()


def count(session: Session, worklist: Worklist, overdue_at: datetime | None = None) -> int:
    """How many stand in a worklist (or are overdue there); `COUNTED` means that many or more."""
    inner = columns(col(Ticket.id)).where(col(Ticket.worklist) == worklist)
    if overdue_at is not None:
        inner = inner.where(col(Ticket.due_at) < overdue_at)
    counted = columns(func.count()).select_from(inner.limit(COUNTED).subquery())
    found: int = session.connection().execute(counted).scalar_one()
    return found


RECENT = 50_000
"""Free words are looked for in this many of the newest tickets; numbers and phones in all."""


def find(session: Session, query: str, limit: int) -> Sequence[Any]:
    """Tickets by number (or its beginning or end), phone, or words, newest first."""
    digits = "".join(ch for ch in query if ch.isdigit())
    by_number = columns(*ESSENCE).select_from(Ticket).order_by(col(Ticket.id).desc()).limit(limit)
    if digits and digits == query.replace("-", "").replace(" ", ""):
        exact = or_(col(Ticket.number) == digits, col(Ticket.phone).in_((digits, query)))
        found = session.connection().execute(by_number.where(exact)).all()
        if found:
            return found
        beginning = and_(col(Ticket.number) >= digits, col(Ticket.number) < digits + "~")
        if len(digits) >= 6:
            found = session.connection().execute(by_number.where(beginning)).all()
            if found:
                return found
    recent = columns(col(Ticket.id)).order_by(col(Ticket.id).desc()).limit(RECENT).subquery()
    matching = by_number.join(recent, recent.c.id == col(Ticket.id))
    for one in query.split():
        matching = matching.where(
            or_(
                *(
                    col(text).icontains(one, autoescape=True)
                    for text in (
                        Ticket.number,
                        Ticket.title,
                        Ticket.place,
                        Ticket.course,
                        Ticket.content,
                    )
                )
            )
        )
    return session.connection().execute(matching).all()


def listed(
    session: Session, limit: int, status: Status | None = None, before: int | None = None
) -> Sequence[Any]:
    """Tickets newest first, whatever their state."""
    query = columns(*ESSENCE).select_from(Ticket)
    if status is not None:
        query = query.where(col(Ticket.status) == status)
    if before is not None:
        query = query.where(col(Ticket.id) < before)
    return session.connection().execute(query.order_by(col(Ticket.id).desc()).limit(limit)).all()
