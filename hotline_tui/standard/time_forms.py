"""The forms in which a date and a time of day are written, and which instants each may mean.

Clause: 5.2.3.1 e.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone

from hotline_tui.standard.time_words import (
    BEIJING,
    STEP,
    STEPS,
    Impossible,
    Meant,
    Precision,
    dated,
    day_of,
    months_on,
)

TOLERANCE = timedelta(minutes=5)
"""How far ahead of `now` something that happened may seem to lie: people's watches differ."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the day: where it begins, and the hours, past midnight too, that belong to it."""

    label: str
    words: str
    start: int
    hours: range


PARTS = (
    Part("凌晨", "凌晨|拂晓", 0, range(7)),
    Part("早上", "清晨|早晨|早上|[1大]?早|晨", 5, range(3, 13)),
    Part("上午", "上午|午前", 6, range(5, 13)),
    Part("中午", "中午|正午|午间", 11, range(10, 16)),
    Part("下午", "下午|午后", 12, range(12, 21)),
    Part("傍晚", "傍晚|黄昏", 17, range(15, 22)),
    Part("深夜", "深夜|后?半夜|午夜", 22, range(20, 30)),
    Part("晚上", "晚上|晚间|夜晚|夜里|夜间|晚|夜", 18, range(17, 30)),
)
_TEN_DAYS = {"初": 1, "上旬": 1, "中": 11, "中旬": 11, "下旬": 21, "底": 21, "末": 21}
_YEAR = r"(?P<y>\d{4}(?=[-/.年])|\d{2}(?=年))[-/.年]"
_THIRD = "(?P<third>初|[上中下]旬|中|底|末)?"
_PART = "|".join(f"(?P<p{index}>{part.words})" for index, part in enumerate(PARTS))
_CLOCK = (
    r"(?P<h>\d{1,2})(?::(?P<m>\d{1,2})(?::(?P<s>\d{1,2})(?:[.,]\d+)?)?"
    r"|[点时]钟?(?:整|(?P<half>半)|(?P<quarter>[13])刻|过?(?P<min>\d{1,2})分?(?:(?P<sec>\d{1,2})秒)?)?)"
)
_PACKED = r"(?P<hh>\d{2})(?P<mm>\d{2})(?P<ss>\d{2})?"
_ZONE = r"(?(iso)(?P<zone>Z|[+-]\d{2}:?\d{2})?)"
_REST = re.compile(rf"(?:(?P<iso>T)|[ ,]*)(?:{_PART})? ?(?:{_CLOCK}|{_PACKED})?{_ZONE}")


def _full_year(written: str, now: datetime) -> int:
    if len(written) > 2:
        return int(written)
    century = now.year - now.year % 100
    return century + int(written) - (100 if int(written) > now.year % 100 + 1 else 0)


def _nearest(days: list[date], now: datetime, future_ok: bool) -> tuple[date, ...]:
    """The latest of the days that has come; where the future may be meant, the nearest."""
    today = (now + TOLERANCE).date()
    if future_ok:
        return (min(days, key=lambda day: abs(day - today)),)
    return tuple(sorted((day for day in days if day <= today), reverse=True)[:1]) or (days[0],)


def _date(match: re.Match[str], now: datetime, _: bool) -> tuple[date, ...]:
    return (day_of(_full_year(match["y"], now), int(match["m"]), int(match["d"])),)


def _month_day(match: re.Match[str], now: datetime, future_ok: bool) -> tuple[date, ...]:
    month, day = int(match["m"]), int(match["d"])
    if not 1 <= month <= 12:
        raise Impossible(f"没有{month}月")
    if not 1 <= day <= monthrange(2000, month)[1]:
        raise Impossible(f"{month}月没有{day}日")
    years = (now.year + step for step in range(1, -9, -1))
    days = [date(year, month, day) for year in years if day <= monthrange(year, month)[1]]
    return _nearest(days, now, future_ok)


def _day_alone(match: re.Match[str], now: datetime, future_ok: bool) -> tuple[date, ...]:
    day = int(match["d"])
    if not 1 <= day <= 31:
        raise Impossible(f"没有{day}日")
    months = (months_on(now.date(), step) for step in range(1, -3, -1))
    days = [one.replace(day=day) for one in months if day <= monthrange(one.year, one.month)[1]]
    return _nearest(days, now, future_ok)


def _weekday(match: re.Match[str], now: datetime, future_ok: bool) -> tuple[date, ...]:
    today = now.date()
    monday = today - timedelta(days=today.weekday())
    day = monday + timedelta(days=int(match["w"]) - 1)
    week = timedelta(weeks=1)
    if match["step"]:
        return (day + STEP[match["step"]] * week,)
    if future_ok:
        return (day if day >= today else day + week,)
    return (day, day - week) if day <= today else (day - week,)


def _week(match: re.Match[str], now: datetime, _: bool) -> tuple[date, ...]:
    today = now.date()
    return (today + timedelta(days=7 * STEP[match["step"]] - today.weekday()),)


