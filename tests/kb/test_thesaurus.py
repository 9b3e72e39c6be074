"""Everyday words, and what articles call it."""

from __future__ import annotations

from hotline_tui.kb.index import KnowledgeIndex
from hotline_tui.kb.thesaurus import Thesaurus
from tests.kb.test_index import TODAY, article

WORDS = Thesaurus({"医保卡": ["社会保障卡"], "医保": ["基本医疗保险"], "水": ["自来水"]})


def test_the_longest_word_is_taken_wherever_it_stands() -> None:
    assert WORDS.other_words("我的 医保卡 丢了") == ("社会保障卡",)
    assert WORDS.other_words("医保和医保卡") == ("基本医疗保险", "社会保障卡")


def test_what_is_said_already_is_not_said_again() -> None:
    assert WORDS.other_words("医保卡就是社会保障卡吧") == ()


def test_a_single_character_has_no_other_words() -> None:
    assert WORDS.other_words("水") == ()


def test_an_article_is_found_by_what_callers_call_it() -> None:
    index = KnowledgeIndex.of(
        [article(1, "社会保障卡挂失与补办"), article(2, "图书卡挂失与补办")], WORDS
    )
    hit = index.search("医保卡挂失", today=TODAY)[0]
    assert hit.article == 1
    assert [hit.title[start:end] for start, end in hit.marks] == ["社会保障卡挂失"]
