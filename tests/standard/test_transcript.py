"""A call's transcript becomes elements of a record: what was said, and nothing else."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotline_tui.standard.dialogue import asked_about, turns
from hotline_tui.standard.elements import ELEMENTS
from hotline_tui.standard.moment import BEIJING
from hotline_tui.standard.times_said import time_said
from hotline_tui.standard.transcript import LONGEST_TRANSCRIPT, drafted, heard
from hotline_tui.standard.vocabulary import Kind, Urgency
from tests.hostile import HOSTILE

NOW = datetime(2026, 11, 23, 14, 0, tzinfo=BEIJING)
PLACES = {
    "朝阳区": "110105",
    "潘家园街道": "110105018",
    "朝阳区潘家园街道": "110105018",
    "海淀区": "110108",
}
CALL = """坐席：您好，请问您需要什么帮助？
市民：你好，我要投诉，我们小区楼下有个工地，昨天晚上十一点半还在打桩，吵得睡不着。
坐席：请问是在哪个区、哪个街道或者乡镇？
市民：朝阳区潘家园。
坐席：请问事情发生在什么地方？
市民：松榆里12号院东边的工地。
坐席：请问您反映的是哪个单位或者哪个人？
市民：不知道是哪家单位。
坐席：请问之前找过哪些部门，是怎么处理的？
市民：嗯，没有找过。
坐席：请问您希望怎么解决？
市民：希望晚上十点以后别施工。
坐席：请问您怎么称呼？
市民：我姓王。
坐席：王女士，请问怎么联系您方便？
市民：幺三八零零零零幺二三四。
坐席：好的，感谢您的来电。
市民：谢谢，再见。
"""


def told(text: str) -> dict[str, Any]:
    """The values of what was heard, by element."""
    return {one.element: one.value for one in heard(text, NOW, PLACES)}


@pytest.mark.clause("5.2.3.3")
def test_answers_go_to_the_elements_that_were_asked_for() -> None:
    assert told(CALL) == {
        "kind": Kind.COMPLAINT,
        "claimant.name": "王女士",
        "claimant.phone": "13800001234",
        "division": "110105018",
        "occurred_at": datetime(2026, 11, 22, 23, 30, tzinfo=BEIJING),
        "place": "松榆里12号院东边的工地",
        "course": "我要投诉，我们小区楼下有个工地，昨天晚上十一点半还在打桩，吵得睡不着。",
        "demand": "希望晚上十点以后别施工",
        "prior_handling": "没有找过",
    }


@pytest.mark.clause("5.2.3.3")
def test_without_speakers_everything_is_the_callers() -> None:
    text = (
        "我们村三天前起一直停水，打过供水公司的电话010-66668888没人接，我住在海淀区某村1号，"
        "我叫李明，手机138 0000 1234，请帮忙解决，请帮我保密。"
    )
    found = told(text)
    assert found["course"] == text
    assert (found["kind"], found["urgency"]) == (Kind.HELP, Urgency.LIVELIHOOD)
    assert (found["claimant.name"], found["claimant.phone"]) == ("李明", "13800001234")
    assert found["claimant.address"] == "海淀区某村1号"
    assert found["claimant.confidential"] is True
    assert found["occurred_at"] == datetime(2026, 11, 20, tzinfo=BEIJING)
    assert found["division"] == "110108"


@pytest.mark.clause("5.2.3.3", "C.4")
def test_a_threat_is_kept_in_quotation_marks_in_its_own_words() -> None:
    found = told("市民：包工头欠我们工资，再不给钱我就跳楼！你们看着办。")
    assert found["urgency"] is Urgency.INSTABILITY
    assert found["instability.threat"] is True
    assert found["instability.threat_words"] == "“包工头欠我们工资，再不给钱我就跳楼！”"
    assert found["course"] == "“包工头欠我们工资，再不给钱我就跳楼！”你们看着办。"


@pytest.mark.clause("5.2.3.3")
@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("我想咨询一下办居住证需要什么材料", Kind.CONSULTATION),
        ("我要举报一家黑作坊", Kind.TIP_OFF),
        ("我想给你们提个建议，路口加个红绿灯", Kind.SUGGESTION),
        ("麻烦帮我处理一下", Kind.HELP),
        ("楼道的灯坏了", None),
    ],
)
def test_a_kind_is_heard_where_the_caller_names_one(said: str, kind: Kind | None) -> None:
    assert told(said).get("kind") is kind


@pytest.mark.clause("5.2.3.3")
@pytest.mark.parametrize(
    ("said", "urgency"),
    [
        ("三楼着火了", Urgency.EMERGENCY),
        ("没有着火，就是有点味道", None),
        ("一个班的孩子食物中毒", Urgency.PUBLIC_HEALTH),
        ("暴雨以后桥下积水", Urgency.EXTREME_WEATHER),
        ("暖气不热", Urgency.LIVELIHOOD),
    ],
)
def test_an_urgent_class_is_heard_where_words_speak_of_it(
    said: str, urgency: Urgency | None
) -> None:
    assert told(said).get("urgency") is urgency


@pytest.mark.clause("5.2.3.3")
def test_a_fire_is_a_danger_to_life_whatever_else_is_said() -> None:
    found = told("市民：三楼着火了！\n坐席：请问您有没有拨打119？\n市民：已经打了119。")
    assert found["risk_to_life_or_property"] is True
    assert found["emergency.emergency_number_called"] == "已经打了119"


@pytest.mark.clause("5.2.3.3", "5.2.2.3 b")
@pytest.mark.parametrize(
    "element",
    [
        one
        for one in ELEMENTS
        if one.name not in ("channel", "kind", "urgency", "content", "course")
    ],
    ids=lambda one: one.name,
)
def test_the_desks_own_questions_are_known_by_what_they_ask_for(element: Any) -> None:
    assert asked_about(element.question) == element.name


@pytest.mark.clause("5.2.3.3")
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("大概是上周三下午三点左右开始的", "上周三下午三点左右"),
        ("11月20日晚上八点，在路口", "11月20日晚上八点"),
        ("明天上午再不来我就投诉", ""),
        ("这事拖了很久", ""),
        ("两个小时以前停的电", "两个小时以前"),
    ],
)
def test_a_time_is_found_within_a_sentence_unless_it_is_still_to_come(
    text: str, words: str
) -> None:
    assert time_said(text, NOW) == words


def test_speakers_are_known_with_time_stamps_numbers_and_either_colon() -> None:
    said = turns("[00:01] 坐席1001: 请问怎么联系您方便？\n[00:05] 用户: 手机是\n13800001234")
    assert [(one.by_agent, one.text, one.asked) for one in said] == [
        (True, "请问怎么联系您方便？", ""),
        (False, "手机是\n13800001234", "claimant.phone"),
    ]


def test_a_number_that_belongs_to_somebody_else_is_not_the_callers() -> None:
    assert "claimant.phone" not in told("物业的电话是010-66668888，一直没人接")
    assert "claimant.phone" not in told("上次的工单编号是20261120000123")


@pytest.mark.parametrize("text", HOSTILE, ids=[f"{n}" for n in range(len(HOSTILE))])
def test_hostile_words_are_read_without_harm(text: str) -> None:
    drafted(heard(f"市民：{text}\n{text}", NOW, PLACES))


@given(
    st.text(
        alphabet=st.sampled_from("坐席市民：:我叫姓住在昨天13点8找过希望，。？\n 跳楼“”"),
        max_size=80,
    )
)
def test_any_words_make_a_record_of_words_that_were_said(text: str) -> None:
    for one in heard(text, NOW, PLACES):
        assert one.words
        assert (
            one.element in ("kind", "urgency", "division")
            or not isinstance(one.value, str)
            or (set(one.value) <= set(text) | set("“”‘’。0123456789"))
        )


def test_the_longest_transcript_is_read() -> None:
    assert told("长" * LONGEST_TRANSCRIPT) == {"course": "长" * LONGEST_TRANSCRIPT + "。"}
