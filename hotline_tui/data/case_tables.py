"""The table of typical cases."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel

from hotline_tui.data.tables import facts, instant, key


class TypicalCase(SQLModel, table=True):
    """A matter told for publicity, without whoever raised it.

    The ticket stands here by its number: what refers to an archived ticket is sealed with it.
    Clause: 6.4.
    """

    __tablename__ = "typical_case"

    id: int | None = key()
    version: int = 1
    ticket: str = Field(max_length=20, unique=True)
    texts: dict[str, str] = facts()
    at: datetime = instant(required=True)
    by: str = Field(max_length=40)
    changed_by: str = Field(max_length=40)
    approved_at: datetime | None = instant()
    approved_by: str = Field(default="", max_length=40)
