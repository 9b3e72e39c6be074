"""How organizers are assessed: three rates, their weights, their groups. Clause: 7.1.3.3."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import sqrt

from hotline_tui.standard.figures import WEIGHED, Measure, Rate
from hotline_tui.standard.vocabulary import Term, UnitType

SURE = 1.959964
"""Standard deviations to either side that hold 95 of 100 cases."""


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many. A share of nothing is None, never 0 or 1."""

    part: int
    whole: int

    @property
    def value(self) -> float | None:
        """The share itself."""
        return self.part / self.whole if self.whole else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Between what the share lies with 95 % certainty, after Wilson; wide for small numbers."""
        if not self.whole:
            return None
        n, square = self.whole, SURE * SURE
        centre = self.part + square / 2
        spread = SURE * sqrt(self.part * (n - self.part) / n + square / 4)
        return max(0.0, (centre - spread) / (n + square)), min(
            1.0, (centre + spread) / (n + square)
        )


class Group(Term):
    """Like with like: units are only ever ranked within one of these. Clause: 7.1.3.3."""

    DISTRICTS = "districts", "区"
    GRASSROOTS = "grassroots", "街道乡镇"
    DEPARTMENTS = "departments", "市级部门"
    ENTERPRISES = "enterprises", "公共服务企事业单位"


GROUPS: Mapping[UnitType, Group] = {
    UnitType.DISTRICT: Group.DISTRICTS,
    UnitType.SUBDISTRICT: Group.GRASSROOTS,
    UnitType.TOWNSHIP: Group.GRASSROOTS,
    UnitType.DEPARTMENT: Group.DEPARTMENTS,
    UnitType.ENTERPRISE: Group.ENTERPRISES,
}
"""The group of each type of unit."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of each measure a unit has; what is not named is none."""

    counts: Mapping[Measure, int]

    def __getitem__(self, measure: Measure) -> int:
        return self.counts.get(measure, 0)

    def rate(self, rate: Rate) -> Share:
        """One of its rates."""
        part, whole = rate.parts
        return Share(self[part], self[whole])


def together(tallies: Iterable[Tally]) -> Tally:
    """What several units have together: counts are added, rates never averaged."""
    total: Counter[Measure] = Counter()
    for one in tallies:
        total.update(one.counts)
    return Tally(total)


def score(tally: Tally, weights: Mapping[str, float]) -> float | None:
    """The rates weighed, from 0 to 100; what a unit has no callbacks for weighs nothing.

    A unit that was only asked about its response is scored by that alone; one that nobody was
    asked about has no score. Clause: 7.1.3.3.
    """
    known = [
        (share, weights.get(rate.value, 0.0))
        for rate in WEIGHED
        if (share := tally.rate(rate).value) is not None
    ]
    weight = sum(weight for _, weight in known)
    return 100 * sum(share * each for share, each in known) / weight if weight else None


def ranks(scores: Mapping[str, float | None]) -> dict[str, int]:
    """The place of each unit of a group by its score, best first; equal scores share a place."""
    known = sorted((one for one in scores.values() if one is not None), reverse=True)
    return {unit: known.index(one) + 1 for unit, one in scores.items() if one is not None}


def change(now: float | None, then: float | None) -> float | None:
    """By how much a figure has grown, as a share of what it was; None where it was nothing."""
    return (now - then) / then if now is not None and then else None
