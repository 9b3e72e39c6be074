"""What the standard leaves to a city, with the values that most cities have."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

NEAR_SHARE = 0.8
"""A clock is near its end once this share of its limit has passed, unless a city says otherwise."""


@dataclass(frozen=True, slots=True)
class Policy:
    """A city's choices; one set for each database, the same at all its desks.

    `feedback_from_signing` starts the feedback clock at sign-for instead of dispatch;
    `stop_during_return` lets sign-for and feedback stand still while a return is decided;
    `near_share` is when a clock is near its end; `handovers` and `rounds` are how many hand-overs
    or handlings raise a ticket to supervision; `repeated` is how many tickets of one claimant
    within `repeated_within`, `many` how many alike within `many_within`, do so.
    `callback_share` is the share of tickets that are called back, `callback_by_kind` and
    `callback_by_organizer` say otherwise for some; `callback_attempts` is after how many failed
    attempts nobody tries any more.
    """

    feedback_from_signing: bool = False
    stop_during_return: bool = False
    near_share: float = NEAR_SHARE
    handovers: int = 3
    rounds: int = 3
    repeated: int = 3
    repeated_within: timedelta = timedelta(days=30)
    many: int = 3
    many_within: timedelta = timedelta(days=7)
    callback_share: float = 1.0
    callback_by_kind: tuple[tuple[str, float], ...] = ()
    callback_by_organizer: tuple[tuple[str, float], ...] = ()
    callback_attempts: int = 3
    callback_seed: str = "12345"
