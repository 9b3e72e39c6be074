"""The tables of improvement: findings with the figures that showed them, measures, effects."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Column, ForeignKey
from sqlmodel import Field, SQLModel

from hotline_tui.data.columns import identity
from hotline_tui.data.tables import facts, instant, key, word
from hotline_tui.standard.improvement import Direction


class Improvement(SQLModel, table=True):
    """What was found wrong, why, and the figure that showed it, as it was at that moment.

    `figure` says which figure it is, so that it can be counted again; a count has no `whole`.
    Clause: 7.2.
    """

    id: int | None = key()
    version: int = 1
    at: datetime = instant(required=True)
    by: str = Field(max_length=40)
    finding: str
    cause: str
    figure: dict[str, Any] = facts()
    figure_name: str = Field(max_length=200)
    period: str = Field(max_length=40)
    part: int
    whole: int | None = None
    judged: int = 0
    settled: bool = Field(default=False, index=True)


def improvement_key() -> Any:
    """A reference to an improvement."""
    reference = ForeignKey("improvement.id")
    return Field(sa_column=Column(identity(), reference, nullable=False, index=True))


class ImprovementMeasure(SQLModel, table=True):
    """What is done about it, by whom, by when. Clause: 7.2."""

    __tablename__ = "improvement_measure"

    id: int | None = key()
    improvement_id: int = improvement_key()
    direction: Direction = word(Direction)
    measure: str
    who: str = Field(max_length=200)
    due_at: datetime = instant(required=True)
    at: datetime = instant(required=True)
    by: str = Field(max_length=40)
    done_at: datetime | None = instant()
    done_by: str = Field(default="", max_length=40)
    result: str = ""


class ImprovementEffect(SQLModel, table=True):
    """The same figure afterwards, and whether that is enough. Clause: 7.2."""

    __tablename__ = "improvement_effect"

    id: int | None = key()
    improvement_id: int = improvement_key()
    period: str = Field(max_length=40)
    part: int
    whole: int | None = None
    reached: bool
    note: str
    at: datetime = instant(required=True)
    by: str = Field(max_length=40)
