"""From a number to the tickets that it counts. Clause: 6.3.1.1."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hotline_tui.data import figures as stored
from hotline_tui.services import rows, scope
from hotline_tui.services.desk import Desk
from hotline_tui.services.directory import within
from hotline_tui.services.rows import QueueRow
from hotline_tui.standard.authority import Act
from hotline_tui.standard.figures import Counted

PAGE = 200
"""How many tickets are read at once."""


@dataclass(frozen=True, slots=True)
class Behind:
    """The tickets behind a number, newest first, and the number itself, counted anew."""

    rows: tuple[QueueRow, ...]
    total: int


def behind(desk: Desk, counted: Counted, *, limit: int = PAGE, skip: int = 0) -> Behind:
    """The tickets that a number counts; at an organizer's desk those of its own unit."""
    desk.require(Act.READ_TICKETS)
    if own := scope.unit(desk):
        counted = replace(counted, organizer=own)
    with desk.database.snapshot() as session:
        city = within(session, desk.database)
        lines, total = stored.behind(session, counted, desk.now(), limit, skip)
    return Behind(rows.queue_rows(lines, city), total)
