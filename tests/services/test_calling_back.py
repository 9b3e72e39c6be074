"""Claimants are asked when the limit has passed, with their consent, and what they say counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from hotline_tui.services import policy, queueing
from hotline_tui.services.calling_back import CallBack, Evaluate, call_back, dial, evaluate
from hotline_tui.services.closing import close
from hotline_tui.services.feeding_back import Approval, approve, feed_back
from hotline_tui.services.queueing import QueueWish
from hotline_tui.services.ticking import tick
from hotline_tui.standard.callback import Answers
from hotline_tui.standard.vocabulary import (
    CallbackResult,
    CallbackWay,
    Channel,
    Kind,
    Rating,
    Role,
    Status,
    Worklist,
)
from tests.office import BEGINNING, Office
from tests.services.ending import PLEASED, UNSOLVED, badly_rated, due, ended, said
from tests.services.handling import fed_back, organizer, refusal, signed, solved

FAILED = Answers(result=CallbackResult.FAILED)
REFUSED = Answers(result=CallbackResult.REFUSED, remarks="不要再打来了")


@pytest.mark.clause("5.5.1")
def test_nobody_is_called_back_before_the_limit_has_passed(office: Office) -> None:
    number = fed_back(office).number
    assert refusal(call_back, office.owner, CallBack(number, PLEASED)) == [("status", "5.5.1")]
    office.clock.at = BEGINNING + timedelta(days=7)
    assert said(office, number).status is Status.CALLBACK_DUE


@pytest.mark.clause("5.5.1", "5.5.3", "6.1.1")
def test_a_number_is_shown_to_whoever_may_dial_it_and_to_nobody_else(office: Office) -> None:
    number = fed_back(office).number
    assert refusal(dial, office.owner, number) == [("status", "5.5.1")]
    office.clock.forward(days=7)
    agent = office.colleague("1024", "王芳", Role.AGENT)
    assert refusal(dial, agent, number) == [("", "6.1.2")]
    assert dial(office.owner, number).phone == "13812345678"
    assert queueing.show(office.owner, number).history[-1].what == "unmasked"
    said(office, number, REFUSED, do_not_call=True)
    assert refusal(dial, office.owner, number) == [("result", "5.5.3")]
    assert refusal(dial, office.owner, due(office).number) == [("result", "5.5.3")]


@pytest.mark.clause("5.5.2", "5.5.3", "5.5.5 a", "5.5.5 b", "5.5.5 c")
def test_what_a_claimant_says_is_kept_word_for_word(office: Office) -> None:
    number = due(office).number
    words = "“办得不错，\u202e就是慢[/b]”；1、2、3……"
    answers = replace(PLEASED, way=CallbackWay.SMS, remarks=words)
    assert refusal(call_back, office.owner, CallBack(number, Answers())) == [("result", "5.5.3")]
    said(office, number, answers)
    (kept,) = ended(office, number).callbacks
    assert (kept.way, kept.result, kept.contacted, kept.solved, kept.satisfied, kept.remarks) == (
        CallbackWay.SMS, CallbackResult.REACHED, True, True, Rating.SATISFIED, words,
    )  # fmt: skip
    assert words in queueing.show(office.owner, number).history[-1].summary


@pytest.mark.clause("5.5.3")
def test_a_refusal_ends_it_and_is_kept(office: Office) -> None:
    number = due(office).number
    said(office, number, REFUSED, do_not_call=True)
    again = refusal(call_back, office.owner, CallBack(number, PLEASED))
    assert again == [("result", "5.5.3")]
    assert ended(office, number).callbacks[0].remarks == "不要再打来了"
    assert close(office.owner, number).status is Status.CLOSED


@pytest.mark.clause("5.5.3")
def test_a_number_that_is_not_to_be_called_is_asked_another_way_only(office: Office) -> None:
    first, second = due(office).number, due(office).number
    said(office, first, REFUSED, do_not_call=True)
    assert ended(office, second).do_not_call
    assert refusal(call_back, office.owner, CallBack(second, PLEASED)) == [("result", "5.5.3")]
    said(office, second, replace(PLEASED, way=CallbackWay.SMS))


@pytest.mark.clause("5.5.3")
def test_a_claimant_is_tried_again_at_the_time_they_asked_for_and_given_up_at_last(
    office: Office,
) -> None:
    number = due(office).number
    early = CallBack(number, FAILED, call_after=office.now)
    assert refusal(call_back, office.owner, early) == [("call_after", "5.5.3")]
    evening = office.now + timedelta(hours=5)
    said(office, number, FAILED, call_after=evening)
    assert ended(office, number).call_after == evening
    (row,) = queueing.queue(office.owner, QueueWish(Worklist.CALLBACK)).rows
    assert row.due_at == evening
    said(office, number, FAILED)
    assert refusal(close, office.owner, number) == [("status", "5.5.1")]
    # Whoever names a time wants to be called: that is no attempt too many.
    said(office, number, FAILED, call_after=evening + timedelta(days=1))
    assert refusal(close, office.owner, number) == [("status", "5.5.1")]
    said(office, number, FAILED)
    assert close(office.owner, number).status is Status.CLOSED


@pytest.mark.clause("5.5.3")
@pytest.mark.parametrize("result", [CallbackResult.INVALID, CallbackResult.IMPOSSIBLE])
def test_who_cannot_be_called_holds_nothing_up(office: Office, result: CallbackResult) -> None:
    number = due(office).number
    assert said(office, number, Answers(result=result), close=True).status is Status.CLOSED


@pytest.mark.clause("5.5.5 b")
def test_what_is_unsolved_goes_back_with_the_whole_limit_of_its_class(office: Office) -> None:
    number = due(office).number
    back = said(office, number, UNSOLVED, close=True)
    assert back.status is Status.SIGNED
    assert back.clocks.feedback.due_at == office.now + timedelta(days=7)
    feed_back(organizer(office), solved(office, number))
    assert refusal(call_back, office.owner, CallBack(number, PLEASED)) == [("status", "5.5.1")]
    office.clock.forward(days=7)
    said(office, number, PLEASED, close=True)
    assert [one.round for one in ended(office, number).callbacks] == [1, 2]


@pytest.mark.clause("5.5.1")
def test_a_claimant_is_asked_once_in_each_round(office: Office) -> None:
    number = due(office).number
    said(office, number)
    assert refusal(call_back, office.owner, CallBack(number, PLEASED)) == [("result", "5.5.1")]


@pytest.mark.clause("6.1.2")
def test_only_those_who_call_back_may_record_it_and_nobody_on_a_stale_view(office: Office) -> None:
    made = due(office)
    agent = office.colleague("1024", "王芳", Role.AGENT)
    assert refusal(call_back, agent, CallBack(made.number, PLEASED)) == [("", "6.1.2")]
    said(office, made.number, FAILED)
    stale = CallBack(made.number, PLEASED, version=made.version)
    assert refusal(call_back, office.owner, stale) == [("version", "")]
    assert len(ended(office, made.number).callbacks) == 1


@pytest.mark.clause("5.5.1")
def test_the_sample_leaves_out_nobody_who_rated_the_call_badly(office: Office) -> None:
    policy.choose(office.owner, {"callback_share": 0.0})
    made = badly_rated(office)
    left_out = due(office).number
    tick(office.owner)
    assert queueing.show(office.owner, left_out).status is Status.CLOSED
    assert ended(office, left_out).closing == "未抽中回访"
    assert refusal(close, office.owner, made) == [("status", "5.5.1")]
    assert said(office, made, close=True).status is Status.CLOSED


def online_due(office: Office) -> str:
    """A ticket of the portal, approved by the unit's leader, whose limit has passed."""
    made = signed(office, Kind.COMPLAINT, channel=Channel.PORTAL)
    office.clock.forward(hours=1)
    wish = replace(solved(office, made.number), opinion_watch="未见舆情")
    feed_back(organizer(office), wish)
    approve(organizer(office), Approval(made.number, leader="李主任"))
    office.clock.forward(days=7)
    return made.number


@pytest.mark.clause("5.5.4")
def test_an_online_claimant_evaluates_once_after_completion_and_says_why_when_badly(
    office: Office,
) -> None:
    by_phone, number = due(office).number, online_due(office)
    phoned = refusal(evaluate, office.owner, Evaluate(by_phone, Rating.SATISFIED))
    assert ("channel", "5.5.4") in phoned
    early = refusal(evaluate, office.owner, Evaluate(number, Rating.SATISFIED))
    assert early == [("status", "5.5.4")]
    said(office, number, replace(PLEASED, way=CallbackWay.WEB), close=True)
    assert refusal(evaluate, office.owner, Evaluate(number)) == [("level", "5.4.2")]
    bare = Evaluate(number, Rating.VERY_DISSATISFIED)
    assert refusal(evaluate, office.owner, bare) == [("reasons", "5.5.4")]
    evaluate(office.owner, replace(bare, remarks="没有人来过"))
    again = refusal(evaluate, office.owner, Evaluate(number, Rating.SATISFIED))
    assert again == [("level", "5.5.4")]
    kept = ended(office, number).evaluation
    assert kept is not None
    assert (kept.level, kept.remarks) == (Rating.VERY_DISSATISFIED, "没有人来过")
