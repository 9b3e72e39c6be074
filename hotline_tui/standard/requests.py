"""What a supervisor grants or not: complex, on account, excluded from assessment.

Clause: 5.3.2.3.2 d.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from hotline_tui.standard.moment import BEIJING
from hotline_tui.standard.refusal import Fault
from hotline_tui.standard.vocabulary import RequestKind, Status


@dataclass(frozen=True, slots=True)
class Duty:
    """What a request of some kind must hold, and in which states it can be made."""

    clause: str
    evidence: str = ""
    review: bool = False
    states: frozenset[Status] = frozenset()


_UNDER_WAY = frozenset({Status.DISPATCHED, Status.SIGNED, Status.IN_REVIEW})
_HANDLED = frozenset({Status.SIGNED, Status.IN_REVIEW, Status.FED_BACK, Status.CALLBACK_DUE})

DUTIES: Mapping[RequestKind, Duty] = {
    RequestKind.COMPLEX: Duty("5.3.2.3.2 d", states=_UNDER_WAY),
    RequestKind.ACCOUNT: Duty("5.3.2.3.5 c", review=True, states=_HANDLED),
    RequestKind.EXCLUSION: Duty("7.1.3.3", evidence="剔除的依据", states=_HANDLED | _UNDER_WAY),
}
"""The kinds of request. A long-standing problem on account has a date at which it is looked at."""


def request_faults(
    kind: RequestKind | None,
    status: Status,
    reason: str,
    evidence: str,
    review_on: str,
    feedback_due_at: datetime | None,
    now: datetime,
    *,
    granted_already: bool,
    undecided: bool,
) -> tuple[Fault, ...]:
    """What a request still lacks, or why it cannot be made now. Clause: 5.3.2.3.2 d."""
    if kind is None:
        kinds = "、".join(one.label for one in RequestKind)
        return (Fault("kind", "", f"请选择申请事项：{kinds}"),)
    duty = DUTIES[kind]
    found: list[Fault] = []
    if status not in duty.states:
        found.append(
            Fault("status", duty.clause, f"工单现为“{status.label}”，不能申请{kind.label}")
        )
    if granted_already:
        found.append(Fault("kind", duty.clause, f"已经{kind.label}"))
    if undecided:
        found.append(Fault("kind", duty.clause, f"已有一项“{kind.label}”的申请等待批复"))
    overdue = feedback_due_at is not None and feedback_due_at <= now
    if kind is RequestKind.COMPLEX and overdue:
        found.append(Fault("kind", duty.clause, "须在反馈时限期满前申请"))
    if not reason.strip():
        found.append(Fault("reason", duty.clause, f"请写明申请{kind.label}的理由"))
    if duty.evidence and not evidence.strip():
        found.append(Fault("evidence", duty.clause, f"请写明{duty.evidence}"))
    if duty.review:
        found += _review_faults(review_on, now, duty.clause)
    return tuple(found)


def _review_faults(review_on: str, now: datetime, clause: str) -> list[Fault]:
    try:
        day = date.fromisoformat(review_on)
    except ValueError:
        return [Fault("review_on", clause, "请写明复查日期，如 2026-12-31")]
    if day <= now.astimezone(BEIJING).date():
        return [Fault("review_on", clause, "复查日期须晚于今天")]
    return []


def decision_faults(
    decided: bool, granted: bool | None, reason: str, asked_by: str, decides: str
) -> tuple[Fault, ...]:
    """Why a request cannot be decided so: once, by another person, a refusal with its reason.

    Clause: 5.3.2.3.2 d, 6.1.2.
    """
    if decided:
        return (Fault("request", "5.3.2.3.2 d", "这项申请已经批复"),)
    found: list[Fault] = []
    if asked_by == decides:
        found.append(Fault("request", "6.1.2", "申请人不能批复自己的申请"))
    if granted is None:
        found.append(Fault("granted", "5.3.2.3.2 d", "请批复：同意或不同意"))
    elif not granted and not reason.strip():
        found.append(Fault("reason", "5.3.2.3.2 d", "不同意的，请写明理由"))
    return tuple(found)
