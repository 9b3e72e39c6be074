"""What a feedback must say: the standard's lists, kind by kind and outcome by outcome, by hand."""

from __future__ import annotations

import itertools
from datetime import datetime, timedelta
from typing import Any

import pytest

from hotline_tui.standard.clauses import known
from hotline_tui.standard.feedback import (
    ELEMENTS,
    OUTCOME_CLAUSE,
    OUTCOMES,
    Content,
    Part,
    approval_faults,
    asked,
    feedback_faults,
    online_faults,
    way_faults,
)
from hotline_tui.standard.moment import BEIJING
from hotline_tui.standard.vocabulary import Kind, Outcome, Way

NOW = datetime(2026, 11, 23, 14, 0, tzinfo=BEIJING)
RAISED = NOW - timedelta(days=3)
EARLIER = NOW - timedelta(hours=2)

WHOLE: dict[Outcome, dict[str, Any]] = {
    Outcome.ANSWERED: {"unit": "市住建委", "answer": "可以", "answered_at": EARLIER},
    Outcome.PASSED_ON: {"told": "已电话告知收到", "passed_to": "市交通委"},
    Outcome.SOLVED: {"unit": "街道", "handled_at": EARLIER, "measures": "清理", "told": "已告知"},
    Outcome.UNSOLVED: {
        "unit": "街道", "reason": "缺配件", "next_measures": "采购更换",
        "carried_out_on": "2026-11-30", "told": "已告知",
    },
    Outcome.CANNOT_BE_SOLVED: {
        "unit": "街道", "reason": "产权不清", "studied": True, "measures_studied": "协商",
        "told": "已告知",
    },
    Outcome.UNREASONABLE: {"grounds": "已按标准补偿", "law": "《条例》第三条", "told": "已告知"},
}  # fmt: skip

CLAUSES = {
    Outcome.ANSWERED: "5.3.2.3.3",
    Outcome.PASSED_ON: "5.3.2.3.4",
    Outcome.SOLVED: "5.3.2.3.5 a",
    Outcome.UNSOLVED: "5.3.2.3.5 b",
    Outcome.CANNOT_BE_SOLVED: "5.3.2.3.5 c",
    Outcome.UNREASONABLE: "5.3.2.3.6",
}
KIND_OF = {
    Outcome.ANSWERED: Kind.CONSULTATION,
    Outcome.PASSED_ON: Kind.SUGGESTION,
    Outcome.SOLVED: Kind.HELP,
    Outcome.UNSOLVED: Kind.COMPLAINT,
    Outcome.CANNOT_BE_SOLVED: Kind.TIP_OFF,
    Outcome.UNREASONABLE: Kind.COMPLAINT,
}


def wrong(outcome: Outcome, content: Content) -> list[tuple[str, str]]:
    """Field and clause of everything that a feedback is refused for."""
    found = feedback_faults(KIND_OF[outcome], outcome, content, RAISED, NOW)
    return [(fault.field, fault.clause) for fault in found]


@pytest.mark.clause(
    "5.3.2.3.3", "5.3.2.3.4", "5.3.2.3.5 a", "5.3.2.3.5 b", "5.3.2.3.5 c", "5.3.2.3.6"
)
@pytest.mark.parametrize("outcome", Outcome)
def test_a_feedback_with_everything_that_its_clause_lists_is_taken(outcome: Outcome) -> None:
    assert wrong(outcome, WHOLE[outcome]) == []


LACKING = [(outcome, name) for outcome in Outcome for name in WHOLE[outcome]]


@pytest.mark.clause(
    "5.3.2.3.3", "5.3.2.3.4", "5.3.2.3.5 a", "5.3.2.3.5 b", "5.3.2.3.5 c", "5.3.2.3.6"
)
@pytest.mark.parametrize(("outcome", "name"), LACKING)
def test_a_feedback_that_lacks_one_element_is_refused_with_its_clause(
    outcome: Outcome, name: str
) -> None:
    given = {key: value for key, value in WHOLE[outcome].items() if key != name}
    told_to_claimant = outcome is Outcome.UNREASONABLE and name == "told"
    clause = "5.3.2.3.1" if told_to_claimant else CLAUSES[outcome]
    assert wrong(outcome, given) == [(name, clause)]
    if isinstance(WHOLE[outcome][name], str):
        assert wrong(outcome, {**given, name: " 　"}) == [(name, clause)]


def test_an_empty_feedback_is_told_everything_at_once_in_the_standards_order() -> None:
    named = [name for name, _ in wrong(Outcome.UNSOLVED, {})]
    assert named == ["unit", "reason", "next_measures", "carried_out_on", "told"]


