"""The tables of the trainer's book: who learns in which class, what they practised, how it went.

Nothing of an exercise's own desk stands here: no ticket, no call, no caller.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Column, ForeignKey, UniqueConstraint
from sqlmodel import Field, SQLModel

from hotline_tui.data.columns import identity
from hotline_tui.data.tables import facts, instant, key


class PracticeClass(SQLModel, table=True):
    """A class of trainees, and how many points its people need."""

    __tablename__ = "practice_class"

    id: int | None = key()
    name: str = Field(max_length=100, unique=True)
    pass_mark: int
    at: datetime = instant(required=True)
    by: str = Field(max_length=40)


def class_key() -> Any:
    """A reference to a class."""
    reference = ForeignKey("practice_class.id")
    return Field(sa_column=Column(identity(), reference, nullable=False, index=True))


class Trainee(SQLModel, table=True):
    """Somebody who learns, by work number: two of one name are two people."""

    __tablename__ = "practice_trainee"

    workno: str = Field(primary_key=True, max_length=40)
    name: str = Field(max_length=100)
    class_id: int = class_key()


class Assignment(SQLModel, table=True):
    """A scenario that a class is to practise, until a day, for so many points at least."""

    __tablename__ = "practice_assignment"
    __table_args__ = (UniqueConstraint("class_id", "scenario"),)

    id: int | None = key()
    class_id: int = class_key()
    scenario: str = Field(max_length=100)
    title: str = Field(max_length=200)
    pass_mark: int
    until: str = Field(default="", max_length=10)
    at: datetime = instant(required=True)
    by: str = Field(max_length=40)


class Exercise(SQLModel, table=True):
    """One exercise of one person: what happened so far, and the score once it is handed in."""

    __tablename__ = "practice_exercise"

    id: str = Field(primary_key=True, max_length=32)
    workno: str = Field(max_length=40, index=True)
    name: str = Field(max_length=100)
    scenario: str = Field(max_length=100, index=True)
    title: str = Field(max_length=200)
    text: str
    started_at: datetime = instant(required=True, index=True)
    seen_at: datetime = instant(required=True)
    ended_at: datetime | None = instant()
    elapsed: float = 0.0
    points: int | None = None
    steps: list[dict[str, Any]] = facts(list)
    marks: list[dict[str, Any]] = facts(list)
