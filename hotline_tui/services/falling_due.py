"""What has been fed back falls due for a callback, or ends where the sample left it out.

Clause: 5.5.1.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hotline_tui.data import callbacks, events, supervising, ticking
from hotline_tui.data import tickets as stored
from hotline_tui.data.engine import Session
from hotline_tui.services.closing import NOT_SAMPLED, SETTLED, called_back_of, end
from hotline_tui.services.desk import Desk
from hotline_tui.standard.closing import closing_faults
from hotline_tui.standard.lifecycle import Action


def fall_due(desk: Desk, session: Session, due: Sequence[Any]) -> int:
    """The handling limit of some tickets has passed; how many of them were closed unasked.

    Clause: 5.5.1.
    """
    if not due:
        return 0
    tickets = [ticking.movable(one) for one in due]
    duties = callbacks.duties_of(session, tickets, called_back_of(session, tickets))
    for ticket in tickets:
        stored.move(ticket, Action.CALLBACK_DUE)
        ticket.ticked_at = desk.now()
        stored.settle(ticket)
    # The database sees each step of the lifecycle: a secured one lets nobody leave one out.
    ticking.moved(session, tickets)
    done = {one.id: _end(desk, one) for one in tickets if not closing_faults(duties[one.id])}
    _store_ends(desk, session, [one for one in tickets if one.id in done])
    due_now = ("callback_fell_due", "办理时限期满，待回访")
    events.add_all(session, desk.actor(), [(*done.get(one.id, due_now), one) for one in tickets])
    return len(done)


def _end(desk: Desk, ticket: Any) -> tuple[str, str]:
    told = end(ticket, desk.now(), NOT_SAMPLED)
    ticket.candidate = False
    ticket.version += 1
    stored.settle(ticket)
    return "closed", told


def _store_ends(desk: Desk, session: Session, tickets: Sequence[Any]) -> None:
    ticking.moved(session, tickets)
    reasons = supervising.open_reasons(session, [one.id for one in tickets])
    keys = [one.id for one in reasons]
    supervising.settle_all(session, keys, desk.person.workno, SETTLED, desk.now())
