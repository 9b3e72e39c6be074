"""A burst that nobody has asked about is warned of within the hour, once, and acknowledged."""

from __future__ import annotations

import pytest

from hotline_tui.services import demo, heeding
from hotline_tui.services.directory import directory
from hotline_tui.services.heeding import Unheeded, given, heed, look, unheeded
from hotline_tui.services.tracing import behind
from hotline_tui.services.wall import wall
from hotline_tui.standard.refusal import Refused
from hotline_tui.standard.vocabulary import Role
from tests.office import Office, matter, registered
from tests.services.crowd import at_once


def burst(office: Office, count: int = 20) -> tuple[str, str, str]:
    """An ordinary month, and this morning so many matters of one sort in one district."""
    demo.past(office.builder, 1)
    office.clock.at = office.now.replace(hour=8)
    return more(office, count)


def more(office: Office, count: int) -> tuple[str, str, str]:
    """So many matters of the sort, now; the path of its category."""
    path = directory(office.owner).categories["040101"].path
    for nth in range(count):
        draft = matter(phone=f"1380000{nth:04d}", category=path, division="110105010")
        registered(office.owner, draft)
    office.clock.forward(minutes=1)
    return path


@pytest.mark.clause("6.3.1.4")
def test_a_burst_is_warned_of_once_however_often_it_is_looked_for(office: Office) -> None:
    demo.past(office.builder, 1)
    office.clock.at = office.now.replace(hour=8)
    assert look(office.owner) == 0
    path = more(office, 20)
    assert look(office.owner) == 0, "an hour has not passed"
    office.clock.forward(hours=1)
    assert look(office.owner) == 2
    rows = given(office.owner)
    assert {(one.category, one.district, one.count) for one in rows} == {
        ("/".join(path), "全市", 20),
        ("/".join(path), "朝阳区", 20),
    }
    assert [behind(office.owner, one.counted).total for one in rows] == [20, 20]
    more(office, 5)
    office.clock.forward(hours=1)
    assert look(office.owner) == 0
    assert {one.count for one in given(office.owner)} == {20}, "as it was when it was found"


@pytest.mark.clause("6.3.1.4")
def test_what_came_in_the_last_hour_of_a_day_is_warned_of_after_midnight(office: Office) -> None:
    demo.past(office.builder, 1)
    office.clock.at = office.now.replace(hour=23, minute=20)
    assert look(office.owner) == 0
    day = office.owner.today()
    more(office, 20)
    office.clock.forward(hours=1)
    assert look(office.owner) == 2
    assert {one.day for one in given(office.owner)} == {day}


@pytest.mark.clause("6.3.1.4")
def test_of_many_processes_that_look_at_once_one_gives_each_warning(office: Office) -> None:
    burst(office)

    assert sorted(at_once(office, 4, lambda desk, nth: look(desk))) == [0, 0, 0, 2]
    assert len(given(office.owner)) == 2


@pytest.mark.clause("6.3.1.4", "6.1.2")
def test_an_analyst_acknowledges_the_citys_warning_with_those_of_its_districts(
    office: Office,
) -> None:
    burst(office)
    look(office.owner)
    analyst = office.colleague("3001", "何分析", Role.ANALYST)
    assert unheeded(analyst).many == wall(office.owner).warnings.many == 2
    of_city = next(one for one in given(analyst) if one.district == "全市")
    for note, field in ((" ", "note"), ("联系13800000001", "note")):
        with pytest.raises(Refused) as refused:
            heed(analyst, of_city.id, note)
        assert [fault.field for fault in refused.value.faults] == [field]
    agent = office.colleague("3002", "周坐席", Role.AGENT)
    assert unheeded(agent) == Unheeded()
    with pytest.raises(Refused, match="确认预警"):
        heed(agent, of_city.id, "已转")
    heed(analyst, of_city.id, "同一工地夜间施工，已转区住建委")
    assert unheeded(analyst) == Unheeded()
    assert {(one.acknowledged_by, one.note) for one in given(analyst)} == {
        ("3001", "同一工地夜间施工，已转区住建委")
    }
    with pytest.raises(Refused, match="已经确认过"):
        heed(analyst, of_city.id, "再说一次")
    with pytest.raises(Refused, match="没有第 999 号预警"):
        heed(analyst, 999, "没有")


@pytest.mark.clause("6.3.1.4")
def test_a_districts_warning_leaves_the_citys_open(office: Office) -> None:
    burst(office)
    look(office.owner)
    of_district = next(one for one in given(office.owner) if one.district == "朝阳区")
    heed(office.owner, of_district.id, "已转")
    (first, second) = given(office.owner)
    assert (first.district, first.acknowledged_at) == ("全市", None), "what is open stands first"
    assert second.note == "已转"
    chief = office.colleague("3001", "周督", Role.SUPERVISOR)
    assert unheeded(chief).told.startswith("预警 1 项待确认：")


def test_a_new_desk_to_which_everything_is_a_burst_warns_of_nothing(office: Office) -> None:
    more(office, 20)
    assert heeding.look(office.owner) == 0
    assert given(office.owner) == ()
    assert unheeded(office.owner).told == ""
