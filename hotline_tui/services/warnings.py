"""What comes in more often than the history lets expect, and what the next days may bring.

Clause: 6.3.1.4.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from hotline_tui.data import directory as reference
from hotline_tui.data import figures as stored
from hotline_tui.services.desk import Desk
from hotline_tui.services.directory import within
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

Sort = tuple[str, str | None]
"""A category, in one district or (None) in the whole city."""


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
    counts, totals = _counted(found)
    today = {sort: of_day[of.first] for sort, of_day in counts.items() if of_day[of.first]}
    rows = []
    for (category, district), count in today.items():
        usual = _expected(counts[category, district], of.first)
        if burst(count, usual, len(counts)):
            place = "全市" if district is None else city.division_names.get(district, district)
            rows.append(
                WarningRow(
                    "/".join(paths[category]) if category in paths else category or NO_CATEGORY,
                    place or NO_DISTRICT,
                    count,
                    usual,
                    usual.chance(count),
                    Counted(Measure.RAISED, window, category=category, district=district),
                )
            )
    rows.sort(key=lambda row: (row.chance, row.category, row.district))
    days = [totals[since.first + nth * DAY] for nth in range(LOOKED_BACK)]
    begun = next((nth for nth, many in enumerate(days) if many), len(days))
    complete = window == of.window
    return Warnings(of.first, complete, len(counts), tuple(rows), outlook(days[begun:]))


def _counted(
    found: list[tuple[str, str, str, int]],
) -> tuple[Mapping[Sort, Counter[date]], Counter[date]]:
    counts: dict[Sort, Counter[date]] = defaultdict(Counter)
    totals: Counter[date] = Counter()
    for text, category, district, many in found:
        day = date.fromisoformat(text)
        totals[day] += many
        counts[category, district][day] += many
        counts[category, None][day] += many
    return counts, totals


def _expected(counts: Mapping[date, int], day: date) -> Expected:
    days = list(_days_before(day))
    history = [counts[one] for one in days]
    return expected(history, [one.weekday() for one in days], day.weekday())


def _days_before(day: date) -> Iterator[date]:
    return (day - nth * DAY for nth in range(HISTORY, 0, -1))
