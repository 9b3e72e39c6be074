"""Guessing a password takes longer with each wrong one."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from hotline_tui.standard.moment import BEIJING
from hotline_tui.standard.sign_in import shut_until

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=BEIJING)


@pytest.mark.clause("6.1.2")
@pytest.mark.parametrize(
    ("wrong", "minutes"), [(0, 0), (4, 0), (5, 1), (6, 2), (7, 4), (8, 8), (9, 15), (200, 15)]
)
def test_the_wait_doubles_from_the_fifth_wrong_password_on(wrong: int, minutes: int) -> None:
    failures = [NOON + timedelta(seconds=nth) for nth in range(wrong)]
    expected = failures[-1] + timedelta(minutes=minutes) if minutes else None
    assert shut_until(failures) == expected