def _month(match: re.Match[str], now: datetime, future_ok: bool) -> tuple[date, ...]:
    month, day = int(match["m"]), _TEN_DAYS.get(match["third"] or "", 1)
    if year := match.groupdict().get("y"):
        return (day_of(_full_year(year, now), month, day),)
    days = [day_of(now.year + step, month, day) for step in (1, 0, -1)]
    return _nearest(days, now, future_ok)


def _year(match: re.Match[str], now: datetime, _: bool) -> tuple[date, ...]:
    return (day_of(_full_year(match["y"], now), 1, 1),)


def _no_day(match: re.Match[str], now: datetime, future_ok: bool) -> tuple[date, ...]:
    """A bare 晚上 is the last one; a bare 8点 is today's, or else nobody can tell which."""
    today = now.date()
    bare_hour = match.string[:1].isdigit()
    return (today,) if bare_hour or future_ok else (today, today - timedelta(days=1))


_Resolve = Callable[[re.Match[str], datetime, bool], tuple[date, ...]]
_FORMS: tuple[tuple[str, Precision, _Resolve], ...] = (
    (rf"{_YEAR}(?P<m>\d{{1,2}})[-/.月](?P<d>\d{{1,2}})[日号]?", Precision.DAY, _date),
    (r"(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)(?=\D|\Z|\d{4}\Z|\d{6}\Z)", Precision.DAY, _date),
    (r"(?P<m>\d{1,2})[-/.月](?P<d>\d{1,2})(?!\d)[日号]?", Precision.DAY, _month_day),
    (r"(?P<d>\d{1,2})[日号]", Precision.DAY, _day_alone),
    (rf"(?P<step>{STEPS})?个?周(?P<w>[1-7])(?!\d)", Precision.DAY, _weekday),
    (rf"(?P<step>{STEPS})个?(?:周|星期|礼拜)\Z", Precision.WEEK, _week),
    (rf"{_YEAR}(?P<m>\d{{1,2}})月?{_THIRD}\Z", Precision.MONTH, _month),
    (rf"(?P<m>\d{{1,2}})月{_THIRD}\Z", Precision.MONTH, _month),
    (r"(?P<y>\d{4}|\d\d)年\Z", Precision.YEAR, _year),
    (r"(?=.)", Precision.DAY, _no_day),
)
"""The forms of a date: how it is written, how exact it is, which days it may mean."""


def _hour(hour: int, part: Part | None) -> int:
    """The hour from the midnight before, past 24 in the small hours of a late night."""
    if part is None:
        if hour <= 24:
            return hour
        raise Impossible(f"没有{hour}点")
    readings = [hour]
    if hour <= 12:
        readings += [hour + 12] + [0] * (hour == 12) + [hour + 24] * (hour <= 6)
    for reading in readings:
        if reading in part.hours:
            return reading
    raise Impossible(f"“{part.label}”没有{hour}点")


def _clock(rest: re.Match[str]) -> tuple[Precision, timedelta]:
    """How long after midnight the rest of the words puts it, and how exactly it says so."""
    part = next((part for index, part in enumerate(PARTS) if rest[f"p{index}"]), None)
    written = rest["h"] or rest["hh"]
    if not written:
        start = part.start if part else 0
        return (Precision.PART if part else Precision.DAY), timedelta(hours=start)
    quarters = 2 if rest["half"] else int(rest["quarter"] or 0)
    minute = 15 * quarters or int(rest["m"] or rest["min"] or rest["mm"] or 0)
    second = int(rest["s"] or rest["sec"] or rest["ss"] or 0)
    hour = _hour(int(written), part)
    if minute > 59 or second > 59 or (part is None and hour == 24 and minute + second):
        raise Impossible(f"没有{int(written)}点{minute}分" + (f"{second}秒" if second else ""))
    return Precision.MINUTE, timedelta(hours=hour, minutes=minute, seconds=second)


def _zone(written: str | None) -> timezone:
    if not written:
        return BEIJING
    hours, minutes = (int(written[1:3]), int(written[-2:])) if written != "Z" else (0, 0)
    if hours > 14 or minutes > 59:
        raise Impossible(f"没有时区{written}")
    offset = timedelta(hours=hours, minutes=minutes)
    return timezone(-offset if written.startswith("-") else offset)


def calendar(plain: str, now: datetime, future_ok: bool) -> Meant | None:
    """A date, a part of the day, a time of day, or what of these is given."""
    plain = dated(plain, now, future_ok).strip()
    for pattern, form, resolve in _FORMS:
        match = re.match(pattern, plain)
        rest = match and _REST.fullmatch(plain, match.end())
        if not match or not rest:
            continue
        precision, after = _clock(rest) if form is Precision.DAY else (form, timedelta())
        if form is Precision.MONTH and match["third"]:
            precision = Precision.TEN_DAYS
        if resolve is _no_day and (precision is Precision.DAY or rest["hh"]):
            return None
        days = list(resolve(match, now, future_ok))
        if after > timedelta(days=1) and not future_ok:
            # 今天夜里2点 may also be the small hours that lie behind us.
            days += [day - timedelta(days=1) for day in days]
        zone = _zone(rest["zone"])
        at = (datetime.combine(day, time(), zone) + after for day in days)
        return Meant(precision, tuple(one.astimezone(BEIJING) for one in at))
    return None
