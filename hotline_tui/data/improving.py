"""Improvements in the database."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import Session, col, select

from hotline_tui.data.improvement_tables import (
    Improvement,
    ImprovementEffect,
    ImprovementMeasure,
)
from hotline_tui.standard.refusal import Fault, Refused


def by_key(session: Session, key: int) -> Improvement:
    """The improvement of that key; raises `Refused` when there is none."""
    found = session.get(Improvement, key)
    if found is None:
        raise Refused(Fault("improvement", "7.2", f"没有第 {key} 号改进事项"))
    return found


def locked(session: Session, key: int, seen: int | None = None) -> Improvement:
    """The improvement, held against other writers. Raises `Refused` for none and a stale one."""
    query = select(Improvement).where(Improvement.id == key).with_for_update()
    found = session.exec(query).one_or_none() or by_key(session, key)
    if seen is not None and found.version != seen:
        raise Refused(Fault("version", "", f"第 {key} 号改进事项已被更新，请先看过再做"))
    return found


def measures(session: Session, keys: Sequence[int]) -> Sequence[ImprovementMeasure]:
    """The measures of some improvements, in the order in which they were set."""
    query = select(ImprovementMeasure).where(col(ImprovementMeasure.improvement_id).in_(keys))
    return session.exec(query.order_by(col(ImprovementMeasure.id))).all()


def effects(session: Session, keys: Sequence[int]) -> Sequence[ImprovementEffect]:
    """What was judged of some improvements, oldest first."""
    query = select(ImprovementEffect).where(col(ImprovementEffect.improvement_id).in_(keys))
    return session.exec(query.order_by(col(ImprovementEffect.id))).all()


def listed(session: Session, settled: bool, limit: int) -> Sequence[Improvement]:
    """Those that are settled, or those that are not, newest first."""
    query = select(Improvement).where(Improvement.settled == settled)
    return session.exec(query.order_by(col(Improvement.id).desc()).limit(limit)).all()
