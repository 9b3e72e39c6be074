"""A ticket goes back: returned by its organizer and decided upon, or taken away by a supervisor.

Until another unit has it, the first receiver stays responsible for it. Clause: 4.2.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from hotline_tui.data import events
from hotline_tui.data import handling as kept
from hotline_tui.data import tickets as stored
from hotline_tui.data.engine import Session
from hotline_tui.data.handling_tables import Return
from hotline_tui.data.tables import Ticket
from hotline_tui.services import dispatching, policy, scope
from hotline_tui.services.desk import Desk
from hotline_tui.services.directory import directory
from hotline_tui.services.dispatching import Dispatch
from hotline_tui.services.handovers import decide
from hotline_tui.services.rows import TicketRow
from hotline_tui.services.signing import told_by
from hotline_tui.standard.authority import Act
from hotline_tui.standard.handling import (
    decision_faults,
    recall_faults,
    return_faults,
    told_by_faults,
    transfer_faults,
)
from hotline_tui.standard.lifecycle import Action, step_faults
from hotline_tui.standard.refusal import refuse_if
from hotline_tui.standard.vocabulary import ReturnReason


@dataclass(frozen=True, slots=True)
class GiveBack:
    """The wish of an organizer to give a ticket back. Clause: 4.2."""

    number: str
    reason: ReturnReason | None = None
    explanation: str = ""
    evidence: str = ""
    told_by: str = ""
    version: int | None = None


@dataclass(frozen=True, slots=True)
class Recall:
    """The wish of a supervisor to take a ticket away from its organizer. Clause: 4.2."""

    number: str
    reason: str = ""
    version: int | None = None


def give_back(desk: Desk, wish: GiveBack) -> TicketRow:
    """Return a ticket that has not been signed for; a dispatcher decides. Clause: 4.2."""
    desk = desk.still()
    desk.require(Act.RETURN)
    city = directory(desk)
    with desk.database.transaction() as session:
        ticket = scope.locked(desk, session, wish.number, wish.version)
        refuse_if(
            (
                *step_faults(ticket.status, Action.RETURN),
                *return_faults(wish.reason, wish.explanation, wish.evidence),
                *told_by_faults(desk.person.roles, wish.told_by),
            )
        )
        stored.move(ticket, Action.RETURN)
        given = _kept(desk, ticket, wish.explanation)
        given.reason, given.evidence = wish.reason, wish.evidence.strip()
        given.told_by = wish.told_by.strip()
        session.add(given)
        stored.changed(session, ticket)
        why = wish.reason.label if wish.reason else ""
        unit = city.organizer_name(ticket.organizer)
        summary = (
            f"{unit}申请退单：{why}；{given.explanation}；依据：{given.evidence}"
            f"{told_by(wish.told_by)}"
        )
        events.add(session, desk.actor(), "returned", summary, ticket=ticket)
        return scope.row(desk, session, ticket, city)


def accepted(desk: Desk, session: Session, ticket: Ticket, reason: str) -> None:
    """Accept a return: the ticket waits to be dispatched again. Clause: 4.2."""
    desk.require(Act.DECIDE_RETURN)
    given = kept.open_return(session, ticket)
    refuse_if(decision_faults(given is not None, reason, needs_reason=False))
    if given is not None:
        decide(desk, session, ticket, given, accepted=True, reason=reason)
        stored.changed(session, ticket)
        summary = "接受退单，等待重新派单" + (f"：{reason.strip()}" if reason.strip() else "")
        events.add(session, desk.actor(), "return_accepted", summary, ticket=ticket)


def rejected(desk: Desk, session: Session, ticket: Ticket, reason: str) -> None:
    """Reject a return: the ticket is its organizer's, to be signed for. Clause: 4.2."""
    desk.require(Act.DECIDE_RETURN)
    given = kept.open_return(session, ticket)
    refuse_if(decision_faults(given is not None, reason, needs_reason=True))
    if given is not None:
        stored.move(ticket, Action.REJECT_RETURN)
        decide(desk, session, ticket, given, accepted=False, reason=reason)
        if policy.within(session).stop_during_return:
            ticket.paused_seconds += _seconds(given.at, desk.now())
        stored.changed(session, ticket)
        summary = f"驳回退单：{reason.strip()}"
        events.add(session, desk.actor(), "return_rejected", summary, ticket=ticket)


def recall(desk: Desk, wish: Recall) -> TicketRow:
    """Take a ticket away from its organizer, to be dispatched to another. Clause: 4.2."""
    desk = desk.still()
    desk.require(Act.RECALL)
    city = directory(desk)
    with desk.database.transaction() as session:
        ticket = scope.locked(desk, session, wish.number, wish.version)
        refuse_if(
            (*step_faults(ticket.status, Action.RECALL), *recall_faults(wish.reason)),
        )
        _take_back(desk, session, ticket, wish.reason)
        stored.changed(session, ticket)
        summary = f"从{city.organizer_name(ticket.organizer)}收回：{wish.reason.strip()}"
        events.add(session, desk.actor(), "recalled", summary, ticket=ticket)
        return scope.row(desk, session, ticket, city)


def transfer(desk: Desk, wish: Dispatch, reason: str) -> TicketRow:
    """Take a ticket from its organizer and dispatch it to another, in one go. Clause: 4.2."""
    desk = desk.still()
    desk.require(Act.RECALL)
    city = directory(desk)
    with desk.database.transaction() as session:
        ticket = scope.locked(desk, session, wish.number, wish.version)
        before = ticket.organizer
        refuse_if(step_faults(ticket.status, Action.RECALL))
        _take_back(desk, session, ticket, reason)
        plan = dispatching.planned(desk, session, city, ticket, wish)
        lead = plan.lead.code if plan.lead else ""
        refuse_if((*transfer_faults(reason, before, lead), *plan.faults))
        told = f"从{city.organizer_name(before)}收回：{reason.strip()}；"
        dispatching.send(desk, session, city, ticket, wish, plan, ("transferred", told))
        return scope.row(desk, session, ticket, city)


def _take_back(desk: Desk, session: Session, ticket: Ticket, reason: str) -> None:
    stored.move(ticket, Action.RECALL)
    decide(desk, session, ticket, _kept(desk, ticket, reason), accepted=True, reason="")


def _kept(desk: Desk, ticket: Ticket, explanation: str) -> Return:
    return Return(
        ticket_id=ticket.id or 0,
        at=desk.now(),
        by=desk.person.workno,
        organizer=ticket.organizer or "",
        explanation=explanation.strip(),
    )


def _seconds(since: datetime, now: datetime) -> int:
    return int((now - since).total_seconds())
