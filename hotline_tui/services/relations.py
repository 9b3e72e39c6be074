"""Related articles: found automatically, confirmed by an editor. Clause: 6.2.2."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hotline_tui.data import events
from hotline_tui.data import knowledge as stored_articles
from hotline_tui.data import related as stored
from hotline_tui.data.engine import Session
from hotline_tui.data.events import Actor
from hotline_tui.kb.article import Article
from hotline_tui.services import knowledge, knowledge_index
from hotline_tui.services.desk import Desk
from hotline_tui.services.suggested import HitRow
from hotline_tui.standard.authority import Act
from hotline_tui.standard.refusal import Fault, Refused

LIKELY = 5
"""How many articles are offered as related."""

_LOOKED_UP = 300
"""Characters of the text that others are found by: what it is about is said first."""


def of(session: Session, article: int) -> tuple[int, ...]:
    """The keys of the articles related to one, in the caller's transaction."""
    return stored.of(session, article)


def known(session: Session, keys: Iterable[int]) -> list[int]:
    """The keys, each once. Raises `Refused` with all that no article has."""
    wanted = list(dict.fromkeys(keys))
    there = stored.existing(session, wanted)
    if lacking := [key for key in wanted if key not in there]:
        raise Refused(
            Fault("related", "6.2.2", f"相关知识：没有编号为 {key} 的知识点") for key in lacking
        )
    return wanted


def replace(session: Session, actor: Actor, article: int, others: Sequence[int]) -> bool:
    """Let exactly these be related to an article; whether that changed anything."""
    return stored.replace(session, actor, article, set(others) - {article})


def related(desk: Desk, article: int) -> tuple[Article, ...]:
    """The published articles related to one. Clause: 6.2.2."""
    desk.require(Act.SEARCH_KNOWLEDGE)
    with desk.database.reading() as session:
        found = stored_articles.by_keys(session, stored.of(session, article))
        return tuple(knowledge_index.read(one) for one in sorted(found, key=lambda one: one.title))


def called(desk: Desk, articles: Iterable[int]) -> dict[int, str]:
    """The titles of published articles, by their keys."""
    desk.require(Act.SEARCH_KNOWLEDGE)
    with desk.database.reading() as session:
        return {one.id or 0: one.title for one in stored_articles.by_keys(session, articles)}


def likely(
    desk: Desk, title: str, text: str, article: int | None = None, limit: int = LIKELY
) -> tuple[HitRow, ...]:
    """Articles that are likely related to what is being written, to be confirmed.

    Clause: 6.2.2.
    """
    about = f"{title.strip()} {text.strip()[:_LOOKED_UP]}".strip()
    if not about:
        return ()
    found = knowledge.search(desk, knowledge.SearchWish(about, limit=limit + 1))
    return tuple(row for row in found if row.article.id != article)[:limit]


def relate(desk: Desk, article: int, others: Sequence[int]) -> tuple[Article, ...]:
    """Confirm the articles that are related to one; what is not named is related no longer.

    Clause: 6.2.2.
    """
    desk = desk.still()
    desk.require(Act.WRITE_ARTICLE)
    with desk.database.transaction() as session:
        about = stored_articles.by_id(session, article)
        if replace(session, desk.actor(), article, known(session, others)):
            told = "、".join(map(str, others)) or "无"
            summary = f"相关知识：知识点 {article}《{about.title[:60]}》→ {told}"
            detail = {"article": article, "related": list(others)}
            events.add(session, desk.actor(), "articles_related", summary, detail=detail)
    return related(desk, article)
