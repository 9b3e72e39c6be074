"""What the desk itself checks of an intake, with doubts told in a sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from hotline_tui.standard.clauses import known
from hotline_tui.standard.clocks import Deadline
from hotline_tui.standard.intake_quality import (
    CHECKS,
    Aspect,
    Conversation,
    Intake,
    Targets,
    checked,
    weakest,
)
from hotline_tui.standard.moment import BEIJING
from hotline_tui.standard.record import Claimant, TicketDraft
from hotline_tui.standard.vocabulary import Channel, Clock, Kind, Rating, Urgency

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=BEIJING)
GOOD = TicketDraft(
    channel=Channel.PHONE,
    kind=Kind.COMPLAINT,
    urgency=Urgency.GENERAL,
    claimant=Claimant("王秀兰", "13800001001", "", "松榆里12号楼"),
    title="夜间施工扰民",
    course="工地夜间打桩，渣土车进出，连续三个晚上施工到凌晨两点多",
    present_state="现在仍在打桩",
    demand="夜间停止施工",
    division="110105",
    respondent="宏图建筑劳务公司",
    prior_handling="昨天给工地打过电话",
    occurred_at=NOON,
    place="松榆里小区东门对面工地",
)


def intake(draft: TicketDraft = GOOD, **more: Any) -> Intake:
    """An intake in which nothing is wrong but what is said."""
    return Intake(draft, NOON, NOON, **more)


def wrong(of: Intake) -> dict[str, str]:
    """What the checks find, by their names."""
    return {check.name: told for check, told in checked(of, Targets()) if told}


def test_every_check_says_what_should_be_and_by_which_clause() -> None:
    assert {one.aspect for one in CHECKS} == set(Aspect)
    assert len({one.name for one in CHECKS}) == len(CHECKS)
    for one in CHECKS:
        assert known(one.clause), one.clause
        assert one.wanted


@pytest.mark.clause("7.1.2.3")
def test_a_good_record_gives_nothing_to_doubt() -> None:
    assert wrong(intake()) == {}


RECORDS: dict[str, dict[str, Any]] = {
    "complete": {"present_state": "", "demand": ""},
    "asked": {"not_provided": dict.fromkeys(
        ("course", "occurred_at", "place", "respondent", "prior_handling"), "不清楚")},
    "matter": {"course": "施工吵"},
    "consultation": {"kind": Kind.CONSULTATION, "course": "", "content": "公积金"},
    "suggestion": {"kind": Kind.SUGGESTION, "content": "增加公交车班次和夜班车", "reasons": "挤"},
    "objective": {"course": "诉求人胡搅蛮缠，反复要求夜间停止施工"},
    "private": {"title": "王秀兰反映夜间施工"},
    "kind": {"course": "来电人想咨询夜间施工的许可时间怎么规定"},
    "urgency": {"course": "楼下工地起火，浓烟进了楼道，有人还没有下来"},
}  # fmt: skip


@pytest.mark.clause("7.1.2.2 b", "7.1.2.3", "5.2.2.3 c", "5.2.3.1 f", "5.2.3.1 g", "6.1.1")
@pytest.mark.parametrize("name", RECORDS)
def test_what_is_doubtful_in_a_record_is_found(name: str) -> None:
    assert name in wrong(intake(replace(GOOD, **RECORDS[name])))


@pytest.mark.parametrize(
    "changes",
    [
        {"urgency": Urgency.EMERGENCY, "course": RECORDS["urgency"]["course"]},
        {"kind": Kind.CONSULTATION, "content": "家里停水以后的水费怎么计算，在哪里查询"},
        {"course": "来电投诉工地夜间打桩，连续三个晚上"},
        {"course": "工地的人说“你这是胡搅蛮缠”，仍在夜间打桩"},
        {"not_provided": {"demand": "诉求人没有说"}, "demand": ""},
    ],
    ids=["recorded as urgent", "asked about", "as named", "somebody else's words", "explained"],
)
def test_what_has_its_reason_is_left_alone(changes: dict[str, Any]) -> None:
    assert not {"urgency", "kind", "objective", "complete"} & set(
        wrong(intake(replace(GOOD, **changes)))
    )


@pytest.mark.clause("7.1.2.2 a", "5.4.1", "5.4.2")
def test_words_and_the_offered_rating_are_looked_at() -> None:
    call = Conversation(NOON, NOON, None, NOON + timedelta(minutes=3), Rating.DISSATISFIED)
    found = wrong(intake(call=call, said="这个大概过几天就好了"))
    assert found["rated"] == "来电人评价：不满意"
    assert found["offered"] == "挂断前没有提示评价"
    assert "“大概”" in found["wording"]
    assert wrong(intake(call=replace(call, offered_at=NOON, rating=Rating.SATISFIED))) == {}


@pytest.mark.clause("7.1.2.2 c", "5.3.2.1.3 c")
def test_a_late_dispatch_and_one_that_came_back_are_found() -> None:
    clock = Deadline(Clock.DISPATCH, NOON, NOON + timedelta(hours=24), NOON + timedelta(hours=25))
    assert wrong(intake(dispatch=clock, returned=True)) == {
        "dispatch": "派单超过时限 1时00分",
        "returned": "首次派给的单位退单成立，改派了其他单位",
    }
    assert wrong(intake(dispatch=replace(clock, met_at=NOON))) == {}


@pytest.mark.clause("7.1.2.2 d")
def test_who_waited_too_long_is_found_by_phone_and_online() -> None:
    call = Conversation(NOON, NOON + timedelta(seconds=16))
    assert wrong(intake(call=call)) == {"answered": "响铃 16 秒才接听"}
    assert wrong(intake(call=replace(call, answered_at=NOON + timedelta(seconds=15)))) == {}
    letter = Intake(replace(GOOD, channel=Channel.PORTAL), NOON, NOON + timedelta(hours=5))
    assert wrong(letter) == {"taken": "提出后 5时00分 才受理"}


@pytest.mark.clause("7.1.2.4")
def test_the_weakest_clause_is_the_one_that_is_surely_not_kept() -> None:
    slips = [("5.2.3.1 e", 1, 1)] * 40 + [("5.2.3.1 e", 0, 1)] * 20
    found = weakest([*slips, ("C.3", 2, 4), ("C.1", 1, 1), ("5.4.1", 0, 9)])
    assert [(one.clause, one.share.part, one.share.whole) for one in found] == [
        ("5.2.3.1 e", 40, 60),
        ("C.3", 2, 4),
    ]
