"""A burst in one district is warned of on the day on which it begins, with its tickets."""

from __future__ import annotations

import pytest

from hotline_tui.services import demo
from hotline_tui.services.directory import directory
from hotline_tui.services.tracing import behind
from hotline_tui.services.warnings import warnings
from tests.office import Office, matter, registered


@pytest.mark.clause("6.3.1.4")
def test_a_burst_is_warned_of_on_its_first_day_and_opens_its_tickets(office: Office) -> None:
    desk = office.owner
    demo.past(office.builder, 3)
    office.clock.at = office.now.replace(hour=8)
    assert warnings(desk).rows == ()
    path = directory(desk).categories["040101"].path
    for nth in range(20):
        draft = matter(phone=f"1380000{nth:04d}", category=path, division="110105010")
        registered(desk, draft)
    office.clock.forward(hours=2)
    found = warnings(desk)
    assert {(one.category, one.district, one.count) for one in found.rows} == {
        ("/".join(path), "全市", 20),
        ("/".join(path), "朝阳区", 20),
    }
    assert found.rows[0].chance < 1e-6
    assert not found.complete
    assert [behind(desk, one.counted).total for one in found.rows] == [20, 20]
    assert found.outlook.low < found.outlook.mean < found.outlook.high
    office.clock.forward(days=1)
    assert warnings(desk, office.now.date()).rows == ()
    yesterday = warnings(desk, desk.today().replace(day=desk.today().day - 1))
    assert yesterday.complete
    assert len(yesterday.rows) == 2


def test_a_database_without_a_past_warns_of_nothing_and_forecasts_nothing(office: Office) -> None:
    registered(office.owner, matter())
    office.clock.forward(minutes=1)
    found = warnings(office.owner)
    assert (found.rows, found.outlook.mean, found.outlook.error) == ((), 0, None)
