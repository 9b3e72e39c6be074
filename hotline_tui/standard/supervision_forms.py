"""The forms in which people supervise, and what each record has to hold.

Clause: 5.3.3 b, 5.3.3 c, 5.3.3 d, 5.3.3 e, 5.3.3 f.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from hotline_tui.standard.lifecycle import worklist
from hotline_tui.standard.refusal import Fault
from hotline_tui.standard.vocabulary import Form, Status, Worklist


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that a record holds. `ending` ones are asked for when it is completed; `names` are
    several units or people; a part that is not `required` may stay empty."""

    name: str
    label: str
    ending: bool = False
    names: bool = False
    required: bool = True


@dataclass(frozen=True, slots=True)
class Duty:
    """A form of supervision: its clause, whether a leader approves it, what its limit means."""

    clause: str
    use: str
    limit: str
    parts: tuple[Part, ...]
    approved: bool = False


DUTIES: Mapping[Form, Duty] = {
    Form.REMINDER: Duty("5.3.3 a", "提醒承办单位尽快办理", "办理期限", ()),
    Form.DOCUMENT: Duty(
        "5.3.3 b",
        "无法协调推动、职能空白的诉求：专报经领导审批后下发，限期书面反馈",
        "书面反馈期限",
        (
            Part("report", "专报内容"),
            Part("written_feedback", "书面反馈的办理结果", ending=True),
        ),
        approved=True,
    ),
    Form.CONSULTATION: Duty(
        "5.3.3 c",
        "公共应急、集中反映、多次流转未解决的诉求：以会议的形式协商推动解决",
        "会议时间",
        (
            Part("participants", "参会单位", names=True),
            Part("agenda", "会商事项"),
            Part("decided", "会商结果", ending=True),
        ),
    ),
    Form.ON_SITE: Duty(
        "5.3.3 d",
        "疑难、重点、重复投诉、区域交叉、权属不清的诉求：按规定时间抵达现场，划分责任",
        "抵达现场的时间",
        (
            Part("participants", "要求到场的单位", names=True),
            Part("place", "诉求现场"),
            Part("attended", "按时到场的单位", ending=True, names=True),
            Part("absent", "未按时、不配合的单位（予以通报）", ending=True, names=True,
                 required=False),
            Part("responsibility", "核实情况与责任划分", ending=True),
        ),
    ),
    Form.JOINT: Duty(
        "5.3.3 e",
        "问题集中、考评靠后的承办单位：相关部门专项督查、实地督查",
        "督查完成期限",
        (
            Part("departments", "联合督办的部门", names=True),
            Part("problem", "集中的问题或考评情况"),
            Part("finding", "督查结果", ending=True),
        ),
    ),
    Form.DISCIPLINARY: Duty(
        "5.3.3 f",
        "推诿扯皮、敷衍塞责的情况：由相关部门督办",
        "办理期限",
        (
            Part("department", "督办部门"),
            Part("conduct", "推诿扯皮、敷衍塞责的情况"),
            Part("finding", "处理结果", ending=True),
        ),
    ),
}  # fmt: skip
"""What each form is for and what its record holds; the system's own has none.

Clause: 5.3.3 a, 5.3.3 b, 5.3.3 c, 5.3.3 d, 5.3.3 e, 5.3.3 f.
"""

FORMS = tuple(DUTIES)
"""The forms that a person may choose."""

Record = Mapping[str, str | tuple[str, ...]]


def parts(form: Form, *, ending: bool) -> tuple[Part, ...]:
    """What is asked for when a supervision is opened, or when it is completed."""
    duty = DUTIES.get(form)
    return tuple(part for part in duty.parts if part.ending is ending) if duty else ()


def opening_faults(
    form: Form | None,
    demand: str,
    record: Record,
    due_at: datetime | None,
    approved_by: str,
    now: datetime,
) -> tuple[Fault, ...]:
    """What a supervision still lacks before it may be issued.

    Clause: 5.3.3 b, 5.3.3 c, 5.3.3 d, 5.3.3 e, 5.3.3 f.
    """
    duty = DUTIES.get(form) if form else None
    if form is None or duty is None:
        forms = "、".join(one.label for one in FORMS)
        return (Fault("form", "5.3.3", f"请选择督办方式：{forms}"),)
    found = [] if demand.strip() else [Fault("demand", duty.clause, "请写明督办要求")]
    found += _lacking(form, record, ending=False)
    if due_at is None and form is not Form.REMINDER:
        found.append(Fault("due_at", duty.clause, f"请写明{duty.limit}"))
    elif due_at is not None and due_at <= now:
        found.append(Fault("due_at", duty.clause, f"{duty.limit}须晚于现在"))
    if duty.approved and not approved_by.strip():
        message = f"{form.label}须经领导审批：请写明审批领导"
        found.append(Fault("approved_by", duty.clause, message))
    return tuple(found)


def ending_faults(form: Form, record: Record) -> tuple[Fault, ...]:
    """What a supervision still lacks before it is completed.

    Clause: 5.3.3 b, 5.3.3 c, 5.3.3 d, 5.3.3 e, 5.3.3 f.
    """
    return tuple(_lacking(form, record, ending=True))


def status_faults(status: Status) -> tuple[Fault, ...]:
    """A ticket can be supervised at any point while it is open. Clause: 5.3.3."""
    if worklist(status) is not Worklist.NONE or status is Status.ANSWERED:
        return ()
    return (Fault("status", "5.3.3", f"工单现为“{status.label}”，不能督办"),)


def note_faults(
    status: Status, said: str, at: datetime, raised_at: datetime, now: datetime
) -> tuple[Fault, ...]:
    """What is wrong with a note about a call or a remark. Clause: 5.3.3."""
    found = list(status_faults(status))
    if not said.strip():
        found.append(Fault("said", "5.3.3", "请写明说了什么、怎样约定"))
    if not raised_at <= at <= now:
        found.append(Fault("at", "5.3.3", "通话时间须在诉求提出之后、现在之前"))
    return tuple(found)


def _lacking(form: Form, record: Record, *, ending: bool) -> list[Fault]:
    return [
        Fault(part.name, DUTIES[form].clause, f"请写明{part.label}")
        for part in parts(form, ending=ending)
        if part.required and not _filled(record.get(part.name, ""))
    ]


def _filled(given: str | tuple[str, ...]) -> bool:
    return bool(given.strip()) if isinstance(given, str) else any(one.strip() for one in given)
