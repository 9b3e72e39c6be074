"""First-level categories from the tree's own words and from tickets."""

from __future__ import annotations

import pytest

from hotline_tui.kb.suggest_broad import Broad
from hotline_tui.kb.suggest_lexicon import Reading

TREE = [
    ("城乡建设", ("供热", "供水排水", "物业管理")),
    ("城乡建设", ("住房保障",)),
    ("劳动和社会保障", ("工资拖欠", "社会保险", "工伤")),
    ("教育文体", ("教育收费", "招生入学")),
]


def first(broad: Broad, title: str, content: str = "") -> str:
    return broad.likely(Reading.of(title, content))[0]


@pytest.mark.clause("5.3.2.1.6")
@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("工地拖欠我们三个月工资", "劳动和社会保障"),
        ("孩子入学被多收费", "教育文体"),
        ("小区物业不管供水", "城乡建设"),
    ],
)
def test_the_words_of_the_tree_tell_the_category(text: str, category: str) -> None:
    assert first(Broad(TREE), text) == category


def test_tickets_teach_what_the_tree_does_not_say() -> None:
    broad = Broad(TREE)
    for _ in range(3):
        broad.learn("教育文体", "补课班不退钱\n补课班关门了，钱退不回来。")
    assert first(broad, "补课班跑了") == "教育文体"


def test_all_categories_are_ranked_and_a_text_without_words_has_none() -> None:
    assert set(Broad(TREE).likely(Reading.of("工资", ""))) == {path for path, _ in TREE}
    assert Broad(TREE).likely(Reading.of("", "？！")) == []
    assert Broad([]).likely(Reading.of("工资", "")) == []
