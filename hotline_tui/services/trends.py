"""How a number came together over its period, beside the one before and last year's.

Clause: 6.3.1.3 a.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from hotline_tui.data import figures as stored
from hotline_tui.services.desk import Desk
from hotline_tui.standard.authority import Act
from hotline_tui.standard.figures import Counted
from hotline_tui.standard.moment import BEIJING
from hotline_tui.standard.periods import DAY, Length, Period, Window

HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Trend:
    """Counts hour by hour, day by day or month by month, of three periods side by side.

    `steps` names them; a series ends where its period does, or has come to.
    """

    steps: tuple[str, ...]
    now: tuple[int, ...]
    before: tuple[int, ...]
    last_year: tuple[int, ...]


def trend(desk: Desk, counted: Counted, of: Period) -> Trend:
    """How a number of the intake came together; the others have no such course.

    Clause: 6.3.1.3 a.
    """
    desk.require(Act.READ_ALL)
    now = desk.now()
    hours = of.length is Length.DAY
    periods = (of, of.before, of.last_year)
    windows = [one.so_far(now) if one is of else one.window for one in periods]
    with desk.database.snapshot() as session:
        found = [
            stored.by_time(session, replace(counted, window=one), now, hours=hours)
            for one in windows
        ]
    series = [
        _series(period, window, counts)
        for period, window, counts in zip(periods, windows, found, strict=True)
    ]
    # A month that is longer than the one on view still has a name for its last days.
    names = max((_names(one) for one in periods), key=len)
    return Trend(names, *series)


def _days(of: Period) -> list[date]:
    return [of.first + nth * DAY for nth in range(of.days)]


def _names(of: Period) -> tuple[str, ...]:
    """What the steps of a period are called, in short."""
    match of.length:
        case Length.DAY:
            return tuple(f"{hour}时" for hour in range(24))
        case Length.WEEK:
            return tuple(f"周{day}" for day in "一二三四五六日")
        case Length.MONTH:
            return tuple(f"{day.day}日" for day in _days(of))
        case Length.DAYS:
            return tuple(f"{day:%m-%d}" for day in _days(of))
    return tuple(dict.fromkeys(f"{day.month}月" for day in _days(of)))


def _series(of: Period, window: Window, counts: Mapping[str, int]) -> tuple[int, ...]:
    """Every step of a window, also those in which there was nothing."""
    if window.empty:
        return ()
    if of.length is Length.DAY:
        hours = -(-(window.until - window.since) // HOUR)
        starts = (window.since + nth * HOUR for nth in range(min(24, hours)))
        return tuple(counts.get(f"{at:%Y-%m-%d %H}", 0) for at in starts)
    last = (window.until - timedelta(microseconds=1)).astimezone(BEIJING).date()
    passed = [day for day in _days(of) if day <= last]
    if of.length not in (Length.QUARTER, Length.YEAR):
        return tuple(counts.get(day.isoformat(), 0) for day in passed)
    months = Counter[int]()
    for day in passed:
        months[day.month] += counts.get(day.isoformat(), 0)
    return tuple(months.values())
