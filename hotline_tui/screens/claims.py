"""Tickets taken to work on and given up again, with what has to be asked on the way."""

from __future__ import annotations

from hotline_tui.screens.base import DeskScreen
from hotline_tui.services import claiming
from hotline_tui.services.claiming import Standing, standing
from hotline_tui.services.desk import OutOfReach
from hotline_tui.services.rows import QueueRow, TicketRow
from hotline_tui.standard.refusal import Refused
from hotline_tui.widgets.ask import Ask, Confirm


async def take(screen: DeskScreen, number: str, row: QueueRow | None = None) -> TicketRow | None:
    """Claim a ticket; where somebody else has it, ask whether, and later why, to take it over.

    `row` is the ticket as a list showed it: it tells how fresh the other claim is. None when the
    ticket was not to be had, or the person thought better of it.
    """
    over, reason = False, ""
    while True:
        try:
            ticket = await screen.door.ask(claiming.claim, number, over=over, reason=reason)
        except OutOfReach as away:
            screen.notify(str(away), severity="error", markup=False)
            return None
        except Refused as refused:
            fault = refused.faults[0]
            if fault.field not in ("claim", "reason"):
                screen.door.refused(refused.faults)
                return None
            if fault.field == "claim" and _fresh(screen, row):
                over = await screen.app.push_screen_wait(Confirm("接手占用？", fault.message))
            else:
                asked = Ask("接手占用的理由", fault.message)
                answer: str | None = await screen.app.push_screen_wait(asked)
                reason = answer or ""
                over = bool(reason)
            if not over:
                return None
        else:
            screen.door.claims.add(ticket.id)
            return ticket


async def give_up(screen: DeskScreen, ticket: int, number: str) -> None:
    """Give up one's claim."""
    screen.door.claims.discard(ticket)
    await screen.door.attempt(claiming.release, number)


def _fresh(screen: DeskScreen, row: QueueRow | None) -> bool:
    now = screen.desk.now()
    taken_at = row.taken_at if row else None
    return taken_at is not None and standing(taken_at, now, now) is Standing.FRESH
