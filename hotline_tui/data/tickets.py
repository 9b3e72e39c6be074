"""Tickets in the database: found, locked, changed, each change with its next due time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session, col, select

from hotline_tui.data import turns
from hotline_tui.data.plain import Plain, instants
from hotline_tui.data.tables import Citation, Dispatch, Event, Ticket
from hotline_tui.standard.callback import callback_deadline
from hotline_tui.standard.clocks import ClockFacts, Clocks, clocks
from hotline_tui.standard.lifecycle import Action, step, worklist
from hotline_tui.standard.refusal import Fault, Refused
from hotline_tui.standard.supervision import next_step
from hotline_tui.standard.vocabulary import Status, Worklist


def facts(ticket: Ticket) -> ClockFacts:
    """What the clocks of a ticket depend on."""
    return ClockFacts(
        urgency=ticket.urgency,
        raised_at=ticket.raised_at,
        accepted=ticket.accepted,
        risk_to_life_or_property=ticket.risk,
        complex=ticket.complex,
        surge=ticket.surge,
        statutory_due_at=ticket.statutory_due_at,
        answered_at=ticket.answered_at,
        first_dispatched_at=ticket.first_dispatched_at,
        dispatched_at=ticket.dispatched_at,
        signed_at=ticket.signed_at,
        fed_back_at=ticket.fed_back_at,
        again_at=ticket.again_at,
        paused=timedelta(seconds=ticket.paused_seconds),
        feedback_from_signing=ticket.feedback_from_signing,
    )


def ticking(ticket: Ticket) -> Clocks:
    """The clocks of a ticket."""
    return clocks(facts(ticket))


def settle(ticket: Ticket) -> None:
    """Rewrite what is derived from the facts, to walk along an index.

    That is the worklist, the next due time, and when the system has something to do by itself.
    """
    ticket.worklist = worklist(ticket.status)
    found = ticking(ticket)
    due = found.next_due()
    if ticket.worklist is Worklist.CALLBACK:
        due = callback_deadline(found, ticket.call_after)
    ticket.clock, ticket.due_at = (due.clock.value, due.due_at) if due else (None, None)
    ticket.tick_at = next_tick(ticket, found)


def next_tick(ticket: Ticket, found: Clocks) -> datetime | None:
    """When the system has something to do for a ticket with these clocks, if ever."""
    if ticket.status is Status.FED_BACK:
        return ticket.due_at
    if ticket.worklist in (Worklist.NONE, Worklist.CALLBACK):
        return None
    step = next_step(found, ticket.near_share, ticket.ticked_at)
    return step.at if step else None


def move(ticket: Ticket, action: Action) -> None:
    """Take a step of the lifecycle; raises `Refused` where there is none."""
    ticket.status = step(ticket.status, action)


def add(session: Session, ticket: Ticket) -> None:
    """Store a new ticket, so that it has a key."""
    settle(ticket)
    session.add(ticket)
    session.flush()


def changed(session: Session, ticket: Ticket) -> None:
    """Store a change: the version that others have seen becomes stale."""
    settle(ticket)
    ticket.version += 1
    session.add(ticket)
    session.flush()


def with_number(session: Session, number: str) -> Ticket | None:
    """The ticket of that number, if there is one to be seen."""
    return session.exec(select(Ticket).where(Ticket.number == number)).one_or_none()


def by_number(session: Session, number: str) -> Ticket:
    """The ticket of that number; raises `Refused` when there is none."""
    found = with_number(session, number)
    if found is None:
        raise Refused(Fault("number", "", f"没有编号为 {number} 的工单"))
    return found


def by_draft(session: Session, draft: UUID) -> Ticket | None:
    """The ticket that a draft has already become, if it has."""
    return session.exec(select(Ticket).where(Ticket.draft_id == draft)).one_or_none()


def alone_with(session: Session, draft: UUID) -> None:
    """Wait for whoever is making a ticket of this draft; nobody else will until this ends."""
    turns.wait(session, int.from_bytes(draft.bytes[:8], signed=True))


def by_source(session: Session, source: str) -> Ticket | None:
    """The ticket that was imported under this identifier of its source."""
    return session.exec(select(Ticket).where(Ticket.source_id == source)).one_or_none()


def locked(
    session: Session, number: str, seen: int | None = None, *, sealed: bool = False
) -> Ticket:
    """The ticket, held against other writers until the transaction ends.

    `seen` is the version that the person had before them (None: whatever it is now). A stale one
    is refused with who changed what; an archived one is refused, unless it is only referred to
    (`sealed`). Clause: 5.6.2.
    """
    query = select(Ticket).where(Ticket.number == number).with_for_update()
    ticket = session.exec(query).one_or_none()
    if ticket is None:
        raise Refused(Fault("number", "", f"没有编号为 {number} 的工单"))
    if seen is not None and ticket.version != seen:
        since = changes_since(session, ticket, seen)
        told = "；".join(f"{event.name or event.who} {event.summary}" for event in since)
        message = f"工单 {number} 已被更新，请先看过再做：{told or '内容有变'}"
        raise Refused(Fault("version", "", message))
    if ticket.archived_at is not None and not sealed:
        raise Refused(Fault("status", "5.6.2", f"工单 {number} 已归档，不能再更改"))
    return ticket


def locked_by_id(session: Session, key: int) -> Ticket:
    """The ticket of that key, which exists, held against other writers."""
    query = select(Ticket).where(Ticket.id == key).with_for_update()
    return session.exec(query.execution_options(populate_existing=True)).one()


def changes_since(session: Session, ticket: Ticket, seen: int) -> Sequence[Event]:
    """What happened to a ticket after its version `seen`."""
    query = (
        select(Event)
        .where(Event.ticket_id == ticket.id, Event.ticket_version > seen)
        .order_by(col(Event.at), col(Event.id))
    )
    return session.exec(query).all()


_EVENTS = Plain(
    "SELECT at, who, name, what, summary FROM event WHERE ticket_id = :ticket ORDER BY at, id"
)


def events(session: Session, ticket: Ticket) -> list[tuple[datetime, str, str, str, str]]:
    """The whole history of a ticket, oldest first: at, who, name, what, summary."""
    read = instants(session)
    found = _EVENTS.run(session, ticket=ticket.id).fetchall()
    return [(read(at), who, name, what, summary) for at, who, name, what, summary in found]


def last_dispatch(session: Session, ticket: Ticket) -> Dispatch | None:
    """How the ticket was dispatched the last time."""
    query = (
        select(Dispatch).where(Dispatch.ticket_id == ticket.id).order_by(col(Dispatch.id).desc())
    )
    return session.exec(query.limit(1)).one_or_none()


def citations(session: Session, ticket: Ticket) -> Sequence[Citation]:
    """The articles that a direct answer cites."""
    return session.exec(select(Citation).where(Citation.ticket_id == ticket.id)).all()


_LINKED = Plain(
    "SELECT other.number FROM link"
    " JOIN ticket AS other ON other.id = link.earlier_id + link.later_id - :ticket"
    " WHERE (link.earlier_id = :ticket OR link.later_id = :ticket) AND link.undone_at IS NULL"
    " ORDER BY other.raised_at DESC, other.id DESC"
)


def linked(session: Session, ticket: Ticket) -> list[str]:
    """The numbers of the tickets that are linked with this one, newest first."""
    return [number for (number,) in _LINKED.run(session, ticket=ticket.id).fetchall()]


def of_phone(session: Session, phone: str, since: datetime, limit: int = 50) -> Sequence[Ticket]:
    """Tickets that were raised from one number since some moment, newest first."""
    query = select(Ticket).where(Ticket.phone == phone, Ticket.raised_at >= since)
    return session.exec(query.order_by(col(Ticket.raised_at).desc()).limit(limit)).all()


def of_address(
    session: Session, address: str, since: datetime, limit: int = 20
) -> Sequence[Ticket]:
    """Tickets of claimants who live at an address, or about it, newest first."""
    at = (Ticket.address == address) | (Ticket.place == address)
    query = select(Ticket).where(at, Ticket.raised_at >= since)
    return session.exec(query.order_by(col(Ticket.raised_at).desc()).limit(limit)).all()


def next_number(session: Session, day: str) -> str:
    """The next ticket number of a day (`YYYYMMDD`): whoever wants one waits for the others.

    Taken in the transaction that stores the ticket, so that a failed one leaves no gap.
    Clause: 5.2.3.1 b.
    """
    given = session.connection().execute(
        text(
            "INSERT INTO number_of_day (day, last) VALUES (:day, 1) "
            "ON CONFLICT (day) DO UPDATE SET last = number_of_day.last + 1 RETURNING last"
        ),
        {"day": day},
    )
    return f"{day}{given.scalar_one():06d}"


def answered_in(session: Session, call: int) -> Sequence[Ticket]:
    """The tickets that were answered directly in a call and are still open, held."""
    query = select(Ticket).where(Ticket.call_id == call, Ticket.status == Status.ANSWERED)
    return session.exec(query.order_by(col(Ticket.id)).with_for_update()).all()
