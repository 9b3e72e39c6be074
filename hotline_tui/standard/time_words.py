"""What people say for a time, brought to dates: digits for numerals, a day for 昨天 or 上个月.

Clause: 5.2.3.1 e.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone

from hotline_tui.standard.typed import half_width
from hotline_tui.standard.vocabulary import Term

BEIJING = timezone(timedelta(hours=8), "Asia/Shanghai")
"""The time of the desk. China has had no summer time since 1991, so a fixed offset will do, and no
time zone data is needed; instants in the summers of 1986 to 1991 come out an hour off."""

YEARS = range(1900, 2101)
"""The years that can be meant."""


class Precision(Term):
    """How much of an instant the words really tell."""

    YEAR = "year", "年"
    MONTH = "month", "月"
    TEN_DAYS = "ten_days", "旬"
    WEEK = "week", "周"
    DAY = "day", "日"
    PART = "part", "半日"
    MINUTE = "minute", "分"


class Impossible(Exception):  # noqa: N818 - says why, as a sentence, on its way to `Refused`
    """The words name a time that does not exist."""


@dataclass(frozen=True, slots=True)
class Meant:
    """What the words may mean, the likeliest first."""

    precision: Precision
    at: tuple[datetime, ...]


_DIGIT = dict(zip("零〇一二两三四五六七八九", "001223456789", strict=True))
_NUMERAL = re.compile(r"[零〇一二两三四五六七八九十廿卅]+")
_TENS = re.compile(r"([1-9]?)(十|廿|卅)(\d?)")
_WEEKDAY = re.compile(r"(?:周|星期|礼拜)([一二三四五六日天1-7])")
_FILLER = re.compile(r"左右|前后|上下|大约|大概|差不多|约莫?|的|份|(?<=[点时年月])[多许]|时候|期间")


def _digits(match: re.Match[str]) -> str:
    digits = "".join(_DIGIT.get(char, char) for char in match[0])
    tens = _TENS.fullmatch(digits)
    if not tens:
        return digits
    value = {"十": int(tens[1] or 1), "廿": 2, "卅": 3}[tens[2]]
    return str(value * 10 + int(tens[3] or 0))


def plainly(text: str) -> str:
    """The words in half-width digits, without what adds nothing (左右, 的); a weekday as 周5."""
    plain = _FILLER.sub("", half_width(text))
    # The digit of a weekday must not run into the hour after it: 周一八点.
    plain = _WEEKDAY.sub(lambda day: f"周{_DIGIT.get(day[1], day[1])} ", plain)
    plain = re.sub(r"周[日天]", "周7", plain)
    return " ".join(_NUMERAL.sub(_digits, plain).split())


def day_of(year: int, month: int, day: int) -> date:
    """The date, or a sentence about why there is none."""
    if year not in YEARS:
        raise Impossible(f"年份应在{YEARS[0]}年至{YEARS[-1]}年之间，现为{year}年")
    if not 1 <= month <= 12:
        raise Impossible(f"没有{month}月")
    if not 1 <= day <= monthrange(year, month)[1]:
        raise Impossible(f"{year}年{month}月没有{day}日")
    return date(year, month, day)


def months_on(start: date, months: int) -> date:
    """The first day of the month so many months later, or earlier when negative."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return day_of(year, month + 1, 1)


def midnight(day: date) -> datetime:
    """The beginning of the day in Beijing."""
    return datetime.combine(day, time(), BEIJING)


_DAY_WORDS = {
    "大前": -3, "前": -2, "昨": -1, "今": 0, "明": 1, "后": 2, "大后": 3,
}  # fmt: skip
STEP = {"上上": -2, "上": -1, "这": 0, "本": 0, "当": 0, "下": 1}
"""Weeks or months from the present one."""

STEPS = "上上|[上这本当下]"
"""The words of `STEP`, as a pattern."""

_YEAR_WORDS = {"前": -2, "去": -1, "今": 0, "明": 1}
_RELATIVE_DAY = re.compile(
    r"(大前|前|昨|今|明|大后|后)(?:[天日]|儿个?)|(前|昨|今|明)(?=[早晚晨夜])"
)
_RELATIVE_MONTH = re.compile(rf"({STEPS})个?月")
_RELATIVE_YEAR = re.compile(r"([前去今明])年")
_DAYS_AWAY = re.compile(r"(\d{1,4})天[之以]?([前后])")
_NOW = re.compile(r"刚[才刚]?|方才|现在|此刻|目前|当前|眼下|1会儿?前|不久前")
_AWAY = re.compile(
    r"(?P<n>\d{1,4}|半)个?(?P<half>半)?多?(?P<unit>分钟?|刻钟?|小时|钟头|[天日周年]|星期|礼拜|月)"
    r"(?P<more>半)?多?(?:(?P<minutes>\d{1,2})分钟?)?[之以]?(?P<way>[前后])"
)
_MINUTES = {"分": 1, "刻": 15, "小": 60, "钟": 60}
_DAYS = {"天": 1, "日": 1, "周": 7, "星": 7, "礼": 7}


def dated(plain: str, now: datetime, future_ok: bool) -> str:
    """The words with every relative year, month and day replaced by the date that it means."""

    def written(day: date) -> str:
        return f"{day.year}年{day.month}月{day.day}日 "

    def days(match: re.Match[str]) -> str:
        word = match[1] or match[2]
        # Before five in the morning, 今晚 is still the evening that is just ending.
        ending = match[2] == "今" and match.string[match.end()] in "晚夜" and not future_ok
        today = (now - timedelta(hours=5)).date() if ending else now.date()
        return written(today + timedelta(days=_DAY_WORDS[word]))

    def months(match: re.Match[str]) -> str:
        month = months_on(now.date(), STEP[match[1]])
        return f"{month.year}年{month.month}月"

    def away(match: re.Match[str]) -> str:
        count = int(match[1]) * (1 if match[2] == "后" else -1)
        return written(now.date() + timedelta(days=count))

    plain = _DAYS_AWAY.sub(away, plain)
    plain = _RELATIVE_YEAR.sub(lambda match: f"{now.year + _YEAR_WORDS[match[1]]}年", plain)
    return _RELATIVE_DAY.sub(days, _RELATIVE_MONTH.sub(months, plain))


def distance(plain: str, now: datetime) -> Meant | None:
    """So and so long ago, or from now."""
    if _NOW.fullmatch(plain):
        return Meant(Precision.MINUTE, (now.replace(second=0, microsecond=0),))
    match = _AWAY.fullmatch(plain.replace(" ", ""))
    if not match:
        return None
    half = 0.5 if match["half"] or match["more"] else 0
    amount = (0.5 if match["n"] == "半" else int(match["n"])) + half
    amount = amount if match["way"] == "后" else -amount
    unit = match["unit"][0]
    if unit in _MINUTES:
        minutes = amount * _MINUTES[unit]
        minutes += int(match["minutes"] or 0) * (1 if amount > 0 else -1)
        at = now + timedelta(minutes=minutes)
        return Meant(Precision.MINUTE, (at.replace(second=0, microsecond=0),))
    if unit == "月" and amount % 1:
        unit, amount = "天", amount * 30
    if unit in _DAYS:
        whole = amount * _DAYS[unit]
        if abs(whole) < 1:
            return None
        return Meant(Precision.DAY, (midnight(now.date() + timedelta(days=int(whole))),))
    if unit == "年" and not amount % 1:
        return Meant(Precision.YEAR, (midnight(day_of(now.year + int(amount), 1, 1)),))
    months = int(amount * (12 if unit == "年" else 1))
    return Meant(Precision.MONTH, (midnight(months_on(now.date(), months)),))
