"""What organizers are told and tell, in the database."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import Session, col, select

from hotline_tui.data.unit_tables import AssessmentNotice, AssessmentUse, OrganizerAnalysis
from hotline_tui.standard.refusal import Fault, Refused


def notice(session: Session, key: int) -> AssessmentNotice:
    """The notice of that key; raises `Refused` when there is none."""
    found = session.get(AssessmentNotice, key)
    if found is None:
        raise Refused(Fault("notice", "7.1.3.4", f"没有第 {key} 号考评结果"))
    return found


def locked_notice(session: Session, key: int, seen: int | None = None) -> AssessmentNotice:
    """The notice, held against other writers. Raises `Refused` for none and a stale one."""
    query = select(AssessmentNotice).where(AssessmentNotice.id == key).with_for_update()
    found = session.exec(query).one_or_none() or notice(session, key)
    if seen is not None and found.version != seen:
        raise Refused(Fault("version", "", f"第 {key} 号考评结果已被更新，请先看过再做"))
    return found


def notices(
    session: Session, organizer: str, period: str, limit: int
) -> Sequence[AssessmentNotice]:
    """Notices to one organizer or all, of one period or all, newest first."""
    query = select(AssessmentNotice).order_by(col(AssessmentNotice.id).desc()).limit(limit)
    if organizer:
        query = query.where(AssessmentNotice.organizer == organizer)
    if period:
        query = query.where(AssessmentNotice.period == period)
    return session.exec(query).all()


def told(session: Session, period: str) -> set[str]:
    """Organizers that know their results of a period, which nobody has found to be wrong since."""
    query = select(AssessmentNotice.organizer, AssessmentNotice.upheld).where(
        AssessmentNotice.period == period
    )
    return {organizer for organizer, upheld in session.exec(query) if not upheld}


def uses(session: Session, keys: Sequence[int]) -> Sequence[AssessmentUse]:
    """What some notices' results were used for, oldest first."""
    query = select(AssessmentUse).where(col(AssessmentUse.notice_id).in_(keys))
    return session.exec(query.order_by(col(AssessmentUse.id))).all()


def analyses(
    session: Session, organizer: str, period: str, limit: int
) -> Sequence[OrganizerAnalysis]:
    """Analyses of one organizer or all, of one period or all, newest first."""
    query = select(OrganizerAnalysis).order_by(col(OrganizerAnalysis.id).desc()).limit(limit)
    if organizer:
        query = query.where(OrganizerAnalysis.organizer == organizer)
    if period:
        query = query.where(OrganizerAnalysis.period == period)
    return session.exec(query).all()
