"""The clocks of a ticket: a pure function of recorded facts, never a counter that is kept in step.

Clause: 4.1.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from hotline_tui.standard.record import StatutoryLimit, TicketDraft
from hotline_tui.standard.refusal import Fault
from hotline_tui.standard.vocabulary import Clock, Urgency


@dataclass(frozen=True, slots=True)
class Limits:
    """How long each clock of a class may run."""

    dispatch: timedelta
    sign: timedelta
    feedback: timedelta


class ResponseClass(Enum):
    """The graded response: which matters run by which limits.

    Clause: 4.1, 5.3.2.1.3 a, 5.3.2.1.3 b, 5.3.2.1.3 c, 5.3.2.2.2 a, 5.3.2.2.2 b, 5.3.2.2.2 c,
    5.3.2.3.2 a, 5.3.2.3.2 b, 5.3.2.3.2 c.
    """

    CRITICAL = Limits(timedelta(hours=1), timedelta(minutes=15), timedelta(hours=2))
    PRESSING = Limits(timedelta(hours=2), timedelta(minutes=30), timedelta(hours=24))
    ORDINARY = Limits(timedelta(hours=24), timedelta(hours=24), timedelta(days=7))

    @property
    def limits(self) -> Limits:
        """The three limits of this class."""
        return self.value


RESPONSE: dict[Urgency, ResponseClass] = {
    Urgency.EMERGENCY: ResponseClass.CRITICAL,
    Urgency.INSTABILITY: ResponseClass.CRITICAL,
    Urgency.PUBLIC_HEALTH: ResponseClass.CRITICAL,
    Urgency.LIVELIHOOD: ResponseClass.PRESSING,
    Urgency.EXTREME_WEATHER: ResponseClass.PRESSING,
    Urgency.GENERAL: ResponseClass.ORDINARY,
}
"""Which urgency runs by which class; a risk to life or property always makes it critical."""

SURGE_DISPATCH = timedelta(hours=48)
"""Dispatch limit of ordinary matters raised while a surge is declared. Clause: 5.3.2.1.3 c."""

COMPLEX_FEEDBACK = timedelta(days=15)
"""Feedback limit of complex and difficult matters, in natural days. Clause: 5.3.2.3.2 d."""


def response(urgency: Urgency, risk_to_life_or_property: bool) -> ResponseClass:
    """The class that a matter belongs to. Clause: 4.1."""
    return ResponseClass.CRITICAL if risk_to_life_or_property else RESPONSE[urgency]


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time from `start` until before `end`; still going on while `end` is None."""

    start: datetime
    end: datetime | None = None

    def __contains__(self, instant: datetime) -> bool:
        return self.start <= instant and (self.end is None or instant < self.end)


@dataclass(frozen=True, slots=True)
class ClockFacts:
    """All that the clocks of one ticket depend on.

    `dispatched_at` is the last dispatch, `first_dispatched_at` the one that met the dispatch clock
    where there were several. `again_at` is when a callback had the matter handled again. `paused`
    is how long the clocks stood still since the last dispatch, where a city stops them while a
    return is decided; `feedback_from_signing` says that feedback starts at sign-for.
    """

    urgency: Urgency
    raised_at: datetime
    accepted: bool = True
    risk_to_life_or_property: bool = False
    complex: bool = False
    surge: bool = False
    statutory_due_at: datetime | None = None
    answered_at: datetime | None = None
    first_dispatched_at: datetime | None = None
    dispatched_at: datetime | None = None
    signed_at: datetime | None = None
    fed_back_at: datetime | None = None
    again_at: datetime | None = None
    paused: timedelta = timedelta(0)
    feedback_from_signing: bool = False


@dataclass(frozen=True, slots=True)
class Deadline:
    """One clock of one ticket: when it started, is due, and was met (None: not, or not yet)."""

    clock: Clock
    start_at: datetime | None = None
    due_at: datetime | None = None
    met_at: datetime | None = None

    @property
    def running(self) -> bool:
        """Whether it has started and has not been met."""
        return self.due_at is not None and self.met_at is None

    def overdue(self, now: datetime) -> timedelta | None:
        """By how much it was missed, for ever; None when it was met in time or has time left."""
        if self.due_at is None:
            return None
        late = (self.met_at or now) - self.due_at
        return late if late > timedelta(0) else None


@dataclass(frozen=True, slots=True)
class Clocks:
    """The three clocks of one ticket."""

    dispatch: Deadline
    sign: Deadline
    feedback: Deadline

    def __iter__(self) -> Iterator[Deadline]:
        yield from (self.dispatch, self.sign, self.feedback)

    def next_due(self) -> Deadline | None:
        """The running clock that ends first; None when none runs."""
        running = {one.due_at: one for one in reversed(tuple(self)) if one.due_at and one.running}
        return running[min(running)] if running else None


