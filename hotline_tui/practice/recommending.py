"""What to practise: the scenarios that exercise the clauses somebody keeps least.

Clause: 7.1.2.4.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest

from hotline_tui.practice import analysis, library, reading
from hotline_tui.practice.scenario import Scenario
from hotline_tui.practice.score import checks
from hotline_tui.services import intake_quality, practice_book
from hotline_tui.services.desk import Desk
from hotline_tui.services.directory import Directory, directory
from hotline_tui.standard.authority import Act
from hotline_tui.standard.intake_quality import Weakness

CLAUSES, SCENARIOS = 3, 3
"""So many clauses are worked on at once, by so many scenarios each."""


@dataclass(frozen=True, slots=True)
class Drill:
    """A weakness, and the scenarios that exercise it most, the best first."""

    weakness: Weakness
    scenarios: tuple[Scenario, ...]


def recommended(desk: Desk, agent: str = "") -> tuple[Drill, ...]:
    """What somebody should practise; whoever sits here unless another is named."""
    return drills(intake_quality.weak(desk, agent), shipped(directory(desk)))


def weak_clauses(desk: Desk) -> list[str]:
    """One's own weakest clauses, from exercises and from the desk itself, turn and turn about."""
    practised = [one.name for one in analysis.weakest(practice_book.own(desk))]
    at_desk: list[str] = []
    if desk.may(Act.ANSWER_REVIEW):
        at_desk = [one.clause for one in intake_quality.weak(desk, desk.person.workno)]
    both = chain.from_iterable(zip_longest(practised, at_desk))
    return list(dict.fromkeys(clause for clause in both if clause))


def drills(weak: Iterable[Weakness], scenarios: Sequence[Scenario]) -> tuple[Drill, ...]:
    """The first weaknesses that any scenario exercises, each with its scenarios."""
    found: list[Drill] = []
    for weakness in weak:
        ranked = sorted(scenarios, key=lambda one: -weight(one, weakness.clause))
        best = tuple(one for one in ranked[:SCENARIOS] if weight(one, weakness.clause))
        if best and len(found) < CLAUSES:
            found.append(Drill(weakness, best))
    return tuple(found)


def weight(scenario: Scenario, clause: str) -> float:
    """How much a scenario is about a clause: by what it sets out to teach, then by its score."""
    every = checks(scenario)
    of = sum(one.weight for one in every if _alike(one.clause, clause))
    return teaches(scenario, clause) + of / sum(one.weight for one in every)


def teaches(scenario: Scenario, clause: str) -> bool:
    """Whether a scenario sets out to teach a clause, or a part of it, or what it is part of."""
    return any(_alike(one, clause) for one in scenario.teaches)


def _alike(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def shipped(city: Directory) -> tuple[Scenario, ...]:
    """The product's scenarios, in the order in which they are best practised."""
    read = (reading.read(one.data, one.id, city).scenario for one in library.shipped())
    return tuple(one for one in read if one is not None)
