"""Passages fold as Chinese is folded, keep every character, and fit their width."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.text import Text

from hotline_tui.widgets.folding import folds
from hotline_tui.widgets.passage import Passage
from hotline_tui.widgets.plain import plain, visible
from tests.hostile import HOSTILE
from tests.widgets.stage import Stage, is_safe, seen


def folded(line: str, cells: int) -> list[str]:
    """The pieces of a line."""
    cuts = [0, *folds(line, cells), len(line)]
    return [line[start:end] for start, end in pairwise(cuts)]


def test_a_sentence_goes_on_where_the_line_ends() -> None:
    assert folded("1. 登录网站填报，由主管部门联网审核。", 12) == [
        "1. 登录网站",
        "填报，由主管",
        "部门联网审",
        "核。",
    ]


def test_no_line_begins_with_a_closing_mark_nor_ends_with_an_opening_one() -> None:
    assert folded("提取公积金。", 10) == ["提取公积", "金。"]
    assert folded("按照规定《办法》", 10) == ["按照规定", "《办法》"]


def test_words_and_numbers_stay_whole_where_they_can() -> None:
    assert folded("call the hotline now", 10) == ["call the ", "hotline ", "now"]
    assert folded("有效期12345个月", 8) == ["有效期", "12345个", "月"]
    assert folded("a" * 12, 5) == ["aaaaa", "aaaaa", "aa"]


@given(st.text(st.sampled_from("中文字，。（《》ab1 -…é\u0301")), st.integers(4, 30))
def test_nothing_is_lost_and_nothing_is_too_wide(line: str, cells: int) -> None:
    pieces = folded(line, cells)
    assert "".join(pieces) == line
    assert all(cell_len(piece.rstrip(" ")) <= cells for piece in pieces)


async def test_it_is_as_high_as_its_lines_and_folds_again_at_another_width() -> None:
    passage = Passage(Text("供暖" * 30 + "\n\n末行"))
    async with Stage(passage).run_test(size=(40, 10)) as pilot:
        assert passage.size.height == 3 + 2
        await pilot.resize_terminal(20, 20)
        await pilot.pause()
        assert passage.size.height == 6 + 2
        passage.told = Text("短")
        await pilot.pause()
        assert passage.size.height == 1


async def test_marks_stay_on_their_words_across_a_fold() -> None:
    told = Text("住房公积金提取")
    told.stylize("underline", 2, 5)
    passage = Passage(told)
    async with Stage(passage).run_test(size=(8, 5)) as pilot:
        await pilot.pause()
        marked = [
            segment.text
            for y in range(2)
            for segment in passage.render_line(y)
            if segment.style and segment.style.underline
        ]
    assert "".join(marked) == "公积金"


async def test_hostile_text_is_only_text() -> None:
    passage = Passage()
    app = Stage(passage)
    async with app.run_test(size=(30, 10)) as pilot:
        for text in HOSTILE:
            passage.told = plain(text, multiline=True)
            await pilot.pause()
            assert is_safe(seen(app)), text
            assert "".join(folded(visible(text[:200]), 30)) == visible(text[:200])
