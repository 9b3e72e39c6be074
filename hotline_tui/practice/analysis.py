"""What exercises tell about people, clauses and scenarios: pure, from the trainer's book.

Clause: 7.1.2.1, 7.1.2.4.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hotline_tui.practice.score import FULL, Score
from hotline_tui.services.practice_book import AssignmentRow, ClassRow, ExerciseRow


@dataclass(frozen=True, slots=True)
class Result:
    """One person and one scenario: the best points, all points in the order of time, passed."""

    workno: str
    name: str
    scenario: str
    title: str
    best: int | None
    tries: tuple[int, ...]
    passed: bool
    pass_mark: int

    @property
    def progress(self) -> str:
        """How it went over time: 54→71→88."""
        return "→".join(map(str, self.tries))


@dataclass(frozen=True, slots=True)
class Weakness:
    """A clause, or an item of a scenario, with the points lost of those there were."""

    name: str
    lost: int
    of: int
    tries: int

    @property
    def share(self) -> float:
        """The share of the points that was lost, from 0 to 1."""
        return self.lost / self.of if self.of else 0.0


def marks_of(score: Score) -> list[dict[str, Any]]:
    """The marks of a score as the book keeps them."""
    return [
        {
            "key": one.key,
            "part": one.part.value,
            "points": one.points,
            "clause": one.clause,
            "wanted": one.wanted,
            "lost": one.lost,
            "at": one.at,
        }
        for one in score.marks
    ]


def results(of: ClassRow, exercises: Iterable[ExerciseRow]) -> tuple[Result, ...]:
    """Each trainee of a class with each scenario that was assigned or practised."""
    done: dict[tuple[str, str], list[ExerciseRow]] = defaultdict(list)
    titles: dict[str, AssignmentRow] = {one.scenario: one for one in of.assignments}
    for one in sorted(exercises, key=lambda row: row.started_at):
        done[(one.workno, one.scenario)].append(one)
        titles.setdefault(one.scenario, AssignmentRow(one.scenario, one.title, of.pass_mark, ""))
    found = []
    for workno, name in of.trainees:
        for scenario, asked in titles.items():
            tries = tuple(one.points or 0 for one in done[(workno, scenario)])
            if not tries and scenario not in {one.scenario for one in of.assignments}:
                continue
            best = max(tries, default=None)
            passed = best is not None and best >= asked.pass_mark
            found.append(
                Result(workno, name, scenario, asked.title, best, tries, passed, asked.pass_mark)
            )
    return tuple(found)


def weakest(exercises: Iterable[ExerciseRow]) -> tuple[Weakness, ...]:
    """The clauses that cost most, the weakest first; those without a loss are left out."""
    return _summed((str(mark["clause"]), mark) for one in exercises for mark in one.marks)


def items(exercises: Iterable[ExerciseRow]) -> tuple[Weakness, ...]:
    """The single checks of each scenario, those that most stumble over first."""
    return _summed(
        (f"{one.scenario}　{mark['wanted']}", mark) for one in exercises for mark in one.marks
    )


def scenarios(exercises: Iterable[ExerciseRow]) -> tuple[Weakness, ...]:
    """Whole scenarios, the hardest first; 100 points for each try."""
    tries: dict[str, list[int]] = defaultdict(list)
    for one in exercises:
        if one.points is not None:
            tries[f"{one.scenario}　{one.title}"].append(one.points)
    found = (
        Weakness(name, FULL * len(got) - sum(got), FULL * len(got), len(got))
        for name, got in tries.items()
    )
    return tuple(sorted(found, key=lambda one: (-one.share, one.name)))


def _summed(marks: Iterable[tuple[str, Mapping[str, Any]]]) -> tuple[Weakness, ...]:
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for name, mark in marks:
        points = int(mark["points"])
        sums[name][0] += points if mark["lost"] else 0
        sums[name][1] += points
        sums[name][2] += 1
    found = (Weakness(name, lost, of, tries) for name, (lost, of, tries) in sums.items() if lost)
    return tuple(sorted(found, key=lambda one: (-one.share, -one.lost, one.name)))


def certificate(of: ClassRow, workno: str, done: Sequence[Result], on: str) -> str:
    """The text of a certificate for whoever has passed all that was assigned; empty else."""
    own = [one for one in done if one.workno == workno]
    asked = {one.scenario for one in of.assignments}
    passed = {one.scenario for one in own if one.passed}
    if not own or not asked or asked - passed:
        return ""
    lines = [
        "培训合格证明",
        "",
        f"{own[0].name}（工号 {workno}）已完成“{of.name}”的全部练习，考核合格。",
        "",
        *(
            f"　{one.title}　{one.best} 分（及格 {one.pass_mark} 分）"
            for one in own
            if one.scenario in asked
        ),
        "",
        "考核依据：DB11/T 2021—2022，7.1.2（服务用语、工单记录、判断与派单、及时）",
        f"日期：{on}",
    ]
    return "\n".join(lines)
