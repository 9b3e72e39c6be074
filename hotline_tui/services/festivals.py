"""Which festival a day belongs to, by China's official calendar with its moved days off.

Clause: B.1.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from hotline_tui.standard.scripts import Festival

if TYPE_CHECKING:
    from holidays import HolidayBase

_BY_NAME = {
    "元旦": Festival.NEW_YEAR_OR_SPRING,
    "农历除夕": Festival.NEW_YEAR_OR_SPRING,
    "春节": Festival.NEW_YEAR_OR_SPRING,
    "清明节": Festival.QINGMING,
}
"""Every other statutory holiday counts as another festival."""

_WEIGHT = (Festival.NEW_YEAR_OR_SPRING, Festival.OTHER, Festival.QINGMING)
"""Whose greeting wins where the days off of two festivals run together."""

_MOVED = "休息日"
_DAY = timedelta(days=1)


@cache
def _official(year: int) -> HolidayBase:
    # The package takes a fifth of a second to import: no start waits for it.
    from holidays import country_holidays

    # The years before and after too: the days off around New Year run across.
    years = range(year - 1, year + 2)
    return country_holidays("CN", years=years, expand=False, language="zh_CN")


def _named(day: date, official: HolidayBase) -> set[Festival]:
    """The festivals whose own statutory days include that day, not merely days off around them."""
    names = (name.partition("（")[0] for name in official.get_list(day))
    return {_BY_NAME.get(name, Festival.OTHER) for name in names if name != _MOVED}


def _period(day: date, official: HolidayBase) -> list[date]:
    """The unbroken run of days off around a day off: weekends, holidays and moved days."""
    first = last = day
    while not official.is_working_day(first - _DAY):
        first -= _DAY
    while not official.is_working_day(last + _DAY):
        last += _DAY
    return [first + _DAY * step for step in range((last - first).days + 1)]


@cache
def festival(day: date) -> Festival | None:
    """The festival whose days off include that day (in Beijing); None on an ordinary day.

    A festival lasts as long as its official days off, moved ones and joined weekends included; a
    weekend worked in exchange is ordinary, and so are festivals without a day off (元宵, 重阳).
    Mid-Autumn within National Day's days off is another festival like either.

    Clause: B.1.
    """
    official = _official(day.year)
    if official.is_working_day(day):
        return None
    run = _period(day, official)
    found = set[Festival]().union(*(_named(one, official) for one in run))
    return next((one for one in _WEIGHT if one in found), None)
