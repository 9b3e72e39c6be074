"""Figures of intake quality: whose work it is, what is behind each number, who may see what."""

from __future__ import annotations

from collections import Counter

import pytest

from hotline_tui.services import calls, demo, operators, policy, returning
from hotline_tui.services.dispatching import Dispatch, dispatch
from hotline_tui.services.figures import period
from hotline_tui.services.intake_quality import IntakeQuality, findings, quality
from hotline_tui.services.intake_sums import Worker
from hotline_tui.services.registering import Registration, register
from hotline_tui.services.returning import GiveBack
from hotline_tui.standard.intake_quality import CHECKS, Aspect
from hotline_tui.standard.record import Claimant
from hotline_tui.standard.refusal import Refused
from hotline_tui.standard.vocabulary import ReturnReason, Role
from tests.office import DISTRICT, SUBDISTRICT, Office, dispatched, matter, registered

TOLD = {
    "title": "夜间施工扰民",
    "course": "工地夜间打桩，连续三个晚上施工到凌晨两点多",
    "division": "110105",
    "place": "松榆里小区东门",
    "present_state": "仍在打桩",
    "demand": "夜间停止施工",
    "respondent": "宏图建筑劳务公司",
    "prior_handling": "昨天给工地打过电话",
    "occurred_text": "连续三晚",
    "claimant": Claimant("王秀兰", "13800001001", "", "松榆里12号楼"),
}


def this_month(office: Office, agent: str = "") -> IntakeQuality:
    """The intake quality of the month that goes on."""
    office.clock.forward(minutes=1)
    return quality(office.owner, period(office.owner, "本月"), agent)


def only(found: tuple[Worker, ...], code: str) -> Worker:
    """The line of that person or team."""
    return next(one for one in found if one.code == code)


@pytest.mark.clause("7.1.2.1", "7.1.2.2 b", "7.1.2.4")
def test_each_agent_and_team_is_told_what_is_kept_in_their_own_tickets(office: Office) -> None:
    good = office.colleague("1024", "王芳", Role.AGENT)
    hasty = office.colleague("1031", "李敏", Role.AGENT)
    operators.set_team(office.owner, "1031", "一班")
    registered(good, matter(**TOLD))
    for _ in range(2):
        registered(hasty, matter(**{**TOLD, "course": "吵", "demand": ""}))
    found = this_month(office)
    worst, best = found.workers
    assert (worst.code, worst.name, worst.team, worst.tickets) == ("1031", "李敏", "一班", 2)
    assert (worst.kept["matter"].part, worst.kept["matter"].whole) == (0, 2)
    assert {one.clause for one in worst.weakest} == {"C.3", "5.2.3.1 e"}
    assert (best.code, best.tickets, best.weakest) == ("1024", 1, ())
    assert [one.code for one in found.teams] == ["一班", ""]
    assert found.total.tickets == 3
    rows = findings(office.owner, found.period, agent="1031", check="matter").rows
    assert [row.told for row in rows] == ["只写了 1 个字，请写清楚"] * 2
    assert findings(office.owner, found.period, team="").total == 0
    assert findings(office.owner, found.period, team="一班").total == 4


@pytest.mark.clause("7.1.2.2 c", "5.3.2.1.1 a")
def test_a_dispatch_counts_for_whoever_sent_it(office: Office) -> None:
    agent = office.colleague("1024", "王芳", Role.AGENT)
    sender = office.colleague("2003", "赵静", Role.DISPATCHER)
    late, back = registered(agent, matter(**TOLD)), registered(agent, matter(**TOLD))
    dispatch(sender, Dispatch(back.number, SUBDISTRICT, opinion="请办理"))
    reason = GiveBack(
        back.number, ReturnReason.WRONG_AREA, explanation="不在辖区", evidence="地图", told_by="张"
    )
    returning.give_back(office.owner, reason)
    dispatch(office.owner, Dispatch(back.number, DISTRICT, opinion="请办理"))
    office.clock.forward(hours=25)
    dispatch(sender, Dispatch(late.number, SUBDISTRICT, opinion="请办理"))
    found = this_month(office)
    assert [one.code for one in found.workers] == ["2003", "1024"]
    of_sender = only(found.workers, "2003")
    assert (of_sender.kept["dispatch"].part, of_sender.kept["dispatch"].whole) == (1, 2)
    assert (of_sender.kept["returned"].part, of_sender.kept["returned"].whole) == (1, 2)
    assert only(found.workers, "1024").of(Aspect.DISPATCH).whole == 0
    rows = findings(office.owner, found.period, agent="2003").rows
    assert {(row.ticket, row.check.name) for row in rows} == {
        (late.number, "dispatch"),
        (back.number, "returned"),
    }


