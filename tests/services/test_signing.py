"""An organizer signs for what it was sent, itself or through the hotline."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hotline_tui.services.queueing import show
from hotline_tui.services.signing import Sign, sign
from hotline_tui.standard.vocabulary import Role, Status
from tests.office import Office, dispatched
from tests.services.handling import neighbour, organizer, refusal, signed


@pytest.mark.clause("5.3.2.2.2 c")
def test_an_organizer_signs_and_its_clock_shows_when(office: Office) -> None:
    sent = dispatched(office.owner)
    at = office.clock.forward(hours=3)
    row = sign(organizer(office), Sign(sent.number, version=sent.version))
    assert (row.status, row.version) == (Status.SIGNED, sent.version + 1)
    assert (row.clocks.sign.met_at, row.clocks.sign.overdue(at)) == (at, None)
    last = row.history[-1]
    assert (last.what, last.who, last.summary) == ("signed", "Z010", "小关街道办事处签收")


@pytest.mark.clause("5.3.2.2.2 c")
def test_signing_late_is_a_miss_that_stays(office: Office) -> None:
    sent = dispatched(office.owner)
    office.clock.forward(hours=25)
    row = sign(organizer(office), Sign(sent.number))
    later = office.clock.forward(days=3)
    assert row.clocks.sign.overdue(later) == timedelta(hours=1)


@pytest.mark.clause("5.3.2.3.1", "6.1.2")
def test_the_hotline_signs_on_behalf_of_whoever_told_it(office: Office) -> None:
    number = dispatched(office.owner).number
    agent = office.colleague("2001", "王芳", Role.AGENT)
    assert refusal(sign, agent, Sign(number)) == [("told_by", "5.3.2.3.1")]
    row = sign(agent, Sign(number, told_by="李科长"))
    assert "李科长告知" in row.history[-1].summary


@pytest.mark.clause("6.1.2")
def test_nobody_signs_for_another_unit_or_without_authority(office: Office) -> None:
    number = dispatched(office.owner).number
    assert refusal(sign, neighbour(office), Sign(number)) == [("number", "6.1.2")]
    analyst = office.colleague("3001", "钱析", Role.ANALYST)
    assert refusal(sign, analyst, Sign(number, "李科长")) == [("", "6.1.2")]
    assert show(office.owner, number).status is Status.DISPATCHED


@pytest.mark.clause("A.1")
def test_signing_twice_or_by_an_outdated_version_is_refused(office: Office) -> None:
    made = signed(office)
    desk = organizer(office)
    assert refusal(sign, desk, Sign(made.number)) == [("status", "A.1")]
    sent = dispatched(office.owner)
    assert refusal(sign, desk, Sign(sent.number, version=sent.version - 1)) == [("version", "")]
