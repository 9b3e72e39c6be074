"""The normal form of texts, and their words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hotline_tui.kb.text import letters, normal, words


def test_full_width_letters_and_digits_are_as_good_as_half_width_ones() -> None:
    assert normal("ＧＪＪ　１２３４５") == "gjj 12345"


def test_what_cannot_be_seen_is_dropped_and_whitespace_folded() -> None:
    assert normal("\ufeff公\u200b积\u202e金\x00\x1b\n\t 提取\ud800 ") == "公积金 提取"


@given(st.text())
def test_the_normal_form_of_a_normal_form_is_itself(text: str) -> None:
    assert normal(normal(text)) == normal(text)


def test_words_come_in_order_without_punctuation_and_long_ones_in_parts_too() -> None:
    found = words("租房，怎么提取住房公积金？（GJJ）")
    assert found[0] == "租房"
    assert {"提取", "住房", "公积金", "gjj"} <= set(found)
    assert not {"，", "？", "（"} & set(found)


def test_punctuation_alone_has_no_words() -> None:
    assert words("？！…… ——") == ()


def test_a_text_of_plain_letters_is_read_as_one_with_unusual_ones() -> None:
    every = [chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000]
    unlike = [char for char in every if f"{letters(char)}1" != letters(f"{char}①")]
    assert unlike == []


def test_letters_are_those_of_the_normal_form() -> None:
    text = "ＡＢ１２，办理《居住证》①（２０２４）第3号；Wi-Fi 不通！"
    assert letters(text) == "".join(filter(str.isalnum, normal(text)))
