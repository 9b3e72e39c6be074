"""Outside text becomes something that can be shown anywhere."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from hotline_tui.widgets.plain import clip, fit, plain, visible
from tests.hostile import HOSTILE

HIDDEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
ANY_TEXT = st.text(st.characters(codec=None), max_size=60) | st.sampled_from(HOSTILE)


@given(ANY_TEXT)
def test_nothing_hidden_or_active_is_left(text: str) -> None:
    shown = visible(text)
    assert not [char for char in shown if unicodedata.category(char) in HIDDEN]
    shown.encode("utf-8")


@given(ANY_TEXT)
def test_what_is_shown_is_shown_again_unchanged(text: str) -> None:
    shown = visible(text)
    assert visible(shown) == shown


@given(ANY_TEXT, st.integers(0, 40))
def test_a_fitted_text_is_exactly_as_wide_as_asked(text: str, cells: int) -> None:
    assert cell_len(clip(text, cells)) <= cells
    assert cell_len(fit(text, cells)) == cells
    assert cell_len(fit(text, cells, right=True)) == cells


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("普通文字，ABC 123。", "普通文字，ABC 123。"),
        ("[/foo]", "[/foo]"),
        ("\x1b[31m红", "␛[31m红"),
        ("a\x00b\x7f", "a␀b␡"),
        ("\x9b", "⟨U+009B⟩"),
        ("反\u202e转", "反⟨U+202E⟩转"),
        ("零\u200b宽", "零⟨U+200B⟩宽"),
        ("\ud800", "⟨U+D800⟩"),
        ("一\r\n二\r三\u2028四", "一⏎二⏎三⏎四"),
        ("e\u0301", "e\u0301"),
        ("\u0301", "◌\u0301"),
        ("Z" + "\u0300" * 10, "Z\u0300\u0300\u0300⟨+7⟩"),
        ("👨\u200d👩\u200d👧", "👨👩👧"),
        ("👍🏽❤\ufe0f", "👍❤"),
        ("葛\U000e0100城", "葛城"),
        ("ئۇ", "ئۇ"),
        ("𠮷\U00031350", "𠮷\U00031350"),
    ],
)
def test_each_hidden_sign_gets_a_visible_one(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_line_ends_stay_where_several_lines_may_be_shown() -> None:
    assert visible("一\r\n二\x1b\n三", multiline=True) == "一\n二␛\n三"
    assert plain("一\n二", multiline=True).plain == "一\n二"


def test_plain_text_carries_its_style_and_parses_nothing() -> None:
    text = plain("[bold]x[/bold]", "reverse")
    assert text.plain == "[bold]x[/bold]"
    assert str(text.style) == "reverse"
    assert not text.spans


@pytest.mark.parametrize(
    ("text", "cells", "cut"),
    [
        ("潘家园街道", 10, "潘家园街道"),
        ("潘家园街道", 9, "潘家园街…"),
        ("潘家园街道", 8, "潘家园…"),
        ("abc", 3, "abc"),
        ("abcd", 3, "ab…"),
        ("中", 1, "…"),
        ("中", 0, ""),
        ("", 5, ""),
        ("a\nb", 3, "a⏎b"),
    ],
)
def test_a_cut_text_says_that_it_is_cut(text: str, cells: int, cut: str) -> None:
    assert clip(text, cells) == cut


def test_clipping_a_very_long_text_looks_only_at_its_beginning() -> None:
    assert clip("长" * 1_000_000, 6) == "长长…"