@pytest.mark.clause("7.1.2.2 a", "7.1.2.2 d", "5.4.1")
def test_a_call_that_rang_long_and_ended_without_the_rating_is_found(office: Office) -> None:
    agent = office.colleague("1024", "王芳", Role.AGENT)
    call = calls.ring(agent, "13812345678")
    office.clock.forward(seconds=20)
    calls.pick_up(agent, call.id)
    register(agent, Registration(matter(**TOLD), call=call.id))
    calls.hang_up(agent, call.id)
    found = this_month(office)
    rows = findings(office.owner, found.period).rows
    assert {row.told for row in rows} == {"响铃 20 秒才接听", "挂断前没有提示评价"}
    policy.choose(office.owner, {"answer_seconds": 20})
    assert this_month(office).total.of(Aspect.ACCEPTANCE).value == 1.0


@pytest.mark.clause("6.1.2", "7.1.2.4")
def test_an_agent_sees_their_own_quality_alone(office: Office) -> None:
    agent = office.colleague("1024", "王芳", Role.AGENT)
    registered(agent, matter(course="吵"))
    registered(office.owner, matter(course="吵"))
    office.clock.forward(minutes=1)
    of = period(agent, "本月")
    assert [one.code for one in quality(agent, of).workers] == ["1024"]
    assert {row.agent for row in findings(agent, of).rows} == {"1024"}
    for ask in (quality, findings):
        with pytest.raises(Refused, match="只能看自己的受理质量"):
            ask(agent, of, agent="0001")
    analyst = office.colleague("8001", "钱进", Role.ANALYST)
    with pytest.raises(Refused) as refused:
        quality(analyst, of)
    assert [one.clause for one in refused.value.faults] == ["6.1.2"]


@pytest.mark.clause("6.1.1")
def test_a_list_of_findings_names_no_claimant(office: Office) -> None:
    registered(office.owner, matter(**{**TOLD, "title": "王秀兰 13800001001 反映夜间施工"}))
    office.clock.forward(minutes=1)
    rows = findings(office.owner, period(office.owner, "本月")).rows
    assert [row.check.name for row in rows] == ["private"]
    assert "王秀兰" not in str(rows)
    assert "13800001001" not in str(rows)


@pytest.mark.clause("7.1.2.1")
def test_every_number_of_a_busy_month_is_the_number_of_its_tickets(office: Office) -> None:
    demo.past(office.builder, 1)
    dispatched(office.owner)
    of = period(office.owner, "2026-11")
    found = quality(office.owner, of)
    behind = findings(office.owner, of, limit=100_000).rows
    counted = Counter((row.agent, row.check.name) for row in behind)
    for worker in found.workers:
        for check in CHECKS:
            kept = worker.kept[check.name]
            assert kept.whole - kept.part == counted[worker.code, check.name]
    assert sum(one.all.whole for one in found.workers) == found.total.all.whole
    assert found.total.all.whole - found.total.all.part == len(behind)


def test_a_ticket_of_two_people_counts_once_for_their_team_and_for_all(office: Office) -> None:
    agent = office.colleague("1024", "王芳", Role.AGENT)
    dispatcher = office.colleague("2003", "赵静", Role.DISPATCHER)
    for workno in ("1024", "2003"):
        operators.set_team(office.owner, workno, "一班")
    number = registered(agent, matter(**TOLD)).number
    dispatch(dispatcher, Dispatch(number, SUBDISTRICT, opinion="请办理"))
    office.clock.forward(minutes=1)
    found = quality(office.owner, period(office.owner, "本月"))
    assert {one.code: one.tickets for one in found.workers} == {"1024": 1, "2003": 1}
    assert [(one.name, one.tickets) for one in found.teams] == [("一班", 1)]
    assert found.total.tickets == 1


def test_a_count_says_how_far_it_is_and_is_stopped_by_whoever_hears_it(office: Office) -> None:
    demo.past(office.owner, 1)
    of = period(office.owner, "2026-11")
    heard: list[tuple[int, int]] = []
    found = quality(office.owner, of, told=lambda done, of: heard.append((done, of)))
    assert heard[0] == (0, found.total.tickets)
    assert heard[-1] == (found.total.tickets, found.total.tickets)
    assert [done for done, _ in heard] == sorted(done for done, _ in heard)

    def stop(done: int, _: int) -> None:
        if done:
            raise InterruptedError

    for count in (quality, findings):
        with pytest.raises(InterruptedError):
            count(office.owner, of, told=stop)


def test_a_period_in_which_nothing_happened_has_nothing(office: Office) -> None:
    found = quality(office.owner, period(office.owner, "2027-02"))
    assert (found.workers, found.teams, found.total.tickets) == ((), (), 0)
    assert found.total.all.value is None
    assert found.total.points is None
