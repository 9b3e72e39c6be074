"""Knowledge articles in the database, each version kept. Clause: 6.2.1."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import uuid4

from sqlalchemy import ColumnElement, String, and_, cast, func, update
from sqlalchemy.types import Integer
from sqlmodel import Session, col, select

from hotline_tui.data import directory
from hotline_tui.data.events import Actor
from hotline_tui.data.knowledge_tables import (
    Article,
    ArticleVersion,
    EverydayWord,
    KnowledgeRevision,
)
from hotline_tui.data.plain import Plain
from hotline_tui.data.reference_tables import Fact
from hotline_tui.standard.refusal import Fault, Refused

BESIDE = (
    "other_names", "article_class", "unit", "source", "authority", "division", "valid_from",
    "valid_to", "public",
)  # fmt: skip
"""What a version keeps besides title and text."""

_AT_ONCE = 1000  # articles that are read in one piece
_REVISING = "knowledge revision under way"


class Check(NamedTuple):
    """Who wrote a version, and who checked it when. Clause: 6.2.4."""

    authors: tuple[str, ...] = ()
    checked_at: datetime | None = None
    checked_by: str | None = None


UNCHECKED = Check()
"""What is known of a version that came from a file."""


class Mark(NamedTuple):
    """A state of the knowledge base: its number, and what tells it from another with that."""

    number: int
    token: str


def by_external(session: Session, external_id: str) -> Article | None:
    """The article that was imported under this identifier."""
    return session.exec(select(Article).where(Article.external_id == external_id)).one_or_none()


def by_externals(session: Session, external_ids: Collection[str]) -> dict[str, Article]:
    """The articles that were imported under these identifiers, by them."""
    query = select(Article).where(col(Article.external_id).in_(external_ids))
    return {one.external_id or "": one for one in session.exec(query)}


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


def each_published(session: Session) -> Iterator[Article]:
    """All articles that may be cited, by key, read as they are asked for."""
    query = select(Article).where(col(Article.published)).order_by(col(Article.id))
    # Whoever reads them lets them go one by one: the session itself holds none of them.
    yield from session.exec(query.execution_options(yield_per=_AT_ONCE))


def how_many(session: Session) -> int:
    """How many articles may be cited."""
    query = select(func.count()).select_from(Article).where(col(Article.published))
    return session.exec(query).one()


def by_keys(session: Session, keys: Iterable[int]) -> Sequence[Article]:
    """The articles that may be cited of those with these keys."""
    query = select(Article).where(col(Article.id).in_(tuple(keys)), col(Article.published))
    return session.exec(query).all()


def units(session: Session) -> Sequence[str]:
    """The units that articles are from, by name."""
    query = select(Article.unit).where(col(Article.published), Article.unit != "").distinct()
    return session.exec(query.order_by(col(Article.unit))).all()


def changed_since(session: Session, number: int, limit: int) -> Sequence[Article]:
    """At most `limit` articles that later revisions changed or took back."""
    query = select(Article).where(col(Article.revision) > number).limit(limit)
    return session.exec(query).all()


def store(session: Session, actor: Actor, article: Article, check: Check = UNCHECKED) -> None:
    """Store a new article or a new version of one, as part of the transaction's revision."""
    store_all(session, actor, [article], check)


def store_all(
    session: Session, actor: Actor, articles: Sequence[Article], check: Check = UNCHECKED
) -> None:
    """Store several in one go; none of them twice."""
    number = revised(session) if articles else 0
    for one in articles:
        one.changed_at, one.changed_by, one.revision = actor.at, actor.workno, number
    session.add_all(articles)
    session.flush()
    session.add_all(_version(one, actor, check) for one in articles)


def _version(article: Article, actor: Actor, check: Check) -> ArticleVersion:
    if article.id is None:
        raise AssertionError("a stored article has a key")
    return ArticleVersion(
        article_id=article.id,
        version=article.version,
        title=article.title,
        text=article.text,
        at=actor.at,
        by=actor.workno,
        content={name: getattr(article, name) for name in BESIDE},
        authors=list(check.authors),
        checked_at=check.checked_at,
        checked_by=check.checked_by,
    )


