"""Whether so many matters of one sort in a few days are more than the history lets expect.

Clause: 6.3.1.4.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import exp, lgamma, log, sqrt

from hotline_tui.standard.periods import DAY
from hotline_tui.standard.refusal import Fault
from hotline_tui.standard.reports import PERSONAL
from hotline_tui.standard.time_words import BEIJING

HISTORY = 56
"""Days of history that an expectation rests on: eight weeks, each weekday alike often."""

LEAST = 5
"""Fewer matters are no burst, whatever the history."""

FALSE_A_DAY = 0.1
"""So many warnings a day there may be by accident, over everything that is looked at."""

USUALLY, ASSUMED = 2.0, 40
"""How many times their average counts vary as a rule, and how many matters outweigh that rule."""

LIKE_OTHERS = 25
"""So many matters on one weekday outweigh the rule that weekdays differ by a fifth: 1/0.2²."""

THIN = 10
"""With fewer matters in the whole history, the expectation is hardly more than a guess."""

LOOK_EVERY = timedelta(hours=1)
"""So often it is looked for warnings that nobody asks for."""

KNOWN_FOR = 14
"""Days that a desk must know of before it warns unasked: to a new one everything is a burst."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What a day may bring: how many on the average, how much more they vary than by chance alone.

    `rests_on` is how many matters the history held.
    """

    mean: float
    dispersion: float
    rests_on: int

    @property
    def thin(self) -> bool:
        """Whether there was too little history to be sure."""
        return self.rests_on < THIN

    def chance(self, count: int) -> float:
        """How probable it is that a day brings so many or more by accident."""
        return _tail(count, self.mean, self.dispersion)

    def between(self, share: float = 0.95) -> tuple[int, int]:
        """Between how many lie so many of a hundred days."""
        low = high = 0
        while self.chance(low + 1) > (1 + share) / 2:
            low += 1
        while self.chance(high + 1) > (1 - share) / 2:
            high += 1
        return low, high


def expected(history: Sequence[int], weekdays: Sequence[int], weekday: int) -> Expected:
    """What a weekday may bring, out of the counts of the days before and their weekdays.

    The average of all days, shifted by how that weekday differs as far as there is evidence: half
    a matter is added to what was seen, so that what never came is rare and not impossible.
    """
    days, total = len(history), sum(history)
    mean = (total + 0.5) / (days + 1) if days else 0.5
    usual = {of: mean * factor for of, factor in _factors(history, weekdays, mean).items()}
    # What every Monday brings is no accident: each day is held against its own weekday.
    squares = sum(
        (many - usual[of]) ** 2 / usual[of] for many, of in zip(history, weekdays, strict=True)
    )
    # Few matters look less varied than they are: until there are many, the usual is assumed.
    known = total / (total + ASSUMED)
    varied = known * max(1.0, squares / max(1, days - 1)) + (1 - known) * USUALLY
    return Expected(max(usual.get(weekday, mean), 0.01), varied, total)


def _factors(history: Sequence[int], weekdays: Sequence[int], mean: float) -> dict[int, float]:
    """How many times the average each weekday brings, as far as there is evidence."""
    found = {}
    for weekday in set(weekdays):
        same = [many for many, of in zip(history, weekdays, strict=True) if of == weekday]
        weight = sum(same) / (sum(same) + LIKE_OTHERS)
        found[weekday] = 1 + weight * (sum(same) / (len(same) * mean) - 1)
    return found


def burst(count: int, of: Expected, looked_at: int) -> bool:
    """Whether a day's count is a warning, where so many sorts of matter are looked at each day."""
    return count >= LEAST and of.chance(count) <= FALSE_A_DAY / max(1, looked_at)


def days_to_look_at(last: datetime | None, now: datetime) -> tuple[date, ...]:
    """The days that are looked through at `now`, after the look at `last`; none where it is early.

    Today's, and yesterday's once more where its last hour has not been seen.
    """
    if last is not None and abs(now - last) < LOOK_EVERY:
        return ()
    today = now.astimezone(BEIJING).date()
    seen_today = last is not None and last.astimezone(BEIJING).date() == today
    return (today,) if seen_today else (today - DAY, today)


def heeding_faults(heeded: bool, note: str) -> tuple[Fault, ...]:
    """Why a warning cannot be acknowledged. Clause: 6.3.1.4, 6.1.1."""
    found = []
    if heeded:
        found.append(Fault("warning", "6.3.1.4", "这项预警已经确认过"))
    if not note.strip():
        found.append(Fault("note", "6.3.1.4", "请写明怎样看、怎样办"))
    elif PERSONAL.search(note):
        found.append(Fault("note", "6.1.1", "说明中有电话或证件号码，不能写个人信息"))
    return tuple(found)


def _tail(count: int, mean: float, dispersion: float) -> float:
    """The chance of `count` or more, where the variance is `dispersion` times the mean.

    Poisson where both are equal, negative binomial else.
    """
    if count <= 0:
        return 1.0
    below = 0.0
    for many in range(count):
        below += exp(_log_chance(many, mean, dispersion))
    rest = 1 - below
    if rest > 1e-12:
        return min(1.0, rest)
    # The sum has used up the digits: from here the terms themselves are added up.
    return sum(exp(_log_chance(many, mean, dispersion)) for many in range(count, count + 200))


def _log_chance(many: int, mean: float, dispersion: float) -> float:
    if dispersion <= 1.0 + 1e-9:
        return many * log(mean) - mean - lgamma(many + 1)
    size = mean / (dispersion - 1)
    return (
        lgamma(many + size) - lgamma(size) - lgamma(many + 1)
        - size * log(dispersion) + many * log(1 - 1 / dispersion)
    )  # fmt: skip


# ---- what is to come --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Outlook:
    """What the next days may bring in all, with 95 % certainty, and how wrong it was before.

    `error` is by how much the same forecast missed on the average of the past weeks, as a share of
    what came; None where the history is too short to say.
    """

    days: int
    mean: float
    low: int
    high: int
    error: float | None


def outlook(history: Sequence[int], days: int = 7) -> Outlook:
    """A forecast of the next days, from the last eight weeks: newer weeks weigh more.

    Clause: 6.3.1.4 b.
    """
    mean = _forecast(history, days)
    misses, came = [], []
    for back in range(1, 9):
        end = len(history) - back * days
        if end < 2 * days:
            break
        actual = sum(history[end : end + days])
        misses.append(_forecast(history[:end], days) - actual)
        came.append(actual)
    error = sum(map(abs, misses)) / sum(came) if sum(came) else None
    chance = sqrt(mean)
    missed = sqrt(sum(one * one for one in misses) / len(misses)) if misses else 0.0
    spread = 1.96 * max(chance, missed)
    return Outlook(days, mean, max(0, round(mean - spread)), round(mean + spread), error)


def _forecast(history: Sequence[int], days: int) -> float:
    weeks = [sum(history[end - days : end]) for end in range(len(history), days - 1, -days)][:8]
    weights = [float(0.7**nth) for nth in range(len(weeks))]
    total = sum(weights)
    return (
        sum(many * weight for many, weight in zip(weeks, weights, strict=True)) / total
        if total
        else 0.0
    )
