"""The hotline looks whether a feedback says what it must, and gives back what does not.

Clause: 5.3.2.3.5.
"""

from __future__ import annotations

from hotline_tui.data import callbacks, events
from hotline_tui.data import handling as kept
from hotline_tui.data import tickets as stored
from hotline_tui.data.engine import Session
from hotline_tui.data.handling_tables import Feedback
from hotline_tui.data.tables import Ticket
from hotline_tui.services.candidates import raise_candidate
from hotline_tui.services.desk import Desk
from hotline_tui.services.feeding_back import settle
from hotline_tui.standard.authority import Act
from hotline_tui.standard.clocks import span
from hotline_tui.standard.feedback import OUTCOME_CLAUSE
from hotline_tui.standard.handling import check_faults, reason_faults
from hotline_tui.standard.lifecycle import Action
from hotline_tui.standard.refusal import refuse_if
from hotline_tui.standard.vocabulary import CallbackResult, Cause

ANSWERED = (CallbackResult.REACHED, CallbackResult.REFUSED)
"""Callbacks in which the claimant has said what there is to say."""


def passed(desk: Desk, session: Session, ticket: Ticket, reason: str) -> None:
    """The content of a feedback is complete. Clause: 5.3.2.3.5 a."""
    desk.require(Act.CHECK_FEEDBACK)
    given = _unchecked(session, ticket)
    if given is not None:
        settle(desk, given, accepted=True, reason=reason)
        session.add(given)
    ticket.checked_at = desk.now()
    stored.changed(session, ticket)
    summary = "反馈内容核对通过" + (f"：{reason.strip()}" if reason.strip() else "")
    events.add(session, desk.actor(), "feedback_accepted", summary, ticket=ticket)


def failed(desk: Desk, session: Session, ticket: Ticket, reason: str) -> None:
    """Give a feedback back to its organizer; its clock goes on as if there had been none.

    Clause: 5.3.2.3.5 a.
    """
    desk.require(Act.CHECK_FEEDBACK)
    clause = OUTCOME_CLAUSE[ticket.kind]
    refuse_if(reason_faults(clause, reason, "退回反馈"))
    given = _unchecked(session, ticket)
    if given is not None:
        settle(desk, given, accepted=False, reason=reason)
        session.add(given)
    stored.move(ticket, Action.HANDLE_AGAIN)
    ticket.fed_back_at, ticket.checked_at, ticket.outcome = None, None, None
    now = desk.now()
    late = stored.ticking(ticket).feedback.overdue(now)
    if late is not None:
        raise_candidate(session, ticket, Cause.OVERDUE, f"反馈超期 {span(late)}", now)
    stored.changed(session, ticket)
    summary = f"反馈内容核对未通过，退回承办单位：{reason.strip()}"
    events.add(session, desk.actor(), "feedback_rejected", summary, ticket=ticket)


def _unchecked(session: Session, ticket: Ticket) -> Feedback | None:
    """The feedback that waits to be looked at. Raises `Refused` where it has been already."""
    here = [one for one in callbacks.attempts(session, ticket) if one.round == ticket.rounds]
    asked = any(one.result in ANSWERED for one in here)
    refuse_if(check_faults(checked=ticket.checked_at is not None, called_back=asked))
    return kept.last_feedback(session, ticket)
