"""The rating at the end of a call: five levels, once, and not much later."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from hotline_tui.standard.rating import OFFER, rating_faults, read_level
from hotline_tui.standard.refusal import Refused
from hotline_tui.standard.vocabulary import Rating

ANSWERED = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
ENDED = ANSWERED + timedelta(minutes=3)


@pytest.mark.clause("5.4.2")
@pytest.mark.parametrize(("key", "level"), zip("12345", Rating, strict=True))
def test_the_five_keys_are_the_five_levels_from_best_to_worst(key: str, level: Rating) -> None:
    assert read_level(key) is read_level(level.label) is read_level(level.value) is level
    assert read_level(f" {chr(ord(key) + 0xFEE0)} ") is level
    assert f"{key}{level.label}" in OFFER


@pytest.mark.clause("5.4.2")
@pytest.mark.parametrize("pressed", ["", "0", "6", "11", "-1", "*", "#", "好", "[/b]", "满"])
def test_there_is_no_sixth_level(pressed: str) -> None:
    with pytest.raises(Refused) as refused:
        read_level(pressed)
    assert [fault.clause for fault in refused.value.faults] == ["5.4.2"]


@pytest.mark.clause("5.4.1")
@pytest.mark.parametrize(
    ("answered", "ended", "later", "given", "refused"),
    [
        (None, None, 1, False, True),
        (ANSWERED, None, 60, False, False),
        (ANSWERED, ENDED, 8, False, False),
        (ANSWERED, ENDED, 9, False, True),
        (ANSWERED, ENDED, 4, True, True),
    ],
    ids=["nobody answered", "in a long call", "just after it", "too late", "a second time"],
)
def test_a_call_is_rated_once_while_it_lasts_or_just_after_it(
    answered: datetime | None, ended: datetime | None, later: int, given: bool, refused: bool
) -> None:
    now = ANSWERED + timedelta(minutes=later)
    found = rating_faults(answered, ended, now, given=given)
    assert [fault.clause for fault in found] == ["5.4.1"] * refused
