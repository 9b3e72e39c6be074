"""Emergencies that need no report: proposed with a reason, decided by another person.

Clause: 6.3.2.1.1.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from hotline_tui.data import events, tickets, turns
from hotline_tui.data import reports as stored
from hotline_tui.data.report_tables import ReportWaiver
from hotline_tui.services.desk import Desk
from hotline_tui.standard.authority import Act
from hotline_tui.standard.refusal import Fault, Refused, refuse_if
from hotline_tui.standard.reports import report_due_at, waiver_decision_faults, waiver_faults


@dataclass(frozen=True, slots=True)
class WaiverRow:
    """Why an emergency needs no report, and what was decided about it."""

    ticket: str
    reason: str
    at: datetime
    by: str
    granted: bool | None
    decision: str
    decided_at: datetime | None
    decided_by: str

    @property
    def state(self) -> str:
        """Where it stands, in a word."""
        if self.granted is None:
            return "提出不需报送"
        return "同意不报送" if self.granted else "不同意，仍须报送"


def waive(desk: Desk, number: str, reason: str) -> WaiverRow:
    """Propose that an emergency needs no report; its clock runs on. Clause: 6.3.2.1.1."""
    desk = desk.still()
    desk.require(Act.REPORT)
    with desk.database.transaction() as session:
        ticket = tickets.by_number(session, number.strip())
        key = ticket.id or 0
        if report_due_at(ticket.urgency, ticket.risk, ticket.registered_at) is None:
            message = f"工单 {ticket.number} 不是须报送紧急信息的情况：{ticket.urgency.label}"
            raise Refused(Fault("ticket", "6.3.2.1.1", message))
        turns.wait(session, turns.WAIVERS)  # who may propose may hold no ticket's row
        before = stored.waivers(session, [key]).get(key)
        pending = before is not None and before.granted is not False
        refuse_if(waiver_faults(pending, stored.is_sent(session, key), reason))
        made = ReportWaiver(
            ticket_id=key, reason=reason.strip(), at=desk.now(), by=desk.person.workno
        )
        session.add(made)
        told = f"提出不需报送紧急信息：{made.reason}"
        events.add(session, desk.actor(), "report_waiver_asked", told, ticket=ticket)
        return _row(made, ticket.number)


def decide(desk: Desk, number: str, granted: bool | None, decision: str = "") -> WaiverRow:
    """Decide it, as somebody who has not proposed it; agreed, the duty is over.

    Clause: 6.3.2.1.1.
    """
    desk = desk.still()
    desk.require(Act.APPROVE_REPORT)
    with desk.database.transaction() as session:
        ticket = tickets.by_number(session, number.strip())
        one = stored.locked_waiver(session, ticket.id or 0)
        if one is None:
            told = f"工单 {ticket.number} 没有待审定的不需报送"
            raise Refused(Fault("ticket", "6.3.2.1.1", told))
        refuse_if(waiver_decision_faults(granted, decision, one.by, desk.person.workno))
        one.granted, one.decision = granted, decision.strip()
        one.decided_at, one.decided_by = desk.now(), desk.person.workno
        session.add(one)
        row = _row(one, ticket.number)
        events.add(
            session, desk.actor(), "report_waiver_decided", f"不需报送紧急信息：{row.state}",
            ticket=ticket,
        )  # fmt: skip
        return row


def _row(one: ReportWaiver, number: str) -> WaiverRow:
    return WaiverRow(
        number,
        one.reason,
        one.at,
        one.by,
        one.granted,
        one.decision,
        one.decided_at,
        one.decided_by,
    )
