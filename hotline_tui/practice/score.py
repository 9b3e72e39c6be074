"""The score of an exercise: a pure function of its scenario and of what happened.

Clause: 7.1.2.2, 7.1.2.3.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from hotline_tui.practice.check import Check, Part
from hotline_tui.practice.evidence import Evidence
from hotline_tui.practice.recording import Recording
from hotline_tui.practice.rubric_record import record_checks
from hotline_tui.practice.rubric_route import route_checks
from hotline_tui.practice.rubric_time import time_checks
from hotline_tui.practice.rubric_words import words_checks
from hotline_tui.practice.scenario import Scenario

FULL = 100
"""Full marks."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One check with what it is worth; `lost`: why nothing was got for it (empty: it was).

    `at` is the moment of the exercise, in seconds; None where it belongs to none.
    """

    key: str
    part: Part
    points: int
    clause: str
    wanted: str
    lost: str = ""
    at: float | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """All marks; `points` of `FULL`."""

    marks: tuple[Mark, ...]

    @property
    def points(self) -> int:
        """What was got."""
        return sum(one.points for one in self.marks if not one.lost)

    @property
    def lost(self) -> tuple[Mark, ...]:
        """What was not, in the order in which it happened; what belongs to no moment comes last."""
        missed = (one for one in self.marks if one.lost)
        return tuple(sorted(missed, key=lambda one: (one.at is None, one.at or 0.0)))

    def of(self, part: Part) -> tuple[int, int]:
        """Points got and points there are in one part."""
        own = [one for one in self.marks if one.part is part]
        return sum(one.points for one in own if not one.lost), sum(one.points for one in own)


def checks(scenario: Scenario) -> tuple[Check, ...]:
    """All that this scenario's score looks at, each once."""
    found = (
        *words_checks(scenario),
        *record_checks(scenario),
        *route_checks(scenario),
        *time_checks(scenario),
    )
    return tuple({one.key: one for one in reversed(found)}.values())[::-1]


def score(scenario: Scenario, steps: Recording) -> Score:
    """The score of what happened. Clause: 7.1.2.2 a, 7.1.2.2 b, 7.1.2.2 c, 7.1.2.2 d."""
    seen = Evidence(scenario, steps)
    marks = []
    wanted = checks(scenario)
    for check, points in zip(wanted, _shares(tuple(one.weight for one in wanted)), strict=True):
        lost = check.judge(seen)
        why, at = lost or ("", None)
        told = (check.key, check.part, points, check.clause, check.wanted)
        marks.append(Mark(*told, why, at))
    return Score(tuple(marks))


@lru_cache(maxsize=256)
def _shares(weights: tuple[float, ...]) -> tuple[int, ...]:
    """Full marks divided by weight into whole points, none without any; the largest rest first."""
    spare = FULL - len(weights)
    if spare < 0:
        raise ValueError(f"a scenario may have at most {FULL} checks, not {len(weights)}")
    exact = [weight / sum(weights) * spare for weight in weights]
    points = [1 + int(share) for share in exact]
    rests = sorted(range(len(exact)), key=lambda nth: (int(exact[nth]) - exact[nth], nth))
    for nth in rests[: FULL - sum(points)]:
        points[nth] += 1
    return tuple(points)


def by_clause(scores: tuple[Score, ...]) -> dict[str, tuple[int, int]]:
    """For each clause the points lost and the points there were, the weakest first."""
    found: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for one in scores:
        for mark in one.marks:
            found[mark.clause][0] += mark.points if mark.lost else 0
            found[mark.clause][1] += mark.points
    order = sorted(found, key=lambda clause: (-found[clause][0] / found[clause][1], clause))
    return {clause: (found[clause][0], found[clause][1]) for clause in order}
