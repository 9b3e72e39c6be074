"""What supervisors do at once: surges declared and ended, urgent alerts acknowledged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from hotline_tui.data import desk_state, events, turns
from hotline_tui.data import tickets as stored
from hotline_tui.data.engine import Session
from hotline_tui.data.tables import Surge, Ticket
from hotline_tui.services import rows
from hotline_tui.services.desk import Desk
from hotline_tui.services.directory import directory
from hotline_tui.services.rows import TicketRow
from hotline_tui.standard.authority import Act
from hotline_tui.standard.refusal import Fault, Refused
from hotline_tui.standard.vocabulary import Urgency

SHOWN_ALERTS = 20


@dataclass(frozen=True, slots=True)
class SurgeRow:
    """A surge: since when, by whom, why, and until when."""

    started_at: datetime
    started_by: str
    reason: str
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class AlertRow:
    """An urgent ticket that waits for a supervisor's acknowledgement. Clause: 5.2.2.3 e."""

    id: int
    number: str
    urgency: Urgency
    risk: bool
    title: str
    district: str
    status: str
    due_at: datetime | None
    raised_at: datetime


def declare_surge(desk: Desk, reason: str) -> SurgeRow:
    """Declare heavy call traffic: ordinary matters raised from now on may take 48 h to dispatch.

    Clause: 5.3.2.1.3 c.
    """
    desk = desk.still()
    desk.require(Act.SURGE)
    if not reason.strip():
        raise Refused(Fault("reason", "5.3.2.1.3 c", "宣布大话务量模式须写明理由"))
    with desk.database.transaction() as session:
        turns.wait(session, turns.SURGE)
        if desk_state.open_surge(session) is not None:
            raise Refused(Fault("", "5.3.2.1.3 c", "已处于大话务量模式"))
        surge = Surge(started_at=desk.now(), started_by=desk.person.workno, reason=reason.strip())
        session.add(surge)
        summary = f"宣布大话务量模式：{reason.strip()}"
        events.add(session, desk.actor(), "surge_declared", summary)
        return _surge(surge)


def end_surge(desk: Desk) -> SurgeRow:
    """End the surge; matters raised during it keep their 48 hours. Clause: 5.3.2.1.3 c."""
    desk = desk.still()
    desk.require(Act.SURGE)
    with desk.database.transaction() as session:
        turns.wait(session, turns.SURGE)
        surge = desk_state.open_surge(session)
        if surge is None:
            raise Refused(Fault("", "5.3.2.1.3 c", "现在不是大话务量模式"))
        surge.ended_at, surge.ended_by, surge.open = desk.now(), desk.person.workno, None
        session.add(surge)
        events.add(session, desk.actor(), "surge_ended", "结束大话务量模式")
        return _surge(surge)


def current_surge(desk: Desk) -> SurgeRow | None:
    """The surge that is going on."""
    with desk.database.reading() as session:
        surge = desk_state.open_surge(session)
        return _surge(surge) if surge else None


def alerts(desk: Desk) -> tuple[AlertRow, ...]:
    """Urgent tickets that nobody has acknowledged, oldest first; for supervisors only."""
    if not desk.may(Act.ACKNOWLEDGE):
        return ()
    city = directory(desk)
    with desk.database.reading() as session:
        return tuple(
            AlertRow(
                id=alert.id or 0,
                number=ticket.number,
                urgency=ticket.urgency,
                risk=ticket.risk,
                title=ticket.title,
                district=city.place_name(ticket.district),
                status=ticket.status.label,
                due_at=ticket.due_at,
                raised_at=alert.raised_at,
            )
            for alert, ticket in desk_state.open_alerts(session, SHOWN_ALERTS)
        )


def acknowledge(desk: Desk, number: str) -> TicketRow:
    """Take note of an urgent ticket; its alert goes from every desk. Clause: 5.2.2.3 e."""
    desk = desk.still()
    desk.require(Act.ACKNOWLEDGE)
    city = directory(desk)
    with desk.database.transaction() as session:
        ticket = stored.by_number(session, number)
        _acknowledge(desk, session, ticket)
        return rows.ticket_row(session, ticket, city)


def _acknowledge(desk: Desk, session: Session, ticket: Ticket) -> None:
    waiting = desk_state.alerts_of(session, ticket.id or 0)
    for alert in waiting:
        alert.acknowledged_at, alert.acknowledged_by = desk.now(), desk.person.workno
        session.add(alert)
    if waiting:
        events.add(session, desk.actor(), "acknowledged", "确认紧急提醒", ticket=ticket)
        session.flush()


def _surge(surge: Surge) -> SurgeRow:
    return SurgeRow(surge.started_at, surge.started_by, surge.reason, surge.ended_at)
