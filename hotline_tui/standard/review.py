"""A second person looks at sampled tickets with a scorecard; whose work it is may answer.

Clause: 7.1.2.1, 7.1.2.2, 7.1.2.4.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from hotline_tui.standard.intake_quality import Aspect
from hotline_tui.standard.policy import ANSWER_WITHIN, Policy
from hotline_tui.standard.refusal import Fault
from hotline_tui.standard.reports import PERSONAL
from hotline_tui.standard.sampling import drawn, place
from hotline_tui.standard.vocabulary import Term

CLAUSE = "7.1.2.1"


# ---- whom to look at ----------------------------------------------------------------------


class Cause(Term):
    """Why a ticket is reviewed. Clause: 7.1.2.1, 5.4.3."""

    SAMPLE = "sample", "抽样"
    RATING = "rating", "来电人不满意"
    COMPLAINT = "complaint", "有效投诉"
    PICKED = "picked", "点选"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A ticket that may be drawn: whose work it is, and what always has it looked at."""

    number: str
    agent: str
    rated_badly: bool = False
    complained: bool = False


def sample(candidates: Iterable[Candidate], policy: Policy) -> dict[str, Cause]:
    """Which tickets are reviewed, by number, and why: anybody can draw the same again.

    A share of everybody's, and of everybody at least so many; besides, whatever a caller rated
    badly or complained about with reason. Clause: 7.1.2.1.
    """
    found: dict[str, Cause] = {}
    of_agent: dict[str, list[str]] = {}
    for one in candidates:
        of_agent.setdefault(one.agent, []).append(one.number)
        if one.complained:
            found[one.number] = Cause.COMPLAINT
        elif one.rated_badly:
            found[one.number] = Cause.RATING
    seed = policy.review_seed
    for numbers in of_agent.values():
        shuffled = sorted(numbers, key=lambda number: place(seed, number))
        for nth, number in enumerate(shuffled):
            if nth < policy.review_least or drawn(seed, number, policy.review_share):
                found.setdefault(number, Cause.SAMPLE)
    return found


# ---- the scorecard ------------------------------------------------------------------------


