"""A period is compared with the one before and with that of last year, as long as itself."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from hotline_tui.standard.moment import BEIJING
from hotline_tui.standard.periods import Length, containing, read_period
from hotline_tui.standard.refusal import Refused

TODAY = date(2026, 11, 25)

WRITTEN = [
    ("2026-11-25", "2026-11-25", "2026-11-25", "2026-11-24", "2025-11-25"),
    ("2028-02-29", "2028-02-29", "2028-02-29", "2028-02-28", "2027-02-28"),
    ("2026-W48", "2026-11-23", "2026-11-29", "2026-W47", "2025-W48"),
    ("2026-W53", "2026-12-28", "2027-01-03", "2026-W52", "2026-W01"),
    ("2026-11", "2026-11-01", "2026-11-30", "2026-10", "2025-11"),
    ("2028年2月", "2028-02-01", "2028-02-29", "2028-01", "2027-02"),
    ("2026-Q4", "2026-10-01", "2026-12-31", "2026-Q3", "2025-Q4"),
    ("2026年第一季度", "2026-01-01", "2026-03-31", "2025-Q4", "2025-Q1"),
    ("2026", "2026-01-01", "2026-12-31", "2025", "2025"),
    ("上月", "2026-10-01", "2026-10-31", "2026-09", "2025-10"),
    ("本周", "2026-11-23", "2026-11-29", "2026-W47", "2025-W48"),
    ("2028-02-01..2028-02-29", "2028-02-01", "2028-02-29", "2028-01-03..2028-01-31",
     "2027-02-01..2027-02-28"),
]  # fmt: skip


@pytest.mark.clause("6.3.1.3 a")
@pytest.mark.parametrize(("typed", "first", "last", "before", "last_year"), WRITTEN)
def test_a_period_knows_its_days_the_one_before_and_that_of_last_year(
    typed: str, first: str, last: str, before: str, last_year: str
) -> None:
    period = read_period(typed, TODAY)
    assert (period.first.isoformat(), period.last.isoformat()) == (first, last)
    assert (period.before.text, period.last_year.text) == (before, last_year)
    assert read_period(period.text, TODAY) == period


@pytest.mark.parametrize(
    "typed", ["", "下个月", "2026-13", "2026-02-30", "2026-W54", "2026-11-07..2026-11-01", "1900"]
)
def test_what_is_no_period_is_refused(typed: str) -> None:
    with pytest.raises(Refused) as refused:
        read_period(typed, TODAY)
    assert refused.value.faults[0].field == "period"


@pytest.mark.clause("6.3.1.3 a")
def test_a_period_that_goes_on_is_compared_with_as_much_of_another() -> None:
    november = read_period("2026-11", TODAY)
    now = datetime(2026, 11, 11, 12, 0, tzinfo=BEIJING)
    assert november.so_far(now).until == now
    assert november.alike(november.before, now).until == now.replace(month=10)
    march = read_period("2026-03", TODAY)
    end = datetime(2026, 3, 31, 12, 0, tzinfo=BEIJING)
    assert march.alike(march.before, end) == march.before.window
    over = datetime(2027, 1, 1, tzinfo=BEIJING)
    assert november.so_far(over) == november.window
    assert november.alike(november.before, over) == november.before.window


def test_nothing_can_have_happened_in_a_period_that_is_yet_to_come() -> None:
    coming = read_period("2027", TODAY)
    now = datetime(2026, 11, 25, tzinfo=BEIJING)
    assert coming.so_far(now).empty
    assert coming.alike(coming.before, now).empty


def test_days_begin_and_end_at_midnight_in_beijing() -> None:
    window = containing(Length.DAY, TODAY).window
    assert window.since.isoformat() == "2026-11-25T00:00:00+08:00"
    assert window.until.isoformat() == "2026-11-26T00:00:00+08:00"
