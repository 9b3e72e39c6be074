"""Manuscripts in the database, each step of theirs written down. Clause: 6.2.4."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func
from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from hotline_tui.data.editing_tables import Manuscript, ManuscriptFile, ManuscriptStep
from hotline_tui.data.events import Actor
from hotline_tui.data.reference_tables import Operator
from hotline_tui.standard.article_life import Deed, Stage
from hotline_tui.standard.refusal import Fault, Refused


class Line(NamedTuple):
    """What a list shows of a manuscript."""

    id: int
    version: int
    stage: Stage
    article_id: int | None
    title: str
    unit: str | None
    changed_at: datetime
    changed_by: str


def by_id(session: Session, key: int) -> Manuscript:
    """A manuscript; raises `Refused` when there is none."""
    found = session.get(Manuscript, key)
    if found is None:
        raise Refused(Fault("manuscript", "", f"没有编号为 {key} 的稿件"))
    return found


def locked(session: Session, key: int, seen: int | None = None) -> Manuscript:
    """A manuscript, held against other writers until the transaction ends.

    `seen` is the version that the person had before them (None: whatever it is now). A stale one
    is refused with who changed what.
    """
    by_id(session, key)
    query = select(Manuscript).where(Manuscript.id == key).with_for_update()
    found = session.exec(query.execution_options(populate_existing=True)).one()
    if seen is not None and found.version != seen:
        since = (one for one in steps(session, key) if one.version > seen)
        raise Refused(Fault("version", "", _stale(key, since)))
    return found


def _stale(key: int, since: Iterable[ManuscriptStep]) -> str:
    told = "；".join(
        f"{one.name or one.by} {one.deed.label}{_in_brackets(one.parts)}" for one in since
    )
    return f"稿件 {key} 已被更新，请先看过再做：{told or '内容有变'}"


def _in_brackets(parts: Sequence[str]) -> str:
    return f"（{'、'.join(parts)}）" if parts else ""


def under_way(session: Session, article: int) -> Manuscript | None:
    """The manuscript over an article that is in the editors' hands."""
    query = select(Manuscript).where(
        Manuscript.article_id == article, col(Manuscript.open).is_(True)
    )
    return session.exec(query).one_or_none()


def newest_published(session: Session, article: int) -> Manuscript | None:
    """The manuscript that became the newest version of an article that came from one."""
    query = select(Manuscript).where(
        Manuscript.article_id == article, col(Manuscript.published_version).is_not(None)
    )
    return session.exec(query.order_by(col(Manuscript.published_version).desc())).first()


def add_step(
    session: Session,
    actor: Actor,
    manuscript: Manuscript,
    deed: Deed,
    parts: Sequence[str] = (),
    remark: str = "",
) -> None:
    """Store a manuscript and write down what was done with it."""
    manuscript.changed_at, manuscript.changed_by = actor.at, actor.workno
    session.add(manuscript)
    session.flush()
    session.add(
        ManuscriptStep(
            manuscript_id=manuscript.id or 0,
            version=manuscript.version,
            at=actor.at,
            by=actor.workno,
            name=actor.name,
            deed=deed,
            parts=list(parts),
            remark=remark,
        )
    )
    session.flush()


def steps(session: Session, key: int) -> Sequence[ManuscriptStep]:
    """What was done with a manuscript, oldest first."""
    query = select(ManuscriptStep).where(ManuscriptStep.manuscript_id == key)
    return session.exec(query.order_by(col(ManuscriptStep.id))).all()


def files(session: Session, key: int) -> Sequence[ManuscriptFile]:
    """The files of a manuscript, in the order in which they came."""
    query = select(ManuscriptFile).where(ManuscriptFile.manuscript_id == key)
    return session.exec(query.order_by(col(ManuscriptFile.id))).all()


def listed(session: Session, stages: Collection[Stage], limit: int, unit: str = "") -> list[Line]:
    """Manuscripts at these stages, longest untouched first; of one unit only where one is named."""
    query = columns(
        col(Manuscript.id),
        col(Manuscript.version),
        col(Manuscript.stage),
        col(Manuscript.article_id),
        col(Manuscript.title),
        col(Manuscript.unit),
        col(Manuscript.changed_at),
        col(Manuscript.changed_by),
    ).where(col(Manuscript.stage).in_(tuple(stages)))
    if unit:
        query = query.where(col(Manuscript.unit) == unit)
    query = query.order_by(col(Manuscript.changed_at), col(Manuscript.id)).limit(limit)
    return [Line(*row) for row in session.execute(query).all()]


def counts(session: Session) -> dict[Stage, int]:
    """How many manuscripts stand at each stage."""
    query = columns(col(Manuscript.stage), func.count()).group_by(col(Manuscript.stage))
    return dict(session.execute(query).all())


def people(session: Session, worknos: Iterable[str | None]) -> dict[str, str]:
    """What people are called, by their work numbers."""
    wanted = {one for one in worknos if one}
    query = columns(col(Operator.workno), col(Operator.name)).where(
        col(Operator.workno).in_(wanted)
    )
    return dict(session.execute(query).all())
