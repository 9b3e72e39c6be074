"""What organizers feed back, what their leaders and the hotline make of it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from hotline_tui.data import directory, supervising, tickets
from hotline_tui.data.reference_tables import Organizer
from hotline_tui.services.candidates import raise_candidate
from hotline_tui.services.deciding import Decision, accept, reject
from hotline_tui.services.dispatching import Dispatch, dispatch
from hotline_tui.services.feeding_back import Approval, FeedBack, approve, feed_back
from hotline_tui.services.queueing import show
from hotline_tui.services.rows import TicketRow
from hotline_tui.services.signing import Sign, sign
from hotline_tui.standard.refusal import Refused
from hotline_tui.standard.vocabulary import Cause, Channel, Kind, Outcome, Role, Status, Way
from tests.office import SUBDISTRICT, Office, dispatched, matter, registered
from tests.services.handling import (
    done,
    fed_back,
    neighbour,
    organizer,
    refusal,
    signed,
    solved,
)


@pytest.mark.clause("5.3.2.3.1", "5.3.2.3.5 a", "5.3.2.3.2 c")
def test_a_solved_matter_is_fed_back_with_all_that_its_clause_asks_for(office: Office) -> None:
    made = signed(office)
    at = office.clock.forward(days=2)
    row = feed_back(organizer(office), solved(office, made.number, version=made.version))
    assert (row.status, row.clocks.feedback.met_at) == (Status.FED_BACK, at)
    found = done(office, made.number)
    (given,) = found.feedbacks
    assert (found.outcome, given.outcome, given.round) == (Outcome.SOLVED, Outcome.SOLVED, 1)
    assert (given.due_at, given.way) == (made.clocks.feedback.due_at, Way.SYSTEM)
    assert given.told()[0] == ("主责单位", "小关街道办事处")
    assert [label for label, _ in given.told()] == ["主责单位", "办理时间", "主要措施", "反馈情况"]


CONTENT: list[tuple[Kind, Outcome, dict[str, Any]]] = [
    (Kind.CONSULTATION, Outcome.ANSWERED, {"answer": "可以办理"}),
    (Kind.SUGGESTION, Outcome.PASSED_ON, {"told": "已告知收到", "passed_to": "市交通委"}),
    (
        Kind.HELP,
        Outcome.UNSOLVED,
        {"reason": "待购件", "next_measures": "更换", "carried_out_on": "2026-12-01", "told": "知"},
    ),
    (
        Kind.TIP_OFF,
        Outcome.CANNOT_BE_SOLVED,
        {"reason": "产权纠纷", "studied": False, "told": "已告知走司法途径"},
    ),
    (Kind.COMPLAINT, Outcome.UNREASONABLE, {"grounds": "已补偿", "law": "《条例》", "told": "知"}),
]


@pytest.mark.clause(
    "5.3.2.3.3", "5.3.2.3.4", "5.3.2.3.5 b", "5.3.2.3.5 c", "5.3.2.3.6"
)  # fmt: skip
@pytest.mark.parametrize(("kind", "outcome", "content"), CONTENT)
def test_each_kind_is_fed_back_in_its_own_way(
    office: Office, kind: Kind, outcome: Outcome, content: dict[str, Any]
) -> None:
    made = signed(office, kind, content="想问、想说的事", reasons="有利于大家")
    desk = organizer(office)
    lacking = dict(list(content.items())[1:])
    assert refusal(feed_back, desk, FeedBack(made.number, outcome, lacking))
    if outcome is Outcome.ANSWERED:
        content = {**content, "answered_at": office.now}
    row = feed_back(desk, FeedBack(made.number, outcome, content))
    assert (row.status, done(office, made.number).outcome) == (Status.FED_BACK, outcome)


def test_everything_that_is_wrong_is_told_at_once_and_nothing_is_kept(office: Office) -> None:
    number = dispatched(office.owner).number
    agent = office.colleague("2001", "王芳", Role.AGENT)
    wish = FeedBack(number, Outcome.SOLVED, {"grounds": "无"}, Way.EMAIL)
    assert refusal(feed_back, agent, wish) == [
        ("status", "A.1"),
        ("way", "5.3.2.3.1"),
        ("grounds", "5.3.2.3.5 a"),
        ("handled_at", "5.3.2.3.5 a"),
        ("measures", "5.3.2.3.5 a"),
        ("told", "5.3.2.3.5 a"),
        ("told_by", "5.3.2.3.1"),
    ]
    assert done(office, number).feedbacks == ()


@pytest.mark.clause("6.1.2", "A.1")
def test_a_feedback_for_others_twice_after_closing_or_outdated_is_refused(office: Office) -> None:
    made = signed(office)
    desk = organizer(office)
    wish = solved(office, made.number)
    assert refusal(feed_back, neighbour(office), wish) == [("number", "6.1.2")]
    assert refusal(feed_back, desk, replace(wish, version=1)) == [("version", "")]
    feed_back(desk, wish)
    assert refusal(feed_back, desk, wish) == [("status", "A.1")]
    with office.database.transaction() as session:
        ticket = tickets.by_number(session, made.number)
        ticket.status = Status.CLOSED
        tickets.changed(session, ticket)
    assert refusal(feed_back, desk, wish) == [("status", "A.1")]
    assert len(done(office, made.number).feedbacks) == 1


@pytest.mark.clause("5.3.2.3.1")
def test_what_was_dispatched_by_mail_is_fed_back_by_mail_through_the_hotline(
    office: Office,
) -> None:
    made = registered(office.owner, matter())
    with office.database.transaction() as session:
        unit = session.get_one(Organizer, SUBDISTRICT)
        unit.email = "xiaoguan@example.org"
        session.add(unit)
        directory.count_up(session, directory.REFERENCE)
    dispatch(office.owner, Dispatch(made.number, SUBDISTRICT, way=Way.EMAIL))
    agent = office.colleague("2001", "王芳", Role.AGENT)
    sign(agent, Sign(made.number, told_by="李科长"))
    wish = solved(office, made.number)
    wish = replace(wish, content={**wish.content, "handled_at": office.now})
    assert refusal(feed_back, organizer(office), wish) == [("way", "5.3.2.3.1")]
    feed_back(agent, replace(wish, told_by="李科长"))
    (given,) = done(office, made.number).feedbacks
    assert (given.way, given.told_by) == (Way.EMAIL, "李科长")


def online(office: Office) -> TicketRow:
    """A ticket that came by the portal and has been signed for."""
    return signed(office, channel=Channel.PORTAL)


@pytest.mark.clause("5.3.2.3.1", "A.2")
def test_an_online_feedback_waits_for_the_leader_and_meets_the_clock_only_then(
    office: Office,
) -> None:
    made, desk = online(office), organizer(office)
    office.clock.forward(hours=1)
    wish = solved(office, made.number)
    assert refusal(feed_back, desk, wish) == [("opinion_watch", "5.3.2.3.1")]
    row = feed_back(desk, replace(wish, opinion_watch="未见舆情"))
    assert (row.status, row.clocks.feedback.met_at) == (Status.IN_REVIEW, None)
    assert done(office, made.number).outcome is None
    at = office.clock.forward(hours=1)
    assert refusal(approve, desk, Approval(made.number)) == [("leader", "5.3.2.3.1")]
    row = approve(desk, Approval(made.number, "周副主任"))
    assert (row.status, row.clocks.feedback.met_at) == (Status.FED_BACK, at)
    (given,) = done(office, made.number).feedbacks
    assert (given.leader, given.approved_at) == ("周副主任", at)
    assert done(office, made.number).outcome is Outcome.SOLVED


@pytest.mark.clause("5.3.2.3.1")
def test_a_leader_sends_back_what_is_not_good_enough(office: Office) -> None:
    made, desk = online(office), organizer(office)
    office.clock.forward(hours=1)
    wish = replace(solved(office, made.number), opinion_watch="未见舆情")
    feed_back(desk, wish)
    lacking = [("leader", "5.3.2.3.1"), ("reason", "5.3.2.3.1")]
    assert refusal(reject, desk, Decision(made.number)) == lacking
    row = reject(desk, Decision(made.number, "措施不具体", "周副主任"))
    assert row.status is Status.SIGNED
    (given,) = done(office, made.number).feedbacks
    assert (given.accepted, given.decision_reason, given.approved_at) == (False, "措施不具体", None)
    assert feed_back(desk, wish).status is Status.IN_REVIEW


@pytest.mark.clause("5.3.2.3.5 a")
def test_the_hotline_checks_the_content_once(office: Office) -> None:
    made = fed_back(office)
    row = accept(office.owner, Decision(made.number))
    assert row.status is Status.FED_BACK
    found = done(office, made.number)
    assert (found.checked_at, found.feedbacks[0].accepted) == (office.now, True)
    for decide in (accept, reject):
        twice = refusal(decide, office.owner, Decision(made.number, "再看"))
        assert twice == [("status", "5.3.2.3.5 a")]


@pytest.mark.clause("5.3.2.3.5 a", "5.3.2.3.2 c")
def test_incomplete_content_goes_back_and_the_clock_has_never_stopped(office: Office) -> None:
    made = fed_back(office)
    assert refusal(reject, office.owner, Decision(made.number)) == [("reason", "5.3.2.3.5 a")]
    office.clock.forward(days=1)
    row = reject(office.owner, Decision(made.number, "未写反馈情况"))
    assert (row.status, row.clocks.feedback.met_at) == (Status.SIGNED, None)
    assert row.clocks.feedback.due_at == made.clocks.feedback.due_at
    found = done(office, made.number)
    assert (found.outcome, found.rounds, found.handovers) == (None, 1, 0)
    office.clock.forward(hours=1)
    feed_back(organizer(office), solved(office, made.number))
    rounds = [(one.round, one.accepted) for one in done(office, made.number).feedbacks]
    assert rounds == [(1, False), (1, None)]


@pytest.mark.clause("6.1.2")
def test_no_organizer_checks_its_own_feedback(office: Office) -> None:
    made = fed_back(office)
    for decide in (accept, reject):
        assert refusal(decide, organizer(office), Decision(made.number, "好")) == [("", "6.1.2")]


@pytest.mark.clause("5.3.3")
def test_a_feedback_settles_what_was_overdue_and_its_return_raises_it_again(
    office: Office,
) -> None:
    def causes() -> list[Cause]:
        with office.database.reading() as session:
            ticket = tickets.by_number(session, made.number)
            return [one.cause for one in supervising.open_candidates(session, (ticket.id or 0,))]

    made = signed(office)
    office.clock.forward(days=8)
    with office.database.transaction() as session:
        ticket = tickets.locked(session, made.number)
        raise_candidate(session, ticket, Cause.OVERDUE, "反馈超期", office.now)
        tickets.changed(session, ticket)
    assert causes() == [Cause.OVERDUE]
    feed_back(organizer(office), solved(office, made.number))
    assert causes() == []
    reject(office.owner, Decision(made.number, "未写措施"))
    assert causes() == [Cause.OVERDUE]


@pytest.mark.clause("A.1")
def test_there_is_nothing_to_decide_on_a_ticket_that_is_being_handled(office: Office) -> None:
    made = signed(office)
    for decide in (accept, reject):
        assert refusal(decide, office.owner, Decision(made.number, "好")) == [("status", "A.1")]


def test_what_was_missed_stays_missed_through_every_feedback(office: Office) -> None:
    made = signed(office)
    due = made.clocks.feedback.due_at
    office.clock.forward(days=9)
    feed_back(organizer(office), solved(office, made.number))
    (given,) = done(office, made.number).feedbacks
    assert due is not None
    assert (given.due_at, given.at > due + timedelta(days=1)) == (due, True)
    late = show(office.owner, made.number).clocks.feedback.overdue(office.now)
    assert late is not None


@pytest.mark.clause("A.1")
def test_of_several_who_feed_back_at_once_one_does_and_the_others_are_told(office: Office) -> None:
    made = signed(office)
    office.clock.forward(hours=2)
    desk, wish = organizer(office), solved(office, made.number)

    def attempt(_: int) -> str:
        try:
            return feed_back(desk, wish).status.value
        except Refused as refused:
            return refused.faults[0].clause

    with ThreadPoolExecutor(4) as pool:
        found = sorted(pool.map(attempt, range(4)))
    assert found == ["A.1", "A.1", "A.1", "fed_back"]
    assert len(done(office, made.number).feedbacks) == 1
