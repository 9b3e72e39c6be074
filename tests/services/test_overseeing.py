"""A supervisor supervises, completes and settles; what each form asks for is not left out."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from hotline_tui.data import supervising, tickets
from hotline_tui.services import queueing, under_way
from hotline_tui.services.candidate_list import overseen
from hotline_tui.services.overseeing import (
    Complete,
    Note,
    Settle,
    Supervise,
    complete,
    note,
    settle,
    supervise,
)
from hotline_tui.services.ticking import tick
from hotline_tui.standard.refusal import Refused
from hotline_tui.standard.supervision_forms import FORMS, parts
from hotline_tui.standard.vocabulary import Form, Role
from tests.office import DISTRICT, SUBDISTRICT, Office, dispatched, matter, registered

CLAUSES = {
    Form.DOCUMENT: "5.3.3 b",
    Form.CONSULTATION: "5.3.3 c",
    Form.ON_SITE: "5.3.3 d",
    Form.JOINT: "5.3.3 e",
    Form.DISCIPLINARY: "5.3.3 f",
}


def record(form: Form, *, ending: bool) -> dict[str, Any]:
    """All that a form asks for."""
    return {
        part.name: ("朝阳区城市管理委员会",) if part.names else f"{part.label}的内容"
        for part in parts(form, ending=ending)
    }


def open_act(office: Office, number: str) -> int:
    """The key of the only supervision that has not been completed."""
    with office.database.reading() as session:
        ticket = tickets.by_number(session, number)
        (found,) = [one for one in supervising.supervisions(session, ticket) if not one.ended_at]
        return found.id or 0


@pytest.mark.clause("5.3.3 b", "5.3.3 c", "5.3.3 d", "5.3.3 e", "5.3.3 f")
@pytest.mark.parametrize("form", CLAUSES, ids=[form.value for form in CLAUSES])
def test_a_form_asks_for_its_parts_at_both_ends_and_is_kept_whole(
    office: Office, form: Form
) -> None:
    number = dispatched(office.owner).number
    with pytest.raises(Refused) as refused:
        supervise(office.owner, Supervise(number, form))
    assert {fault.clause for fault in refused.value.faults} == {CLAUSES[form]}
    wanted = {part.name for part in parts(form, ending=False) if part.required}
    assert {fault.field for fault in refused.value.faults} >= {"demand", "due_at", *wanted}
    due_at = office.now + timedelta(days=3)
    wish = Supervise(
        number, form, "三日内解决", record(form, ending=False), due_at, approved_by="张局长"
    )
    assert "三日内解决" in supervise(office.owner, wish).history[-1].summary
    act = open_act(office, number)
    with pytest.raises(Refused) as refused:
        complete(office.owner, Complete(act))
    assert {fault.clause for fault in refused.value.faults} == {CLAUSES[form]}
    done = complete(office.owner, Complete(act, record(form, ending=True)))
    assert done.history[-1].summary.startswith(f"{form.label}了结：")
    with pytest.raises(Refused, match="已经了结"):
        complete(office.owner, Complete(act, record(form, ending=True)))
    with office.database.reading() as session:
        kept = supervising.supervision(session, act)
        assert kept is not None
        both = record(form, ending=False) | record(form, ending=True)
        assert set(kept.record) == set(both)


@pytest.mark.clause("5.3.3 a")
def test_a_supervisor_may_remind_by_hand_as_often_as_needed(office: Office) -> None:
    number = dispatched(office.owner).number
    for _ in range(2):
        supervise(office.owner, Supervise(number, Form.REMINDER, "请尽快签收"))
    told = [one.summary for one in queueing.show(office.owner, number).history]
    assert told.count("系统催办小关街道办事处：请尽快签收") == 2


@pytest.mark.clause("5.3.3")
def test_a_settled_ticket_leaves_the_list_until_a_rule_puts_it_back(office: Office) -> None:
    number = dispatched(office.owner).number
    office.clock.forward(hours=20)
    tick(office.owner)
    with pytest.raises(Refused, match="怎样处理"):
        settle(office.owner, Settle(number))
    row = settle(office.owner, Settle(number, reason="已电话催促，今日签收"))
    assert row.history[-1].summary == "督办处理：已电话催促，今日签收"
    with pytest.raises(Refused, match="没有待督办"):
        settle(office.owner, Settle(number, reason="再来一次"))
    office.clock.forward(hours=5)
    assert tick(office.owner).supervisions == 1
    settle(office.owner, Settle(number, reason="已约谈"))


@pytest.mark.clause("5.3.3", "6.1.2")
def test_two_supervisors_on_one_item_do_not_act_past_each_other(office: Office) -> None:
    seen = dispatched(office.owner)
    other = office.colleague("3001", "赵强", Role.SUPERVISOR)
    supervise(other, Supervise(seen.number, Form.REMINDER, "请尽快签收", version=seen.version))
    with pytest.raises(Refused, match="赵强 系统催办"):
        supervise(
            office.owner, Supervise(seen.number, Form.REMINDER, "快签收", version=seen.version)
        )


@pytest.mark.clause("5.3.3")
def test_a_call_is_written_down_without_refusing_whoever_is_at_work(office: Office) -> None:
    seen = dispatched(office.owner)
    said = "承诺今晚七点前到现场"
    row = note(office.owner, Note(seen.number, said, "李主任"))
    assert row.history[-1].summary == f"督办电话（11-23 14:00 李主任）：{said}"
    assert row.version == seen.version
    office.clock.forward(minutes=5)
    row = note(office.owner, Note(seen.number, "晚上再问"))
    assert row.history[-1].summary == "督办备注：晚上再问"
    with pytest.raises(Refused) as refused:
        note(office.owner, Note(seen.number, " ", at=office.now + timedelta(minutes=1)))
    assert [fault.field for fault in refused.value.faults] == ["said", "at"]


@pytest.mark.clause("5.3.3")
def test_what_is_under_way_stands_by_its_limit_until_it_is_completed(office: Office) -> None:
    late, soon = (dispatched(office.owner).number for _ in range(2))
    for number, days in ((late, 3), (soon, 1)):
        due_at = office.now + timedelta(days=days)
        wish = Supervise(number, Form.JOINT, "督查", record(Form.JOINT, ending=False), due_at)
        supervise(office.owner, wish)
    supervise(office.owner, Supervise(late, Form.REMINDER, "请尽快签收"))
    office.clock.forward(hours=25)
    tick(office.owner)
    assert [one.number for one in under_way.acts(office.owner)] == [soon, late]
    complete(office.owner, Complete(open_act(office, soon), record(Form.JOINT, ending=True)))
    assert [one.number for one in under_way.acts(office.owner)] == [late]


@pytest.mark.clause("5.3.3 a", "6.1.2")
def test_a_unit_sees_how_it_is_supervised_but_not_why_it_is_watched(office: Office) -> None:
    number = dispatched(office.owner).number
    office.clock.forward(hours=25)
    tick(office.owner)
    unit = office.colleague("8001", "李主任", Role.ORGANIZER, unit=SUBDISTRICT)
    seen = overseen(unit, number)
    assert [one.demand for one in seen.supervisions] == ["签收超期，请尽快签收"]
    assert seen.reasons == ()
    other = office.colleague("8002", "张主任", Role.ORGANIZER, unit=DISTRICT)
    with pytest.raises(Refused):
        overseen(other, number)


def test_what_cannot_be_supervised_says_why(office: Office) -> None:
    number = registered(office.owner, matter()).number
    with pytest.raises(Refused, match="请选择督办方式"):
        supervise(office.owner, Supervise(number))
    with pytest.raises(Refused, match="没有名为“无此单位”"):
        supervise(office.owner, Supervise(number, FORMS[0], "快办", organizer="无此单位"))
    with pytest.raises(Refused, match="没有第 99 号督办"):
        complete(office.owner, Complete(99))
