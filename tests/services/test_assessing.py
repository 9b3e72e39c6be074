"""The three rates, worked out by hand: refusals, no answers, exclusions, accounts."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hotline_tui.data import tickets as stored
from hotline_tui.data.handling_tables import Callback, ProgressEntry
from hotline_tui.services import policy
from hotline_tui.services.assessing import Assessment, UnitRow, assessment
from hotline_tui.services.figures import period
from hotline_tui.standard.assessment import Group
from hotline_tui.standard.figures import Measure, Rate
from hotline_tui.standard.refusal import Refused
from hotline_tui.standard.vocabulary import CallbackResult, CallbackWay, Progress, Rating
from tests.office import DISTRICT, SUBDISTRICT, Office, dispatched

GOOD, BAD = Rating.FAIRLY_SATISFIED, Rating.DISSATISFIED


def _asked(
    office: Office,
    result: CallbackResult = CallbackResult.REACHED,
    contacted: bool | None = True,
    solved: bool | None = None,
    satisfied: Rating | None = None,
    *,
    to: str = SUBDISTRICT,
    again: tuple[bool, Rating] | None = None,
    logged: bool = False,
    **flags: bool,
) -> str:
    """A dispatched ticket whose claimant was asked so, and perhaps once more."""
    number = dispatched(office.owner, to=to).number
    at = office.clock.forward(minutes=1)
    with office.database.transaction() as session:
        ticket = stored.by_number(session, number)
        for name, given in flags.items():
            setattr(ticket, name, given)
        of = {"ticket_id": ticket.id, "by": "4002"}
        asked = {"way": CallbackWay.PHONE, "round": 1, "full": solved is not None}
        reached = result is CallbackResult.REACHED
        said = {"contacted": contacted, "solved": solved, "satisfied": satisfied}
        session.add(Callback(**of, **asked, at=at, result=result, **(said if reached else {})))
        if again:
            said = {"contacted": True, "solved": again[0], "satisfied": again[1]}
            later = at + timedelta(seconds=1)
            session.add(Callback(**of, **asked | {"full": True}, at=later, result=result, **said))
        if logged:
            entry = ProgressEntry(**of, at=at, written_at=at, what=Progress.CONTACT, said="已联系")
            session.add(entry)
    office.clock.forward(minutes=1)
    return number


def _today(office: Office) -> Assessment:
    return assessment(office.owner, period(office.owner, "今天"))


def _unit(found: Assessment, code: str = SUBDISTRICT) -> UnitRow:
    return next(one for one in found.units if one.code == code)


@pytest.mark.clause("7.1.3.2", "7.1.3.3")
def test_refusals_and_calls_that_reach_nobody_are_no_callbacks(office: Office) -> None:
    _asked(office, solved=True, satisfied=GOOD)
    _asked(office, solved=False, satisfied=BAD)
    _asked(office, contacted=False, solved=True, satisfied=GOOD)
    _asked(office, contacted=False, solved=True, satisfied=BAD, logged=True)
    _asked(office, contacted=True)  # a suggestion: only asked about the contact
    for result in CallbackResult:
        if result is not CallbackResult.REACHED:
            _asked(office, result)
    row = _unit(_today(office))
    rates = {rate: row.assessed.rate(rate) for rate in Rate}
    assert (rates[Rate.RESPONSE].part, rates[Rate.RESPONSE].whole) == (4, 5)
    assert (rates[Rate.SOLUTION].part, rates[Rate.SOLUTION].whole) == (3, 4)
    assert (rates[Rate.SATISFACTION].part, rates[Rate.SATISFACTION].whole) == (2, 4)
    assert row.score == pytest.approx(100 * (0.3 * 4 / 5 + 0.35 * 3 / 4 + 0.35 * 2 / 4))


@pytest.mark.clause("7.1.3.3")
def test_a_ticket_counts_once_with_what_was_said_last(office: Office) -> None:
    _asked(office, contacted=False, solved=False, satisfied=BAD, again=(True, GOOD))
    row = _unit(_today(office))
    assert [row.assessed.rate(rate).value for rate in list(Rate)[:3]] == [1.0, 1.0, 1.0]
    assert row.assessed[Measure.VALID] == 1


@pytest.mark.clause("7.1.3.3")
def test_what_is_excluded_or_on_account_is_shown_with_and_without(office: Office) -> None:
    _asked(office, solved=True, satisfied=GOOD)
    _asked(office, solved=False, satisfied=BAD, excluded=True)
    _asked(office, solved=False, satisfied=BAD, on_account=True)
    _asked(office, solved=False, satisfied=BAD, on_account=True, excluded=True)
    row = _unit(_today(office))
    assert row.assessed.rate(Rate.SOLUTION).value == 1.0
    assert row.everything.rate(Rate.SOLUTION).value == 0.25
    assert (row.everything[Measure.EXCLUDED], row.everything[Measure.ON_ACCOUNT]) == (2, 1)
    assert (row.score, row.score_of_everything) == (pytest.approx(100), pytest.approx(47.5))


@pytest.mark.clause("7.1.3.3")
def test_a_unit_all_of_whose_tickets_are_excluded_has_no_score_and_no_place(
    office: Office,
) -> None:
    _asked(office, solved=False, satisfied=BAD, excluded=True)
    _asked(office, solved=True, satisfied=GOOD, to=DISTRICT)
    found = _today(office)
    row = _unit(found)
    assert (row.score, row.rank, row.assessed.rate(Rate.SOLUTION).value) == (None, None, None)
    assert _unit(found, DISTRICT).rank == 1
    assert [one.code for one in found.group(Group.GRASSROOTS)] == [SUBDISTRICT]


@pytest.mark.clause("7.1.3.3")
def test_a_city_weighs_the_rates_as_it_likes_but_to_one_whole(office: Office) -> None:
    _asked(office, contacted=True, solved=False, satisfied=BAD)
    only = (("response", 1.0), ("solution", 0.0), ("satisfaction", 0.0))
    policy.choose(office.owner, {"assessment_weights": only})
    assert _unit(_today(office)).score == pytest.approx(100)
    for wrong in ((("response", 0.5),), (("response", 0.5), ("politeness", 0.5))):
        with pytest.raises(Refused) as refused:
            policy.choose(office.owner, {"assessment_weights": wrong})
        assert refused.value.faults[0].field == "assessment_weights"
