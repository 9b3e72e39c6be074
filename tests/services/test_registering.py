"""A record becomes one ticket, with a number of its own, whoever else writes at the same time."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from hotline_tui.kb.articles import ArticleDraft
from hotline_tui.services import calls, claiming, knowledge, queueing, registering, supervising
from hotline_tui.services.desk import Desk
from hotline_tui.services.knowledge import SearchWish
from hotline_tui.services.registering import Answer, Registration
from hotline_tui.services.rows import TicketRow
from hotline_tui.standard.moment import BEIJING
from hotline_tui.standard.record import Instability
from hotline_tui.standard.refusal import Refused
from hotline_tui.standard.vocabulary import ArticleClass, Kind, Status, Urgency, Worklist
from tests.office import BEGINNING, Office, matter, registered
from tests.services.crowd import at_once, refusals

HOUR = timedelta(hours=1)


def events(row: TicketRow) -> list[str]:
    return [one.what for one in row.history]


@pytest.mark.clause("5.2.3.1 b")
def test_a_refused_record_spends_no_number(office: Office) -> None:
    ahead = Registration(matter(), raised_at=BEGINNING + HOUR)
    for wish in (Registration(matter(division="999999")), ahead):
        with pytest.raises(Refused):
            registering.register(office.owner, wish)
    assert registered(office.owner, matter()).number == "20261123000001"


@pytest.mark.clause("5.2.3.1 b")
def test_numbers_begin_anew_with_each_day_of_beijing(office: Office) -> None:
    office.clock.at = datetime(2026, 11, 23, 23, 59, tzinfo=BEIJING)
    assert registered(office.owner, matter()).number == "20261123000001"
    office.clock.forward(minutes=2)
    assert registered(office.owner, matter()).number == "20261124000001"


@pytest.mark.clause("5.2.3.1 b")
def test_many_writers_get_numbers_without_doubles_and_without_gaps(office: Office) -> None:
    def ten(desk: Desk, nth: int) -> list[str]:
        return [registered(desk, matter()).number for _ in range(10)]

    found = [number for part in at_once(office, 8, ten) for number in part]
    assert sorted(found) == [f"20261123{n:06d}" for n in range(1, 81)]


def test_a_draft_handed_in_by_several_at_once_is_one_ticket(office: Office) -> None:
    draft = matter()
    answers = at_once(office, 4, lambda desk, nth: registered(desk, draft).number)
    assert answers == ["20261123000001"] * 4
    assert events(queueing.show(office.owner, "20261123000001")) == ["registered"]
    assert registered(office.owner, matter()).number == "20261123000002"


def test_a_draft_turned_away_by_several_at_once_is_kept_once(office: Office) -> None:
    wish = Registration(matter())
    answers = at_once(
        office, 4, lambda desk, nth: registering.turn_away(desk, wish, "在外地", "请向当地反映")
    )
    assert {row.number for row in answers} == {"20261123000001"}
    row = queueing.show(office.owner, "20261123000001")
    assert (row.status, events(row)) == (Status.NOT_ACCEPTED, ["not_accepted"])


@pytest.mark.clause("C.4")
@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("今晚就去炸了它", "“今晚就去炸了它”"),
        ('"今晚就去"', "“今晚就去”"),
        ("“今晚就去”", "“今晚就去”"),
    ],
)
def test_the_words_of_a_threat_are_kept_in_quotation_marks(
    office: Office, told: str, kept: str
) -> None:
    threat = Instability("电话", "言语", "去现场", True, "今晚", "工地", told)
    row = registered(office.owner, matter(Kind.HELP, Urgency.INSTABILITY, instability=threat))
    assert row.record.instability.threat_words == kept


@pytest.mark.clause("C.4")
def test_words_outside_the_quotation_marks_are_refused(office: Office) -> None:
    threat = Instability("电话", "言语", "去现场", True, "今晚", "工地", "他说“今晚就去”很吓人")
    with pytest.raises(Refused) as refused:
        registered(office.owner, matter(Kind.HELP, Urgency.INSTABILITY, instability=threat))
    assert [(one.field, one.clause) for one in refused.value.faults] == [
        ("instability.threat_words", "C.4")
    ]


@pytest.mark.clause("5.3.2.1.3 c")
def test_a_matter_raised_in_a_surge_has_48_hours_and_keeps_them(office: Office) -> None:
    before = office.now
    office.clock.forward(hours=1)
    supervising.declare_surge(office.owner, "暴雨")
    during = office.clock.forward(minutes=10)
    inside = registered(office.owner, matter())
    office.clock.forward(hours=1)
    supervising.end_surge(office.owner)
    office.clock.forward(minutes=10)
    told = {
        "raised before it": registered(office.owner, matter(), before),
        "raised in it, registered after it": registered(office.owner, matter(), during),
        "raised after it": registered(office.owner, matter()),
    }
    assert {name: row.surge for name, row in told.items()} == {
        "raised before it": False,
        "raised in it, registered after it": True,
        "raised after it": False,
    }
    kept = queueing.show(office.owner, inside.number)
    assert kept.clocks.dispatch.due_at == during + 48 * HOUR


@pytest.mark.clause("5.2.3.1 c")
def test_a_matter_told_on_the_telephone_was_raised_when_the_call_was_answered(
    office: Office,
) -> None:
    call = calls.ring(office.owner, "13812345678")
    answered = office.clock.forward(seconds=7)
    calls.pick_up(office.owner, call.id)
    office.clock.forward(minutes=9)
    row = registering.register(office.owner, Registration(matter(), call=call.id))
    assert row.raised_at == answered
    assert row.registered_at == office.now


@pytest.mark.clause("5.2.2.3 e")
@pytest.mark.parametrize("urgency", Urgency)
def test_every_urgent_ticket_raises_an_alert_and_no_other(
    sqlite_office: Office, urgency: Urgency
) -> None:
    desk = sqlite_office.owner
    number = registered(desk, matter(Kind.HELP, urgency)).number
    expected = [number] if urgency.urgent else []
    assert [one.number for one in supervising.alerts(desk)] == expected


def article(text: str) -> ArticleDraft:
    return ArticleDraft(
        external_id="streetlight",
        title="路灯报修",
        text=text,
        article_class=ArticleClass.SERVICE,
        source="本热线",
        authority="城市管理委员会",
    )


@pytest.mark.clause("5.3.1")
def test_a_direct_answer_cites_the_article_in_the_version_that_was_read(office: Office) -> None:
    desk = office.owner
    knowledge.take_in(desk, [article("打报修电话。")])
    known = knowledge.search(desk, SearchWish("路灯报修"))[0].article
    asked = Registration(matter(Kind.CONSULTATION))
    row = registering.register_and_answer(desk, asked, known.id, "请打报修电话")
    knowledge.take_in(desk, [article("在网上报修。")])
    cited = queueing.show(desk, row.number).citations[0]
    assert (cited.article, cited.version, cited.said) == (known.id, 1, "请打报修电话")
    later = registered(desk, matter(Kind.CONSULTATION))
    again = registering.answer(desk, Answer(later.number, known.id, version=later.version))
    assert (again.status, again.citations[0].version) == (Status.ANSWERED, 2)
    assert queueing.queue(desk, queueing.QueueWish()).rows == ()


@pytest.mark.clause("5.3.1")
def test_a_direct_answer_without_its_article_registers_nothing(office: Office) -> None:
    asked = Registration(matter(Kind.CONSULTATION))
    with pytest.raises(Refused, match="没有编号为 999999 的知识点"):
        registering.register_and_answer(office.owner, asked, 999_999)
    assert queueing.listed(office.owner, 10) == ()


@pytest.mark.clause("5.2.2.1")
def test_a_matter_that_is_turned_away_is_kept_and_waits_on_no_list(office: Office) -> None:
    wish = Registration(matter(title="外地的路灯"))
    row = registering.turn_away(office.owner, wish, "在外地", "请向当地12345反映")
    kept = queueing.show(office.owner, row.number)
    assert (kept.status, kept.record.title) == (Status.NOT_ACCEPTED, "外地的路灯")
    assert (kept.refusal_reason, kept.refusal_advice) == ("在外地", "请向当地12345反映")
    assert kept.due_at is None
    for worklist in Worklist:
        if worklist is not Worklist.NONE:
            found = queueing.queue(office.owner, queueing.QueueWish(worklist))
            assert (found.rows, found.total) == ((), 0)
    assert claiming.take_next(office.owner) is None


def test_an_answer_to_what_another_has_just_answered_is_refused(office: Office) -> None:
    known = knowledge.search(office.owner, SearchWish("公积金"))[0].article.id
    number = registered(office.owner, matter(Kind.CONSULTATION)).number
    answers = at_once(
        office, 4, lambda desk, nth: registering.answer(desk, Answer(number, known)).number
    )
    assert len(refusals(answers)) == 3
    assert len(queueing.show(office.owner, number).citations) == 1


@pytest.mark.clause("5.2.2.1")
def test_a_long_name_of_a_place_elsewhere_is_kept_whole_or_refused(office: Office) -> None:
    place = "新疆维吾尔自治区博尔塔拉蒙古自治州阿拉山口市某街道"
    wish = Registration(matter(division=place))
    row = registering.turn_away(office.owner, wish, "在外地", "请向当地12345反映")
    assert row.record.division == place
    wish = Registration(matter(division="新疆" + "长" * 99))
    with pytest.raises(Refused, match="区划过长：101 字，最多 100 字"):
        registering.turn_away(office.owner, wish, "在外地", "请向当地12345反映")
