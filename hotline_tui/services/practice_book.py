"""The trainer's book: classes and trainees, what they are to practise, how exercises went.

It stands in the desk's own database, beside its tickets and apart from them: exercises have a desk
of their own, and only what is here leads out of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hotline_tui.data import events
from hotline_tui.data import practising as stored
from hotline_tui.data.engine import Session
from hotline_tui.data.practice_tables import Assignment, Exercise, PracticeClass, Trainee
from hotline_tui.services.desk import Desk
from hotline_tui.standard.authority import Act
from hotline_tui.standard.refusal import Fault, Refused, refuse_if

PASS_MARK = 80
"""How many points are needed where nothing else is said."""

SHOWN = 2_000
"""How many exercises a table is made from at most."""


@dataclass(frozen=True, slots=True)
class ClassRow:
    """A class: how many are in it, what they are to practise."""

    name: str
    pass_mark: int
    trainees: tuple[tuple[str, str], ...]
    assignments: tuple[AssignmentRow, ...]


@dataclass(frozen=True, slots=True)
class AssignmentRow:
    """A scenario to be practised, `until` a day (empty: whenever)."""

    scenario: str
    title: str
    pass_mark: int
    until: str


@dataclass(frozen=True, slots=True)
class ExerciseRow:
    """An exercise; `points` None while it is under way. `text` is the scenario as it was then."""

    id: str
    workno: str
    name: str
    scenario: str
    title: str
    text: str
    started_at: datetime
    seen_at: datetime
    ended_at: datetime | None
    elapsed: float
    points: int | None
    steps: Sequence[Mapping[str, Any]]
    marks: Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Note:
    """What is to be kept of an exercise; `points` and `marks` once it is handed in."""

    id: str
    scenario: str
    title: str
    text: str
    started_at: datetime
    elapsed: float
    steps: Sequence[dict[str, Any]]
    points: int | None = None
    marks: Sequence[dict[str, Any]] = ()


# ---- the trainee's side -------------------------------------------------------------------


def note(desk: Desk, wish: Note) -> None:
    """Keep how one's own exercise stands; what was handed in stays as it is.

    Only the end is an act for the audit trail; in between it is a sign of life.
    """
    desk = desk.still()
    with desk.database.transaction() as session:
        known = session.get(Exercise, wish.id)
        if known is not None and (known.ended_at or known.workno != desk.person.workno):
            return
        kept = known or Exercise(
            id=wish.id,
            workno=desk.person.workno,
            name=desk.person.name,
            scenario=wish.scenario,
            title=wish.title,
            text=wish.text,
            started_at=wish.started_at,
            seen_at=desk.now(),
        )
        kept.seen_at, kept.elapsed = desk.now(), wish.elapsed
        kept.steps = list(wish.steps)
        if wish.points is not None:
            kept.ended_at, kept.points, kept.marks = desk.now(), wish.points, list(wish.marks)
            summary = f"练习《{wish.title}》{wish.points} 分"
            events.add(session, desk.actor(), "practised", summary)
        session.add(kept)


def own(desk: Desk) -> tuple[ExerciseRow, ...]:
    """One's own exercises that were handed in, the newest first."""
    with desk.database.reading() as session:
        found = stored.exercises(session, (desk.person.workno,), ended=True, limit=SHOWN)
        return tuple(map(_row, found))


def left(desk: Desk) -> ExerciseRow | None:
    """One's own newest exercise that was not handed in."""
    with desk.database.reading() as session:
        found = stored.exercises(session, (desk.person.workno,), ended=False, limit=1)
        return _row(found[0]) if found else None


def to_do(desk: Desk) -> tuple[AssignmentRow, ...]:
    """What the class of whoever sits here is to practise."""
    with desk.database.reading() as session:
        me = session.get(Trainee, desk.person.workno)
        return tuple(map(_assignment, stored.assignments(session, me.class_id))) if me else ()


# ---- the trainer's side -------------------------------------------------------------------


def keep_class(desk: Desk, name: str, pass_mark: int = PASS_MARK) -> ClassRow:
    """Make a class, or give it another pass mark."""
    desk = desk.still()
    desk.require(Act.TRAIN)
    name = name.strip()
    found = [Fault("class", "", "班名不能为空")] if not name else []
    if not 0 <= pass_mark <= 100:
        found.append(Fault("pass_mark", "", "及格分应在 0 到 100 之间"))
    refuse_if(found)
    with desk.database.transaction() as session:
        kept = stored.class_named(session, name) or PracticeClass(
            name=name, pass_mark=pass_mark, at=desk.now(), by=desk.person.workno
        )
        kept.pass_mark = pass_mark
        session.add(kept)
        session.flush()
        events.add(session, desk.actor(), "class_kept", f"练习班 {name}：及格 {pass_mark} 分")
        return _class(session, kept)


