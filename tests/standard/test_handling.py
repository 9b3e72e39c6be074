"""What is written down while an organizer has a ticket, and what it is refused for."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from hotline_tui.standard.clauses import known
from hotline_tui.standard.handling import (
    LOGGED_IN,
    PROGRESS_CLAUSE,
    decision_faults,
    log_faults,
    progress_faults,
    recall_faults,
    return_faults,
    same_unit_faults,
    told_by_faults,
)
from hotline_tui.standard.moment import BEIJING
from hotline_tui.standard.vocabulary import Progress, ReturnReason, Role, Status

NOW = datetime(2026, 11, 23, 14, 0, tzinfo=BEIJING)
SENT = NOW - timedelta(days=1)


@pytest.mark.clause("4.2")
@pytest.mark.parametrize("reason", ReturnReason)
def test_a_return_with_a_reason_that_counts_and_evidence_is_taken(reason: ReturnReason) -> None:
    assert return_faults(reason, "该路段属邻街道", "区划图第3页") == ()


@pytest.mark.clause("4.2")
def test_a_return_is_told_all_that_it_lacks_at_once() -> None:
    found = return_faults(None, "", " ")
    assert [fault.field for fault in found] == ["reason", "explanation", "evidence"]
    assert {fault.clause for fault in found} == {"4.2"}
    assert all(one.label in found[0].message for one in ReturnReason)


@pytest.mark.clause("4.2")
def test_a_return_is_decided_once_and_rejected_with_a_reason() -> None:
    assert decision_faults(True, "", needs_reason=False) == ()
    assert decision_faults(True, "属其职责", needs_reason=True) == ()
    assert [one.field for one in decision_faults(True, "", needs_reason=True)] == ["reason"]
    assert [one.field for one in decision_faults(False, "属其职责", needs_reason=True)] == [
        "status"
    ]


@pytest.mark.clause("4.2")
def test_a_unit_gets_back_what_it_returned_only_by_a_rejection() -> None:
    assert [one.clause for one in same_unit_faults(True, "A", "A")] == ["4.2"]
    assert same_unit_faults(True, "A", "B") == ()
    assert same_unit_faults(False, "A", "A") == ()


@pytest.mark.clause("4.2")
def test_a_recall_says_why() -> None:
    assert recall_faults("改由区级牵头") == ()
    assert [one.field for one in recall_faults(" ")] == ["reason"]


@pytest.mark.clause("5.3.2.3.1")
@pytest.mark.parametrize("role", Role)
def test_only_an_organizers_own_people_need_not_say_who_told_them(role: Role) -> None:
    assert (told_by_faults([role], "") == ()) is (role is Role.ORGANIZER)
    assert told_by_faults([role], "王科长") == ()


NEEDS = {
    Progress.CONTACT: {"said"},
    Progress.VISIT: {"said"},
    Progress.WHISTLE: {"participants", "said", "outcome"},
    Progress.MEETING: {"participants", "said", "outcome"},
    Progress.INSTRUCTION: {"participants", "said"},
    Progress.NOTE: {"said"},
}


@pytest.mark.clause("4.3", "5.3.2.2.3", "5.3.2.2.4", "5.3.2.2.5")
@pytest.mark.parametrize("what", Progress)
def test_each_kind_of_progress_asks_for_what_it_needs(what: Progress) -> None:
    found = progress_faults(what, NOW, (), "", "", SENT, NOW)
    assert {one.field for one in found} == NEEDS[what]
    assert {one.clause for one in found} == {PROGRESS_CLAUSE[what]}
    assert progress_faults(what, NOW, ("城管执法队",), "查看", "已约定", SENT, NOW) == ()


@pytest.mark.parametrize("what", Progress)
def test_progress_lies_between_the_dispatch_and_now(what: Progress) -> None:
    def wrong(at: datetime | None) -> list[str]:
        found = progress_faults(what, at, ("城管执法队",), "查看", "已约定", SENT, NOW)
        return [one.field for one in found]

    assert wrong(SENT) == wrong(NOW) == []
    for at in (None, NOW + timedelta(seconds=1), SENT - timedelta(seconds=1)):
        assert wrong(at) == ["at"]


def test_progress_says_of_which_kind_it_is() -> None:
    (found,) = progress_faults(None, NOW, (), "查看", "", SENT, NOW)
    assert found.field == "what"
    assert all(one.label in found.message for one in Progress)


@pytest.mark.clause("5.3.2.2.3")
@pytest.mark.parametrize("status", Status)
def test_work_is_written_down_from_sign_for_on_and_not_after_closing(status: Status) -> None:
    worked_on = {Status.SIGNED, Status.IN_REVIEW, Status.FED_BACK, Status.CALLBACK_DUE}
    assert worked_on == LOGGED_IN
    assert [one.clause for one in log_faults(status)] == (
        [] if status in worked_on else ["5.3.2.2.3"]
    )


def test_every_kind_of_progress_names_a_clause_of_the_standard() -> None:
    assert set(PROGRESS_CLAUSE) == set(Progress)
    clauses = PROGRESS_CLAUSE.values()
    assert [one for one in clauses if not known(one)] == []
