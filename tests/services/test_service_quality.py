"""Valid complaints about the hotline are counted against its calls: at most 3 in 10 000."""

from __future__ import annotations

import pytest

from hotline_tui.services import calls
from hotline_tui.services.service_quality import Finding, find, quality
from hotline_tui.standard.refusal import Refused
from hotline_tui.standard.service_quality import Quality
from hotline_tui.standard.vocabulary import Kind
from tests.office import Office, matter, registered


@pytest.mark.clause("5.4.3")
@pytest.mark.parametrize(
    ("figures", "within"),
    [
        (Quality(), True),
        (Quality(calls=10_000, complaints=3), True),
        (Quality(calls=10_000, complaints=4), False),
        (Quality(calls=9_999, complaints=3), False),
    ],
)
def test_three_valid_complaints_in_ten_thousand_calls_are_the_most(
    figures: Quality, within: bool
) -> None:
    assert figures.within_limit is within


@pytest.mark.clause("5.4.3", "5.4.4")
def test_the_figures_count_answered_calls_their_ratings_and_what_was_found(office: Office) -> None:
    desk = office.owner
    for pressed in ("1", "3", "5", None):
        call = calls.ring(desk, "13812345678")
        calls.pick_up(desk, call.id)
        if pressed:
            calls.rate(desk, pressed, call.id)
        calls.hang_up(desk, call.id)
    calls.ring(desk, "13812345679")
    complaint = registered(desk, matter())
    found = find(desk, Finding(complaint.number, True, "录音中未使用服务用语"))
    assert found.history[-1].summary == "认定为对热线服务的有效投诉：录音中未使用服务用语"
    office.clock.forward(minutes=1)
    figures = quality(desk)
    assert (figures.calls, figures.rated, figures.good, figures.complaints) == (4, 3, 2, 1)
    assert (figures.participation, figures.satisfaction) == (3 / 4, 2 / 3)
    assert (figures.complaint_rate, figures.within_limit) == (1 / 4, False)
    find(desk, Finding(complaint.number, False, "复核后不成立"))
    assert quality(desk).complaints == 0
    office.clock.forward(days=31)
    assert quality(desk) == Quality()


@pytest.mark.clause("5.4.3")
def test_a_finding_needs_a_complaint_a_verdict_and_its_grounds(office: Office) -> None:
    number = registered(office.owner, matter(Kind.HELP)).number
    with pytest.raises(Refused) as refused:
        find(office.owner, Finding(number))
    assert [fault.field for fault in refused.value.faults] == ["kind", "valid", "reason"]
