"""Files of tickets in the database: their bytes by content, and which ticket has which."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from hotline_tui.data.attachment_tables import AttachedContent, Attachment
from hotline_tui.data.tables import Ticket


def keep(session: Session, sha256: str, content: bytes) -> None:
    """Store the bytes unless they are there already, for this ticket or for another."""
    dialect = session.connection().dialect.name
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    statement = insert(AttachedContent).values(sha256=sha256, content=content)
    session.connection().execute(statement.on_conflict_do_nothing())


def of(session: Session, ticket: Ticket) -> Sequence[Attachment]:
    """The files of a ticket, in the order in which they came."""
    query = select(Attachment).where(Attachment.ticket_id == ticket.id)
    return session.exec(query.order_by(col(Attachment.id))).all()


def content(session: Session, sha256: str) -> bytes:
    """The bytes of a file that some ticket has."""
    return session.exec(
        select(AttachedContent.content).where(AttachedContent.sha256 == sha256)
    ).one()
