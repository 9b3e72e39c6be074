"""Yes or no to whatever waits for it on a ticket: a return, a leader's approval, a feedback.

Clause: 4.2, 5.3.2.3.1.
"""

from __future__ import annotations

from dataclasses import dataclass

from hotline_tui.services import checking, feeding_back, returning, scope
from hotline_tui.services.desk import Desk
from hotline_tui.services.directory import directory
from hotline_tui.services.feeding_back import Approval
from hotline_tui.services.rows import TicketRow
from hotline_tui.standard.authority import Act
from hotline_tui.standard.lifecycle import undecided_faults
from hotline_tui.standard.refusal import refuse_if
from hotline_tui.standard.vocabulary import Status

ACCEPTED = (Status.RETURNED, Status.FED_BACK, Status.CALLBACK_DUE)
REJECTED = (Status.RETURNED, Status.IN_REVIEW, Status.FED_BACK, Status.CALLBACK_DUE)
"""Where there is something to say yes or no to; what was fed back late is due for callback at once,
and its content is looked at all the same."""


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision on a ticket; `leader` and `told_by` are the organizer's, where its leader says no.

    `reason` is why; a yes needs none.
    """

    number: str
    reason: str = ""
    leader: str = ""
    told_by: str = ""
    version: int | None = None


def accept(desk: Desk, wish: Decision) -> TicketRow:
    """Accept a return, or a feedback's content. Clause: 4.2, 5.3.2.3.5 a."""
    desk = desk.still()
    desk.require(Act.READ_TICKETS)
    city = directory(desk)
    with desk.database.transaction() as session:
        ticket = scope.locked(desk, session, wish.number, wish.version)
        refuse_if(undecided_faults(ticket.status, ACCEPTED))
        if ticket.status is Status.RETURNED:
            returning.accepted(desk, session, ticket, wish.reason)
        else:
            checking.passed(desk, session, ticket, wish.reason)
        return scope.row(desk, session, ticket, city)


def reject(desk: Desk, wish: Decision) -> TicketRow:
    """Reject a return, send a feedback back as the leader, or as the hotline that checks it.

    Clause: 4.2, 5.3.2.3.1, 5.3.2.3.5 a.
    """
    desk = desk.still()
    desk.require(Act.READ_TICKETS)
    city = directory(desk)
    with desk.database.transaction() as session:
        ticket = scope.locked(desk, session, wish.number, wish.version)
        refuse_if(undecided_faults(ticket.status, REJECTED))
        if ticket.status is Status.RETURNED:
            returning.rejected(desk, session, ticket, wish.reason)
        elif ticket.status is Status.IN_REVIEW:
            approval = Approval(wish.number, wish.leader, wish.reason, wish.told_by)
            feeding_back.sent_back(desk, session, ticket, approval)
        else:
            checking.failed(desk, session, ticket, wish.reason)
        return scope.row(desk, session, ticket, city)
