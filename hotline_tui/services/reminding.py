"""Reminders and supervision by the system: what the clocks of many tickets have brought about.

Clause: 5.3.3, 5.3.3 a.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from hotline_tui.data import bulk, events, supervising, ticking
from hotline_tui.data import tickets as stored
from hotline_tui.data.engine import Session
from hotline_tui.data.handling_tables import Supervision
from hotline_tui.services.desk import Desk
from hotline_tui.standard.moment import BEIJING
from hotline_tui.standard.supervision import Step, causes, due_steps
from hotline_tui.standard.vocabulary import Cause, Form

FORMS = {Cause.NEAR_DUE: Form.REMINDER, Cause.OVERDUE: Form.SYSTEM}
WHAT = {Form.REMINDER: "reminded", Form.SYSTEM: "supervised"}
"""How an act of the system's own is written down."""


@dataclass(slots=True)
class _Portion:
    """What is open and issued for some tickets, and what is to be written down about them."""

    known: dict[tuple[int, Cause], int]
    issued: set[ticking.Issued]
    raised: dict[tuple[int, Cause], str] = field(default_factory=dict)
    settled: list[int] = field(default_factory=list)
    acts: list[Any] = field(default_factory=list)
    told: list[tuple[str, str, Any]] = field(default_factory=list)
    done: list[ticking.Done] = field(default_factory=list)


def remind(desk: Desk, session: Session, tickets: Sequence[Any]) -> list[Form]:
    """Raise and issue what the clocks of tickets that are due have brought about; what was issued.

    Clause: 5.3.3 a.
    """
    if not tickets:
        return []
    keys = [ticket.id for ticket in tickets]
    portion = _Portion(
        {(one.ticket, one.cause): one.id for one in supervising.open_reasons(session, keys)},
        ticking.issued(session, keys, FORMS.values()),
    )
    for ticket in tickets:
        _look_at(desk, ticket, portion)
    _write(desk, session, portion)
    return [act.form for act in portion.acts]


def _look_at(desk: Desk, ticket: Any, portion: _Portion) -> None:
    """What has come about for one ticket since the last time."""
    clocks, now, key = stored.ticking(ticket), desk.now(), ticket.id
    steps = due_steps(clocks, ticket.near_share, ticket.ticked_at, now)
    for step in steps:
        portion.raised[key, step.cause] = _told(step)
        form = FORMS[step.cause]
        seen = (key, form, step.clock.value, step.due_at) in portion.issued
        # A ticket without a unit is the hotline's own: there is nobody to remind.
        if ticket.organizer is not None and not seen:
            portion.acts.append(_act(desk, ticket, form, step))
            portion.told.append((WHAT[form], _summary(form, step), ticket))
    near = portion.known.get((key, Cause.NEAR_DUE))
    if near is not None and Cause.NEAR_DUE not in causes(clocks, ticket.near_share, now):
        portion.settled.append(near)
    next_at = stored.next_tick(ticket._replace(ticked_at=now), clocks)
    portion.done.append(ticking.Done(key, ticket.candidate or bool(steps), next_at))


def _write(desk: Desk, session: Session, portion: _Portion) -> None:
    now, known = desk.now(), portion.known
    new = {which: told for which, told in portion.raised.items() if which not in known}
    again = {known[which]: told for which, told in portion.raised.items() if which in known}
    supervising.raise_all(session, new, now)
    supervising.tell_all(session, again)
    supervising.settle_all(session, portion.settled, desk.person.workno, "已超期", now)
    bulk.add(session, portion.acts)
    ticking.done(session, portion.done, now)
    events.add_all(session, desk.actor(), portion.told)


def _told(step: Step) -> str:
    return f"{step.clock.label}{'超期' if step.cause is Cause.OVERDUE else '将到期'}"


def _act(desk: Desk, ticket: Any, form: Form, step: Step) -> Any:
    """The system reminds the unit of a clock, or supervises it: done once said.

    Clause: 5.3.3 a.
    """
    return bulk.row(
        Supervision,
        ticket_id=ticket.id,
        form=form,
        clock=step.clock.value,
        clock_due_at=step.due_at,
        organizer=ticket.organizer,
        opened_at=desk.now(),
        opened_by=desk.person.workno,
        demand=f"{_told(step)}，请尽快{step.clock.label}",
        due_at=step.due_at,
        ended_at=desk.now(),
        ended_by=desk.person.workno,
    )


def _summary(form: Form, step: Step) -> str:
    return f"{form.label}：{_told(step)}（{step.due_at.astimezone(BEIJING):%Y-%m-%d %H:%M}）"
