"""A supervisor acts on a ticket: supervises it in one of the forms, completes that, settles why.

Clause: 5.3.3 b, 5.3.3 c, 5.3.3 d, 5.3.3 e, 5.3.3 f.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from hotline_tui.data import events
from hotline_tui.data import supervising as stored_acts
from hotline_tui.data import tickets as stored
from hotline_tui.data.handling_tables import Supervision
from hotline_tui.services import rows
from hotline_tui.services.candidates import settle_candidates
from hotline_tui.services.desk import Desk
from hotline_tui.services.directory import Directory, directory
from hotline_tui.services.rows import TicketRow
from hotline_tui.standard.authority import Act
from hotline_tui.standard.moment import BEIJING
from hotline_tui.standard.refusal import Fault, Refused, refuse_if
from hotline_tui.standard.supervision_forms import (
    DUTIES,
    Record,
    ending_faults,
    note_faults,
    opening_faults,
    parts,
    status_faults,
)
from hotline_tui.standard.vocabulary import Cause, Form


@dataclass(frozen=True, slots=True)
class Supervise:
    """The wish to supervise; `organizer` by code or name, the ticket's own unit if not named."""

    number: str
    form: Form | None = None
    demand: str = ""
    record: Record = field(default_factory=dict)
    due_at: datetime | None = None
    approved_by: str = ""
    organizer: str = ""
    version: int | None = None


@dataclass(frozen=True, slots=True)
class Complete:
    """The wish to complete a supervision with what came of it."""

    supervision: int
    record: Record = field(default_factory=dict)
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Settle:
    """The wish to settle why a ticket is on the supervisors' list; no causes mean all."""

    number: str
    causes: tuple[Cause, ...] = ()
    reason: str = ""
    version: int | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """What a supervisor writes down: a call to somebody at the unit, or a remark of their own.

    `spoke_with` makes it a call; `at` is when it was, None just now.
    """

    number: str
    said: str = ""
    spoke_with: str = ""
    at: datetime | None = None


def supervise(desk: Desk, wish: Supervise) -> TicketRow:
    """Issue a supervision in one of its forms.

    Clause: 5.3.3 a, 5.3.3 b, 5.3.3 c, 5.3.3 d, 5.3.3 e, 5.3.3 f.
    """
    desk = desk.still()
    desk.require(Act.SUPERVISE)
    city = directory(desk)
    now = desk.now()
    with desk.database.transaction() as session:
        ticket = stored.locked(session, wish.number, wish.version)
        refuse_if(status_faults(ticket.status))
        faults = opening_faults(
            wish.form, wish.demand, wish.record, wish.due_at, wish.approved_by, now
        )
        unit = _unit(city, wish.organizer) if wish.organizer.strip() else ticket.organizer
        refuse_if((*faults, *_unknown(wish.organizer, unit)))
        form = wish.form
        if form is None:
            raise AssertionError("a supervision without faults has a form")
        instant = form is Form.REMINDER
        session.add(
            Supervision(
                ticket_id=ticket.id or 0,
                form=form,
                organizer=unit,
                opened_at=now,
                opened_by=desk.person.workno,
                demand=wish.demand.strip(),
                record=_record(form, wish.record, ending=False),
                due_at=wish.due_at,
                approved_by=wish.approved_by.strip(),
                approved_at=now if wish.approved_by.strip() else None,
                ended_at=now if instant else None,
                ended_by=desk.person.workno if instant else None,
            )
        )
        stored.changed(session, ticket)
        summary = _summary(city, form, unit, wish)
        events.add(session, desk.actor(), "supervised", summary, ticket=ticket)
        return rows.ticket_row(session, ticket, city)


