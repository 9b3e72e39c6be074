"""Syllables, initials, and what typed keys find."""

from __future__ import annotations

import time

import pytest

from hotline_tui.kb.pinyin import full, initials, keyed, readings, syllables, typed


def finds(query: str, text: str) -> bool:
    pattern = typed(query)
    return pattern is not None and any(
        pattern.search(keyed(text, reading)) for reading in readings(text)
    )


def test_initials_and_full_pinyin_of_a_subdistrict() -> None:
    assert initials("潘家园街道") == "pjyjd"
    assert full("潘家园街道") == "panjiayuanjiedao"


@pytest.mark.parametrize(
    ("name", "spelled"),
    [
        ("长阳镇", "changyangzhen"),
        ("长辛店街道", "changxindianjiedao"),
        ("朝阳门街道", "chaoyangmenjiedao"),
        ("什刹海街道", "shichahaijiedao"),
        ("大栅栏街道", "dashilanjiedao"),
        ("漷县镇", "huoxianzhen"),
        ("重庆银行", "chongqingyinhang"),
    ],
)
def test_names_of_places_are_read_as_people_here_read_them(name: str, spelled: str) -> None:
    assert full(name) == spelled


def test_every_character_has_its_syllable_or_none() -> None:
    assert syllables("女 A3，区") == ("nv", "", "a", "3", "", "qu")


@pytest.mark.parametrize(
    "query", ["pjy", "panjiayuan", "panjy", "pjyuan", "潘jy", "潘家yuan", "家园", "PJY", "jyjd"]
)
def test_initials_pinyin_characters_and_mixtures_find_a_name(query: str) -> None:
    assert finds(query, "潘家园街道")


@pytest.mark.parametrize("query", ["pyj", "panjix", "pjyx", "园家", "ajy"])
def test_other_keys_do_not(query: str) -> None:
    assert not finds(query, "潘家园街道")


def test_letters_of_the_text_may_be_passed_over_or_typed() -> None:
    assert finds("bhrayy", "举报b6户仁爱医院")
    assert finds("b6h", "举报b6户仁爱医院")


def test_nothing_to_search_gives_no_pattern() -> None:
    assert typed("(.*)[") is None or finds("(.*)[", "x") is False
    assert typed("？！ ") is None


@pytest.mark.parametrize(
    ("text", "query"),
    [("囡" * 200, "nan" * 13 + "x"), ("a" * 300, "a" * 39 + "b"), ("囡a" * 200, "nan" * 13 + "x")],
)
def test_a_text_of_one_syllable_repeated_does_not_take_for_ever(text: str, query: str) -> None:
    start = time.perf_counter()
    assert not finds(query, text)
    assert time.perf_counter() - start < 5  # without the guard: minutes
