"""The progress log: who was asked, what was seen, who came together and what came of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hotline_tui.services.opinion import OpinionWatch, watch_opinion
from hotline_tui.services.progressing import Log, log
from hotline_tui.standard.vocabulary import Progress, Role
from tests.office import Office, dispatched
from tests.services.handling import done, fed_back, neighbour, organizer, refusal, signed


@pytest.mark.clause("5.3.2.2.3", "5.3.2.2.5")
def test_contacts_and_visits_are_kept_in_the_order_in_which_they_were(office: Office) -> None:
    made = signed(office)
    desk, office_time = organizer(office), office.clock.forward(hours=2)
    visit = Log(made.number, Progress.VISIT, "现场堆放建筑垃圾约三方", next_step="联系清运")
    row = log(desk, visit)
    earlier = office_time - timedelta(hours=1)
    log(desk, Log(made.number, Progress.CONTACT, "核实地点为南门", at=earlier))
    found = done(office, made.number).progress
    assert [(one.what, one.at) for one in found] == [
        (Progress.CONTACT, earlier),
        (Progress.VISIT, office_time),
    ]
    assert found[1].next_step == "联系清运"
    assert row.history[-1].summary == "现场查看；现场堆放建筑垃圾约三方；下一步：联系清运"


@pytest.mark.clause("4.3", "5.3.2.2.4")
def test_a_whistle_call_says_who_came_and_what_came_of_it(office: Office) -> None:
    made = signed(office)
    wish = Log(made.number, Progress.WHISTLE, "请执法队到场", participants=(" ",))
    lacking = [("participants", "4.3"), ("outcome", "4.3")]
    assert refusal(log, organizer(office), wish) == lacking
    units = ("城管执法队", "属地派出所")
    whole = Log(made.number, Progress.WHISTLE, "请两家到场", None, units, "三日内清运")
    log(organizer(office), whole)
    (entry,) = done(office, made.number).progress
    assert (entry.participants, entry.outcome) == (units, "三日内清运")


@pytest.mark.clause("5.3.2.2.3")
def test_nothing_is_done_about_a_ticket_before_it_is_signed_for(office: Office) -> None:
    number = dispatched(office.owner).number
    wish = Log(number, Progress.CONTACT, "已联系")
    assert refusal(log, organizer(office), wish) == [("status", "5.3.2.2.3")]


@pytest.mark.clause("5.3.2.2.5")
def test_work_goes_on_after_a_feedback(office: Office) -> None:
    made = fed_back(office)
    log(organizer(office), Log(made.number, Progress.VISIT, "复查，未反弹"))
    assert len(done(office, made.number).progress) == 1


@pytest.mark.clause("6.1.2", "5.3.2.3.1")
def test_the_log_is_the_units_own_or_told_by_it(office: Office) -> None:
    made = signed(office)
    wish = Log(made.number, Progress.NOTE, "已约施工方")
    assert refusal(log, neighbour(office), wish) == [("number", "6.1.2")]
    agent = office.colleague("2001", "王芳", Role.AGENT)
    assert refusal(log, agent, wish) == [("told_by", "5.3.2.3.1")]


def test_progress_is_not_of_tomorrow(office: Office) -> None:
    made = signed(office)
    tomorrow = office.now + timedelta(days=1)
    wish = Log(made.number, Progress.VISIT, "将去", at=tomorrow)
    assert refusal(log, organizer(office), wish) == [("at", "5.3.2.2.5")]


@pytest.mark.clause("5.3.2.3.1")
def test_public_opinion_is_watched_for_a_reason_until_that_is_ended(office: Office) -> None:
    number = signed(office).number
    desk = organizer(office)
    assert refusal(watch_opinion, desk, OpinionWatch(number)) == [("said", "5.3.2.3.1")]
    watch_opinion(desk, OpinionWatch(number, True, "微博转发 300 次"))
    assert done(office, number).opinion_watch
    watch_opinion(desk, OpinionWatch(number, False, "热度已退"))
    assert not done(office, number).opinion_watch
