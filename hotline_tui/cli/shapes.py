"""The JSON that commands answer with: stable keys for programs, names of units as they are."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from hotline_tui.cli.telling import iso
from hotline_tui.services import document
from hotline_tui.services.calls import CallRow, EarlierRow
from hotline_tui.services.rows import AttachmentRow, QueueRow, TicketRow
from hotline_tui.services.supervising import SurgeRow
from hotline_tui.services.unmasking import masked_claimant
from hotline_tui.standard.clocks import Deadline
from hotline_tui.standard.phone import masked
from hotline_tui.standard.record import Claimant


def ticket(row: TicketRow, claimant: Claimant | None = None) -> dict[str, Any]:
    """A ticket with its clocks and history; `claimant` is given where it may be shown in full."""
    sent = row.dispatch
    return {
        "number": row.number,
        "status": row.status.value,
        "kind": row.kind.value,
        "urgency": row.urgency.value,
        "version": row.version,
        "clocks": {one.clock.value: _clock(one) for one in row.clocks},
        "due_at": iso(row.due_at),
        "organizer": row.organizer or None,
        "organizer_code": row.organizer_code or None,
        "assisting": list(sent.assisting) if sent else [],
        "copied_to": list(sent.copied_to) if sent else [],
        "history": [
            {"at": iso(one.at), "who": one.who, "what": one.what,
             "name": one.name, "summary": one.summary}
            for one in row.history
        ],
        "raised_at": iso(row.raised_at),
        "registered_at": iso(row.registered_at),
        "registered_by": row.registered_by,
        "place_name": row.place_name,
        "complex": row.complex,
        "surge": row.surge,
        "record": record(row, claimant),
        "dispatch": _dispatch(row),
        "citations": [
            {"article": one.article, "version": one.version, "title": one.title, "said": one.said}
            for one in row.citations
        ],
        "attachments": [_attachment(one) for one in row.attachments],
        "linked": list(row.linked),
        "not_accepted": (
            {"reason": row.refusal_reason, "advice": row.refusal_advice}
            if row.refusal_reason
            else None
        ),
    }  # fmt: skip


def _attachment(one: AttachmentRow) -> dict[str, Any]:
    return {
        "name": one.name,
        "medium": one.medium.value,
        "media_type": one.media_type,
        "size": one.size,
        "sha256": one.sha256,
        "at": iso(one.at),
        "by": one.by,
    }


def record(row: TicketRow, claimant: Claimant | None) -> dict[str, Any]:
    """What was written down, with the claimant hidden unless it may be shown. Clause: 6.1.1."""
    return document.write(row.record) | {"claimant": _claimant(row.record.claimant, claimant)}


def _claimant(hidden: Claimant, shown: Claimant | None) -> dict[str, Any]:
    given = shown or masked_claimant(hidden)
    return {
        "name": given.name,
        "phone": given.phone,
        "contact": given.contact,
        "address": given.address,
        "confidential": given.confidential,
    }


def _clock(one: Deadline) -> dict[str, str | None]:
    return {"start_at": iso(one.start_at), "due_at": iso(one.due_at), "met_at": iso(one.met_at)}


def _dispatch(row: TicketRow) -> dict[str, Any] | None:
    sent = row.dispatch
    if sent is None:
        return None
    return {
        "at": iso(sent.at),
        "by": sent.by,
        "opinion": sent.opinion,
        "way": sent.way.value,
        "limit_hours": sent.limit / timedelta(hours=1),
        "due_at": iso(sent.due_at),
        "catalogue": sent.catalogue,
        "phone_call": dict(sent.phone_call) or None,
        "report_to_police": dict(sent.police) or None,
        "report_to_emergency_management": dict(sent.emergency_management) or None,
    }


def line(row: QueueRow, now: datetime) -> dict[str, Any]:
    """A line of a list; nothing about the claimant."""
    remaining = int((row.due_at - now).total_seconds()) if row.due_at else None
    return {
        "number": row.number,
        "clock": row.clock or None,
        "due_at": iso(row.due_at),
        "remaining_s": remaining,
        "status": row.status.value,
        "kind": row.kind.value,
        "urgency": row.urgency.value,
        "risk_to_life_or_property": row.risk,
        "channel": row.channel.value,
        "title": row.title,
        "category": row.category,
        "district": row.district,
        "place_name": row.place_name,
        "organizer": row.organizer or None,
        "raised_at": iso(row.raised_at),
        "version": row.version,
        "holder": row.holder or None,
    }


def call(row: CallRow) -> dict[str, Any]:
    """A call with who has called before; the number masked. Clause: 6.1.1."""
    return {
        "call": row.id,
        "phone": masked(row.phone),
        "agent": row.agent,
        "rung_at": iso(row.rung_at),
        "answered_at": iso(row.answered_at),
        "ended_at": iso(row.ended_at),
        "offered_at": iso(row.offered_at),
        "rating": row.rating.value if row.rating else None,
        "nth": row.nth,
        "this_month": row.this_month,
        "this_year": row.this_year,
        "earlier": [_earlier(one) for one in row.earlier],
        "at_address": [_earlier(one) for one in row.at_address],
    }


def _earlier(one: EarlierRow) -> Mapping[str, Any]:
    return {
        "number": one.number,
        "kind": one.kind.value,
        "status": one.status.value,
        "title": one.title,
        "raised_at": iso(one.raised_at),
    }


def surge(row: SurgeRow | None) -> dict[str, Any]:
    """A surge, or that there is none."""
    if row is None:
        return {"surge": None}
    return {
        "surge": {
            "started_at": iso(row.started_at),
            "started_by": row.started_by,
            "reason": row.reason,
            "ended_at": iso(row.ended_at),
        }
    }
