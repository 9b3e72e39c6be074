"""Doubles, gaps and usage on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Office
from tests.cli.samples import CONSULTATION
from tests.cli.test_kb import book

TENT = "在公园临时搭建帐篷须提前申请。自受理之日起15个工作日内答复，押金200元，逾期不退。"


@pytest.mark.clause("6.2.3")
def test_what_contradicts_is_found_shown_and_decided_about(either: Office, tmp_path: Path) -> None:
    file = book(tmp_path / "a.xlsx", (1, "搭帐篷", TENT), (2, "搭帐篷", TENT.replace("200", "300")))
    either("kb", "import", file)
    found = either("kb", "check", "--json").document
    (pair,) = found["pairs"]
    assert (pair["doubling"], pair["verdict"]) == ("contradicting", None)
    assert pair["differing"] == [{"what": "金额", "first": "押金200元", "second": "押金300元"}]
    assert found["compared"] > 2
    assert "金额：押金200元 ↔ 押金300元" in either("kb", "check").out
    number = str(pair["pair"])
    assert either("kb", "pairs", number, "--verdict", "same", "--json").field("reason")
    assert either("kb", "pairs", number, "--reason", "改了").code == 2
    assert either("kb", "pairs", number, "--withdraw", "2", "--reason", "旧").code == 1
    assert either("kb", "withdraw", "2", "旧").code == 0
    settled = either("kb", "pairs", number, "--withdraw", "2", "--reason", "旧", "--json").document
    assert (settled["verdict"], settled["second"]["published"]) == ("withdrawn", False)
    assert either("kb", "pairs", "--json").document["total"] == 0
    assert "撤回其一：旧" in either("kb", "pairs", "--settled").out


@pytest.mark.clause("6.1.1", "6.2.1")
def test_a_question_in_vain_is_noted_listed_and_settled(either: Office) -> None:
    assert either("kb", "gaps", "--ask", "王小明的人才公寓 13800001234").code == 0
    assert either("kb", "gaps", "--ask", "人才公寓", "--json").document == {"kept": True}
    (gap,) = either("kb", "gaps", "--json").document["rows"]
    assert (gap["times"], gap["questions"]) == (2, ["某某的人才公寓 某号", "人才公寓"])
    number = str(gap["gap"])
    assert either("kb", "gaps", number, "--json").field("reason")["clause"] == "6.2.1"
    name = either("kb", "search", "暖气不热", "--json").document["results"][0]["article"]
    done = either("kb", "gaps", number, "--article", str(name), "--json")
    assert done.document["verdict"] == "written"
    assert either("kb", "gaps", "--json").document["total"] == 0


@pytest.mark.clause("6.2.1")
def test_usage_is_told_by_article_and_period(office: Office) -> None:
    article = office("kb", "search", "公积金", "--json").document["results"][0]["article"]
    office.registered({**CONSULTATION, "direct_answer": {"article": article}})
    told = office("kb", "usage", "--json").document
    assert (told["to"], told["cited"], told["rows"][0]["id"]) == ("2026-11-23", 1, article)
    assert told["never_used"] == told["articles"] - 1
    assert office("kb", "usage", "--to", "2026-11-01", "--json").document["cited"] == 0
    assert "没有用过" in office("kb", "usage", "--never", "--limit", "1").out
    assert office("kb", "usage", "--from", "昨天").code == 2


@pytest.mark.clause("5.2.2.4", "6.2.2")
def test_one_command_writes_the_public_site(office: Office, tmp_path: Path) -> None:
    told = office("kb", "export", "--site", tmp_path / "site", "--json").document
    assert told["articles"] == sum(told["classes"].values()) > 50
    assert told["left_out"] > 0
    assert (tmp_path / "site" / "index.html").is_file()
    assert "请打开" in office("kb", "export", "--site", tmp_path / "site", "--class", "law").out
    assert office("kb", "export", "--site", tmp_path / "no" / "site").code == 1
    assert office("kb", "export", "--site", tmp_path / "site", "--class", "x").code == 2
