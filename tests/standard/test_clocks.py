"""The three clocks: every class, every flag, by values taken from the standard by hand."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotline_tui.standard.clocks import (
    ClockFacts,
    Clocks,
    Deadline,
    Period,
    clocks,
    remaining,
    statutory_faults,
    surging,
)
from hotline_tui.standard.record import StatutoryLimit
from hotline_tui.standard.vocabulary import Clock, Urgency

SPANS = {
    "15min": timedelta(minutes=15),
    "30min": timedelta(minutes=30),
    "1h": timedelta(hours=1),
    "2h": timedelta(hours=2),
    "24h": timedelta(hours=24),
    "48h": timedelta(hours=48),
    "7d": timedelta(hours=7 * 24),
    "15d": timedelta(hours=15 * 24),
}

LIMITS = """
urgency          risk  complex  surge  dispatch  sign   feedback

general          -     -        -      24h       24h    7d
general          -     -        surge  48h       24h    7d
general          -     complex  -      24h       24h    15d
general          -     complex  surge  48h       24h    15d
general          risk  -        -      1h        15min  2h
general          risk  -        surge  1h        15min  2h
general          risk  complex  -      1h        15min  15d
general          risk  complex  surge  1h        15min  15d

emergency        -     -        -      1h        15min  2h
emergency        -     -        surge  1h        15min  2h
emergency        -     complex  -      1h        15min  15d
emergency        -     complex  surge  1h        15min  15d
emergency        risk  -        -      1h        15min  2h
emergency        risk  -        surge  1h        15min  2h
emergency        risk  complex  -      1h        15min  15d
emergency        risk  complex  surge  1h        15min  15d

instability      -     -        -      1h        15min  2h
instability      -     -        surge  1h        15min  2h
instability      -     complex  -      1h        15min  15d
instability      -     complex  surge  1h        15min  15d
instability      risk  -        -      1h        15min  2h
instability      risk  -        surge  1h        15min  2h
instability      risk  complex  -      1h        15min  15d
instability      risk  complex  surge  1h        15min  15d

public_health    -     -        -      1h        15min  2h
public_health    -     -        surge  1h        15min  2h
public_health    -     complex  -      1h        15min  15d
public_health    -     complex  surge  1h        15min  15d
public_health    risk  -        -      1h        15min  2h
public_health    risk  -        surge  1h        15min  2h
public_health    risk  complex  -      1h        15min  15d
public_health    risk  complex  surge  1h        15min  15d

livelihood       -     -        -      2h        30min  24h
livelihood       -     -        surge  2h        30min  24h
livelihood       -     complex  -      2h        30min  15d
livelihood       -     complex  surge  2h        30min  15d
livelihood       risk  -        -      1h        15min  2h
livelihood       risk  -        surge  1h        15min  2h
livelihood       risk  complex  -      1h        15min  15d
livelihood       risk  complex  surge  1h        15min  15d

