"""The archive in the database: which tickets are in it, and their bundles."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import or_
from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from hotline_tui.data.handling_tables import Archive
from hotline_tui.data.tables import Ticket


class Sealed(NamedTuple):
    """An archive's entry without its bundle, which may be large."""

    ticket_id: int
    at: datetime
    keeper: str
    sha256: str
    number: str
    title: str


_ENTRIES = (
    columns(
        col(Archive.ticket_id), col(Archive.at), col(Archive.keeper), col(Archive.sha256),
        col(Ticket.number), col(Ticket.title),
    )
    .join(Ticket, col(Ticket.id) == col(Archive.ticket_id))
    .order_by(col(Archive.at).desc(), col(Archive.ticket_id).desc())
)  # fmt: skip


def of(session: Session, ticket: Ticket) -> Sealed | None:
    """The entry of one ticket."""
    if ticket.archived_at is None:
        return None
    query = _ENTRIES.where(col(Archive.ticket_id) == ticket.id)
    found = session.connection().execute(query).one_or_none()
    return Sealed(*found) if found else None


def listed(session: Session, limit: int, words: str = "") -> list[Sealed]:
    """Entries whose ticket's number, title, place or content holds each word, newest first."""
    query = _ENTRIES.limit(limit)
    texts = (Ticket.number, Ticket.title, Ticket.place, Ticket.course, Ticket.content)
    for one in words.split():
        query = query.where(or_(*(col(of).icontains(one, autoescape=True) for of in texts)))
    return [Sealed(*row) for row in session.connection().execute(query)]


def whole(session: Session, ticket: Ticket) -> Archive | None:
    """The entry of one ticket with its bundle."""
    return session.get(Archive, ticket.id)


def each(session: Session, number: str = "") -> Iterator[tuple[str, Archive]]:
    """All entries with their bundles and numbers, one at a time, oldest first; or only one."""
    query = select(Ticket.number, Archive).join(Archive, col(Archive.ticket_id) == col(Ticket.id))
    if number:
        query = query.where(Ticket.number == number)
    query = query.order_by(col(Archive.ticket_id)).execution_options(yield_per=20)
    yield from session.exec(query)


def without(session: Session, number: str = "") -> list[str]:
    """Numbers of tickets that say they are archived and have no bundle."""
    query = (
        select(Ticket.number)
        .outerjoin(Archive, col(Archive.ticket_id) == col(Ticket.id))
        .where(col(Ticket.archived_at).is_not(None), col(Archive.ticket_id).is_(None))
    )
    if number:
        query = query.where(Ticket.number == number)
    return list(session.exec(query).all())
