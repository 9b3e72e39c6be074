"""A typical case on the command line: chosen from the archive, written, approved, exported."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Office
from tests.cli.samples import CONSULTATION

PERSON = {"name": "王建国", "phone": "13812345678", "address": "朝阳区潘家园街道松榆里12号楼"}
WHOLE = {
    "title": "公积金提取一次说清",
    "background": "租房人不知道提取额度",
    "handling": "坐席当场检索知识库答复",
    "result": "诉求人当日办成",
}


@pytest.fixture
def archived(office: Office) -> str:
    """The number of a question that was answered at once, closed and archived."""
    number: str = office.registered(CONSULTATION | {"claimant": PERSON})["number"]
    said = office.do(number, "answer", {"article": "1", "said": "每月最多提1500元"})
    assert said.code == 0, said.err
    assert office("user", "add", "5001", "吴档案", "--role", "archivist").code == 0
    assert office.do(number, "close").code == 0
    assert office.do(number, "archive", {"keeper": "5001"}).code == 0
    return number


@pytest.mark.clause("6.4", "6.1.1")
def test_a_case_goes_from_the_archive_to_a_file_without_personal_data(
    office: Office, archived: str, tmp_path: Path
) -> None:
    assert office("case", "list").out == "没有典型案例\n"
    made = office("case", "choose", archived, "--json").document
    assert (made["state"], made["ticket"]) == ("草稿", archived)
    assert office("case", "choose", archived, "--json").refused[0]["clause"] == "6.4"
    key = str(made["id"])
    named = {"background": "王建国来电，电话138 1234 5678"}
    refused = office("case", "write", key, "--from", "-", "--json", stdin=named)
    assert refused.field("background")["clause"] == "6.1.1"
    assert "王建国" in refused.err
    assert "13812345678" in refused.err
    written = office("case", "write", key, "--from", "-", "--json", stdin=WHOLE).document
    assert written["texts"]["result"] == "诉求人当日办成"
    assert office("case", "write", key, "--from", "-", "--version", "1", stdin=WHOLE).code == 1
    assert "编写人以外的人" in office("case", "approve", key).err
    assert "审定以后才能导出" in office("case", "export", key, "--format", "md").err
    assert office("user", "add", "3001", "赵主任", "--role", "supervisor").code == 0
    approved = office("case", "approve", key, "--json", workno="3001").document
    assert (approved["state"], approved["approved_by"]) == ("已审定", "3001")
    shown = office("case", "show", key).out
    assert "办理结果 result：诉求人当日办成" in shown
    assert "公积金提取一次说清" in office("case", "list").out
    told = office("case", "export", key, "--format", "md").out
    assert told.startswith("# 公积金提取一次说清")
    assert archived not in told
    paper = tmp_path / "案例.docx"
    assert office("case", "export", key, "--out", paper).code == 0
    assert paper.read_bytes().startswith(b"PK")


@pytest.mark.clause("6.4")
def test_what_is_not_in_the_archive_is_no_case(office: Office) -> None:
    number = office.registered(CONSULTATION)["number"]
    assert "归档后才能" in office("case", "choose", number).err
    assert office("case", "show", "7", "--json").code == 1
    assert office("case", "write", "7", "--from", "-", stdin={"title": 1}).code == 2
