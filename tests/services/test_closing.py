"""A ticket ends when its duties are met, or without being handled; it is kept all the same."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hotline_tui.services import linking, overseeing, policy, queueing, requesting
from hotline_tui.services.articles import named
from hotline_tui.services.closing import Cancel, cancel, close
from hotline_tui.services.registering import Answer, answer
from hotline_tui.services.supervising import acknowledge
from hotline_tui.standard.vocabulary import (
    CancelReason,
    Form,
    RequestKind,
    Role,
    Status,
    Urgency,
)
from tests.office import Office, dispatched, matter, registered
from tests.services.ending import due, ended, said
from tests.services.handling import fed_back, refusal


@pytest.mark.clause("5.6.1", "5.5.1", "5.3.3", "5.3.2.3.2 d")
def test_every_duty_that_is_not_met_is_named_with_its_clause(office: Office) -> None:
    number = due(office).number
    supervisor = office.colleague("3001", "周督办", Role.SUPERVISOR)
    wish = overseeing.Supervise(
        number,
        Form.DOCUMENT,
        demand="限期书面反馈",
        record={"report": "专报第3期"},
        due_at=office.now + timedelta(days=3),
        approved_by="陈主任",
    )
    overseeing.supervise(supervisor, wish)
    asked = requesting.Ask(number, RequestKind.ACCOUNT, "产权不清", "产权证明", "2026-12-30", "赵")
    requesting.ask(office.owner, asked)
    said(office, number)
    found = refusal(close, office.owner, number)
    assert found == [("status", "5.3.2.3.2 d"), ("status", "5.3.3")]
    assert queueing.show(office.owner, number).status is Status.CALLBACK_DUE


@pytest.mark.clause("5.5.1", "5.6.1")
def test_what_the_sample_left_out_is_closed_without_waiting_for_the_timer(office: Office) -> None:
    policy.choose(office.owner, {"callback_share": 0.0})
    number = fed_back(office).number
    assert refusal(close, office.owner, number)[0][0] == "status"
    assert queueing.show(office.owner, number).status is Status.FED_BACK
    office.clock.forward(days=7)
    assert close(office.owner, number).status is Status.CLOSED
    assert ended(office, number).closing == "未抽中回访"


@pytest.mark.clause("5.5.1")
def test_who_is_to_be_asked_is_asked_before_the_ticket_is_closed(office: Office) -> None:
    number = due(office).number
    assert refusal(close, office.owner, number) == [("status", "5.5.1")]
    assert queueing.show(office.owner, number).status is Status.FED_BACK


@pytest.mark.clause("5.2.2.3 e", "5.5.1")
def test_an_urgent_alert_that_nobody_acknowledged_holds_a_direct_answer_up(office: Office) -> None:
    number = registered(office.owner, matter(urgency=Urgency.LIVELIHOOD)).number
    article = named(office.owner, "housing-fund-rent")
    answer(office.owner, Answer(number, article, "已说明", None))
    assert refusal(close, office.owner, number) == [("status", "5.2.2.3 e")]
    acknowledge(office.owner, number)
    assert close(office.owner, number).status is Status.CLOSED
    assert ended(office, number).closed_at == office.now


@pytest.mark.clause("A.1")
@pytest.mark.parametrize("reason", [CancelReason.WITHDRAWN, CancelReason.MISTAKEN])
def test_a_ticket_is_cancelled_with_a_reason_and_kept(office: Office, reason: CancelReason) -> None:
    number = registered(office.owner, matter()).number
    assert refusal(cancel, office.owner, Cancel(number)) == [("reason", "A.1"), ("note", "A.1")]
    row = cancel(office.owner, Cancel(number, reason, "来电说已自行解决"))
    assert (row.status, row.due_at) == (Status.CANCELLED, None)
    assert ended(office, number).closing == f"{reason.label}：来电说已自行解决"
    assert row.history[-1].what == "cancelled"
    assert refusal(cancel, office.owner, Cancel(number, reason, "又一次"))[0][1] == "A.1"


@pytest.mark.clause("A.1")
def test_a_duplicate_is_linked_with_the_ticket_that_goes_on(office: Office) -> None:
    first = registered(office.owner, matter()).number
    second = registered(office.owner, matter()).number
    duplicate = CancelReason.DUPLICATE
    assert refusal(cancel, office.owner, Cancel(second, duplicate)) == [("other", "A.1")]
    assert refusal(cancel, office.owner, Cancel(second, duplicate, other=second)) == [
        ("other", "A.1")
    ]
    assert refusal(cancel, office.owner, Cancel(second, duplicate, other="没有"))[0][0] == "number"
    row = cancel(office.owner, Cancel(second, duplicate, other=first))
    assert row.linked == (first,)
    assert queueing.show(office.owner, first).status is Status.REGISTERED
    linking.unlink(office.owner, first, second)


@pytest.mark.clause("A.1")
def test_what_is_on_its_way_to_a_unit_is_not_cancelled(office: Office) -> None:
    number = dispatched(office.owner).number
    wish = Cancel(number, CancelReason.WITHDRAWN, "来电人撤回")
    assert refusal(cancel, office.owner, wish) == [("status", "A.1")]
