"""What a city chooses is kept in its database, and is the same at all desks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from hotline_tui.data.engine import Database
from hotline_tui.services import operators, policy
from hotline_tui.services.desk import Desk
from hotline_tui.services.opening import sit_down
from hotline_tui.services.setup import set_up
from hotline_tui.standard.moment import BEIJING
from hotline_tui.standard.policy import Policy
from hotline_tui.standard.refusal import Refused

NOW = datetime(2026, 11, 23, 8, 30, tzinfo=BEIJING)


@pytest.fixture
def desk(database_url: str) -> Iterator[Desk]:
    database = Database(database_url)
    set_up(database, practice=True)
    yield sit_down(database, operators.who(database, None, None), NOW)
    database.close()


def test_a_new_database_has_the_usual_choices(desk: Desk) -> None:
    assert policy.current(desk) == Policy()


def test_a_choice_is_kept_and_leaves_the_others_as_they_were(desk: Desk) -> None:
    policy.choose(desk, {"handovers": 2, "many_within": timedelta(days=3)})
    policy.choose(desk, {"callback_by_kind": (("consultation", 0.2),)})
    expected = Policy(
        handovers=2, many_within=timedelta(days=3), callback_by_kind=(("consultation", 0.2),)
    )
    assert policy.current(desk) == expected


def test_all_impossible_choices_are_refused_at_once(desk: Desk) -> None:
    impossible = {"near_share": 1.0, "rounds": 0, "callback_share": 1.5, "many_within": -policy.DAY}
    with pytest.raises(Refused) as refused:
        policy.choose(desk, impossible)
    assert {fault.field for fault in refused.value.faults} == impossible.keys()
    assert policy.current(desk) == Policy()


def test_the_document_of_a_policy_says_all_of_it() -> None:
    chosen = Policy(
        True, True, 0.5, repeated_within=timedelta(hours=36), callback_by_organizer=(("A", 0.5),)
    )
    assert policy.from_document(policy.document(chosen)) == chosen