@pytest.mark.clause("5.3.2.3.5 c")
def test_whether_measures_were_studied_is_said_and_which_only_if_any_were() -> None:
    none = {**WHOLE[Outcome.CANNOT_BE_SOLVED], "studied": False}
    del none["measures_studied"]
    assert wrong(Outcome.CANNOT_BE_SOLVED, none) == []
    names = [element.name for element in asked(Outcome.CANNOT_BE_SOLVED, none)]
    assert "measures_studied" not in names


POSSIBLE = {
    Kind.CONSULTATION: {Outcome.ANSWERED, Outcome.UNREASONABLE},
    Kind.SUGGESTION: {Outcome.PASSED_ON, Outcome.UNREASONABLE},
}
TO_BE_SOLVED = {
    Outcome.SOLVED, Outcome.UNSOLVED, Outcome.CANNOT_BE_SOLVED, Outcome.UNREASONABLE,
}  # fmt: skip


@pytest.mark.clause("5.3.2.3.3", "5.3.2.3.4", "5.3.2.3.5 a")
@pytest.mark.parametrize(("kind", "outcome"), itertools.product(Kind, Outcome))
def test_each_kind_has_its_own_outcomes(kind: Kind, outcome: Outcome) -> None:
    found = feedback_faults(kind, outcome, WHOLE[outcome], RAISED, NOW)
    if outcome in POSSIBLE.get(kind, TO_BE_SOLVED):
        assert found == ()
    else:
        assert [(one.field, one.clause) for one in found] == [("outcome", OUTCOME_CLAUSE[kind])]
        assert all(one.label in found[0].message for one in OUTCOMES[kind])


@pytest.mark.parametrize("kind", Kind)
def test_an_outcome_has_to_be_said(kind: Kind) -> None:
    (found,) = feedback_faults(kind, None, {}, RAISED, NOW)
    assert (found.field, found.clause) == ("outcome", OUTCOME_CLAUSE[kind])


def test_times_are_neither_to_come_nor_before_the_matter_was_raised() -> None:
    solved = WHOLE[Outcome.SOLVED]
    clause = [("handled_at", "5.3.2.3.5 a")]
    assert wrong(Outcome.SOLVED, {**solved, "handled_at": NOW + timedelta(seconds=1)}) == clause
    assert wrong(Outcome.SOLVED, {**solved, "handled_at": RAISED - timedelta(seconds=1)}) == clause
    assert wrong(Outcome.SOLVED, {**solved, "handled_at": NOW}) == []


def test_what_is_still_to_be_done_has_a_day_to_come() -> None:
    unsolved = WHOLE[Outcome.UNSOLVED]
    past = {**unsolved, "carried_out_on": "2026-11-22"}
    assert wrong(Outcome.UNSOLVED, past) == [("carried_out_on", "5.3.2.3.5 b")]
    assert wrong(Outcome.UNSOLVED, {**unsolved, "carried_out_on": "2026-11-23"}) == []


def test_an_element_of_another_outcome_is_named_and_refused() -> None:
    strange = {**WHOLE[Outcome.SOLVED], "grounds": "无"}
    assert wrong(Outcome.SOLVED, strange) == [("grounds", "5.3.2.3.5 a")]


def test_every_outcome_of_the_table_names_clauses_of_the_standard() -> None:
    assert set(ELEMENTS) == set(Outcome)
    elements = [element for of in ELEMENTS.values() for element in of]
    assert [element for element in elements if not known(element.clause)] == []
    assert {element.part for element in elements} == set(Part)


@pytest.mark.clause("5.3.2.3.1")
@pytest.mark.parametrize(("sent", "back"), itertools.product(Way, Way))
def test_a_feedback_comes_the_way_the_dispatch_went(sent: Way, back: Way) -> None:
    clauses = [fault.clause for fault in way_faults(sent, back)]
    assert clauses == ([] if sent is back else ["5.3.2.3.1"])


@pytest.mark.clause("5.3.2.3.1")
def test_only_what_came_online_needs_a_look_at_public_opinion() -> None:
    assert online_faults(False, "") == ()
    assert online_faults(True, "未见舆情") == ()
    (found,) = online_faults(True, " ")
    assert (found.field, found.clause) == ("opinion_watch", "5.3.2.3.1")


@pytest.mark.clause("5.3.2.3.1")
def test_an_approval_names_the_leader() -> None:
    assert approval_faults("赵副主任") == ()
    (found,) = approval_faults(" ")
    assert (found.field, found.clause) == ("leader", "5.3.2.3.1")
