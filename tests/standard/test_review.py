"""A second person scores a sample, whose work it is may answer, a third decides."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from hotline_tui.standard.clauses import known
from hotline_tui.standard.intake_quality import BY_NAME, Aspect
from hotline_tui.standard.policy import Policy, policy_faults
from hotline_tui.standard.review import (
    CARD,
    Candidate,
    Cause,
    Grade,
    Reply,
    Standing,
    State,
    decision_faults,
    mark_faults,
    points,
    reply_faults,
    sample,
    scoring_faults,
    slips,
)
from tests.standard.test_intake_quality import NOON

ALL_MET = {one.name: Grade.MET for one in CARD}
SCORED = Standing("1024", NOON, "2001")
OBJECTED = replace(SCORED, reply=Reply.OBJECT)


def test_the_card_has_a_hundred_points_over_all_that_is_assessed() -> None:
    assert sum(one.points for one in CARD) == 100
    assert {one.aspect for one in CARD} == set(Aspect)
    for one in CARD:
        assert known(one.clause), one.clause
        assert set(one.checks) <= set(BY_NAME)


@pytest.mark.clause("7.1.2.1")
def test_the_same_sample_is_drawn_again_from_any_order() -> None:
    candidates = [Candidate(f"20261123{nth:06d}", f"{nth % 7}") for nth in range(7000)]
    policy = Policy(review_share=0.05)
    found = sample(candidates, policy)
    assert found == sample(reversed(candidates), policy)
    assert 280 < len(found) < 420
    assert found != sample(candidates, replace(policy, review_seed="x"))


@pytest.mark.clause("7.1.2.1", "5.4.3")
def test_everybody_is_looked_at_and_whoever_a_caller_complained_about() -> None:
    many = [Candidate(f"{nth:014d}", "1024") for nth in range(50)]
    bad = Candidate("90000000000000", "1024", rated_badly=True)
    worse = Candidate("90000000000001", "1024", rated_badly=True, complained=True)
    found = sample([*many, bad, worse, Candidate("1", "2")], Policy(review_share=0))
    assert found[bad.number] is Cause.RATING
    assert found[worse.number] is Cause.COMPLAINT
    assert found["1"] is Cause.SAMPLE
    assert len(found) in (3, 4, 5)
    assert sample(many, Policy(review_share=0, review_least=0)) == {}


@pytest.mark.clause("7.1.2.2")
def test_what_does_not_apply_counts_neither_way() -> None:
    assert points(ALL_MET) == 100
    assert points({**ALL_MET, "accurate": Grade.MISSED}) == 85
    assert points({**ALL_MET, "accurate": Grade.PARTLY}) == 92.5
    assert points({**ALL_MET, "offer": Grade.NOT_APPLICABLE}) == 100
    assert points({"greeting": Grade.NOT_APPLICABLE}) is None
    grades = {"accurate": Grade.PARTLY, "kind": Grade.MET, "direct": Grade.NOT_APPLICABLE}
    assert slips(grades) == (("C.3", True), ("5.2.3.1 f", False))


@pytest.mark.clause("7.1.2.2", "6.1.1")
def test_a_card_is_whole_and_says_what_points_were_taken_for() -> None:
    assert mark_faults(ALL_MET, "") == ()
    assert [one.field for one in mark_faults({}, "")] == [one.name for one in CARD]
    missed = {**ALL_MET, "tone": Grade.MISSED}
    assert [one.message for one in mark_faults(missed, " ")] == ["扣了分，请写明事实依据"]
    assert mark_faults(missed, "01:20 处打断来电人") == ()
    assert [one.clause for one in mark_faults(missed, "给 13812345678 回电")] == ["6.1.1"]
    nothing = dict.fromkeys(ALL_MET, Grade.NOT_APPLICABLE)
    assert [one.message for one in mark_faults(nothing, "")] == ["不能全部不适用"]


@pytest.mark.clause("7.1.2.1")
def test_nobody_scores_their_own_work_nor_what_is_scored() -> None:
    assert scoring_faults(Standing("1024"), "2001") == ()
    assert [one.field for one in scoring_faults(Standing("1024"), "1024")] == ["review"]
    assert [one.field for one in scoring_faults(SCORED, "2002")] == ["status"]


@pytest.mark.clause("7.1.2.4")
def test_a_result_is_final_once_accepted_decided_or_left_unanswered() -> None:
    assert Standing("1024").state(NOON) is State.DRAWN
    assert SCORED.state(NOON) is State.SCORED
    assert SCORED.state(NOON + timedelta(days=5)) is State.FINAL
    assert replace(SCORED, reply=Reply.EXPLAIN).state(NOON) is State.FINAL
    assert OBJECTED.state(NOON + timedelta(days=50)) is State.OBJECTED
    assert replace(OBJECTED, decided_at=NOON).state(NOON) is State.FINAL


@pytest.mark.clause("7.1.2.4")
def test_only_whose_work_it_is_answers_once_and_in_time() -> None:
    assert reply_faults(SCORED, "1024", Reply.ACCEPT, "", NOON) == ()
    assert reply_faults(SCORED, "1024", Reply.OBJECT, "录音里有问候", NOON) == ()
    assert [one.field for one in reply_faults(SCORED, "1024", Reply.OBJECT, "", NOON)] == ["text"]
    found = reply_faults(Standing("1024"), "2001", None, "", NOON)
    assert [one.field for one in found] == ["review", "status", "reply"]
    late = reply_faults(SCORED, "1024", Reply.ACCEPT, "", NOON + timedelta(days=6))
    assert [one.message for one in late] == ["答复期已过，评分已定"]
    twice = reply_faults(OBJECTED, "1024", Reply.ACCEPT, "", NOON)
    assert [one.message for one in twice] == ["已经答复过"]


@pytest.mark.clause("7.1.2.4")
def test_a_third_person_decides_about_an_objection() -> None:
    assert decision_faults(OBJECTED, "3001", True, {}, "录音核实无问候", NOON) == ()
    assert decision_faults(OBJECTED, "3001", False, ALL_MET, "录音里有", NOON) == ()
    for who in ("1024", "2001"):
        found = decision_faults(OBJECTED, who, True, {}, "核实", NOON)
        assert [one.field for one in found] == ["review"]
    found = decision_faults(SCORED, "3001", None, {}, "", NOON)
    assert [one.field for one in found] == ["status", "upheld", "reason"]
    assert len(decision_faults(OBJECTED, "3001", False, {}, "改", NOON)) == len(CARD)


def test_a_city_chooses_what_makes_sense() -> None:
    odd = Policy(review_share=2, review_least=-1, answer_seconds=0, intake_hours=0,
                 review_answer_within=timedelta(0))  # fmt: skip
    assert len(policy_faults(odd)) == 5
