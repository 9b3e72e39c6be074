"""What an emergency's ticket already says of what its report must say. Clause: 6.3.2.1.2."""

from __future__ import annotations

from hotline_tui.data import handling
from hotline_tui.data import tickets as stored
from hotline_tui.data.engine import Session
from hotline_tui.data.tables import Ticket
from hotline_tui.services.directory import Directory
from hotline_tui.standard.moment import BEIJING
from hotline_tui.standard.reports import without_personal_data


def prefilled(session: Session, ticket: Ticket, city: Directory) -> dict[str, str]:
    """The parts that the ticket has, without the claimant; judgements are left to people.

    Clause: 6.1.1, 6.3.2.1.2.
    """
    told = {
        "time": _time(ticket),
        "place": " ".join(filter(None, (city.place_name(ticket.division), ticket.place))),
        "scale": str(ticket.emergency.get("extent", "")),
        "cause": ticket.course or ticket.content,
        "impact": "；".join(
            filter(None, (str(ticket.emergency.get("harm", "")), ticket.present_state))
        ),
        "handling": _handling(session, ticket, city),
    }
    return {
        name: without_personal_data(text, (ticket.claimant_name,))
        for name, text in told.items()
        if text
    }


def _time(ticket: Ticket) -> str:
    at = ticket.occurred_at or ticket.raised_at
    return f"{at.astimezone(BEIJING):%Y年%m月%d日%H时%M分}"


def _handling(session: Session, ticket: Ticket, city: Directory) -> str:
    """What has been done: whom the caller had called, the dispatch, what the unit has logged."""
    called = str(ticket.emergency.get("emergency_number_called", ""))
    there = str(ticket.emergency.get("departments_on_scene", ""))
    found = [one for one in (called, f"到场：{there}" if there else "") if one]
    sent = stored.last_dispatch(session, ticket) if ticket.dispatched_at else None
    if sent is not None:
        at = f"{sent.at.astimezone(BEIJING):%H时%M分}"
        found.append(f"{at}派单至{city.organizer_name(sent.organizer)}")
    found += [one.said for one in handling.progress(session, ticket)]
    return "；".join(found)
