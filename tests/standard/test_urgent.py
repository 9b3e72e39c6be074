"""What an urgent dispatch must not leave open: the telephone call and the decisions."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta

import pytest

from hotline_tui.standard.urgent import Decision, PhoneCall, urgent_faults
from hotline_tui.standard.vocabulary import Urgency

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
CALL = PhoneCall(NOW - timedelta(minutes=2), "值班员老李", "燃气泄漏，请立即到场")
YES = Decision(True, "可能爆炸")
NO = Decision(False, "已经离开")
MANAGEMENT = "report_to_emergency_management"

OPEN = {
    Urgency.GENERAL: [],
    Urgency.EMERGENCY: ["phone_call", f"{MANAGEMENT}.decision"],
    Urgency.INSTABILITY: ["phone_call", "report_to_police.decision"],
    Urgency.LIVELIHOOD: ["phone_call", f"{MANAGEMENT}.decision"],
    Urgency.EXTREME_WEATHER: ["phone_call", f"{MANAGEMENT}.decision"],
    Urgency.PUBLIC_HEALTH: ["phone_call"],
}
"""What 5.3.2.1.5 asks of each urgency, by hand."""


@pytest.mark.clause("5.3.2.1.5")
@pytest.mark.parametrize("urgency", Urgency)
def test_everything_that_is_still_open_is_named_at_once(urgency: Urgency) -> None:
    found = urgent_faults(urgency, None, None, None, NOW)
    assert [fault.field for fault in found] == OPEN[urgency]
    assert {fault.clause for fault in found} <= {"5.3.2.1.5"}


@pytest.mark.clause("5.3.2.1.5")
@pytest.mark.parametrize(
    ("urgency", "police", "management"), itertools.product(Urgency, (YES, NO), (YES, NO))
)
def test_a_call_and_either_decision_with_its_reason_is_enough(
    urgency: Urgency, police: Decision, management: Decision
) -> None:
    assert urgent_faults(urgency, CALL, police, management, NOW) == ()


@pytest.mark.clause("5.3.2.1.5")
@pytest.mark.parametrize(
    ("call", "faulty"),
    [
        (CALL, []),
        (PhoneCall(NOW, "老李", "请到场"), []),
        (PhoneCall(), ["phone_call.at", "phone_call.spoke_with", "phone_call.said"]),
        (PhoneCall(NOW, " ", "\t"), ["phone_call.spoke_with", "phone_call.said"]),
        (PhoneCall(NOW + timedelta(minutes=1), "老李", "请到场"), ["phone_call.at"]),
    ],
)
@pytest.mark.parametrize("urgency", [Urgency.PUBLIC_HEALTH, Urgency.GENERAL])
def test_a_call_is_recorded_with_its_time_who_answered_and_what_was_said(
    urgency: Urgency, call: PhoneCall, faulty: list[str]
) -> None:
    assert [fault.field for fault in urgent_faults(urgency, call, None, None, NOW)] == faulty


@pytest.mark.clause("5.3.2.1.5")
@pytest.mark.parametrize(
    ("decision", "part"),
    [
        (None, "decision"),
        (Decision(), "decision"),
        (Decision(None, "还没想好"), "decision"),
        (Decision(True), "reason"),
        (Decision(False, "  "), "reason"),
    ],
)
def test_a_decision_is_yes_or_no_with_a_reason(decision: Decision | None, part: str) -> None:
    police = urgent_faults(Urgency.INSTABILITY, CALL, decision, YES, NOW)
    management = urgent_faults(Urgency.EMERGENCY, CALL, YES, decision, NOW)
    assert [fault.field for fault in police] == [f"report_to_police.{part}"]
    assert [fault.field for fault in management] == [f"{MANAGEMENT}.{part}"]
    assert "公安部门" in police[0].message
    assert "应急管理部门" in management[0].message
