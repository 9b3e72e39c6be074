"""The wallboard counts what stands where, what came in today, and who is at work."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hotline_tui.services import calls
from hotline_tui.services.ticking import tick
from hotline_tui.services.wall import AWAY_AFTER, WRAP_UP, Agents, wall
from hotline_tui.standard.refusal import Refused
from hotline_tui.standard.vocabulary import Kind, Role, Urgency, Worklist
from tests.office import SUBDISTRICT, Office, dispatched, matter, registered


def test_lists_are_counted_by_class_with_what_is_overdue_and_what_is_due_next(
    office: Office,
) -> None:
    late = dispatched(office.owner).number
    office.clock.forward(hours=25)
    urgent = registered(office.owner, matter(Kind.HELP, Urgency.EMERGENCY, phone="")).number
    coming = dispatched(office.owner, matter(division="110105010", phone="")).number
    tick(office.owner)
    found = wall(office.owner)
    lists = {one.worklist: one for one in found.lists}
    assert lists[Worklist.DISPATCH].by_class == {Urgency.EMERGENCY: 1}
    sign = lists[Worklist.SIGN]
    assert (sign.total, sign.overdue) == (2, 1)
    assert sign.first
    assert sign.first.number == late
    assert [one.number for one in found.next_due] == [urgent, coming]
    assert found.candidates == 2
    assert found.districts == (("朝阳区", 1),)


def test_todays_intake_is_told_by_kind_and_by_hour_of_the_day_in_beijing(office: Office) -> None:
    office.clock.at = office.now.replace(hour=23, minute=50)
    registered(office.owner, matter())
    office.clock.forward(minutes=20)
    registered(office.owner, matter(Kind.SUGGESTION))
    office.clock.forward(hours=2)
    for _ in range(2):
        registered(office.owner, matter())
    intake = wall(office.owner).intake
    assert intake.by_hour == (1, 0, 2)
    assert intake.by_kind == {Kind.SUGGESTION: 1, Kind.COMPLAINT: 2}
    assert intake.total == 3


def test_agents_are_on_a_call_then_write_it_up_then_are_free_then_away(office: Office) -> None:
    agent = office.colleague("2001", "李敏", Role.AGENT)
    office.clock.at += 2 * AWAY_AFTER
    nobody = Agents(0, 0, 0, 0, 0)
    away = wall(office.owner).agents.away
    call = calls.ring(agent, "13812345678")
    assert wall(office.owner).agents.ringing == 1
    calls.pick_up(agent, call.id)
    assert wall(office.owner).agents == replace(nobody, on_call=1, away=away - 1)
    calls.hang_up(agent, call.id)
    assert wall(office.owner).agents == replace(nobody, wrapping_up=1, away=away - 1)
    office.clock.at += WRAP_UP * 2
    assert wall(office.owner).agents == replace(nobody, free=1, away=away - 1)
    office.clock.at += AWAY_AFTER
    assert wall(office.owner).agents == replace(nobody, away=away)


@pytest.mark.clause("6.1.2")
def test_a_unit_does_not_see_the_board(office: Office) -> None:
    unit = office.colleague("8001", "李主任", Role.ORGANIZER, unit=SUBDISTRICT)
    with pytest.raises(Refused):
        wall(unit)
