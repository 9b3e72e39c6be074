"""Improvement: from a finding over its measures to their effect. Clause: 7.2."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from hotline_tui.standard.refusal import Fault
from hotline_tui.standard.reports import PERSONAL
from hotline_tui.standard.vocabulary import Term


class Direction(Term):
    """What a measure works on, as the standard lists it. Clause: 7.2."""

    DATA = "data", "数据运用与主动发现"
    PROCESS = "process", "流程、机构和人员"
    INDICATORS = "indicators", "评价指标"
    TRAINING = "training", "人员培训"
    POLICY = "policy", "政策建议"

    @property
    def clause(self) -> str:
        """The letter under which the standard lists it."""
        return f"7.2 {'abcde'[list(Direction).index(self)]}"


class Progress(Term):
    """How far an improvement has come. Clause: 7.2."""

    OPEN = "open", "待定措施"
    UNDER_WAY = "under_way", "整改中"
    TO_JUDGE = "to_judge", "待评成效"
    SETTLED = "settled", "已了结"


def progress(done: Iterable[bool], judged: int, settled: bool) -> Progress:
    """How far it has come, by its measures in their order: which are done, how many of them an
    earlier judgement has found not to be enough. Clause: 7.2.
    """
    if settled:
        return Progress.SETTLED
    measures = list(done)
    if len(measures) == judged:
        return Progress.OPEN
    return Progress.TO_JUDGE if all(measures) else Progress.UNDER_WAY


def finding_faults(finding: str, cause: str) -> tuple[Fault, ...]:
    """What a finding still lacks: what is wrong, and an analysis why. Clause: 7.2, 6.1.1."""
    found = []
    if not finding.strip():
        found.append(Fault("finding", "7.2", "请写明存在的问题"))
    if not cause.strip():
        found.append(Fault("cause", "7.2", "请写明原因分析"))
    return (*found, *_personal(finding=finding, cause=cause))


def measure_faults(
    direction: Direction | None, measure: str, who: str, due_at: datetime | None, now: datetime
) -> tuple[Fault, ...]:
    """What a measure still lacks: which sort, what, by whom, by when. Clause: 7.2, 6.1.1."""
    found = []
    if direction is None:
        sorts = "、".join(one.label for one in Direction)
        found.append(Fault("direction", "7.2", f"请选择措施的类别：{sorts}"))
    if not measure.strip():
        found.append(Fault("measure", "7.2", "请写明整改措施"))
    if not who.strip():
        found.append(Fault("who", "7.2", "请写明由谁负责"))
    if due_at is None:
        found.append(Fault("due_at", "7.2", "请写明完成期限"))
    elif due_at <= now:
        found.append(Fault("due_at", "7.2", "完成期限须晚于现在"))
    return (*found, *_personal(measure=measure))


def done_faults(done: bool, result: str) -> tuple[Fault, ...]:
    """Why a measure cannot be told to be done. Clause: 7.2, 6.1.1."""
    if done:
        return (Fault("measure", "7.2", "这项措施已经完成"),)
    if not result.strip():
        return (Fault("result", "7.2", "请写明完成情况"),)
    return _personal(result=result)


def judging_faults(stands: Progress, reached: bool | None, note: str) -> tuple[Fault, ...]:
    """Why its effect cannot be judged yet. Clause: 7.2, 6.1.1."""
    found = []
    if stands is not Progress.TO_JUDGE:
        found.append(Fault("status", "7.2", f"现为“{stands.label}”：措施都完成后才评成效"))
    if reached is None:
        found.append(Fault("reached", "7.2", "请写明是否见效"))
    if not note.strip():
        found.append(Fault("note", "7.2", "请写明成效评价"))
    return (*found, *_personal(note=note))


def _personal(**texts: str) -> tuple[Fault, ...]:
    told = "文字中有电话或证件号码，改进记录不能写个人信息"
    return tuple(
        Fault(name, "6.1.1", told) for name, text in texts.items() if PERSONAL.search(text)
    )
