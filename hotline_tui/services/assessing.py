"""The organizers' assessment of a period: three rates, like with like, with and without exclusions.

Clause: 7.1.3.1, 7.1.3.2, 7.1.3.3.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from hotline_tui.data import directory as reference
from hotline_tui.data import figures as stored
from hotline_tui.data import secured
from hotline_tui.data.engine import Session
from hotline_tui.services import policy, scope
from hotline_tui.services.desk import Desk
from hotline_tui.standard.assessment import GROUPS, Group, Tally, ranks, score, together
from hotline_tui.standard.authority import Act
from hotline_tui.standard.figures import Counted, Measure
from hotline_tui.standard.periods import Period, Window
from hotline_tui.standard.refusal import Fault, Refused
from hotline_tui.standard.vocabulary import UnitType

_HIDDEN = "数据库只给看本单位现有的工单，算不出考评：请看热线告知的考评结果"


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One organizer: what it is assessed by, the same with what was excluded or is on account,
    its scores by both, its place among its like, and its score of the period before.

    `group` is None for a unit that nobody knows any more.
    """

    code: str
    name: str
    group: Group | None
    assessed: Tally
    everything: Tally
    score: float | None
    score_of_everything: float | None
    score_before: float | None
    rank: int | None = None


@dataclass(frozen=True, slots=True)
class Assessment:
    """All organizers that had anything to be assessed by in a period, as known at a moment."""

    period: Period
    at: datetime
    window: Window
    before: Window
    weights: Mapping[str, float]
    units: tuple[UnitRow, ...]

    def group(self, group: Group | None) -> tuple[UnitRow, ...]:
        """The units of a group, best first; those without a score at the end."""
        mine = (one for one in self.units if one.group is group)
        return tuple(sorted(mine, key=lambda one: (one.rank or len(self.units) + 1, one.code)))

    def total(self, *, assessed: bool = True) -> Tally:
        """All units together."""
        return together(one.assessed if assessed else one.everything for one in self.units)

    def counted(self, measure: Measure, unit: UnitRow | None, *, assessed: bool) -> Counted:
        """Which tickets a number of this assessment counts."""
        code = unit.code if unit is not None else None
        return Counted(measure, self.window, organizer=code, assessed=assessed)


def assessment(desk: Desk, of: Period, counted: Callable[[], None] | None = None) -> Assessment:
    """The assessment of all organizers, or of an organizer's own unit at its own desk.

    `counted` is called after the period and after the one before, and may raise what stops it.
    Raises `Refused` for an organizer on a secured database, which hides what others have, and what
    has gone on to them: what was told to the unit is there instead.
    Clause: 7.1.3.1, 7.1.3.3, 7.1.3.4.
    """
    desk.require(Act.READ_TICKETS)
    own, now = scope.unit(desk), desk.now()
    window, before = of.so_far(now), of.alike(of.before, now)
    with desk.database.snapshot() as session:
        if own and secured.is_secured(session.connection()):
            raise Refused(Fault("", "7.1.3.4", _HIDDEN))
        units = reference.units_of_old(session)
        weights = dict(policy.within(session).assessment_weights)
        both = []
        for one in (window, before):
            both.append(_tallies(session, one, now))
            if counted is not None:
                counted()
    found, earlier = both
    then = {code: score(assessed, weights) for code, (assessed, _) in earlier.items()}
    rows = [
        _row(code, units.get(code), assessed, everything, weights, then.get(code))
        for code, (assessed, everything) in sorted(found.items())
    ]
    shown = tuple(one for one in _ranked(rows) if not own or one.code == own)
    return Assessment(of, now, window, before, weights, shown)


def _tallies(session: Session, window: Window, now: datetime) -> dict[str, tuple[Tally, Tally]]:
    assessed: dict[str, Counter[Measure]] = {}
    everything: dict[str, Counter[Measure]] = {}
    for unit, counts_for_it, counts in stored.results(session, window, now):
        everything.setdefault(unit, Counter()).update(counts)
        of = assessed.setdefault(unit, Counter())
        if counts_for_it:
            of.update(counts)
    return {unit: (Tally(assessed[unit]), Tally(everything[unit])) for unit in everything}


def _row(
    code: str,
    known: tuple[str, UnitType] | None,
    assessed: Tally,
    everything: Tally,
    weights: Mapping[str, float],
    before: float | None,
) -> UnitRow:
    return UnitRow(
        code,
        known[0] if known else code,
        GROUPS[known[1]] if known else None,
        assessed,
        everything,
        score(assessed, weights),
        score(everything, weights),
        before,
    )


def _ranked(rows: Iterable[UnitRow]) -> list[UnitRow]:
    of = list(rows)
    places: dict[str, int] = {}
    for group in Group:
        places |= ranks({one.code: one.score for one in of if one.group is group})
    return [replace(one, rank=places.get(one.code)) for one in of]
