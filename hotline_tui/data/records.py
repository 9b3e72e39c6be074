"""All that the database holds about one ticket, table by table, as plain values."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Table, exists, or_, select
from sqlmodel import Session

from hotline_tui.data.knowledge_tables import ArticleVersion
from hotline_tui.data.sealing import hanging, keys
from hotline_tui.data.tables import Call, Citation, Ticket

ENTRY = "archive"
"""The table of the archive itself, which is no part of what is archived."""

Records = dict[str, list[dict[str, Any]]]
"""Rows by their tables' names, oldest first."""


def of_ticket(session: Session, ticket: Ticket) -> Records:
    """Every row that is a ticket's, whichever table it is in. Clause: 5.6.1."""
    session.flush()
    own: Table = Ticket.__table__  # type: ignore[attr-defined]
    found = {"ticket": _rows(session, own, own.c.id == ticket.id)}
    for table in hanging():
        if table.name != ENTRY:
            mine = or_(*(table.c[key] == ticket.id for key in keys(table)))
            found[table.name] = _rows(session, table, mine)
    return found


def referred(session: Session, ticket: Ticket) -> Records:
    """Rows that a ticket refers to and that go on without it: its call, the articles it cites."""
    call: Table = Call.__table__  # type: ignore[attr-defined]
    cited: Table = Citation.__table__  # type: ignore[attr-defined]
    version: Table = ArticleVersion.__table__  # type: ignore[attr-defined]
    mine = exists().where(
        cited.c.ticket_id == ticket.id,
        cited.c.article_id == version.c.article_id,
        cited.c.article_version == version.c.version,
    )
    return {
        call.name: _rows(session, call, call.c.id == ticket.call_id),
        version.name: _rows(session, version, mine),
    }


def _rows(session: Session, table: Table, mine: Any) -> list[dict[str, Any]]:
    query = select(table).where(mine).order_by(*table.primary_key.columns)
    rows = session.connection().execute(query).mappings()
    return [{name: _plain(given) for name, given in row.items()} for row in rows]


def _plain(given: Any) -> Any:
    if isinstance(given, datetime):
        return given.astimezone(UTC).isoformat()
    if isinstance(given, UUID):
        return str(given)
    # A word of the standard is a string of its own kind.
    return str(given) if isinstance(given, str) else given