def surging(raised_at: datetime, surges: Iterable[Period]) -> bool:
    """Whether a matter was raised while a surge was declared. Clause: 5.3.2.1.3 c."""
    return any(raised_at in surge for surge in surges)


def limits(facts: ClockFacts) -> Limits:
    """The limits that this matter runs by, before a statutory limit is looked at.

    Clause: 5.3.2.1.3 c, 5.3.2.3.2 d.
    """
    of = response(facts.urgency, facts.risk_to_life_or_property)
    return Limits(
        SURGE_DISPATCH if facts.surge and of is ResponseClass.ORDINARY else of.limits.dispatch,
        of.limits.sign,
        COMPLEX_FEEDBACK if facts.complex else of.limits.feedback,
    )


def clocks(facts: ClockFacts) -> Clocks:
    """The three clocks of a matter.

    Dispatch runs from the moment the matter was raised, sign-for and feedback from the moment of
    dispatch; where the standard is silent, a city may start feedback at sign-for, or stop both
    while a return is decided. Natural days are days of 24 hours; no holiday stops a clock. A direct
    answer ends the dispatch clock; a matter that is not accepted has none.

    Clause: 4.1, 5.3.2.1.3 a, 5.3.2.1.3 b, 5.3.2.1.3 c, 5.3.2.2.2 a, 5.3.2.2.2 b, 5.3.2.2.2 c,
    5.3.2.3.2 a, 5.3.2.3.2 b, 5.3.2.3.2 c, 5.3.2.3.2 d.
    """
    if not facts.accepted:
        return Clocks(Deadline(Clock.DISPATCH), Deadline(Clock.SIGN), Deadline(Clock.FEEDBACK))
    of = limits(facts)
    dispatch = Deadline(
        Clock.DISPATCH,
        facts.raised_at,
        facts.raised_at + of.dispatch,
        facts.first_dispatched_at or facts.dispatched_at or facts.answered_at,
    )
    sent = facts.dispatched_at
    sign = Deadline(Clock.SIGN, sent, sent and sent + of.sign + facts.paused, facts.signed_at)
    return Clocks(dispatch, sign, _feedback(facts, of.feedback))


def _feedback(facts: ClockFacts, limit: timedelta) -> Deadline:
    """The feedback clock of the present round.

    A statutory limit replaces the feedback limit and nothing else; a matter that is handled again
    after it has passed runs by the limit of its class from then on.
    """
    start = facts.signed_at if facts.feedback_from_signing else facts.dispatched_at
    if start and facts.again_at:
        start = max(start, facts.again_at)
    due = start and start + limit + facts.paused
    by_law = facts.statutory_due_at
    passed = bool(by_law and facts.again_at and by_law <= facts.again_at)
    if by_law and not passed and not facts.answered_at:
        start, due = facts.raised_at, by_law
    return Deadline(Clock.FEEDBACK, start, due, facts.fed_back_at)


def dispatch_deadline(draft: TicketDraft, now: datetime, *, surge: bool) -> Deadline | None:
    """By when a matter raised now would have to be dispatched; None while its urgency is open."""
    if draft.urgency is None:
        return None
    facts = ClockFacts(draft.urgency, now, True, draft.risk_to_life_or_property, surge=surge)
    return clocks(facts).dispatch


def remaining(due_at: datetime, now: datetime) -> timedelta:
    """Time left at `now`; negative once overdue."""
    return due_at - now


def span(time: timedelta) -> str:
    """A stretch of time, whatever its sign, as both front ends write it.

    Minutes and seconds below an hour (`41:10`), then `23时52分`, then `3天04:05`.
    """
    seconds = int(abs(time.total_seconds()))
    hours, minutes = seconds // 3600, seconds // 60 % 60
    if hours == 0:
        return f"{minutes:02d}:{seconds % 60:02d}"
    if hours < 24:
        return f"{hours}时{minutes:02d}分"
    return f"{hours // 24}天{hours % 24:02d}:{minutes:02d}"


def statutory_faults(limit: StatutoryLimit, raised_at: datetime) -> tuple[Fault, ...]:
    """What is wrong with a statutory limit: it needs its basis and a time to come. Clause: 4.1."""
    if not limit.given:
        return ()
    found: list[Fault] = []
    if limit.due_at is None:
        found.append(Fault("statutory_limit.due_at", "4.1", "写了法定时限的依据，还须写明到期时间"))
    elif limit.due_at <= raised_at:
        found.append(Fault("statutory_limit.due_at", "4.1", "法定时限不能早于诉求提出的时间"))
    if not limit.basis.strip():
        message = "法定时限须写明依据的法律、法规、规章或政策规定"
        found.append(Fault("statutory_limit.basis", "4.1", message))
    return tuple(found)