def complete(desk: Desk, wish: Complete) -> TicketRow:
    """Complete a supervision; what its form asks for at the end must be there.

    Clause: 5.3.3 b, 5.3.3 c, 5.3.3 d, 5.3.3 e, 5.3.3 f.
    """
    desk = desk.still()
    desk.require(Act.SUPERVISE)
    city = directory(desk)
    with desk.database.transaction() as session:
        act = stored_acts.supervision(session, wish.supervision)
        if act is None:
            raise Refused(Fault("supervision", "5.3.3", f"没有第 {wish.supervision} 号督办"))
        ticket = stored.locked_by_id(session, act.ticket_id)
        session.refresh(act)
        if act.ended_at is not None:
            raise Refused(Fault("supervision", "5.3.3", "这项督办已经了结"))
        refuse_if(ending_faults(act.form, wish.record))
        act.record = {**act.record, **_record(act.form, wish.record, ending=True)}
        act.outcome = wish.outcome.strip()
        act.ended_at, act.ended_by = desk.now(), desk.person.workno
        session.add(act)
        stored.changed(session, ticket)
        told = "；".join(
            f"{part.label}：{_told(wish.record.get(part.name, ''))}"
            for part in parts(act.form, ending=True)
            if wish.record.get(part.name)
        )
        summary = f"{act.form.label}了结：{told or wish.outcome}"
        events.add(session, desk.actor(), "supervision_completed", summary, ticket=ticket)
        return rows.ticket_row(session, ticket, city)


def settle(desk: Desk, wish: Settle) -> TicketRow:
    """Take a ticket off the supervisors' list, with the reason, until a rule puts it back.

    Clause: 5.3.3.
    """
    desk = desk.still()
    desk.require(Act.SUPERVISE)
    city = directory(desk)
    if not wish.reason.strip():
        raise Refused(Fault("reason", "5.3.3", "请写明怎样处理了"))
    with desk.database.transaction() as session:
        ticket = stored.locked(session, wish.number, wish.version)
        causes = wish.causes or tuple(Cause)
        who, reason = desk.person.workno, wish.reason.strip()
        if not settle_candidates(session, ticket, causes, who, reason, desk.now()):
            raise Refused(Fault("causes", "5.3.3", "这件工单没有待督办的事由"))
        stored.changed(session, ticket)
        events.add(session, desk.actor(), "settled", f"督办处理：{reason}", ticket=ticket)
        return rows.ticket_row(session, ticket, city)


def note(desk: Desk, wish: Note) -> TicketRow:
    """Write down a call or a remark; nobody at work on the ticket is refused for it.

    Clause: 5.3.3.
    """
    desk = desk.still()
    desk.require(Act.SUPERVISE)
    city = directory(desk)
    at = wish.at or desk.now()
    with desk.database.transaction() as session:
        ticket = stored.locked(session, wish.number)
        refuse_if(note_faults(ticket.status, wish.said, at, ticket.raised_at, desk.now()))
        spoke_with = wish.spoke_with.strip()
        when = f"{at.astimezone(BEIJING):%m-%d %H:%M}"
        what = f"督办电话（{when} {spoke_with}）" if spoke_with else "督办备注"
        detail = {"spoke_with": spoke_with, "at": at.isoformat()} if spoke_with else {}
        summary = f"{what}：{wish.said.strip()}"
        events.add(session, desk.actor(), "noted", summary, ticket=ticket, detail=detail)
        return rows.ticket_row(session, ticket, city)


def _unit(city: Directory, name: str) -> str | None:
    found = city.organizer(name)
    return found.code if found else None


def _unknown(named: str, unit: str | None) -> tuple[Fault, ...]:
    if named.strip() and unit is None:
        return (Fault("organizer", "5.3.3", f"没有名为“{named.strip()[:60]}”的承办单位"),)
    return ()


def _record(form: Form, given: Record, *, ending: bool) -> dict[str, str | list[str]]:
    """The parts that the form asks for, as they are kept."""
    return {
        part.name: one.strip() if isinstance(one, str) else list(one)
        for part in parts(form, ending=ending)
        if (one := given.get(part.name))
    }


def _told(given: str | tuple[str, ...]) -> str:
    return given if isinstance(given, str) else "、".join(given)


def _summary(city: Directory, form: Form, unit: str | None, wish: Supervise) -> str:
    told = [f"{form.label}{city.organizer_name(unit)}：{wish.demand.strip()}"]
    given: Mapping[str, str | tuple[str, ...]] = wish.record
    told += [
        f"{part.label}：{_told(given[part.name])}"
        for part in parts(form, ending=False)
        if given.get(part.name)
    ]
    if wish.due_at is not None:
        due = f"{wish.due_at.astimezone(BEIJING):%Y-%m-%d %H:%M}"
        told.append(f"{DUTIES[form].limit} {due}")
    if wish.approved_by.strip():
        told.append(f"审批：{wish.approved_by.strip()}")
    return "；".join(told)
