"""Organizers contribute articles about their trade; an editor takes them over, or says why not.

Clause: 6.2.4.
"""

from __future__ import annotations

from hotline_tui.data import knowledge as stored_articles
from hotline_tui.data import manuscripts as stored
from hotline_tui.services.desk import Desk
from hotline_tui.services.directory import directory
from hotline_tui.services.manuscripts import (
    PAGE,
    ManuscriptRow,
    MatterRow,
    lines,
    require_own,
    row,
)
from hotline_tui.services.writing import Writing, begun, done, refuse_second, rewrite
from hotline_tui.standard.article_life import Deed, Stage, advance, reason_faults
from hotline_tui.standard.authority import Act
from hotline_tui.standard.refusal import Fault, Refused, refuse_if


def contribute(
    desk: Desk, wish: Writing, article: int | None = None, unit: str = ""
) -> ManuscriptRow:
    """Offer an article, or a better text of one, to the editors; it need not be complete.

    `unit` is the organizer, by code or name, that the hotline takes it down from; an organizer's
    own desk contributes for its own. Clause: 6.2.4.
    """
    desk = desk.still()
    desk.require(Act.CONTRIBUTE)
    code = _unit(desk, unit)
    with desk.database.transaction() as session:
        made = begun(desk, session, wish, article, Stage.CONTRIBUTED)
        refuse_if(_said_something(made.content))
        made.unit = code
        done(desk, session, made, Deed.CONTRIBUTE)
        return row(desk, session, made)


def amend(desk: Desk, key: int, wish: Writing) -> ManuscriptRow:
    """Put right what one has contributed, as long as no editor has decided. Clause: 6.2.4."""
    desk = desk.still()
    desk.require(Act.CONTRIBUTE)
    with desk.database.transaction() as session:
        require_own(desk, stored.by_id(session, key))
        found = stored.locked(session, key, wish.seen)
        if found.stage is not Stage.CONTRIBUTED:
            told = f"稿件 {key} 现为“{found.stage.label}”，供稿单位不能再改"
            raise Refused(Fault("stage", "6.2.4", told))
        rewrite(desk, session, found, wish)
        return row(desk, session, found)


def contributed(desk: Desk, limit: int = PAGE) -> tuple[MatterRow, ...]:
    """What the own unit has contributed, and what became of it. Clause: 6.2.4."""
    desk.require(Act.CONTRIBUTE)
    if not desk.person.unit:
        return ()
    with desk.database.reading() as session:
        return lines(desk, session, desk.person.unit, limit)


def adopt(desk: Desk, key: int, seen: int | None = None) -> ManuscriptRow:
    """Take a contribution over as a draft, to be checked like any other. Clause: 6.2.4."""
    desk = desk.still()
    desk.require(Act.WRITE_ARTICLE)
    with desk.database.transaction() as session:
        found = stored.locked(session, key, seen)
        found.stage = advance(found.stage, Deed.ADOPT)
        if found.article_id is not None:
            refuse_second(session, stored_articles.by_id(session, found.article_id, held=True))
        found.open = True
        done(desk, session, found, Deed.ADOPT, author=True)
        return row(desk, session, found)


def decline(desk: Desk, key: int, reason: str, seen: int | None = None) -> ManuscriptRow:
    """Turn a contribution down; the organizer reads why. Clause: 6.2.4."""
    desk = desk.still()
    desk.require(Act.WRITE_ARTICLE)
    with desk.database.transaction() as session:
        found = stored.locked(session, key, seen)
        found.stage = advance(found.stage, Deed.DECLINE)
        refuse_if(reason_faults(Deed.DECLINE, reason))
        done(desk, session, found, Deed.DECLINE, remark=reason.strip())
        return row(desk, session, found)


def _unit(desk: Desk, named: str) -> str | None:
    """The code of the unit that contributes. Raises `Refused` where it must be named."""
    if desk.person.unit:
        return desk.person.unit
    known = directory(desk).organizer(named.strip()) if named.strip() else None
    if known is not None:
        return known.code
    told = f"没有名为“{named.strip()[:40]}”的承办单位" if named.strip() else "请写明供稿的承办单位"
    raise Refused(Fault("unit", "6.2.4", told))


def _said_something(content: dict[str, str]) -> tuple[Fault, ...]:
    """A contribution may lack much, but not what it is about."""
    return tuple(
        Fault(name, "6.2.4", f"供稿缺少{label}")
        for name, label in (("title", "标题"), ("text", "正文"))
        if not content.get(name)
    )
