"""When the system reminds and supervises, and what the records of people's supervision hold."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from hotline_tui.standard.clocks import ClockFacts, Clocks, clocks
from hotline_tui.standard.supervision import causes, due_steps, next_step, steps
from hotline_tui.standard.supervision_forms import DUTIES, note_faults, parts, status_faults
from hotline_tui.standard.vocabulary import Cause, Clock, Form, Status, Urgency

RAISED = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
SHARE = 0.8


def sent(**more: datetime) -> Clocks:
    """The clocks of an ordinary matter that was dispatched when it was raised."""
    return clocks(
        ClockFacts(
            urgency=Urgency.GENERAL,
            raised_at=RAISED,
            first_dispatched_at=RAISED,
            dispatched_at=RAISED,
            **more,
        )
    )


@pytest.mark.clause("5.3.3 a")
def test_each_running_clock_brings_a_reminder_and_then_supervision() -> None:
    told = [(one.at - RAISED, one.clock, one.cause) for one in steps(sent(), SHARE)]
    assert told == [
        (0.8 * DAY, Clock.SIGN, Cause.NEAR_DUE),
        (DAY, Clock.SIGN, Cause.OVERDUE),
        (5.6 * DAY, Clock.FEEDBACK, Cause.NEAR_DUE),
        (7 * DAY, Clock.FEEDBACK, Cause.OVERDUE),
    ]


@pytest.mark.clause("5.3.3 a")
def test_a_clock_that_has_been_met_brings_nothing() -> None:
    signed = sent(signed_at=RAISED + HOUR)
    assert {one.clock for one in steps(signed, SHARE)} == {Clock.FEEDBACK}
    first = next_step(signed, SHARE, None)
    assert first
    assert first.at == RAISED + 5.6 * DAY
    assert next_step(sent(), SHARE, RAISED + 7 * DAY) is None


@pytest.mark.clause("5.3.3 a")
def test_what_is_overdue_is_not_reminded_of_any_more() -> None:
    late = due_steps(sent(), SHARE, None, RAISED + 6 * DAY)
    assert [(one.clock, one.cause) for one in late] == [
        (Clock.SIGN, Cause.OVERDUE),
        (Clock.FEEDBACK, Cause.NEAR_DUE),
    ]
    assert due_steps(sent(), SHARE, RAISED + 6 * DAY, RAISED + 6.5 * DAY) == ()


@pytest.mark.clause("5.3.3")
def test_a_matter_is_a_candidate_for_what_its_running_clocks_say() -> None:
    assert causes(sent(), SHARE, RAISED + HOUR) == set()
    assert causes(sent(), SHARE, RAISED + 20 * HOUR) == {Cause.NEAR_DUE}
    assert causes(sent(), SHARE, RAISED + DAY) == {Cause.OVERDUE}
    signed = sent(signed_at=RAISED + 2 * DAY)
    assert causes(signed, SHARE, RAISED + 2 * DAY) == set()


@pytest.mark.clause("5.3.3 b", "5.3.3 c", "5.3.3 d", "5.3.3 e", "5.3.3 f")
def test_only_a_document_needs_a_leaders_approval_and_all_but_a_reminder_end_with_a_record() -> (
    None
):
    assert [form for form, duty in DUTIES.items() if duty.approved] == [Form.DOCUMENT]
    without = [form for form in DUTIES if not parts(form, ending=True)]
    assert without == [Form.REMINDER]
    no_shows = next(one for one in parts(Form.ON_SITE, ending=True) if one.name == "absent")
    assert not no_shows.required


@pytest.mark.clause("5.3.3")
@pytest.mark.parametrize("status", Status)
def test_what_has_come_to_its_end_is_not_supervised(status: Status) -> None:
    over = {
        Status.DRAFT, Status.NOT_ACCEPTED, Status.CLOSED, Status.ARCHIVED, Status.CANCELLED,
    }  # fmt: skip
    assert bool(status_faults(status)) is (status in over)


@pytest.mark.clause("5.3.3")
def test_a_note_says_something_about_a_call_that_has_been() -> None:
    now = RAISED + HOUR
    assert note_faults(Status.SIGNED, "承诺今晚到场", now, RAISED, now) == ()
    for at in (RAISED - HOUR, now + HOUR):
        (fault,) = note_faults(Status.SIGNED, "承诺今晚到场", at, RAISED, now)
        assert (fault.field, fault.clause) == ("at", "5.3.3")
    (fault,) = note_faults(Status.SIGNED, " ", now, RAISED, now)
    assert fault.field == "said"
