"""Hints about wording."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotline_tui.standard.scripts import SCRIPTS, Script
from hotline_tui.standard.wording import HintKind, hints, leading

Q, A, V = HintKind.QUESTIONING, HintKind.ACCUSING, HintKind.VAGUE


@pytest.mark.clause("5.2.2.3 a")
@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("难道您不知道吗？", [Q]),
        ("怎么可能没有人管", [Q]),
        ("你为什么不早说？", [Q]),
        ("您怎么又没带材料", [Q]),
        ("不是早就告诉您了吗", [Q]),
        ("不是已经答复过了吗？", [Q]),
        ("你到底要反映什么", [Q]),
        ("听明白没有", [Q]),
        ("你自己没看通知", [A]),
        ("谁让你不提前预约", [A]),
        ("您这是胡说、无理取闹", [A, A]),
        ("这不归我们管", [A]),
        ("随便你", [A]),
        ("大概过几天吧", [V, V]),
        ("可能吧，应该差不多", [V, V]),
        ("我们会尽快转给有关部门，您等通知吧", [V, V, V]),
        ("这个说不准，以后再说", [V, V]),
        ("难道过几天不行吗", [Q]),
    ],
)
def test_doubtful_wording_is_pointed_out(text: str, kinds: list[HintKind]) -> None:
    assert [hint.kind for hint in hints(text)] == kinds
    assert {hint.clause for hint in hints(text)} == {"5.2.2.3 a"}


@pytest.mark.clause("5.2.2.3 a")
@pytest.mark.parametrize(
    "text",
    [
        "请问您方便留个电话吗？",
        "请问您大概什么时候能到现场？",
        "请问您自己去过现场吗？",
        "麻烦您说一下大概的位置，可以吗？",
        "请问是什么时间、什么地点发生的？",
        "请问之前找过哪些部门，是怎么处理的？",
        "请问您听清楚了吗？",
        "需要携带本人身份证原件，到窗口办理。",
        "朝阳区城市管理委将于11月30日前更换路灯。",
        "经交管局等相关部门审批同意后实施。",
        "公交站位的设置经过有关部门批准。",
        "办理时提交2寸近期免冠照片。",
        "诉求人说“难道没人管吗”，要求书面答复。",
        "大概率有雨。",
        "",
    ],
)
def test_ordinary_questions_and_plain_answers_are_left_alone(text: str) -> None:
    assert hints(text) == ()


@pytest.mark.clause("B.1", "B.2", "B.3", "B.4", "5.5.6")
@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: f"{script.clause} {script.text[:6]}")
def test_the_standards_own_phrases_raise_no_hint(script: Script) -> None:
    assert hints(script.text) == ()
    assert leading(script.text) == ()


@pytest.mark.clause("5.5.6")
@pytest.mark.parametrize(
    "text",
    [
        "您还满意吧？",
        "问题解决了吧",
        "您应该是非常满意的",
        "麻烦您给我们打个满意",
        "是不是已经解决了？",
        "不满意会影响我们考核",
    ],
)
def test_leading_words_at_a_callback_are_pointed_out(text: str) -> None:
    assert {hint.kind for hint in leading(text)} == {HintKind.LEADING}
    assert {hint.clause for hint in leading(text)} == {"5.5.6"}


def test_a_hint_says_where_the_words_stand() -> None:
    text = "我们会尽快处理。"
    (hint,) = hints(text)
    assert text[hint.span.start : hint.span.end] == "尽快"


WORDS = [
    "难道",
    "你自己",
    "大概",
    "尽快",
    "有关部门",
    "请问",
    "吗",
    "？",
    "。",
    "“",
    "”",
    "您",
    "满意吧",
]


@given(st.lists(st.sampled_from(WORDS)).map("".join) | st.text())
def test_hints_are_in_order_within_the_text_and_never_overlap(text: str) -> None:
    for found in (hints(text), leading(text)):
        ends = [0, *(hint.span.end for hint in found)]
        starts = [*(hint.span.start for hint in found), len(text)]
        assert all(end <= start for end, start in zip(ends, starts, strict=True))
        assert all(hint.span.start < hint.span.end for hint in found)
