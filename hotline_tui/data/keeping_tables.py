"""The tables that keep the knowledge base right: gaps, articles that double, and what is used.

None of these rows says who asked or read: they are figures, no record of anybody's work.

Clause: 6.1.1, 6.2.1, 6.2.3.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Column, ForeignKey, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from hotline_tui.data.columns import identity
from hotline_tui.data.tables import facts, instant, key, ticket_key, word
from hotline_tui.standard.keeping import Doubling, GapVerdict, PairVerdict

LONGEST_QUESTION = 60
"""Characters of a question that are kept."""


def article_key(*, primary: bool = False, null: bool = False) -> Any:
    """A reference to an article."""
    column = Column(
        identity(),
        ForeignKey("article.id"),
        primary_key=primary,
        nullable=null,
        index=not primary,
        autoincrement=False,
    )
    return Field(default=None, sa_column=column) if null else Field(sa_column=column)


class Gap(SQLModel, table=True):
    """Questions alike that had no good answer; `asked` counts them when it was decided about.

    `verdict` is None until an editor has decided. Clause: 6.2.1.
    """

    __tablename__ = "knowledge_gap"

    id: int | None = key()
    name: str = Field(max_length=LONGEST_QUESTION)
    found_at: datetime = instant(required=True)
    asked: int = 0
    verdict: GapVerdict | None = word(GapVerdict, required=False)
    article_id: int | None = article_key(null=True)
    reason: str = ""
    decided_at: datetime | None = instant()
    decided_by: str | None = Field(default=None, max_length=40)


class Question(SQLModel, table=True):
    """What somebody looked for in vain, without names and numbers; alike ones share a gap.

    Clause: 6.1.1, 6.2.1.
    """

    __tablename__ = "knowledge_question"

    id: int | None = key()
    text: str = Field(max_length=LONGEST_QUESTION, unique=True)
    times: int = 1
    first_at: datetime = instant(required=True)
    last_at: datetime = instant(required=True, index=True)
    gap_id: int | None = Field(
        default=None,
        sa_column=Column(identity(), ForeignKey("knowledge_gap.id"), nullable=True, index=True),
    )


class GapTicket(SQLModel, table=True):
    """A ticket that was dispatched, and came back with an answer that an article could hold."""

    __tablename__ = "knowledge_gap_ticket"

    ticket_id: int = ticket_key(primary=True)
    gap_id: int = Field(
        sa_column=Column(identity(), ForeignKey("knowledge_gap.id"), nullable=False, index=True)
    )


class ArticlePair(SQLModel, table=True):
    """Two articles, the older first, that are nearly the same or say one thing differently.

    `first_version` and `second_version` are those that were compared; `differing` holds what they
    say apart, as (sort, first, second). `verdict` is None while it is open. Clause: 6.2.3.
    """

    __tablename__ = "article_pair"
    __table_args__ = (
        UniqueConstraint("first_id", "second_id"),
        Index("ix_article_pair_open", "verdict", "doubling", "id"),
    )

    id: int | None = key()
    first_id: int = article_key()
    second_id: int = article_key()
    first_version: int
    second_version: int
    doubling: Doubling = word(Doubling)
    likeness: float
    differing: list[Any] = facts(list)
    found_at: datetime = instant(required=True)
    verdict: PairVerdict | None = word(PairVerdict, required=False)
    withdrawn_id: int | None = article_key(null=True)
    reason: str = ""
    decided_at: datetime | None = instant()
    decided_by: str | None = Field(default=None, max_length=40)


class ArticleOpened(SQLModel, table=True):
    """How often an article was opened on a day (`YYYY-MM-DD`, Beijing's). Clause: 6.2.1."""

    __tablename__ = "article_opened"

    article_id: int = article_key(primary=True)
    day: str = Field(primary_key=True, max_length=10)
    times: int = 1
