"""The audit trail: each write adds what was done, and thereby tells every open desk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import text
from sqlmodel import Session

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
    session.add(
        Event(
            at=actor.at,
            who=actor.workno,
            name=actor.name,
            host=actor.host,
            ticket_id=ticket.id if ticket else None,
            ticket_version=ticket.version if ticket else 0,
            what=what,
            summary=summary,
            detail=dict(detail or {}),
        )
    )
    connection = session.connection()
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_notify(:channel, '')"), {"channel": CHANNEL})
