"""A call is answered by one, rated once, and brings who has called before."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hotline_tui.services import calls, queueing
from hotline_tui.services.articles import named
from hotline_tui.services.registering import Registration, register_and_answer
from hotline_tui.standard.record import Claimant
from hotline_tui.standard.refusal import Refused
from hotline_tui.standard.vocabulary import Kind, Role, Status, Urgency
from tests.office import Office, matter, registered
from tests.services.crowd import at_once, refusals


def test_a_call_brings_the_tickets_of_its_number_and_of_its_address(office: Office) -> None:
    desk, home = office.owner, "小关北里3号楼"
    old = office.now - timedelta(days=400)
    registered(desk, matter(), old)
    mine = registered(desk, matter(claimant=Claimant("王先生", "13812345678", address=home)))
    there = registered(desk, matter(claimant=Claimant("李女士", "13900000000", address=home)))
    about = registered(desk, matter(phone="13700000000", place=home))
    registered(desk, matter(phone="13600000000"))
    row = calls.ring(desk, "138-1234-5678")
    assert [one.number for one in row.earlier] == [mine.number]
    assert {one.number for one in row.at_address} == {there.number, about.number}
    assert (row.nth, row.this_month, row.this_year) == (1, 1, 1)
    assert calls.ring(desk, "13812345678").nth == 2


def test_a_call_rings_at_one_desk_and_leaves_it_when_it_ends(office: Office) -> None:
    agent = office.colleague("1001", "王芳", Role.AGENT)
    first = calls.ring(office.owner, "13812345678", "1001")
    second = calls.ring(office.owner, "", "1001")
    assert calls.at_desk(office.owner) == ()
    assert [one.id for one in calls.at_desk(agent)] == [second.id, first.id]
    office.clock.forward(seconds=5)
    assert calls.pick_up(agent).id == second.id
    office.clock.forward(seconds=60)
    ended = calls.hang_up(agent, second.id)
    office.clock.forward(seconds=60)
    assert calls.hang_up(agent, second.id) == ended
    assert [one.id for one in calls.at_desk(agent)] == [first.id]


def test_a_call_for_a_desk_that_there_is_not_is_refused(office: Office) -> None:
    with pytest.raises(Refused, match="没有工号 1001"):
        calls.ring(office.owner, "13812345678", "1001")
    with pytest.raises(Refused, match="现在没有来电"):
        calls.pick_up(office.owner)


def test_a_call_is_answered_by_one_of_those_who_try(office: Office) -> None:
    call = calls.ring(office.owner, "13812345678").id
    answers = at_once(office, 4, lambda desk, nth: calls.pick_up(desk, call).agent)
    assert len(set(answers)) == 1


@pytest.mark.clause("5.4.1")
def test_a_call_is_rated_once_even_when_keys_come_together(office: Office) -> None:
    call = calls.ring(office.owner, "13812345678").id
    calls.pick_up(office.owner, call)
    answers = at_once(office, 4, lambda desk, nth: calls.rate(desk, str(nth + 1), call).rating)
    assert {str(one) for one in refusals(answers)} == {"每次来电只能评价1次，这个来电已经评价过"}
    assert len(refusals(answers)) == 3


@pytest.mark.clause("A.1", "5.4.1", "5.3.1")
def test_what_was_answered_in_a_call_is_closed_as_the_call_ends(office: Office) -> None:
    desk = office.owner
    call = calls.ring(desk, "13812345678").id
    calls.pick_up(desk, call)
    article = named(desk, "housing-fund-rent")
    asked = Registration(matter(Kind.CONSULTATION), call=call)
    number = register_and_answer(desk, asked, article, "已说明").number
    pressing = Registration(matter(urgency=Urgency.LIVELIHOOD), call=call)
    held_up = register_and_answer(desk, pressing, article, "已说明").number
    calls.rate(desk, "1", call)
    assert queueing.show(desk, number).status is Status.ANSWERED
    calls.hang_up(desk, call)
    row = queueing.show(desk, number)
    assert row.status is Status.CLOSED
    assert row.history[-1].summary == "办结（直接答复，通话结束）"
    # Nobody has acknowledged the alert yet.
    assert queueing.show(desk, held_up).status is Status.ANSWERED
    calls.hang_up(desk, call)
    assert queueing.show(desk, number) == row
