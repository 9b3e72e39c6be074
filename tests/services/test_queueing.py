"""Worklists come soonest due first, in pages and narrowed; tickets are found as one types."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hotline_tui.services import claiming, queueing
from hotline_tui.services.queueing import QueueWish
from hotline_tui.standard.vocabulary import Kind, Status, Urgency, Worklist
from tests.office import Office, dispatched, matter, registered


def numbers(office: Office, wish: QueueWish) -> list[str]:
    return [row.number for row in queueing.queue(office.owner, wish).rows]


@pytest.mark.clause("5.3.2.1.3 a", "5.3.2.1.3 b", "5.3.2.1.3 c")
def test_the_queue_comes_soonest_due_first_and_page_by_page(office: Office) -> None:
    desk = office.owner
    plain = [registered(desk, matter()).number for _ in range(3)]
    older = registered(desk, matter(), office.now - timedelta(hours=5)).number
    urgent = registered(desk, matter(Kind.HELP, Urgency.EMERGENCY)).number
    expected = [urgent, older, *plain]
    assert numbers(office, QueueWish()) == expected
    first = queueing.queue(desk, QueueWish(limit=3))
    assert first.total == 5
    rest = QueueWish(limit=3, after=first.rows[-1])
    assert [*(row.number for row in first.rows), *numbers(office, rest)] == expected


def test_the_queue_is_narrowed_by_all_that_is_asked_for_together(office: Office) -> None:
    desk, there = office.owner, "110105010"
    one = registered(desk, matter(Kind.HELP, Urgency.EMERGENCY, division=there)).number
    other = registered(desk, matter(Kind.COMPLAINT, Urgency.EMERGENCY, division=there)).number
    third = registered(desk, matter(Kind.HELP, division="110101")).number
    assert numbers(office, QueueWish(kinds=(Kind.HELP,))) == [one, third]
    assert numbers(office, QueueWish(urgencies=(Urgency.EMERGENCY,))) == [one, other]
    assert numbers(office, QueueWish(district="110105", kinds=(Kind.HELP,))) == [one]
    claiming.claim(desk, other)
    assert numbers(office, QueueWish(mine=True)) == [other]
    assert numbers(office, QueueWish(mine=True, kinds=(Kind.HELP,))) == []


def test_what_waits_is_counted_by_list_with_what_is_overdue(office: Office) -> None:
    registered(office.owner, matter(), office.now - timedelta(hours=25))
    registered(office.owner, matter())
    dispatched(office.owner)
    found = queueing.waiting(office.owner)
    assert (found.dispatch, found.sign, found.handling, found.overdue) == (2, 1, 0, 1)
    assert queueing.queue(office.owner, QueueWish(Worklist.SIGN)).total == 1


@pytest.mark.parametrize("typed", ["138 1234 5678", "13812345678", "20261123000002", "20261123 00"])
def test_a_ticket_is_found_by_its_number_its_beginning_and_its_phone(
    office: Office, typed: str
) -> None:
    registered(office.owner, matter(phone="13900000000", title="20261 号路灯"))
    wanted = registered(office.owner, matter())
    found = [row.number for row in queueing.find(office.owner, typed)]
    assert found[0] == wanted.number
    assert len(found) == (2 if typed.endswith(" 00") else 1)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("100%", ["满意度100%是假的"]),
        ("a_b", ["文件a_b打不开"]),
        ("%", ["满意度100%是假的"]),
        ("_", ["文件a_b打不开"]),
        ("\\", ["路径C:\\x"]),
        ("A_B 打不开", ["文件a_b打不开"]),
        ("打不开 路径", []),
        ("  ", []),
        ("\x00", []),
    ],
)
def test_words_are_found_as_they_are_typed_whatever_signs_they_hold(
    office: Office, typed: str, found: list[str]
) -> None:
    for title in (
        "满意度100%是假的",
        "满意度1000是真的",
        "文件a_b打不开",
        "文件acb打开",
        "路径C:\\x",
    ):
        registered(office.owner, matter(title=title))
    assert [row.title for row in queueing.find(office.owner, typed)] == found


def test_tickets_are_listed_newest_first_by_status(office: Office) -> None:
    first, sent = registered(office.owner, matter()), dispatched(office.owner)
    assert [row.number for row in queueing.listed(office.owner, 10)] == [sent.number, first.number]
    by_status = queueing.listed(office.owner, 10, Status.DISPATCHED)
    assert [row.number for row in by_status] == [sent.number]
