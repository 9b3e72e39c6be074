"""The table of the desks that are open, and were."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel

from hotline_tui.data.tables import instant


class Seat(SQLModel, table=True):
    """A desk's screens on one terminal: open until it was left or ended, alive while seen."""

    id: str = Field(primary_key=True, max_length=40)
    workno: str = Field(max_length=40, index=True)
    name: str = Field(default="", max_length=100)
    host: str = Field(default="", max_length=100)
    since: datetime = instant(required=True)
    seen_at: datetime = instant(required=True, index=True)
    ended_at: datetime | None = instant()
    ended_by: str = Field(default="", max_length=100)
    reason: str = ""
