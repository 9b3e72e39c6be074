"""A page's source, pasted as a text, becomes what a reader of the page sees."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotline_tui.kb.webpage import is_webpage, readable
from tests.hostile import HOSTILE


def test_only_what_has_many_tags_is_a_page() -> None:
    assert not is_webpage("面积 <br> 60 平方米，收入 < 3 倍")
    assert is_webpage("<div><p>办理</p></div>")


def test_headings_lists_tables_and_links_keep_their_meaning() -> None:
    page = """<html><head><title>不要</title></head><body>
    <h1>供暖</h1><p>室温 &ge; 18&deg;C，<br>不够打<a href="tel:96069">电话</a>。</p>
    <ul><li>记下<b>时间</b></li><li>量室温</li></ul>
    <table><tr><th>区</th><th>电话</th></tr><tr><td>朝阳</td><td>123</td></tr></table>
    </body></html>"""
    assert readable(page) == (
        "# 供暖\n\n室温 ≥ 18°C，\n不够打电话（tel:96069）。\n\n- 记下时间\n\n- 量室温\n\n"
        "| 区 | 电话\n\n| 朝阳 | 123"
    )


def test_nothing_that_runs_is_left() -> None:
    page = (
        "<p onclick='x()'>点<a href='javascript:alert(1)'>这里</a></p>"
        "<script>alert(1)</script><iframe src='//example.invalid'>框</iframe><style>p{}</style>"
    )
    assert readable(page) == "点这里"


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_in_a_page_stays_text(text: str) -> None:
    assert isinstance(readable(f"<div><p>{text}</p></div>"), str)


@given(st.text(alphabet="<>/pdiv=\"' &;!-a", max_size=200))
def test_broken_markup_is_read_somehow(text: str) -> None:
    assert "<script" not in readable(text)
