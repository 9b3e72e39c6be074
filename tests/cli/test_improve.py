"""Improvement, results for organizers and their analyses on the command line."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Office
from tests.cli.samples import COMPLAINT


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
