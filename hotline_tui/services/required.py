"""Articles that people of some roles must have read, and who has. Clause: 6.2.2."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from hotline_tui.data import directory as stored_directory
from hotline_tui.data import events
from hotline_tui.data import knowledge as stored_articles
from hotline_tui.data import required as stored
from hotline_tui.data.editing_tables import ArticleReading, RequiredReading
from hotline_tui.data.engine import Session
from hotline_tui.data.knowledge_tables import Article
from hotline_tui.services.desk import Desk, roles
from hotline_tui.standard.authority import Act
from hotline_tui.standard.refusal import Fault, Refused
from hotline_tui.standard.vocabulary import Role

USUAL = (Role.AGENT,)
"""Who has to read what an editor marks, unless told otherwise."""


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """An article that is to be read: by whom, since when and why; `version` as it stands now."""

    article: int
    version: int
    required_version: int
    title: str
    roles: tuple[Role, ...]
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ReaderRow:
    """Somebody who has to read an article, and when that was done (None: not yet)."""

    workno: str
    name: str
    read_at: datetime | None


def require(desk: Desk, article: int, of: Iterable[Role] = USUAL, reason: str = "") -> ReadingRow:
    """Have people of these roles read an article in its present version; again, to read it anew.

    Clause: 6.2.2.
    """
    desk = desk.still()
    desk.require(Act.REQUIRE_READING)
    wanted = tuple(dict.fromkeys(of))
    if not wanted:
        raise Refused(Fault("roles", "6.2.2", "请写明哪些岗位必读"))
    with desk.database.transaction() as session:
        found = _published(session, article)
        marked = stored.of(session, article) or RequiredReading(
            article_id=article, version=0, at=desk.now(), by=desk.person.workno
        )
        marked.version, marked.roles = found.version, [role.value for role in wanted]
        marked.reason, marked.ended_at = reason.strip(), None
        marked.at, marked.by = desk.now(), desk.person.workno
        session.add(marked)
        who = "、".join(role.label for role in wanted)
        summary = f"必读：知识点 {article}《{found.title[:60]}》第 {found.version} 版　{who}"
        events.add(session, desk.actor(), "reading_required", summary, detail={"article": article})
        return _row(marked, found)


def release(desk: Desk, article: int) -> None:
    """Nobody has to read an article any more; who has read it stays known. Clause: 6.2.2."""
    desk = desk.still()
    desk.require(Act.REQUIRE_READING)
    with desk.database.transaction() as session:
        marked = _marked(session, article)
        marked.ended_at = desk.now()
        session.add(marked)
        summary = f"不再必读：知识点 {article}"
        events.add(session, desk.actor(), "reading_released", summary, detail={"article": article})


def required(desk: Desk) -> tuple[ReadingRow, ...]:
    """All that is to be read by anybody, newest first."""
    desk.require(Act.SEARCH_KNOWLEDGE)
    with desk.database.reading() as session:
        return tuple(_row(*one) for one in stored.in_force(session))


def unread(desk: Desk) -> tuple[ReadingRow, ...]:
    """What this person has to read and has not, newest first. Clause: 6.2.2."""
    desk.require(Act.SEARCH_KNOWLEDGE)
    with desk.database.reading() as session:
        known = stored.read_by(session, desk.person.workno)
        found = (_row(*one) for one in stored.in_force(session))
        return tuple(
            row
            for row in found
            if desk.person.roles & set(row.roles)
            and known.get(row.article, 0) < row.required_version
        )


def read(desk: Desk, article: int) -> int:
    """This person has read an article that is required; gives the version. Clause: 6.2.2."""
    desk = desk.still()
    desk.require(Act.SEARCH_KNOWLEDGE)
    with desk.database.transaction() as session:
        found = _published(session, article)
        _marked(session, article)
        key = (article, desk.person.workno, found.version)
        if session.get(ArticleReading, key) is None:
            session.add(
                ArticleReading(
                    article_id=article,
                    workno=desk.person.workno,
                    version=found.version,
                    at=desk.now(),
                )
            )
            summary = f"已读：知识点 {article}《{found.title[:60]}》第 {found.version} 版"
            events.add(session, desk.actor(), "article_read", summary, detail={"article": article})
        return found.version


def readers(desk: Desk, article: int) -> tuple[ReaderRow, ...]:
    """Who has to read an article, those who have not yet first. Clause: 6.2.2."""
    desk.require(Act.REQUIRE_READING)
    with desk.database.reading() as session:
        marked = _marked(session, article)
        done = stored.readings(session, article, marked.version)
        wanted = roles(marked.roles)
        found = [
            ReaderRow(one.workno, one.name, done.get(one.workno))
            for one in stored_directory.operators(session)
            if one.active and roles(one.roles) & wanted
        ]
    return tuple(sorted(found, key=lambda one: (one.read_at is not None, one.workno)))


def _published(session: Session, article: int) -> Article:
    found = stored_articles.by_id(session, article)
    if not found.published:
        raise Refused(Fault("article", "6.2.2", f"知识点 {article} 已撤回"))
    return found


def _marked(session: Session, article: int) -> RequiredReading:
    found = stored.of(session, article)
    if found is None or found.ended_at is not None:
        raise Refused(Fault("article", "6.2.2", f"知识点 {article} 不是必读"))
    return found


def _row(marked: RequiredReading, article: Article) -> ReadingRow:
    held = roles(marked.roles)
    return ReadingRow(
        article=marked.article_id,
        version=article.version,
        required_version=marked.version,
        title=article.title,
        roles=tuple(role for role in Role if role in held),
        reason=marked.reason,
        at=marked.at,
    )
