"""A recording as those who judge it need it: who said what, and what became of each matter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from rapidfuzz import fuzz

from hotline_tui.practice.recording import ENDED, PICKED_UP, RANG, SAID, Recording, Step
from hotline_tui.practice.scenario import Ending, Exercise, Matter, Scenario
from hotline_tui.standard.record import full_text

ENDINGS: Mapping[str, Ending] = {
    "registered": Ending.REGISTER,
    "answered": Ending.ANSWER,
    "not_accepted": Ending.TURN_AWAY,
}
"""What the audit trail calls the end of a record."""


@dataclass(frozen=True, slots=True)
class Made:
    """What the trainee has made of one matter: the last word on it, and when."""

    at: float
    ends: Ending
    given: Mapping[str, Any]

    @property
    def record(self) -> Mapping[str, Any]:
        """The record as a ticket document."""
        found: Mapping[str, Any] = self.given.get("record", {})
        return found

    def value(self, name: str) -> Any:
        """An element of the record by its dotted name."""
        found: Any = self.record
        for part in name.split("."):
            found = found.get(part) if isinstance(found, Mapping) else None
        return found


@dataclass(frozen=True)
class Evidence:
    """A scenario and what happened in it."""

    scenario: Scenario
    steps: Recording

    @cached_property
    def said(self) -> tuple[Step, ...]:
        """What the trainee said, in order."""
        return tuple(one for one in self.steps if one.what == SAID)

    @cached_property
    def end(self) -> float:
        """When the exercise ended, or its last step so far."""
        return max((one.at for one in self.steps), default=0.0)

    def first(self, what: str) -> Step | None:
        """The first step of a kind."""
        return next((one for one in self.steps if one.what == what), None)

    @cached_property
    def rung(self) -> float:
        """When the telephone rang, or the exercise began."""
        rang = self.first(RANG)
        return rang.at if rang else 0.0

    @cached_property
    def answered(self) -> Step | None:
        """When the conversation began."""
        return self.first(PICKED_UP)

    @cached_property
    def finished(self) -> float:
        """When the work was done: the end of the exercise, not counting the look at it."""
        done = [one.at for one in self.steps if one.what != ENDED]
        return max(done, default=0.0)

    @cached_property
    def made(self) -> tuple[Made | None, ...]:
        """What was made of each matter, in the scenario's order; None: nothing.

        The trainee's own records are told apart by their words, prepared ones by their identity.
        """
        records: dict[str, Made] = {}
        for step in self.steps:
            if step.what in ENDINGS:
                number = str(step.given.get("number", ""))
                records[number] = Made(step.at, ENDINGS[step.what], step.given)
        return _assigned(self.scenario.matters, list(records.values()))

    def on(self, matter: int, what: str) -> Step | None:
        """The last step of a kind on a prepared matter (from 0)."""
        wanted = str(self.scenario.identity(matter))
        found = (
            one
            for one in reversed(self.steps)
            if one.what == what and one.given.get("record", {}).get("id") == wanted
        )
        return next(found, None)

    @property
    def prepared(self) -> bool:
        """Whether the matters are there beforehand, instead of being taken down."""
        return self.scenario.exercise not in (Exercise.CALL, Exercise.LETTER)


def _assigned(matters: Iterable[Matter], records: list[Made]) -> tuple[Made | None, ...]:
    """The likeliest record for each matter; each record once."""
    found: list[Made | None] = []
    for matter in matters:
        best = max(records, key=lambda made: _likeness(matter, made), default=None)
        if best is not None:
            records.remove(best)
        found.append(best)
    return tuple(found)


def _likeness(matter: Matter, made: Made) -> float:
    texts = (one for one in made.record.values() if isinstance(one, str))
    same_kind = 10.0 if made.value("kind") == matter.draft.kind else 0.0
    return fuzz.token_set_ratio(full_text(matter.draft), "\n".join(texts)) + same_kind
