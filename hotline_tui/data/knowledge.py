"""Knowledge articles in the database, each version kept. Clause: 6.2.1."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlmodel import Session, col, select

from hotline_tui.data import directory
from hotline_tui.data.events import Actor
from hotline_tui.data.knowledge_tables import Article, ArticleVersion


def published(session: Session) -> Sequence[Article]:
    """All articles that may be cited, by key."""
    return session.exec(
        select(Article).where(col(Article.published)).order_by(col(Article.id))
    ).all()


def by_external(session: Session, external_id: str) -> Article | None:
    """The article that was imported under this identifier."""
    return session.exec(select(Article).where(Article.external_id == external_id)).one_or_none()


def external_ids(session: Session, articles: Iterable[int]) -> dict[int, str]:
    """The identifiers that articles were imported under, by their keys; those that have one."""
    query = select(Article.id, Article.external_id).where(
        col(Article.id).in_(tuple(articles)), col(Article.external_id).is_not(None)
    )
    return {key: external for key, external in session.exec(query) if key and external}


def title_of(session: Session, article: int, version: int) -> str:
    """What an article was called in a version."""
    found = session.get(ArticleVersion, (article, version))
    return found.title if found else ""


def store(session: Session, actor: Actor, article: Article) -> None:
    """Store a new article or a new version of one, and tell the desks of the new revision."""
    article.changed_at, article.changed_by = actor.at, actor.workno
    session.add(article)
    session.flush()
    if article.id is None:
        raise AssertionError("a stored article has a key")
    session.add(
        ArticleVersion(
            article_id=article.id,
            version=article.version,
            title=article.title,
            text=article.text,
            at=actor.at,
            by=actor.workno,
        )
    )


def revised(session: Session) -> None:
    """Count the knowledge revision up, once for all articles of a transaction."""
    directory.count_up(session, directory.KNOWLEDGE)
    session.flush()


def revision(session: Session) -> str:
    """The revision that a search index must have been built from to be right."""
    return directory.fact(session, directory.KNOWLEDGE, "0")
