"""The audit trail: each write adds what was done, and thereby tells every open desk."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session

from hotline_tui.data.news import CHANNEL
from hotline_tui.data.plain import Plain
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
    _ADD.run(
        session,
        at=actor.at,
        who=actor.workno,
        name=actor.name,
        host=actor.host,
        ticket=ticket.id if ticket else None,
        version=ticket.version if ticket else 0,
        what=what,
        summary=summary,
        detail=json.dumps(dict(detail or {}), ensure_ascii=False),
    )
    if session.connection().dialect.name == "postgresql":
        _TELL.run(session, channel=CHANNEL)


def add_all(session: Session, actor: Actor, acts: Sequence[tuple[str, str, Ticket]]) -> None:
    """Write down many acts in one go: what, a summary, and the ticket of each."""
    if not acts:
        return
    session.flush()
    same = {"at": actor.at, "who": actor.workno, "name": actor.name, "host": actor.host}
    rows = [
        {
            **same,
            "ticket_id": ticket.id,
            "ticket_version": ticket.version,
            "what": what,
            "summary": summary,
            "detail": {},
        }
        for what, summary, ticket in acts
    ]
    session.connection().execute(insert(Event), rows)
    if session.connection().dialect.name == "postgresql":
        _TELL.run(session, channel=CHANNEL)


_ADD = Plain(
    "INSERT INTO event"
    " (at, who, name, host, ticket_id, ticket_version, what, summary, detail) VALUES"
    " (:at, :who, :name, :host, :ticket, :version, :what, :summary, :detail)"
)
_TELL = Plain("SELECT pg_notify(:channel, '')")
