"""What a text says in numbers: days, limits, fees, telephones, each with the words around it.

Pure. Two articles that say different numbers of one thing are found by them. Clause: 6.2.3.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

from hotline_tui.kb.numerals import DIGITS, number
from hotline_tui.kb.text import letters, normal
from hotline_tui.standard.vocabulary import Term

LONGEST = 20_000
"""Characters of a text that are read; regulations go on, answers do not."""

ABOUT = 8
"""Letters before a number that say what it is said of."""

BEHIND = 4
"""Letters behind it that do."""

SAID_OF = 2
"""Letters around a number from which on one can tell what it is said of."""

ONE_THING = 0.72
"""From this likeness (0 to 1) of the words around them on, two numbers are said of one thing."""


class FactSort(Term):
    """What a number is."""

    PHONE = "phone", "电话"
    DATE = "date", "日期"
    LIMIT = "limit", "时限"
    HOUR = "hour", "时间"
    MONEY = "money", "金额"
    SHARE = "share", "比例"
    MEASURE = "measure", "数量"


@dataclass(frozen=True, slots=True)
class Fact:
    """A number: `value` in its one form, as it was `said`, and the letters `about` it."""

    sort: FactSort
    value: str
    said: str
    about: str


@dataclass(frozen=True, slots=True)
class Differing:
    """Two texts say different things of one: as each says it, with the words before."""

    sort: FactSort
    first: str
    second: str


_NUMBER = rf"(?:\d[\d,]*(?:\.\d+)?|[{DIGITS}]+)"
_PHONE = (
    r"(?<![\d.])(?:0\d{2,3}[- ]?\d{7,8}|1[3-9]\d{9}|[48]00[- ]?\d{3}[- ]?\d{4}|9[56]\d{3}|12\d{3})"
    r"(?![\d.])"
)
_DATE = (
    rf"(?:\d{{4}}\s*[-/.年]\s*\d{{1,2}}\s*[-/.月]\s*\d{{1,2}}\s*日?|\d{{4}}\s*年(?:\s*\d{{1,2}}\s*月)?"
    rf"|(?:\d{{1,2}}|[{DIGITS}]{{1,3}})月(?:\d{{1,2}}|[{DIGITS}]{{1,3}})日)"
)
_HOUR = r"(?:(?:上午|下午|晚上?|早上?)?\d{1,2}(?::\d{2}|[点时](?!间|限|候|效)(?:\d{1,2}分|半)?))"
_LIMIT = (
    rf"{_NUMBER}\s*(?:个)?(?:工作日|自然日|日历日|日|天|周(?!岁)|星期|年|小时|分钟)"
    rf"|{_NUMBER}\s*个月"
)
_MONEY = rf"{_NUMBER}\s*[万亿千百]?\s*元"
_SHARE = rf"{_NUMBER}\s*%|百分之{_NUMBER}"
_MEASURE = (
    rf"{_NUMBER}\s*(?:°c|摄氏度|度|平方米|m2|公里|千米|米|公斤|千克|吨|分贝"
    r"|周岁|岁|次|人|份|套|户|倍|层|张)"
)
_PATTERN = re.compile(
    "|".join(
        f"(?P<{sort.value}>{pattern})"
        for sort, pattern in (
            (FactSort.PHONE, _PHONE),
            (FactSort.DATE, _DATE),
            (FactSort.HOUR, _HOUR),
            (FactSort.MONEY, _MONEY),
            (FactSort.SHARE, _SHARE),
            (FactSort.LIMIT, _LIMIT),
            (FactSort.MEASURE, _MEASURE),
        )
    ),
    re.ASCII,
)
_NUMBERS = re.compile(_NUMBER, re.ASCII)
_HOURS = re.compile(r"\d+", re.ASCII)
_CLAUSE_END = re.compile(r"[。；;！!？?，,、|]")
_UNITS = {"星期": "周", "天": "日", "自然日": "日", "日历日": "日", "摄氏度": "度", "°c": "度",
          "m2": "平方米", "千米": "公里", "千克": "公斤", "岁": "周岁"}  # fmt: skip
_LARGE = {"百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}
_IN_SMALLER = {"年": (12, "个月"), "周": (7, "日")}
_LATER = ("下午", "晚")
_LINE_ENDS = re.compile(r"\s*\n\s*")


def facts(text: str) -> tuple[Fact, ...]:
    """The numbers with a unit in a text, in their order; numbers alone say nothing."""
    plain = normal(_LINE_ENDS.sub("|", text[:LONGEST]))
    return tuple(_fact(plain, match) for match in _PATTERN.finditer(plain))


def differing(first: Iterable[Fact], second: Iterable[Fact]) -> tuple[Differing, ...]:
    """What two texts say differently of one thing; what only one of them says is no difference."""
    ones, others = tuple(first), tuple(second)
    found: dict[tuple[str, str], Differing] = {}
    for one in (one for one in ones if len(one.about) > SAID_OF):
        same, apart, other = _nearest(one, others)
        if other is None or apart < ONE_THING or apart <= same:
            continue
        same_back, apart_back, _ = _nearest(other, ones)
        if apart_back > same_back:
            found.setdefault(
                (one.value, other.value), Differing(one.sort, _told(one), _told(other))
            )
    return tuple(found.values())


def _nearest(one: Fact, others: Iterable[Fact]) -> tuple[float, float, Fact | None]:
    """How alike the words are around what has the same value, and around what has another one."""
    same, apart, found = 0.0, 0.0, None
    for other in others:
        if other.sort is not one.sort or len(other.about) <= SAID_OF:
            continue
        alike = fuzz.ratio(one.about, other.about) / 100
        if other.value == one.value:
            same = max(same, alike)
        elif alike > apart:
            apart, found = alike, other
    return same, apart, found


def _told(one: Fact) -> str:
    before = one.about.partition("_")[0]
    return f"{before}{one.said}"


def _fact(plain: str, match: re.Match[str]) -> Fact:
    sort = next(one for one in FactSort if match[one.value])
    said = "".join(match[0].split())
    return Fact(sort, _VALUES[sort](said), said, _about(plain, match.start(), match.end()))


def _about(plain: str, start: int, end: int) -> str:
    """The letters around a number, within its clause and without other numbers, itself as `_`."""
    before = _CLAUSE_END.split(plain[max(0, start - 4 * ABOUT) : start])[-1]
    behind = _CLAUSE_END.split(plain[end : end + 4 * BEHIND])[0]
    return f"{_words(before)[-ABOUT:]}_{_words(behind)[:BEHIND]}"


def _words(clause: str) -> str:
    return "".join(char for char in letters(clause) if not char.isdigit())


def _quantity(said: str) -> tuple[float, str]:
    match = _NUMBERS.search(said)
    if match is None:
        raise ValueError(said)
    unit = said[match.end() :].removeprefix("个")
    return number(match[0]), unit


def _limit(said: str) -> str:
    amount, unit = _quantity(said)
    unit = _UNITS.get(unit, unit)
    times, smaller = _IN_SMALLER.get(unit, (1, "个月" if unit == "月" else unit))
    return f"{amount * times:g}{smaller}"


def _money(said: str) -> str:
    amount, unit = _quantity(said)
    return f"{amount * _LARGE.get(unit[:1], 1):g}元"


def _share(said: str) -> str:
    return f"{_quantity(said.removeprefix('百分之'))[0]:g}%"


def _measure(said: str) -> str:
    amount, unit = _quantity(said)
    return f"{amount:g}{_UNITS.get(unit, unit)}"


def _date(said: str) -> str:
    parts: Iterator[str] = (part for part in re.split(r"[-/.年月日]", said) if part)
    return "-".join(f"{number(part):g}" for part in parts)


def _hour(said: str) -> str:
    hour, *rest = _HOURS.findall(said)
    late = 12 if said.startswith(_LATER) and int(hour) < 12 else 0
    minute = int(rest[0]) if rest else 30 if said.endswith("半") else 0
    return f"{int(hour) + late}:{minute:02}"


def _phone(said: str) -> str:
    return said.replace("-", "")


_VALUES = {
    FactSort.PHONE: _phone,
    FactSort.DATE: _date,
    FactSort.LIMIT: _limit,
    FactSort.HOUR: _hour,
    FactSort.MONEY: _money,
    FactSort.SHARE: _share,
    FactSort.MEASURE: _measure,
}
