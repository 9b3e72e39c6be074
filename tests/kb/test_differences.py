"""What is different between two texts is shown line by line, and within a line."""

from __future__ import annotations

import pytest

from hotline_tui.kb.differences import ShownLine, differences
from tests.hostile import HOSTILE


def test_texts_that_are_the_same_differ_in_nothing() -> None:
    assert differences("一\n二", "一\n二") == ()


def test_a_changed_line_shows_both_and_marks_the_very_words() -> None:
    gone, new = differences("租房每月最高提取1500元。", "租房每月最高提取2000元。")
    assert (gone.sign, new.sign) == ("-", "+")
    assert [gone.text[a:b] for a, b in gone.spans] == ["15"]
    assert [new.text[a:b] for a, b in new.spans] == ["20"]


def test_lines_far_from_a_change_are_counted_and_left_out() -> None:
    old = "\n".join(f"第{n}行" for n in range(20))
    found = differences(old, old.replace("第10行", "完全另写的一句话"))
    assert [line.sign for line in found] == ["…", " ", " ", "-", "+", " ", " ", "…"]
    assert (found[0].text, found[-1].text) == ("8", "7")
    assert ShownLine("+", "完全另写的一句话") in found


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_can_be_compared(text: str) -> None:
    found = differences("旧的说法", text)
    assert [line.text for line in found if line.sign == "+"] == text.splitlines()
