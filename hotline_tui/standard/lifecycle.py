"""The life of a ticket: one table of moves; nothing else sets a status. Clause: 5.1, A.1, A.2."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from hotline_tui.standard.refusal import Fault, Refused
from hotline_tui.standard.vocabulary import Status, Term, Worklist


class Action(Term):
    """What can be done with a ticket; the value is the word of `hotline ticket do`."""

    REGISTER = "register", "登记"
    TURN_AWAY = "turn_away", "不予受理"
    ANSWER = "answer", "直接答复"
    DISPATCH = "dispatch", "派单"
    SIGN = "sign", "签收"
    RETURN = "return", "退单"
    REJECT_RETURN = "reject_return", "驳回退单"
    RECALL = "recall", "收回"
    REVIEW = "review", "送领导审核"
    APPROVE = "approve", "审核通过"
    FEEDBACK = "feedback", "反馈"
    HANDLE_AGAIN = "handle_again", "重新办理"
    CALLBACK_DUE = "callback_due", "到期回访"
    CLOSE = "close", "办结"
    ARCHIVE = "archive", "归档"
    CANCEL = "cancel", "撤销"


@dataclass(frozen=True, slots=True)
class Move:
    """A step that a ticket may take, and the clause that foresees it."""

    action: Action
    start: Status
    end: Status
    clause: str


MOVES: tuple[Move, ...] = (
    Move(Action.TURN_AWAY, Status.DRAFT, Status.NOT_ACCEPTED, "5.2.2.1"),
    Move(Action.REGISTER, Status.DRAFT, Status.REGISTERED, "5.2.2.3 c"),
    Move(Action.ANSWER, Status.REGISTERED, Status.ANSWERED, "5.3.1"),
    Move(Action.DISPATCH, Status.REGISTERED, Status.DISPATCHED, "5.3.2.1.1 a"),
    Move(Action.SIGN, Status.DISPATCHED, Status.SIGNED, "5.3.2.2.2 c"),
    Move(Action.RETURN, Status.DISPATCHED, Status.RETURNED, "4.2"),
    Move(Action.DISPATCH, Status.RETURNED, Status.DISPATCHED, "4.2"),
    Move(Action.REJECT_RETURN, Status.RETURNED, Status.DISPATCHED, "4.2"),
    # A supervisor takes it back to have another unit do it; until that has it, the first answers.
    Move(Action.RECALL, Status.DISPATCHED, Status.RETURNED, "4.2"),
    Move(Action.RECALL, Status.SIGNED, Status.RETURNED, "4.2"),
    Move(Action.RECALL, Status.IN_REVIEW, Status.RETURNED, "4.2"),
    Move(Action.REVIEW, Status.SIGNED, Status.IN_REVIEW, "5.3.2.3.1"),
    Move(Action.APPROVE, Status.IN_REVIEW, Status.FED_BACK, "5.3.2.3.1"),
    Move(Action.HANDLE_AGAIN, Status.IN_REVIEW, Status.SIGNED, "5.3.2.3.1"),
    Move(Action.FEEDBACK, Status.SIGNED, Status.FED_BACK, "5.3.2.3.1"),
    Move(Action.HANDLE_AGAIN, Status.FED_BACK, Status.SIGNED, "5.3.2.3.5 a"),
    Move(Action.CALLBACK_DUE, Status.FED_BACK, Status.CALLBACK_DUE, "5.5.1"),
    Move(Action.HANDLE_AGAIN, Status.CALLBACK_DUE, Status.SIGNED, "5.5.5 b"),
    Move(Action.CLOSE, Status.ANSWERED, Status.CLOSED, "A.1"),
    Move(Action.CLOSE, Status.CALLBACK_DUE, Status.CLOSED, "5.6.1"),
    Move(Action.ARCHIVE, Status.CLOSED, Status.ARCHIVED, "5.6.1"),
    Move(Action.CANCEL, Status.REGISTERED, Status.CANCELLED, "A.1"),
    Move(Action.ARCHIVE, Status.NOT_ACCEPTED, Status.ARCHIVED, "5.6.1"),
    Move(Action.ARCHIVE, Status.CANCELLED, Status.ARCHIVED, "5.6.1"),
)
"""All moves that there are. Clause: 5.1, A.1, A.2."""

STEPS: dict[tuple[Status, Action], Move] = {(move.start, move.action): move for move in MOVES}

WORKLIST: dict[Status, Worklist] = {
    Status.REGISTERED: Worklist.DISPATCH,
    Status.RETURNED: Worklist.DISPATCH,
    Status.DISPATCHED: Worklist.SIGN,
    Status.SIGNED: Worklist.HANDLING,
    Status.IN_REVIEW: Worklist.HANDLING,
    Status.FED_BACK: Worklist.CALLBACK,
    Status.CALLBACK_DUE: Worklist.CALLBACK,
}
"""Which worklist a ticket of some status stands in; all others need nobody's work."""


def worklist(status: Status) -> Worklist:
    """The one worklist that a ticket of this status stands in."""
    return WORKLIST.get(status, Worklist.NONE)


def actions(status: Status) -> tuple[Action, ...]:
    """What can be done next with a ticket of this status."""
    return tuple(move.action for move in MOVES if move.start is status)


def step_faults(status: Status, action: Action) -> tuple[Fault, ...]:
    """Why the table has no such move; empty where it has. Clause: 5.1, A.1, A.2."""
    try:
        step(status, action)
    except Refused as refused:
        return refused.faults
    return ()


def undecided_faults(status: Status, waiting: Collection[Status]) -> tuple[Fault, ...]:
    """Only in some states is there anything to say yes or no to. Clause: A.1, A.2."""
    if status in waiting:
        return ()
    where = "、".join(f"“{one.label}”" for one in waiting)
    told = f"工单现为“{status.label}”，没有待决定的事；可以决定的状态：{where}"
    return (Fault("status", "A.1", told),)


def step(status: Status, action: Action) -> Status:
    """The status after `action`.

    Raises `Refused` where the table has no such move: no step can be skipped.
    Clause: 5.1, A.1, A.2.
    """
    move = STEPS.get((status, action))
    if move is not None:
        return move.end
    possible = "、".join(one.label for one in actions(status)) or "无"
    message = f"工单现为“{status.label}”，不能{action.label}；现在可以：{possible}"
    raise Refused(Fault("status", "A.1", message))
