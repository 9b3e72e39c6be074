"""Improvements as they stand: findings, measures, and the same figure now. Clause: 7.2."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from hotline_tui.data import improving as stored
from hotline_tui.data.engine import Session
from hotline_tui.data.improvement_tables import (
    Improvement,
    ImprovementEffect,
    ImprovementMeasure,
)
from hotline_tui.services.desk import Desk
from hotline_tui.services.measuring import Value, measured
from hotline_tui.standard.authority import Act
from hotline_tui.standard.improvement import Direction, Progress, progress
from hotline_tui.standard.periods import Period, read_period
from hotline_tui.standard.watched import Watched, read_watched


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """What is done, by whom, by when, and what came of it."""

    id: int
    direction: Direction
    measure: str
    who: str
    due_at: datetime
    done_at: datetime | None
    done_by: str
    result: str


@dataclass(frozen=True, slots=True)
class EffectRow:
    """The figure of a later period, and what was made of it."""

    period: Period
    value: Value
    reached: bool
    note: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class ImprovementRow:
    """One improvement; `value` is the figure as it was found, never counted again."""

    id: int
    version: int
    progress: Progress
    at: datetime
    by: str
    finding: str
    cause: str
    watched: Watched
    figure_name: str
    period: Period
    value: Value
    measures: tuple[MeasureRow, ...]
    effects: tuple[EffectRow, ...]

    @property
    def number(self) -> str:
        """What lists know it by."""
        return str(self.id)

    @property
    def open_measures(self) -> tuple[MeasureRow, ...]:
        """Those that are not done, soonest due first."""
        waiting = (one for one in self.measures if one.done_at is None)
        return tuple(sorted(waiting, key=lambda one: (one.due_at, one.id)))

    @property
    def due_at(self) -> datetime | None:
        """By when the next measure is to be done."""
        return self.open_measures[0].due_at if self.open_measures else None


@dataclass(frozen=True, slots=True)
class Since:
    """The figure of an improvement in a period after the finding, as far as that has come."""

    period: Period
    complete: bool
    value: Value


def improvements(
    desk: Desk, *, settled: bool = False, limit: int = 200
) -> tuple[ImprovementRow, ...]:
    """What is being improved, overdue measures first; or what is settled, newest first.

    Clause: 7.2.
    """
    desk.require(Act.READ_ALL)
    with desk.database.reading() as session:
        found = rows(session, stored.listed(session, settled, limit))
    if settled:
        return found
    dated = [one for one in found if one.due_at is not None]
    waiting = tuple(one for one in found if one.due_at is None)
    return (*sorted(dated, key=lambda one: (one.due_at or one.at, one.id)), *waiting)


def show(desk: Desk, key: int) -> tuple[ImprovementRow, tuple[Since, ...]]:
    """An improvement, and its figure in each of the last periods since the finding.

    Clause: 7.2.
    """
    desk.require(Act.READ_ALL)
    with desk.database.snapshot() as session:
        (row,) = rows(session, (stored.by_key(session, key),))
        return row, tuple(_since(session, row, desk.now()))


LOOKED_AT = 6
"""So many periods since the finding are counted at most, the last ones."""


def _since(session: Session, row: ImprovementRow, now: datetime) -> list[Since]:
    periods, of = [], row.period.after
    while not of.so_far(now).empty:
        periods.append(of)
        of = of.after
    return [
        Since(one, window == one.window, measured(session, row.watched, window, now))
        for one in periods[-LOOKED_AT:]
        for window in (one.so_far(now),)
    ]


def rows(session: Session, found: Sequence[Improvement]) -> tuple[ImprovementRow, ...]:
    """Improvements with all that hangs on them."""
    keys = [one.id or 0 for one in found]
    measures: dict[int, list[ImprovementMeasure]] = defaultdict(list)
    for measure in stored.measures(session, keys):
        measures[measure.improvement_id].append(measure)
    effects: dict[int, list[ImprovementEffect]] = defaultdict(list)
    for effect in stored.effects(session, keys):
        effects[effect.improvement_id].append(effect)
    return tuple(_row(one, measures[one.id or 0], effects[one.id or 0]) for one in found)


def _row(
    one: Improvement, measures: Sequence[ImprovementMeasure], effects: Sequence[ImprovementEffect]
) -> ImprovementRow:
    done = [each.done_at is not None for each in measures]
    return ImprovementRow(
        id=one.id or 0,
        version=one.version,
        progress=progress(done, one.judged, one.settled),
        at=one.at,
        by=one.by,
        finding=one.finding,
        cause=one.cause,
        watched=read_watched(one.figure),
        figure_name=one.figure_name,
        period=_period(one.period, one.at),
        value=Value(one.part, one.whole),
        measures=tuple(
            MeasureRow(each.id or 0, each.direction, each.measure, each.who, each.due_at,
                       each.done_at, each.done_by, each.result)
            for each in measures
        ),
        effects=tuple(
            EffectRow(_period(each.period, each.at), Value(each.part, each.whole), each.reached,
                      each.note, each.at, each.by)
            for each in effects
        ),
    )  # fmt: skip


def _period(text: str, at: datetime) -> Period:
    return read_period(text, at.date())