def take_back(session: Session, actor: Actor, article: Article, reason: str) -> None:
    """Have an article found and cited no longer; the version that stood says why.

    Clause: 6.2.3.
    """
    article.published = False
    article.changed_at, article.changed_by = actor.at, actor.workno
    article.revision = revised(session)
    session.add(article)
    stood = session.get(ArticleVersion, (article.id, article.version))
    if stood is not None:
        stood.withdrawn_at, stood.withdrawn_by = actor.at, actor.workno
        stood.withdrawal = reason
        session.add(stood)
    session.flush()


def by_id(session: Session, key: int, *, held: bool = False) -> Article:
    """An article, published or not; `held` against other writers. Raises `Refused` for none."""
    query = select(Article).where(Article.id == key)
    if held:
        query = query.with_for_update().execution_options(populate_existing=True)
    found = session.exec(query).one_or_none()
    if found is None:
        raise Refused(Fault("article", "6.2.1", f"知识库里没有编号为 {key} 的知识点"))
    return found


def versions(session: Session, article: int) -> Sequence[ArticleVersion]:
    """All versions of an article, newest first."""
    query = select(ArticleVersion).where(ArticleVersion.article_id == article)
    return session.exec(query.order_by(col(ArticleVersion.version).desc())).all()


def version(session: Session, article: int, number: int) -> ArticleVersion | None:
    """One version of an article, if there was one of that number."""
    return session.get(ArticleVersion, (article, number))


def expiring(session: Session, until: str, limit: int) -> Sequence[Article]:
    """Articles that may be cited and whose validity ends by that day, soonest first."""
    query = select(Article).where(_expiring(until))
    return session.exec(query.order_by(col(Article.valid_to), col(Article.id)).limit(limit)).all()


def how_many_expire(session: Session, until: str) -> int:
    """How many articles that may be cited end their validity by that day."""
    return session.exec(select(func.count()).select_from(Article).where(_expiring(until))).one()


def _expiring(until: str) -> ColumnElement[bool]:
    return and_(col(Article.published), col(Article.valid_to) != "", col(Article.valid_to) <= until)


def revised(session: Session) -> int:
    """The knowledge revision that this transaction makes, however many articles it changes.

    Whoever is first holds the count until the transaction ends, so that numbers are committed in
    their order, and what came after a revision can be asked for.
    """
    under_way: int | None = session.info.get(_REVISING)
    if under_way is not None:
        return under_way
    counted = cast(cast(col(Fact.text), Integer) + 1, String)
    count_up = update(Fact).where(col(Fact.name) == directory.KNOWLEDGE).values(text=counted)
    found = session.connection().execute(count_up.returning(col(Fact.text))).scalar_one_or_none()
    if found is None:
        directory.set_fact(session, directory.KNOWLEDGE, "1")
    number = int(found or 1)
    session.add(KnowledgeRevision(number=number, token=uuid4().hex))
    session.flush()
    session.info[_REVISING] = number
    return number


def everyday_words(session: Session) -> Sequence[EverydayWord]:
    """What callers say and what it means, by word."""
    return session.exec(select(EverydayWord).order_by(col(EverydayWord.word))).all()


def say(session: Session, word: str, means: Sequence[str]) -> None:
    """Write down what a word means, or that it needs no explanation; a revision of its own."""
    known = session.get(EverydayWord, word)
    if known is not None:
        session.delete(known)
        session.flush()
    if means:
        session.add(EverydayWord(word=word, means=list(means)))
    revised(session)


def mark(session: Session) -> Mark:
    """The state that a search index must have been built from to be right."""
    found = _NEWEST.run(session).fetchone()
    return Mark(0, "") if found is None else Mark(int(found[0]), str(found[1]))


_NEWEST = Plain("SELECT number, token FROM knowledge_revision ORDER BY number DESC LIMIT 1")


def was(session: Session, mark: Mark) -> bool:
    """Whether the knowledge base was in this state once."""
    found = session.get(KnowledgeRevision, mark.number)
    return found is not None and found.token == mark.token
