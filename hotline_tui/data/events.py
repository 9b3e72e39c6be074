"""The audit trail: each write adds what was done, and thereby tells every open desk."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from hotline_tui.data import chain
from hotline_tui.data.chain import Record
from hotline_tui.data.columns import stored_text
from hotline_tui.data.news import CHANNEL
from hotline_tui.data.tables import Event, Ticket


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, from which machine, when."""

    workno: str
    name: str
    host: str
    at: datetime


def add(
    session: Session,
    actor: Actor,
    what: str,
    summary: str,
    *,
    ticket: Ticket | None = None,
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Write down one act, in the transaction of the act itself."""
    _write(session, [_record(actor, what, summary, ticket, detail or {})])


def add_all(session: Session, actor: Actor, acts: Sequence[tuple[str, str, Ticket]]) -> None:
    """Write down many acts in one go: what, a summary, and the ticket of each."""
    session.flush()
    if acts:
        _write(session, [_record(actor, what, told, ticket, {}) for what, told, ticket in acts])


def add_past(session: Session, acts: Iterable[tuple[Actor, str, str, Ticket]]) -> None:
    """Write down many acts of several people, in the order in which they are given."""
    records = [_record(actor, what, told, ticket, {}) for actor, what, told, ticket in acts]
    if records:
        _write(session, records)


def unmask(
    session: Session, actor: Actor, ticket: Ticket, summary: str
) -> tuple[str, str, str, str]:
    """Name, phone, contact and address of a claimant, from a database that shows them to nobody
    without writing down who asked for them, and why."""
    driver: Any = session.connection().connection.driver_connection
    with driver.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM desk_unmask(%s, %s, %s)", (ticket.number, summary, actor.host)
        )
        name, phone, contact, address = cursor.fetchone()
        cursor.execute("SELECT pg_notify(%s, '')", (CHANNEL,))
    return name, phone, contact, address


def _record(
    actor: Actor, what: str, summary: str, ticket: Ticket | None, detail: Mapping[str, Any]
) -> Record:
    return Record(
        stored_text(actor.at),
        actor.workno,
        actor.name,
        actor.host,
        str(ticket.id) if ticket else "",
        str(ticket.version if ticket else 0),
        what,
        summary,
        json.dumps(dict(detail), ensure_ascii=False),
    )


def _write(session: Session, records: Sequence[Record]) -> None:
    session.flush()
    connection = session.connection()
    driver: Any = connection.connection.driver_connection
    if connection.dialect.name == "sqlite":
        chain.append(driver, records)
        return
    with driver.cursor() as cursor:
        rows = [record[:-1] for record in records]
        if len(rows) == 1:
            cursor.execute(_ADD, rows[0])
        else:
            cursor.executemany(_ADD, rows)
        cursor.execute("SELECT pg_notify(%s, '')", (CHANNEL,))


_ADD = (
    "INSERT INTO event (at, who, name, host, ticket_id, ticket_version, what, summary, detail)"
    " VALUES (%s, %s, %s, %s, nullif(%s, '')::bigint, %s, %s, %s, %s)"
)


def since(session: Session, after: int, who: str) -> list[tuple[Event, str | None]]:
    """What one person has done after an event, each with its ticket's number."""
    query = (
        select(Event, Ticket.number)
        .join(Ticket, col(Event.ticket_id) == col(Ticket.id), isouter=True)
        .where(col(Event.id) > after, Event.who == who)
        .order_by(col(Event.id))
    )
    return list(session.exec(query))
