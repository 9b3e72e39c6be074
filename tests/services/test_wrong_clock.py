"""A terminal whose own clock is a day ahead or behind, at a database that has one of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import datetime, timedelta

import pytest

from hotline_tui.services import desk as desks
from hotline_tui.services import queueing
from hotline_tui.services.desk import SharedClock
from tests.office import Office

TERMINAL = """
import json, sys
from datetime import datetime, timedelta
import hotline_tui.data.engine
import hotline_tui.services.desk
from hotline_tui.services.dispatching import Dispatch, dispatch
from hotline_tui.services.opening import Opening, open_desk
from hotline_tui.services.signing import Sign, sign
from tests.office import SUBDISTRICT, matter, registered

wrong = timedelta(hours=float(sys.argv[2]))

class Clock(datetime):
    "This machine's clock, as somebody has set it."
    @classmethod
    def now(cls, zone=None):
        return datetime.now(zone) + wrong

for reader in (hotline_tui.data.engine, hotline_tui.services.desk):
    reader.datetime = Clock
desk = open_desk(Opening(sys.argv[1]))
number = registered(desk, matter()).number
dispatch(desk, Dispatch(number, SUBDISTRICT, opinion="请依职责办理"))
sign(desk, Sign(number, "刘科长"))
print(json.dumps([number, Clock.now().astimezone().isoformat()]))
"""


A_DAY = timedelta(days=1)


def limits(office: Office, number: str) -> list[timedelta]:
    """How long each clock of a ticket has, from when the matter was raised."""
    row = queueing.show(office.owner, number)
    return [one.due_at - row.raised_at for one in row.clocks if one.due_at]


@pytest.mark.clause("5.3.2.1.3 a", "5.3.2.2.2 a")
def test_no_time_of_a_ticket_is_by_the_terminals_own_clock(postgres_office: Office) -> None:
    database, found = postgres_office.database, {}
    for hours in (0, 24, -24):
        before = database.now()
        command = [sys.executable, "-c", TERMINAL, database.url, str(hours)]
        number, shown = json.loads(subprocess.check_output(command))
        after = database.now()
        is_wrong = abs(datetime.fromisoformat(shown) - after) > A_DAY / 2
        assert is_wrong == (hours != 0)
        row = queueing.show(postgres_office.owner, number)
        met = [one.met_at for one in row.clocks if one.met_at]
        for at in (row.registered_at, row.raised_at, *(one.at for one in row.history), *met):
            assert before <= at <= after
        found[hours] = limits(postgres_office, number)
    assert len(found[0]) == 3
    for wrong in (24, -24):
        for right, other in zip(found[0], found[wrong], strict=True):
            assert abs(other - right) < A_DAY / 100  # the tests themselves take a while


def test_a_clock_that_is_set_while_a_desk_is_open_changes_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Tomorrow(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return datetime.now(tz) + A_DAY  # type: ignore[arg-type]

    clock = SharedClock(timedelta(seconds=5))
    before = clock.now()
    monkeypatch.setattr(desks, "datetime", Tomorrow)
    assert before <= clock.now() < before + timedelta(hours=1)
