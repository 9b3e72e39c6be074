"""A dispatch is sent as it was previewed, kept as it was sent, and sent once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hotline_tui.data import directory as reference
from hotline_tui.services import dispatching, outbox, queueing
from hotline_tui.services.dispatching import Dispatch, dispatch, preview
from hotline_tui.standard.record import Claimant, StatutoryLimit
from hotline_tui.standard.refusal import Refused
from hotline_tui.standard.urgent import DUTIES
from hotline_tui.standard.vocabulary import Kind, Status, Urgency, Way
from tests.office import DISTRICT, SUBDISTRICT, Office, dispatched, matter, registered
from tests.services.crowd import at_once, refusals


@pytest.mark.clause("5.3.2.1.1 a", "5.3.2.1.4")
def test_what_was_previewed_is_what_is_sent(office: Office) -> None:
    row = registered(office.owner, matter())
    wish = Dispatch(row.number, "小关街道办事处", opinion="请核实", version=row.version)
    plan = preview(office.owner, wish)
    assert queueing.show(office.owner, row.number) == row
    sent = dispatch(office.owner, wish).dispatch
    assert sent is not None
    assert plan.lead is not None
    assert (sent.organizer, sent.limit, sent.due_at) == (plan.lead.name, plan.limit, plan.due_at)
    assert sent.copied_to == ("朝阳区人民政府",)
    assert (sent.opinion, sent.by, sent.at) == ("请核实", "0001", office.now)


@pytest.mark.clause("5.3.2.1.1 b")
def test_a_lead_cannot_assist_itself_and_all_that_is_wrong_comes_at_once(office: Office) -> None:
    number = registered(office.owner, matter(Kind.HELP, Urgency.EMERGENCY)).number
    wish = Dispatch(number, SUBDISTRICT, (SUBDISTRICT, "没有这个单位"), way=Way.EMAIL)
    with pytest.raises(Refused) as refused:
        dispatch(office.owner, wish)
    assert [(one.field, one.clause) for one in refused.value.faults] == [
        ("assisting", "5.3.2.1.1 a"),
        ("assisting", "5.3.2.1.1 b"),
        ("way", "5.3.2.1.2"),
        ("phone_call", "5.3.2.1.5"),
        ("report_to_emergency_management.decision", "5.3.2.1.5"),
    ]
    assert queueing.show(office.owner, number).status is Status.REGISTERED


@pytest.mark.clause("5.3.2.1.1 c")
def test_what_no_unit_can_be_found_for_goes_to_the_district_of_its_place(office: Office) -> None:
    here = registered(office.owner, matter(division="110105010"))
    assert dispatch(office.owner, Dispatch(here.number, None)).organizer_code == DISTRICT
    nowhere = registered(office.owner, matter())
    with pytest.raises(Refused) as refused:
        dispatch(office.owner, Dispatch(nowhere.number, None))
    assert "5.3.2.1.1 c" in [one.clause for one in refused.value.faults]


@pytest.mark.clause("5.3.2.1.5")
@pytest.mark.parametrize("urgency", Urgency)
def test_each_class_of_urgency_asks_for_its_own_duties(
    sqlite_office: Office, urgency: Urgency
) -> None:
    number = registered(sqlite_office.owner, matter(Kind.HELP, urgency)).number
    asked = {one.field for one in preview(sqlite_office.owner, Dispatch(number, DISTRICT)).faults}
    duties = DUTIES[urgency]
    expected = {
        "phone_call": duties.phone_call,
        "report_to_police.decision": duties.report_to_police,
        "report_to_emergency_management.decision": duties.report_to_emergency_management,
    }
    assert asked == {field for field, needed in expected.items() if needed}


@pytest.mark.clause("5.3.2.1.2", "6.1.1")
def test_a_letter_tells_the_matter_and_not_who_wants_to_stay_unknown(office: Office) -> None:
    secret = Claimant("王先生", "13812345678", "微信 wang", "小关北里", confidential=True)
    draft = matter(claimant=secret, title="路灯不亮", course="三天没亮")
    number = registered(office.owner, draft).number
    dispatch(office.owner, Dispatch(number, DISTRICT, way=Way.EMAIL))
    (letter,) = outbox.letters(office.owner)
    assert letter.number == number
    assert letter.subject == f"【12345派单】{number} 路灯不亮"
    assert letter.recipient.endswith(".invalid")
    with office.database.reading() as session:
        (mail,) = outbox.desk_state.unsent(session, 10)
    assert "三天没亮" in mail.body
    for told in ("王先生", "13812345678", "微信 wang", "小关北里"):
        assert told not in mail.body


def test_a_stale_version_is_refused_with_who_changed_what(office: Office) -> None:
    row = registered(office.owner, matter())
    li = office.colleague("2001", "李敏")
    dispatch(li, Dispatch(row.number, SUBDISTRICT, version=row.version))
    with pytest.raises(Refused, match="：李敏 派单至小关街道办事处") as refused:
        dispatch(office.owner, Dispatch(row.number, DISTRICT, version=row.version))
    assert [one.field for one in refused.value.faults] == ["version"]


def test_of_several_who_dispatch_a_ticket_at_once_one_does(office: Office) -> None:
    row = registered(office.owner, matter())
    wish = Dispatch(row.number, SUBDISTRICT, version=row.version)
    answers = at_once(office, 6, lambda desk, nth: dispatching.dispatch(desk, wish).number)
    assert len(refusals(answers)) == 5
    whole = queueing.show(office.owner, row.number)
    assert [one.what for one in whole.history] == ["registered", "dispatched"]


@pytest.mark.clause("4.1")
def test_a_limit_set_by_law_replaces_the_feedback_clock_alone(office: Office) -> None:
    limit = StatutoryLimit(office.now + timedelta(days=40), "《某条例》第二十条")
    row = dispatched(office.owner, matter(statutory_limit=limit))
    assert row.clocks.feedback.due_at == limit.due_at
    assert row.clocks.sign.due_at == office.now + timedelta(hours=24)


def test_a_dispatch_keeps_the_version_of_the_catalogue_that_it_was_made_by(
    office: Office,
) -> None:
    row = dispatched(office.owner)
    assert row.dispatch is not None
    before = row.dispatch.catalogue
    with office.database.transaction() as session:
        reference.set_fact(session, reference.CATALOGUE, "next")
        reference.count_up(session, reference.REFERENCE)
    later = dispatched(office.owner, matter())
    assert later.dispatch is not None
    kept = queueing.show(office.owner, row.number).dispatch
    assert kept is not None
    assert (before != "next", kept.catalogue, later.dispatch.catalogue) == (True, before, "next")
