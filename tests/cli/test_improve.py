"""Improvement, results for organizers and their analyses on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Office
from tests.cli.samples import COMPLAINT

UNIT = "潘家园街道办事处"


def said(folder: Path, **what: object) -> str:
    """A document as a file."""
    path = folder / "said.json"
    path.write_text(json.dumps(what), encoding="utf-8")
    return str(path)


def test_an_improvement_goes_from_its_figure_to_its_effect(office: Office, tmp_path: Path) -> None:
    office.registered(COMPLAINT)
    office = office.at("2026-11-23T08:31:00+08:00")
    opened = office(
        "improve", "open", "--figure", "raised", "--kind", "complaint", "--period", "今天",
        "--finding", "噪声反复", "--cause", "无人巡查", "--json",
    ).document  # fmt: skip
    assert (opened["value"], opened["figure"]["name"]) == ({"count": 1}, "投诉 受理量")
    measure = said(tmp_path, direction="process", measure="巡查", who="督办科", due_at="明天18点")
    planned = office("improve", "measure", "1", "--from", measure, "--json").document
    assert planned["measures"][0]["clause"] == "7.2 b"
    assert "督办科" in office("improve", "list").out
    office("improve", "done", "1", "1", "每晚两次")
    office = office.at("2026-11-25T08:31:00+08:00")
    effect = said(tmp_path, period="2026-11-24", reached=True, note="没有再反映")
    settled = office("improve", "judge", "1", "--from", effect, "--json").document
    assert (settled["progress"], settled["effects"][0]["value"]) == ("settled", {"count": 0})
    assert "此后 2026年11月24日：0 件" in office("improve", "show", "1").out


def test_results_are_told_and_an_analysis_stands_in_the_figures(
    office: Office, tmp_path: Path
) -> None:
    refused = office("assessment", "tell", "--period", "2026-10", "--json")
    assert refused.code == 1
    assert refused.refused[0]["clause"] == "7.1.3.4"
    assert office("assessment", "list").out.strip() == "没有考评结果"
    analysis = said(tmp_path, situation="平稳")
    office(
        "analysis", "add", "--from", analysis, "--period", "今天",
        "--organizer", "朝阳区人民政府", "--told-by", "李主任",
    )  # fmt: skip
    shown = office("report", "figures", "--period", "今天", "--json").document
    assert shown["analyses"][0]["texts"] == {"situation": "平稳"}
    assert "承办单位的诉求分析（6.3.1.5）" in office("report", "figures", "--period", "今天").out


@pytest.mark.clause("7.1.3.4", "7.1.3.5", "6.1.2")
def test_a_unit_receives_its_results_objects_and_is_told_them_corrected(
    office: Office, tmp_path: Path
) -> None:
    number = office.registered(COMPLAINT)["number"]
    assert office.do(number, "dispatch", {"organizer": UNIT}).code == 0
    assert office("user", "add", "8001", "张科长", "--role", "organizer", "--unit", UNIT).code == 0
    assert office("assessment", "tell", "--period", "本月", "--json").field("period")
    office = office.at("2026-12-02T09:00:00+08:00")
    told = office("assessment", "tell", "--period", "2026-11", "--json").document
    (row,) = told["rows"]
    assert (row["name"], row["figures"]["rates"]["signing"]) == (UNIT, [0, 1])
    assert "已经告知过" in office("assessment", "tell", "--period", "2026-11").err
    key = str(row["id"])
    mine = office("assessment", "list", "--json", workno="8001").document["rows"]
    assert [one["id"] for one in mine] == [row["id"]]
    assert office("assessment", "tell", "--period", "2026-11", workno="8001").code == 1
    received = office("assessment", "receive", key, "--json", workno="8001").document
    assert received["received_by"] == "8001"
    objected = office("assessment", "object", key, "工单应由区里签收", "--json", workno="8001")
    assert objected.document["objection"] == "工单应由区里签收"
    silent = office("assessment", "decide", key, "--from", "-", "--json", stdin={})
    assert {one["field"] for one in silent.refused} == {"upheld", "decision"}
    decided = said(tmp_path, upheld=True, decision="属实，另行告知")
    assert office("assessment", "decide", key, "--from", decided, "--json").document["upheld"]
    again = office("assessment", "tell", "--period", "2026-11", "--json").document["rows"]
    corrected = str(again[0]["id"])
    used = said(tmp_path, use="performance", step="rectify", to=UNIT, note="签收超期",
                finding="签收不及时", cause="无人值守")  # fmt: skip
    using = office("assessment", "use", corrected, "--from", used, "--json").document
    assert using["uses"][0]["improvement"] == 1
    assert "签收不及时" in office("improve", "show", "1").out
    shown = office("assessment", "show", key).out
    assert "异议" in shown
    assert "属实，另行告知" in shown
