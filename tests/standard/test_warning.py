"""A burst is told from chance, a forecast says how sure it is, both say when they know little."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from random import Random

import pytest

from hotline_tui.standard.warning import (
    HISTORY,
    LEAST,
    Expected,
    burst,
    days_to_look_at,
    expected,
    heeding_faults,
    outlook,
)

WEEKDAYS = [day % 7 for day in range(HISTORY)]


def _poisson(chance: Random, mean: float) -> int:
    """As many events of an hourglass as fit into one unit of time."""
    passed, many = chance.expovariate(mean), 0
    while passed < 1:
        passed, many = passed + chance.expovariate(mean), many + 1
    return many


@pytest.mark.parametrize(
    ("mean", "dispersion", "count", "chance"),
    [
        # Poisson's tails, and the negative binomial's, as tables have them.
        (2.0, 1.0, 1, 0.864665),
        (2.0, 1.0, 5, 0.052653),
        (2.0, 1.0, 10, 4.65e-05),
        (2.0, 2.0, 5, 0.109375),
        (0.5, 1.0, 0, 1.0),
    ],
)
def test_the_chance_of_a_count_is_that_of_its_distribution(
    mean: float, dispersion: float, count: int, chance: float
) -> None:
    assert Expected(mean, dispersion, 100).chance(count) == pytest.approx(chance, rel=2e-3)


def test_a_chance_falls_with_every_matter_more_however_small_it_gets() -> None:
    of = Expected(1.5, 1.3, 80)
    chances = [of.chance(count) for count in range(60)]
    assert all(more < less for less, more in pairwise(chances))
    assert chances[-1] > 0


@pytest.mark.clause("6.3.1.4")
def test_twenty_more_than_two_a_day_are_a_burst_and_quiet_days_are_none() -> None:
    chance = Random(5)
    history = [_poisson(chance, 2.0) for _ in range(HISTORY)]
    of = expected(history, WEEKDAYS, 0)
    assert burst(22, of, 5_000)
    assert not burst(4, of, 5_000)
    assert not burst(LEAST - 1, Expected(0.01, 1.0, 0), 1)


def test_what_never_came_before_is_a_burst_when_it_comes_at_once_and_the_history_is_thin() -> None:
    of = expected([0] * HISTORY, WEEKDAYS, 3)
    assert of.thin
    assert burst(8, of, 5_000)


def test_a_busy_weekday_is_expected_to_be_busy() -> None:
    history = [30 if day == 0 else 5 for day in WEEKDAYS]
    assert expected(history, WEEKDAYS, 0).mean > 2 * expected(history, WEEKDAYS, 3).mean


@pytest.mark.clause("6.3.1.4")
def test_a_forecast_holds_what_comes_in_about_nineteen_of_twenty_weeks() -> None:
    chance, held = Random(7), 0
    for _ in range(100):
        history = [_poisson(chance, 6.0) for _ in range(HISTORY + 56)]
        found = outlook(history)
        held += found.low <= sum(_poisson(chance, 6.0) for _ in range(7)) <= found.high
        assert found.error is not None
    assert held >= 88


def test_without_a_history_a_forecast_says_nothing_and_knows_no_error() -> None:
    assert outlook([]).mean == 0
    assert outlook([1, 2, 3]).error is None


@pytest.mark.clause("6.3.1.4")
def test_it_is_looked_once_an_hour_and_after_midnight_at_yesterday_too() -> None:
    noon = datetime(2026, 11, 25, 4, 0, tzinfo=UTC)
    today, yesterday = date(2026, 11, 25), date(2026, 11, 24)
    assert days_to_look_at(None, noon) == (yesterday, today)
    assert days_to_look_at(noon - timedelta(minutes=59), noon) == ()
    assert days_to_look_at(noon - timedelta(hours=1), noon) == (today,)
    assert days_to_look_at(noon - timedelta(hours=13), noon) == (yesterday, today)
    assert days_to_look_at(noon + timedelta(hours=2), noon) == (today,), "the clock was set back"


@pytest.mark.clause("6.3.1.4", "6.1.1")
@pytest.mark.parametrize(
    ("heeded", "note", "clauses"),
    [
        (False, "已转区住建委", []),
        (False, " ", ["6.3.1.4"]),
        (True, "", ["6.3.1.4", "6.3.1.4"]),
        (False, "找 13800000001", ["6.1.1"]),
    ],
)
def test_a_warning_is_acknowledged_once_with_a_note_without_personal_data(
    heeded: bool, note: str, clauses: list[str]
) -> None:
    assert [fault.clause for fault in heeding_faults(heeded, note)] == clauses
