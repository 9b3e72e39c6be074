"""What an organizer is told of its assessment, what it answers, what the results are used for.

Clause: 7.1.3.4, 7.1.3.5, 6.3.1.5.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from hotline_tui.standard.periods import Period
from hotline_tui.standard.refusal import Fault
from hotline_tui.standard.reports import PERSONAL
from hotline_tui.standard.vocabulary import Term


class Use(Term):
    """What results of the assessment are a basis of, as the standard lists it. Clause: 7.1.3.5."""

    PERFORMANCE = "performance", "政府绩效考核"
    TRADE = "trade", "行业监管"
    PARTY = "party", "党建评价"
    EFFICIENCY = "efficiency", "机关效能建设考评"
    SPECIAL = "special", "相关专项考评"


class Step(Term):
    """What follows from them for the organizer. Clause: 7.1.3.5."""

    REFERENCE = "reference", "提供参考"
    PRAISE = "praise", "表彰"
    NOTICE = "notice", "通报"
    TALK = "talk", "约谈"
    RECTIFY = "rectify", "责成整改"


def period_faults(of: Period, now: datetime) -> tuple[Fault, ...]:
    """Results are told of a period that is over. Clause: 7.1.3.4."""
    if of.so_far(now) == of.window:
        return ()
    return (Fault("period", "7.1.3.4", f"{of.name}还没有过完，过完以后再告知考评结果"),)


def receipt_faults(received: bool) -> tuple[Fault, ...]:
    """Results are received once. Clause: 7.1.3.4."""
    return (Fault("status", "7.1.3.4", "这份考评结果已经签收"),) if received else ()


def objection_faults(received: bool, objected: bool, objection: str) -> tuple[Fault, ...]:
    """Why a correction cannot be asked for. Clause: 7.1.3.4, 6.1.1."""
    if not received:
        return (Fault("status", "7.1.3.4", "请先签收考评结果，再提出异议"),)
    if objected:
        return (Fault("status", "7.1.3.4", "已经提出过异议"),)
    return _said("objection", "7.1.3.4", "请写明对哪个数字有异议、依据是什么", objection)


def decision_faults(
    objected: bool, decided: bool, upheld: bool | None, decision: str
) -> tuple[Fault, ...]:
    """Why an objection cannot be decided. Clause: 7.1.3.4, 6.1.1."""
    if not objected or decided:
        told = "异议已经答复" if decided else "承办单位没有提出异议"
        return (Fault("status", "7.1.3.4", told),)
    found = []
    if upheld is None:
        found.append(Fault("upheld", "7.1.3.4", "请写明异议是否成立"))
    return (*found, *_said("decision", "7.1.3.4", "请写明核查情况和答复", decision))


def use_faults(use: Use | None, step: Step | None, to: str, note: str) -> tuple[Fault, ...]:
    """What the record of a use still lacks. Clause: 7.1.3.5, 6.1.1."""
    found = []
    if use is None:
        uses = "、".join(one.label for one in Use)
        found.append(Fault("use", "7.1.3.5", f"请选择用于什么：{uses}"))
    if step is None:
        steps = "、".join(one.label for one in Step)
        found.append(Fault("step", "7.1.3.5", f"请选择怎样运用：{steps}"))
    if not to.strip():
        found.append(Fault("to", "7.1.3.5", "请写明提供给哪个部门"))
    return (*found, *_said("note", "7.1.3.5", "请写明运用情况", note))


ANALYSIS: Mapping[str, tuple[str, str]] = {
    "situation": ("诉求情况", "6.3.1.5"),
    "causes": ("深层原因与解决办法", "6.3.1.4 a"),
    "trend": ("趋势预测", "6.3.1.4 b"),
    "warning": ("预警信息", "6.3.1.4 c"),
}
"""The parts of an organizer's analysis: what each is called, and its clause. Clause: 6.3.1.4."""


def analysis_faults(texts: Mapping[str, str]) -> tuple[Fault, ...]:
    """What an organizer's analysis still lacks, and parts that it has no place for.

    The situation has to be there, the others should be. Clause: 6.3.1.5, 6.1.1.
    """
    known = "、".join(ANALYSIS)
    found = [
        Fault(name, "6.3.1.5", f"没有“{name}”这一部分，有：{known}")
        for name in texts
        if name not in ANALYSIS
    ]
    found += _said("situation", "6.3.1.5", "请写明本期诉求情况", texts.get("situation", ""))
    for name in ("causes", "trend", "warning"):
        found += _personal(name, texts.get(name, ""))
    return tuple(found)


def _said(name: str, clause: str, told: str, text: str) -> tuple[Fault, ...]:
    return _personal(name, text) if text.strip() else (Fault(name, clause, told),)


def _personal(name: str, text: str) -> tuple[Fault, ...]:
    if not PERSONAL.search(text):
        return ()
    return (Fault(name, "6.1.1", "文字中有电话或证件号码，这里不能写个人信息"),)
