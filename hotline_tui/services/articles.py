"""Articles by the names that the outside knows them by, and as files take them. Clause: 6.2.1."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from hotline_tui.data import knowledge as stored
from hotline_tui.data.knowledge_tables import Article
from hotline_tui.kb.articles import ArticleDraft
from hotline_tui.services import policy
from hotline_tui.services.article_content import of_article
from hotline_tui.services.desk import Desk
from hotline_tui.standard.authority import Act
from hotline_tui.standard.refusal import Fault, Refused

OWN_KEY = re.compile(r"[0-9]{1,18}")
"""What an article's key in the database looks like."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """What is doubtful about an article of the knowledge base."""

    article: str
    title: str
    clause: str
    message: str


def names(desk: Desk, articles: Iterable[int]) -> Mapping[int, str]:
    """What articles are called outside: the identifier of their import, else their own key."""
    keys = tuple(articles)
    with desk.database.reading() as session:
        external = stored.external_ids(session, keys)
    return {key: external.get(key, str(key)) for key in keys}


def named(desk: Desk, name: str) -> int:
    """The key of an article by what it is called outside. Raises `Refused` when there is none."""
    with desk.database.reading() as session:
        found = stored.by_external(session, name.strip())
        if found is None and OWN_KEY.fullmatch(name.strip()):
            found = session.get(Article, int(name))
    if found is None or found.id is None:
        raise Refused(Fault("article", "5.3.1", f"知识库里没有编号为 {name[:40]} 的知识点"))
    return found.id


def said(desk: Desk, article: int) -> dict[str, str]:
    """What an article says of itself, by the keys of a knowledge file."""
    with desk.database.reading() as session:
        return of_article(stored.by_id(session, article))


def exported(desk: Desk) -> Iterator[ArticleDraft]:
    """All published articles as an import takes them, read as they are asked for.

    Clause: 6.2.1.
    """
    desk.require(Act.SEARCH_KNOWLEDGE)
    with desk.database.reading() as session:
        yield from (_draft(one) for one in stored.each_published(session))


def doubts(desk: Desk) -> tuple[Doubt, ...]:
    """Articles whose validity is over or ends soon, and titles that several have.

    Clause: 6.2.1, 6.2.3.
    """
    today = desk.today()
    soon = today + policy.current(desk).expiring_within
    found: list[Doubt] = []
    titles: dict[str, str] = {}
    for draft in exported(desk):
        end = draft.valid_to
        if end is not None and end < today:
            found.append(_doubt(draft, "6.2.3", f"有效期已于 {end} 结束"))
        elif end is not None and end <= soon:
            found.append(_doubt(draft, "6.2.3", f"有效期将于 {end} 结束"))
        if draft.title in titles:
            found.append(_doubt(draft, "6.2.1", f"与 {titles[draft.title]} 标题相同"))
        titles.setdefault(draft.title, draft.external_id)
    return tuple(found)


def _doubt(draft: ArticleDraft, clause: str, message: str) -> Doubt:
    return Doubt(draft.external_id, draft.title, clause, message)


def _draft(one: Article) -> ArticleDraft:
    return ArticleDraft(
        external_id=one.external_id or str(one.id),
        title=one.title,
        text=one.text,
        article_class=one.article_class,
        source=one.source,
        authority=one.authority,
        unit=one.unit,
        valid_from=_day(one.valid_from),
        valid_to=_day(one.valid_to),
        other_names=tuple(one.other_names),
        division=one.division,
        public=one.public,
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
