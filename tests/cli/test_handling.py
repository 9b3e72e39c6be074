"""From sign-for to feedback on the command line, by an organizer and on its behalf."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cli.conftest import Office
from tests.cli.samples import COMPLAINT, NOW

SUBDISTRICT = "潘家园街道办事处"
ORGANIZER, OTHER = "8001", "8002"
LATER = "2026-11-24T10:00:00+08:00"

SOLVED: dict[str, Any] = {
    "outcome": "已解决",
    "content": {"handled_at": "2026-11-24T09:00:00+08:00", "measures": "责令停工", "told": "认可"},
}


def staffed(office: Office) -> Office:
    """The office, with somebody at two organizers."""
    for workno, unit in ((ORGANIZER, SUBDISTRICT), (OTHER, "朝阳区人民政府")):
        said = office("user", "add", workno, "承办", "--role", "organizer", "--unit", unit)
        assert said.code == 0, said.err
    return office


def sent(office: Office, **more: Any) -> str:
    """The number of a complaint that is on its way to the subdistrict."""
    number: str = office.registered({**COMPLAINT, **more})["number"]
    assert office.do(number, "dispatch", {"organizer": SUBDISTRICT}).code == 0
    return number


@pytest.mark.clause("5.3.2.2.2 c", "5.3.2.2.3", "4.3", "5.3.2.3.5 a")
def test_an_organizer_signs_logs_and_feeds_back(either: Office) -> None:
    office = staffed(either)
    number = sent(office)
    rows = office("queue", "sign", "--json", workno=ORGANIZER).document["rows"]
    assert [row["number"] for row in rows] == [number]
    assert office.do(number, "sign", workno=ORGANIZER).document["status"] == "signed"
    contact = {"what": "contact", "said": "核实为夜间打桩", "next_step": "约施工方"}
    assert office.do(number, "log", contact, workno=ORGANIZER).code == 0
    whistle = {"what": "whistle", "said": "联合检查", "participants": ["城管"], "outcome": "停工"}
    later = office.at(LATER)
    assert later.do(number, "log", whistle, workno=ORGANIZER).code == 0
    fed_back = later.do(number, "feedback", SOLVED, workno=ORGANIZER)
    assert fed_back.code == 0, fed_back.err
    ticket = fed_back.document
    assert (ticket["status"], ticket["outcome"]) == ("fed_back", "solved")
    assert ticket["clocks"]["feedback"]["met_at"] == LATER
    assert [one["what"] for one in ticket["progress"]] == ["contact", "whistle"]
    (given,) = ticket["feedbacks"]
    assert given["content"]["unit"] == SUBDISTRICT
    assert (given["round"], given["way"], given["accepted"]) == (1, "system", None)
    checked = later.do(number, "accept").document
    assert (checked["checked_at"], checked["feedbacks"][0]["accepted"]) == (LATER, True)
    shown = later("ticket", "show", number).out
    for told in ("联系诉求人", "街乡吹哨", "城管", "结果：停工", "主要措施：责令停工", "核对通过"):
        assert told in shown


@pytest.mark.clause("4.2")
def test_a_ticket_is_returned_rejected_returned_again_and_dispatched_elsewhere(
    either: Office,
) -> None:
    office = staffed(either)
    number = sent(office)
    refused = office.do(number, "return", {}, workno=ORGANIZER)
    assert refused.code == 1
    assert [one["field"] for one in refused.refused] == ["reason", "explanation", "evidence"]
    reason = {"reason": "权属不清", "explanation": "工地跨街道", "evidence": "规划图"}
    assert office.do(number, "return", reason, workno=ORGANIZER).document["status"] == "returned"
    rejected = office.do(number, "reject", {"reason": "主体在潘家园"}).document
    assert (rejected["status"], rejected["handovers"]) == ("dispatched", 1)
    office.do(number, "return", reason, workno=ORGANIZER)
    assert office.do(number, "accept").document["handovers"] == 2
    again = office.do(number, "dispatch", {"organizer": "朝阳区人民政府"}).document
    assert [one["accepted"] for one in again["returns"]] == [False, True]
    taken = office.do(number, "transfer", {"organizer": SUBDISTRICT, "reason": "区里已协调"})
    assert (taken.document["organizer"], taken.document["handovers"]) == (SUBDISTRICT, 3)
    assert taken.document["reasons"][0]["cause"] == "handed_over"
    back = office.do(number, "recall", {"reason": "再议"}).document
    assert (back["status"], back["returns"][-1]["recalled"]) == ("returned", True)


@pytest.mark.clause("5.3.2.3.1")
def test_an_online_ticket_passes_the_leader(office: Office) -> None:
    number = sent(staffed(office), channel="portal")
    office.do(number, "sign", workno=ORGANIZER)
    later = office.at(LATER)
    lacking = later.do(number, "feedback", SOLVED, workno=ORGANIZER)
    assert lacking.field("opinion_watch")["clause"] == "5.3.2.3.1"
    flat = {"outcome": "solved", **SOLVED["content"], "opinion_watch": "未见舆情"}
    assert later.do(number, "feedback", flat, workno=ORGANIZER).document["status"] == "in_review"
    no = {"leader": "周副主任", "reason": "措施不具体"}
    assert later.do(number, "reject", no, workno=ORGANIZER).document["status"] == "signed"
    later.do(number, "feedback", flat, workno=ORGANIZER)
    approved = later.do(number, "approve", {"leader": "周副主任"}, workno=ORGANIZER).document
    assert (approved["status"], approved["feedbacks"][1]["leader"]) == ("fed_back", "周副主任")
    watched = later.do(number, "watch", {"said": "有人转发"}, workno=ORGANIZER).document
    assert watched["opinion_watch"] is True


@pytest.mark.clause("6.1.2", "A.1")
def test_bad_feedback_is_refused_clearly_and_changes_nothing(office: Office) -> None:
    number = sent(staffed(office))
    early = office.at(LATER).do(number, "feedback", SOLVED, workno=ORGANIZER)
    assert (early.code, early.field("status")["clause"]) == (1, "A.1")
    office.do(number, "sign", {"told_by": "李科长"})
    later = office.at(LATER)
    theirs = later.do(number, "feedback", SOLVED, workno=OTHER)
    assert (theirs.code, theirs.field("number")["clause"]) == (1, "6.1.2")
    stale = later.do(number, "feedback", {**SOLVED, "version": 1}, workno=ORGANIZER)
    assert (stale.code, bool(stale.field("version"))) == (1, True)
    untold = later.do(number, "feedback", SOLVED)
    assert untold.field("told_by")["clause"] == "5.3.2.3.1"
    assert later.do(number, "feedback", SOLVED, workno=ORGANIZER).code == 0
    twice = later.do(number, "feedback", SOLVED, workno=ORGANIZER)
    assert (twice.code, twice.field("status")["clause"]) == (1, "A.1")
    assert later.do(number, "return", {}, workno=ORGANIZER).code == 1
    assert len(later("ticket", "show", number, "--json").document["feedbacks"]) == 1


FORMS: list[tuple[str, object, str]] = [
    ("feedback", {"outcome": "done"}, "outcome"),
    ("feedback", {"outcome": "solved", "content": []}, "content"),
    ("feedback", {"outcome": "solved", "content": {"mood": "好"}}, "mood"),
    ("feedback", {"outcome": "unsolved", "carried_out_on": "下周"}, "carried_out_on"),
    ("feedback", {"outcome": "cannot_be_solved", "studied": "有"}, "studied"),
    ("return", {"reason": "不想办"}, "reason"),
    ("log", {"what": "nap"}, "what"),
    ("log", {"what": "meeting", "participants": "城管"}, "participants"),
    ("sign", {"leader": "周"}, "leader"),
]


@pytest.mark.parametrize(("action", "document", "field"), FORMS)
def test_what_cannot_be_read_is_named(
    office: Office, action: str, document: object, field: str
) -> None:
    number = sent(office)
    said = office.do(number, action, document)
    assert said.code == 2
    assert field in [one["field"] for one in said.refused]


def test_a_list_may_be_of_one_unit(office: Office) -> None:
    number = sent(office)
    found = office("queue", "sign", "--organizer", SUBDISTRICT, "--json").document
    assert [row["number"] for row in found["rows"]] == [number]
    other = office("queue", "sign", "--organizer", "朝阳区人民政府", "--json").document
    assert other["rows"] == []
    assert office("queue", "sign", "--organizer", "没有", "--json").field("--organizer")


@pytest.mark.clause("6.1.1", "6.1.2")
def test_an_organizers_commands_see_its_own_tickets_and_no_hidden_claimant(
    office: Office,
) -> None:
    claimant = {**COMPLAINT["claimant"], "confidential": True}
    number = sent(staffed(office), claimant=claimant)
    shown = office("ticket", "show", number, "--json", workno=ORGANIZER).document
    assert shown["record"]["claimant"]["name"] == shown["record"]["claimant"]["phone"] == ""
    unmasked = office("ticket", "show", number, "--unmask", "核实", "--json", workno=ORGANIZER)
    assert unmasked.field("number")["clause"] == "6.1.1"
    listed = office("ticket", "list", "--json", workno=OTHER).document
    assert listed["rows"] == []
    assert office("ticket", "find", "施工", "--json", workno=OTHER).document["rows"] == []
    shown_to_others = office("ticket", "show", number, "--json", workno=OTHER)
    assert shown_to_others.field("number")["clause"] == "6.1.2"
    for command in (("call", "ring", "--from", "13800001234"), ("kb", "import", "x.md"),
                    ("user", "list"), ("outbox", "list")):  # fmt: skip
        assert office(*command, "--json", workno=ORGANIZER).code in (1, 2)
    assert office.at(NOW)("kb", "search", "租房", "--json", workno=ORGANIZER).code == 0
