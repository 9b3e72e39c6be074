"""Repeated matters: recognised, linked and counted, never merged away."""

from __future__ import annotations

from datetime import timedelta

from rapidfuzz import fuzz

from hotline_tui.data import desk_state, events
from hotline_tui.data import tickets as stored
from hotline_tui.data.engine import Session
from hotline_tui.data.tables import Link, Ticket
from hotline_tui.services import rows
from hotline_tui.services.desk import Desk
from hotline_tui.services.directory import directory
from hotline_tui.services.rows import TicketRow
from hotline_tui.services.suggested import RepeatRow, Repeats
from hotline_tui.standard.authority import Act
from hotline_tui.standard.moment import BEIJING
from hotline_tui.standard.phone import read_phone
from hotline_tui.standard.record import TicketDraft, full_text
from hotline_tui.standard.refusal import Fault, Refused

REPEAT_WINDOW = timedelta(days=366)
"""How far back the same caller's matter counts as raised again."""

ALIKE = 55.0
"""From this likeness of texts (0 to 100) on, two matters of one caller may be one."""


def repeats(desk: Desk, draft: TicketDraft) -> Repeats:
    """Earlier tickets of this caller that seem to be about this matter, likest first."""
    desk.require(Act.READ_ALL)
    if not draft.claimant.phone.strip():
        return Repeats()
    try:
        phone = read_phone(draft.claimant.phone)
    except Refused:  # a number that is still being typed belongs to nobody yet
        return Repeats()
    now = desk.now()
    city = directory(desk)
    with desk.database.reading() as session:
        earlier = stored.of_phone(session, phone, now - REPEAT_WINDOW)
    text = full_text(draft)
    found = []
    for ticket in earlier:
        if ticket.draft_id == draft.id:
            continue
        likeness = _likeness(text, full_text(rows.record(ticket, city)))
        if likeness >= ALIKE:
            found.append(
                RepeatRow(ticket.number, ticket.title, ticket.status, ticket.raised_at, likeness)
            )
    found.sort(key=lambda row: -row.likeness)
    month = now.astimezone(BEIJING).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return Repeats(
        tuple(found),
        sum(row.raised_at >= month for row in found),
        sum(row.raised_at >= month.replace(month=1) for row in found),
    )


def _likeness(one: str, other: str) -> float:
    """How alike two texts are, 0 to 100, however much longer one of them is."""
    return fuzz.token_set_ratio(one, other) if " " in one else fuzz.partial_ratio(one, other)


def link(desk: Desk, one: str, other: str, reason: str = "") -> TicketRow:
    """Link two tickets about one matter; each keeps its own life. Linking again changes nothing."""
    desk = desk.still()
    desk.require(Act.LINK)
    city = directory(desk)
    with desk.database.transaction() as session:
        first, second = sorted(
            (stored.locked(session, number, sealed=True) for number in sorted((one, other))),
            key=lambda ticket: (ticket.raised_at, ticket.id),
        )
        if first.id == second.id:
            raise Refused(Fault("link", "", "工单不能和自己关联"))
        link_within(desk, session, first, second, reason)
        session.flush()
        return rows.ticket_row(session, stored.by_number(session, one), city)


def link_within(desk: Desk, session: Session, one: Ticket, other: Ticket, reason: str) -> None:
    """Link two tickets in the caller's transaction, unless they are linked already."""
    first, second = sorted((one, other), key=lambda ticket: (ticket.raised_at, ticket.id))
    known = desk_state.link_between(session, first.id or 0, second.id or 0)
    if known is not None and known.undone_at is None:
        return
    archived = (first.archived_at is not None, second.archived_at is not None)
    if all(archived) or (known is not None and any(archived)):
        raise Refused(Fault("link", "5.6.2", "工单已归档，关联不能再更改"))
    known = known or Link(
        earlier_id=first.id or 0, later_id=second.id or 0, made_at=desk.now(), made_by=""
    )
    known.reason, known.made_at, known.made_by = reason, desk.now(), desk.person.workno
    known.undone_at, known.undone_by = None, None
    session.add(known)
    for ticket, to in ((first, second), (second, first)):
        summary = f"关联 {to.number}：{reason or '重复诉求'}"
        events.add(session, desk.actor(), "linked", summary, ticket=ticket)


def unlink(desk: Desk, one: str, other: str) -> TicketRow:
    """Undo a link; that it was there stays in the history."""
    desk = desk.still()
    desk.require(Act.LINK)
    city = directory(desk)
    with desk.database.transaction() as session:
        held = {number: stored.locked(session, number) for number in sorted((one, other))}
        first, second = held[one], held[other]
        known = desk_state.link_between(session, first.id or 0, second.id or 0)
        if known is None or known.undone_at is not None:
            raise Refused(Fault("link", "", f"{one} 与 {other} 没有关联"))
        known.undone_at, known.undone_by = desk.now(), desk.person.workno
        session.add(known)
        for ticket, to in ((first, second), (second, first)):
            summary = f"取消关联 {to.number}"
            events.add(session, desk.actor(), "unlinked", summary, ticket=ticket)
        session.flush()
        return rows.ticket_row(session, first, city)
