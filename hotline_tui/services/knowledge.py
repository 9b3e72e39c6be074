"""The knowledge base: searched through an index of each revision, and taken in from files."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from hotline_tui.data import events
from hotline_tui.data import knowledge as stored
from hotline_tui.data.engine import Database, Session
from hotline_tui.data.knowledge_tables import Article as StoredArticle
from hotline_tui.kb.article import Article, Hit, Within
from hotline_tui.kb.articles import ArticleDraft
from hotline_tui.kb.index import KnowledgeIndex
from hotline_tui.services.desk import Desk
from hotline_tui.services.suggested import HitRow
from hotline_tui.standard.authority import Act
from hotline_tui.standard.refusal import Fault, Refused
from hotline_tui.standard.vocabulary import ArticleClass


@dataclass(frozen=True, slots=True)
class SearchWish:
    """What is looked for, and in which part of the knowledge base."""

    query: str
    limit: int = 10
    article_class: ArticleClass | None = None
    unit: str = ""
    division: str = ""
    valid_only: bool = False


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did."""

    new: int
    changed: int
    unchanged: int


_BUILT: dict[tuple[str, str], tuple[KnowledgeIndex, dict[int, Article]]] = {}
_BUILDING = threading.Lock()


def _index(database: Database) -> tuple[KnowledgeIndex, dict[int, Article]]:
    with database.reading() as session:
        revision = stored.revision(session)
    with _BUILDING:
        known = _BUILT.get((database.url, revision))
        if known is None:
            with database.reading() as session:
                articles = {one.id or 0: _article(one) for one in stored.published(session)}
            known = KnowledgeIndex.of(articles.values()), articles
            _BUILT.clear()
            _BUILT[(database.url, revision)] = known
        return known


def search(desk: Desk, wish: SearchWish) -> tuple[HitRow, ...]:
    """Articles that answer a question, best first. Clause: 5.2.2.4, 6.2.2."""
    desk.require(Act.SEARCH_KNOWLEDGE)
    index, articles = _index(desk.database)
    hits = index.search(
        wish.query,
        today=desk.today(),
        limit=wish.limit,
        within=Within(wish.article_class, wish.unit, wish.division, wish.valid_only),
        texts=lambda keys: {key: articles[key].text for key in keys},
    )
    return tuple(HitRow(articles[hit.article], hit) for hit in hits)


def suggest(desk: Desk, text: str, limit: int = 3) -> tuple[HitRow, ...]:
    """Articles that fit what has been written on a ticket so far."""
    desk.require(Act.SEARCH_KNOWLEDGE)
    if not text.strip():
        return ()
    index, articles = _index(desk.database)
    hits = index.suggest(
        text,
        today=desk.today(),
        limit=limit,
        texts=lambda keys: {key: articles[key].text for key in keys},
    )
    return tuple(HitRow(articles[hit.article], hit) for hit in hits)


def article(desk: Desk, id: int) -> Article:
    """An article by its key. Raises `Refused` when there is none."""
    desk.require(Act.SEARCH_KNOWLEDGE)
    _, articles = _index(desk.database)
    if id not in articles:
        raise Refused(Fault("article", "6.2.2", f"知识库里没有编号为 {id} 的知识点"))
    return articles[id]


def cited(article: Article) -> HitRow:
    """An article that a person chose, as a row like those that were found."""
    return HitRow(article, Hit(article.id, article.title, 1.0, (), "", expired=False))


def every(desk: Desk) -> tuple[Article, ...]:
    """All published articles, by key."""
    desk.require(Act.SEARCH_KNOWLEDGE)
    return tuple(_index(desk.database)[1].values())


def take_in(desk: Desk, drafts: Iterable[ArticleDraft]) -> Imported:
    """Store articles from a file: new ones, and new versions of those that changed.

    Clause: 6.2.1, 6.2.3.
    """
    desk.require(Act.IMPORT_KNOWLEDGE)
    with desk.database.transaction() as session:
        done = store(session, desk, drafts)
        summary = f"导入知识库：新增 {done.new}，更新 {done.changed}，未变 {done.unchanged}"
        events.add(session, desk.actor(), "knowledge_imported", summary)
    return done


def store(session: Session, desk: Desk, drafts: Iterable[ArticleDraft]) -> Imported:
    """Store articles in the caller's transaction."""
    counts = {"new": 0, "changed": 0, "unchanged": 0}
    actor = desk.actor()
    for draft in drafts:
        known = stored.by_external(session, draft.external_id) if draft.external_id else None
        fresh = known or StoredArticle(title="", changed_at=actor.at, changed_by=actor.workno)
        if known is not None and not _differs(known, draft):
            counts["unchanged"] += 1
            continue
        for name, given in _columns(draft).items():
            setattr(fresh, name, given)
        if known is not None:
            fresh.version += 1
        stored.store(session, actor, fresh)
        counts["changed" if known is not None else "new"] += 1
    if counts["new"] or counts["changed"]:
        stored.revised(session)
    return Imported(**counts)


def _columns(draft: ArticleDraft) -> dict[str, object]:
    return {
        "external_id": draft.external_id or None,
        "title": draft.title,
        "other_names": list(draft.other_names),
        "text": draft.text,
        "article_class": draft.article_class,
        "unit": draft.unit,
        "source": draft.source,
        "authority": draft.authority,
        "division": draft.division,
        "valid_from": draft.valid_from.isoformat() if draft.valid_from else "",
        "valid_to": draft.valid_to.isoformat() if draft.valid_to else "",
        "public": draft.public,
    }


def _differs(known: StoredArticle, draft: ArticleDraft) -> bool:
    return any(getattr(known, name) != given for name, given in _columns(draft).items())


def _article(one: StoredArticle) -> Article:
    return Article(
        id=one.id or 0,
        title=one.title,
        other_names=tuple(one.other_names),
        text=one.text,
        article_class=one.article_class,
        unit=one.unit,
        source=one.source,
        authority=one.authority,
        division=one.division,
        valid_from=date.fromisoformat(one.valid_from) if one.valid_from else None,
        valid_to=date.fromisoformat(one.valid_to) if one.valid_to else None,
        version=one.version,
    )
