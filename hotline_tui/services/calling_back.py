"""A claimant is asked how it went: each attempt is kept, and leads where its answers lead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from hotline_tui.data import callbacks, events
from hotline_tui.data import tickets as stored
from hotline_tui.data.engine import Session
from hotline_tui.data.handling_tables import Callback, DoNotCall, Evaluation
from hotline_tui.data.tables import Ticket
from hotline_tui.services import policy, rows
from hotline_tui.services.candidates import raise_candidate
from hotline_tui.services.closing import close_within, is_due
from hotline_tui.services.desk import Desk
from hotline_tui.services.directory import directory
from hotline_tui.services.rows import TicketRow
from hotline_tui.standard import callback
from hotline_tui.standard.authority import Act
from hotline_tui.standard.callback import Answers, Following
from hotline_tui.standard.evaluation import evaluation_faults
from hotline_tui.standard.lifecycle import Action
from hotline_tui.standard.moment import BEIJING
from hotline_tui.standard.record import Claimant
from hotline_tui.standard.refusal import Fault, Refused, refuse_if
from hotline_tui.standard.vocabulary import CallbackResult, CallbackWay, Cause, Rating, Status


@dataclass(frozen=True, slots=True)
class CallBack:
    """One attempt to ask. `call_after` is when the claimant wants to be called instead;
    `do_not_call` keeps the number from being called ever again; `close` closes the ticket with it
    where nothing else is open."""

    number: str
    answers: Answers
    call_after: datetime | None = None
    do_not_call: bool = False
    close: bool = False
    version: int | None = None


@dataclass(frozen=True, slots=True)
class Evaluate:
    """An online claimant's evaluation. Clause: 5.5.4."""

    number: str
    level: Rating | None = None
    reasons: tuple[str, ...] = ()
    remarks: str = ""
    version: int | None = None


def call_back(desk: Desk, wish: CallBack) -> TicketRow:
    """Keep what came of an attempt, and go where it leads: closed, tried again, handled again.

    Clause: 5.5.1, 5.5.2, 5.5.3, 5.5.5 a, 5.5.5 b, 5.5.5 c.
    """
    desk = desk.still()
    desk.require(Act.CALL_BACK)
    city = directory(desk)
    with desk.database.transaction() as session:
        ticket = stored.locked(session, wish.number, wish.version)
        fall_due(desk, session, ticket)
        _may_be_called(desk, session, ticket, wish)
        full = callback.full(ticket.kind, ticket.outcome)
        refuse_if(callback.callback_faults(wish.answers, full=full))
        result = wish.answers.result
        if result is None:
            raise AssertionError("answers without faults have a result")
        session.add(_row(desk, ticket, wish.answers, result, full=full))
        if wish.do_not_call and ticket.phone:
            _never_again(desk, session, ticket, wish.answers.remarks)
        ticket.call_after = wish.call_after if result is CallbackResult.FAILED else None
        summary = _summary(wish)
        session.flush()
        events.add(session, desk.actor(), "called_back", summary, ticket=ticket)
        _follow(desk, session, ticket, wish, full=full)
        return rows.ticket_row(session, ticket, city)


def dial(desk: Desk, number: str) -> Claimant:
    """Who is to be called, in full, once it is sure that they may be; that is kept.

    Refused before anybody dials: a call that is not due, was refused, or is not wanted.
    Clause: 5.5.1, 5.5.3, 6.1.1.
    """
    desk = desk.still()
    desk.require(Act.CALL_BACK)
    with desk.database.transaction() as session:
        ticket = stored.locked(session, number)
        if ticket.status is Status.FED_BACK:
            _refuse_early(desk, ticket)
        else:
            _refuse_other(ticket)
        _may_be_asked(session, ticket, CallbackWay.PHONE, CallbackResult.REACHED)
        summary = "查看诉求人完整信息：电话回访"
        events.add(session, desk.actor(), "unmasked", summary, ticket=ticket)
        return Claimant(
            ticket.claimant_name, ticket.phone, ticket.contact, ticket.address, ticket.confidential
        )


def fall_due(desk: Desk, session: Session, ticket: Ticket) -> None:
    """A fed-back ticket whose handling limit has passed is due to be called back. Clause: 5.5.1."""
    if ticket.status is Status.FED_BACK:
        _refuse_early(desk, ticket)
        stored.move(ticket, Action.CALLBACK_DUE)


def _refuse_early(desk: Desk, ticket: Ticket) -> None:
    due_at = callback.callback_deadline(stored.ticking(ticket)).due_at
    if due_at is not None and not is_due(desk, ticket):
        shown = f"{due_at.astimezone(BEIJING):%Y-%m-%d %H:%M}"
        raise Refused(Fault("status", "5.5.1", f"办理时限到 {shown} 期满，期满后才回访"))


def _refuse_other(ticket: Ticket) -> None:
    if ticket.status is not Status.CALLBACK_DUE:
        raise Refused(Fault("status", "5.5.1", f"工单现为“{ticket.status.label}”，不能回访"))


