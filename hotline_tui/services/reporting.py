"""Reports: made from the figures of a moment, written, approved, sent; nothing of it is lost.

Clause: 6.3.2.1.1, 6.3.2.1.2, 6.3.2.2, 6.3.2.3.1, 6.3.2.3.2, 6.3.2.3.3, 6.3.2.3.4.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from hotline_tui.data import events, tickets
from hotline_tui.data import reports as stored
from hotline_tui.data.engine import Session
from hotline_tui.data.report_tables import Report
from hotline_tui.services.desk import Desk
from hotline_tui.services.directory import directory
from hotline_tui.services.emergency import prefilled
from hotline_tui.services.figures import common_name, period
from hotline_tui.services.report_data import Told, collected
from hotline_tui.standard.authority import Act
from hotline_tui.standard.refusal import Fault, Refused, refuse_if
from hotline_tui.standard.reports import (
    ReportKind,
    approval_faults,
    part_faults,
    report_due_at,
    sending_faults,
)

LOOKED_BACK = timedelta(days=3)
"""Emergencies that are older are reported or will not be."""


@dataclass(frozen=True, slots=True)
class NewReport:
    """What is to be made: of a period, of one matter in it, or of an emergency's ticket."""

    kind: ReportKind
    period: str = "上月"
    matter: str = ""
    ticket: str = ""


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report as it stands; `figures` is what it was made from at `at`, `due_at` its own limit."""

    id: int
    version: int
    kind: ReportKind
    title: str
    period: str
    matter: str
    ticket: str
    at: datetime
    by: str
    due_at: datetime | None
    figures: Mapping[str, Any]
    texts: Mapping[str, str]
    approved_at: datetime | None
    approved_by: str
    sent_at: datetime | None
    sent_by: str
    sent_to: str

    @property
    def state(self) -> str:
        """Where it stands, in a word."""
        if self.sent_at:
            return "已报送"
        return "已审定" if self.approved_at else "草稿"

    @property
    def lacks(self) -> tuple[Fault, ...]:
        """What it still lacks before it can be approved."""
        return approval_faults(self.kind, self.texts)

    @property
    def overdue(self) -> bool:
        """Whether it was sent after its limit. Clause: 6.3.2.1.1."""
        return bool(self.due_at and self.sent_at and self.sent_at > self.due_at)


def make(desk: Desk, wish: NewReport, told: Told | None = None) -> ReportRow:
    """Make a report from the figures of this moment; its texts are to be written.

    Nothing is kept if `told`, which hears how far the counting has come, raises.

    An emergency's texts are filled in as far as its ticket has them. Clause: 6.3.2.1.1, 6.3.2.2.
    """
    desk = desk.still()
    desk.require(Act.REPORT)
    emergency = wish.kind is ReportKind.EMERGENCY
    made = _of_ticket(desk, wish) if emergency else _of_period(desk, wish, told)
    with desk.database.transaction() as session:
        session.add(made)
        session.flush()
        events.add(session, desk.actor(), "report_made", f"编制第 {made.id} 号报告：{made.title}")
        return _row(session, made)


def _of_period(desk: Desk, wish: NewReport, told: Told | None) -> Report:
    of = period(desk, wish.period)
    matter = wish.matter.strip()
    if wish.kind.of_one_matter and not matter:
        message = f"{wish.kind.label}须写明事项：分类编码或其开头"
        raise Refused(Fault("matter", wish.kind.clause, message))
    figures = collected(desk, wish.kind, of, matter, told)
    if matter and figures["sections"]["totals"][0]["count"] == 0:
        raise Refused(Fault("matter", wish.kind.clause, f"{of.name}没有编码以“{matter}”开头的诉求"))
    about = f"{common_name(desk, matter)}" if matter else ""
    return Report(
        kind=wish.kind,
        period=of.text,
        matter=matter,
        title=f"{of.name}{about}{wish.kind.label}",
        at=desk.now(),
        by=desk.person.workno,
        figures=figures,
        texts={},
    )


def _of_ticket(desk: Desk, wish: NewReport) -> Report:
    city = directory(desk)
    with desk.database.reading() as session:
        ticket = tickets.by_number(session, wish.ticket.strip())
        due_at = report_due_at(ticket.urgency, ticket.risk, ticket.registered_at)
        if due_at is None:
            message = f"工单 {ticket.number} 不是须报送紧急信息的情况：{ticket.urgency.label}"
            raise Refused(Fault("ticket", "6.3.2.1.1", message))
        texts = prefilled(session, ticket, city)
        where = city.place_name(ticket.division)
        return Report(
            kind=wish.kind,
            ticket_id=ticket.id,
            title=f"{where}{ticket.urgency.label}{wish.kind.label}".replace(" ", ""),
            at=desk.now(),
            by=desk.person.workno,
            due_at=due_at,
            figures={"ticket": ticket.number, "registered_at": ticket.registered_at.isoformat()},
            texts=texts,
        )


def write(desk: Desk, key: int, texts: Mapping[str, str], version: int | None = None) -> ReportRow:
    """Write some of its texts; the others stay. No figure can be written. Clause: 6.1.1."""
    desk = desk.still()
    desk.require(Act.REPORT)
    with desk.database.transaction() as session:
        report = stored.locked(session, key, version)
        if report.approved_at is not None:
            raise Refused(Fault("status", "6.3.2.2", "报告已经审定，不能再改"))
        refuse_if(part_faults(report.kind, texts))
        report.texts = {**report.texts, **{name: one.strip() for name, one in texts.items()}}
        return _changed(desk, session, report, "report_written", "修改")


def approve(desk: Desk, key: int, version: int | None = None) -> ReportRow:
    """Approve it, once it lacks nothing. Clause: 6.3.2.1.2."""
    desk = desk.still()
    desk.require(Act.APPROVE_REPORT)
    with desk.database.transaction() as session:
        report = stored.locked(session, key, version)
        if report.approved_at is not None:
            raise Refused(Fault("status", "6.3.2.2", "报告已经审定"))
        faults = (*approval_faults(report.kind, report.texts),
                  *part_faults(report.kind, report.texts))  # fmt: skip
        refuse_if(faults)
        report.approved_at, report.approved_by = desk.now(), desk.person.workno
        return _changed(desk, session, report, "report_approved", "审定")


def send(desk: Desk, key: int, to: str, version: int | None = None) -> ReportRow:
    """Record to whom it was sent, and when: an emergency's limit is met by this.

    Clause: 6.3.2.1.1, 6.3.2.2.
    """
    desk = desk.still()
    desk.require(Act.APPROVE_REPORT)
    with desk.database.transaction() as session:
        report = stored.locked(session, key, version)
        refuse_if(sending_faults(report.approved_at is not None, to))
        if report.sent_at is not None:
            raise Refused(Fault("status", "6.3.2.2", f"报告已经报送：{report.sent_to}"))
        report.sent_at, report.sent_by, report.sent_to = desk.now(), desk.person.workno, to.strip()
        return _changed(desk, session, report, "report_sent", f"报送 {to.strip()}")


@dataclass(frozen=True, slots=True)
class DueRow:
    """An emergency that is to be reported: by when, and how far its report has come.

    `waiver` is why it needs none, where that was proposed and waits for a decision.
    """

    number: str
    title: str
    due_at: datetime
    report: int | None
    state: str
    waiver: str = ""


def due(desk: Desk) -> tuple[DueRow, ...]:
    """Emergencies of the last days whose report has not been sent, soonest due first.

    Clause: 6.3.2.1.1.
    """
    desk.require(Act.READ_ALL)
    with desk.database.reading() as session:
        found = stored.emergencies(session, desk.now() - LOOKED_BACK)
        by_ticket = {ticket.number: (ticket, report) for ticket, report in found}
        sent = {ticket.number for ticket, report in found if report and report.sent_at}
        waivers = stored.waivers(session, [ticket.id or 0 for ticket, _ in found])
        rows = []
        for number, (ticket, report) in by_ticket.items():
            due_at = report_due_at(ticket.urgency, ticket.risk, ticket.registered_at)
            waiver = waivers.get(ticket.id or 0)
            if number in sent or due_at is None or (waiver and waiver.granted):
                continue
            known = _row(session, report) if report else None
            state = known.state if known else "未编制"
            proposed = waiver.reason if waiver and waiver.granted is None else ""
            key = known.id if known else None
            rows.append(DueRow(number, ticket.title, due_at, key, state, proposed))
    return tuple(sorted(rows, key=lambda one: (one.due_at, one.number)))


def show(desk: Desk, key: int) -> ReportRow:
    """The whole of a report."""
    desk.require(Act.READ_ALL)
    with desk.database.reading() as session:
        return _row(session, stored.by_key(session, key))


def reports(desk: Desk, limit: int = 100) -> tuple[ReportRow, ...]:
    """Reports, newest first."""
    desk.require(Act.READ_ALL)
    with desk.database.reading() as session:
        return tuple(_row(session, one) for one in stored.newest(session, limit))


def _changed(desk: Desk, session: Session, report: Report, what: str, told: str) -> ReportRow:
    report.version += 1
    session.add(report)
    session.flush()
    summary = f"{told}第 {report.id} 号报告：{report.title}"
    events.add(session, desk.actor(), what, summary)
    return _row(session, report)


def _row(session: Session, report: Report) -> ReportRow:
    return ReportRow(
        id=report.id or 0,
        version=report.version,
        kind=report.kind,
        title=report.title,
        period=report.period,
        matter=report.matter,
        ticket=str(report.figures.get("ticket", "")),
        at=report.at,
        by=report.by,
        due_at=report.due_at,
        figures=report.figures,
        texts=report.texts,
        approved_at=report.approved_at,
        approved_by=report.approved_by,
        sent_at=report.sent_at,
        sent_by=report.sent_by,
        sent_to=report.sent_to,
    )
