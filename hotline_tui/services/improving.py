"""Improvement: a finding and its figure, measures, and their effect by the same figure.

Clause: 7.2.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from hotline_tui.data import events
from hotline_tui.data import improving as stored
from hotline_tui.data.engine import Session
from hotline_tui.data.improvement_tables import (
    Improvement,
    ImprovementEffect,
    ImprovementMeasure,
)
from hotline_tui.services.desk import Desk
from hotline_tui.services.directory import within
from hotline_tui.services.figures import period as read
from hotline_tui.services.improvements import ImprovementRow, rows
from hotline_tui.services.measuring import measured, named
from hotline_tui.standard.authority import Act
from hotline_tui.standard.improvement import (
    Direction,
    done_faults,
    finding_faults,
    judging_faults,
    measure_faults,
)
from hotline_tui.standard.periods import read_period
from hotline_tui.standard.refusal import Fault, Refused, refuse_if
from hotline_tui.standard.watched import Watched, again_faults


@dataclass(frozen=True, slots=True)
class Found:
    """What was found wrong, why, and the figure of a period that shows it."""

    watched: Watched
    period: str
    finding: str = ""
    cause: str = ""


@dataclass(frozen=True, slots=True)
class Planned:
    """What is to be done about improvement `key`, by whom, by when."""

    key: int
    direction: Direction | None = None
    measure: str = ""
    who: str = ""
    due_at: datetime | None = None
    version: int | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """Measure `measure` of improvement `key` is done, with what result."""

    key: int
    measure: int
    result: str = ""
    version: int | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """Whether the figure of a later period is what improvement `key` was to reach."""

    key: int
    period: str
    reached: bool | None = None
    note: str = ""
    version: int | None = None


def open_improvement(desk: Desk, wish: Found) -> ImprovementRow:
    """Write down a finding, with its figure as it is at this moment. Clause: 7.2."""
    desk = desk.still()
    desk.require(Act.IMPROVE)
    with desk.database.transaction() as session:
        return opened(desk, session, wish)


def opened(desk: Desk, session: Session, wish: Found) -> ImprovementRow:
    """The same within an act that has more to write down."""
    of, now = read(desk, wish.period), desk.now()
    window = of.so_far(now)
    found = list(finding_faults(wish.finding, wish.cause))
    if window.empty:
        found.append(Fault("period", "7.2", f"{of.name}还没有开始，没有数字"))
    refuse_if(found)
    value = measured(session, wish.watched, window, now)
    made = Improvement(
        at=now,
        by=desk.person.workno,
        finding=wish.finding.strip(),
        cause=wish.cause.strip(),
        figure=wish.watched.document(),
        figure_name=named(session, wish.watched, within(session, desk.database)),
        period=of.text,
        part=value.part,
        whole=value.whole,
    )
    session.add(made)
    session.flush()
    told = f"第 {made.id} 号改进事项：{made.figure_name} {of.name} {value.shown}"
    events.add(session, desk.actor(), "improvement_opened", told)
    return rows(session, (made,))[0]


def plan(desk: Desk, wish: Planned) -> ImprovementRow:
    """Set a measure: what, by whom, by when. Clause: 7.2."""
    desk = desk.still()
    desk.require(Act.IMPROVE)
    with desk.database.transaction() as session:
        one = _unsettled(session, wish.key, wish.version)
        direction, due_at = wish.direction, wish.due_at
        found = measure_faults(direction, wish.measure, wish.who, due_at, desk.now())
        if direction is None or due_at is None or found:
            raise Refused(found)
        made = ImprovementMeasure(
            improvement_id=wish.key,
            direction=direction,
            measure=wish.measure.strip(),
            who=wish.who.strip(),
            due_at=due_at,
            at=desk.now(),
            by=desk.person.workno,
        )
        session.add(made)
        told = f"定措施：{made.measure}（{made.who}）"
        return _changed(desk, session, one, "improvement_planned", told)


def carry_out(desk: Desk, wish: Done) -> ImprovementRow:
    """A measure is done. Clause: 7.2."""
    desk = desk.still()
    desk.require(Act.IMPROVE)
    with desk.database.transaction() as session:
        one = _unsettled(session, wish.key, wish.version)
        measures = {each.id: each for each in stored.measures(session, [wish.key])}
        measure = measures.get(wish.measure)
        if measure is None:
            raise Refused(Fault("measure", "7.2", f"没有第 {wish.measure} 项措施"))
        refuse_if(done_faults(measure.done_at is not None, wish.result))
        measure.done_at, measure.done_by = desk.now(), desk.person.workno
        measure.result = wish.result.strip()
        session.add(measure)
        return _changed(desk, session, one, "improvement_done", f"完成措施：{measure.measure}")


def judge(desk: Desk, wish: Judged) -> ImprovementRow:
    """Count the figure of a later period and say whether it is enough.

    Enough settles it; not enough asks for another measure. Clause: 7.2.
    """
    desk = desk.still()
    desk.require(Act.IMPROVE)
    again, now = read(desk, wish.period), desk.now()
    with desk.database.transaction() as session:
        one = _unsettled(session, wish.key, wish.version)
        (row,) = rows(session, (one,))
        done = max((each.done_at for each in row.measures if each.done_at), default=one.at)
        then = read_period(one.period, desk.today())
        refuse_if(
            (
                *judging_faults(row.progress, wish.reached, wish.note),
                *again_faults(row.watched, then, again, done, now),
            )
        )
        value = measured(session, row.watched, again.so_far(now), now)
        one.settled, one.judged = bool(wish.reached), len(row.measures)
        effect = ImprovementEffect(
            improvement_id=wish.key,
            period=again.text,
            part=value.part,
            whole=value.whole,
            reached=bool(wish.reached),
            note=wish.note.strip(),
            at=now,
            by=desk.person.workno,
        )
        session.add(effect)
        verdict = "见效" if wish.reached else "未见效"
        told = f"评成效：{again.name} {value.shown}，{verdict}"
        return _changed(desk, session, one, "improvement_judged", told)


def _unsettled(session: Session, key: int, seen: int | None) -> Improvement:
    found = stored.locked(session, key, seen)
    if found.settled:
        raise Refused(Fault("status", "7.2", f"第 {key} 号改进事项已经了结"))
    return found


def _changed(
    desk: Desk, session: Session, one: Improvement, what: str, told: str
) -> ImprovementRow:
    one.version += 1
    session.add(one)
    session.flush()
    events.add(session, desk.actor(), what, f"第 {one.id} 号改进事项{told}")
    return rows(session, (one,))[0]
