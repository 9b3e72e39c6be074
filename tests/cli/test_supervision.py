"""A supervisor's work on the command line: the list, the forms, requests, the timer."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Office
from tests.cli.samples import COMPLAINT

SUBDISTRICT = "潘家园街道办事处"
LATER = "2026-12-01T08:30:00+08:00"


@pytest.fixture
def sent(office: Office) -> str:
    """The number of a complaint that is on its way to a subdistrict."""
    number: str = office.registered(COMPLAINT)["number"]
    assert office.do(number, "dispatch", {"organizer": SUBDISTRICT}).code == 0
    return number


@pytest.mark.clause("5.3.3", "5.3.3 a")
def test_the_timer_puts_what_is_overdue_on_the_supervisors_list(office: Office, sent: str) -> None:
    later = office.at(LATER)
    assert later("queue", "supervision", "--json").document == {"rows": [], "total": 0}
    assert later("tick", "--json").document == {
        "reminders": 0, "supervisions": 2, "callbacks": 0, "closed": 0, "clusters": 0, "joined": 0,
        "warnings": 0,
    }  # fmt: skip
    nothing = "催办 0　督办 0　到期回访 0　未抽中办结 0　同类诉求 0 组、并入 0 件　预警 0 项\n"
    assert later("tick").out == nothing
    found = later("queue", "supervision", "--json").document
    (row,) = found["rows"]
    assert (row["number"], found["total"]) == (sent, 1)
    assert {(one["cause"], one["clause"]) for one in row["reasons"]} == {("overdue", "5.3.3")}
    assert later("queue", "supervision", "--cause", "by_many", "--json").document["rows"] == []
    assert sent in later("queue", "supervision", "--cause", "超期").out
    settled = later.do(sent, "settle", {"reason": "已电话约谈"})
    assert settled.document["history"][-1]["what"] == "settled"
    assert later("queue", "supervision").out == "没有待督办的工单\n"


@pytest.mark.clause("5.3.3 b")
def test_a_document_is_issued_and_completed(office: Office, sent: str) -> None:
    refused = office.do(sent, "supervise", {"form": "document"})
    assert refused.code == 1
    assert {one["clause"] for one in refused.refused} == {"5.3.3 b"}
    assert [one["field"] for one in refused.refused] == [
        "demand", "report", "due_at", "approved_by"
    ]  # fmt: skip
    issued = office.do(sent, "supervise", {
        "form": "文件督办", "demand": "限期书面反馈", "record": {"report": "职能空白"},
        "due_at": "2026-11-30 18:00", "approved_by": "张局长",
    })  # fmt: skip
    assert issued.code == 0, issued.err
    done = office.do(sent, "complete", {"record": {"written_feedback": "已明确由街道负责"}})
    assert done.document["history"][-1]["what"] == "supervision_completed"
    again = office.do(sent, "complete", {"record": {"written_feedback": "再来一次"}})
    assert again.field("supervision")["message"] == "这件工单没有尚未了结的督办"


@pytest.mark.clause("5.3.2.3.2 d")
def test_complex_is_requested_by_one_and_granted_by_another(office: Office, sent: str) -> None:
    office("user", "add", "3001", "赵强", "--role", "supervisor")
    asked = office.do(
        sent, "request", {"kind": "complex", "reason": "产权复杂", "told_by": "李主任"}
    )
    assert asked.code == 0, asked.err
    assert office.do(sent, "decide", {"granted": True}).field("request")["clause"] == "6.1.2"
    granted = office.do(sent, "decide", {"granted": True}, workno="3001")
    assert granted.document["clocks"]["feedback"]["due_at"] == "2026-12-08T08:30:00+08:00"


def test_a_record_of_another_form_is_said_to_be_none(office: Office, sent: str) -> None:
    said = office.do(sent, "supervise", {"form": "joint", "record": {"departments": 3}})
    assert said.code == 2
    assert said.field("record.departments")["message"] == (
        "record.departments：应是文字，或文字的列表"
    )


def test_the_board_is_printed_once_and_as_one_document(office: Office, sent: str) -> None:
    printed = office("wall", "--once").out
    assert "今日受理 1" in printed
    assert f"{sent} 签收" in printed
    found = office("wall", "--json").document
    assert found["lists"]["sign"]["by_class"] == {"general": 1}
    assert [one["number"] for one in found["next_due"]] == [sent]
    assert found["districts"] == [{"name": "朝阳区", "open": 1}]
    assert "今日受理 1" in office("wall").out, "where there is no terminal"


@pytest.mark.clause("5.3.3")
def test_a_call_is_noted_and_what_is_under_way_is_listed(office: Office, sent: str) -> None:
    noted = office.do(sent, "note", {"said": "今晚到现场", "spoke_with": "李主任"})
    assert noted.document["history"][-1]["what"] == "noted"
    assert office.do(sent, "note", {"said": ""}).field("said")["clause"] == "5.3.3"
    assert office("queue", "under-way").out == "没有尚未了结的督办\n"
    office.do(sent, "supervise", {
        "form": "joint", "demand": "督查", "due_at": "2026-11-30 18:00",
        "record": {"departments": ["市城市管理委"], "problem": "问题集中"},
    })  # fmt: skip
    (row,) = office("queue", "under-way", "--json").document["rows"]
    assert (row["number"], row["form"], row["clause"]) == (sent, "joint", "5.3.3 e")
    assert "联合督办" in office("queue", "under-way").out
    office.do(sent, "request", {"kind": "complex", "reason": "产权复杂", "told_by": "李主任"})
    (asked,) = office("queue", "requests", "--json").document["rows"]
    assert (asked["number"], asked["granted"]) == (sent, None)
    assert "待批复" in office("queue", "requests").out
