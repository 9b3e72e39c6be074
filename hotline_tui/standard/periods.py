"""The stretches of time that figures are about, each with the one before and that of last year.

A period is a row of whole days in Beijing. Clause: 6.3.1.3 a.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from hotline_tui.standard.refusal import Fault, Refused
from hotline_tui.standard.time_words import BEIJING, YEARS
from hotline_tui.standard.vocabulary import Term

DAY = timedelta(days=1)
WEEK_YEAR = timedelta(weeks=52)
"""A week is compared with the one so long before: the same weekdays, nearly the same dates."""


class Length(Term):
    """How long a period is."""

    DAY = "day", "日"
    WEEK = "week", "周"
    MONTH = "month", "月"
    QUARTER = "quarter", "季"
    YEAR = "year", "年"
    DAYS = "days", "时段"


@dataclass(frozen=True, slots=True)
class Window:
    """From an instant until before another; empty where both are the same."""

    since: datetime
    until: datetime

    @property
    def empty(self) -> bool:
        """Whether nothing can have happened in it."""
        return self.since >= self.until


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of whole days, from `first` up to and including `last`."""

    length: Length
    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    @property
    def window(self) -> Window:
        """Its instants: from midnight in Beijing until midnight."""
        return Window(_midnight(self.first), _midnight(self.last + DAY))

    @property
    def text(self) -> str:
        """How it is typed: 2026-11-25, 2026-W48, 2026-11, 2026-Q4, 2026, 2026-11-01..2026-11-07."""
        first = self.first
        match self.length:
            case Length.DAY:
                return first.isoformat()
            case Length.WEEK:
                year, week, _ = first.isocalendar()
                return f"{year}-W{week:02d}"
            case Length.MONTH:
                return f"{first:%Y-%m}"
            case Length.QUARTER:
                return f"{first.year}-Q{(first.month + 2) // 3}"
            case Length.YEAR:
                return f"{first.year}"
        return f"{first.isoformat()}..{self.last.isoformat()}"

    @property
    def name(self) -> str:
        """How people call it: 2026年11月."""
        first, last = self.first, self.last
        match self.length:
            case Length.DAY:
                return f"{first.year}年{first.month}月{first.day}日"
            case Length.WEEK:
                year, week, _ = first.isocalendar()
                ends = f"{first.month}月{first.day}日至{last.month}月{last.day}日"
                return f"{year}年第{week}周（{ends}）"
            case Length.MONTH:
                return f"{first.year}年{first.month}月"
            case Length.QUARTER:
                return f"{first.year}年第{'一二三四'[first.month // 3]}季度"
            case Length.YEAR:
                return f"{first.year}年"
        return f"{first.isoformat()}至{last.isoformat()}"

    @property
    def before(self) -> Period:
        """The one of the same kind that ends where this begins. Clause: 6.3.1.3 a."""
        return self._moved(-1)

    @property
    def after(self) -> Period:
        """The one of the same kind that begins where this ends."""
        return self._moved(1)

    def _moved(self, by: int) -> Period:
        if self.length is Length.DAYS:
            stretch = by * self.days * DAY
            return Period(self.length, self.first + stretch, self.last + stretch)
        return containing(self.length, self.first - DAY if by < 0 else self.last + DAY)

    @property
    def last_year(self) -> Period:
        """The same period of last year; 29 February is compared with the 28th.

        Clause: 6.3.1.3 a.
        """
        if self.length is Length.WEEK:
            return containing(self.length, self.first - WEEK_YEAR)
        if self.length in (Length.DAY, Length.DAYS):
            return Period(self.length, _year_earlier(self.first), _year_earlier(self.last))
        return containing(self.length, _year_earlier(self.first))

    def so_far(self, now: datetime) -> Window:
        """The part of it that has passed at `now`: empty for one that is yet to come."""
        whole = self.window
        return Window(whole.since, min(max(now, whole.since), whole.until))

    def alike(self, other: Period, now: datetime) -> Window:
        """The part of another period that is as long as what has passed of this one at `now`.

        A month that goes on is compared with the same stretch of another, never with all of it.
        """
        whole, passed = other.window, self.so_far(now)
        if passed.until == self.window.until:
            return whole
        return Window(whole.since, min(whole.until, whole.since + (passed.until - passed.since)))


