"""Where a desk begins."""

from __future__ import annotations

import pytest

from hotline_tui.screens.areas import first_area
from hotline_tui.standard.vocabulary import Role


@pytest.mark.clause("6.1.2")
@pytest.mark.parametrize(
    ("jobs", "area"),
    [
        ({Role.AGENT}, "entry"),
        (set(Role), "entry"),
        ({Role.DISPATCHER}, "dispatch"),
        ({Role.SUPERVISOR, Role.DISPATCHER}, "supervision"),
        ({Role.CALLBACK, Role.ARCHIVIST}, "callback"),
        ({Role.ORGANIZER}, "handling"),
        ({Role.ANALYST}, "wall"),
        ({Role.EDITOR}, "knowledge"),
        (set(), "knowledge"),
    ],
)
def test_a_desk_begins_where_the_work_of_its_job_stands(jobs: set[Role], area: str) -> None:
    assert first_area(jobs) == area
