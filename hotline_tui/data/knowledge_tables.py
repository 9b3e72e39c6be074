"""The tables of the knowledge base. Clause: 6.2.1, 6.2.3."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Column, ForeignKey
from sqlmodel import Field, SQLModel

from hotline_tui.data.columns import document, identity
from hotline_tui.data.tables import facts, instant, key, word
from hotline_tui.standard.vocabulary import ArticleClass


class Article(SQLModel, table=True):
    """A knowledge article as it stands now; every version stays in `ArticleVersion`."""

    id: int | None = key()
    external_id: str | None = Field(default=None, max_length=80, unique=True)
    version: int = 1
    title: str
    other_names: list[str] = facts(list)
    text: str = ""
    article_class: ArticleClass = word(ArticleClass)
    unit: str = Field(default="", max_length=100)
    source: str = ""
    authority: str = ""
    division: str = Field(default="", max_length=12)
    valid_from: str = Field(default="", max_length=10)
    valid_to: str = Field(default="", max_length=10, index=True)
    public: bool = True
    published: bool = True
    changed_at: datetime = instant(required=True, index=True)
    changed_by: str = Field(max_length=40)
    revision: int = Field(default=0, index=True)
    """The revision of the knowledge base that this version came with."""


class KnowledgeRevision(SQLModel, table=True):
    """A state of the knowledge base, one for each transaction that changed articles.

    The token tells two bases apart that counted to the same number, as a restored backup and what
    it was taken from do.
    """

    __tablename__ = "knowledge_revision"

    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    token: str = Field(max_length=32)


class EverydayWord(SQLModel, table=True):
    """What callers say, and the words that articles have for it. Clause: 6.2.2."""

    __tablename__ = "everyday_word"

    word: str = Field(primary_key=True, max_length=40)
    means: list[str] = facts(list)


class ArticleVersion(SQLModel, table=True):
    """What an article said in one version, so that a citation can be read as it was cited.

    `by` published it; `withdrawal` is the reason for which it was taken back. Clause: 6.2.4.
    """

    __tablename__ = "article_version"

    article_id: int = Field(
        sa_column=Column(
            identity(), ForeignKey("article.id"), primary_key=True, autoincrement=False
        )
    )
    version: int = Field(primary_key=True)
    title: str
    text: str = ""
    at: datetime = instant(required=True)
    by: str = Field(max_length=40)
    content: dict[str, Any] | None = Field(
        default=None, sa_column=Column(document(), nullable=True)
    )
    """All else that it said of itself; None of versions from before that was kept."""
    authors: list[str] | None = Field(default=None, sa_column=Column(document(), nullable=True))
    checked_at: datetime | None = instant()
    checked_by: str | None = Field(default=None, max_length=40)
    withdrawn_at: datetime | None = instant()
    withdrawn_by: str | None = Field(default=None, max_length=40)
    withdrawal: str | None = None
