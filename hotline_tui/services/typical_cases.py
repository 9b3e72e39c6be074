"""Typical cases: chosen from the archive, told without the claimant, approved by another person.

Clause: 6.4, 6.1.1.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from hotline_tui.data import cases as stored
from hotline_tui.data import events, handling, tickets
from hotline_tui.data.case_tables import TypicalCase
from hotline_tui.data.engine import Session
from hotline_tui.data.tables import Ticket
from hotline_tui.services.desk import Desk
from hotline_tui.services.handing_out import hand_out
from hotline_tui.services.report_files import markdown_of
from hotline_tui.services.report_pages import Block, Heading, Paragraph
from hotline_tui.services.report_word import docx_of
from hotline_tui.standard.authority import Act
from hotline_tui.standard.moment import BEIJING
from hotline_tui.standard.refusal import Fault, Refused, refuse_if
from hotline_tui.standard.reports import without_personal_data
from hotline_tui.standard.typical_case import (
    PARTS,
    Named,
    approval_faults,
    choosing_faults,
    text_faults,
)


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A typical case as it stands."""

    id: int
    version: int
    ticket: str
    texts: Mapping[str, str]
    at: datetime
    by: str
    changed_by: str
    approved_at: datetime | None
    approved_by: str

    @property
    def number(self) -> str:
        """What lists know it by."""
        return str(self.id)

    @property
    def title(self) -> str:
        """What it is called."""
        return self.texts.get("title", "")

    @property
    def state(self) -> str:
        """Where it stands, in a word."""
        return "已审定" if self.approved_at else "草稿"


def choose(desk: Desk, number: str) -> CaseRow:
    """Make a case of an archived ticket, with what it says, the claimant left out. Clause: 6.4."""
    desk = desk.still()
    desk.require(Act.REPORT)
    with desk.database.transaction() as session:
        ticket = tickets.by_number(session, number.strip())
        found = list(choosing_faults(ticket.status))
        if stored.of_ticket(session, ticket.number) is not None:
            found.append(Fault("ticket", "6.4", f"工单 {ticket.number} 已经选为典型案例"))
        refuse_if(found)
        texts = _prefilled(session, ticket)
        wrong = {one.field for one in text_faults(texts, _named(ticket))}
        made = TypicalCase(
            ticket=ticket.number,
            # What still names somebody is left for a person to write.
            texts={name: text for name, text in texts.items() if name not in wrong},
            at=desk.now(),
            by=desk.person.workno,
            changed_by=desk.person.workno,
        )
        session.add(made)
        session.flush()
        events.add(
            session, desk.actor(), "case_chosen", f"第 {made.id} 号典型案例：{ticket.number}"
        )
        return _row(made)


def write(desk: Desk, key: int, texts: Mapping[str, str], version: int | None = None) -> CaseRow:
    """Write some of its texts; what names the claimant is refused with what was found.

    Clause: 6.4, 6.1.1.
    """
    desk = desk.still()
    desk.require(Act.REPORT)
    with desk.database.transaction() as session:
        one = _draft(session, key, version)
        refuse_if(text_faults(texts, _named(tickets.by_number(session, one.ticket))))
        one.texts = {**one.texts, **{name: text.strip() for name, text in texts.items()}}
        one.changed_by = desk.person.workno
        return _changed(desk, session, one, "case_written", "修改")


def approve(desk: Desk, key: int, version: int | None = None) -> CaseRow:
    """Approve it, as somebody who has not written it. Clause: 6.4, 6.1.1."""
    desk = desk.still()
    desk.require(Act.APPROVE_REPORT)
    with desk.database.transaction() as session:
        one = _draft(session, key, version)
        named = _named(tickets.by_number(session, one.ticket))
        refuse_if(approval_faults(one.texts, named, one.changed_by, desk.person.workno))
        one.approved_at, one.approved_by = desk.now(), desk.person.workno
        return _changed(desk, session, one, "case_approved", "审定")


def cases(desk: Desk, limit: int = 200) -> tuple[CaseRow, ...]:
    """Typical cases, newest first. Clause: 6.4."""
    desk.require(Act.READ_ALL)
    with desk.database.reading() as session:
        return tuple(_row(one) for one in stored.newest(session, limit))


def show(desk: Desk, key: int) -> CaseRow:
    """The whole of a case."""
    desk.require(Act.READ_ALL)
    with desk.database.reading() as session:
        return _row(stored.by_key(session, key))


WRITTEN: Mapping[str, Callable[[CaseRow], bytes]] = {
    ".docx": lambda row: docx_of(row.title, row.approved_at or row.at, blocks(row)),
    ".md": lambda row: markdown_of(row.title, blocks(row)).encode(),
}
"""What each ending of a file's name means."""


def content(desk: Desk, key: int, ending: str) -> bytes:
    """An approved case as a file for publicity. Clause: 6.4."""
    return WRITTEN[ending](_approved(desk, key))


def export(desk: Desk, key: int, path: str) -> Path:
    """Write an approved case into a new file; where. Clause: 6.4."""
    return hand_out(path, WRITTEN, lambda: _approved(desk, key))


def _approved(desk: Desk, key: int) -> CaseRow:
    row = show(desk, key)
    if row.approved_at is None:
        raise Refused(Fault("status", "6.4", "典型案例审定以后才能导出"))
    return row


def blocks(row: CaseRow) -> Iterator[Block]:
    """The case under its headings; neither its ticket nor who wrote it."""
    if row.approved_at is not None:
        yield Paragraph(f"审定 {row.approved_at.astimezone(BEIJING):%Y-%m-%d}")
    for name, label in PARTS.items():
        if name != "title" and (text := row.texts.get(name, "")):
            yield Heading(label)
            yield from (Paragraph(line) for line in text.splitlines() if line)


def _prefilled(session: Session, ticket: Ticket) -> dict[str, str]:
    last = handling.last_feedback(session, ticket)
    said = last.content if last is not None else {}
    told = {
        "title": ticket.title,
        "background": ticket.course or ticket.content,
        "handling": "；".join(one.said for one in handling.progress(session, ticket) if one.said),
        "result": str(said.get("measures") or said.get("answer") or ""),
    }
    names = (ticket.claimant_name,)
    return {name: without_personal_data(text, names) for name, text in told.items() if text}


def _named(ticket: Ticket) -> Named:
    return Named(ticket.claimant_name, ticket.address, (ticket.phone, ticket.contact))


def _draft(session: Session, key: int, seen: int | None) -> TypicalCase:
    found = stored.locked(session, key, seen)
    if found.approved_at is not None:
        raise Refused(Fault("status", "6.4", f"第 {key} 号典型案例已经审定"))
    return found


def _changed(desk: Desk, session: Session, one: TypicalCase, what: str, told: str) -> CaseRow:
    one.version += 1
    session.add(one)
    session.flush()
    events.add(session, desk.actor(), what, f"{told}第 {one.id} 号典型案例")
    return _row(one)


def _row(one: TypicalCase) -> CaseRow:
    return CaseRow(
        one.id or 0,
        one.version,
        one.ticket,
        one.texts,
        one.at,
        one.by,
        one.changed_by,
        one.approved_at,
        one.approved_by,
    )
