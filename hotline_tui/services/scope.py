"""Which tickets a desk may see and act on: the hotline's all, an organizer's those of its unit.

Clause: 6.1.1, 6.1.2.
"""

from __future__ import annotations

from dataclasses import replace

from hotline_tui.data import tickets as stored
from hotline_tui.data.engine import Session
from hotline_tui.data.tables import Ticket
from hotline_tui.services import rows
from hotline_tui.services.desk import Desk
from hotline_tui.services.directory import Directory
from hotline_tui.services.rows import TicketRow
from hotline_tui.standard.authority import Act
from hotline_tui.standard.record import Claimant
from hotline_tui.standard.refusal import Fault, Refused


def confined(desk: Desk) -> bool:
    """Whether this desk is an organizer's, and no role lets it see what other units have."""
    return not desk.may(Act.READ_ALL)


def unit(desk: Desk) -> str:
    """The code of the one unit whose tickets this desk may see; empty where it may see all.

    Raises `Refused` for an organizer's person without a unit. Clause: 6.1.2.
    """
    if not confined(desk):
        return ""
    if not desk.person.unit:
        raise Refused(Fault("unit", "6.1.2", "您没有登记所属承办单位，看不到工单：请联系管理员"))
    return desk.person.unit


def require_own(desk: Desk, ticket: Ticket) -> None:
    """Raise `Refused` for a ticket that another unit handles. Clause: 6.1.2."""
    if confined(desk) and ticket.organizer != unit(desk):
        raise _foreign(ticket.number)


def _foreign(number: str) -> Refused:
    return Refused(Fault("number", "6.1.2", f"工单 {number} 不由本单位承办"))


def found(desk: Desk, session: Session, number: str) -> Ticket:
    """The ticket of that number, to be read. Raises `Refused` for none, and for others' own."""
    number = number.strip()
    ticket = stored.with_number(session, number)
    if ticket is None and confined(desk):
        # Whether others have such a ticket is no business of a unit's; a database that keeps its
        # people apart does not say it either.
        raise _foreign(number)
    ticket = ticket or stored.by_number(session, number)
    require_own(desk, ticket)
    return ticket


def locked(desk: Desk, session: Session, number: str, seen: int | None = None) -> Ticket:
    """The ticket of that number, to be changed; refused like `found`, and when it has changed."""
    # Whose it is comes first: what has been changed on it is no business of others.
    found(desk, session, number)
    ticket = stored.locked(session, number.strip(), seen)
    require_own(desk, ticket)
    return ticket


def row(desk: Desk, session: Session, ticket: Ticket, city: Directory) -> TicketRow:
    """The ticket as this desk may see it.

    Who wants to stay unknown is unknown to organizers, and so are the tickets of other units.
    Clause: 6.1.1.
    """
    whole = rows.ticket_row(session, ticket, city)
    if not confined(desk):
        return whole
    record, own = whole.record, unit(desk)
    if record.claimant.confidential:
        record = replace(record, claimant=Claimant(confidential=True))
        # A file's name may say who it is from.
        whole = replace(whole, attachments=())
    linked = (stored.by_number(session, number) for number in whole.linked)
    ours = tuple(one.number for one in linked if one.organizer == own)
    return replace(whole, record=record, linked=ours)
