"""When, whom and what to ask afterwards, and what follows from the answers.

Clause: 5.5.1, 5.5.3, 5.5.5 a, 5.5.5 b, 5.5.5 c.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from hotline_tui.standard.clocks import Clocks, Deadline
from hotline_tui.standard.policy import Policy
from hotline_tui.standard.refusal import Fault
from hotline_tui.standard.sampling import drawn
from hotline_tui.standard.scripts import Moment
from hotline_tui.standard.vocabulary import (
    CallbackResult,
    CallbackWay,
    Clock,
    Kind,
    Outcome,
    Rating,
)


def callback_deadline(clocks: Clocks, call_after: datetime | None = None) -> Deadline:
    """From when a fed-back matter may be called back: once its handling limit has passed.

    What was fed back after its limit is due at once. `call_after` is a time that the claimant asked
    for, and puts it off. Clause: 5.5.1.
    """
    feedback = clocks.feedback
    known = [at for at in (feedback.due_at, feedback.met_at, call_after) if at is not None]
    return Deadline(Clock.CALLBACK, feedback.met_at, max(known) if known else None)


# ---- whom to ask --------------------------------------------------------------------------


def sampled(
    number: str,
    kind: Kind,
    organizer: str,
    policy: Policy,
    *,
    rounds: int = 1,
    dissatisfied: bool = False,
) -> bool:
    """Whether a ticket is called back: all, or a sample that anybody can draw again.

    The share is the organizer's where one is set, else the kind's, else everybody's. Who was
    dissatisfied before, and whose matter was handled again, is always asked. Clause: 5.5.1.
    """
    if rounds > 1 or dissatisfied:
        return True
    share = dict(policy.callback_by_kind).get(kind.value, policy.callback_share)
    share = dict(policy.callback_by_organizer).get(organizer, share)
    return drawn(policy.callback_seed, number, share)


def full(kind: Kind, outcome: Outcome | None) -> bool:
    """Whether all three are asked, or only whether the organizer has been in touch.

    A suggestion is passed on, and what is unreasonable is explained: neither can be solved.
    Clause: 5.5.5 a, 5.5.5 b, 5.5.5 c.
    """
    return kind is not Kind.SUGGESTION and outcome is not Outcome.UNREASONABLE


# ---- what to ask --------------------------------------------------------------------------


class Answered(Enum):
    """How a question is answered."""

    CONSENT = "consent"
    YES_NO = "yes_no"
    RATING = "rating"
    REASONS = "reasons"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Question:
    """One step of the callback: what it asks, its words in Appendix B.4, and its clause."""

    name: str
    moment: Moment
    answered: Answered
    clause: str


def questions(kind: Kind, *, full: bool) -> tuple[Question, ...]:
    """The steps in the order of Appendix B.4; the reason is asked only below 基本满意.

    Clause: 5.5.3, 5.5.5 a, 5.5.5 b, 5.5.5 c, 5.5.6, B.4.
    """
    explained = kind is Kind.CONSULTATION
    solved = Moment.CALLBACK_EXPLAINED if explained else Moment.CALLBACK_SOLVED
    found = [
        Question("consent", Moment.CALLBACK_OPENING, Answered.CONSENT, "5.5.3"),
        Question("contacted", Moment.CALLBACK_RESPONSE, Answered.YES_NO, "5.5.5 a"),
    ]
    if full:
        found += [
            Question("solved", solved, Answered.YES_NO, "5.5.5 b"),
            Question("satisfied", Moment.CALLBACK_SATISFIED, Answered.RATING, "5.5.5 c"),
            Question("reasons", Moment.CALLBACK_REASON, Answered.REASONS, "B.4.5"),
        ]
    return (*found, Question("remarks", Moment.CALLBACK_END, Answered.WORDS, "5.5.5 c"))


@dataclass(frozen=True, slots=True)
class Answers:
    """What came of one attempt; what was not asked is None. `remarks` are word for word."""

    way: CallbackWay = CallbackWay.PHONE
    result: CallbackResult | None = None
    contacted: bool | None = None
    solved: bool | None = None
    satisfied: Rating | None = None
    reasons: tuple[str, ...] = ()
    remarks: str = ""


def callback_faults(given: Answers, *, full: bool) -> tuple[Fault, ...]:
    """What a callback record still lacks, or holds although nobody could have said it.

    Clause: 5.5.3, 5.5.5 a, 5.5.5 b, 5.5.5 c.
    """
    asked = {"contacted": ("5.5.5 a", "承办单位是否联系诉求人")}
    if full:
        asked |= {
            "solved": ("5.5.5 b", "问题是否解决"),
            "satisfied": ("5.5.5 c", "总体满意情况"),
        }
    if given.result is None:
        results = "、".join(one.label for one in CallbackResult)
        return (Fault("result", "5.5.3", f"请记录回访结果：{results}"),)
    if given.result is not CallbackResult.REACHED:
        return tuple(
            Fault(name, clause, f"{given.result.label}，不能记录“{what}”")
            for name, (clause, what) in asked.items()
            if getattr(given, name) is not None
        )
    found = [
        Fault(name, clause, f"请询问并记录{what}")
        for name, (clause, what) in asked.items()
        if getattr(given, name) is None
    ]
    bad = given.satisfied is not None and not given.satisfied.good
    if full and bad and not given.reasons and not given.remarks.strip():
        found.append(Fault("reasons", "B.4.5", "诉求人不满意，请询问并记录对哪方面不满意"))
    return tuple(found)


# ---- what follows -------------------------------------------------------------------------


class Following(Enum):
    """What a callback leads to."""

    DONE = "done"
    TRY_AGAIN = "try_again"
    HANDLE_AGAIN = "handle_again"


FINAL_OUTCOMES = (Outcome.CANNOT_BE_SOLVED, Outcome.UNREASONABLE)
"""Outcomes that say themselves that nothing more can be done: handling again changes nothing."""


def following(
    given: Answers,
    outcome: Outcome | None,
    failed: int,
    attempts: int,
    *,
    full: bool,
    put_off: bool = False,
) -> Following:
    """What comes next; `failed` counts the attempts that failed, this one included.

    A refusal ends it. Unsolved goes back for handling, unless the organizer has said why it cannot
    be. After `attempts` failed ones nobody tries any more, except at a time that the claimant has
    asked for (`put_off`). Clause: 5.5.3, 5.5.5 b.
    """
    if given.result is CallbackResult.FAILED:
        return Following.TRY_AGAIN if put_off or failed < attempts else Following.DONE
    unsolved = full and given.solved is False and outcome not in FINAL_OUTCOMES
    return Following.HANDLE_AGAIN if unsolved else Following.DONE
