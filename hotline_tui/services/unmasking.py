"""A claimant's data: masked for everybody, in full only with a reason, which is kept.

Clause: 6.1.1.
"""

from __future__ import annotations

from hotline_tui.data import events, secured
from hotline_tui.services import scope
from hotline_tui.services.desk import Desk
from hotline_tui.standard.authority import Act
from hotline_tui.standard.phone import masked, masked_address, masked_name
from hotline_tui.standard.record import Claimant
from hotline_tui.standard.refusal import Fault, Refused


def masked_claimant(claimant: Claimant) -> Claimant:
    """Who raised a matter, as everybody may see it. Clause: 6.1.1."""
    return Claimant(
        masked_name(claimant.name),
        masked(claimant.phone),
        masked(claimant.contact),
        masked_address(claimant.address),
        claimant.confidential,
    )


def unmask(desk: Desk, number: str, reason: str) -> Claimant:
    """Who raised a ticket, in full; that it was asked for, by whom and why, stays in its history.

    Clause: 6.1.1.
    """
    desk.require(Act.READ_TICKETS)
    if not reason.strip():
        raise Refused(Fault("reason", "6.1.1", "查看诉求人完整信息须写明理由"))
    with desk.database.transaction() as session:
        ticket = scope.found(desk, session, number)
        if ticket.confidential and scope.confined(desk):
            message = "诉求人要求保密，承办单位不能查看其身份信息"
            raise Refused(Fault("number", "6.1.1", message))
        summary = f"查看诉求人完整信息：{reason.strip()}"
        if scope.confined(desk) and secured.is_secured(session.connection()):
            # The database itself keeps an organizer from what it has not asked for.
            shown = events.unmask(session, desk.actor(), ticket, summary)
            return Claimant(*shown, confidential=ticket.confidential)
        events.add(session, desk.actor(), "unmasked", summary, ticket=ticket)
        return Claimant(
            ticket.claimant_name, ticket.phone, ticket.contact, ticket.address, ticket.confidential
        )
