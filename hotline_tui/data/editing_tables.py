"""The tables of the editors' room: manuscripts, what goes with them, and required reading.

Clause: 6.2.1, 6.2.2, 6.2.4.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Column, ForeignKey, Index, String, UniqueConstraint
from sqlmodel import Field, SQLModel

from hotline_tui.data.columns import identity
from hotline_tui.data.tables import facts, instant, key, word
from hotline_tui.standard.article_life import Deed, Stage
from hotline_tui.standard.attachment import Medium


def _article_key(*, primary: bool = False, required: bool = True) -> Any:
    return Field(
        sa_column=Column(
            identity(),
            ForeignKey("article.id"),
            primary_key=primary,
            nullable=not required,
            index=not primary,
            autoincrement=False,
        )
    )


def _manuscript_key() -> Any:
    return Field(
        sa_column=Column(identity(), ForeignKey("manuscript.id"), nullable=False, index=True)
    )


class Manuscript(SQLModel, table=True):
    """An article as it is being written: a new one, or the next version of `article_id`.

    `content` is what was typed, by the keys of a knowledge file; `base_version` the version of the
    article that it was written over; `unit` the organizer that contributed it; `authors` everybody
    who has written on it, and therefore does not check it. Clause: 6.2.4.
    """

    # `open` is null once it is at an end: the database itself allows one under way for an article.
    __table_args__ = (
        UniqueConstraint("article_id", "open"),
        Index("ix_manuscript_stage", "stage", "id"),
    )

    id: int | None = key()
    version: int = 1
    stage: Stage = word(Stage)
    open: bool | None = None
    article_id: int | None = _article_key(required=False)
    base_version: int = 0
    title: str = ""
    content: dict[str, str] = facts()
    related: list[int] = facts(list)
    authors: list[str] = facts(list)
    unit: str | None = Field(default=None, foreign_key="organizer.code", max_length=40)
    begun_at: datetime = instant(required=True)
    begun_by: str = Field(max_length=40)
    changed_at: datetime = instant(required=True)
    changed_by: str = Field(max_length=40)
    checked_at: datetime | None = instant()
    checked_by: str | None = Field(default=None, max_length=40)
    published_version: int | None = None


class ManuscriptStep(SQLModel, table=True):
    """What was done with a manuscript, by whom, and which parts it changed."""

    __tablename__ = "manuscript_step"

    id: int | None = key()
    manuscript_id: int = _manuscript_key()
    version: int
    at: datetime = instant(required=True)
    by: str = Field(max_length=40)
    name: str = Field(default="", max_length=100)
    deed: Deed = word(Deed)
    parts: list[str] = facts(list)
    remark: str = ""


class ManuscriptFile(SQLModel, table=True):
    """A file that belongs to a manuscript, and to the article once that is published."""

    __tablename__ = "manuscript_file"
    __table_args__ = (UniqueConstraint("manuscript_id", "sha256"),)

    id: int | None = key()
    manuscript_id: int = _manuscript_key()
    sha256: str = Field(
        sa_column=Column(String(64), ForeignKey("attached_content.sha256"), nullable=False)
    )
    name: str
    medium: Medium = word(Medium)
    media_type: str = Field(max_length=100)
    size: int
    at: datetime = instant(required=True)
    by: str = Field(max_length=40)


class RelatedArticle(SQLModel, table=True):
    """Two articles that belong together, the smaller key first. Clause: 6.2.2."""

    __tablename__ = "related_article"

    lower_id: int = _article_key(primary=True)
    upper_id: int = Field(
        sa_column=Column(
            identity(),
            ForeignKey("article.id"),
            primary_key=True,
            index=True,
            autoincrement=False,
        )
    )
    at: datetime = instant(required=True)
    by: str = Field(max_length=40)


class RequiredReading(SQLModel, table=True):
    """An article that people of some roles must have read, in `version` or a later one.

    Clause: 6.2.2.
    """

    __tablename__ = "required_reading"

    article_id: int = _article_key(primary=True)
    version: int
    roles: list[str] = facts(list)
    reason: str = ""
    at: datetime = instant(required=True)
    by: str = Field(max_length=40)
    ended_at: datetime | None = instant()


class ArticleReading(SQLModel, table=True):
    """Who has read which version of an article, when. Clause: 6.2.2."""

    __tablename__ = "article_reading"

    article_id: int = _article_key(primary=True)
    workno: str = Field(primary_key=True, max_length=40)
    version: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    at: datetime = instant(required=True)
