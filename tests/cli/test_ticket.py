"""Three calls of different kinds on the command line: taken down, answered or dispatched, found."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import pytest

from tests.cli.conftest import Front, Office
from tests.cli.samples import COMPLAINT, CONSULTATION, EMERGENCY, NOW

SUBDISTRICT = "潘家园街道办事处"


def hotline(*arguments: str, stdin: object = None) -> subprocess.CompletedProcess[str]:
    """The program itself, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "hotline_tui", *arguments],
        input=json.dumps(stdin),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_a_day_at_the_desk_in_processes_of_its_own(database_url: str) -> None:
    here = ("--db", database_url, "--now", NOW)
    assert hotline("--db", database_url, "db", "init", "--practice").returncode == 0
    made = hotline(*here, "ticket", "new", "--from", "-", "--json", stdin=COMPLAINT)
    assert made.returncode == 0, made.stderr
    number = json.loads(made.stdout)["number"]
    listed = json.loads(hotline(*here, "queue", "dispatch", "--json").stdout)["rows"]
    assert [row["number"] for row in listed] == [number]
    sent = hotline(
        *here, "ticket", "do", number, "dispatch", "--from", "-", "--json",
        stdin={"organizer": SUBDISTRICT},
    )  # fmt: skip
    assert sent.returncode == 0, sent.stderr
    shown = json.loads(hotline(*here, "ticket", "show", number, "--json").stdout)
    assert shown["organizer"] == SUBDISTRICT
    again = hotline(*here, "ticket", "do", number, "dispatch", "--json")
    assert again.returncode == 1
    assert json.loads(again.stderr)["refused"][0]["clause"] == "A.1"


@pytest.mark.clause("5.3.2.1.1 a", "5.3.2.1.3 c", "5.3.2.2.2 c", "5.3.2.3.2 c")
def test_a_complaint_goes_to_its_subdistrict_with_a_copy_to_the_district(either: Office) -> None:
    made = either.registered(COMPLAINT)
    assert (made["number"], made["status"], made["version"]) == ("20261123000001", "registered", 1)
    assert made["clocks"]["dispatch"]["due_at"] == "2026-11-24T08:30:00+08:00"
    assert made["clocks"]["sign"]["due_at"] is None
    later = either.at("2026-11-23T09:00:00+08:00")
    said = later.do(made["number"], "dispatch", {"organizer": SUBDISTRICT, "version": 1})
    assert said.code == 0, said.err
    sent = said.document
    assert (sent["status"], sent["organizer"]) == ("dispatched", SUBDISTRICT)
    assert sent["copied_to"] == ["朝阳区人民政府"]
    assert sent["organizer_code"]
    assert sent["clocks"]["dispatch"]["met_at"] == "2026-11-23T09:00:00+08:00"
    assert sent["clocks"]["sign"]["due_at"] == "2026-11-24T09:00:00+08:00"
    assert sent["clocks"]["feedback"]["due_at"] == "2026-11-30T09:00:00+08:00"
    assert [one["what"] for one in sent["history"]] == ["registered", "dispatched"]
    assert sent["history"][1]["who"] == "0001"
    rows = either("queue", "sign", "--json").document["rows"]
    assert [(row["number"], row["clock"]) for row in rows] == [(made["number"], "sign")]


@pytest.mark.clause("5.3.1")
def test_a_consultation_is_answered_from_an_article_and_closed(either: Office) -> None:
    hit = either("kb", "search", "租房", "公积金", "--limit", "1", "--json").document["results"][0]
    made = either.registered(CONSULTATION)
    said = either.do(made["number"], "answer", {"article": hit["article"], "said": "每月可提"})
    assert said.document["status"] == "answered"
    assert said.document["citations"][0]["title"] == hit["title"]
    assert either.do(made["number"], "close").document["status"] == "closed"


def test_a_consultation_is_registered_and_answered_in_one_document(office: Office) -> None:
    document = {**CONSULTATION, "direct_answer": {"article": "housing-fund-rent", "said": "可提"}}
    made = office.registered(document)
    assert made["status"] == "answered"
    assert made["citations"][0]["said"] == "可提"


@pytest.mark.clause("5.3.2.1.5", "5.3.2.1.3 a")
def test_an_emergency_needs_its_call_and_its_decision(either: Office) -> None:
    made = either.registered(EMERGENCY)
    assert made["clocks"]["dispatch"]["due_at"] == "2026-11-23T09:30:00+08:00"
    refused = either.do(made["number"], "dispatch", {"organizer": "朝阳区人民政府"})
    assert refused.code == 1
    assert {one["field"] for one in refused.refused} == {
        "phone_call",
        "report_to_emergency_management.decision",
    }
    document = {
        "organizer": "朝阳区人民政府",
        "phone_call": {"at": NOW, "spoke_with": "值班员", "said": "燃气泄漏的地点和影响"},
        "report_to_emergency_management": {"decision": True, "reason": "有人头晕"},
    }
    sent = either.do(made["number"], "dispatch", document).document
    assert sent["clocks"]["sign"]["due_at"] == "2026-11-23T08:45:00+08:00"
    assert sent["clocks"]["feedback"]["due_at"] == "2026-11-23T10:30:00+08:00"
    assert sent["dispatch"]["report_to_emergency_management"]["decision"] is True
    assert either.do(made["number"], "acknowledge").code == 0