def evaluate(desk: Desk, wish: Evaluate) -> TicketRow:
    """Keep an online claimant's one evaluation after completion. Clause: 5.5.4."""
    desk = desk.still()
    desk.require(Act.CALL_BACK)
    city = directory(desk)
    with desk.database.transaction() as session:
        ticket = stored.locked(session, wish.number, wish.version)
        known = callbacks.evaluation(session, ticket) is not None
        refuse_if(
            evaluation_faults(
                ticket.channel, ticket.status, wish.level, wish.reasons, wish.remarks, known=known
            )
        )
        if wish.level is None:
            raise AssertionError("an evaluation without faults has a level")
        session.add(
            Evaluation(
                ticket_id=ticket.id or 0,
                at=desk.now(),
                by=desk.person.workno,
                level=wish.level,
                reasons=list(wish.reasons),
                remarks=wish.remarks,
            )
        )
        stored.changed(session, ticket)
        events.add(session, desk.actor(), "evaluated", f"评价：{wish.level.label}", ticket=ticket)
        return rows.ticket_row(session, ticket, city)


def _may_be_called(desk: Desk, session: Session, ticket: Ticket, wish: CallBack) -> None:
    _refuse_other(ticket)
    _may_be_asked(session, ticket, wish.answers.way, wish.answers.result)
    if wish.call_after is not None and wish.call_after <= desk.now():
        raise Refused(Fault("call_after", "5.5.3", "约定的回访时间须晚于现在"))


def _may_be_asked(
    session: Session, ticket: Ticket, way: CallbackWay, result: CallbackResult | None
) -> None:
    here = [one for one in callbacks.attempts(session, ticket) if one.round == ticket.rounds]
    if any(one.result is CallbackResult.REFUSED for one in here):
        raise Refused(Fault("result", "5.5.3", "诉求人已明确表示不接受回访，不能再回访"))
    if any(one.result is CallbackResult.REACHED for one in here):
        raise Refused(Fault("result", "5.5.1", "这一轮已经回访过"))
    tried = result in (CallbackResult.REACHED, CallbackResult.FAILED)
    if (
        way is CallbackWay.PHONE
        and tried
        and callbacks.do_not_call(session, ticket.phone) is not None
    ):
        message = "这个号码不愿再接回访电话，请记“无法回访”，或改用短信、网上调查"
        raise Refused(Fault("result", "5.5.3", message))


def _row(
    desk: Desk, ticket: Ticket, given: Answers, result: CallbackResult, *, full: bool
) -> Callback:
    return Callback(
        ticket_id=ticket.id or 0,
        round=ticket.rounds,
        at=desk.now(),
        by=desk.person.workno,
        way=given.way,
        result=result,
        full=full,
        contacted=given.contacted,
        solved=given.solved,
        satisfied=given.satisfied,
        reasons=list(given.reasons),
        remarks=given.remarks,
    )


def _never_again(desk: Desk, session: Session, ticket: Ticket, reason: str) -> None:
    if callbacks.do_not_call(session, ticket.phone) is None:
        who = desk.person.workno
        session.add(DoNotCall(phone=ticket.phone, since=desk.now(), by=who, reason=reason))


def _follow(desk: Desk, session: Session, ticket: Ticket, wish: CallBack, *, full: bool) -> None:
    session.flush()
    choices = policy.within(session)
    failed = callbacks.failed(callbacks.attempts(session, ticket), ticket.rounds)
    next_one = callback.following(
        wish.answers,
        ticket.outcome,
        failed,
        choices.callback_attempts,
        full=full,
        put_off=ticket.call_after is not None,
    )
    if next_one is Following.HANDLE_AGAIN:
        _again(desk, session, ticket, choices.rounds)
    elif next_one is Following.DONE and wish.close:
        close_within(desk, session, ticket, called_back=True)
    else:
        stored.changed(session, ticket)


def _again(desk: Desk, session: Session, ticket: Ticket, most: int) -> None:
    """Unsolved: back to the unit, with the limit of its class from now on. Clause: 5.5.5 b."""
    now = desk.now()
    stored.move(ticket, Action.HANDLE_AGAIN)
    ticket.rounds += 1
    ticket.again_at, ticket.fed_back_at, ticket.checked_at = now, None, None
    ticket.outcome, ticket.call_after = None, None
    if ticket.rounds >= most:
        told = f"第 {ticket.rounds} 次办理"
        raise_candidate(session, ticket, Cause.HANDED_OVER, told, now)
    stored.changed(session, ticket)
    events.add(session, desk.actor(), "handled_again", "回访未解决，重新办理", ticket=ticket)


def _summary(wish: CallBack) -> str:
    given = wish.answers
    asked = (
        ("承办单位联系诉求人", given.contacted),
        ("解决", given.solved),
    )
    parts = [f"{given.way.label}回访：{given.result.label if given.result else ''}"]
    parts += [f"{what}：{'是' if said else '否'}" for what, said in asked if said is not None]
    if given.satisfied is not None:
        parts.append(given.satisfied.label)
    parts += given.reasons
    if given.remarks.strip():
        parts.append(f"诉求人说：{given.remarks.strip()}")
    if wish.call_after is not None:
        parts.append(f"约 {wish.call_after.astimezone(BEIJING):%m-%d %H:%M} 再回访")
    if wish.do_not_call:
        parts.append("以后不再电话回访")
    return "；".join(parts)
