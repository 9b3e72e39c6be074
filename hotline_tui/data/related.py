"""Which articles belong together, in the database. Clause: 6.2.2."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import or_
from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from hotline_tui.data.editing_tables import RelatedArticle
from hotline_tui.data.events import Actor
from hotline_tui.data.knowledge_tables import Article


def of(session: Session, article: int) -> tuple[int, ...]:
    """The keys of the articles related to one, by key."""
    return tuple(sorted(_other(pair, article) for pair in _pairs(session, article)))


def existing(session: Session, keys: Collection[int]) -> set[int]:
    """Those of the keys that articles have."""
    query = columns(col(Article.id)).where(col(Article.id).in_(keys))
    return {key for (key,) in session.execute(query).all()}


def replace(session: Session, actor: Actor, article: int, others: Collection[int]) -> bool:
    """Let exactly these be related to an article; whether that changed anything."""
    pairs = {_other(pair, article): pair for pair in _pairs(session, article)}
    for key in pairs.keys() - set(others):
        session.delete(pairs[key])
    for key in set(others) - pairs.keys():
        lower, upper = sorted((article, key))
        session.add(RelatedArticle(lower_id=lower, upper_id=upper, at=actor.at, by=actor.workno))
    session.flush()
    return pairs.keys() != set(others)


def _pairs(session: Session, article: int) -> list[RelatedArticle]:
    query = select(RelatedArticle).where(
        or_(col(RelatedArticle.lower_id) == article, col(RelatedArticle.upper_id) == article)
    )
    return list(session.exec(query).all())


def _other(pair: RelatedArticle, article: int) -> int:
    return pair.upper_id if pair.lower_id == article else pair.lower_id