extreme_weather  -     -        -      2h        30min  24h
extreme_weather  -     -        surge  2h        30min  24h
extreme_weather  -     complex  -      2h        30min  15d
extreme_weather  -     complex  surge  2h        30min  15d
extreme_weather  risk  -        -      1h        15min  2h
extreme_weather  risk  -        surge  1h        15min  2h
extreme_weather  risk  complex  -      1h        15min  15d
extreme_weather  risk  complex  surge  1h        15min  15d
"""
"""From 5.3.2.1.3, 5.3.2.2.2 and 5.3.2.3.2, all combinations written out."""

ROWS = [line.split() for line in LIMITS.splitlines() if line.strip()][1:]

RAISED = datetime(2026, 11, 23, 0, 0, tzinfo=UTC)
SENT = RAISED + timedelta(minutes=40)
SIGNED = SENT + timedelta(minutes=10)
BY_LAW = RAISED + timedelta(days=20, hours=3)


def of_row(row: list[str]) -> ClockFacts:
    urgency, risk, difficult, surge, *_ = row
    return ClockFacts(
        Urgency(urgency),
        RAISED,
        risk_to_life_or_property=risk == "risk",
        complex=difficult == "complex",
        surge=surge == "surge",
        dispatched_at=SENT,
    )


def due(of: Clocks) -> list[datetime | None]:
    return [one.due_at for one in of]


def test_the_table_has_every_class_and_every_flag_once() -> None:
    every = itertools.product(
        [urgency.value for urgency in Urgency], ("-", "risk"), ("-", "complex"), ("-", "surge")
    )
    assert sorted(tuple(row[:4]) for row in ROWS) == sorted(every)


@pytest.mark.clause(
    "4.1", "5.3.2.1.3 a", "5.3.2.1.3 b", "5.3.2.1.3 c", "5.3.2.2.2 a", "5.3.2.2.2 b",
    "5.3.2.2.2 c", "5.3.2.3.2 a", "5.3.2.3.2 b", "5.3.2.3.2 c", "5.3.2.3.2 d",
)  # fmt: skip
@pytest.mark.parametrize("row", ROWS, ids=lambda row: " ".join(row[:4]))
class TestEveryClass:
    """Each row of the table, as it stands and with a limit set by law."""

    def test_has_its_three_limits(self, row: list[str]) -> None:
        dispatch, sign, feedback = (SPANS[span] for span in row[4:])
        assert due(clocks(of_row(row))) == [RAISED + dispatch, SENT + sign, SENT + feedback]

    def test_has_its_first_limit_alone_before_dispatch(self, row: list[str]) -> None:
        found = clocks(replace(of_row(row), dispatched_at=None))
        assert due(found) == [RAISED + SPANS[row[4]], None, None]
        assert found.next_due() == found.dispatch

    def test_gives_its_feedback_limit_to_the_law_and_keeps_the_others(self, row: list[str]) -> None:
        found = clocks(replace(of_row(row), statutory_due_at=BY_LAW))
        assert due(found) == [RAISED + SPANS[row[4]], SENT + SPANS[row[5]], BY_LAW]

    def test_starts_feedback_at_sign_for_where_a_city_wants_it(self, row: list[str]) -> None:
        signed = replace(of_row(row), signed_at=SIGNED)
        assert clocks(replace(signed, feedback_from_signing=True)).feedback == Deadline(
            Clock.FEEDBACK, SIGNED, SIGNED + SPANS[row[6]]
        )
        unsigned = clocks(replace(of_row(row), feedback_from_signing=True))
        assert due(unsigned) == [RAISED + SPANS[row[4]], SENT + SPANS[row[5]], None]


def test_a_clock_runs_from_raising_or_from_dispatch_until_what_it_waits_for() -> None:
    done = SIGNED + timedelta(hours=1)
    facts = ClockFacts(
        Urgency.GENERAL, RAISED, dispatched_at=SENT, signed_at=SIGNED, fed_back_at=done
    )
    assert tuple(clocks(facts)) == (
        Deadline(Clock.DISPATCH, RAISED, RAISED + SPANS["24h"], SENT),
        Deadline(Clock.SIGN, SENT, SENT + SPANS["24h"], SIGNED),
        Deadline(Clock.FEEDBACK, SENT, SENT + SPANS["7d"], done),
    )
    assert clocks(facts).next_due() is None


@pytest.mark.clause("5.3.1")
@pytest.mark.clause("4.2")
def test_a_second_dispatch_starts_sign_and_feedback_anew_and_leaves_the_first_its_merit() -> None:
    again = SENT + timedelta(days=3)
    facts = ClockFacts(
        Urgency.GENERAL, RAISED, first_dispatched_at=SENT, dispatched_at=again, signed_at=None
    )
    found = clocks(facts)
    assert found.dispatch.met_at == SENT
    assert due(found)[1:] == [again + timedelta(hours=24), again + timedelta(days=7)]


def test_what_stood_still_while_a_return_was_decided_is_added_to_both_limits() -> None:
    facts = ClockFacts(Urgency.GENERAL, RAISED, dispatched_at=SENT, paused=timedelta(hours=5))
    found = clocks(facts)
    assert found.sign.due_at == SENT + timedelta(hours=29)
    assert found.feedback.due_at == SENT + timedelta(days=7, hours=5)


@pytest.mark.clause("5.5.5 b")
def test_a_matter_that_is_handled_again_has_its_feedback_limit_from_then_on() -> None:
    again = SIGNED + timedelta(days=9)
    facts = ClockFacts(
        Urgency.LIVELIHOOD, RAISED, dispatched_at=SENT, signed_at=SIGNED, again_at=again
    )
    assert clocks(facts).feedback.due_at == again + timedelta(hours=24)
    assert clocks(replace(facts, statutory_due_at=BY_LAW)).feedback.due_at == BY_LAW
    passed = replace(facts, statutory_due_at=again - timedelta(hours=1))
    assert clocks(passed).feedback.due_at == again + timedelta(hours=24)


def test_a_direct_answer_meets_the_dispatch_clock_and_starts_no_other() -> None:
    answered = RAISED + timedelta(minutes=3)
    facts = ClockFacts(
        Urgency.GENERAL, RAISED, answered_at=answered, statutory_due_at=BY_LAW, complex=True
    )
    found = clocks(facts)
    assert found.dispatch.met_at == answered
    assert due(found) == [RAISED + SPANS["24h"], None, None]
    assert found.next_due() is None


@pytest.mark.clause("5.2.2.1")
def test_a_matter_that_is_not_accepted_has_no_clock() -> None:
    found = clocks(ClockFacts(Urgency.EMERGENCY, RAISED, accepted=False, statutory_due_at=BY_LAW))
    assert [(one.start_at, one.due_at, one.met_at) for one in found] == [(None, None, None)] * 3
    assert found.next_due() is None


@pytest.mark.clause("4.1")
def test_a_limit_set_by_law_runs_from_the_beginning() -> None:
    soon = RAISED + timedelta(minutes=30)
    found = clocks(ClockFacts(Urgency.GENERAL, RAISED, statutory_due_at=soon))
    assert found.feedback == Deadline(Clock.FEEDBACK, RAISED, soon)
    assert found.next_due() == found.feedback


@pytest.mark.parametrize(
    ("minutes", "late"),
    [(0, None), (59, None), (60, None), (61, timedelta(minutes=1)), (999, timedelta(minutes=939))],
)
def test_a_clock_shows_for_ever_by_how_much_it_was_missed(
    minutes: int, late: timedelta | None
) -> None:
    met = RAISED + timedelta(minutes=minutes)
    found = clocks(ClockFacts(Urgency.EMERGENCY, RAISED, dispatched_at=met)).dispatch
    assert found.overdue(met) == late
    assert found.overdue(met + timedelta(days=4000)) == late


def test_a_running_clock_is_overdue_by_what_has_passed_since() -> None:
    found = clocks(ClockFacts(Urgency.LIVELIHOOD, RAISED)).dispatch
    assert found.overdue(RAISED + timedelta(hours=2)) is None
    assert found.overdue(RAISED + timedelta(hours=2, seconds=1)) == timedelta(seconds=1)
    assert Deadline(Clock.SIGN).overdue(RAISED) is None


@pytest.mark.clause("5.3.2.1.3 c")
@pytest.mark.parametrize(
    ("minutes", "covered"),
    [(-1, False), (0, True), (59, True), (60, False), (90, False), (120, True), (9999, True)],
)
def test_a_surge_covers_what_is_raised_from_its_start_until_before_its_end(
    minutes: int, covered: bool
) -> None:
    surges = [
        Period(RAISED, RAISED + timedelta(minutes=60)),
        Period(RAISED + timedelta(minutes=120)),
    ]
    assert surging(RAISED + timedelta(minutes=minutes), surges) is covered


@pytest.mark.clause("4.1")
@pytest.mark.parametrize(
    ("limit", "faulty"),
    [
        (StatutoryLimit(), []),
        (StatutoryLimit(None, "  "), []),
        (StatutoryLimit(BY_LAW, "《信访工作条例》第三十四条"), []),
        (StatutoryLimit(BY_LAW), ["statutory_limit.basis"]),
        (StatutoryLimit(BY_LAW, " "), ["statutory_limit.basis"]),
        (StatutoryLimit(None, "某条例"), ["statutory_limit.due_at"]),
        (StatutoryLimit(RAISED, "某条例"), ["statutory_limit.due_at"]),
        (StatutoryLimit(RAISED), ["statutory_limit.due_at", "statutory_limit.basis"]),
    ],
)
def test_a_limit_set_by_law_needs_a_time_to_come_and_its_basis(
    limit: StatutoryLimit, faulty: list[str]
) -> None:
    found = statutory_faults(limit, RAISED)
    assert [fault.field for fault in found] == faulty
    assert {fault.clause for fault in found} <= {"4.1"}


instants = st.timedeltas(timedelta(0), timedelta(days=40_000)).map(
    lambda since: datetime(1990, 1, 1, tzinfo=UTC) + since
)
spans = st.timedeltas(timedelta(0), timedelta(days=60))


@st.composite
def facts(draw: st.DrawFn) -> ClockFacts:
    """A matter as far as it has come, each step not before the one before it."""
    raised = draw(instants)
    sent = raised + draw(spans)
    signed = sent + draw(spans)
    fed_back = signed + draw(spans)
    steps = draw(st.integers(0, 4))
    return ClockFacts(
        draw(st.sampled_from(Urgency)),
        raised,
        risk_to_life_or_property=draw(st.booleans()),
        complex=draw(st.booleans()),
        surge=draw(st.booleans()),
        statutory_due_at=draw(st.none() | spans.map(lambda span: raised + span)),
        answered_at=sent if steps == 4 else None,
        dispatched_at=sent if steps in (1, 2, 3) else None,
        signed_at=signed if steps in (2, 3) else None,
        fed_back_at=fed_back if steps == 3 else None,
        again_at=signed + draw(spans) if steps == 2 and draw(st.booleans()) else None,
        paused=draw(spans),
        feedback_from_signing=draw(st.booleans()),
    )


@given(facts())
def test_a_due_time_never_precedes_its_start(of: ClockFacts) -> None:
    for one in clocks(of):
        assert (one.start_at is None) == (one.due_at is None)
        if one.start_at and one.due_at:
            assert one.due_at >= one.start_at


@given(facts())
def test_a_risk_to_life_or_property_never_lengthens_a_clock(of: ClockFacts) -> None:
    safe = clocks(replace(of, risk_to_life_or_property=False))
    risky = clocks(replace(of, risk_to_life_or_property=True))
    for before, after in zip(safe, risky, strict=True):
        assert (before.due_at is None) == (after.due_at is None)
        if before.due_at and after.due_at:
            assert after.due_at <= before.due_at


@given(facts(), spans)
def test_a_limit_set_by_law_replaces_the_feedback_clock_alone(
    of: ClockFacts, span: timedelta
) -> None:
    by_law = of.raised_at + span
    plain = clocks(replace(of, statutory_due_at=None))
    lawful = clocks(replace(of, statutory_due_at=by_law))
    assert (plain.dispatch, plain.sign) == (lawful.dispatch, lawful.sign)
    by_class = of.answered_at or (of.again_at and by_law <= of.again_at)
    assert lawful.feedback.due_at == (plain.feedback.due_at if by_class else by_law)
    assert lawful.feedback.met_at == plain.feedback.met_at


@given(facts())
def test_a_surge_touches_the_dispatch_of_ordinary_matters_alone(of: ClockFacts) -> None:
    calm, surge = clocks(replace(of, surge=False)), clocks(replace(of, surge=True))
    ordinary = of.urgency is Urgency.GENERAL and not of.risk_to_life_or_property
    assert (calm.sign, calm.feedback) == (surge.sign, surge.feedback)
    assert (calm.dispatch != surge.dispatch) == ordinary


@given(instants, instants, spans)
def test_remaining_time_only_ever_shrinks_and_as_fast_as_time_passes(
    due_at: datetime, now: datetime, later: timedelta
) -> None:
    assert remaining(due_at, now) - remaining(due_at, now + later) == later
    assert (remaining(due_at, now) < timedelta(0)) == (due_at < now)


@given(facts(), spans, spans)
def test_what_is_overdue_never_recovers(of: ClockFacts, first: timedelta, more: timedelta) -> None:
    now = of.raised_at + first
    for one in clocks(of):
        early, late = one.overdue(now), one.overdue(now + more)
        assert early is None or (late is not None and late >= early)
        if one.met_at:
            assert early == late


@given(facts())
def test_the_next_due_is_the_soonest_of_those_that_run(of: ClockFacts) -> None:
    found = clocks(of)
    running = [one.due_at for one in found if one.due_at and one.met_at is None]
    next_due = found.next_due()
    assert (next_due.due_at if next_due else None) == min(running, default=None)
    assert next_due is None or next_due.running
