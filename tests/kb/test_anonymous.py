"""What is kept of a question says nothing about a person."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotline_tui.kb.anonymous import question


@pytest.mark.clause("6.1.1")
@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ("王小明的社保怎么转", "某某的社保怎么转"),
        ("王先生 公积金", "某某先生 公积金"),
        ("我叫欧阳娜娜，住房补贴怎么申请", "我叫某某,住房补贴怎么申请"),
        ("13812345678 投诉怎么查", "某号 投诉怎么查"),
        ("010-65551234是谁的", "某号是谁的"),
        ("身份证11010519491231002X丢了", "身份证某号丢了"),
        ("京A12345违章", "某号违章"),
        ("3号楼5单元601漏水", "某号漏水"),
        ("a.b@example.com收不到", "某号收不到"),
    ],
)
def test_names_and_numbers_of_people_are_left_out(asked: str, kept: str) -> None:
    assert question(asked, 60) == kept


@pytest.mark.parametrize(
    "asked", ["暖气不热怎么办", "12345 热线", "zf gongjijin", "京政发〔2023〕15号"]
)
def test_what_is_asked_stays(asked: str) -> None:
    assert question(asked, 60) == asked


@given(st.text())
def test_anything_is_kept_short(asked: str) -> None:
    assert len(question(asked, 60)) <= 60
