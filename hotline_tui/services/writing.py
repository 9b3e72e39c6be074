"""Manuscripts are begun, written, handed in, given up. Clause: 6.2.1, 6.2.3, 6.2.4."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from hotline_tui.data import events
from hotline_tui.data import knowledge as stored_articles
from hotline_tui.data import manuscripts as stored
from hotline_tui.data.editing_tables import Manuscript, ManuscriptFile
from hotline_tui.data.engine import Session
from hotline_tui.data.knowledge_tables import Article
from hotline_tui.services import relations
from hotline_tui.services.article_content import (
    Content,
    changed_parts,
    faults,
    form_faults,
    of_article,
    of_version,
    tidy,
)
from hotline_tui.services.desk import Desk
from hotline_tui.services.directory import directory
from hotline_tui.services.manuscripts import ManuscriptRow, row
from hotline_tui.standard.article_life import UNDER_WAY, Deed, Stage, advance
from hotline_tui.standard.authority import Act
from hotline_tui.standard.refusal import Fault, Refused, refuse_if

RELATED = "相关知识"
"""What people call the related articles among the parts of a manuscript."""


@dataclass(frozen=True, slots=True)
class Writing:
    """The wish to write down what is typed: all of it. `related` None leaves these as they are.

    `seen` is the manuscript's version that the person had before them.
    """

    content: Content = field(default_factory=dict)
    related: tuple[int, ...] | None = None
    seen: int | None = None


def begin(desk: Desk, wish: Writing, article: int | None = None) -> ManuscriptRow:
    """A manuscript of a new article, or of the next version of one: its text, where none is given.

    An article has one manuscript under way at most. Clause: 6.2.1.
    """
    desk = desk.still()
    desk.require(Act.WRITE_ARTICLE)
    with desk.database.transaction() as session:
        made = begun(desk, session, wish, article, Stage.DRAFT)
        done(desk, session, made, Deed.BEGIN)
        return row(desk, session, made)


def begun(
    desk: Desk, session: Session, wish: Writing, article: int | None, stage: Stage
) -> Manuscript:
    """A new manuscript at `stage`, in the caller's transaction."""
    over = stored_articles.by_id(session, article, held=True) if article is not None else None
    if over is not None and stage in UNDER_WAY:
        refuse_second(session, over)
    content = wish.content or (of_article(over) if over is not None else {})
    actor = desk.actor()
    made = Manuscript(
        stage=stage,
        open=True if stage in UNDER_WAY else None,
        article_id=article,
        base_version=over.version if over is not None else 0,
        content=checked_form(desk, content),
        related=list(relations.of(session, article)) if article is not None else [],
        authors=[actor.workno],
        begun_at=actor.at,
        begun_by=actor.workno,
        changed_at=actor.at,
        changed_by=actor.workno,
    )
    made.title = made.content.get("title", "")
    if wish.related is not None:
        made.related = relations.known(session, wish.related)
    session.add(made)
    session.flush()
    _take_over_files(session, made)
    return made


def refuse_second(session: Session, over: Article) -> None:
    """Raise `Refused` where an article has a manuscript under way already."""
    other = stored.under_way(session, over.id or 0)
    if other is not None:
        who = stored.people(session, [other.changed_by]).get(other.changed_by, other.changed_by)
        told = f"知识点 {over.id} 已有稿件 {other.id}（{other.stage.label}，{who}），请在那一篇上改"
        raise Refused(Fault("article", "6.2.4", told))


def write(desk: Desk, key: int, wish: Writing) -> ManuscriptRow:
    """Write a manuscript anew; what was handed in or checked has to be checked again.

    Whoever writes on it does not check it. Clause: 6.2.4.
    """
    desk = desk.still()
    desk.require(Act.WRITE_ARTICLE)
    with desk.database.transaction() as session:
        found = stored.locked(session, key, wish.seen)
        if found.stage is Stage.CONTRIBUTED:
            told = f"稿件 {key} 是供稿，请先采纳或不采纳"
            raise Refused(Fault("stage", "6.2.4", told))
        rewrite(desk, session, found, wish)
        return row(desk, session, found)


def rewrite(desk: Desk, session: Session, found: Manuscript, wish: Writing) -> None:
    """Write a manuscript anew in the caller's transaction; unchanged, it stays as it is."""
    stage = advance(found.stage, Deed.WRITE)
    content = checked_form(desk, wish.content)
    parts = changed_parts(found.content, content)
    if wish.related is not None:
        related = relations.known(session, wish.related)
        if set(related) != set(found.related):
            found.related, parts = related, (*parts, RELATED)
    if not parts:
        return
    found.stage = stage
    found.content, found.title = content, content.get("title", "")
    found.checked_at, found.checked_by = None, None
    done(desk, session, found, Deed.WRITE, parts, author=True)


