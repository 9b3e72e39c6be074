"""Repeated matters are recognised, linked and counted, and keep a life of their own."""

from __future__ import annotations

from datetime import datetime

import pytest

from hotline_tui.services import linking, queueing
from hotline_tui.standard.moment import BEIJING
from hotline_tui.standard.record import TicketDraft
from hotline_tui.standard.refusal import Refused
from hotline_tui.standard.vocabulary import Kind
from tests.office import Office, matter, registered
from tests.services.crowd import at_once, refusals


def lamp(phone: str = "13812345678") -> TicketDraft:
    return matter(phone=phone, title="路灯不亮", course="小关北里门口的路灯三天没亮了")


def test_a_callers_like_matters_are_recognised_and_counted_by_month_and_year(
    office: Office,
) -> None:
    def on(month: int, day: int, year: int = 2026) -> datetime:
        return datetime(year, month, day, 9, tzinfo=BEIJING)

    desk = office.owner
    raised = (on(11, 30, 2025), on(10, 31), on(11, 1), on(11, 20))
    for at in raised:
        registered(desk, lamp(), at)
    registered(desk, lamp("13900000000"), on(11, 20))
    registered(desk, matter(Kind.CONSULTATION, content="公积金怎么提取"), on(11, 20))
    found = linking.repeats(desk, lamp("138 1234 5678"))
    assert {one.raised_at for one in found.rows} == set(raised)
    assert (found.this_month, found.this_year) == (2, 3)


def test_a_number_that_is_still_being_typed_has_raised_nothing(office: Office) -> None:
    registered(office.owner, lamp())
    for phone in ("", "138", "一三八"):
        assert linking.repeats(office.owner, lamp(phone)).rows == ()


def test_linked_tickets_name_each_other_and_keep_their_own_status(office: Office) -> None:
    desk = office.owner
    one, other = (registered(desk, lamp()).number for _ in range(2))
    row = linking.link(desk, other, one, "同一盏灯")
    assert (row.number, row.linked) == (other, (one,))
    again = linking.link(desk, one, other)
    assert (again.linked, [event.what for event in again.history]) == (
        (other,),
        ["registered", "linked"],
    )
    undone = linking.unlink(desk, one, other)
    assert (undone.number, undone.linked) == (one, ())
    assert [event.what for event in undone.history][-2:] == ["linked", "unlinked"]
    with pytest.raises(Refused, match="没有关联"):
        linking.unlink(desk, one, other)
    assert linking.link(desk, one, other).linked == (other,)


def test_a_ticket_is_not_linked_with_itself(office: Office) -> None:
    number = registered(office.owner, lamp()).number
    with pytest.raises(Refused, match="不能和自己关联"):
        linking.link(office.owner, number, number)


def test_several_who_link_and_unlink_the_same_two_wait_for_each_other(office: Office) -> None:
    one, other = (registered(office.owner, lamp()).number for _ in range(2))

    def there_and_back(desk: linking.Desk, nth: int) -> str:
        pair = (one, other) if nth % 2 else (other, one)
        for _ in range(10):
            linking.link(desk, *pair)
        return linking.unlink(desk, *pair).number

    answers = at_once(office, 4, there_and_back)
    assert {str(one) for one in refusals(answers)} <= {
        f"{one} 与 {other} 没有关联",
        f"{other} 与 {one} 没有关联",
    }
    history = [event.what for event in queueing.show(office.owner, one).history]
    assert history.count("linked") - history.count("unlinked") in (0, 1)
