"""How often a ticket changes hands, and when that is too often. Clause: 4.2, 5.3.3 c."""

from __future__ import annotations

from hotline_tui.data.engine import Session
from hotline_tui.data.handling_tables import Return
from hotline_tui.data.tables import Ticket
from hotline_tui.services import policy
from hotline_tui.services.candidates import raise_candidate
from hotline_tui.services.desk import Desk
from hotline_tui.standard.vocabulary import Cause


def decide(
    desk: Desk, session: Session, ticket: Ticket, given: Return, *, accepted: bool, reason: str
) -> None:
    """Decide a return, or write a recall down: the ticket has changed hands once more.

    Too often raises it to supervision. Clause: 4.2, 5.3.3 c.
    """
    given.accepted, given.decision_reason = accepted, reason.strip()
    given.decided_at, given.decided_by = desk.now(), desk.person.workno
    session.add(given)
    ticket.handovers += 1
    if ticket.handovers >= policy.within(session).handovers:
        told = f"流转 {ticket.handovers} 次"
        raise_candidate(session, ticket, Cause.HANDED_OVER, told, desk.now())
