"""Alerts stay until somebody takes note of them; a surge is going on once, or not at all."""

from __future__ import annotations

import pytest

from hotline_tui.services import queueing, supervising
from hotline_tui.services.supervising import SurgeRow
from hotline_tui.standard.refusal import Refused
from hotline_tui.standard.vocabulary import Kind, Role, Urgency
from tests.office import Office, matter, registered
from tests.services.crowd import at_once, refusals


@pytest.mark.clause("5.2.2.3 e")
def test_an_alert_stays_until_it_is_acknowledged_and_then_is_gone_for_all(office: Office) -> None:
    agent = office.colleague("1001", "王芳", Role.AGENT)
    first, second = (
        registered(agent, matter(Kind.HELP, Urgency.EMERGENCY)).number for _ in range(2)
    )
    chief = office.colleague("3000", "周督", Role.SUPERVISOR)
    assert supervising.alerts(agent) == ()
    assert [one.number for one in supervising.alerts(chief)] == [first, second]
    for _ in range(2):
        row = supervising.acknowledge(chief, first)
        assert [one.what for one in row.history] == ["registered", "acknowledged"]
    other = office.colleague("3001", "陈静", Role.SUPERVISOR)
    assert [one.number for one in supervising.alerts(other)] == [second]


@pytest.mark.clause("5.2.2.3 e")
def test_several_who_acknowledge_at_once_leave_one_trace(office: Office) -> None:
    number = registered(office.owner, matter(Kind.HELP, Urgency.EMERGENCY)).number
    at_once(office, 4, lambda desk, nth: supervising.acknowledge(desk, number))
    history = [one.what for one in queueing.show(office.owner, number).history]
    assert history == ["registered", "acknowledged"]


@pytest.mark.clause("5.3.2.1.3 c")
def test_several_who_declare_a_surge_at_once_declare_one(office: Office) -> None:
    answers = at_once(office, 4, lambda desk, nth: supervising.declare_surge(desk, f"暴雨{nth}"))
    assert {str(one) for one in refusals(answers)} == {"已处于大话务量模式"}
    assert [one for one in answers if isinstance(one, SurgeRow)] == [
        supervising.current_surge(office.owner)
    ]


@pytest.mark.clause("5.3.2.1.3 c")
def test_several_who_end_a_surge_at_once_end_it_once(office: Office) -> None:
    supervising.declare_surge(office.owner, "暴雨")
    answers = at_once(office, 4, lambda desk, nth: supervising.end_surge(desk))
    assert len(refusals(answers)) == 3
    assert supervising.current_surge(office.owner) is None
    with pytest.raises(Refused, match="不是大话务量模式"):
        supervising.end_surge(office.owner)
