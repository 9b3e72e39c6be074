"""Who is asked how it went, what, and what follows: 5.5 and Appendix B.4."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotline_tui.standard.callback import (
    Answers,
    Following,
    callback_deadline,
    callback_faults,
    following,
    full,
    questions,
    sampled,
)
from hotline_tui.standard.clocks import ClockFacts, clocks
from hotline_tui.standard.policy import Policy
from hotline_tui.standard.scripts import phrase
from hotline_tui.standard.vocabulary import (
    CallbackResult,
    Kind,
    Outcome,
    Rating,
    Urgency,
)

SENT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
REACHED = Answers(result=CallbackResult.REACHED, contacted=True, solved=True,
                  satisfied=Rating.SATISFIED)  # fmt: skip


@pytest.mark.clause("5.5.1")
@pytest.mark.parametrize(
    ("fed_back", "after", "due"),
    [
        (timedelta(days=2), None, timedelta(days=7)),
        (timedelta(days=9), None, timedelta(days=9)),
        (timedelta(days=2), timedelta(days=8), timedelta(days=8)),
        (timedelta(days=2), timedelta(days=3), timedelta(days=7)),
    ],
    ids=["in time", "late", "put off", "asked for too early"],
)
def test_a_callback_is_due_when_the_handling_limit_has_passed(
    fed_back: timedelta, after: timedelta | None, due: timedelta
) -> None:
    facts = ClockFacts(
        Urgency.GENERAL, SENT, dispatched_at=SENT, signed_at=SENT, fed_back_at=SENT + fed_back
    )
    found = callback_deadline(clocks(facts), after and SENT + after)
    assert found.due_at == SENT + due


@pytest.mark.clause("5.5.1")
@given(st.integers(0, 10**6), st.floats(0, 1))
def test_a_sample_is_drawn_the_same_by_everybody(nth: int, share: float) -> None:
    number = f"20261123{nth:06d}"
    policy = Policy(callback_share=share)
    first = sampled(number, Kind.HELP, "S1", policy)
    assert sampled(number, Kind.COMPLAINT, "S2", policy) == first
    assert sampled(number, Kind.HELP, "S1", Policy(callback_share=1.0))
    assert not sampled(number, Kind.HELP, "S1", Policy(callback_share=0.0))


@pytest.mark.clause("5.5.1")
def test_a_sample_has_its_share_and_another_seed_draws_another() -> None:
    numbers = [f"20261123{nth:06d}" for nth in range(4000)]
    drawn = {
        seed: {
            one
            for one in numbers
            if sampled(one, Kind.HELP, "", Policy(callback_share=0.3, callback_seed=seed))
        }
        for seed in ("2026", "2027")
    }
    assert all(1100 <= len(one) <= 1300 for one in drawn.values())
    assert drawn["2026"] != drawn["2027"]


@pytest.mark.clause("5.5.1")
def test_a_units_share_goes_before_that_of_a_kind_and_the_dissatisfied_are_always_asked() -> None:
    policy = Policy(
        callback_share=0.0,
        callback_by_kind=(("complaint", 1.0),),
        callback_by_organizer=(("S1", 0.0), ("S2", 1.0)),
    )
    asked = [
        sampled("20261123000001", kind, unit, policy)
        for kind, unit in (
            (Kind.HELP, "S3"), (Kind.COMPLAINT, "S3"), (Kind.COMPLAINT, "S1"), (Kind.HELP, "S2"),
        )
    ]  # fmt: skip
    assert asked == [False, True, False, True]
    assert sampled("20261123000001", Kind.HELP, "S1", policy, rounds=2)
    assert sampled("20261123000001", Kind.HELP, "S1", policy, dissatisfied=True)


@pytest.mark.clause("5.5.5 a", "5.5.5 b", "5.5.5 c")
def test_what_cannot_be_solved_is_asked_only_whether_somebody_was_in_touch() -> None:
    assert full(Kind.COMPLAINT, Outcome.SOLVED)
    assert full(Kind.CONSULTATION, Outcome.ANSWERED)
    assert not full(Kind.SUGGESTION, Outcome.PASSED_ON)
    assert not full(Kind.COMPLAINT, Outcome.UNREASONABLE)


@pytest.mark.clause("5.5.6", "B.4")
def test_the_steps_follow_the_script_and_a_consultation_is_asked_whether_it_was_explained() -> None:
    clauses = [phrase(one.moment).clause for one in questions(Kind.HELP, full=True)]
    assert clauses == ["B.4.1", "B.4.2", "B.4.3", "B.4.4", "B.4.5", "B.4.6"]
    asked = questions(Kind.CONSULTATION, full=True)[2]
    assert phrase(asked.moment).text == "您咨询的问题承办单位是否解释清楚？"
    names = [one.name for one in questions(Kind.SUGGESTION, full=False)]
    assert names == ["consent", "contacted", "remarks"]


@pytest.mark.clause("5.5.3", "5.5.5 a", "5.5.5 b", "5.5.5 c")
@pytest.mark.parametrize(
    ("answers", "all_three", "lacking"),
    [
        (Answers(), True, ["result"]),
        (Answers(result=CallbackResult.REACHED), True, ["contacted", "solved", "satisfied"]),
        (Answers(result=CallbackResult.REACHED), False, ["contacted"]),
        (REACHED, True, []),
        (Answers(result=CallbackResult.REFUSED), True, []),
        (Answers(result=CallbackResult.REFUSED, solved=True), True, ["solved"]),
        (Answers(result=CallbackResult.FAILED, satisfied=Rating.SATISFIED), True, ["satisfied"]),
        (Answers(result=CallbackResult.REACHED, contacted=True, solved=True,
                 satisfied=Rating.DISSATISFIED), True, ["reasons"]),
        (Answers(result=CallbackResult.REACHED, contacted=True, solved=True,
                 satisfied=Rating.DISSATISFIED, remarks="等了两个月"), True, []),
    ],
)  # fmt: skip
def test_a_record_holds_what_was_asked_and_nothing_that_nobody_said(
    answers: Answers, all_three: bool, lacking: list[str]
) -> None:
    assert [fault.field for fault in callback_faults(answers, full=all_three)] == lacking


UNSOLVED = Answers(result=CallbackResult.REACHED, contacted=True, solved=False,
                   satisfied=Rating.DISSATISFIED, reasons=("解决问题质量",))  # fmt: skip


@pytest.mark.clause("5.5.3", "5.5.5 b")
@pytest.mark.parametrize(
    ("answers", "outcome", "failed", "expected"),
    [
        (REACHED, Outcome.SOLVED, 0, Following.DONE),
        (UNSOLVED, Outcome.SOLVED, 0, Following.HANDLE_AGAIN),
        (UNSOLVED, Outcome.UNSOLVED, 0, Following.HANDLE_AGAIN),
        (UNSOLVED, Outcome.CANNOT_BE_SOLVED, 0, Following.DONE),
        (Answers(result=CallbackResult.FAILED), Outcome.SOLVED, 1, Following.TRY_AGAIN),
        (Answers(result=CallbackResult.FAILED), Outcome.SOLVED, 3, Following.DONE),
        (Answers(result=CallbackResult.INVALID), Outcome.SOLVED, 0, Following.DONE),
        (Answers(result=CallbackResult.REFUSED), Outcome.SOLVED, 0, Following.DONE),
    ],
)
def test_what_follows_a_callback(
    answers: Answers, outcome: Outcome, failed: int, expected: Following
) -> None:
    assert following(answers, outcome, failed, 3, full=True) is expected
