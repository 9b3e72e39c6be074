"""What the checks of an intake look at, read for many tickets in a few statements."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import and_, exists, func, or_
from sqlalchemy import select as columns
from sqlmodel import Session, col

from hotline_tui.data.handling_tables import Return
from hotline_tui.data.reference_tables import Operator
from hotline_tui.data.tables import Call, Citation, Dispatch, Ticket
from hotline_tui.data.tickets import ticking
from hotline_tui.standard.intake_quality import Conversation, Intake
from hotline_tui.standard.periods import Window
from hotline_tui.standard.record import Claimant, Emergency, TicketDraft
from hotline_tui.standard.vocabulary import Kind, Status


@dataclass(frozen=True, slots=True)
class Taken:
    """A ticket that somebody here took down: who did, who dispatched it first, what is checked.

    `complained` says that it is a valid complaint about the service itself.
    """

    id: int
    number: str
    agent: str
    dispatcher: str
    status: Status
    kind: Kind
    raised_at: datetime
    intake: Intake
    complained: bool


class _Sent(NamedTuple):
    by: str
    organizer: str


Told = Callable[[int, int], None]
"""Told how many tickets of how many have been read; what it raises stops the reading."""

AT_ONCE = 500
"""Tickets whose dispatches, returns and citations are read together."""


def taken(
    session: Session,
    window: Window,
    agent: str = "",
    limit: int | None = None,
    told: Told | None = None,
) -> Iterator[Taken]:
    """The tickets that were raised in a window, newest first; of one person's work if one is named.

    What was imported was taken down elsewhere. Clause: 7.1.2.2.
    """
    here = [
        col(Ticket.raised_at) >= window.since,
        col(Ticket.raised_at) < window.until,
        col(Ticket.source_id).is_(None),
        col(Ticket.registered_by) != "",
    ]
    if agent:
        sent = and_(col(Dispatch.ticket_id) == col(Ticket.id), col(Dispatch.by) == agent)
        here.append(or_(col(Ticket.registered_by) == agent, exists().where(sent)))
    return _taken_where(session, here, limit, told)


def taken_as(session: Session, number: str) -> Iterator[Taken]:
    """The ticket of that number, if there is one."""
    return _taken_where(session, [col(Ticket.number) == number], 1)


def _taken_where(
    session: Session, here: list[Any], limit: int | None, told: Told | None = None
) -> Iterator[Taken]:
    # Plain rows: an object for each of a month's tickets would cost as much again.
    every = columns(*_TICKET, *_CALL).select_from(Ticket)
    every = every.join(Call, col(Ticket.call_id) == col(Call.id), isouter=True).where(and_(*here))
    newest = every.order_by(col(Ticket.raised_at).desc(), col(Ticket.id).desc()).limit(limit)
    of = 0
    if told is not None:
        of = session.execute(
            columns(func.count()).select_from(Ticket).where(and_(*here))
        ).scalar_one()
        told(0, of)
    done = 0
    for rows in session.execute(newest.execution_options(yield_per=AT_ONCE)).partitions():
        keys = [row.id for row in rows]
        sent_by, came_back = _first_dispatches(session, keys), _given_back(session, keys)
        said = _said(session, keys)
        for row in rows:
            first = sent_by.get(row.id)
            returned = first is not None and (row.id, first.organizer) in came_back
            yield _taken(row, first, said.get(row.id, ""), returned=returned)
        done += len(rows)
        if told is not None:
            told(done, of)


def _first_dispatches(session: Session, keys: list[int]) -> dict[int, _Sent]:
    query = columns(col(Dispatch.ticket_id), col(Dispatch.by), col(Dispatch.organizer))
    found: dict[int, _Sent] = {}
    for key, by, organizer in session.execute(_of(query, Dispatch, keys)):
        found.setdefault(key, _Sent(by, organizer))
    return found


def _of(query: Any, table: Any, keys: list[int]) -> Any:
    return query.where(table.ticket_id.in_(keys)).order_by(table.id)


def _given_back(session: Session, keys: list[int]) -> set[tuple[int, str]]:
    query = columns(col(Return.ticket_id), col(Return.organizer)).where(
        col(Return.accepted).is_(True), col(Return.reason).is_not(None)
    )
    return {(key, unit) for key, unit in session.execute(_of(query, Return, keys))}


def _said(session: Session, keys: list[int]) -> dict[int, str]:
    query = columns(col(Citation.ticket_id), col(Citation.said))
    return {key: said for key, said in session.execute(_of(query, Citation, keys)) if said}


_TICKET: tuple[Any, ...] = tuple(
    Ticket.__table__.columns[name]  # type: ignore[attr-defined]
    for name in (
        "id number status kind urgency channel risk title content division occurred_at"
        " occurred_text place course present_state demand respondent prior_handling reasons"
        " emergency not_provided claimant_name phone contact address confidential raised_at"
        " registered_at registered_by refusal_reason refusal_advice service_complaint accepted"
        " complex surge statutory_due_at answered_at first_dispatched_at dispatched_at signed_at"
        " fed_back_at again_at paused_seconds feedback_from_signing"
    ).split()
)
"""What is checked, and the facts that the clocks depend on."""

_CALL: tuple[Any, ...] = tuple(
    column.label(f"call_{column.name}")
    for column in Call.__table__.columns  # type: ignore[attr-defined]
    if column.name in ("rung_at", "answered_at", "offered_at", "ended_at", "rating")
)


def _taken(ticket: Any, sent: _Sent | None, said: str, *, returned: bool) -> Taken:
    """A row of a ticket's columns and its call's."""
    told = (said, ticket.refusal_reason, ticket.refusal_advice)
    intake = Intake(
        _record(ticket),
        ticket.raised_at,
        ticket.registered_at,
        _conversation(ticket) if ticket.call_rung_at else None,
        "\n".join(one for one in told if one),
        ticking(ticket).dispatch if sent else None,
        returned,
    )
    return Taken(
        ticket.id or 0,
        ticket.number,
        ticket.registered_by,
        sent.by if sent else "",
        ticket.status,
        ticket.kind,
        ticket.raised_at,
        intake,
        ticket.service_complaint is True,
    )


def _record(ticket: Any) -> TicketDraft:
    """What was written down, as far as it is checked."""
    return TicketDraft(
        channel=ticket.channel,
        kind=ticket.kind,
        urgency=ticket.urgency,
        risk_to_life_or_property=ticket.risk,
        claimant=Claimant(
            ticket.claimant_name, ticket.phone, ticket.contact, ticket.address, ticket.confidential
        ),
        title=ticket.title,
        content=ticket.content,
        division=ticket.division,
        occurred_at=ticket.occurred_at,
        occurred_text=ticket.occurred_text,
        place=ticket.place,
        course=ticket.course,
        present_state=ticket.present_state,
        demand=ticket.demand,
        respondent=ticket.respondent,
        prior_handling=ticket.prior_handling,
        reasons=ticket.reasons,
        emergency=Emergency(**ticket.emergency),
        not_provided=ticket.not_provided,
    )


def _conversation(row: Any) -> Conversation:
    return Conversation(
        row.call_rung_at,
        row.call_answered_at,
        row.call_offered_at,
        row.call_ended_at,
        row.call_rating,
    )


def people(session: Session) -> dict[str, tuple[str, str]]:
    """Name and team of everybody, by work number."""
    query = columns(col(Operator.workno), col(Operator.name), col(Operator.team))
    return {workno: (name, team) for workno, name, team in session.execute(query)}
