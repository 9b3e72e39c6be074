"""What has to be done before a ticket may be closed, ended without being handled, or archived.

Clause: 5.6.1, 5.6.3, A.1.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hotline_tui.standard.refusal import Fault
from hotline_tui.standard.vocabulary import CancelReason, Role


@dataclass(frozen=True, slots=True)
class Duties:
    """The duties of a ticket as they stand: what was done, and how much is still open."""

    answered_directly: bool = False
    cited: bool = False
    called_back: bool = False
    alerts: int = 0
    requests: int = 0
    supervisions: int = 0
    on_account: bool = False


def closing_faults(duties: Duties) -> tuple[Fault, ...]:
    """The duties that are not met yet, each with its clause. Clause: 5.3.1, 5.5.1, 5.6.1."""
    open_ones = (
        (duties.answered_directly and not duties.cited, "5.3.1", "直接答复没有引用知识点"),
        (
            not duties.answered_directly and not duties.called_back,
            "5.5.1",
            "还没有回访：须回访，或记明无法回访、拒绝回访、未抽中",
        ),
        (bool(duties.alerts), "5.2.2.3 e", "紧急提醒还没有督办员确认"),
        (bool(duties.requests), "5.3.2.3.2 d", f"还有 {duties.requests} 项申请没有批复"),
        (bool(duties.supervisions), "5.3.3", f"还有 {duties.supervisions} 项督办没有了结"),
        (duties.on_account, "5.6.1", "已挂账，销账后才能办结"),
    )
    return tuple(Fault("status", clause, message) for unmet, clause, message in open_ones if unmet)


def cancel_faults(reason: CancelReason | None, note: str, other: str) -> tuple[Fault, ...]:
    """What is missing when a ticket ends without being handled; it is kept all the same.

    A duplicate names the ticket that goes on. Clause: A.1.
    """
    found: list[Fault] = []
    if reason is None:
        reasons = "、".join(one.label for one in CancelReason)
        found.append(Fault("reason", "A.1", f"请选择撤销的原因：{reasons}"))
    if reason is CancelReason.DUPLICATE and not other.strip():
        found.append(Fault("other", "A.1", "重复登记的，请写明继续办理的那件工单的编号"))
    if reason is not CancelReason.DUPLICATE and not note.strip():
        found.append(Fault("note", "A.1", "请写明撤销的具体情况"))
    return tuple(found)


def keeper_faults(keeper: str, roles: Iterable[Role]) -> tuple[Fault, ...]:
    """An archive is kept by a named person whose task it is. Clause: 5.6.3."""
    if not keeper:
        return (Fault("keeper", "5.6.3", "归档须指定专人保管：请写明保管人的工号"),)
    if Role.ARCHIVIST in roles:
        return ()
    message = f"{keeper[:40]} 不是在岗的{Role.ARCHIVIST.label}，不能保管档案"
    return (Fault("keeper", "5.6.3", message),)


def sealing_faults(alerts: int) -> tuple[Fault, ...]:
    """What would have to change in an archived ticket holds its archiving up. Clause: 5.2.2.3 e."""
    if not alerts:
        return ()
    return (Fault("status", "5.2.2.3 e", "紧急提醒还没有督办员确认，确认后才能归档"),)
