"""Organizers are assessed by three rates, whose definitions are printed beside them."""

from __future__ import annotations

import pytest

from hotline_tui.standard.assessment import GROUPS, Share, Tally, ranks, score, together
from hotline_tui.standard.clauses import known
from hotline_tui.standard.figures import DEFINITIONS, Measure, Rate
from hotline_tui.standard.policy import WEIGHTS
from hotline_tui.standard.vocabulary import UnitType

FULL = Tally(
    {
        Measure.VALID: 20, Measure.RESPONDED: 19,
        Measure.FULL: 16, Measure.SOLVED: 12,
        Measure.RATED: 18, Measure.SATISFIED: 15,
    }
)  # fmt: skip


@pytest.mark.clause("7.1.3.3")
def test_the_three_rates_are_weighed_into_a_score() -> None:
    assert [FULL.rate(one).value for one in list(Rate)[:3]] == [19 / 20, 12 / 16, 15 / 18]
    expected = 100 * (0.3 * 19 / 20 + 0.35 * 12 / 16 + 0.35 * 15 / 18)
    assert score(FULL, WEIGHTS) == pytest.approx(expected)


@pytest.mark.clause("7.1.3.3")
def test_a_unit_is_scored_by_the_rates_that_it_has() -> None:
    assert score(Tally({Measure.VALID: 4, Measure.RESPONDED: 3}), WEIGHTS) == pytest.approx(75)
    assert score(Tally({}), WEIGHTS) is None


@pytest.mark.clause("7.1.3.3")
def test_counts_of_several_units_are_added_and_rates_never_averaged() -> None:
    small = Tally({Measure.FULL: 1, Measure.SOLVED: 0})
    large = Tally({Measure.FULL: 99, Measure.SOLVED: 99})
    assert together([small, large]).rate(Rate.SOLUTION).value == 0.99


@pytest.mark.parametrize(
    ("share", "low", "high"),
    [
        # As tables of Wilson's interval have them.
        (Share(0, 1), 0.0, 0.7935),
        (Share(1, 1), 0.2065, 1.0),
        (Share(8, 10), 0.4902, 0.9433),
        (Share(81, 100), 0.7222, 0.8749),
    ],
)
def test_a_share_of_few_is_less_sure_than_one_of_many(
    share: Share, low: float, high: float
) -> None:
    assert share.interval == pytest.approx((low, high), abs=1e-4)


def test_a_share_of_nothing_is_nothing() -> None:
    assert (Share(0, 0).value, Share(0, 0).interval) == (None, None)


def test_units_with_the_same_score_share_a_place_and_those_without_have_none() -> None:
    assert ranks({"a": 90.0, "b": 95.0, "c": 90.0, "d": None, "e": 80.0}) == {
        "a": 2, "b": 1, "c": 2, "e": 4,
    }  # fmt: skip


@pytest.mark.clause("7.1.3.3")
def test_every_type_of_unit_is_ranked_with_its_like() -> None:
    assert set(GROUPS) == set(UnitType)
    assert GROUPS[UnitType.SUBDISTRICT] is GROUPS[UnitType.TOWNSHIP]
    assert len(set(GROUPS.values())) == 4


@pytest.mark.clause("6.3.1.2 a", "7.1.3.3")
def test_every_figure_has_a_definition_and_a_clause() -> None:
    for defined in (*Measure, *Rate):
        told = defined.definition
        assert told.text
        assert known(told.clause)
    assert set(DEFINITIONS) == set(Measure)
