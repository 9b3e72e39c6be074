"""The table of the warnings that were given."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from hotline_tui.data.tables import instant, key


class GivenWarning(SQLModel, table=True):
    """A sort of matter that came too often on a day, as it was when it was found.

    `district` is empty for the whole city, and for what lies in no district. What was expected
    stands as `mean`, `dispersion` and the count that it `rests_on`. Clause: 6.3.1.4.
    """

    __tablename__ = "given_warning"
    __table_args__ = (
        Index("ix_given_warning_of", "day", "category", "whole_city", "district", unique=True),
    )

    id: int | None = key()
    day: str = Field(max_length=10)
    category: str = Field(max_length=20)
    whole_city: bool
    district: str = Field(max_length=6)
    found_at: datetime = instant(required=True)
    count: int
    mean: float
    dispersion: float
    rests_on: int
    acknowledged_at: datetime | None = instant(index=True)
    acknowledged_by: str = Field(default="", max_length=40)
    note: str = ""
