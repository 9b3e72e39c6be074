"""What is asked in vain is kept without people, brought together by likeness, and settled."""

from __future__ import annotations

import pytest

from hotline_tui.services import gaps, knowledge
from hotline_tui.services.desk import Desk
from hotline_tui.services.feeding_back import FeedBack, feed_back
from hotline_tui.services.gaps import Filled, GapRow
from hotline_tui.services.signing import Sign, sign
from hotline_tui.standard.keeping import GapVerdict
from hotline_tui.standard.record import Claimant
from hotline_tui.standard.refusal import Refused
from hotline_tui.standard.vocabulary import Kind, Outcome, Role
from tests.office import Office, dispatched, matter
from tests.services.test_comparing import TENT


def one(desk: Desk) -> GapRow:
    """The only gap there is."""
    (found,) = gaps.gaps(desk).rows
    return found


def answered(
    office: Office, title: str, phone: str = "13812345678", *, confidential: bool = False
) -> str:
    """A consultation that was dispatched and came back with an answer."""
    claimant = Claimant("王先生", phone, confidential=confidential)
    draft = matter(Kind.CONSULTATION, title=title, content=f"{title}，请告知。", claimant=claimant)
    number = dispatched(office.owner, draft).number
    sign(office.owner, Sign(number, told_by="张科员"))
    office.clock.forward(minutes=5)
    content = {"answer": "王先生，请到街道办理，电话13900001111", "answered_at": office.now}
    feed_back(office.owner, FeedBack(number, Outcome.ANSWERED, content, told_by="张科员"))
    return number


@pytest.mark.clause("6.1.1", "6.2.1")
def test_questions_alike_are_one_gap_counted_and_without_people(office: Office) -> None:
    agent = office.colleague("3001", "刘话务", Role.AGENT)
    for text in ("人才公寓怎么申请", "人才公寓怎么申请", "王小明的人才公寓申请", "电动车上牌"):
        assert gaps.unanswered(agent, text)
    assert not gaps.unanswered(agent, " a ")
    flats, plates = gaps.gaps(office.owner).rows
    assert (flats.name, flats.times, plates.times) == ("人才公寓怎么申请", 3, 1)
    assert flats.questions == ("人才公寓怎么申请", "某某的人才公寓申请")


@pytest.mark.clause("6.2.1")
def test_consultations_that_came_back_answered_are_gaps_once_there_are_several(
    office: Office,
) -> None:
    answered(office, "集体户口怎么迁出")
    assert gaps.gaps(office.owner).total == 0
    number = answered(office, "集体户口迁出手续", phone="13800000001")
    found = one(office.owner)
    assert (found.times, found.tickets) == (0, 2)
    assert found.answered[0].number == number
    assert found.answered[0].answer == "某某先生,请到街道办理,电话某号"
    gaps.unanswered(office.owner, "集体户口迁出")
    assert (one(office.owner).times, one(office.owner).tickets) == (1, 2)


@pytest.mark.clause("6.2.1")
def test_what_is_confidential_is_nobodys_gap(office: Office) -> None:
    for phone in ("13800000001", "13800000002"):
        answered(office, "集体户口怎么迁出", phone=phone, confidential=True)
    assert gaps.gaps(office.owner).total == 0


@pytest.mark.clause("6.2.1")
def test_a_gap_that_an_article_filled_opens_anew_when_it_is_asked_again(office: Office) -> None:
    gaps.unanswered(office.owner, "搭帐篷要申请吗")
    knowledge.take_in(office.owner, [TENT])
    article = knowledge.search(office.owner, knowledge.SearchWish("搭建帐篷"))[0].article.id
    first = one(office.owner)
    with pytest.raises(Refused) as refused:
        gaps.fill(office.owner, Filled(first.id, GapVerdict.WRITTEN, 999_999))
    assert refused.value.faults[0].field == "article"
    done = gaps.fill(office.owner, Filled(first.id, GapVerdict.WRITTEN, article))
    assert (done.verdict, done.article) == (GapVerdict.WRITTEN, article)
    assert gaps.gaps(office.owner).total == 0
    gaps.unanswered(office.owner, "搭帐篷要申请吗")
    again = one(office.owner)
    assert (again.id != first.id, again.times) == (True, 1)


@pytest.mark.clause("6.2.1")
def test_what_needs_no_article_stays_settled_however_often_it_is_asked(office: Office) -> None:
    gaps.unanswered(office.owner, "明天下雨吗")
    gaps.fill(office.owner, Filled(one(office.owner).id, GapVerdict.NOT_NEEDED, reason="不属热线"))
    gaps.unanswered(office.owner, "明天下雨吗")
    gaps.unanswered(office.owner, "明天下不下雨")
    assert gaps.gaps(office.owner).total == 0
    (settled,) = gaps.gaps(office.owner, decided=True).rows
    assert (settled.times, settled.reason) == (3, "不属热线")


@pytest.mark.clause("6.1.1")
def test_what_was_asked_once_long_ago_is_forgotten(office: Office) -> None:
    gaps.unanswered(office.owner, "人才公寓怎么申请")
    for _ in range(2):
        gaps.unanswered(office.owner, "电动车上牌")
    assert gaps.gaps(office.owner).total == 2
    office.clock.forward(days=100)
    gaps.unanswered(office.owner, "共享单车乱停")
    assert {row.name for row in gaps.gaps(office.owner).rows} == {"电动车上牌", "共享单车乱停"}


@pytest.mark.clause("6.1.2")
def test_an_agent_adds_to_the_gaps_but_does_not_see_them(office: Office) -> None:
    agent = office.colleague("3001", "刘话务", Role.AGENT)
    assert gaps.unanswered(agent, "人才公寓怎么申请")
    with pytest.raises(Refused, match="维护知识清单"):
        gaps.gaps(agent)