def rebase(desk: Desk, key: int, seen: int | None = None) -> ManuscriptRow:
    """Go on over the article's present version, whose differences the person has looked at."""
    desk = desk.still()
    desk.require(Act.WRITE_ARTICLE)
    with desk.database.transaction() as session:
        found = stored.locked(session, key, seen)
        if found.article_id is None:
            raise Refused(Fault("manuscript", "", f"稿件 {key} 写的是新知识，没有底稿"))
        over = stored_articles.by_id(session, found.article_id)
        found.stage = advance(found.stage, Deed.REBASE)
        found.base_version = over.version
        found.checked_at, found.checked_by = None, None
        done(desk, session, found, Deed.REBASE, author=True, remark=f"第 {over.version} 版")
        return row(desk, session, found)


def submit(desk: Desk, key: int, seen: int | None = None) -> ManuscriptRow:
    """Hand a manuscript in for another person's check, complete. Clause: 6.2.3, 6.2.4."""
    desk = desk.still()
    desk.require(Act.WRITE_ARTICLE)
    with desk.database.transaction() as session:
        found = stored.locked(session, key, seen)
        found.stage = advance(found.stage, Deed.SUBMIT)
        refuse_if((*faults(found.content, desk.today()), *base_faults(session, found)))
        done(desk, session, found, Deed.SUBMIT, author=True)
        return row(desk, session, found)


def discard(desk: Desk, key: int, reason: str = "", seen: int | None = None) -> ManuscriptRow:
    """Give a manuscript up; it stays to be read."""
    desk = desk.still()
    desk.require(Act.WRITE_ARTICLE)
    with desk.database.transaction() as session:
        found = stored.locked(session, key, seen)
        found.stage = advance(found.stage, Deed.DISCARD)
        found.open = None
        done(desk, session, found, Deed.DISCARD, remark=reason.strip())
        return row(desk, session, found)


def base_faults(session: Session, found: Manuscript) -> tuple[Fault, ...]:
    """The article is not what the manuscript was written over, or another has its number."""
    over = stored_articles.by_id(session, found.article_id) if found.article_id else None
    if over is not None and over.version != found.base_version:
        return (Fault("base_version", "6.2.4", _overtaken(session, found, over)),)
    name = found.content.get("id", "")
    other = stored_articles.by_external(session, name) if name else None
    if other is None or other is over:
        return ()
    told = f"已有编号为 {name} 的知识点《{other.title}》：请在它的基础上起草"
    return (Fault("id", "6.2.1", told),)


def _overtaken(session: Session, found: Manuscript, over: Article) -> str:
    """Who has changed which parts of the article since the manuscript was begun."""
    who = stored.people(session, [over.changed_by]).get(over.changed_by, over.changed_by)
    before = stored_articles.version(session, over.id or 0, found.base_version)
    parts: tuple[str, ...] = ()
    if before is not None and before.content is not None:
        parts = changed_parts(of_version(before), of_article(over, named=False))
    changed = f"（{'、'.join(parts)}）" if parts else ""
    return (
        f"知识点 {over.id} 已由 {who} 更新为第 {over.version} 版{changed}，"
        f"稿件的底稿是第 {found.base_version} 版：请看过差异，改以现行版为底稿"
    )


def done(
    desk: Desk,
    session: Session,
    found: Manuscript,
    deed: Deed,
    parts: Iterable[str] = (),
    *,
    author: bool = False,
    remark: str = "",
) -> None:
    """A step of a manuscript: its next version, its history, and the event that tells all desks."""
    actor = desk.actor()
    if author and actor.workno not in found.authors:
        found.authors = [*found.authors, actor.workno]
    if deed not in (Deed.BEGIN, Deed.CONTRIBUTE):
        found.version += 1
    stored.add_step(session, actor, found, deed, tuple(parts), remark)
    title = found.title or "（无标题）"
    summary = f"{deed.label}：稿件 {found.id}《{title[:60]}》" + (f"　{remark}" if remark else "")
    detail = {"manuscript": found.id, "article": found.article_id, "version": found.version}
    events.add(session, actor, f"manuscript_{deed.value}", summary, detail=detail)


def checked_form(desk: Desk, given: Content) -> dict[str, str]:
    """What was typed as it is kept; raises `Refused` for all that cannot be kept at all."""
    content = tidy(given)
    found = list(form_faults(content))
    division = content.get("division")
    if division:
        known = directory(desk).division(division)
        if known is None:
            told = f"没有“{division[:40]}”这个区划，请写代码或名称"
            found.append(Fault("division", "", told))
        else:
            content["division"] = known.code
    refuse_if(found)
    return content


def _take_over_files(session: Session, made: Manuscript) -> None:
    """The next version has the files of the one before until somebody changes that."""
    before = stored.newest_published(session, made.article_id) if made.article_id else None
    for one in stored.files(session, before.id or 0) if before is not None else ():
        copied = one.model_dump(exclude={"id", "manuscript_id"})
        session.add(ManuscriptFile(manuscript_id=made.id or 0, **copied))
    session.flush()
