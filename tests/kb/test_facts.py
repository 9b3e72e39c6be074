"""Numbers with what they are said of, and what two texts say differently."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotline_tui.kb.facts import FactSort, differing, facts
from hotline_tui.kb.numerals import number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("十", 10), ("十五", 15), ("二十", 20), ("一百零五", 105), ("两百", 200), ("三千五", 3500),
        ("一万二千", 12000), ("三万", 30000), ("二〇二六", 2026), ("1,200.5", 1200.5),
    ],
)  # fmt: skip
def test_a_number_is_read_in_figures_and_in_chinese(text: str, value: float) -> None:
    assert number(text) == value


@pytest.mark.parametrize(
    ("text", "sort", "value"),
    [
        ("15个工作日内办结", FactSort.LIMIT, "15工作日"),
        ("十五日内送达", FactSort.LIMIT, "15日"),
        ("有效期两年", FactSort.LIMIT, "24个月"),
        ("3 个月内提出", FactSort.LIMIT, "3个月"),
        ("收费1.5万元", FactSort.MONEY, "15000元"),
        ("收费２０元", FactSort.MONEY, "20元"),
        ("首付百分之三十", FactSort.SHARE, "30%"),
        ("电话010-65551234", FactSort.PHONE, "01065551234"),
        ("拨打12333", FactSort.PHONE, "12333"),
        ("自2026年1月1日起", FactSort.DATE, "2026-1-1"),
        ("自2026-01-01起", FactSort.DATE, "2026-1-1"),
        ("每年十一月十五日供暖", FactSort.DATE, "11-15"),
        ("下午5点半下班", FactSort.HOUR, "17:30"),
        ("室温不低于18℃", FactSort.MEASURE, "18度"),
        ("年满六十周岁", FactSort.MEASURE, "60周岁"),
    ],
)
def test_what_has_a_unit_is_a_fact_in_one_form(text: str, sort: FactSort, value: str) -> None:
    assert [(one.sort, one.value) for one in facts(text)] == [(sort, value)]


def test_numbers_alone_say_nothing() -> None:
    assert facts("第3条、附件2、共100") == ()


@pytest.mark.clause("6.2.3")
def test_another_number_of_the_same_thing_is_a_difference_and_the_same_in_other_words_is_not() -> (
    None
):
    before = facts("自受理之日起15个工作日内办结，收费20元。咨询电话010-65551234。")
    (found,) = differing(before, facts("自受理之日起十个工作日内办结，收费二十元。"))
    assert (found.sort, found.first, found.second) == (
        FactSort.LIMIT, "自受理之日起15个工作日", "自受理之日起十个工作日",
    )  # fmt: skip
    assert differing(before, facts("自受理之日起十五个工作日内办结，收费20.0元。")) == ()


def test_a_list_of_numbers_is_compared_item_by_item_by_what_each_is_said_of() -> None:
    before = facts("首套住房首付20%，二套住房首付30%。")
    assert differing(before, facts("二套住房首付30%，首套住房首付20%。")) == ()
    found = differing(before, facts("首套住房首付30%，二套住房首付20%。"))
    assert [(one.first, one.second) for one in found] == [
        ("首套住房首付20%", "首套住房首付30%"),
        ("二套住房首付30%", "二套住房首付20%"),
    ]


def test_what_only_one_of_two_texts_says_is_no_difference() -> None:
    assert differing(facts("五日内办结。"), facts("请带身份证。")) == ()


@given(
    st.text(alphabet="0123456789一二三四五六七八九十百千万亿零〇两年月日个工作元%百分之点:.,-电话 ")
)
def test_nothing_that_looks_like_numbers_is_too_much(text: str) -> None:
    for one in facts(text):
        assert one.value
