"""A supervisor finds whether a complaint about the hotline is valid; the figures are watched."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from hotline_tui.data import events
from hotline_tui.data import service_quality as stored_figures
from hotline_tui.data import tickets as stored
from hotline_tui.services import rows
from hotline_tui.services.desk import Desk
from hotline_tui.services.directory import directory
from hotline_tui.services.rows import TicketRow
from hotline_tui.standard.authority import Act
from hotline_tui.standard.refusal import refuse_if
from hotline_tui.standard.service_quality import Quality, finding_faults

USUAL_PERIOD = timedelta(days=30)
"""What the figures cover unless a period is named."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Whether a complaint is one about the hotline's service that is valid, and why."""

    number: str
    valid: bool | None = None
    reason: str = ""
    version: int | None = None


def find(desk: Desk, wish: Finding) -> TicketRow:
    """Keep the finding; a later one takes its place, and both stay in the history.

    Clause: 5.4.3.
    """
    desk = desk.still()
    desk.require(Act.SUPERVISE)
    city = directory(desk)
    with desk.database.transaction() as session:
        ticket = stored.locked(session, wish.number, wish.version)
        refuse_if(finding_faults(ticket.kind, wish.valid, wish.reason))
        ticket.service_complaint = wish.valid
        stored.changed(session, ticket)
        verdict = "有效" if wish.valid else "无效"
        summary = f"认定为对热线服务的{verdict}投诉：{wish.reason.strip()}"
        events.add(session, desk.actor(), "service_complaint_found", summary, ticket=ticket)
        return rows.ticket_row(session, ticket, city)


def quality(desk: Desk, since: datetime | None = None, until: datetime | None = None) -> Quality:
    """The service's figures of a period, of the last 30 days if none is named.

    Clause: 5.4.3, 5.4.4.
    """
    desk.require(Act.READ_ALL)
    end = until or desk.now()
    with desk.database.reading() as session:
        return stored_figures.quality(session, since or end - USUAL_PERIOD, end)
