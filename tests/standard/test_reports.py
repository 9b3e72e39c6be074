"""Reports say what the standard asks of them, by their limits, and nothing about a person."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from hotline_tui.standard.moment import BEIJING
from hotline_tui.standard.reports import (
    ReportKind,
    approval_faults,
    part_faults,
    report_due_at,
    sending_faults,
    without_personal_data,
)
from hotline_tui.standard.vocabulary import Urgency

AT = datetime(2026, 11, 25, 8, 0, tzinfo=BEIJING)


@pytest.mark.clause("6.3.2.1.1")
@pytest.mark.parametrize("urgency", list(Urgency))
def test_major_emergencies_and_risks_to_life_are_reported_within_two_hours(
    urgency: Urgency,
) -> None:
    reported = {Urgency.EMERGENCY, Urgency.INSTABILITY, Urgency.PUBLIC_HEALTH}
    expected = AT + timedelta(hours=2) if urgency in reported else None
    assert report_due_at(urgency, False, AT) == expected
    assert report_due_at(urgency, True, AT) == AT + timedelta(hours=2)


@pytest.mark.clause("6.3.2.1.2")
def test_an_emergency_report_lacks_each_of_its_ten_contents_until_it_has_them() -> None:
    kind = ReportKind.EMERGENCY
    labels = [one.label for one in kind.parts]
    assert len(labels) == 10
    assert [fault.message for fault in approval_faults(kind, {})] == [
        f"还缺“{label}”" for label in labels
    ]
    whole = {one.name: "已核实" for one in kind.parts}
    assert approval_faults(kind, whole) == ()
    (fault,) = approval_faults(kind, whole | {"risks": "  "})
    assert (fault.field, fault.clause) == ("risks", "6.3.2.1.2")


@pytest.mark.clause("6.3.2.2", "6.3.2.3.1", "6.3.2.3.2", "6.3.2.3.3", "6.3.2.3.4")
def test_other_reports_need_what_nobody_can_count() -> None:
    needed = {
        kind: [fault.field for fault in approval_faults(kind, {})]
        for kind in ReportKind
        if kind is not ReportKind.EMERGENCY
    }
    assert needed == {
        ReportKind.PERIODIC: [],
        ReportKind.SPECIAL: ["findings", "opinion"],
        ReportKind.FREQUENT: [],
        ReportKind.ADVICE: ["causes", "advice"],
    }


@pytest.mark.clause("6.1.1")
@pytest.mark.parametrize(
    "text", ["请联系13812345678", "电话010-55551234", "身份证11010519491231002X"]
)
def test_telephone_numbers_and_identity_cards_have_no_place_in_a_report(text: str) -> None:
    (fault,) = part_faults(ReportKind.PERIODIC, {"analysis": text})
    assert (fault.field, fault.clause) == ("analysis", "6.1.1")
    assert part_faults(ReportKind.PERIODIC, {"analysis": without_personal_data(text)}) == ()


@pytest.mark.clause("6.1.1")
def test_a_claimants_name_is_blotted_out() -> None:
    told = without_personal_data("王建国反映，工单20261125000001，共120000000件", ("王建国",))
    assert told == "王某反映，工单20261125000001，共120000000件"


def test_a_report_has_no_place_for_texts_that_it_does_not_know() -> None:
    (fault,) = part_faults(ReportKind.FREQUENT, {"analysis": "说明"})
    assert fault.field == "analysis"


@pytest.mark.clause("6.3.2.2")
def test_a_report_is_sent_once_it_is_approved_and_to_somebody() -> None:
    assert [one.field for one in sending_faults(False, " ")] == ["status", "to"]
    assert sending_faults(True, "市政府办公厅") == ()
