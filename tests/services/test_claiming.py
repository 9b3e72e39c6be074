"""A claim is a lease: never two at once on one ticket, none left out, free again when it ends."""

from __future__ import annotations

import multiprocessing
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace

import pytest

from hotline_tui.services import claiming, queueing
from hotline_tui.services.claiming import FREE_TO_TAKE, STALE
from hotline_tui.services.desk import Desk
from hotline_tui.services.dispatching import Dispatch, dispatch
from hotline_tui.standard.refusal import Refused
from hotline_tui.standard.vocabulary import Kind, Urgency, Worklist
from tests.office import SUBDISTRICT, Office, dispatched, matter, open_office, registered
from tests.services.crowd import at_once

TICKETS = 120


def fill(office: Office) -> list[str]:
    return [registered(office.owner, matter()).number for _ in range(TICKETS)]


def take_all(desk: Desk) -> list[str]:
    """Take the next ticket until there is none."""
    found = []
    while (row := claiming.take_next(desk)) is not None:
        found.append(row.number)
    return found


def take_all_in_a_process(url: str, nth: int, seconds: float) -> list[str]:
    """The same in a process of its own, so many seconds after the beginning."""
    office = open_office(url)
    office.clock.forward(seconds=seconds)
    office.owner.person = replace(office.owner.person, workno=f"8{nth:03d}")
    found = take_all(office.owner)
    office.database.close()
    return found


def test_fifty_who_claim_at_once_share_all_tickets_and_have_none_twice(
    postgres_office: Office,
) -> None:
    numbers = fill(postgres_office)
    for _ in range(2):
        shares = at_once(postgres_office, 50, lambda desk, nth: take_all(desk))
        taken = Counter(number for share in shares for number in share)
        assert taken == Counter(numbers)
        # The second time round, all leases have run out.
        postgres_office.clock.forward(seconds=STALE.total_seconds())


def test_eight_processes_on_one_file_share_all_tickets_and_have_none_twice(
    sqlite_office: Office,
) -> None:
    numbers = fill(sqlite_office)
    url = sqlite_office.database.url
    with ProcessPoolExecutor(8, multiprocessing.get_context("spawn")) as pool:
        for seconds in (0.0, STALE.total_seconds()):
            shares = [pool.submit(take_all_in_a_process, url, nth, seconds) for nth in range(8)]
            taken = Counter(number for share in shares for number in share.result())
            assert taken == Counter(numbers)


def test_one_ticket_wanted_by_many_at_once_goes_to_one(office: Office) -> None:
    number = registered(office.owner, matter()).number
    answers = at_once(office, 8, lambda desk, nth: claiming.claim(desk, number).number)
    assert answers.count(number) == 1
    told = [str(one) for one in answers if isinstance(one, Refused)]
    assert len(told) == 7
    assert all("占用 0 秒" in one for one in told)


def test_the_next_ticket_is_the_one_that_is_due_soonest(office: Office) -> None:
    plain = registered(office.owner, matter()).number
    urgent = registered(office.owner, matter(Kind.HELP, Urgency.EMERGENCY)).number
    assert take_all(office.owner) == [urgent, plain]


def test_a_worklist_without_work_gives_nothing(office: Office) -> None:
    dispatched(office.owner)
    assert claiming.take_next(office.owner) is None
    row = claiming.take_next(office.owner, Worklist.SIGN)
    assert row is not None
    assert row.organizer_code == SUBDISTRICT


def test_a_claim_is_free_for_20_seconds_then_needs_a_reason_which_is_kept(office: Office) -> None:
    number = registered(office.owner, matter()).number
    li, zhao = office.colleague("2001", "李敏"), office.colleague("2002", "赵强")
    claiming.claim(li, number)
    office.clock.forward(seconds=FREE_TO_TAKE.total_seconds() - 1)
    with pytest.raises(Refused, match="已由 2001 占用 19 秒"):
        claiming.claim(zhao, number)
    claiming.claim(zhao, number, over=True)
    office.clock.forward(seconds=FREE_TO_TAKE.total_seconds())
    with pytest.raises(Refused, match="接手须写明理由"):
        claiming.claim(li, number, over=True, reason="  ")
    history = claiming.claim(li, number, over=True, reason=" 赵强下班了 ").history
    assert [(one.what, one.summary) for one in history[-2:]] == [
        ("claimed_over", "从 2001 接手占用"),
        ("claimed_over", "从 2002 接手占用：赵强下班了"),
    ]


def test_a_claim_without_a_sign_of_life_for_45_seconds_is_nobodys(office: Office) -> None:
    number = registered(office.owner, matter()).number
    li, zhao = office.colleague("2001", "李敏"), office.colleague("2002", "赵强")
    row = claiming.claim(li, number)
    office.clock.forward(seconds=40)
    claiming.keep(li, [row.id])
    office.clock.forward(seconds=44)
    assert claiming.take_next(zhao) is None
    assert queueing.queue(zhao, queueing.QueueWish()).rows[0].holder == "2001"
    office.clock.forward(seconds=1)
    assert queueing.queue(zhao, queueing.QueueWish()).rows[0].holder == ""
    assert claiming.claim(zhao, number).history[-1].what == "claimed"
    assert not claiming.release(li, number)
    assert claiming.release(zhao, number)


def test_a_late_sign_of_life_does_not_take_back_what_another_has_taken(office: Office) -> None:
    number = registered(office.owner, matter()).number
    li, zhao = office.colleague("2001", "李敏"), office.colleague("2002", "赵强")
    row = claiming.claim(li, number)
    office.clock.forward(seconds=STALE.total_seconds())
    claiming.claim(zhao, number)
    office.clock.forward(seconds=STALE.total_seconds() - 1)
    claiming.keep(li, [row.id])
    assert queueing.queue(li, queueing.QueueWish()).rows[0].holder == "2002"
    office.clock.forward(seconds=1)
    assert queueing.queue(li, queueing.QueueWish()).rows[0].holder == ""


def test_a_ticket_that_is_dispatched_is_nobodys_claim_any_more(office: Office) -> None:
    number, dispatcher = registered(office.owner, matter()).number, office.colleague("2003", "李敏")
    claiming.claim(dispatcher, number)
    dispatch(dispatcher, Dispatch(number, SUBDISTRICT))
    assert queueing.queue(dispatcher, queueing.QueueWish(Worklist.SIGN)).rows[0].holder == ""
    assert not claiming.release(dispatcher, number)
