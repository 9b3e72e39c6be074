"""The tables of the files that are kept with tickets."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Column, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlmodel import Field, SQLModel

from hotline_tui.data.tables import instant, key, ticket_key, word
from hotline_tui.standard.attachment import Medium


class AttachedContent(SQLModel, table=True):
    """The bytes of a file, once, however many tickets it is kept with.

    In the database itself: no backup and no second machine can have the one without the other.
    """

    __tablename__ = "attached_content"

    sha256: str = Field(primary_key=True, max_length=64)
    content: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class Attachment(SQLModel, table=True):
    """A file that is kept with a ticket. Clause: 5.2.2.2."""

    __table_args__ = (UniqueConstraint("ticket_id", "sha256"),)

    id: int | None = key()
    ticket_id: int = ticket_key(index=False)
    sha256: str = Field(
        sa_column=Column(
            String(64), ForeignKey("attached_content.sha256"), nullable=False, index=True
        )
    )
    name: str
    medium: Medium = word(Medium)
    media_type: str = Field(max_length=100)
    size: int
    at: datetime = instant(required=True)
    by: str = Field(max_length=40)
