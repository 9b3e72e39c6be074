"""What an urgent dispatch must not leave open. Clause: 5.3.2.1.5."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from hotline_tui.standard.refusal import Fault
from hotline_tui.standard.vocabulary import Urgency

CLAUSE = "5.3.2.1.5"


@dataclass(frozen=True, slots=True)
class PhoneCall:
    """The telephone call that goes with an urgent dispatch. Clause: 5.3.2.1.5, B.2.1."""

    at: datetime | None = None
    spoke_with: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """A judgement that cannot be left open: `decision` yes or no, and why."""

    decision: bool | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Duties:
    """What the dispatch of a matter of some urgency asks for."""

    phone_call: bool = False
    report_to_police: bool = False
    report_to_emergency_management: bool = False


DUTIES: dict[Urgency, Duties] = {
    Urgency.GENERAL: Duties(),
    Urgency.EMERGENCY: Duties(phone_call=True, report_to_emergency_management=True),
    Urgency.INSTABILITY: Duties(phone_call=True, report_to_police=True),
    Urgency.LIVELIHOOD: Duties(phone_call=True, report_to_emergency_management=True),
    Urgency.EXTREME_WEATHER: Duties(phone_call=True, report_to_emergency_management=True),
    Urgency.PUBLIC_HEALTH: Duties(phone_call=True),
}
"""The urgent matters and their duties. Clause: 5.3.2.1.5."""


def call_faults(call: PhoneCall | None, now: datetime) -> tuple[Fault, ...]:
    """What is still missing in the record of the call to the organizer. Clause: 5.3.2.1.5."""
    if call is None:
        message = "紧急诉求派单须同时电话联系承办单位，并记录时间、接听人和说明的情况"
        return (Fault("phone_call", CLAUSE, message),)
    found: list[Fault] = []
    if call.at is None:
        found.append(Fault("phone_call.at", CLAUSE, "请记录电话联系承办单位的时间"))
    elif call.at > now:
        found.append(Fault("phone_call.at", CLAUSE, "电话联系承办单位的时间不能晚于现在"))
    if not call.spoke_with.strip():
        found.append(Fault("phone_call.spoke_with", CLAUSE, "请记录承办单位的接听人"))
    if not call.said.strip():
        found.append(Fault("phone_call.said", CLAUSE, "请记录电话里说明的情况"))
    return tuple(found)


def decision_faults(name: str, to: str, given: Decision | None) -> tuple[Fault, ...]:
    """A decision to report also to `to`: yes or no, and why. Clause: 5.3.2.1.5."""
    if given is None or given.decision is None:
        return (Fault(f"{name}.decision", CLAUSE, f"须判断是否同时报{to}：是或否，并写明理由"),)
    if not given.reason.strip():
        verdict = "同时报" if given.decision else "不报"
        return (Fault(f"{name}.reason", CLAUSE, f"请写明{verdict}{to}的理由"),)
    return ()


def urgent_faults(
    urgency: Urgency,
    call: PhoneCall | None,
    police: Decision | None,
    emergency_management: Decision | None,
    now: datetime,
) -> tuple[Fault, ...]:
    """All that an urgent dispatch still lacks. Clause: 5.3.2.1.5."""
    duties = DUTIES[urgency]
    found: tuple[Fault, ...] = ()
    if duties.phone_call or call is not None:
        found += call_faults(call, now)
    if duties.report_to_police:
        found += decision_faults("report_to_police", "公安部门", police)
    if duties.report_to_emergency_management:
        name = "report_to_emergency_management"
        found += decision_faults(name, "应急管理部门", emergency_management)
    return found
