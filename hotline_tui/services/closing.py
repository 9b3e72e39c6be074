"""A ticket ends: closed when all its duties are met, or cancelled with the reason, and kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hotline_tui.data import callbacks, events
from hotline_tui.data import tickets as stored
from hotline_tui.data.engine import Session
from hotline_tui.data.handling_tables import Callback
from hotline_tui.data.tables import Ticket
from hotline_tui.services import linking, policy, rows
from hotline_tui.services.candidates import settle_candidates
from hotline_tui.services.desk import Desk
from hotline_tui.services.directory import directory
from hotline_tui.services.rows import TicketRow
from hotline_tui.standard import callback
from hotline_tui.standard.authority import Act
from hotline_tui.standard.callback import Answers, Following
from hotline_tui.standard.closing import cancel_faults, closing_faults
from hotline_tui.standard.lifecycle import Action, step
from hotline_tui.standard.policy import Policy
from hotline_tui.standard.refusal import Fault, Refused, refuse_if
from hotline_tui.standard.vocabulary import CancelReason, Cause, Status

NOT_SAMPLED = "未抽中回访"
"""How a ticket is closed that the sample left out."""

SETTLED = "已办结"
"""Why a closed ticket is supervised no more."""


@dataclass(frozen=True, slots=True)
class Cancel:
    """The wish to end a registered ticket that nobody will handle; `other` goes on instead."""

    number: str
    reason: CancelReason | None = None
    note: str = ""
    other: str = ""
    version: int | None = None


def close(desk: Desk, number: str, version: int | None = None) -> TicketRow:
    """Close a ticket whose duties are all met; refused with each one that is not.

    Clause: 5.6.1, A.1.
    """
    desk = desk.still()
    desk.require(Act.CLOSE)
    city = directory(desk)
    with desk.database.transaction() as session:
        ticket = stored.locked(session, number, version)
        fell_due = ticket.status is Status.FED_BACK and is_due(desk, ticket)
        if fell_due:  # as the next tick would have it
            stored.move(ticket, Action.CALLBACK_DUE)
        called_back = ticket.id in called_back_of(session, (ticket,))
        why = NOT_SAMPLED if fell_due and called_back else ""
        close_within(desk, session, ticket, called_back=called_back, why=why)
        return rows.ticket_row(session, ticket, city)


def close_within(
    desk: Desk, session: Session, ticket: Ticket, *, called_back: bool, why: str = ""
) -> None:
    """Close in the caller's transaction; raises `Refused` before anything is changed."""
    step(ticket.status, Action.CLOSE)
    refuse_if(closing_faults(callbacks.duties(session, ticket, called_back=called_back)))
    now = desk.now()
    summary = end(ticket, now, why)
    settle_candidates(session, ticket, tuple(Cause), desk.person.workno, SETTLED, now)
    stored.changed(session, ticket)
    events.add(session, desk.actor(), "closed", summary, ticket=ticket)


def end(ticket: Any, now: datetime, why: str) -> str:
    """Take a ticket to its end, for a reason that need not be given; what is told about it."""
    stored.move(ticket, Action.CLOSE)
    ticket.closed_at, ticket.closing = now, why or "办结"
    return f"办结（{why}）" if why else "办结"


def close_answered(desk: Desk, session: Session, call: int) -> None:
    """Close what was answered directly in a call as the call ends, unless something holds it up.

    Clause: A.1, 5.4.1.
    """
    for ticket in stored.answered_in(session, call):
        if not closing_faults(callbacks.duties(session, ticket, called_back=False)):
            close_within(desk, session, ticket, called_back=False, why="直接答复，通话结束")


def is_due(desk: Desk, ticket: Ticket) -> bool:
    """Whether the handling limit of what was fed back has passed. Clause: 5.5.1."""
    due_at = callback.callback_deadline(stored.ticking(ticket)).due_at
    return due_at is None or due_at <= desk.now()


def called_back_of(session: Session, tickets: Sequence[Any]) -> set[int]:
    """Those of some tickets whose present round of callbacks is over, or that are not sampled."""
    choices = policy.within(session)
    keys = [ticket.id for ticket in tickets]
    attempts = callbacks.attempts_of(session, keys)
    bad = callbacks.dissatisfied(session, keys)
    return {
        ticket.id
        for ticket in tickets
        if _was_called_back(ticket, attempts[ticket.id], ticket.id in bad, choices)
    }


def _was_called_back(
    ticket: Any, done: Sequence[Callback], dissatisfied: bool, choices: Policy
) -> bool:
    here = [one for one in done if one.round == ticket.rounds]
    if not here:
        return not callback.sampled(
            ticket.number,
            ticket.kind,
            ticket.organizer or "",
            choices,
            rounds=ticket.rounds,
            dissatisfied=dissatisfied,
        )
    last = here[-1]
    answers = Answers(last.way, last.result, last.contacted, last.solved, last.satisfied)
    next_one = callback.following(
        answers,
        ticket.outcome,
        callbacks.failed(done, ticket.rounds),
        choices.callback_attempts,
        full=last.full,
        put_off=ticket.call_after is not None,
    )
    return next_one is Following.DONE


def cancel(desk: Desk, wish: Cancel) -> TicketRow:
    """End a registered ticket without its being handled; a duplicate is linked with the other.

    Clause: A.1.
    """
    desk = desk.still()
    desk.require(Act.CANCEL)
    city = directory(desk)
    with desk.database.transaction() as session:
        ticket = stored.locked(session, wish.number, wish.version)
        step(ticket.status, Action.CANCEL)
        refuse_if(cancel_faults(wish.reason, wish.note, wish.other))
        if wish.reason is None:
            raise AssertionError("a cancellation without faults has a reason")
        if wish.reason is CancelReason.DUPLICATE:
            other = stored.locked(session, wish.other.strip())
            if other.id == ticket.id:
                raise Refused(Fault("other", "A.1", "重复登记的，须写明另一件工单的编号"))
            linking.link_within(desk, session, ticket, other, wish.reason.label)
        stored.move(ticket, Action.CANCEL)
        parts = (wish.reason.label, wish.note.strip(), wish.other.strip())
        told = "：".join(part for part in parts if part)
        ticket.accepted, ticket.closed_at, ticket.closing = False, desk.now(), told
        who = desk.person.workno
        settle_candidates(session, ticket, tuple(Cause), who, "已撤销", desk.now())
        stored.changed(session, ticket)
        events.add(session, desk.actor(), "cancelled", f"撤销（{told}）", ticket=ticket)
        return rows.ticket_row(session, ticket, city)
