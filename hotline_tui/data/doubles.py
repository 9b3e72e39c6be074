"""Pairs of articles that double or contradict each other, and up to where articles were compared.

Clause: 6.2.3.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, func, or_, tuple_
from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from hotline_tui.data import directory
from hotline_tui.data.keeping_tables import ArticlePair
from hotline_tui.data.knowledge_tables import Article
from hotline_tui.standard.keeping import Doubling
from hotline_tui.standard.refusal import Fault, Refused

COMPARED = "articles_compared"
"""The fact that says up to which article, in the order of their revisions, all were compared."""

_AT_ONCE = 500  # keys in one question


class Place(NamedTuple):
    """Where an article stands among all: by the revision it came with, then by its key."""

    revision: int = 0
    article: int = 0


def compared_to(session: Session) -> Place:
    """The last article that was compared with the others."""
    revision, _, article = directory.fact(session, COMPARED, "0 0").partition(" ")
    return Place(int(revision), int(article))


def set_compared_to(session: Session, place: Place) -> None:
    """All articles up to this place have been compared."""
    directory.set_fact(session, COMPARED, f"{place.revision} {place.article}")


def waiting(session: Session, after: Place) -> list[Place]:
    """The articles behind a place, published or not, in the order of their revisions."""
    query = columns(col(Article.revision), col(Article.id)).where(
        or_(
            col(Article.revision) > after.revision,
            and_(col(Article.revision) == after.revision, col(Article.id) > after.article),
        )
    )
    found = session.execute(query.order_by(col(Article.revision), col(Article.id)))
    return [Place(*row) for row in found]


def known(session: Session, pairs: Collection[tuple[int, int]]) -> list[ArticlePair]:
    """Which of these pairs have been found before, whatever was decided."""
    wanted = list(pairs)
    found: list[ArticlePair] = []
    for start in range(0, len(wanted), _AT_ONCE):
        both = tuple_(col(ArticlePair.first_id), col(ArticlePair.second_id))
        query = select(ArticlePair).where(both.in_(wanted[start : start + _AT_ONCE]))
        found += session.exec(query).all()
    return found


def open_of(session: Session, articles: Iterable[int]) -> Sequence[ArticlePair]:
    """The pairs, still to be decided, that any of these articles is in."""
    keys = tuple(articles)
    query = select(ArticlePair).where(
        col(ArticlePair.verdict).is_(None),
        or_(col(ArticlePair.first_id).in_(keys), col(ArticlePair.second_id).in_(keys)),
    )
    return session.exec(query).all()


def listed(
    session: Session, doubling: Doubling | None, *, decided: bool, limit: int, after: int = 0
) -> Sequence[ArticlePair]:
    """Pairs that are open, or decided about, in the order in which they were found."""
    query = select(ArticlePair).where(_state(decided), col(ArticlePair.id) > after)
    if doubling is not None:
        query = query.where(ArticlePair.doubling == doubling)
    return session.exec(query.order_by(col(ArticlePair.id)).limit(limit)).all()


def count(session: Session, doubling: Doubling | None, *, decided: bool) -> int:
    """How many there are of them."""
    query = select(func.count()).select_from(ArticlePair).where(_state(decided))
    if doubling is not None:
        query = query.where(ArticlePair.doubling == doubling)
    return session.exec(query).one()


def locked(session: Session, key: int) -> ArticlePair:
    """A pair, held against other writers. Raises `Refused` when there is none."""
    query = select(ArticlePair).where(ArticlePair.id == key).with_for_update()
    found = session.exec(query.execution_options(populate_existing=True)).one_or_none()
    if found is None:
        raise Refused(Fault("pair", "", f"没有编号为 {key} 的一对知识"))
    return found


def by_keys(session: Session, keys: Iterable[int]) -> dict[int, Article]:
    """Articles by their keys, published or not."""
    wanted = tuple(set(keys))
    found: dict[int, Article] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        query = select(Article).where(col(Article.id).in_(wanted[start : start + _AT_ONCE]))
        found |= {one.id or 0: one for one in session.exec(query)}
    return found


def _state(decided: bool) -> ColumnElement[bool]:
    verdict = col(ArticlePair.verdict)
    return verdict.is_not(None) if decided else verdict.is_(None)
