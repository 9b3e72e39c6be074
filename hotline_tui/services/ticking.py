"""What happens by itself when its time has come: reminders, supervision, callbacks falling due.

Safe to run at any time, many times, and in several places at once: what is due is held while it is
done, and what has been done is due no more.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from hotline_tui.data import callbacks, events, ticking
from hotline_tui.data import tickets as stored
from hotline_tui.data.engine import Session
from hotline_tui.data.handling_tables import Supervision
from hotline_tui.data.tables import Ticket
from hotline_tui.services.candidates import raise_candidate
from hotline_tui.services.closing import NOT_SAMPLED, close_within, was_called_back
from hotline_tui.services.desk import Desk, Person
from hotline_tui.standard.authority import Act
from hotline_tui.standard.closing import closing_faults
from hotline_tui.standard.lifecycle import Action
from hotline_tui.standard.moment import BEIJING
from hotline_tui.standard.supervision import Step, due_steps
from hotline_tui.standard.vocabulary import Cause, Form, Status

CHUNK = 100
"""Tickets for each transaction: short enough that nobody waits for it."""

SYSTEM = Person("system", "系统", frozenset())
"""Who acts when nobody does."""

FORMS = {Cause.NEAR_DUE: Form.REMINDER, Cause.OVERDUE: Form.SYSTEM}


@dataclass(frozen=True, slots=True)
class Ticked:
    """What was done: reminders, supervisions, callbacks that fell due, tickets closed unasked."""

    reminders: int = 0
    supervisions: int = 0
    callbacks: int = 0
    closed: int = 0

    def __add__(self, other: Ticked) -> Ticked:
        return Ticked(
            self.reminders + other.reminders,
            self.supervisions + other.supervisions,
            self.callbacks + other.callbacks,
            self.closed + other.closed,
        )


def tick(desk: Desk) -> Ticked:
    """Do everything that is due by now. Clause: 5.3.3, 5.3.3 a, 5.5.1."""
    desk.require(Act.TICK)
    desk = replace(desk.still(), person=SYSTEM)
    done = Ticked()
    while True:
        with desk.database.transaction() as session:
            tickets = ticking.due(session, desk.now(), CHUNK)
            for ticket in tickets:
                done += _do(desk, session, ticket)
        if len(tickets) < CHUNK:
            return done


def _do(desk: Desk, session: Session, ticket: Ticket) -> Ticked:
    if ticket.status is Status.FED_BACK:
        return _call_back(desk, session, ticket)
    done = Ticked()
    now = desk.now()
    for step in due_steps(stored.ticking(ticket), ticket.near_share, ticket.ticked_at, now):
        done += _issue(desk, session, ticket, step)
    ticking.done(session, ticket, now)
    return done


def _issue(desk: Desk, session: Session, ticket: Ticket, step: Step) -> Ticked:
    """Remind the unit of a clock, or supervise it; a ticket without a unit is the hotline's own."""
    form, overdue = FORMS[step.cause], step.cause is Cause.OVERDUE
    told = f"{step.clock.label}{'超期' if overdue else '将到期'}"
    raise_candidate(session, ticket, step.cause, told, desk.now())
    if ticket.organizer is None or ticking.issued(session, ticket, form, step):
        return Ticked()
    session.add(
        Supervision(
            ticket_id=ticket.id or 0,
            form=form,
            clock=step.clock.value,
            clock_due_at=step.due_at,
            organizer=ticket.organizer,
            opened_at=desk.now(),
            opened_by=SYSTEM.workno,
            demand=f"{told}，请尽快{step.clock.label}",
            due_at=step.due_at,
        )
    )
    due = f"{step.due_at.astimezone(BEIJING):%Y-%m-%d %H:%M}"
    what = "supervised" if overdue else "reminded"
    events.add(session, desk.actor(), what, f"{form.label}：{told}（{due}）", ticket=ticket)
    return Ticked(supervisions=1) if overdue else Ticked(reminders=1)


def _call_back(desk: Desk, session: Session, ticket: Ticket) -> Ticked:
    """The limit has passed: to be called back, or closed where the sample left it out."""
    stored.move(ticket, Action.CALLBACK_DUE)
    asked = not was_called_back(session, ticket)
    ticking.done(session, ticket, desk.now())
    if asked or closing_faults(callbacks.duties(session, ticket, called_back=True)):
        summary = "办理时限期满，待回访"
        events.add(session, desk.actor(), "callback_fell_due", summary, ticket=ticket)
        return Ticked(callbacks=1)
    close_within(desk, session, ticket, called_back=True, why=NOT_SAMPLED)
    return Ticked(closed=1)
