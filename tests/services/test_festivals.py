"""The official calendar of days off, as the State Council's notices for 2024 to 2026 give it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from hotline_tui.services.festivals import festival
from hotline_tui.standard.scripts import Festival, greeting

SPRING, QINGMING, OTHER = Festival.NEW_YEAR_OR_SPRING, Festival.QINGMING, Festival.OTHER

DAYS_OFF = [
    (date(2023, 12, 30), date(2024, 1, 1), SPRING),
    (date(2024, 2, 10), date(2024, 2, 17), SPRING),
    (date(2024, 4, 4), date(2024, 4, 6), QINGMING),
    (date(2024, 5, 1), date(2024, 5, 5), OTHER),
    (date(2024, 6, 8), date(2024, 6, 10), OTHER),
    (date(2024, 9, 15), date(2024, 9, 17), OTHER),
    (date(2024, 10, 1), date(2024, 10, 7), OTHER),
    (date(2025, 1, 1), date(2025, 1, 1), SPRING),
    (date(2025, 1, 28), date(2025, 2, 4), SPRING),
    (date(2025, 4, 4), date(2025, 4, 6), QINGMING),
    (date(2025, 5, 1), date(2025, 5, 5), OTHER),
    (date(2025, 5, 31), date(2025, 6, 2), OTHER),
    (date(2025, 10, 1), date(2025, 10, 8), OTHER),
    (date(2026, 1, 1), date(2026, 1, 3), SPRING),
    (date(2026, 2, 15), date(2026, 2, 23), SPRING),
    (date(2026, 4, 4), date(2026, 4, 6), QINGMING),
    (date(2026, 5, 1), date(2026, 5, 5), OTHER),
    (date(2026, 6, 19), date(2026, 6, 21), OTHER),
    (date(2026, 9, 25), date(2026, 9, 27), OTHER),
    (date(2026, 10, 1), date(2026, 10, 7), OTHER),
]
"""First and last day off of every festival; on all other days of these years work goes on."""

WORKED_WEEKENDS = [
    date(2024, 2, 4), date(2024, 2, 18), date(2024, 4, 7), date(2024, 4, 28), date(2024, 5, 11),
    date(2024, 9, 14), date(2024, 9, 29), date(2024, 10, 12), date(2025, 1, 26), date(2025, 2, 8),
    date(2025, 4, 27), date(2025, 9, 28), date(2025, 10, 11), date(2026, 1, 4), date(2026, 2, 14),
    date(2026, 2, 28), date(2026, 5, 9), date(2026, 9, 20), date(2026, 10, 10),
]  # fmt: skip


@pytest.mark.clause("B.1", "5.2.2.3 a")
@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_every_day_of_the_year_is_greeted_by_the_official_calendar(year: int) -> None:
    day = date(year, 1, 1)
    while day.year == year:
        expected = next((kind for first, last, kind in DAYS_OFF if first <= day <= last), None)
        assert festival(day) is expected, day
        day += timedelta(days=1)


def test_a_festival_begins_in_the_old_year_where_its_weekend_does() -> None:
    assert festival(date(2023, 12, 30)) is SPRING
    assert festival(date(2023, 12, 29)) is None


@pytest.mark.clause("B.1")
@pytest.mark.parametrize("day", WORKED_WEEKENDS, ids=str)
def test_a_weekend_worked_in_exchange_is_an_ordinary_day(day: date) -> None:
    assert festival(day) is None


@pytest.mark.parametrize(
    "day", [date(2026, 3, 3), date(2025, 10, 29), date(2026, 3, 8), date(2026, 6, 1)], ids=str
)
def test_festivals_without_a_day_off_are_ordinary_days(day: date) -> None:
    assert festival(day) is None


@pytest.mark.clause("B.1")
def test_mid_autumn_within_national_day_is_greeted_like_either() -> None:
    assert festival(date(2025, 10, 6)) is OTHER
    assert festival(date(2020, 10, 1)) is OTHER


@pytest.mark.clause("B.1")
def test_qingming_is_greeted_like_an_ordinary_day() -> None:
    assert greeting(festival(date(2026, 4, 5))) == greeting(None)
