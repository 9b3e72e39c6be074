"""The table that search learns from: what was chosen of what was shown. Clause: 6.1.1, 6.2.2."""

from __future__ import annotations

from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from hotline_tui.data.keeping_tables import article_key
from hotline_tui.data.tables import facts, key, word
from hotline_tui.standard.choosing import Manner

LONGEST_TERMS = 100
"""Characters of a query's terms that are kept."""


class ArticleChoice(SQLModel, table=True):
    """What one person made of an article that a query found; of a day, the last of it.

    `terms` are a few pairs of characters that the query shares with articles, with spaces between,
    never its text; `place` counts from 1, `above` holds the articles that stood before.
    """

    __tablename__ = "article_choice"
    __table_args__ = (UniqueConstraint("who", "day", "article_id", "terms"),)

    id: int | None = key()
    who: str = Field(max_length=40)
    day: str = Field(max_length=10, index=True)
    article_id: int = article_key()
    terms: str = Field(max_length=LONGEST_TERMS)
    manner: Manner = word(Manner)
    place: int
    above: list[Any] = facts(list)