def enrol(desk: Desk, class_name: str, workno: str, name: str) -> ClassRow:
    """Put somebody into a class, by work number; who is in another one changes to this."""
    desk = desk.still()
    desk.require(Act.TRAIN)
    workno, name = workno.strip(), name.strip()
    told = (("workno", workno, "工号不能为空"), ("name", name, "姓名不能为空"))
    refuse_if(Fault(field, "", message) for field, given, message in told if not given)
    with desk.database.transaction() as session:
        into = _named(session, class_name)
        key = into.id or 0
        kept = session.get(Trainee, workno) or Trainee(workno=workno, name=name, class_id=key)
        kept.name, kept.class_id = name, key
        session.add(kept)
        session.flush()
        events.add(session, desk.actor(), "enrolled", f"{workno} {name} 进入练习班 {into.name}")
        return _class(session, into)


def assign(
    desk: Desk, class_name: str, scenario: AssignmentRow, pass_mark: int | None = None
) -> ClassRow:
    """Have a class practise a scenario; said again, only the day and the pass mark change."""
    desk = desk.still()
    desk.require(Act.TRAIN)
    with desk.database.transaction() as session:
        of = _named(session, class_name)
        kept = stored.assigned(session, of.id or 0, scenario.scenario) or Assignment(
            class_id=of.id or 0,
            scenario=scenario.scenario,
            title=scenario.title,
            pass_mark=of.pass_mark,
            at=desk.now(),
            by=desk.person.workno,
        )
        kept.pass_mark = of.pass_mark if pass_mark is None else pass_mark
        kept.until = scenario.until
        session.add(kept)
        session.flush()
        summary = f"布置练习：{of.name}，《{scenario.title}》"
        events.add(session, desk.actor(), "assigned", summary)
        return _class(session, of)


def classes(desk: Desk) -> tuple[ClassRow, ...]:
    """All classes."""
    desk.require(Act.TRAIN)
    with desk.database.reading() as session:
        return tuple(_class(session, one) for one in stored.classes(session))


def exercises(
    desk: Desk, class_name: str = "", workno: str = "", *, ended: bool | None = True
) -> tuple[ExerciseRow, ...]:
    """Exercises of a class, a person, or all, the newest first."""
    desk.require(Act.TRAIN)
    with desk.database.reading() as session:
        who: list[str] | None = [workno] if workno else None
        if class_name:
            of = _named(session, class_name)
            who = [one.workno for one in stored.trainees(session, of.id)]
        return tuple(map(_row, stored.exercises(session, who, ended=ended, limit=SHOWN)))


def exercise(desk: Desk, id: str) -> ExerciseRow:
    """One exercise by its id or the beginning of it; others' are for trainers."""
    with desk.database.reading() as session:
        every = stored.exercises(session, None, ended=None, limit=SHOWN)
        fits: Iterable[Exercise] = (one for one in every if id and one.id.startswith(id))
        found = next(iter(fits), None)
        if found is None:
            raise Refused(Fault("exercise", "", f"没有练习 {id[:40]}"))
        if found.workno != desk.person.workno:
            desk.require(Act.TRAIN)
        return _row(found)


def _named(session: Session, name: str) -> PracticeClass:
    found = stored.class_named(session, name.strip())
    if found is None:
        raise Refused(Fault("class", "", f"没有练习班“{name[:40]}”"))
    return found


def _class(session: Session, one: PracticeClass) -> ClassRow:
    return ClassRow(
        one.name,
        one.pass_mark,
        tuple((who.workno, who.name) for who in stored.trainees(session, one.id)),
        tuple(map(_assignment, stored.assignments(session, one.id or 0))),
    )


def _assignment(one: Assignment) -> AssignmentRow:
    return AssignmentRow(one.scenario, one.title, one.pass_mark, one.until)


def _row(one: Exercise) -> ExerciseRow:
    return ExerciseRow(
        id=one.id,
        workno=one.workno,
        name=one.name,
        scenario=one.scenario,
        title=one.title,
        text=one.text,
        started_at=one.started_at,
        seen_at=one.seen_at,
        ended_at=one.ended_at,
        elapsed=one.elapsed,
        points=one.points,
        steps=tuple(one.steps),
        marks=tuple(one.marks),
    )
