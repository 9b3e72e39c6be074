"""Queries of the trainer's book."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import Session, col, select

from hotline_tui.data.practice_tables import Assignment, Exercise, PracticeClass, Trainee


def class_named(session: Session, name: str) -> PracticeClass | None:
    """The class of a name."""
    return session.exec(select(PracticeClass).where(PracticeClass.name == name)).one_or_none()


def classes(session: Session) -> Sequence[PracticeClass]:
    """All classes, in the order in which they were made."""
    return session.exec(select(PracticeClass).order_by(col(PracticeClass.id))).all()


def trainees(session: Session, class_id: int | None = None) -> Sequence[Trainee]:
    """Those of a class, or all, by work number."""
    query = select(Trainee).order_by(Trainee.workno)
    if class_id is not None:
        query = query.where(Trainee.class_id == class_id)
    return session.exec(query).all()


def assignments(session: Session, class_id: int) -> Sequence[Assignment]:
    """What a class is to practise, in the order in which it was told."""
    query = select(Assignment).where(Assignment.class_id == class_id)
    return session.exec(query.order_by(col(Assignment.id))).all()


def assigned(session: Session, class_id: int, scenario: str) -> Assignment | None:
    """The assignment of one scenario to a class."""
    query = select(Assignment).where(
        Assignment.class_id == class_id, Assignment.scenario == scenario
    )
    return session.exec(query).one_or_none()


def exercises(
    session: Session, worknos: Sequence[str] | None, *, ended: bool | None, limit: int
) -> Sequence[Exercise]:
    """Exercises of some people, or all, the newest first; `ended` None takes both."""
    query = select(Exercise).order_by(col(Exercise.started_at).desc()).limit(limit)
    if worknos is not None:
        query = query.where(col(Exercise.workno).in_(worknos))
    if ended is not None:
        over = col(Exercise.ended_at)
        query = query.where(over.is_not(None) if ended else over.is_(None))
    return session.exec(query).all()
