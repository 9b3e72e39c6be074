"""Letters come in from any file that people have, each once, and every row is accounted for."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from hotline_tui.data.engine import Database
from hotline_tui.services import operators, queueing, sheets
from hotline_tui.services.columns import columns
from hotline_tui.services.desk import Desk, Person, StillClock
from hotline_tui.services.document import Malformed
from hotline_tui.services.importing import Import, Imported, take_in
from hotline_tui.services.incoming import Defaults, cleaned
from hotline_tui.services.opening import sit_down
from hotline_tui.services.setup import set_up
from hotline_tui.standard.moment import BEIJING
from hotline_tui.standard.refusal import Refused
from hotline_tui.standard.vocabulary import Channel, Kind, Role

NOW = datetime(2026, 11, 23, 8, 30, tzinfo=BEIJING)
HEADINGS = ("留言编号", "留言用户", "留言主题", "留言时间", "留言详情", "点赞数")
MESS = "\n\t\t\t\n\t 　银杏大街 路灯\t坏了。\n\n\n\n求修。"
DAY = datetime(2026, 3, 1, 9, 0)  # noqa: DTZ001 - a spreadsheet knows no zones
ROWS: tuple[tuple[object, ...], ...] = (
    (101.0, "A0001", "路灯不亮", "2026/2/8 1:25:05", MESS, 0),
    (102.0, "A0002", "建议加站", DAY, "建议加一站。", 1),
    ("103", "A0003", "停车收费", 46100.5, "停车费涨了。", ""),
    ("104", "A0004", "只有主题", "2026年3月5日 上午9点", "", ""),
)  # fmt: skip


@pytest.fixture
def desk(database_url: str) -> Iterator[Desk]:
    database = Database(database_url)
    set_up(database, practice=True)
    yield sit_down(database, operators.who(database, None, None), NOW)
    database.close()


@pytest.fixture
def lite(sqlite_url: str) -> Iterator[Desk]:
    database = Database(sqlite_url)
    set_up(database, practice=True)
    yield sit_down(database, operators.who(database, None, None), NOW)
    database.close()


def xlsx(rows: Any = ROWS, headings: Any = HEADINGS) -> bytes:
    """A workbook, with an empty sheet before the one that counts."""
    book = Workbook()
    sheet = book.create_sheet("留言")
    sheet.append(headings)
    for row in rows:
        sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def far_apart() -> bytes:
    """A small file with two cells in opposite corners, which is larger than any memory inside."""
    book, data = Workbook(), io.BytesIO()
    assert book.active is not None
    book.active["A1"], book.active["XFD1048576"] = "标题", "远"
    book.save(data)
    return data.getvalue()


def table(*rows: tuple[object, ...], encoding: str = "utf-8", delimiter: str = ",") -> bytes:
    """A CSV."""
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=delimiter).writerows(rows)
    return file.getvalue().encode(encoding)


def counts(done: Imported) -> tuple[int, int, int, int]:
    """What became of the rows, after a look at whether they add up."""
    assert done.rows == done.imported + done.already + done.rejected + done.held_back
    assert len(done.rejected_rows) == done.rejected
    return done.imported, done.already, done.rejected, done.held_back


@pytest.mark.clause("5.2.1", "5.2.3.1 c")
def test_messages_come_in_with_their_mess_cleaned_up(desk: Desk) -> None:
    done = take_in(desk, Import("messages.xlsx", xlsx()))
    assert counts(done) == (4, 0, 0, 0)
    assert done.columns.ignored == ("点赞数",)
    rows = queueing.listed(desk, 10)
    assert [row.title for row in reversed(rows)] == ["路灯不亮", "建议加站", "停车收费", "只有主题"]
    first = queueing.show(desk, done.first)
    assert first.record.content == "银杏大街 路灯 坏了。\n\n求修。"
    assert first.record.claimant.contact == "A0001"
    assert (first.record.kind, first.record.channel) == (Kind.HELP, Channel.PORTAL)
    assert first.raised_at == datetime(2026, 2, 8, 1, 25, 5, tzinfo=BEIJING)
    assert first.clocks.dispatch.due_at == first.raised_at + timedelta(hours=24)
    assert first.record.not_provided["claimant.name"] == "来信未提供"
    assert [event.what for event in first.history] == ["registered"]
    assert queueing.show(desk, rows[1].number).raised_at == datetime(
        2026, 3, 19, 12, 0, tzinfo=BEIJING
    )
    assert queueing.show(desk, done.last).record.content == "只有主题"


def test_importing_again_makes_no_doubles(desk: Desk) -> None:
    assert counts(take_in(desk, Import("a.xlsx", xlsx()))) == (4, 0, 0, 0)
    assert counts(take_in(desk, Import("b.xlsx", xlsx()))) == (0, 4, 0, 0)
    more = xlsx((*ROWS, (105, "A0005", "新的", "2026/4/1", "新的留言", 0)))
    assert counts(take_in(desk, Import("c.xlsx", more))) == (1, 4, 0, 0)


def test_letters_of_the_portal_become_tickets_of_their_kind(desk: Desk) -> None:
    letters = [
        {
            "type": "咨询",
            "title": "问",
            "content": "怎么办理？\n",
            "institution": "甲",
            "reply": "x",
        },
        {"type": "建议", "title": "提", "content": "建议加站\u2028。", "institution": "乙"},
        {"type": "举报", "title": "违建", "content": "楼顶加盖。"},
    ]
    data = "\n".join(json.dumps(one, ensure_ascii=False) for one in letters).encode()
    done = take_in(desk, Import("letters.jsonl", data))
    assert counts(done) == (3, 0, 0, 0)
    assert done.columns.ignored == ("institution", "reply")
    rows = queueing.listed(desk, 10)
    assert [row.kind for row in reversed(rows)] == [
        Kind.CONSULTATION,
        Kind.SUGGESTION,
        Kind.TIP_OFF,
    ]
    assert all(row.raised_at == NOW for row in rows)
    assert counts(take_in(desk, Import("letters.jsonl", data))) == (0, 3, 0, 0)
    assert counts(take_in(desk, Import("x.json", json.dumps(letters).encode()))) == (0, 3, 0, 0)


def test_twins_without_a_number_both_come_in_and_once_only(lite: Desk) -> None:
    data = table(("标题", "内容"), ("一", "同样的话"), ("一", "同样的话"), ("二", "别的话"))
    assert counts(take_in(lite, Import("a.csv", data))) == (3, 0, 0, 0)
    assert counts(take_in(lite, Import("a.csv", data))) == (0, 3, 0, 0)


def test_twins_with_a_number_are_one_and_impostors_are_named(lite: Desk) -> None:
    head = ("编号", "标题", "内容")
    data = table(head, (1, "一", "话"), (1, "一", "话"), (1, "一", "别的话"))
    done = take_in(lite, Import("a.csv", data))
    assert counts(done) == (1, 1, 1, 0)
    assert (done.faults[0].row, done.faults[0].column) == (4, "编号")
    assert "与第 2 行相同，内容不同" in done.faults[0].reason
    other = take_in(lite, Import("other.csv", table(head, (1, "别处的一", "别处的话"))))
    assert counts(other) == (0, 0, 1, 0)
    assert done.first in other.faults[0].reason
    apart = Import("other.csv", table(head, (1, "别处的一", "别处的话")), source="别处")
    assert counts(take_in(lite, apart)) == (1, 0, 0, 0)


BAD = table(
    ("编号", "类型", "标题", "内容", "时间", "电话", "区划"),
    (1, "投诉", "好的", "内容", "2026-11-01", "138 0000 1234", "朝阳区"),
    (2, "抱怨", "坏类型", "内容", "2026-11-01", "", ""),
    (3, "投诉", "坏时间", "内容", "2026-13-45", "", ""),
    (4, "投诉", "明天的", "内容", "2026-11-25 08:00", "", ""),
    (5, "投诉", "坏电话", "内容", "", "1380000123", "火星区"),
    (6, "投诉", "", "", "", "", ""),
    (7, "投诉", "长" * 201, "内容", "", "", ""),
)


def test_rows_that_fail_are_listed_with_row_column_and_reason(desk: Desk) -> None:
    done = take_in(desk, Import("bad.csv", BAD))
    assert counts(done) == (1, 0, 6, 0)
    assert [(one.row, one.column) for one in done.faults] == [
        (3, "类型"), (4, "时间"), (5, "时间"), (6, "区划"), (7, "内容"), (8, "标题"),
    ]  # fmt: skip
    assert "2026年没有13月" in done.faults[1].reason or "13" in done.faults[1].reason
    assert "过长：201 字" in done.faults[-1].reason
    assert [row.title for row in queueing.listed(desk, 10)] == ["好的"]


def test_all_or_nothing_takes_nothing_when_a_row_fails(desk: Desk) -> None:
    wish = Import("bad.csv", BAD, all_or_nothing=True)
    assert counts(take_in(desk, wish)) == (0, 0, 6, 1)
    assert queueing.listed(desk, 10) == ()
    assert counts(take_in(desk, Import("good.xlsx", xlsx(), all_or_nothing=True))) == (4, 0, 0, 0)


def test_all_or_nothing_holds_also_for_what_only_the_database_knows(lite: Desk) -> None:
    take_in(lite, Import("a.csv", table(("编号", "内容"), (1, "旧的"))))
    mixed = table(("编号", "内容"), (2, "新的"), (1, "冒充的"), (3, "也新"))
    assert counts(take_in(lite, Import("b.csv", mixed, all_or_nothing=True))) == (0, 0, 1, 2)
    assert len(queueing.listed(lite, 10)) == 1
    assert counts(take_in(lite, Import("b.csv", mixed))) == (2, 0, 1, 0)


def test_a_dry_run_says_the_same_and_stores_nothing(lite: Desk) -> None:
    dry = take_in(lite, Import("bad.csv", BAD, dry_run=True))
    assert queueing.listed(lite, 10) == ()
    assert dry.first == ""
    real = take_in(lite, Import("bad.csv", BAD))
    assert counts(dry) == counts(real)
    assert dry.faults == real.faults
    assert real.first == "20261123000001"


def test_more_letters_than_fit_in_one_transaction_all_come_in(lite: Desk) -> None:
    rows = [(n, f"第 {n} 封", f"内容 {n}") for n in range(450)]
    done = take_in(lite, Import("many.csv", table(("编号", "标题", "内容"), *rows)))
    assert counts(done) == (450, 0, 0, 0)
    assert (done.first, done.last) == ("20261123000001", "20261123000450")


def test_two_who_import_the_same_file_at_once_make_no_doubles(desk: Desk) -> None:
    rows = [(n, f"第 {n} 封", f"内容 {n}") for n in range(450)]
    wish = Import("many.csv", table(("编号", "标题", "内容"), *rows))
    with ThreadPoolExecutor(2) as two:
        one, other = two.map(lambda _: counts(take_in(desk, wish)), range(2))
    assert one[0] + other[0] == 450
    assert one[1] + other[1] == 450


@pytest.mark.parametrize(
    "data",
    [
        table(("标题", "内容"), ("题", "话"), encoding="gb18030"),
        table(("标题", "内容"), ("题", "话"), encoding="utf-8-sig"),
        table(("标题", "内容"), ("题", "话"), encoding="utf-16"),
        table(("标题", "内容"), ("题", "话"), delimiter="\t"),
        table(("标题", "内容"), ("题", "话"), delimiter=";"),
        table(("各部门来信汇总",), (), ("标题", "内容"), ("题", "话"), ("", "")),
        b'\r\n  [{"title": "\xe9\xa2\x98", "content": "\xe8\xaf\x9d"}]',
        xlsx((("题", "话"),), ("标题", "内容")),
    ],
    ids=["gbk", "bom", "utf-16", "tabs", "semicolons", "title above", "json", "xlsx"],
)
def test_files_are_read_however_they_were_written(data: bytes) -> None:
    sheet = sheets.read("file", data)
    assert [list(row.cells.values()) for row in sheet.rows] == [["题", "话"]]


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.xlsx", "编号,标题\n1,x\n".encode(), "不是电子表格"),
        ("a.xlsx", b"PK\x03\x04 and then nonsense", "电子表格打不开"),
        ("a.xlsx", xlsx()[:2000], "电子表格打不开"),
        ("a.xlsx", far_apart(), "1048576行16384列"),
        ("a.xlsx", xlsx((), ()), "电子表格是空的"),
        ("a.csv", b"", "是空的"),
        ("a.csv", b"\n\n", "是空的"),
        ("a.csv", b"\x89PNG\r\n\x1a\n\x00\x00", "不是文本文件"),
        ("a.csv", b"\xff\x00\xfe", "不是文本文件"),
        ("a.jsonl", b'{"title": "x"}\n{"title": ', "第 2 行不是有效的 JSON"),
        ("a.jsonl", b'{"title": "x"}\n[1]\n', "第 2 行应是一个 JSON 对象"),
        ("a.json", b"[1, 2]", "第 1 行应是一个 JSON 对象"),
        ("a.json", b'[{"a": 1}', "不是有效的 JSON"),
    ],
    ids=[
        "csv named xlsx",
        "no zip",
        "half a book",
        "corners",
        "empty book",
        "nothing",
        "blank lines",
        "picture",
        "bytes",
        "broken line",
        "list line",
        "list of numbers",
        "open list",
    ],
)
def test_what_is_no_table_is_said_to_be_none(name: str, data: bytes, told: str) -> None:
    with pytest.raises(Malformed, match=told):
        sheets.read(name, data)


def test_columns_are_told_where_they_cannot_be_guessed(lite: Desk) -> None:
    data = table(("甲", "乙", "丙"), ("题", "话", "2026-11-01"))
    with pytest.raises(Refused, match="看不出哪一列是诉求内容"):
        take_in(lite, Import("a.csv", data))
    told = {"title": "甲", "content": "乙", "raised_at": "丙"}
    done = take_in(lite, Import("a.csv", data, told))
    assert queueing.show(lite, done.first).raised_at == datetime(2026, 11, 1, tzinfo=BEIJING)
    for wrong in ({"标题": "甲"}, {"title": "丁"}):
        with pytest.raises(Refused):
            columns(("甲", "乙"), wrong)


def test_an_element_s_own_name_and_defaults_serve_too(lite: Desk) -> None:
    data = table(
        ("content", "claimant.phone", "category", "division", "claimant.confidential"),
        ("路灯坏了", "010 5555 1234", "城乡建设/市政设施/路灯照明", "朝阳区 潘家园街道", "是"),
    )
    wish = Import("a.csv", data, defaults=Defaults(Kind.COMPLAINT, Channel.APP))
    row = queueing.show(lite, take_in(lite, wish).first)
    assert row.record.claimant.phone == "010-55551234"
    assert row.record.claimant.confidential
    assert row.record.category == ("城乡建设", "市政设施", "路灯照明")
    assert row.place_name == "朝阳区 潘家园街道"
    assert (row.record.kind, row.record.channel) == (Kind.COMPLAINT, Channel.APP)


@pytest.mark.clause("6.1.2")
def test_only_those_who_may_import_do(lite: Desk) -> None:
    agent = replace(lite, person=Person("1", "王", frozenset({Role.AGENT})), clock=StillClock(NOW))
    with pytest.raises(Refused, match="导入工单"):
        take_in(agent, Import("a.xlsx", xlsx()))


@given(st.text())
def test_cleaning_twice_is_cleaning_once_and_loses_no_letter(text: str) -> None:
    once = cleaned(text)
    assert cleaned(once) == once
    assert "".join(once.split()) == "".join(text.split())


REAL = os.environ.get("HOTLINE_REAL_DATA")


@pytest.mark.skipif(not REAL, reason="HOTLINE_REAL_DATA names no folder")
@pytest.mark.parametrize(
    ("name", "rows"), [("citizen_messages.xlsx", 2163), ("beijing_letters.jsonl", 447)]
)
def test_real_letters_all_come_in(lite: Desk, name: str, rows: int) -> None:
    data = (Path(REAL or "") / name).read_bytes()
    assert counts(take_in(lite, Import(name, data))) == (rows, 0, 0, 0)
    assert counts(take_in(lite, Import(name, data))) == (0, rows, 0, 0)
