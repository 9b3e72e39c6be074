"""How a ticket ended, as frozen rows beside its own: callbacks, evaluation, closing, archive."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from hotline_tui.data import archives, callbacks
from hotline_tui.data.engine import Session
from hotline_tui.data.handling_tables import Callback, Evaluation
from hotline_tui.data.tables import Ticket
from hotline_tui.services import scope
from hotline_tui.services.desk import Desk
from hotline_tui.standard import callback
from hotline_tui.standard.authority import Act
from hotline_tui.standard.moment import BEIJING
from hotline_tui.standard.vocabulary import CallbackResult, CallbackWay, Rating


@dataclass(frozen=True, slots=True)
class CallbackRow:
    """One attempt to ask the claimant. Clause: 5.5.3, 5.5.5 a, 5.5.5 b, 5.5.5 c."""

    round: int
    at: datetime
    by: str
    way: CallbackWay
    result: CallbackResult
    full: bool
    contacted: bool | None
    solved: bool | None
    satisfied: Rating | None
    reasons: tuple[str, ...]
    remarks: str


@dataclass(frozen=True, slots=True)
class EvaluationRow:
    """An online claimant's one evaluation. Clause: 5.5.4."""

    at: datetime
    level: Rating
    reasons: tuple[str, ...]
    remarks: str


@dataclass(frozen=True, slots=True)
class ArchivedRow:
    """That a ticket is in the archive: since when, kept by whom, the hash of its bundle.

    Clause: 5.6.3.
    """

    at: datetime
    keeper: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Ending:
    """How a ticket ended, as far as it did.

    `full` says whether all three questions are asked at the next callback; `do_not_call` that the
    claimant's number must not be called.
    """

    callbacks: tuple[CallbackRow, ...] = ()
    evaluation: EvaluationRow | None = None
    closed_at: datetime | None = None
    closing: str = ""
    cancelled: bool = False
    archived: ArchivedRow | None = None
    full: bool = True
    rounds: int = 1
    call_after: datetime | None = None
    do_not_call: bool = False

    @property
    def here(self) -> tuple[CallbackRow, ...]:
        """The attempts of the present round."""
        return tuple(one for one in self.callbacks if one.round == self.rounds)


def ending(desk: Desk, number: str) -> Ending:
    """How a ticket ended. Raises `Refused` where there is none, or another unit has it."""
    desk.require(Act.READ_TICKETS)
    with desk.database.reading() as session:
        return of(session, scope.found(desk, session, number))


def of(session: Session, ticket: Ticket) -> Ending:
    """How a ticket ended, read in the caller's transaction."""
    known = callbacks.evaluation(session, ticket)
    sealed = archives.of(session, ticket)
    return Ending(
        callbacks=tuple(_callback(one) for one in callbacks.attempts(session, ticket)),
        evaluation=_evaluation(known) if known else None,
        closed_at=ticket.closed_at,
        closing=ticket.closing,
        cancelled=ticket.closed_at is not None and not ticket.accepted,
        archived=_archived(sealed) if sealed else None,
        full=callback.full(ticket.kind, ticket.outcome),
        rounds=ticket.rounds,
        call_after=ticket.call_after,
        do_not_call=callbacks.do_not_call(session, ticket.phone) is not None,
    )


def _callback(one: Callback) -> CallbackRow:
    return CallbackRow(
        round=one.round,
        at=one.at,
        by=one.by,
        way=one.way,
        result=one.result,
        full=one.full,
        contacted=one.contacted,
        solved=one.solved,
        satisfied=one.satisfied,
        reasons=tuple(one.reasons),
        remarks=one.remarks,
    )


def _evaluation(one: Evaluation) -> EvaluationRow:
    return EvaluationRow(one.at, one.level, tuple(one.reasons), one.remarks)


def _archived(one: archives.Sealed) -> ArchivedRow:
    return ArchivedRow(one.at, one.keeper, one.sha256)


def ending_lines(found: Ending) -> Iterator[tuple[str, str]]:
    """How a ticket ended, as names and what stands behind them."""
    for nth, one in enumerate(found.callbacks, 1):
        yield f"第{nth}次回访", callback_line(one)
    if found.call_after is not None:
        yield "约定回访", _minute(found.call_after)
    if found.evaluation is not None:
        given = found.evaluation
        words = (given.level.label, *given.reasons, given.remarks)
        yield "网上评价", f"{_minute(given.at)} {'，'.join(filter(None, words))}"
    if found.closed_at is not None:
        yield "撤销" if found.cancelled else "办结", f"{_minute(found.closed_at)} {found.closing}"
    if found.archived is not None:
        yield "归档", f"{_minute(found.archived.at)}，保管人 {found.archived.keeper}"


def callback_line(one: CallbackRow) -> str:
    """One attempt in words; the claimant's own at the end."""
    asked = (("承办单位联系", one.contacted), ("解决", one.solved))
    parts = [f"{_minute(one.at)} {one.way.label} {one.result.label}"]
    parts += [f"{what}：{'是' if given else '否'}" for what, given in asked if given is not None]
    parts += [one.satisfied.label] if one.satisfied else []
    return "，".join(part for part in (*parts, *one.reasons, one.remarks.strip()) if part)


def _minute(at: datetime) -> str:
    return f"{at.astimezone(BEIJING):%Y-%m-%d %H:%M}"
