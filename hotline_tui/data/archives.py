"""The archive in the database: which tickets are in it, and their bundles."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import and_, or_
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


LOOKED_THROUGH = 50_000
"""Words are looked for in so many entries at a time; numbers in all."""

_ENTRIES = columns(
    col(Archive.ticket_id), col(Archive.at), col(Archive.keeper), col(Archive.sha256),
    col(Ticket.number), col(Ticket.title),
).join(Ticket, col(Ticket.id) == col(Archive.ticket_id))  # fmt: skip
_BY_AGE = (col(Archive.at).desc(), col(Archive.ticket_id).desc())
_TEXTS = (Ticket.number, Ticket.title, Ticket.place, Ticket.course, Ticket.content)


def of(session: Session, ticket: Ticket) -> Sealed | None:
    """The entry of one ticket."""
    if ticket.archived_at is None:
        return None
    return _first(session, _ENTRIES.where(col(Archive.ticket_id) == ticket.id))


def numbered(session: Session, number: str) -> Sealed | None:
    """The entry of the ticket with this number."""
    return _first(session, _ENTRIES.where(col(Ticket.number) == number))


def listed(session: Session, limit: int, before: Sealed | None = None) -> list[Sealed]:
    """Entries, newest first; those behind `before` where one is given."""
    return _sealed(session, _behind(_ENTRIES, before).order_by(*_BY_AGE).limit(limit))


def holding(
    session: Session, words: str, limit: int, before: Sealed | None = None
) -> tuple[list[Sealed], Sealed | None]:
    """Entries whose ticket holds each word, newest first, and up to which entry was looked.

    No more than the next `LOOKED_THROUGH` entries are looked through; None: to the very oldest.
    """
    keys = _behind(columns(col(Archive.ticket_id), col(Archive.at)), before).order_by(*_BY_AGE)
    newest = keys.limit(LOOKED_THROUGH).subquery()
    query = _ENTRIES.join(newest, newest.c.ticket_id == col(Archive.ticket_id))
    for one in words.split():
        query = query.where(or_(*(col(of).icontains(one, autoescape=True) for of in _TEXTS)))
    found = _sealed(session, query.order_by(*_BY_AGE).limit(limit))
    if len(found) == limit:
        return found, found[-1]
    last = keys.offset(LOOKED_THROUGH - 1).limit(1).subquery()
    return found, _first(session, _ENTRIES.join(last, last.c.ticket_id == col(Archive.ticket_id)))


def _behind(query: Any, before: Sealed | None) -> Any:
    if before is None:
        return query
    same = and_(col(Archive.at) == before.at, col(Archive.ticket_id) < before.ticket_id)
    return query.where(or_(col(Archive.at) < before.at, same)).where(col(Archive.at) <= before.at)


def _sealed(session: Session, query: Any) -> list[Sealed]:
    return [Sealed(*row) for row in session.connection().execute(query)]


def _first(session: Session, query: Any) -> Sealed | None:
    return next(iter(_sealed(session, query)), None)


def parts(session: Session, ticket: Ticket) -> list[dict[str, Any]]:
    """What the bundle of one ticket holds."""
    query = select(Archive.manifest).where(Archive.ticket_id == ticket.id)
    return list(session.exec(query).one())


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
