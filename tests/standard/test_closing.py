"""A ticket is closed when its duties are met, cancelled with a reason, evaluated once."""

from __future__ import annotations

import pytest

from hotline_tui.standard.closing import Duties, cancel_faults, closing_faults
from hotline_tui.standard.evaluation import evaluation_faults
from hotline_tui.standard.vocabulary import CancelReason, Channel, Rating, Status


@pytest.mark.clause("5.6.1", "A.1")
@pytest.mark.parametrize(
    ("duties", "clauses"),
    [
        (Duties(called_back=True), []),
        (Duties(answered_directly=True, cited=True), []),
        (Duties(answered_directly=True), ["5.3.1"]),
        (Duties(), ["5.5.1"]),
        (
            Duties(alerts=1, requests=2, supervisions=1, on_account=True),
            ["5.5.1", "5.2.2.3 e", "5.3.2.3.2 d", "5.3.3", "5.6.1"],
        ),
    ],
)
def test_each_duty_that_is_not_met_is_named_with_its_clause(
    duties: Duties, clauses: list[str]
) -> None:
    assert [fault.clause for fault in closing_faults(duties)] == clauses


@pytest.mark.clause("A.1")
@pytest.mark.parametrize(
    ("reason", "note", "other", "fields"),
    [
        (None, "", "", ["reason", "note"]),
        (CancelReason.WITHDRAWN, "", "", ["note"]),
        (CancelReason.WITHDRAWN, "诉求人来电撤回", "", []),
        (CancelReason.DUPLICATE, "", "", ["other"]),
        (CancelReason.DUPLICATE, "", "20261123000001", []),
    ],
)
def test_a_cancellation_says_why(
    reason: CancelReason | None, note: str, other: str, fields: list[str]
) -> None:
    assert [fault.field for fault in cancel_faults(reason, note, other)] == fields


@pytest.mark.clause("5.5.4", "5.4.2")
@pytest.mark.parametrize(
    ("channel", "status", "level", "reasons", "known", "fields"),
    [
        (Channel.APP, Status.CLOSED, Rating.SATISFIED, (), False, []),
        (Channel.APP, Status.CALLBACK_DUE, Rating.DISSATISFIED, ("办事人员态度",), False, []),
        (Channel.APP, Status.CLOSED, Rating.VERY_DISSATISFIED, (), False, ["reasons"]),
        (Channel.APP, Status.SIGNED, Rating.SATISFIED, (), False, ["status"]),
        (Channel.APP, Status.CLOSED, Rating.SATISFIED, (), True, ["level"]),
        (Channel.PHONE, Status.CLOSED, Rating.SATISFIED, (), False, ["channel"]),
        (Channel.APP, Status.CLOSED, None, (), False, ["level"]),
    ],
)
def test_an_online_matter_is_evaluated_once_after_completion(
    channel: Channel,
    status: Status,
    level: Rating | None,
    reasons: tuple[str, ...],
    known: bool,
    fields: list[str],
) -> None:
    found = evaluation_faults(channel, status, level, reasons, "", known=known)
    assert [fault.field for fault in found] == fields
