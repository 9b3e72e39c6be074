"""Intake quality on the command line: figures, findings, a review from the draw to the decision."""

from __future__ import annotations

import pytest

from hotline_tui.standard.review import CARD
from tests.cli.conftest import Office
from tests.cli.samples import COMPLAINT

HASTY = {**COMPLAINT, "course": "打桩", "demand": ""}
PEOPLE = (
    ("1024", "王芳", "agent"),
    ("9001", "何培", "trainer"),
    ("3001", "刘洋", "supervisor"),
)


def taken_down(office: Office) -> tuple[Office, str]:
    """An agent's hasty ticket, a moment later."""
    for workno, name, role in PEOPLE:
        office("user", "add", workno, name, "--role", role)
    said = office("user", "team", "1024", "话务一班", "--json").document
    assert said["users"][0]["team"] == "话务一班"
    made = office("ticket", "new", "--from", "-", "--json", stdin=HASTY, workno="1024")
    return office.at("2026-11-23T08:31:00+08:00"), made.document["number"]


@pytest.mark.clause("7.1.2.1", "7.1.2.3")
def test_figures_and_the_tickets_behind_them_by_person_and_team(office: Office) -> None:
    office, number = taken_down(office)
    said = office("quality", "figures", "--json").document
    (agent,) = said["agents"]
    assert (agent["workno"], agent["team"], agent["tickets"]) == ("1024", "话务一班", 1)
    assert agent["checks"]["matter"] == {"kept": 0, "of": 1, "share": 0.0}
    assert [one["team"] for one in said["teams"]] == ["话务一班"]
    behind = ("--team", "话务一班", "--check", "matter", "--json")
    (row,) = office("quality", "findings", *behind).document["rows"]
    assert (row["ticket"], row["clause"], row["found"]) == (
        number,
        "C.3",
        "只写了 2 个字，请写清楚",
    )
    told = office("quality", "figures").out
    assert "王芳" in told
    assert "合格率 = 检查没有疑点的 ÷ 适用的" in told
    assert "经过具体" in office("quality", "findings").out
    assert "王先生" not in office("quality", "findings", "--json").out
    assert office("quality", "findings", "--check", "x", "--json").field("--check")


@pytest.mark.clause("7.1.2.1", "7.1.2.2", "7.1.2.4")
def test_a_review_goes_from_the_draw_to_the_decision(office: Office) -> None:
    office, number = taken_down(office)
    assert office("quality", "draw", "--json", workno="9001").document["new"] == 1
    assert office("quality", "draw", "--json", workno="3001").document["new"] == 0
    (row,) = office("quality", "list", "--state", "drawn", "--json").document["rows"]
    assert (row["ticket"], row["cause"]) == (number, "sample")
    shown = office("quality", "show", "1", "--json", workno="9001").document
    assert {one["check"] for one in shown["findings"]} == {"complete", "matter"}
    marks = {one.name: "met" for one in CARD} | {"accurate": "missed"}
    score = ("quality", "score", "1", "--from", "-", "--json")
    lacking = office(*score, stdin={"marks": {"tone": "met"}}, workno="9001")
    assert len(lacking.refused) == len(CARD) - 1
    odd = office(*score, stdin={"marks": {"charm": "met"}}, workno="9001")
    assert (odd.code, odd.refused[0]["field"]) == (2, "marks.charm")
    card = {"marks": marks, "remarks": "经过只有两个字"}
    assert office(*score, stdin=card, workno="9001").document["points"] == 85
    assert "经过只有两个字" in office("quality", "mine", "--json", workno="1024").out
    answer = ("quality", "answer", "1", "--from", "-", "--json")
    objection = {"reply": "object", "text": "来电人匆忙挂断"}
    assert office(*answer, stdin=objection, workno="1024").document["state"] == "objected"
    decide = ("quality", "decide", "1", "--from", "-", "--json")
    granted = {"upheld": False, "reason": "核对录音属实", "marks": {"accurate": "partly"}}
    assert office(*decide, stdin=granted, workno="9001").refused[0]["clause"] == "6.1.2"
    done = office(*decide, stdin=granted, workno="3001").document
    assert (done["state"], done["points"], done["final_marks"]["accurate"]) == (
        "final",
        92.5,
        "partly",
    )
    behind = ("--period", "今天", "--team", "话务一班", "--json")
    assert len(office("quality", "list", *behind).document["rows"]) == 1
    none = office("quality", "list", "--of", "3001", "--json").document
    assert none == {"rows": []}
    told = office("quality", "show", "1").out
    for part in ("92.50 分，原评 85.00 分", "申诉：", "裁定：改判"):
        assert part in told
    assert office("quality", "list").out.count("已定") == 1


@pytest.mark.clause("7.1.2.4")
def test_the_weakest_clauses_lead_to_scenarios(office: Office) -> None:
    office, _ = taken_down(office)
    office("ticket", "new", "--from", "-", stdin=HASTY, workno="1024")
    office = office.at("2026-11-23T08:32:00+08:00")
    drills = office("quality", "drills", "--json", workno="1024").document["drills"]
    assert "C.3" in {one["clause"] for one in drills}
    for one in drills:
        assert 0 < len(one["scenarios"]) <= 3
    assert "hotline practice 情景" in office("quality", "drills", "--of", "1024").out
    assert office("quality", "drills", "--of", "9001").out == "近期没有明显薄弱的条款\n"


def test_the_card_says_what_is_checked_and_scored(office: Office) -> None:
    said = office("quality", "card", "--json").document
    assert sum(one["points"] for one in said["card"]) == 100
    assert "紧急程度不低于内容所说的情况" in office("quality", "card").out
