"""Reports in the database."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import or_
from sqlmodel import Session, col, select

from hotline_tui.data.report_tables import Report, ReportWaiver
from hotline_tui.data.tables import Ticket
from hotline_tui.standard.refusal import Fault, Refused
from hotline_tui.standard.reports import REPORTED
from hotline_tui.standard.vocabulary import Status


def locked(session: Session, key: int, seen: int | None = None) -> Report:
    """The report, held against other writers. Raises `Refused` for none, and for a stale one."""
    found = session.exec(select(Report).where(Report.id == key).with_for_update()).one_or_none()
    if found is None:
        raise Refused(Fault("report", "", f"没有第 {key} 号报告"))
    if seen is not None and found.version != seen:
        raise Refused(Fault("version", "", f"第 {key} 号报告已被更新，请先看过再做"))
    return found


def by_key(session: Session, key: int) -> Report:
    """The report of that key; raises `Refused` when there is none."""
    found = session.get(Report, key)
    if found is None:
        raise Refused(Fault("report", "", f"没有第 {key} 号报告"))
    return found


def newest(session: Session, limit: int) -> Sequence[Report]:
    """Reports, newest first."""
    return session.exec(select(Report).order_by(col(Report.id).desc()).limit(limit)).all()


def emergencies(session: Session, since: datetime) -> Sequence[tuple[Ticket, Report | None]]:
    """Tickets since some moment that are to be reported at once, oldest first, with their report.

    Clause: 6.3.2.1.1.
    """
    to_be_reported = or_(col(Ticket.urgency).in_(REPORTED), col(Ticket.risk))
    query = (
        select(Ticket, Report)
        .join(Report, col(Report.ticket_id) == col(Ticket.id), isouter=True)
        .where(
            col(Ticket.raised_at) >= since,
            to_be_reported,
            col(Ticket.accepted),
            col(Ticket.status) != Status.CANCELLED,
        )
        .order_by(col(Ticket.registered_at), col(Report.id))
    )
    return session.exec(query).all()


def waivers(session: Session, tickets: Sequence[int]) -> dict[int, ReportWaiver]:
    """The last proposal for each of some tickets that it needs no report."""
    query = select(ReportWaiver).where(col(ReportWaiver.ticket_id).in_(tickets))
    return {one.ticket_id: one for one in session.exec(query.order_by(col(ReportWaiver.id)))}


def locked_waiver(session: Session, ticket: int) -> ReportWaiver | None:
    """The proposal that waits for a decision, held against other writers."""
    query = select(ReportWaiver).where(
        ReportWaiver.ticket_id == ticket, col(ReportWaiver.granted).is_(None)
    )
    return session.exec(query.with_for_update()).first()


def is_sent(session: Session, ticket: int) -> bool:
    """Whether a report on a ticket has been sent."""
    query = select(Report.id).where(Report.ticket_id == ticket, col(Report.sent_at).is_not(None))
    return session.exec(query.limit(1)).first() is not None
