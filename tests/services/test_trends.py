"""The course of a number adds up to the number, step by step, beside the other two periods."""

from __future__ import annotations

import pytest

from hotline_tui.services import demo
from hotline_tui.services.figures import figures, period
from hotline_tui.services.trends import trend
from hotline_tui.standard.periods import Length
from tests.office import Office, matter, registered


@pytest.mark.clause("6.3.1.3 a")
def test_the_steps_of_a_course_add_up_to_its_number(office: Office) -> None:
    desk = office.owner
    demo.past(office.builder, 2)
    for text, steps, passed in (
        ("2026-10", 31, 31),
        ("本月", 31, 23),
        ("2026-W44", 7, 7),
        ("2026-10-20", 24, 24),
        ("2026", 12, 11),
        ("2026-10-01..2026-10-10", 10, 10),
    ):
        of = period(desk, text)
        for line in figures(desk, of).kinds[:3]:
            found = trend(desk, line.counted, of)
            assert (len(found.steps), len(found.now), sum(found.now)) == (
                steps, passed, line.count,
            )  # fmt: skip
            if of.length is not Length.YEAR and text != "本月":
                assert sum(found.before) == line.before


def test_a_matter_stands_in_its_hour_of_the_day_in_beijing(office: Office) -> None:
    office.clock.at = office.now.replace(hour=0, minute=30)
    number = registered(office.owner, matter()).number
    office.clock.forward(hours=2)
    of = period(office.owner, "今天")
    line = figures(office.owner, of).totals[0]
    assert number
    assert trend(office.owner, line.counted, of).now == (1, 0, 0)
