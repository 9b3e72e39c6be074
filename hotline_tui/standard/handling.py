"""What is written down while an organizer has a ticket: returns, progress, who told it.

Clause: 4.2, 4.3, 5.3.2.2.3, 5.3.2.2.4, 5.3.2.2.5.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from hotline_tui.standard.lifecycle import worklist
from hotline_tui.standard.refusal import Fault
from hotline_tui.standard.vocabulary import Progress, ReturnReason, Role, Status, Worklist

LOGGED_IN = frozenset({Status.SIGNED, Status.IN_REVIEW, Status.FED_BACK, Status.CALLBACK_DUE})
"""Where work on a ticket is written down: from sign-for on, and after a feedback that it goes on.

Clause: 5.3.2.2.3.
"""

PROGRESS_CLAUSE: dict[Progress, str] = {
    Progress.CONTACT: "5.3.2.2.3",
    Progress.VISIT: "5.3.2.2.5",
    Progress.WHISTLE: "4.3",
    Progress.MEETING: "4.3",
    Progress.INSTRUCTION: "5.6.1",
    Progress.NOTE: "5.3.2.2.5",
}
"""The clause by which each kind of progress is kept."""


def told_by_faults(roles: Iterable[Role], told_by: str) -> tuple[Fault, ...]:
    """Whoever records on an organizer's behalf says who there told it. Clause: 5.3.2.3.1."""
    if Role.ORGANIZER in roles or told_by.strip():
        return ()
    message = "代承办单位记录，须写明由承办单位何人告知"
    return (Fault("told_by", "5.3.2.3.1", message),)


def return_faults(
    reason: ReturnReason | None, explanation: str, evidence: str
) -> tuple[Fault, ...]:
    """A ticket is given back for a reason that counts, explained, with evidence. Clause: 4.2."""
    found: list[Fault] = []
    if reason is None:
        reasons = "、".join(f"{one.label}（{one.value}）" for one in ReturnReason)
        found.append(Fault("reason", "4.2", f"退单须写明原因：{reasons}"))
    if not explanation.strip():
        found.append(Fault("explanation", "4.2", "退单须说明情况：为何不应由本单位承办"))
    if not evidence.strip():
        found.append(Fault("evidence", "4.2", "退单须提供依据：职责规定、权属证明等"))
    return tuple(found)


def decision_faults(undecided: bool, reason: str, needs_reason: bool) -> tuple[Fault, ...]:
    """A return is decided once; a rejection says why. Clause: 4.2."""
    if not undecided:
        return (Fault("status", "4.2", "没有待审定的退单：已接受退单或已收回，等待重新派单"),)
    if needs_reason and not reason.strip():
        return (Fault("reason", "4.2", "驳回退单须写明理由"),)
    return ()


def same_unit_faults(undecided: bool, before: str | None, lead: str) -> tuple[Fault, ...]:
    """What a unit gives back is not sent to it again, but its return rejected. Clause: 4.2."""
    if not undecided or before != lead:
        return ()
    return (Fault("organizer", "4.2", "该单位正申请退单：仍由其承办的，请驳回退单并写明理由"),)


def recall_faults(reason: str) -> tuple[Fault, ...]:
    """A supervisor who takes a ticket away says why. Clause: 4.2."""
    return () if reason.strip() else (Fault("reason", "4.2", "收回或转派工单须写明理由"),)


def transfer_faults(reason: str, before: str | None, lead: str) -> tuple[Fault, ...]:
    """A transfer says why, and goes to another unit. Clause: 4.2."""
    found = recall_faults(reason)
    if before == lead:
        found += (Fault("organizer", "4.2", "该单位正承办本工单，转派须派至另一单位"),)
    return found


def reason_faults(clause: str, reason: str, what: str, field: str = "reason") -> tuple[Fault, ...]:
    """Some acts say why: what is sent back, what is watched."""
    return () if reason.strip() else (Fault(field, clause, f"{what}须写明理由"),)


def open_faults(status: Status) -> tuple[Fault, ...]:
    """What has come to its end is not changed any more. Clause: 5.6.2."""
    if worklist(status) is not Worklist.NONE:
        return ()
    return (Fault("status", "5.6.2", f"工单现为“{status.label}”，不能再更改"),)


def check_faults(*, checked: bool, called_back: bool) -> tuple[Fault, ...]:
    """A feedback is looked at once, before its claimant is asked. Clause: 5.3.2.3.5 a."""
    if not checked and not called_back:
        return ()
    message = "反馈内容已核对通过，等待回访" if checked else "已经回访，反馈内容不再核对"
    return (Fault("status", "5.3.2.3.5 a", message),)


def progress_faults(
    what: Progress | None,
    at: datetime | None,
    participants: Sequence[str],
    said: str,
    outcome: str,
    dispatched_at: datetime | None,
    now: datetime,
) -> tuple[Fault, ...]:
    """What a line of a progress log still lacks. Clause: 4.3, 5.3.2.2.3, 5.3.2.2.4, 5.3.2.2.5."""
    if what is None:
        kinds = "、".join(f"{one.label}（{one.value}）" for one in Progress)
        return (Fault("what", "5.3.2.2.5", f"须写明是哪一种办理进展：{kinds}"),)
    clause = PROGRESS_CLAUSE[what]
    found: list[Fault] = []
    if at is None:
        found.append(Fault("at", clause, f"{what.label}须写明时间"))
    elif at > now:
        found.append(Fault("at", clause, f"{what.label}的时间不能晚于现在"))
    elif dispatched_at is not None and at < dispatched_at:
        found.append(Fault("at", clause, f"{what.label}的时间不能早于派单时间"))
    if what.coordination and not participants:
        found.append(Fault("participants", clause, f"{what.label}须写明到场或参会的单位"))
    if what is Progress.INSTRUCTION and not participants:
        found.append(Fault("participants", clause, "领导批示须写明批示的领导"))
    if not said.strip():
        found.append(Fault("said", clause, f"{what.label}须写明内容"))
    if what.coordination and not outcome.strip():
        found.append(Fault("outcome", clause, f"{what.label}须写明结果"))
    return tuple(found)


def log_faults(status: Status) -> tuple[Fault, ...]:
    """Work is written down from sign-for on. Clause: 5.3.2.2.3."""
    if status in LOGGED_IN:
        return ()
    message = f"工单现为“{status.label}”，签收后、办结前才能记录办理进展"
    return (Fault("status", "5.3.2.2.3", message),)
