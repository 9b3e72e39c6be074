"""What one person has done at a desk, in the order of the audit trail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from hotline_tui.data import events
from hotline_tui.services.desk import Desk
from hotline_tui.standard.authority import Act


@dataclass(frozen=True, slots=True)
class TrailRow:
    """One act: its place in the trail, when, what, and the number of its ticket if it has one."""

    id: int
    at: datetime
    what: str
    summary: str
    number: str


def own_trail(desk: Desk, after: int = 0) -> tuple[TrailRow, ...]:
    """What whoever sits at this desk has done since the event `after`."""
    desk.require(Act.SEARCH_KNOWLEDGE)
    with desk.database.reading() as session:
        found = events.since(session, after, desk.person.workno)
        return tuple(
            TrailRow(event.id or 0, event.at, event.what, event.summary, number or "")
            for event, number in found
        )
