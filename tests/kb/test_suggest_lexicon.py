"""Phrases are found in a text, and what they say is weighed."""

from __future__ import annotations

from hotline_tui.kb.suggest_lexicon import Lexicon, Reading, Scanner


def test_of_phrases_that_overlap_the_longest_from_the_left_is_found() -> None:
    scanner = Scanner(["公安", "公安局", "交通", "公安交通管理局", "管理"])
    assert list(scanner.found("公安局公安交通管理局管理交通")) == [
        "公安局",
        "公安交通管理局",
        "管理",
        "交通",
    ]


def test_a_phrase_at_the_very_end_is_found_and_a_broken_one_is_not() -> None:
    assert list(Scanner(["停水通知", "停水"]).found("又停水")) == ["停水"]
    assert list(Scanner(["停水通知"]).found("停水通")) == []


def test_a_phrase_that_few_share_says_more_than_one_of_many() -> None:
    lexicon = Lexicon([("a", ["噪声", "施工"]), ("b", ["噪声", "飞机"]), ("c", ["噪声"])])
    common = lexicon.matches(Reading.of("噪声", ""))
    rare = lexicon.matches(Reading.of("飞机", ""))
    assert common["a"].score < rare["b"].score


def test_the_title_counts_more_than_the_text() -> None:
    lexicon = Lexicon([("a", ["停水"]), ("b", ["停电"])])
    found = lexicon.matches(Reading.of("停水", "停电"))
    assert found["a"].score > found["b"].score


def test_a_number_is_shown_as_it_was_said() -> None:
    lexicon = Lexicon([("bus", ["#路公交"])])
    assert lexicon.matches(Reading.of("建议516路公交延长", ""))["bus"].best(1) == ("516路公交",)


def test_other_words_of_the_family_are_recognised() -> None:
    lexicon = Lexicon([("heat", ["供暖收费标准"]), ("bus", ["公交线路"])])
    found = lexicon.matches(Reading.of("供暖费太高", ""))
    assert set(found) == {"heat"}
    assert found["heat"].best(3) == ()


def test_full_width_and_capital_letters_are_the_same() -> None:
    lexicon = Lexicon([("a", ["ETC"])])
    assert lexicon.matches(Reading.of("ＥＴＣ办理", ""))["a"].phrases
