"""Two articles that are nearly the same, or that say one thing differently."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from hotline_tui.kb.article import Article
from hotline_tui.kb.doubles import doubled
from hotline_tui.kb.index import KnowledgeIndex
from hotline_tui.standard.keeping import Doubling
from hotline_tui.standard.vocabulary import ArticleClass

CARD = Article(
    1,
    "办理北京市居住证",
    ("居住证",),
    "在京居住六个月以上的，可以持身份证和租房合同到居住地派出所申请。"
    "自受理之日起15个工作日内办结，不收费。咨询电话010-65551234。",
    ArticleClass.DUTY,
    "市公安局",
    "某办法",
    "市公安局",
)


def again(**other: object) -> Article:
    """The same article once more, with something else."""
    return replace(CARD, id=2, **other)  # type: ignore[arg-type]


@pytest.mark.clause("6.2.3")
def test_the_same_text_under_another_title_is_nearly_the_same() -> None:
    found = doubled(CARD, again(title="居住证办理指南"))
    assert found is not None
    assert (found.doubling, found.likeness) == (Doubling.SAME, 1.0)


@pytest.mark.clause("6.2.3")
@pytest.mark.parametrize(
    ("was", "now", "what"),
    [
        ("15个工作日", "十个工作日", "时限"),
        ("六个月", "一年", "时限"),
        ("010-65551234", "010-65550000", "电话"),
    ],
)
def test_another_limit_or_telephone_of_one_matter_is_a_contradiction(
    was: str, now: str, what: str
) -> None:
    found = doubled(CARD, again(text=CARD.text.replace(was, now)))
    assert found is not None
    assert found.doubling is Doubling.CONTRADICTING
    assert [one.sort.label for one in found.differing] == [what]


def test_a_matter_told_in_other_words_is_found_by_its_name() -> None:
    found = doubled(CARD, again(title="居住证", text="自受理之日起20个工作日内办结。"))
    assert found is not None
    assert found.doubling is Doubling.CONTRADICTING


@pytest.mark.parametrize(
    "other",
    [
        again(title="办理老年人优待卡", text="持身份证到街道办事处申请，二十日内发卡。"),
        again(text=CARD.text.replace("15个", "10个"), division="110105"),
        again(text=CARD.text.replace("15个", "10个"), valid_from=date(2027, 1, 1)),
    ],
    ids=["another matter", "another district", "another time"],
)
def test_what_holds_elsewhere_or_at_another_time_or_of_another_matter_is_none(
    other: Article,
) -> None:
    mine = replace(CARD, division="110108", valid_to=date(2026, 12, 31))
    assert doubled(mine, other) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("朝阳区婚姻登记处", "海淀区婚姻登记处"),
        ("2025年入学日程", "2026年入学日程"),
        ("一级残疾人补贴", "二级残疾人补贴"),
    ],
)
def test_titles_that_name_different_places_years_or_grades_are_two_matters(
    one: str, other: str
) -> None:
    mine = replace(CARD, title=one, other_names=())
    assert doubled(mine, replace(mine, id=2, title=other)) is None


def test_short_texts_alike_are_no_doubles_unless_their_titles_are() -> None:
    mine = replace(CARD, text="您好，您的留言已收悉。", other_names=())
    assert doubled(mine, replace(mine, id=2, title="路灯不亮怎么反映")) is None
    found = doubled(mine, replace(mine, id=2, title="办理北京居住证"))
    assert found is not None


def test_an_index_gives_the_likely_ones_without_comparing_all() -> None:
    far = [
        replace(CARD, id=key, title=f"{word}怎么办", other_names=(), text=f"{word}找{whom}。")
        for key, (word, whom) in enumerate(
            (("下水道堵塞", "物业"), ("路灯不亮", "街道"), ("树木倒伏", "园林部门")), 10
        )
    ]
    twin = again(title="居住证怎么领")
    near = KnowledgeIndex.of([CARD, twin, *far]).neighbours()
    assert near.of(CARD) == (2,)
    assert near.of(far[0]) == ()
    assert set(near.of(replace(CARD, id=0))) >= {1, 2}
