"""Another person checks what was written; then it is published, and may be withdrawn.

Clause: 6.2.1, 6.2.3, 6.2.4.
"""

from __future__ import annotations

from hotline_tui.data import events
from hotline_tui.data import knowledge as stored_articles
from hotline_tui.data import manuscripts as stored
from hotline_tui.data.editing_tables import Manuscript
from hotline_tui.data.engine import Session
from hotline_tui.data.knowledge import Check
from hotline_tui.data.knowledge_tables import Article
from hotline_tui.services import relations
from hotline_tui.services.article_content import draft_of, faults
from hotline_tui.services.desk import Desk
from hotline_tui.services.knowledge import columns_of
from hotline_tui.services.manuscripts import ManuscriptRow, row
from hotline_tui.services.writing import base_faults, done
from hotline_tui.standard.article_life import (
    Deed,
    Stage,
    advance,
    checker_faults,
    reason_faults,
)
from hotline_tui.standard.authority import Act
from hotline_tui.standard.refusal import Fault, Refused, refuse_if


def approve(
    desk: Desk, key: int, seen: int | None = None, *, publishing: bool = False
) -> ManuscriptRow:
    """Find a manuscript right, which somebody else has written; `publishing` it in one go.

    Clause: 6.2.4.
    """
    desk = desk.still()
    desk.require(Act.CHECK_ARTICLE)
    if publishing:
        desk.require(Act.PUBLISH_ARTICLE)
    with desk.database.transaction() as session:
        found = stored.locked(session, key, seen)
        found.stage = advance(found.stage, Deed.PASS)
        refuse_if(
            (
                *checker_faults(found.authors, desk.person.workno),
                *_publishable(desk, session, found),
            )
        )
        found.checked_at, found.checked_by = desk.now(), desk.person.workno
        done(desk, session, found, Deed.PASS)
        if publishing:
            _publish(desk, session, found)
        return row(desk, session, found)


def reject(desk: Desk, key: int, reason: str, seen: int | None = None) -> ManuscriptRow:
    """Give a manuscript back to its author with what is wrong. Clause: 6.2.4."""
    desk = desk.still()
    desk.require(Act.CHECK_ARTICLE)
    with desk.database.transaction() as session:
        found = stored.locked(session, key, seen)
        found.stage = advance(found.stage, Deed.REJECT)
        refuse_if(
            (
                *checker_faults(found.authors, desk.person.workno),
                *reason_faults(Deed.REJECT, reason),
            )
        )
        found.checked_at, found.checked_by = None, None
        done(desk, session, found, Deed.REJECT, remark=reason.strip())
        return row(desk, session, found)


def publish(desk: Desk, key: int, seen: int | None = None) -> ManuscriptRow:
    """Let every desk find and cite what was written and checked. Clause: 6.2.1, 6.2.4."""
    desk = desk.still()
    desk.require(Act.PUBLISH_ARTICLE)
    with desk.database.transaction() as session:
        found = stored.locked(session, key, seen)
        _publish(desk, session, found)
        return row(desk, session, found)


def _publish(desk: Desk, session: Session, found: Manuscript) -> None:
    stage = advance(found.stage, Deed.PUBLISH)
    refuse_if(_publishable(desk, session, found))
    actor = desk.actor()
    article = _article(session, found, actor.workno, desk)
    # What the outside knows an article by stays, whatever a later document says.
    known_by = article.external_id
    for name, given in columns_of(draft_of(found.content)).items():
        setattr(article, name, given)
    article.external_id = known_by or article.external_id
    article.published = True
    check = Check(tuple(found.authors), found.checked_at, found.checked_by)
    stored_articles.store(session, actor, article, check)
    found.stage, found.open = stage, None
    found.article_id, found.published_version = article.id, article.version
    relations.replace(session, actor, article.id or 0, found.related)
    done(desk, session, found, Deed.PUBLISH, remark=f"知识点 {article.id} 第 {article.version} 版")


def _article(session: Session, found: Manuscript, workno: str, desk: Desk) -> Article:
    """The article that a manuscript becomes a version of; a new one where it is the first."""
    if found.article_id is None:
        return Article(title="", changed_at=desk.now(), changed_by=workno)
    article = stored_articles.by_id(session, found.article_id, held=True)
    article.version += 1
    return article


def _publishable(desk: Desk, session: Session, found: Manuscript) -> tuple[Fault, ...]:
    return (*faults(found.content, desk.today()), *base_faults(session, found))


def withdraw(desk: Desk, article: int, reason: str, seen: int | None = None) -> int:
    """Take a published article back at once: found and cited no longer, its versions readable.

    Gives the version that stood. Clause: 6.2.3.
    """
    desk = desk.still()
    desk.require(Act.PUBLISH_ARTICLE)
    with desk.database.transaction() as session:
        found = stored_articles.by_id(session, article, held=True)
        advance(Stage.PUBLISHED if found.published else Stage.WITHDRAWN, Deed.WITHDRAW)
        if seen is not None and found.version != seen:
            who = stored.people(session, [found.changed_by]).get(found.changed_by, "")
            told = f"知识点 {article} 已由 {who} 更新为第 {found.version} 版，请先看过再撤回"
            raise Refused(Fault("version", "", told))
        refuse_if(reason_faults(Deed.WITHDRAW, reason))
        actor = desk.actor()
        stored_articles.take_back(session, actor, found, reason.strip())
        _end_manuscript(session, found)
        summary = f"撤回：知识点 {article}《{found.title[:60]}》　{reason.strip()}"
        detail = {"article": article, "version": found.version}
        events.add(session, actor, "article_withdrawn", summary, detail=detail)
        return found.version


def _end_manuscript(session: Session, article: Article) -> None:
    """The manuscript of the version that stood is withdrawn with it."""
    newest = stored.newest_published(session, article.id or 0)
    if newest is not None and newest.published_version == article.version:
        newest.stage = advance(newest.stage, Deed.WITHDRAW)
        session.add(newest)
        session.flush()
