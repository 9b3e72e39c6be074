"""What somebody may practise: the scenarios, their own results, what their class was told to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hotline_tui.practice.recommending import drills, shipped
from hotline_tui.practice.scenario import Scenario
from hotline_tui.services import intake_quality, practice_book
from hotline_tui.services.desk import Desk
from hotline_tui.services.directory import directory
from hotline_tui.standard.authority import Act


@dataclass(frozen=True, slots=True)
class HallRow:
    """A scenario with one's own tries, oldest first; `pass_mark` where it was assigned.

    `weak` are the clauses that one keeps least at the desk and that it exercises.
    """

    scenario: Scenario
    tries: tuple[int, ...] = ()
    pass_mark: int | None = None
    until: str = ""
    weak: tuple[str, ...] = ()
    version: int = 0

    @property
    def number(self) -> str:
        """What it is called on the command line."""
        return self.scenario.id

    @property
    def best(self) -> int | None:
        """The best of one's own tries."""
        return max(self.tries, default=None)

    @property
    def open(self) -> bool:
        """Whether it was assigned and has not been passed."""
        return self.pass_mark is not None and (self.best or 0) < self.pass_mark


@dataclass(frozen=True, slots=True)
class Hall:
    """What there is to practise; `left` is the title of an exercise that was not handed in."""

    rows: tuple[HallRow, ...] = ()
    left: str = ""


def hall(desk: Desk) -> Hall:
    """All scenarios: first what was assigned and has not been passed, then what one is weak in.

    Clause: 7.1.2.4.
    """
    tries: dict[str, list[int]] = {}
    for one in reversed(practice_book.own(desk)):
        tries.setdefault(one.scenario, []).append(one.points or 0)
    asked = {one.scenario: one for one in practice_book.to_do(desk)}
    scenarios = shipped(directory(desk))
    weak = _weak(desk, scenarios)
    found = []
    for scenario in scenarios:
        told, own = asked.get(scenario.id), tuple(tries.get(scenario.id, ()))
        found.append(
            HallRow(
                scenario,
                own,
                told.pass_mark if told else None,
                told.until if told else "",
                tuple(weak.get(scenario.id, ())),
                version=len(own),
            )
        )
    left = practice_book.left(desk)
    rows = tuple(sorted(found, key=lambda row: (not row.open, not row.weak)))
    return Hall(rows, left.title if left else "")


def _weak(desk: Desk, scenarios: Sequence[Scenario]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    if desk.may(Act.ANSWER_REVIEW):
        for drill in drills(intake_quality.weak(desk, desk.person.workno), scenarios):
            for one in drill.scenarios:
                found.setdefault(one.id, []).append(drill.weakness.clause)
    return found
