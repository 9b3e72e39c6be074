"""Figures on the command line: as text for people, as one document for programs."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Office
from tests.cli.samples import COMPLAINT, EMERGENCY


def test_figures_come_with_their_definitions_and_the_tickets_behind_them(office: Office) -> None:
    number = office.registered(COMPLAINT)["number"]
    office = office.at("2026-11-23T08:31:00+08:00")
    said = office("report", "figures", "--period", "今天", "--json").document
    totals = {one["code"]: one for one in said["sections"]["totals"]}
    assert (totals["raised"]["count"], totals["raised"]["before"]) == (1, 0)
    assert said["definitions"]["solution"]["clause"] == "7.1.3.3 b"
    (kind,) = [one for one in said["sections"]["kinds"] if one["count"]]
    assert kind["behind"]["kind"] == "complaint"
    opened = office("report", "tickets", "--period", "今天", "--kind", "complaint", "--json")
    assert [one["number"] for one in opened.document["rows"]] == [number]
    assert opened.document["total"] == 1
    none = office("report", "tickets", "--period", "今天", "--kind", "help", "--json").document
    assert (none["rows"], none["total"]) == ([], 0)


def test_the_same_figures_are_told_to_people(office: Office) -> None:
    office.registered(COMPLAINT)
    told = office("report", "figures", "--period", "今天").out
    for line in ("诉求总量（6.3.1.2 a）", "受理量", "集中问题（6.3.1.2 c）", "未超过万分之三"):
        assert line in told
    assert "响应率 = 已响应 ÷ 有效回访" in office("report", "organizers", "--period", "今天").out
    assert "7.1.3.3 b" in office("report", "definitions").out


@pytest.mark.parametrize(
    ("arguments", "field"),
    [
        (("figures", "--period", "下个月"), "period"),
        (("tickets", "--count", "everything"), "--count"),
        (("tickets", "--district", "没有的区"), "--district"),
        (("organizers", "--group", "planets"), "--group"),
    ],
)
def test_what_is_no_period_or_no_figure_is_named(
    office: Office, arguments: tuple[str, ...], field: str
) -> None:
    said = office("report", *arguments, "--json")
    assert said.code in (1, 2)
    assert said.field(field)


def test_an_emergency_is_reported_from_the_ticket_to_the_sending(office: Office) -> None:
    number = office.registered(EMERGENCY)["number"]
    (waiting,) = office("report", "due", "--json").document["rows"]
    assert (waiting["ticket"], waiting["remaining_s"], waiting["report"]) == (number, 7200, None)
    made = office("report", "make", "emergency", "--ticket", number, "--json").document
    key = str(made["id"])
    assert [one["field"] for one in made["lacks"]] == ["nature", "opinion", "risks", "advice"]
    assert office("report", "approve", key, "--json").code == 1
    judged = {"nature": "燃气泄漏", "opinion": "网上未见", "risks": "爆燃", "advice": "停气疏散"}
    assert office("report", "write", key, "--from", "-", stdin=judged).code == 0
    phoned = office("report", "write", key, "--from", "-", "--json", stdin={"risks": "13812345678"})
    assert phoned.field("risks")["clause"] == "6.1.1"
    assert office("report", "approve", key).code == 0
    later = office.at("2026-11-23T09:10:00+08:00")
    sent = later("report", "send", key, "--to", "市应急管理局", "--json").document
    assert (sent["sent_to"], sent["sent_at"]) == ("市应急管理局", "2026-11-23T09:10:00+08:00")
    assert office("report", "due", "--json").document == {"rows": []}
    assert "即将出现的风险" in office("report", "show", key).out


@pytest.mark.clause("6.3.2.1.1")
def test_an_emergency_is_taken_off_the_waiting_list_by_two_people(office: Office) -> None:
    number = office.registered(EMERGENCY)["number"]
    assert office("user", "add", "3001", "赵主任", "--role", "supervisor").code == 0
    assert office("report", "waive", number, " ", "--json").field("reason")
    assert office("report", "waived", number, "--yes", "--json").field("ticket")
    asked = office("report", "waive", number, "误报，现场无异常", "--json").document
    assert (asked["granted"], asked["reason"]) == (None, "误报，现场无异常")
    assert office("report", "waive", number, "再说一次", "--json").field("ticket")
    (waiting,) = office("report", "due", "--json").document["rows"]
    assert waiting["waiver"] == "误报，现场无异常"
    assert "误报，现场无异常" in office("report", "due").out
    assert office("report", "waived", number, "--yes", "--json").field("by")
    undecided = office("report", "waived", number, "--json", workno="3001")
    assert undecided.field("granted")["clause"] == "6.3.2.1.1"
    assert office("report", "waived", number, "--no", "--json", workno="3001").field("decision")
    told = office("report", "waived", number, "--no", "--reason", "须到场核实", workno="3001").out
    assert "不同意，仍须报送" in told
    assert office("report", "due", "--json").document["rows"][0]["waiver"] is None
    assert office("report", "waive", number, "到场核实，系误报").code == 0
    granted = office("report", "waived", number, "--yes", "--json", workno="3001").document
    assert (granted["granted"], granted["decided_by"]) == (True, "3001")
    assert office("report", "due").out == "没有待报送的紧急情况\n"
    complaint = office.registered(COMPLAINT)["number"]
    assert office("report", "waive", complaint, "不急", "--json").field("ticket")


def test_a_report_is_written_as_a_file_of_each_format(office: Office, tmp_path: Path) -> None:
    office.registered(COMPLAINT)
    key = str(office("report", "make", "periodic", "--period", "今天", "--json").document["id"])
    for name, beginning in (("md", b"# 2026"), ("docx", b"PK"), ("xlsx", b"PK")):
        out = tmp_path / f"report.{name}"
        assert office("report", "export", key, "--format", name, "--out", out).code == 0
        assert out.read_bytes().startswith(beginning)
    assert office("report", "export", key, "--out", out).code == 2
    assert office("report", "show", "99", "--json").field("report")
    assert "草稿" in office("report", "list").out


def test_a_burst_is_told_with_the_chance_of_it_and_its_tickets(office: Office) -> None:
    for nth in range(12):
        claimant = {"name": "王先生", "phone": f"1380000{nth:04d}"}
        office.registered(COMPLAINT | {"claimant": claimant})
    later = office.at("2026-11-23T10:00:00+08:00")
    said = later("report", "warnings", "--json").document
    places = {one["district"]: one for one in said["warnings"]}
    assert set(places) == {"全市", "朝阳区"}
    assert (places["朝阳区"]["count"], places["朝阳区"]["thin"]) == (12, True)
    assert places["朝阳区"]["chance"] < 0.001
    assert places["朝阳区"]["behind"]["category"] == "010201"
    assert "历史太短，不作预测" in later("report", "warnings").out
    assert later("report", "warnings", "--day", "上月", "--json").field("day")


@pytest.mark.clause("6.3.1.4")
def test_the_timer_warns_of_a_burst_and_whoever_heeds_it_says_how(office: Office) -> None:
    office.at("2026-11-02T08:00:00+08:00").registered(COMPLAINT)
    for nth in range(12):
        claimant = {"name": "王先生", "phone": f"1380000{nth:04d}"}
        office.registered(COMPLAINT | {"claimant": claimant})
    later = office.at("2026-11-23T10:00:00+08:00")
    assert later("tick", "--json").document["warnings"] == 2
    assert later("wall", "--json").document["warnings"] == 2
    assert "预警 2 项待确认：" in later("wall", "--once").out
    found = later("report", "warnings", "--json").document["given"]
    assert {(one["district"], one["count"]) for one in found} == {("全市", 12), ("朝阳区", 12)}
    assert "待确认的预警 2 项：hotline report heed 编号 说明" in later("report", "warnings").out
    of_city = str(next(one["id"] for one in found if one["district"] == "全市"))
    assert later("report", "heed", of_city, " ", "--json").field("note")["clause"] == "6.3.1.4"
    heeded = later("report", "heed", of_city, "同一工地，已转区住建委", "--json").document
    assert heeded["note"] == "同一工地，已转区住建委"
    assert heeded["behind"]["category"] == "010201"
    assert later("report", "heed", of_city, "再说", "--json").field("warning")
    assert "待确认的预警" not in later("report", "warnings").out
    assert later("wall", "--json").document["warnings"] == 0
