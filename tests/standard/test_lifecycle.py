"""The life of a ticket: the flows of A.1 and A.2 can be walked, and nothing else can."""

from __future__ import annotations

import itertools

import pytest

from hotline_tui.standard.clauses import known
from hotline_tui.standard.lifecycle import MOVES, Action, actions, step, worklist
from hotline_tui.standard.refusal import Refused
from hotline_tui.standard.vocabulary import Status, Worklist

ALLOWED = """
draft          turn_away      not_accepted
draft          register       registered
registered     answer         answered
registered     dispatch       dispatched
registered     cancel         cancelled
answered       close          closed
dispatched     sign           signed
dispatched     return         returned
returned       dispatch       dispatched
returned       reject_return  dispatched
dispatched     recall         returned
signed         recall         returned
in_review      recall         returned
signed         feedback       fed_back
signed         review         in_review
in_review      approve        fed_back
in_review      handle_again   signed
fed_back       handle_again   signed
fed_back       callback_due   callback_due
callback_due   handle_again   signed
callback_due   close          closed
closed         archive        archived
not_accepted   archive        archived
cancelled      archive        archived
"""
"""From the flows of the standard, by hand."""

TABLE = {
    (Status(start), Action(action)): Status(end)
    for start, action, end in (line.split() for line in ALLOWED.split("\n") if line)
}

OUTSIDE = [pair for pair in itertools.product(Status, Action) if pair not in TABLE]

FLOWS = {
    "not accepted": "draft turn_away not_accepted",
    "answered directly": "draft register registered answer answered close closed archive archived",
    "by telephone": "draft register registered dispatch dispatched sign signed feedback fed_back "
    "callback_due callback_due close closed archive archived",
    "online, with the leader's approval": "draft register registered dispatch dispatched sign "
    "signed review in_review approve fed_back callback_due callback_due close closed archive "
    "archived",
    "returned and sent to another": "draft register registered dispatch dispatched return returned "
    "dispatch dispatched sign signed",
    "return rejected": "draft register registered dispatch dispatched return returned "
    "reject_return dispatched sign signed",
    "the leader sends it back": "draft register registered dispatch dispatched sign signed review "
    "in_review handle_again signed feedback fed_back",
    "content incomplete": "draft register registered dispatch dispatched sign signed feedback "
    "fed_back handle_again signed feedback fed_back callback_due callback_due close closed",
    "the callback says unsolved": "draft register registered dispatch dispatched sign signed "
    "feedback fed_back callback_due callback_due handle_again signed feedback fed_back",
}


@pytest.mark.clause("5.1", "A.1", "A.2")
@pytest.mark.parametrize("flow", FLOWS.values(), ids=FLOWS)
def test_the_flows_of_the_standard_can_be_walked(flow: str) -> None:
    words = flow.split()
    status = Status(words[0])
    for action, end in zip(words[1::2], words[2::2], strict=True):
        status = step(status, Action(action))
        assert status is Status(end)


@pytest.mark.clause("5.1")
@pytest.mark.parametrize(("start", "action"), TABLE)
def test_a_move_of_the_table_leads_where_the_table_says(start: Status, action: Action) -> None:
    assert step(start, action) is TABLE[start, action]


@pytest.mark.clause("5.1", "A.1", "A.2")
@pytest.mark.parametrize(("start", "action"), OUTSIDE)
def test_no_step_can_be_skipped_or_taken_back(start: Status, action: Action) -> None:
    with pytest.raises(Refused) as refused:
        step(start, action)
    (fault,) = refused.value.faults
    assert (fault.field, fault.clause) == ("status", "A.1")
    assert start.label in fault.message
    assert action.label in fault.message
    assert all(possible.label in fault.message for possible in actions(start))


def test_what_can_be_done_is_what_the_table_has() -> None:
    for status in Status:
        assert set(actions(status)) == {action for start, action in TABLE if start is status}


def test_nothing_follows_the_archive() -> None:
    assert actions(Status.ARCHIVED) == ()


def test_every_status_but_the_draft_can_be_reached() -> None:
    assert set(TABLE.values()) == set(Status) - {Status.DRAFT}


def test_every_move_names_a_clause_of_the_standard() -> None:
    assert [move for move in MOVES if not known(move.clause)] == []


@pytest.mark.parametrize(
    ("wanted", "statuses"),
    [
        (Worklist.DISPATCH, "registered returned"),
        (Worklist.SIGN, "dispatched"),
        (Worklist.HANDLING, "signed in_review"),
        (Worklist.CALLBACK, "fed_back callback_due"),
        (Worklist.NONE, "draft not_accepted answered closed archived cancelled"),
    ],
)
def test_every_status_stands_in_one_worklist(wanted: Worklist, statuses: str) -> None:
    assert {status.value for status in Status if worklist(status) is wanted} == set(
        statuses.split()
    )