@pytest.mark.clause("5.3.2.1.1 b", "5.3.2.1.1 c")
def test_a_lead_is_named_or_said_to_be_nowhere(office: Office) -> None:
    number = office.registered(COMPLAINT)["number"]
    for document in ({}, {"organizer": ""}):
        refused = office.do(number, "dispatch", document)
        assert (refused.code, refused.field("organizer")["clause"]) == (1, "5.3.2.1.1 b")
    unknown = office.do(number, "dispatch", {"organizer": "没有这个单位"})
    assert (unknown.code, unknown.field("organizer")["clause"]) == (1, "5.3.2.1.1 a")
    sent = office.do(number, "dispatch", {"organizer": None})
    assert sent.document["organizer"] == "朝阳区人民政府"


@pytest.mark.clause("5.2.2.1")
def test_a_matter_from_elsewhere_is_refused_or_kept_as_not_accepted(office: Office) -> None:
    elsewhere = {**COMPLAINT, "division": "130000"}
    refused = office("ticket", "new", "--from", "-", "--json", stdin=elsewhere)
    assert (refused.code, refused.field("division")["clause"]) == (1, "5.2.2.1")
    kept = office.registered(
        {**elsewhere, "not_accepted": {"reason": "发生在河北", "advice": "请向河北12345反映"}}
    )
    assert (kept["status"], kept["not_accepted"]["advice"]) == ("not_accepted", "请向河北12345反映")
    reasonless = {**elsewhere, "id": str(uuid4()), "not_accepted": {"reason": "", "advice": ""}}
    refused = office("ticket", "new", "--from", "-", "--json", stdin=reasonless)
    assert {one["field"] for one in refused.refused} == {
        "not_accepted.reason",
        "not_accepted.advice",
    }


def test_a_document_handed_in_twice_is_one_ticket(office: Office) -> None:
    document = {**COMPLAINT, "id": str(uuid4())}
    assert office.registered(document)["number"] == office.registered(document)["number"]
    assert len(office("ticket", "list", "--json").document["rows"]) == 1


def test_a_matter_keeps_the_time_at_which_it_was_raised(office: Office) -> None:
    made = office.registered({**COMPLAINT, "raised_at": "2026-11-22T20:00:00+08:00"})
    assert made["raised_at"] == "2026-11-22T20:00:00+08:00"
    assert made["clocks"]["dispatch"]["due_at"] == "2026-11-23T20:00:00+08:00"
    ahead = {**COMPLAINT, "raised_at": "2026-11-23T20:00:00+08:00"}
    refused = office("ticket", "new", "--from", "-", "--json", stdin=ahead)
    assert (refused.code, refused.field("raised_at")["clause"]) == (1, "5.2.3.1 c")


@pytest.mark.clause("6.1.1")
def test_the_claimant_is_masked_until_a_reason_is_given(office: Office) -> None:
    number = office.registered(COMPLAINT)["number"]
    hidden = office("ticket", "show", number, "--json").document["record"]["claimant"]
    assert (hidden["phone"], hidden["name"]) == ("138****1234", "王先生")
    assert "13800001234" not in office("ticket", "show", number).out
    refused = office("ticket", "show", number, "--unmask", " ", "--json")
    assert (refused.code, refused.field("reason")["clause"]) == (1, "6.1.1")
    shown = office("ticket", "show", number, "--unmask", "回电核实", "--json").document
    assert shown["record"]["claimant"]["phone"] == "13800001234"
    assert shown["history"][-1]["summary"] == "查看诉求人完整信息：回电核实"
    assert "13800001234" in office("ticket", "show", number, "--unmask", "回电核实").out


def test_a_stale_version_is_refused_with_what_changed(office: Office) -> None:
    number = office.registered(COMPLAINT)["number"]
    office.do(number, "dispatch", {"organizer": SUBDISTRICT})
    for action, document in (("close", {"version": 1}), ("release", {"version": 1})):
        refused = office.do(number, action, document)
        assert refused.code == 1
        assert "派单至" in refused.field("version")["message"]


