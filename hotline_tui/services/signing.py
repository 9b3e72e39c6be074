"""An organizer signs for a ticket. Clause: 5.3.2.2.2."""

from __future__ import annotations

from dataclasses import dataclass

from hotline_tui.data import events
from hotline_tui.data import tickets as stored
from hotline_tui.services import scope
from hotline_tui.services.candidates import settle_met
from hotline_tui.services.desk import Desk
from hotline_tui.services.directory import directory
from hotline_tui.services.rows import TicketRow
from hotline_tui.standard.authority import Act
from hotline_tui.standard.handling import told_by_faults
from hotline_tui.standard.lifecycle import Action, step_faults
from hotline_tui.standard.refusal import refuse_if


@dataclass(frozen=True, slots=True)
class Sign:
    """The wish to sign for a ticket; `told_by` is who at the unit said so, for the hotline."""

    number: str
    told_by: str = ""
    version: int | None = None


def sign(desk: Desk, wish: Sign) -> TicketRow:
    """Sign for a dispatched ticket: from now on it is handled.

    Clause: 5.3.2.2.2 a, 5.3.2.2.2 b, 5.3.2.2.2 c.
    """
    desk = desk.still()
    desk.require(Act.SIGN)
    city = directory(desk)
    with desk.database.transaction() as session:
        ticket = scope.locked(desk, session, wish.number, wish.version)
        refuse_if(
            (
                *step_faults(ticket.status, Action.SIGN),
                *told_by_faults(desk.person.roles, wish.told_by),
            )
        )
        stored.move(ticket, Action.SIGN)
        ticket.signed_at = desk.now()
        settle_met(session, ticket, desk.person.workno, "已签收", desk.now())
        stored.changed(session, ticket)
        summary = f"{city.organizer_name(ticket.organizer)}签收{told_by(wish.told_by)}"
        events.add(session, desk.actor(), "signed", summary, ticket=ticket)
        return scope.row(desk, session, ticket, city)


def told_by(name: str) -> str:
    """Who at the unit said it, as summaries tell it."""
    return f"（{name.strip()}告知）" if name.strip() else ""
