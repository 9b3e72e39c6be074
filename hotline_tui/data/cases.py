"""Typical cases in the database."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import Session, col, select

from hotline_tui.data.case_tables import TypicalCase
from hotline_tui.standard.refusal import Fault, Refused


def by_key(session: Session, key: int) -> TypicalCase:
    """The case of that key; raises `Refused` when there is none."""
    found = session.get(TypicalCase, key)
    if found is None:
        raise Refused(Fault("case", "6.4", f"没有第 {key} 号典型案例"))
    return found


def locked(session: Session, key: int, seen: int | None = None) -> TypicalCase:
    """The case, held against other writers. Raises `Refused` for none and a stale one."""
    query = select(TypicalCase).where(TypicalCase.id == key).with_for_update()
    found = session.exec(query).one_or_none() or by_key(session, key)
    if seen is not None and found.version != seen:
        raise Refused(Fault("version", "", f"第 {key} 号典型案例已被更新，请先看过再做"))
    return found


def of_ticket(session: Session, number: str) -> TypicalCase | None:
    """The case that is told of a ticket."""
    return session.exec(select(TypicalCase).where(TypicalCase.ticket == number)).one_or_none()


def newest(session: Session, limit: int) -> Sequence[TypicalCase]:
    """Cases, newest first."""
    return session.exec(select(TypicalCase).order_by(col(TypicalCase.id).desc()).limit(limit)).all()
