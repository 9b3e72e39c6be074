"""What supervisors know, as JSON. Clause: 5.3.3."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from hotline_tui.cli import shapes
from hotline_tui.cli.telling import iso
from hotline_tui.services.candidate_list import (
    CandidateRow,
    Overseen,
    Reason,
    RequestRow,
    SupervisionRow,
)
from hotline_tui.services.under_way import ActRow
from hotline_tui.standard.supervision_forms import DUTIES


def candidate(row: CandidateRow, now: datetime) -> dict[str, Any]:
    """A line of the supervisors' worklist."""
    return {**shapes.line(row.ticket, now), "reasons": [_reason(one) for one in row.reasons]}


def overseen(found: Overseen) -> dict[str, Any]:
    """Reasons, supervisions and requests of a ticket, to stand beside it."""
    return {
        "reasons": [_reason(one) for one in found.reasons],
        "supervisions": [_supervision(one) for one in found.supervisions],
        "requests": [_request(one) for one in found.requests],
    }


def act(row: ActRow, now: datetime) -> dict[str, Any]:
    """A supervision that has not been completed, in the list of these."""
    remaining = int((row.due_at - now).total_seconds()) if row.due_at else None
    about = {"number": row.number, "title": row.title, "status": row.status.value}
    return {**about, "remaining_s": remaining, **_supervision(row.act)}


def listed_request(row: RequestRow) -> dict[str, Any]:
    """A request in the list of those that wait, or of what is on account."""
    return {"number": row.number, "title": row.title, **_request(row)}


def _reason(one: Reason) -> dict[str, Any]:
    return {"cause": one.cause.value, "clause": "5.3.3", "told": one.told, "at": iso(one.at)}


def _supervision(one: SupervisionRow) -> dict[str, Any]:
    duty = DUTIES.get(one.form)
    return {
        "id": one.id,
        "form": one.form.value,
        "clause": duty.clause if duty else "5.3.3 a",
        "organizer": one.organizer,
        "opened_at": iso(one.opened_at),
        "opened_by": one.opened_by,
        "demand": one.demand,
        "record": one.record,
        "due_at": iso(one.due_at),
        "approved_by": one.approved_by,
        "outcome": one.outcome,
        "ended_at": iso(one.ended_at),
    }


def _request(one: RequestRow) -> dict[str, Any]:
    return {
        "id": one.id,
        "kind": one.kind.value,
        "at": iso(one.at),
        "by": one.by,
        "told_by": one.told_by,
        "reason": one.reason,
        "evidence": one.evidence,
        "review_on": one.review_on,
        "granted": one.granted,
        "decision_reason": one.decision_reason,
        "ended_at": iso(one.ended_at),
    }
