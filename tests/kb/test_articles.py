"""Reading knowledge files: what is taken, and what is said about the rest."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import openpyxl
import pytest

from hotline_tui.kb.articles import Reading, read_markdown, read_xlsx
from hotline_tui.standard.vocabulary import ArticleClass

GOOD = """---
title: 租房提取住房公积金
class: 承办部门职责业务流程
source: 《某办法》
authority: 某中心
valid_from: 2025年1月2日
valid_to: 2027/6/30
other_names: 租房提公积金、公积金付房租, 租房提公积金
public: 否
---
# 标题行不算正文

正文第一行。
"""
DEFAULTS = {"class": "服务", "source": "某网", "authority": "某局", "valid_to": "长期"}


def said(reading: Reading) -> dict[tuple[int, str], str]:
    return {(one.place, one.key): one.message for one in reading.problems}


def sheet(*rows: list[object]) -> bytes:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    data = BytesIO()
    book.save(data)
    return data.getvalue()


def test_an_article_is_read_with_all_it_says_of_itself() -> None:
    (draft,) = read_markdown("folder/rent.md", GOOD.encode(), {}).drafts
    assert draft.external_id == "rent"
    assert draft.title == "租房提取住房公积金"
    assert draft.text == "正文第一行。"
    assert draft.article_class is ArticleClass.DUTY
    assert (draft.valid_from, draft.valid_to) == (date(2025, 1, 2), date(2027, 6, 30))
    assert draft.other_names == ("租房提公积金", "公积金付房租")
    assert not draft.public


def test_keys_may_be_chinese_and_the_title_may_be_the_first_heading() -> None:
    text = "---\n类别：法律法规\n来源：某法\n权威：某部\n有效期止：长期\n---\n# 甲\n乙"
    (draft,) = read_markdown("a.md", text.encode("utf-8-sig"), {}).drafts
    assert (draft.title, draft.text, draft.valid_to) == ("甲", "乙", None)


@pytest.mark.clause("6.2.3")
def test_source_authority_class_and_validity_are_asked_for_with_the_clause() -> None:
    reading = read_markdown("a.md", "---\ntitle: 甲\n---\n正文".encode(), {})
    assert not reading.drafts
    asked = {"class", "source", "authority", "valid_to"}
    assert {one.key for one in reading.problems if one.clause == "6.2.3"} == asked


def test_all_faults_come_at_once_each_with_its_line() -> None:
    text = "---\ntitle: 甲\n标题: 乙\nfoo: 1\n乱写\nclass: 胡说\nvalid_to: 明年\n---\n正文"
    found = said(read_markdown("a.md", text.encode(), DEFAULTS | {"valid_to": ""}))
    assert set(found) == {(3, "title"), (4, "foo"), (5, ""), (6, "class"), (7, "valid_to")}
    assert "胡说" in found[6, "class"]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("标题：租房".encode("gbk"), "GBK"),
        ("甲".encode("utf-16"), "UTF-16"),
        (b"PK\x03\x04rest", "电子表格"),
        (b"a\x00b", "不是文本"),
        (b"\x81", "读不出来"),
    ],
)
def test_a_file_that_is_no_utf8_text_is_refused_in_a_sentence(data: bytes, message: str) -> None:
    reading = read_markdown("a.md", data, DEFAULTS)
    assert not reading.drafts
    assert message in said(reading)[0, ""]


@pytest.mark.parametrize(
    ("text", "key", "message"),
    [
        ("正文", "title", "缺标题"),
        ("# 甲\n", "text", "缺正文"),
        ("# 甲\n" + "字" * 1_000_000, "text", "1000000个字"),
        ("# 甲\n<div><p>一</p><p>二</p></div>", "text", "网页源码"),
        ("# " + "长" * 300 + "\n正文", "title", "300个字"),
        ("---\ntitle: 甲", "", "没有结束"),
        ("---\nvalid_from: 2026-02-30\n---\n# 甲\n正文", "valid_from", "不是日期"),
        ("---\nvalid_from: 2026-02-03\nvalid_to: 2026-01-01\n---\n# 甲\n乙", "valid_to", "早于"),
        ("---\npublic: 也许\n---\n# 甲\n乙", "public", "也许"),
    ],
)
def test_each_fault_has_its_sentence(text: str, key: str, message: str) -> None:
    (problem,) = read_markdown("a.md", text.encode(), DEFAULTS).problems
    assert problem.key == key
    assert message in problem.message


def test_a_table_is_read_by_its_usual_headings_and_given_defaults() -> None:
    data = sheet(["编号", "标题", "正文"], [12451.0, "甲", "一"], [], ["x2", "乙", "二"])
    reading = read_xlsx(data, {}, DEFAULTS)
    assert not reading.problems
    assert [(one.external_id, one.title) for one in reading.drafts] == [
        ("12451", "甲"),
        ("x2", "乙"),
    ]
    assert reading.drafts[0].article_class is ArticleClass.SERVICE


def test_a_mapping_names_other_columns_and_cells_go_before_defaults() -> None:
    data = sheet(
        ["某表"],
        ["主题", "答复意见", "失效", "类别"],
        ["甲", "一", date(2027, 1, 31), "公告"],
    )
    (draft,) = read_xlsx(data, {"title": "主题", "valid_to": "失效"}, DEFAULTS).drafts
    assert draft.article_class is ArticleClass.ANNOUNCEMENT
    assert draft.valid_to == date(2027, 1, 31)


def test_bad_rows_are_named_and_the_others_kept() -> None:
    data = sheet(
        ["编号", "标题", "正文"], [1, "", "一"], [2, "乙", "二"], [2, "丙", "三"], [3, "丁", None]
    )
    reading = read_xlsx(data, {}, DEFAULTS)
    assert [one.title for one in reading.drafts] == ["乙"]
    assert set(said(reading)) == {(2, "title"), (4, "id"), (5, "text")}


def test_a_missing_column_is_said_once_not_for_every_row() -> None:
    data = sheet(["编号", "标题", "正文"], *([n, f"标题{n}", "正文"] for n in range(50)))
    reading = read_xlsx(data, {"source": "出处栏"}, {"authority": "某局", "valid_to": "长期"})
    assert set(said(reading)) == {(1, "class"), (1, "source")}
    assert "出处栏" in said(reading)[1, "source"]


@pytest.mark.parametrize("data", [b"", b"title,text\n", b"<html></html>", b"PK\x03\x04broken"])
def test_what_is_no_table_is_refused_in_a_sentence(data: bytes) -> None:
    reading = read_xlsx(data, {}, DEFAULTS)
    assert not reading.drafts
    assert "表格" in said(reading)[0, ""]


def test_an_empty_table_and_headings_alone_are_said() -> None:
    assert "空" in said(read_xlsx(sheet(), {}, DEFAULTS))[0, ""]
    assert "只有标题行" in said(read_xlsx(sheet(["标题", "正文"]), {}, DEFAULTS))[0, ""]
