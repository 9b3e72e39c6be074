"""An organizer says what became of a matter; online ones pass its leader first.

Clause: 5.3.2.3.1.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from hotline_tui.data import events
from hotline_tui.data import handling as kept
from hotline_tui.data import tickets as stored
from hotline_tui.data.engine import Session
from hotline_tui.data.handling_tables import Feedback
from hotline_tui.data.tables import Ticket
from hotline_tui.services import scope
from hotline_tui.services.candidates import settle_candidates
from hotline_tui.services.desk import Desk
from hotline_tui.services.directory import Directory, directory
from hotline_tui.services.rows import TicketRow
from hotline_tui.services.signing import told_by
from hotline_tui.standard.authority import Act
from hotline_tui.standard.feedback import (
    ELEMENTS,
    UNIT,
    approval_faults,
    feedback_faults,
    online_faults,
    way_faults,
)
from hotline_tui.standard.handling import reason_faults, told_by_faults
from hotline_tui.standard.lifecycle import Action, step_faults
from hotline_tui.standard.refusal import refuse_if
from hotline_tui.standard.vocabulary import Cause, Outcome, Role, Way


@dataclass(frozen=True, slots=True)
class FeedBack:
    """The wish to feed back: `content` by the names of `standard.feedback.ELEMENTS`.

    A unit that is not named is the ticket's own. `way` None is the way of the dispatch, or the
    system where an organizer's own desk feeds back.
    """

    number: str
    outcome: Outcome | None = None
    content: Mapping[str, Any] = field(default_factory=dict)
    way: Way | None = None
    opinion_watch: str = ""
    told_by: str = ""
    version: int | None = None


@dataclass(frozen=True, slots=True)
class Approval:
    """The wish to let a feedback go on, or not: `leader` is the organizer's, `reason` why not."""

    number: str
    leader: str = ""
    reason: str = ""
    told_by: str = ""
    version: int | None = None


def feed_back(desk: Desk, wish: FeedBack) -> TicketRow:
    """Feed back, or where the matter came online hand in for the leader's approval.

    Clause: 5.3.2.3.1, 5.3.2.3.3, 5.3.2.3.4, 5.3.2.3.5 a, 5.3.2.3.5 b, 5.3.2.3.5 c, 5.3.2.3.6.
    """
    desk = desk.still()
    desk.require(Act.FEEDBACK)
    city = directory(desk)
    with desk.database.transaction() as session:
        ticket = scope.locked(desk, session, wish.number, wish.version)
        feed_back_within(desk, session, city, ticket, wish)
        return scope.row(desk, session, ticket, city)


def feed_back_within(
    desk: Desk, session: Session, city: Directory, ticket: Ticket, wish: FeedBack
) -> None:
    """Feed back on a ticket that is held, in the caller's transaction."""
    content = _content(wish, city.organizer_name(ticket.organizer))
    sent = stored.last_dispatch(session, ticket)
    sent_by = sent.way if sent else Way.SYSTEM
    own = Role.ORGANIZER in desk.person.roles
    way = wish.way or (Way.SYSTEM if own else sent_by)
    online = ticket.channel.online
    action = Action.REVIEW if online else Action.FEEDBACK
    refuse_if(
        (
            *step_faults(ticket.status, action),
            *way_faults(sent_by, way),
            *feedback_faults(ticket.kind, wish.outcome, content, ticket.raised_at, desk.now()),
            *online_faults(online, wish.opinion_watch),
            *told_by_faults(desk.person.roles, wish.told_by),
        )
    )
    if wish.outcome is None:
        raise AssertionError("a wish without faults says the outcome")
    session.add(_given(desk, ticket, wish, wish.outcome, content, way))
    stored.move(ticket, action)
    told = f"{wish.outcome.label}{told_by(wish.told_by)}"
    if online:
        stored.changed(session, ticket)
        summary = f"办理情况送领导审核：{told}"
        events.add(session, desk.actor(), "submitted", summary, ticket=ticket)
    else:
        _fed_back(desk, session, ticket, wish.outcome)
        events.add(session, desk.actor(), "fed_back", f"反馈：{told}", ticket=ticket)