def containing(length: Length, day: date) -> Period:
    """The day, week, month, quarter or year that a day lies in."""
    match length:
        case Length.WEEK:
            first = day - day.weekday() * DAY
            last = first + 6 * DAY
        case Length.MONTH:
            first, last = day.replace(day=1), _last_of_month(day.year, day.month)
        case Length.QUARTER:
            month = (day.month - 1) // 3 * 3 + 1
            first, last = date(day.year, month, 1), _last_of_month(day.year, month + 2)
        case Length.YEAR:
            first, last = date(day.year, 1, 1), date(day.year, 12, 31)
        case _:
            first = last = day
    return Period(length, first, last)


_WORDS: dict[str, tuple[Length, int]] = {
    "今天": (Length.DAY, 0), "今日": (Length.DAY, 0), "昨天": (Length.DAY, 1),
    "昨日": (Length.DAY, 1), "本周": (Length.WEEK, 0), "上周": (Length.WEEK, 1),
    "本月": (Length.MONTH, 0), "上月": (Length.MONTH, 1), "本季": (Length.QUARTER, 0),
    "上季": (Length.QUARTER, 1), "本季度": (Length.QUARTER, 0), "上季度": (Length.QUARTER, 1),
    "今年": (Length.YEAR, 0), "本年": (Length.YEAR, 0), "去年": (Length.YEAR, 1),
    "上年": (Length.YEAR, 1),
}  # fmt: skip

_YEAR = re.compile(r"(\d{4})年?")
_QUARTER = re.compile(r"(\d{4})(?:-?[qQ]|年第?)([1-4一二三四])(?:季度?)?")
_WEEK = re.compile(r"(\d{4})(?:-?[wW]|年第)(\d{1,2})周?")
_MONTH = re.compile(r"(\d{4})(?:-|/|年)(\d{1,2})月?")
_DATE = re.compile(r"(\d{4})(?:-|/|年)(\d{1,2})(?:-|/|月)(\d{1,2})日?")
_BETWEEN = re.compile(r"(.+?)(?:\.\.|至|~|～)(.+)")


def read_period(text: str, today: date) -> Period:
    """The period that somebody typed: 2026-11, 2026-W48, 2026-Q4, 上月, 2026-11-01..2026-11-07.

    Raises `Refused`, with a fault of `period`, for what cannot be understood or does not exist.
    """
    said = "".join(text.split())
    if said in _WORDS:
        length, back = _WORDS[said]
        found = containing(length, today)
        return found.before if back else found
    try:
        period = _read(said)
    except ValueError:
        period = None
    if period is None:
        known = "2026-11-25、2026-W48、2026-11、2026-Q4、2026、本月、上周、2026-11-01..2026-11-07"
        raise Refused(Fault("period", "6.3.1.3 a", f"看不懂时段“{text[:40]}”，可以写：{known}"))
    # The comparisons of a period lie up to a year and its own length before it.
    if period.first.year - (period.last.year - period.first.year) - 2 < YEARS[0]:
        raise Refused(Fault("period", "6.3.1.3 a", f"时段过早或过长：{text[:40]}"))
    if period.last.year not in YEARS:
        raise Refused(Fault("period", "6.3.1.3 a", f"时段不应晚于{YEARS[-1]}年"))
    return period


def _read(said: str) -> Period | None:
    if match := _DATE.fullmatch(said):
        return containing(Length.DAY, date(*map(int, match.groups())))
    if match := _BETWEEN.fullmatch(said):
        first, last = (_DATE.fullmatch(end) for end in match.groups())
        if first is None or last is None:
            return None
        ends = date(*map(int, first.groups())), date(*map(int, last.groups()))
        return Period(Length.DAYS, *ends) if ends[0] <= ends[1] else None
    if match := _QUARTER.fullmatch(said):
        nth = "一二三四".find(match[2]) + 1 or int(match[2])
        return containing(Length.QUARTER, date(int(match[1]), 3 * nth, 1))
    if match := _WEEK.fullmatch(said):
        return containing(Length.WEEK, date.fromisocalendar(int(match[1]), int(match[2]), 1))
    if match := _MONTH.fullmatch(said):
        return containing(Length.MONTH, date(int(match[1]), int(match[2]), 1))
    if match := _YEAR.fullmatch(said):
        return containing(Length.YEAR, date(int(match[1]), 1, 1))
    return None


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), BEIJING)


def _last_of_month(year: int, month: int) -> date:
    following = date(year + month // 12, month % 12 + 1, 1)
    return following - DAY


def _year_earlier(day: date) -> date:
    leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if leap_day else day.day)
