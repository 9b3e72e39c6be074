"""What is due happens by itself, once, however often and from however many places it is run."""

from __future__ import annotations

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from hotline_tui.data import supervising, tickets
from hotline_tui.services import queueing, ticking
from hotline_tui.services.desk import Desk
from hotline_tui.services.dispatching import Dispatch, dispatch
from hotline_tui.services.registering import Answer, answer
from hotline_tui.services.signing import Sign, sign
from hotline_tui.services.ticking import Ticked, tick
from hotline_tui.standard.refusal import Refused
from hotline_tui.standard.vocabulary import Cause, Form, Kind, Role, Urgency
from tests.office import SUBDISTRICT, Office, dispatched, matter, registered


def acts(office: Office, number: str) -> list[tuple[Form, str | None]]:
    """The system's acts on a ticket, in their order."""
    with office.database.reading() as session:
        ticket = tickets.by_number(session, number)
        return [(one.form, one.clock) for one in supervising.supervisions(session, ticket)]


def causes(office: Office, number: str) -> set[Cause]:
    """The open reasons for supervision of a ticket."""
    with office.database.reading() as session:
        ticket = tickets.by_number(session, number)
        return {one.cause for one in supervising.open_candidates(session, (ticket.id or 0,))}


@pytest.mark.clause("5.3.3 a")
def test_a_unit_is_reminded_near_the_end_of_a_limit_and_supervised_after_it(office: Office) -> None:
    number = dispatched(office.owner).number
    assert tick(office.owner) == Ticked()
    office.clock.forward(hours=19, minutes=11)
    assert tick(office.owner) == Ticked()
    office.clock.forward(minutes=2)
    assert tick(office.owner) == Ticked(reminders=1)
    assert tick(office.owner) == Ticked()
    office.clock.forward(hours=5)
    assert tick(office.owner) == Ticked(supervisions=1)
    assert acts(office, number) == [(Form.REMINDER, "sign"), (Form.SYSTEM, "sign")]
    assert causes(office, number) == {Cause.OVERDUE}, "no longer near"
    office.clock.forward(days=6)
    assert tick(office.owner) == Ticked(supervisions=1), "feedback, long past its reminder"
    told = [one.summary for one in queueing.show(office.owner, number).history]
    assert told[-1] == "系统督办：反馈超期（2026-11-30 14:00）"


@pytest.mark.clause("5.3.3")
def test_what_was_near_or_over_its_limit_is_no_candidate_once_that_is_met(office: Office) -> None:
    near, late = (dispatched(office.owner).number for _ in range(2))
    office.clock.forward(hours=20)
    tick(office.owner)
    assert causes(office, near) == {Cause.NEAR_DUE}
    sign(office.owner, Sign(near, told_by="李主任"))
    assert causes(office, near) == set()
    office.clock.forward(hours=5)
    tick(office.owner)
    sign(office.owner, Sign(late, told_by="李主任"))
    assert causes(office, late) == set()
    office.clock.forward(days=6)
    tick(office.owner)
    assert causes(office, late) == {Cause.OVERDUE}, "feedback"
    undone = registered(office.owner, matter(phone="")).number
    office.clock.forward(hours=25)
    tick(office.owner)
    assert causes(office, undone) == {Cause.OVERDUE}
    dispatch(office.owner, Dispatch(undone, SUBDISTRICT, opinion="请办理"))
    assert causes(office, undone) == set()


@pytest.mark.clause("5.3.3 a")
def test_a_reminder_refuses_nobody_who_is_at_work_on_the_ticket(office: Office) -> None:
    before = dispatched(office.owner)
    office.clock.forward(hours=20)
    tick(office.owner)
    assert queueing.show(office.owner, before.number).version == before.version


@pytest.mark.clause("5.3.3")
def test_a_ticket_that_nobody_dispatches_is_the_hotlines_own_and_a_candidate(
    office: Office,
) -> None:
    number = registered(office.owner, matter()).number
    office.clock.forward(hours=25)
    assert tick(office.owner) == Ticked()
    assert causes(office, number) == {Cause.OVERDUE}
    assert acts(office, number) == []


@pytest.mark.clause("5.3.3")
def test_emergencies_and_repeated_claimants_are_candidates_from_the_first_moment(
    office: Office,
) -> None:
    urgent = registered(office.owner, matter(urgency=Urgency.EMERGENCY, phone="13800000001"))
    assert causes(office, urgent.number) == {Cause.EMERGENCY}
    made = [registered(office.owner, matter()).number for _ in range(3)]
    assert [causes(office, number) for number in made] == [set(), set(), {Cause.REPEATED}]


def test_what_has_been_answered_directly_is_nobodys_to_supervise(office: Office) -> None:
    made = [registered(office.owner, matter(Kind.CONSULTATION)).number for _ in range(3)]
    assert causes(office, made[-1]) == {Cause.REPEATED}
    answer(office.owner, Answer(made[-1], 1))
    assert causes(office, made[-1]) == set()


@pytest.mark.clause("5.3.3 a")
def test_many_at_once_issue_each_step_once(office: Office) -> None:
    numbers = [dispatched(office.owner).number for _ in range(12)]
    office.clock.forward(hours=25)
    others = [office.hand(nth) for nth in range(4)]
    with ThreadPoolExecutor(len(others)) as pool:
        done = sum(pool.map(tick, others), Ticked())
    assert done == Ticked(supervisions=12)
    assert all(acts(office, number) == [(Form.SYSTEM, "sign")] for number in numbers)
    for other in others:
        other.database.close()


@pytest.mark.clause("5.3.3 a")
def test_two_processes_at_once_issue_each_step_once(office: Office) -> None:
    numbers = [dispatched(office.owner).number for _ in range(12)]
    later = (office.now + timedelta(hours=25)).isoformat()
    url = office.colleague("3001", "周督", Role.SUPERVISOR).database.url
    command = [sys.executable, "-m", "hotline_tui", "--db", url, "--now", later, "tick", "--json"]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(2)]
    done = [json.loads(one.communicate()[0]) for one in running]
    assert sum(one["supervisions"] for one in done) == 12
    assert all(acts(office, number) == [(Form.SYSTEM, "sign")] for number in numbers)


def test_more_than_one_portion_is_done_in_one_run(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ticking, "CHUNK", 3)
    for _ in range(7):
        dispatched(office.owner)
    office.clock.at += timedelta(hours=25)
    assert tick(office.owner) == Ticked(supervisions=7)


@pytest.mark.clause("6.1.2")
def test_only_a_supervisor_or_an_administrator_sets_it_off(office: Office) -> None:
    agent: Desk = office.colleague("2001", "李敏", Role.AGENT)
    with pytest.raises(Refused):
        tick(agent)