def approve(desk: Desk, wish: Approval) -> TicketRow:
    """Let an online matter's feedback go to the hotline, as the leader allows it.

    Clause: 5.3.2.3.1.
    """
    desk = desk.still()
    desk.require(Act.APPROVE)
    city = directory(desk)
    with desk.database.transaction() as session:
        ticket = scope.locked(desk, session, wish.number, wish.version)
        refuse_if(
            (
                *step_faults(ticket.status, Action.APPROVE),
                *approval_faults(wish.leader),
                *told_by_faults(desk.person.roles, wish.told_by),
            )
        )
        given = _last(session, ticket)
        given.leader, given.approved_at = wish.leader.strip(), desk.now()
        session.add(given)
        stored.move(ticket, Action.APPROVE)
        _fed_back(desk, session, ticket, given.outcome)
        summary = f"{given.leader}审核通过，反馈：{given.outcome.label}{told_by(wish.told_by)}"
        events.add(session, desk.actor(), "approved", summary, ticket=ticket)
        return scope.row(desk, session, ticket, city)


def sent_back(desk: Desk, session: Session, ticket: Ticket, wish: Approval) -> None:
    """The leader wants more done before it is fed back. Clause: 5.3.2.3.1."""
    desk.require(Act.APPROVE)
    refuse_if(
        (
            *approval_faults(wish.leader),
            *reason_faults("5.3.2.3.1", wish.reason, "领导退回办理情况"),
            *told_by_faults(desk.person.roles, wish.told_by),
        )
    )
    given = _last(session, ticket)
    given.leader = wish.leader.strip()
    settle(desk, given, accepted=False, reason=wish.reason)
    session.add(given)
    stored.move(ticket, Action.HANDLE_AGAIN)
    stored.changed(session, ticket)
    summary = f"{given.leader}审核退回：{given.decision_reason}{told_by(wish.told_by)}"
    events.add(session, desk.actor(), "sent_back", summary, ticket=ticket)


def settle(desk: Desk, given: Feedback, *, accepted: bool, reason: str) -> None:
    """Write down what was decided about a feedback."""
    given.accepted, given.decision_reason = accepted, reason.strip()
    given.decided_at, given.decided_by = desk.now(), desk.person.workno


def _last(session: Session, ticket: Ticket) -> Feedback:
    given = kept.last_feedback(session, ticket)
    if given is None:
        raise LookupError(f"ticket {ticket.number} has a feedback to be decided")
    return given


def _content(wish: FeedBack, unit: str) -> dict[str, Any]:
    """What was said, with the ticket's own unit where none was named."""
    said = {
        name: one.strip() if isinstance(one, str) else one for name, one in wish.content.items()
    }
    elements = ELEMENTS[wish.outcome] if wish.outcome else ()
    if any(element.name == UNIT for element in elements) and not said.get(UNIT):
        said[UNIT] = unit
    return said


def _given(
    desk: Desk,
    ticket: Ticket,
    wish: FeedBack,
    outcome: Outcome,
    content: Mapping[str, Any],
    way: Way,
) -> Feedback:
    return Feedback(
        ticket_id=ticket.id or 0,
        round=ticket.rounds,
        at=desk.now(),
        due_at=stored.ticking(ticket).feedback.due_at,
        by=desk.person.workno,
        told_by=wish.told_by.strip(),
        way=way,
        outcome=outcome,
        content={
            name: one.isoformat() if isinstance(one, datetime) else one
            for name, one in content.items()
        },
        opinion_watch=wish.opinion_watch.strip(),
    )


def _fed_back(desk: Desk, session: Session, ticket: Ticket, outcome: Outcome) -> None:
    ticket.fed_back_at, ticket.checked_at, ticket.outcome = desk.now(), None, outcome
    in_time = (Cause.NEAR_DUE, Cause.OVERDUE)
    settle_candidates(session, ticket, in_time, desk.person.workno, "已反馈", desk.now())
    stored.changed(session, ticket)
