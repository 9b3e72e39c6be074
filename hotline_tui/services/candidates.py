"""Reasons to supervise a ticket: raised by rule, one open for each cause, settled with a reason.

Both are called within a use case's own transaction, on a ticket that is held and will be stored
as changed by it.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from hotline_tui.data import supervising as stored
from hotline_tui.data import tickets
from hotline_tui.data.engine import Session
from hotline_tui.data.handling_tables import Candidate
from hotline_tui.data.tables import Ticket
from hotline_tui.standard.policy import Policy
from hotline_tui.standard.supervision import causes
from hotline_tui.standard.vocabulary import Cause

REPEATS_COUNTED = 100
"""Nobody needs to know how many more tickets somebody has raised than that."""


def raise_candidate(
    session: Session, ticket: Ticket, cause: Cause, told: str, now: datetime
) -> bool:
    """Open a reason for supervision; False where the same one is open already, told anew then.

    `told` says it in a few words: `同一诉求人 4 次`. What is archived is supervised no more.
    Clause: 5.3.3.
    """
    if ticket.archived_at is not None:
        return False
    known = stored.open_candidates(session, (ticket.id or 0,), (cause,))
    one = known[0] if known else Candidate(ticket_id=ticket.id or 0, cause=cause, at=now)
    one.told = told
    session.add(one)
    ticket.candidate = True
    session.add(ticket)
    session.flush()
    return not known


def settle_candidates(
    session: Session,
    ticket: Ticket,
    causes: Collection[Cause],
    who: str,
    reason: str,
    now: datetime,
) -> int:
    """Settle the open reasons of some causes, with why; how many there were. Clause: 5.3.3."""
    found = stored.open_candidates(session, (ticket.id or 0,), causes)
    for one in found:
        one.open, one.settled_at, one.settled_by, one.settled_reason = None, now, who, reason
        session.add(one)
    session.flush()
    ticket.candidate = bool(stored.open_candidates(session, (ticket.id or 0,)))
    session.add(ticket)
    return len(found)


def settle_met(session: Session, ticket: Ticket, who: str, reason: str, now: datetime) -> None:
    """Settle that a limit is near or over, where what has just been done has met it."""
    holding = causes(tickets.ticking(ticket), ticket.near_share, now)
    gone = frozenset({Cause.NEAR_DUE, Cause.OVERDUE}) - holding
    if ticket.candidate and gone:
        settle_candidates(session, ticket, gone, who, reason, now)


def raise_at_registration(session: Session, ticket: Ticket, choices: Policy, now: datetime) -> None:
    """What a new ticket is a candidate for from its first moment. Clause: 5.3.3."""
    if ticket.urgency.urgent or ticket.risk:
        told = ticket.urgency.label if ticket.urgency.urgent else "可能造成生命财产损失"
        raise_candidate(session, ticket, Cause.EMERGENCY, told, now)
    if ticket.phone:
        since = now - choices.repeated_within
        times = len(tickets.of_phone(session, ticket.phone, since, REPEATS_COUNTED))
        if times >= choices.repeated:
            raise_candidate(session, ticket, Cause.REPEATED, f"同一诉求人 {times} 次", now)
