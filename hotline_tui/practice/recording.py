"""What happened in an exercise, step by step: all that a score is computed from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

RANG, PICKED_UP, SAID, HEARD, OFFERED = "rang", "picked_up", "said", "heard", "offered"
HUNG_UP, RANG_OFF, ENDED = "hung_up", "rang_off", "ended"
"""Words for what a step is: the telephone's, what the trainee said, what was heard, a call that the
trainee or the caller ended, the end of the exercise. All others are the audit trail's own."""

UNASKED = "unasked"
"""What is given with something heard that was no answer: it came as time went by."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened, `at` so many seconds after the exercise began, in simulated time.

    `given` is what the desk had then, for what it wrote down: the record, the dispatch, the
    answers of a callback.
    """

    at: float
    what: str
    text: str = ""
    given: Mapping[str, Any] = field(default_factory=dict)


Recording = tuple[Step, ...]


def as_document(steps: Iterable[Step]) -> list[dict[str, Any]]:
    """Steps as JSON keeps them."""
    return [
        {"at": one.at, "what": one.what, "text": one.text, "given": dict(one.given)}
        for one in steps
    ]


def from_document(kept: Iterable[Mapping[str, Any]]) -> Recording:
    """The steps of `as_document`."""
    return tuple(Step(one["at"], one["what"], one["text"], one["given"]) for one in kept)


def clock(seconds: float) -> str:
    """A moment of an exercise as people read it: 03:12, 1:03:12."""
    whole = int(seconds)
    hours, minutes = divmod(whole // 60, 60)
    return f"{hours}:{minutes:02d}:{whole % 60:02d}" if hours else f"{minutes:02d}:{whole % 60:02d}"
