"""The life of a knowledge article, from a manuscript to its withdrawal: one table of moves.

What is in an editor's hands is a manuscript: of a new article, or of the next version of one that
is published, which stands until the new one takes its place. Clause: 6.2.1, 6.2.3, 6.2.4.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from hotline_tui.standard.refusal import Fault, Refused
from hotline_tui.standard.vocabulary import Term

REQUIRED = ("title", "text", "class", "source", "authority", "valid_to")
"""What every article says of itself. Clause: 6.2.3."""


class Stage(Term):
    """How far a manuscript has come. Clause: 6.2.4."""

    CONTRIBUTED = "contributed", "供稿"
    DRAFT = "draft", "草稿"
    IN_CHECK = "in_check", "待校核"
    RETURNED = "returned", "校核退回"
    CHECKED = "checked", "待发布"
    PUBLISHED = "published", "已发布"
    WITHDRAWN = "withdrawn", "已撤回"
    DECLINED = "declined", "未采纳"
    DISCARDED = "discarded", "已作废"


class Deed(Term):
    """What can be done with a manuscript or with an article."""

    BEGIN = "begin", "起草"
    CONTRIBUTE = "contribute", "供稿"
    ADOPT = "adopt", "采纳"
    DECLINE = "decline", "不采纳"
    WRITE = "write", "修改"
    REBASE = "rebase", "改以现行版为底稿"
    SUBMIT = "submit", "送校核"
    PASS = "pass", "校核通过"
    REJECT = "reject", "校核退回"
    PUBLISH = "publish", "发布"
    WITHDRAW = "withdraw", "撤回"
    DISCARD = "discard", "作废"


@dataclass(frozen=True, slots=True)
class Step:
    """A step that a manuscript may take, and the clause that foresees it."""

    deed: Deed
    start: Stage
    end: Stage
    clause: str


STEPS: tuple[Step, ...] = (
    Step(Deed.WRITE, Stage.CONTRIBUTED, Stage.CONTRIBUTED, "6.2.4"),
    Step(Deed.ADOPT, Stage.CONTRIBUTED, Stage.DRAFT, "6.2.4"),
    Step(Deed.DECLINE, Stage.CONTRIBUTED, Stage.DECLINED, "6.2.4"),
    Step(Deed.WRITE, Stage.DRAFT, Stage.DRAFT, "6.2.1"),
    Step(Deed.WRITE, Stage.RETURNED, Stage.DRAFT, "6.2.1"),
    # What is changed after it was handed in or checked has to be checked again.
    Step(Deed.WRITE, Stage.IN_CHECK, Stage.DRAFT, "6.2.4"),
    Step(Deed.WRITE, Stage.CHECKED, Stage.DRAFT, "6.2.4"),
    Step(Deed.REBASE, Stage.DRAFT, Stage.DRAFT, "6.2.1"),
    Step(Deed.REBASE, Stage.RETURNED, Stage.DRAFT, "6.2.1"),
    Step(Deed.REBASE, Stage.IN_CHECK, Stage.DRAFT, "6.2.4"),
    Step(Deed.REBASE, Stage.CHECKED, Stage.DRAFT, "6.2.4"),
    Step(Deed.SUBMIT, Stage.DRAFT, Stage.IN_CHECK, "6.2.4"),
    Step(Deed.SUBMIT, Stage.RETURNED, Stage.IN_CHECK, "6.2.4"),
    Step(Deed.PASS, Stage.IN_CHECK, Stage.CHECKED, "6.2.4"),
    Step(Deed.REJECT, Stage.IN_CHECK, Stage.RETURNED, "6.2.4"),
    Step(Deed.REJECT, Stage.CHECKED, Stage.RETURNED, "6.2.4"),
    Step(Deed.PUBLISH, Stage.CHECKED, Stage.PUBLISHED, "6.2.4"),
    Step(Deed.WITHDRAW, Stage.PUBLISHED, Stage.WITHDRAWN, "6.2.3"),
    Step(Deed.DISCARD, Stage.DRAFT, Stage.DISCARDED, "6.2.1"),
    Step(Deed.DISCARD, Stage.RETURNED, Stage.DISCARDED, "6.2.1"),
    Step(Deed.DISCARD, Stage.IN_CHECK, Stage.DISCARDED, "6.2.1"),
    Step(Deed.DISCARD, Stage.CHECKED, Stage.DISCARDED, "6.2.1"),
)
"""All steps that there are. Clause: 6.2.1, 6.2.4."""

_BY_START: dict[tuple[Stage, Deed], Step] = {(one.start, one.deed): one for one in STEPS}

UNDER_WAY = frozenset({Stage.DRAFT, Stage.IN_CHECK, Stage.RETURNED, Stage.CHECKED})
"""Stages in which a manuscript is in the editors' hands; an article has one such at most."""

REASONED = frozenset({Deed.REJECT, Deed.DECLINE, Deed.WITHDRAW})
"""What is not done without saying why."""


def deeds(stage: Stage) -> tuple[Deed, ...]:
    """What can be done next at this stage."""
    return tuple(one.deed for one in STEPS if one.start is stage)


def advance(stage: Stage, deed: Deed) -> Stage:
    """The stage after `deed`; raises `Refused` where the table has no such step.

    Clause: 6.2.4.
    """
    step = _BY_START.get((stage, deed))
    if step is not None:
        return step.end
    possible = "、".join(one.label for one in deeds(stage)) or "无"
    told = f"现为“{stage.label}”，不能{deed.label}；现在可以：{possible}"
    raise Refused(Fault("stage", "6.2.4", told))


def checker_faults(authors: Collection[str], checker: str) -> tuple[Fault, ...]:
    """Whoever has written on it does not check it. Clause: 6.2.4."""
    if checker not in authors:
        return ()
    return (Fault("checker", "6.2.4", "校核须由另一人进行：这篇稿件您写过或送过校核"),)


def reason_faults(deed: Deed, reason: str) -> tuple[Fault, ...]:
    """What turns somebody's work down, or takes an article back, says why. Clause: 6.2.4."""
    if deed not in REASONED or reason.strip():
        return ()
    return (Fault("reason", "6.2.4", f"{deed.label}须写明理由"),)


def validity_faults(valid_to: date | None, today: date) -> tuple[Fault, ...]:
    """What is over is not published any more. Clause: 6.2.3."""
    if valid_to is None or valid_to >= today:
        return ()
    return (Fault("valid_to", "6.2.3", f"有效期已于 {valid_to} 结束，不能再发布"),)
