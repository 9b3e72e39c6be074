"""What happens by itself when its time has come: reminders, supervision, callbacks falling due.

Safe to run at any time, many times, and in several places at once: what is due is held while it is
done, and what has been done is due no more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from hotline_tui.data import callbacks, events, supervising, ticking
from hotline_tui.data import tickets as stored
from hotline_tui.data.engine import Session
from hotline_tui.data.handling_tables import Candidate, Supervision
from hotline_tui.data.tables import Ticket
from hotline_tui.services.candidates import raise_known, settle_known
from hotline_tui.services.closing import NOT_SAMPLED, close_within, was_called_back
from hotline_tui.services.desk import Desk, Person
from hotline_tui.standard.authority import Act
from hotline_tui.standard.closing import closing_faults
from hotline_tui.standard.lifecycle import Action
from hotline_tui.standard.moment import BEIJING
from hotline_tui.standard.supervision import Step, causes, due_steps
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


WHAT = {Form.REMINDER: "reminded", Form.SYSTEM: "supervised"}
ISSUED = {Form.REMINDER: Ticked(reminders=1), Form.SYSTEM: Ticked(supervisions=1)}
"""How an act of the system's own is written down, and counted."""


def tick(desk: Desk) -> Ticked:
    """Do everything that is due by now. Clause: 5.3.3, 5.3.3 a, 5.5.1."""
    desk.require(Act.TICK)
    desk = replace(desk.still(), person=SYSTEM)
    done = Ticked()
    with desk.database.reading() as session:
        if not ticking.waits(session, desk.now()):
            return done
    while True:
        with desk.database.transaction() as session:
            tickets = ticking.due(session, desk.now(), CHUNK)
            done += _portion(desk, session, tickets)
        if len(tickets) < CHUNK:
            return done


@dataclass(slots=True)
class _Portion:
    """Some tickets that are due: what is open and issued for them, read in one go, and what is
    written down about them."""

    known: dict[tuple[int, Cause], Candidate]
    issued: set[ticking.Issued]
    acts: list[tuple[str, str, Ticket]] = field(default_factory=list)


def _portion(desk: Desk, session: Session, tickets: Sequence[Ticket]) -> Ticked:
    keys = [ticket.id or 0 for ticket in tickets]
    opened = supervising.open_candidates(session, keys, FORMS)
    portion = _Portion(
        {(one.ticket_id, one.cause): one for one in opened},
        ticking.issued(session, keys, FORMS.values()),
    )
    done = Ticked()
    for ticket in tickets:
        if ticket.status is Status.FED_BACK:
            done += _call_back(desk, session, ticket)
        else:
            done += _remind(desk, session, ticket, portion)
    events.add_all(session, desk.actor(), portion.acts)
    return done


def _remind(desk: Desk, session: Session, ticket: Ticket, portion: _Portion) -> Ticked:
    """Raise and issue what the clocks have brought about since the last time."""
    done, now, key = Ticked(), desk.now(), ticket.id or 0
    clocks = stored.ticking(ticket)
    for step in due_steps(clocks, ticket.near_share, ticket.ticked_at, now):
        open_one = portion.known.get((key, step.cause))
        raised = raise_known(session, ticket, step.cause, _told(step), now, open_one)
        portion.known[key, step.cause] = raised
        form = FORMS[step.cause]
        seen = (key, form, step.clock.value, step.due_at) in portion.issued
        # A ticket without a unit is the hotline's own: there is nobody to remind.
        if ticket.organizer is not None and not seen:
            session.add(_act(desk, ticket, form, step))
            portion.acts.append((WHAT[form], _summary(form, step), ticket))
            done += ISSUED[form]
    near = portion.known.get((key, Cause.NEAR_DUE))
    if near is not None and Cause.NEAR_DUE not in causes(clocks, ticket.near_share, now):
        settle_known(session, near, SYSTEM.workno, "已超期", now)
    ticking.done(session, ticket, now)
    return done


def _told(step: Step) -> str:
    return f"{step.clock.label}{'超期' if step.cause is Cause.OVERDUE else '将到期'}"


def _act(desk: Desk, ticket: Ticket, form: Form, step: Step) -> Supervision:
    """The system reminds the unit of a clock, or supervises it: done once said.

    Clause: 5.3.3 a.
    """
    return Supervision(
        ticket_id=ticket.id or 0,
        form=form,
        clock=step.clock.value,
        clock_due_at=step.due_at,
        organizer=ticket.organizer,
        opened_at=desk.now(),
        opened_by=SYSTEM.workno,
        demand=f"{_told(step)}，请尽快{step.clock.label}",
        due_at=step.due_at,
        ended_at=desk.now(),
        ended_by=SYSTEM.workno,
    )


def _summary(form: Form, step: Step) -> str:
    return f"{form.label}：{_told(step)}（{step.due_at.astimezone(BEIJING):%Y-%m-%d %H:%M}）"


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
