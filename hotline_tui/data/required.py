"""Required reading in the database, and who has read what. Clause: 6.2.2."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from hotline_tui.data.editing_tables import ArticleReading, RequiredReading
from hotline_tui.data.knowledge_tables import Article


def in_force(session: Session) -> list[tuple[RequiredReading, Article]]:
    """What is to be read now, newest first, with its article."""
    query = (
        select(RequiredReading, Article)
        .join(Article, col(Article.id) == col(RequiredReading.article_id))
        .where(col(RequiredReading.ended_at).is_(None), col(Article.published))
        .order_by(col(RequiredReading.at).desc(), col(RequiredReading.article_id))
    )
    return list(session.exec(query).all())


def of(session: Session, article: int) -> RequiredReading | None:
    """Whether an article is, or was, to be read."""
    return session.get(RequiredReading, article)


def read_by(session: Session, workno: str) -> dict[int, int]:
    """The newest version that a person has read of each article."""
    query = select(ArticleReading.article_id, ArticleReading.version).where(
        ArticleReading.workno == workno
    )
    found: dict[int, int] = {}
    for article, version in session.exec(query).all():
        found[article] = max(version, found.get(article, 0))
    return found


def readings(session: Session, article: int, version: int) -> dict[str, datetime]:
    """Who has read this version of an article or a later one, and when first."""
    query = select(ArticleReading).where(
        ArticleReading.article_id == article, col(ArticleReading.version) >= version
    )
    found: dict[str, datetime] = {}
    rows: Sequence[ArticleReading] = session.exec(query.order_by(col(ArticleReading.at))).all()
    for one in rows:
        found.setdefault(one.workno, one.at)
    return found
