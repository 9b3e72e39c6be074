"""What comes in more often than the history lets expect, and what the next days may bring.

Clause: 6.3.1.4.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from hotline_tui.data import directory as reference
from hotline_tui.data import figures as stored
from hotline_tui.services.desk import Desk
from hotline_tui.services.directory import Directory, within
from hotline_tui.services.figure_lines import NO_CATEGORY, NO_DISTRICT
from hotline_tui.standard.authority import Act
from hotline_tui.standard.figures import Counted, Measure
from hotline_tui.standard.periods import DAY, Length, Period, Window
from hotline_tui.standard.warning import (
    HISTORY,
    Expected,
    Outlook,
    burst,
    expected,
    outlook,
)

LOOKED_BACK = 17 * 7
"""Days of history that a forecast is tried on, besides those that it rests on."""

Found = tuple[str, str, str, int]
"""A day, a category, a district, and how many there were."""

Sort = tuple[str, str | None]
"""A category, in one district or (None) in the whole city."""


@dataclass(frozen=True, slots=True)
class Burst:
    """A sort of matter that came too often on a day, and what was to be expected of it."""

    category: str
    district: str | None
    count: int
    expected: Expected


@dataclass(frozen=True, slots=True)
class WarningRow:
    """A sort of matter that came too often to be chance: how often, and how often it should have.

    `chance` is how probable so many are by accident.
    """

    category: str
    district: str
    count: int
    expected: Expected
    chance: float
    counted: Counted


@dataclass(frozen=True, slots=True)
class Warnings:
    """The warnings of a day, least probable first, out of so many sorts that were looked at.

    `complete` says whether the day was over.
    """

    day: date
    complete: bool
    looked_at: int
    rows: tuple[WarningRow, ...]
    outlook: Outlook


def warnings(desk: Desk, day: date | None = None) -> Warnings:
    """What a day brought more often than its history lets expect; today's as far as it has come.

    Each category is looked at in the whole city and in each district. Clause: 6.3.1.4.
    """
    desk.require(Act.READ_ALL)
    now = desk.now()
    of = Period(Length.DAY, *[day or desk.today()] * 2)
    since = Period(Length.DAYS, of.first - LOOKED_BACK * DAY, of.first - DAY)
    window = of.so_far(now)
    with desk.database.snapshot() as session:
        city = within(session, desk.database)
        paths = reference.category_paths(session)
        found = stored.by_day(session, Window(since.window.since, window.until))
    looked_at, too_many = bursts(found, of.first)
    rows = [
        WarningRow(
            category_name(paths, one.category),
            district_name(city, one.district),
            one.count,
            one.expected,
            one.expected.chance(one.count),
            Counted(Measure.RAISED, window, category=one.category, district=one.district),
        )
        for one in too_many
    ]
    rows.sort(key=lambda row: (row.chance, row.category, row.district))
    totals: Counter[date] = Counter()
    for text, _, _, many in found:
        totals[date.fromisoformat(text)] += many
    days = [totals[since.first + nth * DAY] for nth in range(LOOKED_BACK)]
    begun = next((nth for nth, many in enumerate(days) if many), len(days))
    complete = window == of.window
    return Warnings(of.first, complete, looked_at, tuple(rows), outlook(days[begun:]))


def category_name(paths: Mapping[str, tuple[str, str, str]], category: str) -> str:
    """What a category is called."""
    return "/".join(paths[category]) if category in paths else category or NO_CATEGORY


def district_name(city: Directory, district: str | None) -> str:
    """What a district is called, and the whole city."""
    if district is None:
        return "全市"
    return city.division_names.get(district, district) or NO_DISTRICT


def bursts(found: Iterable[Found], day: date) -> tuple[int, list[Burst]]:
    """How many sorts the days up to `day` brought, and which of them came too often on it."""
    counts = _counted(found, day)
    of_day = {sort: many[day] for sort, many in counts.items() if many[day]}
    usual = ((sort, count, _expected(counts[sort], day)) for sort, count in of_day.items())
    return len(counts), [
        Burst(*sort, count, of) for sort, count, of in usual if burst(count, of, len(counts))
    ]


def _counted(found: Iterable[Found], day: date) -> Mapping[Sort, Counter[date]]:
    """Of each sort how many each day brought, as far back as expectations rest on."""
    counts: dict[Sort, Counter[date]] = defaultdict(Counter)
    first, last = (day - HISTORY * DAY).isoformat(), day.isoformat()
    for text, category, district, many in found:
        if first <= text <= last:
            of = date.fromisoformat(text)
            counts[category, district][of] += many
            counts[category, None][of] += many
    return counts


def _expected(counts: Mapping[date, int], day: date) -> Expected:
    days = list(_days_before(day))
    history = [counts[one] for one in days]
    return expected(history, [one.weekday() for one in days], day.weekday())


def _days_before(day: date) -> Iterator[date]:
    return (day - nth * DAY for nth in range(HISTORY, 0, -1))
