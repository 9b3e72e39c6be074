"""What reports there are, what each must say, and by when. Clause: 6.3.2.1.1, 6.3.2.2."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from hotline_tui.standard.refusal import Fault
from hotline_tui.standard.vocabulary import Term, Urgency

EMERGENCY_LIMIT = timedelta(hours=2)
"""Within so long of its registration an emergency is reported. Clause: 6.3.2.1.1."""


class ReportKind(Term):
    """Kinds of report. Clause: 6.3.2.1.1, 6.3.2.2, 6.3.2.3.1, 6.3.2.3.3, 6.3.2.3.4."""

    EMERGENCY = "emergency", "紧急信息报告"
    PERIODIC = "periodic", "诉求数据分析报告"
    SPECIAL = "special", "专题报告"
    FREQUENT = "frequent", "高频问题和高频区域通报"
    ADVICE = "advice", "专项治理建议"

    @property
    def clause(self) -> str:
        """The clause that asks for it."""
        return _CLAUSES[self]

    @property
    def parts(self) -> tuple[Part, ...]:
        """Its texts, in their order."""
        return PARTS[self]

    @property
    def of_one_matter(self) -> bool:
        """Whether it looks at one matter, named by how its categories' codes begin."""
        return self in (ReportKind.SPECIAL, ReportKind.ADVICE)


_CLAUSES: Mapping[ReportKind, str] = {
    ReportKind.EMERGENCY: "6.3.2.1.1",
    ReportKind.PERIODIC: "6.3.2.2",
    ReportKind.SPECIAL: "6.3.2.3.1",
    ReportKind.FREQUENT: "6.3.2.3.3",
    ReportKind.ADVICE: "6.3.2.3.4",
}


@dataclass(frozen=True, slots=True)
class Part:
    """A text of a report: its name, its heading, its clause, whether it may be left empty,
    and whether it is a few words."""

    name: str
    label: str
    clause: str
    required: bool = True
    short: bool = False


def _emergency() -> tuple[Part, ...]:
    named = {
        "time": "发生时间", "place": "发生地点", "scale": "规模", "cause": "起因",
        "impact": "影响程度", "handling": "前期处置情况", "nature": "事件性质",
        "opinion": "舆情走势", "risks": "即将出现的风险", "advice": "处置意见",
    }  # fmt: skip
    short = ("time", "place", "scale", "nature")
    return tuple(
        Part(name, label, "6.3.2.1.2", short=name in short) for name, label in named.items()
    )


PARTS: Mapping[ReportKind, tuple[Part, ...]] = {
    ReportKind.EMERGENCY: _emergency(),
    ReportKind.PERIODIC: (
        Part("analysis", "情况分析", "6.3.2.2", required=False),
        Part("advice", "工作建议", "6.3.2.2", required=False),
    ),
    ReportKind.SPECIAL: (
        Part("findings", "规律与趋势", "6.3.2.3.1"),
        Part("opinion", "民意舆情研判", "6.3.2.3.2"),
        Part("advice", "意见和建议", "6.3.2.3.1", required=False),
    ),
    ReportKind.FREQUENT: (Part("demands", "工作要求", "6.3.2.3.3", required=False),),
    ReportKind.ADVICE: (
        Part("causes", "原因分析", "6.3.2.3.4"),
        Part("advice", "专项治理建议", "6.3.2.3.4"),
    ),
}
"""The texts of each kind of report. Clause: 6.3.2.1.2."""


REPORTED = (Urgency.EMERGENCY, Urgency.INSTABILITY, Urgency.PUBLIC_HEALTH)
"""What is reported at once, besides whatever threatens life or property. Clause: 6.3.2.1.1."""


def report_due_at(urgency: Urgency, risk: bool, registered_at: datetime) -> datetime | None:
    """By when an emergency is to be reported; None for a matter that needs no such report.

    Major emergencies, public health, instability, and whatever threatens life or property.
    Clause: 6.3.2.1.1.
    """
    return registered_at + EMERGENCY_LIMIT if risk or urgency in REPORTED else None


def waiver_faults(open_or_granted: bool, reported: bool, reason: str) -> tuple[Fault, ...]:
    """Why it cannot be proposed that an emergency needs no report. Clause: 6.3.2.1.1, 6.1.1."""
    found = []
    if reported:
        found.append(Fault("ticket", "6.3.2.1.1", "紧急信息报告已经报送"))
    elif open_or_granted:
        found.append(Fault("ticket", "6.3.2.1.1", "已经提出过不需报送"))
    if not reason.strip():
        found.append(Fault("reason", "6.3.2.1.1", "请写明为什么不需报送"))
    elif PERSONAL.search(reason):
        found.append(Fault("reason", "6.1.1", "理由中有电话或证件号码，不能写个人信息"))
    return tuple(found)


def waiver_decision_faults(
    granted: bool | None, decision: str, asked_by: str, me: str
) -> tuple[Fault, ...]:
    """Why somebody cannot decide that an emergency needs no report. Clause: 6.3.2.1.1."""
    found = []
    if asked_by == me:
        found.append(Fault("by", "6.3.2.1.1", "不需报送须由提出人以外的人审定"))
    if granted is None:
        found.append(Fault("granted", "6.3.2.1.1", "请写明是否同意不报送"))
    if granted is False and not decision.strip():
        found.append(Fault("decision", "6.3.2.1.1", "不同意的，请写明理由"))
    return tuple(found)


PERSONAL = re.compile(r"(?<!\d)(?:1\d{10}|0\d{2,3}[- ]?\d{7,8}|\d{17}[\dXx])(?!\d)")
"""Telephone numbers and identity cards."""


def without_personal_data(text: str, names: Iterable[str] = ()) -> str:
    """A text with telephone numbers, identity cards and these names blotted out. Clause: 6.1.1."""
    for name in names:
        if name.strip():
            text = text.replace(name.strip(), f"{name.strip()[0]}某")
    return PERSONAL.sub("（略）", text)


def part_faults(kind: ReportKind, texts: Mapping[str, str]) -> tuple[Fault, ...]:
    """Texts that a report of this kind has no place for, or that hold personal data.

    Clause: 6.1.1.
    """
    known = {one.name: one.label for one in kind.parts}
    found = [
        Fault(name, kind.clause, f"{kind.label}没有“{name}”这一部分，有：{'、'.join(known)}")
        for name in texts
        if name not in known
    ]
    return (
        *found,
        *(
            Fault(name, "6.1.1", f"“{known[name]}”中有电话或证件号码，报告不能写个人信息")
            for name, text in texts.items()
            if name in known and PERSONAL.search(text)
        ),
    )


def approval_faults(kind: ReportKind, texts: Mapping[str, str]) -> tuple[Fault, ...]:
    """What a report still lacks before it can be approved. Clause: 6.3.2.1.2."""
    return tuple(
        Fault(one.name, one.clause, f"还缺“{one.label}”")
        for one in kind.parts
        if one.required and not texts.get(one.name, "").strip()
    )


def sending_faults(approved: bool, recipients: str) -> tuple[Fault, ...]:
    """Why a report cannot be recorded as sent. Clause: 6.3.2.1.1, 6.3.2.2."""
    found = []
    if not approved:
        found.append(Fault("status", "6.3.2.2", "报告还没有审定，不能报送"))
    if not recipients.strip():
        found.append(Fault("to", "6.3.2.2", "请写明报送给哪些政府及部门"))
    return tuple(found)
