"""Organizers are told their own results, answer, and what is used of them is kept."""

from __future__ import annotations

import pytest

from hotline_tui.services import analysing, notices, noticing
from hotline_tui.services.analysing import HandedIn
from hotline_tui.services.assessing import assessment
from hotline_tui.services.desk import Desk
from hotline_tui.services.figures import period
from hotline_tui.services.improvements import improvements
from hotline_tui.services.notices import NoticeRow
from hotline_tui.services.noticing import Used
from hotline_tui.standard.figures import Rate
from hotline_tui.standard.refusal import Refused
from hotline_tui.standard.telling_units import Step, Use
from hotline_tui.standard.vocabulary import Role
from tests.office import DISTRICT, SUBDISTRICT, Office, dispatched


def told(office: Office) -> tuple[NoticeRow, ...]:
    """Two units' results of a November in which neither signed for its ticket."""
    dispatched(office.owner)
    dispatched(office.owner, to=DISTRICT)
    office.clock.forward(days=10)
    return noticing.tell(office.owner, "2026-11")


def unit(office: Office) -> Desk:
    """The desk of the subdistrict's own person."""
    return office.colleague("8001", "张科长", Role.ORGANIZER, unit=SUBDISTRICT)


@pytest.mark.clause("7.1.3.4", "6.1.2")
def test_an_organizer_is_told_its_own_results_and_no_others(office: Office) -> None:
    rows = told(office)
    mine = unit(office)
    (seen,) = notices.notices(mine)
    assert seen.organizer == SUBDISTRICT
    found = assessment(office.owner, period(office.owner, "2026-11"))
    (row,) = (one for one in found.units if one.code == SUBDISTRICT)
    share = row.assessed.rate(Rate.SIGNING)
    assert seen.figures["rates"]["signing"] == [share.part, share.whole] == [0, 1]
    other = next(one for one in rows if one.organizer == DISTRICT)
    for act in (
        lambda: notices.show(mine, other.id),
        lambda: noticing.receive(mine, other.id),
        lambda: noticing.tell(mine, "2026-11"),
    ):
        with pytest.raises(Refused) as refused:
            act()
        # A secured database does not even say that there is another's.
        assert refused.value.faults[0].clause in ("6.1.2", "7.1.3.4")
    with pytest.raises(Refused, match="已经告知过"):
        noticing.tell(office.owner, "2026-11")
    with pytest.raises(Refused, match="还没有过完"):
        noticing.tell(office.owner, "本月")


@pytest.mark.clause("7.1.3.4")
def test_an_organizer_receives_its_results_and_may_have_them_corrected(office: Office) -> None:
    (key,) = (one.id for one in told(office) if one.organizer == SUBDISTRICT)
    mine, owner = unit(office), office.owner
    with pytest.raises(Refused, match="先签收"):
        noticing.object_to(mine, key, "未收到派单")
    noticing.receive(mine, key)
    with pytest.raises(Refused, match="已经签收"):
        noticing.receive(mine, key)
    with pytest.raises(Refused) as refused:
        noticing.object_to(mine, key, "请问13812345678")
    assert refused.value.faults[0].clause == "6.1.1"
    seen = noticing.object_to(mine, key, "系统停机，无法签收")
    with pytest.raises(Refused, match="已被更新"):
        noticing.decide(owner, key, True, "属实", version=seen.version - 1)
    with pytest.raises(Refused) as refused:
        noticing.decide(owner, key, None, "")
    assert {one.field for one in refused.value.faults} == {"upheld", "decision"}
    done = noticing.decide(owner, key, True, "停机属实，予以更正")
    assert (done.state, done.decided_by) == ("异议成立", owner.person.workno)
    again = noticing.tell(owner, "2026-11")
    assert [one.organizer for one in again] == [SUBDISTRICT]
    assert len(notices.notices(mine)) == 2


@pytest.mark.clause("7.1.3.5", "7.2")
def test_results_are_used_and_a_demand_to_rectify_opens_an_improvement(office: Office) -> None:
    (key,) = (one.id for one in told(office) if one.organizer == SUBDISTRICT)
    owner = office.owner
    with pytest.raises(Refused) as refused:
        noticing.use(owner, Used(key))
    assert {one.field for one in refused.value.faults} == {"use", "step", "to", "note"}
    noticing.use(owner, Used(key, Use.PERFORMANCE, Step.REFERENCE, "市政府绩效办", "计入月度考核"))
    rectify = Used(key, Use.EFFICIENCY, Step.RECTIFY, "区监察委", "限期整改")
    with pytest.raises(Refused) as refused:
        noticing.use(owner, rectify)
    assert {one.field for one in refused.value.faults} == {"finding", "cause"}
    row = noticing.use(
        owner,
        Used(key, Use.EFFICIENCY, Step.RECTIFY, "区监察委", "限期整改", "不签收", "无人值班"),
    )
    assert [one.step for one in row.uses] == [Step.REFERENCE, Step.RECTIFY]
    (opened,) = improvements(owner)
    assert row.uses[1].improvement == opened.id
    assert opened.watched.organizer == SUBDISTRICT


@pytest.mark.clause("6.3.1.5", "6.3.1.4 a", "6.1.2")
def test_an_analysis_stands_beside_the_figures_of_its_period(office: Office) -> None:
    told(office)
    mine, owner = unit(office), office.owner
    with pytest.raises(Refused) as refused:
        analysing.hand_in(mine, HandedIn("2027-05", {"causes": "x", "方案": "y"}))
    assert {one.field for one in refused.value.faults} == {"方案", "situation", "period"}
    row = analysing.hand_in(
        mine, HandedIn("2026-11", {"situation": "噪声为主", "causes": "夜间施工"}, DISTRICT)
    )
    assert (row.organizer, row.figures["raised"], row.figures["sign_due"]) == (SUBDISTRICT, 1, 1)
    with pytest.raises(Refused) as refused:
        analysing.hand_in(owner, HandedIn("2026-11", {"situation": "平稳"}, DISTRICT))
    assert refused.value.faults[0].field == "told_by"
    analysing.hand_in(owner, HandedIn("2026-11", {"situation": "平稳"}, DISTRICT, "李主任"))
    assert [one.organizer for one in analysing.analyses(mine)] == [SUBDISTRICT]
    assert len(analysing.analyses(owner, "2026-11")) == 2
    assert analysing.analyses(owner, "2026-10") == ()