class Grade(Term):
    """How far something was done."""

    MET = "met", "做到"
    PARTLY = "partly", "部分做到"
    MISSED = "missed", "没有做到"
    NOT_APPLICABLE = "not_applicable", "不适用"

    @property
    def share(self) -> float | None:
        """The share of the points that it gets; None where it does not count."""
        return {"met": 1.0, "partly": 0.5, "missed": 0.0}.get(self.value)


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the scorecard: its points, and the question to the reviewer in a few words.

    `checks` are the automatic checks whose findings belong here.
    """

    name: str
    aspect: Aspect
    clause: str
    label: str
    points: int
    checks: tuple[str, ...] = ()


CARD: tuple[Item, ...] = (
    Item("greeting", Aspect.WORDS, "B.1.2", "首问语、结束语规范", 10),
    Item("waiting", Aspect.WORDS, "B.1.3", "记录、查询时有等待用语", 5),
    Item("tone", Aspect.WORDS, "5.2.2.3 a", "语气平和，答复明确", 10, ("wording", "rated")),
    Item("offer", Aspect.WORDS, "5.4.1", "挂断前提示评价", 5, ("offered",)),
    Item("complete", Aspect.RECORD, "5.2.2.3 c", "要素齐全", 10, ("complete", "private")),
    Item("guided", Aspect.RECORD, "5.2.2.3 b", "引导表达，问到点上", 5, ("asked",)),
    Item("accurate", Aspect.RECORD, "C.3", "记录准确、具体、客观", 15,
         ("matter", "consultation", "suggestion", "objective")),
    Item("kind", Aspect.RECORD, "5.2.3.1 f", "类型判断准确", 5, ("kind",)),
    Item("urgency", Aspect.RECORD, "5.2.3.1 g", "紧急程度判断准确", 10, ("urgency",)),
    Item("category", Aspect.DISPATCH, "5.3.2.1.6", "分类、区划准确，便于派单", 5, ("returned",)),
    Item("direct", Aspect.DISPATCH, "5.3.1", "能当场答复的答复，引用知识正确", 10),
    Item("taken", Aspect.ACCEPTANCE, "7.1.2.2 d", "接听、受理及时", 5, ("answered", "taken")),
    Item("alert", Aspect.ACCEPTANCE, "5.2.2.3 e", "紧急情况立即登记报告", 5),
)  # fmt: skip
"""The scorecard, 100 points together. Clause: 7.1.2.2."""

Marks = Mapping[str, Grade]


def points(marks: Marks) -> float | None:
    """The points of a scorecard, of 100; what does not apply counts neither way."""
    known = [(one.points, share) for one in CARD
             if one.name in marks and (share := marks[one.name].share) is not None]  # fmt: skip
    whole = sum(of for of, _ in known)
    return round(100 * sum(of * share for of, share in known) / whole, 1) if whole else None


def slips(marks: Marks) -> tuple[tuple[str, bool], ...]:
    """The clauses that were looked at, and whether each was not wholly kept. Clause: 7.1.2.4."""
    return tuple(
        (one.clause, share < 1)
        for one in CARD
        if one.name in marks and (share := marks[one.name].share) is not None
    )


def mark_faults(marks: Marks, remarks: str) -> tuple[Fault, ...]:
    """Why a scorecard cannot be kept so: an item left open, or points taken without the facts.

    Clause: 7.1.2.2.
    """
    found = [
        Fault(one.name, one.clause, f"请评“{one.label}”") for one in CARD if one.name not in marks
    ]
    taken = any(grade in (Grade.PARTLY, Grade.MISSED) for grade in marks.values())
    if taken and not remarks.strip():
        found.append(Fault("remarks", "7.1.2.2", "扣了分，请写明事实依据"))
    if not found and points(marks) is None:
        found.append(Fault("greeting", "7.1.2.2", "不能全部不适用"))
    return (*found, *personal_faults("remarks", remarks))


def personal_faults(field: str, text: str) -> tuple[Fault, ...]:
    """Reviews hold no telephone numbers and identity cards. Clause: 6.1.1."""
    told = "不能写电话或证件号码，工单里都有"
    return (Fault(field, "6.1.1", told),) if PERSONAL.search(text) else ()


# ---- the life of a review -----------------------------------------------------------------


class State(Term):
    """Where a review stands."""

    DRAWN = "drawn", "待评"
    SCORED = "scored", "待确认"
    OBJECTED = "objected", "申诉中"
    FINAL = "final", "已定"


class Reply(Term):
    """What somebody says to the review of their own work. Clause: 7.1.2.4."""

    ACCEPT = "accept", "确认"
    EXPLAIN = "explain", "说明"
    OBJECT = "object", "申诉"


@dataclass(frozen=True, slots=True)
class Standing:
    """What the state of a review follows from. `window` is how long the agent may answer."""

    agent: str
    scored_at: datetime | None = None
    scored_by: str = ""
    reply: Reply | None = None
    decided_at: datetime | None = None
    window: timedelta = ANSWER_WITHIN

    def state(self, now: datetime) -> State:
        """Where it stands: without an objection a result is final once it may no longer be made."""
        if self.scored_at is None:
            return State.DRAWN
        if self.reply is Reply.OBJECT and self.decided_at is None:
            return State.OBJECTED
        if self.reply is not None or now >= self.scored_at + self.window:
            return State.FINAL
        return State.SCORED


def scoring_faults(of: Standing, who: str) -> tuple[Fault, ...]:
    """Nobody scores their own work, and nobody what was scored already. Clause: 7.1.2.1."""
    found: list[Fault] = []
    if of.agent == who:
        found.append(Fault("review", CLAUSE, "不能评自己的工单，须由另一人评"))
    if of.scored_at is not None:
        found.append(Fault("status", CLAUSE, f"已由工号 {of.scored_by} 评过"))
    return tuple(found)


def reply_faults(
    of: Standing, who: str, reply: Reply | None, text: str, now: datetime
) -> tuple[Fault, ...]:
    """Who may answer, when, and that there is something to it. Clause: 7.1.2.4."""
    found: list[Fault] = []
    if of.agent != who:
        found.append(Fault("review", "7.1.2.4", "只能答复对自己工单的评分"))
    state = of.state(now)
    if state is State.DRAWN:
        found.append(Fault("status", "7.1.2.4", "还没有评分"))
    elif state is not State.SCORED:
        told = "已经答复过" if of.reply else "答复期已过，评分已定"
        found.append(Fault("status", "7.1.2.4", told))
    if reply is None:
        choices = "、".join(one.label for one in Reply)
        found.append(Fault("reply", "7.1.2.4", f"请选择：{choices}"))
    elif reply is not Reply.ACCEPT and not text.strip():
        found.append(Fault("text", "7.1.2.4", f"请写明{reply.label}的理由"))
    return (*found, *personal_faults("text", text))


def decision_faults(
    of: Standing, who: str, upheld: bool | None, marks: Marks, reason: str, now: datetime
) -> tuple[Fault, ...]:
    """Who decides about an objection: neither the agent nor the reviewer. Clause: 7.1.2.4."""
    found: list[Fault] = []
    if who == of.agent:
        found.append(Fault("review", "7.1.2.4", "不能裁定自己的申诉"))
    elif who == of.scored_by:
        found.append(Fault("review", "7.1.2.4", "须由评分人以外的人裁定"))
    if of.state(now) is not State.OBJECTED:
        found.append(Fault("status", "7.1.2.4", "没有待裁定的申诉"))
    if upheld is None:
        found.append(Fault("upheld", "7.1.2.4", "请裁定：维持原评分，是或否"))
    if not reason.strip():
        found.append(Fault("reason", "7.1.2.4", "请写明裁定的理由"))
    if upheld is False:
        found += [one for one in mark_faults(marks, reason) if one.field != "remarks"]
    return (*found, *personal_faults("reason", reason))
