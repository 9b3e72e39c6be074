"""Tickets about one thing, as JSON. Clause: 5.3.3."""

from __future__ import annotations

from typing import Any

from hotline_tui.cli.telling import iso
from hotline_tui.services.clusters import ClusterRow, MemberRow


def cluster(row: ClusterRow) -> dict[str, Any]:
    """A cluster with its tickets."""
    return {
        "id": row.id,
        "name": row.name,
        "state": row.state.value,
        "found_at": iso(row.found_at),
        "decided_at": iso(row.decided_at),
        "decided_by": row.decided_by or None,
        "reason": row.reason,
        "claimants": row.claimants,
        "due_at": iso(row.due_at),
        "tickets": [_member(one) for one in row.members],
    }


def of_ticket(row: ClusterRow | None) -> dict[str, Any] | None:
    """The cluster that a ticket is in, to stand beside it."""
    if row is None:
        return None
    others = [one.number for one in row.members]
    return {"id": row.id, "name": row.name, "state": row.state.value, "tickets": others}


def _member(one: MemberRow) -> dict[str, Any]:
    return {
        "number": one.number,
        "title": one.title,
        "place": one.place,
        "organizer": one.organizer or None,
        "status": one.status.value,
        "raised_at": iso(one.raised_at),
        "due_at": iso(one.due_at),
        "likeness": round(one.likeness, 3),
    }
