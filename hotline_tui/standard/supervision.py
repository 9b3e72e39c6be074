"""When the system itself reminds an organizer, and when it supervises. Clause: 5.3.3 a."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from hotline_tui.standard.clocks import Clocks, Deadline
from hotline_tui.standard.vocabulary import Cause, Clock


@dataclass(frozen=True, slots=True)
class Step:
    """What a running clock brings about, and when: near its end first, overdue then."""

    at: datetime
    clock: Clock
    due_at: datetime
    cause: Cause


def _steps(deadline: Deadline, near_share: float) -> Iterator[Step]:
    start, due = deadline.start_at, deadline.due_at
    if start is None or due is None or not deadline.running:
        return
    yield Step(start + (due - start) * near_share, deadline.clock, due, Cause.NEAR_DUE)
    yield Step(due, deadline.clock, due, Cause.OVERDUE)


def steps(clocks: Clocks, near_share: float) -> tuple[Step, ...]:
    """All that the running clocks bring about, soonest first. Clause: 5.3.3, 5.3.3 a."""
    found = [step for deadline in clocks for step in _steps(deadline, near_share)]
    return tuple(sorted(found, key=lambda step: (step.at, step.due_at)))


def next_step(clocks: Clocks, near_share: float, since: datetime | None) -> Step | None:
    """The first step after `since`, up to which everything has been done already."""
    coming = (step for step in steps(clocks, near_share) if since is None or step.at > since)
    return next(coming, None)


def causes(clocks: Clocks, near_share: float, now: datetime) -> frozenset[Cause]:
    """What the running clocks make a ticket a candidate for: near a limit, or over it.

    Clause: 5.3.3.
    """
    return frozenset(step.cause for step in due_steps(clocks, near_share, None, now))


def due_steps(
    clocks: Clocks, near_share: float, since: datetime | None, now: datetime
) -> tuple[Step, ...]:
    """What has to be done at `now`: of each clock only the last step, as the first is outdated.

    Clause: 5.3.3 a.
    """
    last: dict[Clock, Step] = {}
    for step in steps(clocks, near_share):
        if (since is None or step.at > since) and step.at <= now:
            last[step.clock] = step
    return tuple(last.values())
