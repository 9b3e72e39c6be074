"""Tickets given back, decided upon, taken away and sent to others; who is responsible meanwhile."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from hotline_tui.data import supervising, tickets
from hotline_tui.services import policy
from hotline_tui.services.deciding import Decision, accept, reject
from hotline_tui.services.dispatching import Dispatch, dispatch
from hotline_tui.services.queueing import QueueWish, queue, show
from hotline_tui.services.returning import GiveBack, Recall, give_back, recall, transfer
from hotline_tui.services.rows import TicketRow
from hotline_tui.services.signing import Sign, sign
from hotline_tui.standard.vocabulary import Cause, ReturnReason, Role, Status, Worklist
from tests.office import DISTRICT, SUBDISTRICT, Office, dispatched
from tests.services.handling import done, fed_back, organizer, refusal, signed


def returned(office: Office, number: str = "") -> TicketRow:
    """A ticket that the subdistrict has given back."""
    number = number or dispatched(office.owner).number
    office.clock.forward(hours=1)
    evidence = "朝政办〔2025〕3号"
    wish = GiveBack(number, ReturnReason.BEYOND_DUTIES, "属区城管委职责", evidence)
    return give_back(organizer(office), wish)


@pytest.mark.clause("4.2")
def test_a_return_waits_for_the_dispatcher_and_the_unit_stays_responsible(office: Office) -> None:
    row = returned(office)
    assert (row.status, row.organizer) == (Status.RETURNED, "小关街道办事处")
    waiting = queue(office.owner, QueueWish(Worklist.DISPATCH)).rows
    assert [(one.number, one.organizer) for one in waiting] == [(row.number, "小关街道办事处")]
    (given,) = done(office, row.number).returns
    assert (given.reason, given.evidence) == (ReturnReason.BEYOND_DUTIES, "朝政办〔2025〕3号")
    assert (given.accepted, given.by, given.at) == (None, "Z010", office.now)
    assert (row.clocks.sign.running, row.clocks.feedback.running) == (True, True)


@pytest.mark.clause("4.2")
def test_a_return_without_reason_or_evidence_is_refused_with_all_that_is_missing(
    office: Office,
) -> None:
    number = dispatched(office.owner).number
    fields = [("reason", "4.2"), ("explanation", "4.2"), ("evidence", "4.2")]
    assert refusal(give_back, organizer(office), GiveBack(number)) == fields
    agent = office.colleague("2001", "王芳", Role.AGENT)
    assert refusal(give_back, agent, GiveBack(number))[-1] == ("told_by", "5.3.2.3.1")
    assert done(office, number).returns == ()


@pytest.mark.clause("A.1")
def test_what_was_signed_for_is_not_given_back(office: Office) -> None:
    made = signed(office)
    wish = GiveBack(made.number, ReturnReason.WRONG_AREA, "属邻街道", "区划图")
    assert refusal(give_back, organizer(office), wish) == [("status", "A.1")]


@pytest.mark.clause("4.2")
def test_an_accepted_return_is_dispatched_again_and_its_clocks_run_anew(office: Office) -> None:
    row = returned(office)
    accept(office.owner, Decision(row.number, "确属区级职责"))
    waiting = show(office.owner, row.number)
    assert (waiting.status, waiting.organizer) == (Status.RETURNED, "小关街道办事处")
    assert refusal(accept, office.owner, Decision(row.number)) == [("status", "4.2")]
    at = office.clock.forward(minutes=20)
    sent = dispatch(office.owner, Dispatch(row.number, DISTRICT))
    assert (sent.status, sent.organizer) == (Status.DISPATCHED, "朝阳区人民政府")
    assert sent.clocks.sign.due_at == at + timedelta(hours=24)
    assert sent.clocks.feedback.due_at == at + timedelta(days=7)
    assert sent.clocks.dispatch.met_at == row.clocks.dispatch.met_at
    found = done(office, row.number)
    assert (found.handovers, [one.accepted for one in found.returns]) == (1, [True])
    assert found.returns[0].decision_reason == "确属区级职责"


@pytest.mark.clause("4.2")
def test_dispatching_a_returned_ticket_elsewhere_accepts_the_return(office: Office) -> None:
    row = returned(office)
    again = Dispatch(row.number, SUBDISTRICT)
    assert refusal(dispatch, office.owner, again) == [("organizer", "4.2")]
    sent = dispatch(office.owner, Dispatch(row.number, DISTRICT))
    assert "接受退单" in sent.history[-1].summary
    found = done(office, row.number)
    assert (found.handovers, [one.accepted for one in found.returns]) == (1, [True])


@pytest.mark.clause("4.2")
def test_a_rejected_return_is_the_units_again_and_the_clocks_have_gone_on(office: Office) -> None:
    row = returned(office)
    assert refusal(reject, office.owner, Decision(row.number)) == [("reason", "4.2")]
    office.clock.forward(hours=2)
    back = reject(office.owner, Decision(row.number, "占道堆物属街道综合执法"))
    assert (back.status, back.clocks) == (Status.DISPATCHED, row.clocks)
    found = done(office, row.number)
    assert (found.handovers, found.returns[0].accepted) == (1, False)
    assert sign(organizer(office), Sign(row.number)).status is Status.SIGNED


def test_a_city_may_let_the_clocks_stand_still_while_a_return_is_decided(office: Office) -> None:
    policy.choose(office.owner, {"stop_during_return": True})
    row = returned(office)
    office.clock.forward(hours=2)
    back = reject(office.owner, Decision(row.number, "属其职责"))
    for before, after in ((row.clocks.sign, back.clocks.sign),
                          (row.clocks.feedback, back.clocks.feedback)):  # fmt: skip
        assert before.due_at is not None
        assert after.due_at == before.due_at + timedelta(hours=2)


def test_a_city_may_let_feedback_run_from_sign_for_and_keeps_it_for_what_is_under_way(
    office: Office,
) -> None:
    policy.choose(office.owner, {"feedback_from_signing": True})
    sent = dispatched(office.owner)
    assert sent.dispatch is not None
    assert sent.dispatch.due_at == office.now + timedelta(days=8)
    policy.choose(office.owner, {"feedback_from_signing": False})
    at = office.clock.forward(hours=5)
    row = sign(organizer(office), Sign(sent.number))
    assert row.clocks.feedback.due_at == at + timedelta(days=7)


@pytest.mark.clause("6.1.2")
def test_only_dispatchers_and_supervisors_decide_returns(office: Office) -> None:
    row = returned(office)
    for desk in (organizer(office), office.colleague("2001", "王芳", Role.AGENT)):
        for decide in (accept, reject):
            assert refusal(decide, desk, Decision(row.number, "可以")) == [("", "6.1.2")]


@pytest.mark.clause("4.2")
def test_a_supervisor_takes_a_ticket_away_and_the_unit_answers_until_another_has_it(
    office: Office,
) -> None:
    made = signed(office)
    supervisor = office.colleague("4001", "孙督", Role.SUPERVISOR)
    assert refusal(recall, supervisor, Recall(made.number)) == [("reason", "4.2")]
    row = recall(supervisor, Recall(made.number, "改由区级牵头"))
    assert (row.status, row.organizer) == (Status.RETURNED, "小关街道办事处")
    assert refusal(reject, supervisor, Decision(row.number, "不")) == [("status", "4.2")]
    (given,) = done(office, row.number).returns
    assert (given.reason, given.accepted, given.explanation) == (None, True, "改由区级牵头")
    assert refusal(recall, organizer(office), Recall(row.number, "不要")) == [("", "6.1.2")]


@pytest.mark.clause("4.2")
def test_a_transfer_takes_away_and_sends_on_in_one_go(office: Office) -> None:
    made = signed(office)
    supervisor = office.colleague("4001", "孙督", Role.SUPERVISOR)
    same = Dispatch(made.number, SUBDISTRICT)
    assert refusal(transfer, supervisor, same, "") == [("reason", "4.2"), ("organizer", "4.2")]
    row = transfer(supervisor, replace(same, organizer=DISTRICT), "跨街道，需区级协调")
    assert (row.status, row.organizer) == (Status.DISPATCHED, "朝阳区人民政府")
    assert (row.clocks.sign.met_at, row.history[-1].what) == (None, "transferred")
    assert "从小关街道办事处收回：跨街道" in row.history[-1].summary
    found = done(office, row.number)
    assert (found.handovers, len(found.returns)) == (1, 1)
    assert refusal(show, organizer(office), row.number) == [("number", "6.1.2")]


@pytest.mark.clause("A.1")
def test_what_was_fed_back_is_not_taken_away(office: Office) -> None:
    made = fed_back(office)
    assert refusal(recall, office.owner, Recall(made.number, "晚了")) == [("status", "A.1")]
    wish = Dispatch(made.number, DISTRICT)
    assert refusal(transfer, office.owner, wish, "晚了") == [("status", "A.1")]


@pytest.mark.clause("5.3.3 c", "5.3.3")
def test_the_third_time_that_a_ticket_changes_hands_raises_it_to_supervision(
    office: Office,
) -> None:
    number = dispatched(office.owner).number
    for nth in range(1, 4):
        returned(office, number)
        reject(office.owner, Decision(number, "属其职责"))
        with office.database.reading() as session:
            ticket = tickets.by_number(session, number)
            found = supervising.open_candidates(session, (ticket.id or 0,))
            told = [(one.cause, one.told) for one in found]
            assert told == ([(Cause.HANDED_OVER, "流转 3 次")] if nth == 3 else [])
            assert (ticket.handovers, ticket.candidate) == (nth, nth == 3)
