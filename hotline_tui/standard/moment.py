"""Times as agents type them (昨晚11点半, 前天下午3点, 11-20 14:30), turned into instants.

Clause: 5.2.3.1 c, 5.2.3.1 e.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from hotline_tui.standard.refusal import Fault, Refused
from hotline_tui.standard.time_forms import PARTS, TOLERANCE, calendar
from hotline_tui.standard.time_words import (
    BEIJING,
    YEARS,
    Impossible,
    Meant,
    Precision,
    distance,
    plainly,
)

__all__ = ["BEIJING", "LONGEST", "TOLERANCE", "Precision", "When", "read_moment"]

LONGEST = 60
"""Longest text that is read as a time, in characters."""

_SHOWN = {
    Precision.YEAR: "{at:%Y}年",
    Precision.MONTH: "{at:%Y-%m}",
    Precision.TEN_DAYS: "{at:%Y-%m} {third}",
    Precision.WEEK: "{at:%Y-%m-%d} 起一周",
    Precision.DAY: "{at:%Y-%m-%d}",
    Precision.PART: "{at:%Y-%m-%d} {part}",
    Precision.MINUTE: "{at:%Y-%m-%d %H:%M}",
}


@dataclass(frozen=True, slots=True)
class When:
    """A time as typed and as understood; `at` is the beginning of what the words leave open."""

    at: datetime
    precision: Precision
    text: str

    @property
    def shown(self) -> str:
        """The time in digits, no more exact than the words were: 2026-11-22 晚上."""
        part = {part.start: part.label for part in PARTS}.get(self.at.hour, "")
        third = {1: "上旬", 11: "中旬", 21: "下旬"}.get(self.at.day, "")
        return _SHOWN[self.precision].format(at=self.at, part=part, third=third)


_UNCLEAR = (
    (re.compile("周末"), "请写明是周六还是周日"),
    (
        re.compile(
            "最近|近期|近日|前[几些两2]天|前阵|前?段时间|这几天|一直|长期|经常|[每天]天|平时|以前|之前|[好很]久"
        ),
        "请写出大致日期；说不出时请注明未提供",
    ),
)
"""Words that name no time, and what to write instead."""


def _understood(text: str, now: datetime, future_ok: bool) -> Meant:
    if not text:
        raise Impossible("请填写时间")
    if len(text) > LONGEST:
        raise Impossible(f"时间过长：{len(text)}字，最多{LONGEST}字")
    plain = plainly(text)
    meant = distance(plain, now) or calendar(plain, now, future_ok)
    if meant is None:
        for words, advice in _UNCLEAR:
            if words.search(text):
                raise Impossible(f"“{text}”说不清是什么时候，{advice}")
        raise Impossible(f"看不懂时间“{text}”，可以写：今天8点、昨晚、11-20 14:30")
    return meant


def read_moment(
    text: str, now: datetime, *, future_ok: bool = False, field: str = "occurred_at"
) -> When:
    """The time that an agent typed, in Beijing time, as it is meant at `now` (an aware instant).

    A date without its year, a weekday without its week and a bare 晚上 are the latest that have
    come; with `future_ok` a date is the nearest and a weekday the coming one. Raises Refused, with
    a fault of `field`, for what has not happened yet, does not exist, or cannot be understood.

    Clause: 5.2.3.1 e.
    """
    if now.tzinfo is None:
        raise ValueError("now must be an aware instant")
    now = now.astimezone(BEIJING)
    said = text.strip()
    try:
        meant = _understood(said, now, future_ok)
    except Impossible as impossible:
        raise Refused(Fault(field, "", str(impossible))) from None
    latest = now + TOLERANCE
    for at in meant.at:
        if at.year not in YEARS:
            break
        if future_ok:
            return When(at, meant.precision, said)
        if at <= latest:
            return When(min(at, now), meant.precision, said)
    else:
        raise Refused(Fault(field, "", f"“{said}”还没有到；不是今天的请写明日期"))
    raise Refused(Fault(field, "", f"年份应在{YEARS[0]}年至{YEARS[-1]}年之间，现为{at.year}年"))