def test_a_claim_is_taken_and_given_back(office: Office) -> None:
    number = office.registered(COMPLAINT)["number"]
    assert office.do(number, "claim").code == 0
    mine = office("queue", "dispatch", "--mine", "--json").document
    assert [row["holder"] for row in mine["rows"]] == ["0001"]
    assert office.do(number, "claim").code == 0
    office("user", "add", "2003", "赵静", "--role", "dispatcher")
    assert office.do(number, "claim", workno="2003").code == 1
    assert office.do(number, "claim", {"over": True}, workno="2003").code == 0
    assert office.do(number, "release").code == 1
    assert office.do(number, "release", workno="2003").code == 0


def test_two_tickets_are_linked_and_unlinked(office: Office) -> None:
    first = office.registered(COMPLAINT)["number"]
    second = office.registered(COMPLAINT)["number"]
    assert office.do(second, "link", {"to": first}).document["linked"] == [first]
    assert office.do(second, "unlink", {"to": first}).document["linked"] == []
    assert office.do(second, "unlink", {"to": first}).code == 1
    assert office.do(second, "link").field("to")["message"].startswith("请写明")


def test_tickets_are_found_by_number_phone_and_words(office: Office) -> None:
    number = office.registered(COMPLAINT)["number"]
    office.registered(CONSULTATION)
    for words in (number, "13800001234", "夜间 施工"):
        rows = office("ticket", "find", words, "--json").document["rows"]
        assert [row["number"] for row in rows] == [number], words
    assert office("ticket", "find", "没有的词").out == "没有工单\n"
    listed = office("ticket", "list", "--status", "registered", "--limit", "1", "--json")
    assert len(listed.document["rows"]) == 1


def test_worklists_come_soonest_due_first_and_filtered(office: Office) -> None:
    later = office.registered(COMPLAINT)["number"]
    sooner = office.registered(EMERGENCY)["number"]
    page = office("queue", "dispatch", "--json").document
    assert [row["number"] for row in page["rows"]] == [sooner, later]
    assert [row["remaining_s"] for row in page["rows"]] == [3600, 86400]
    assert page["total"] == 2
    assert len(office("queue", "dispatch", "--limit", "1", "--json").document["rows"]) == 1
    for option, value in (("--kind", "求助"), ("--urgency", "emergency")):
        rows = office("queue", "dispatch", option, value, "--json").document["rows"]
        assert [row["number"] for row in rows] == [sooner]
    assert office("queue", "dispatch", "--district", "海淀区", "--json").document["rows"] == []
    assert office("queue", "dispatch", "--district", "火星区", "--json").code == 2
    overdue = office.at("2026-11-23T10:00:00+08:00")("queue", "dispatch", "--json").document
    assert overdue["rows"][0]["remaining_s"] == -1800
    assert "超 30:00" in office.at("2026-11-23T10:00:00+08:00")("queue", "dispatch").out


def test_text_answers_are_for_people(office: Office) -> None:
    made = office("ticket", "new", "--from", "-", stdin=COMPLAINT)
    assert made.out.startswith("工单 20261123000001　投诉　一般诉求　待派单\n")
    assert "派单时限：2026-11-24 08:30　剩 1天00:00" in made.out
    sent = office("ticket", "do", "20261123000001", "dispatch", "--from", "-",
                  stdin={"organizer": SUBDISTRICT})  # fmt: skip
    assert "抄送：朝阳区人民政府" in sent.out
    shown = office("ticket", "show", "20261123000001").out
    assert "对面工地每天夜里11点以后打桩。" in shown
    assert "0001" in shown.split("历史：")[1]
    refused = office("ticket", "do", "20261123000001", "close")
    assert (refused.code, refused.out) == (1, "")
    assert refused.err == "工单现为“待签收”，不能办结；现在可以：签收、退单、收回（A.1）\n"


def test_a_document_may_come_from_a_file_in_gbk(office: Office, tmp_path: Path) -> None:
    file = tmp_path / "工单.json"
    file.write_bytes(json.dumps(COMPLAINT, ensure_ascii=False).encode("gb18030"))
    said = office("ticket", "new", "--from", file, "--json")
    assert said.document["record"]["title"] == "工地夜间施工扰民"


def test_an_office_that_was_not_set_up_is_out_of_reach(front: Front, tmp_path: Path) -> None:
    said = front(f"sqlite:///{tmp_path / 'nowhere.db'}")("ticket", "list", "--json")
    assert said.code == 3
    assert "hotline db init" in said.field("database")["message"]
    assert not (tmp_path / "nowhere.db").exists()


def test_a_ticket_is_shown_to_people_in_the_standards_words(office: Office) -> None:
    made = office("ticket", "new", "--from", "-", "--json", stdin=EMERGENCY)
    shown = office("ticket", "show", made.document["number"])
    assert "来源渠道：电话\n" in shown.out
    assert "可能造成生命财产损失：是\n" in shown.out
    assert "发生时间：2026-11-23 08:20\n" in shown.out
