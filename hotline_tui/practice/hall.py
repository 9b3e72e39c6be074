"""What somebody may practise: the scenarios, their own results, what their class was told to do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from hotline_tui.practice import library, reading
from hotline_tui.practice.scenario import Scenario
from hotline_tui.services import practice_book
from hotline_tui.services.desk import Desk
from hotline_tui.services.directory import directory


@dataclass(frozen=True, slots=True)
class HallRow:
    """A scenario with one's own tries, oldest first; `pass_mark` where it was assigned."""

    scenario: Scenario
    tries: tuple[int, ...] = ()
    pass_mark: int | None = None
    until: str = ""
    version: int = 0
    due_at: datetime | None = None

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
    """All scenarios, those first that were assigned and have not been passed."""
    city = directory(desk)
    tries: dict[str, list[int]] = {}
    for one in reversed(practice_book.own(desk)):
        tries.setdefault(one.scenario, []).append(one.points or 0)
    asked = {one.scenario: one for one in practice_book.to_do(desk)}
    found = []
    for source in library.shipped():
        scenario = reading.read(source.data, source.id, city).scenario
        if scenario is not None:
            told = asked.get(source.id)
            found.append(
                HallRow(
                    scenario,
                    tuple(tries.get(source.id, ())),
                    told.pass_mark if told else None,
                    told.until if told else "",
                    version=len(tries.get(source.id, ())),
                )
            )
    left = practice_book.left(desk)
    rows = tuple(sorted(found, key=lambda row: not row.open))
    return Hall(rows, left.title if left else "")
