"""How the trainees of all classes stand, one line for each person and scenario."""

from __future__ import annotations

from dataclasses import dataclass

from hotline_tui.practice import analysis
from hotline_tui.practice.analysis import Result, Weakness
from hotline_tui.services import practice_book
from hotline_tui.services.desk import Desk
from hotline_tui.services.practice_book import ExerciseRow


@dataclass(frozen=True, slots=True)
class Standing:
    """A result, its class, and the newest exercise behind it; under way while it has no end."""

    of: str
    result: Result
    last: ExerciseRow | None

    @property
    def number(self) -> str:
        """What tells it from all others."""
        return f"{self.of} {self.result.workno} {self.result.scenario}"

    @property
    def version(self) -> int:
        """Changes with every step of the newest exercise."""
        steps = len(self.last.steps) if self.last else 0
        return len(self.result.tries) * 10_000 + steps

    @property
    def under_way(self) -> bool:
        """Whether it is being practised now."""
        return self.last is not None and self.last.ended_at is None


@dataclass(frozen=True, slots=True)
class Standings:
    """All lines, those under way first, and the clauses that cost most."""

    rows: tuple[Standing, ...]
    weakest: tuple[Weakness, ...]


def standings(desk: Desk) -> Standings:
    """How everybody stands; for trainers."""
    every = practice_book.exercises(desk, ended=None)
    done = [one for one in every if one.ended_at is not None]
    newest: dict[tuple[str, str], ExerciseRow] = {}
    for one in reversed(every):
        newest[(one.workno, one.scenario)] = one
    found = []
    for of in practice_book.classes(desk):
        own = [one for one in done if one.workno in dict(of.trainees)]
        for result in analysis.results(of, own):
            last = newest.get((result.workno, result.scenario))
            found.append(Standing(of.name, result, last))
    rows = tuple(sorted(found, key=lambda row: not row.under_way))
    return Standings(rows, analysis.weakest(done))
