"""Worklists and searches: plain reading, soonest due first."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from hotline_tui.data import desk_state, queues
from hotline_tui.data import tickets as stored
from hotline_tui.services import rows
from hotline_tui.services.claiming import STALE
from hotline_tui.services.desk import Desk
from hotline_tui.services.directory import at, within
from hotline_tui.services.rows import QueueRow, TicketRow
from hotline_tui.standard.authority import Act
from hotline_tui.standard.typed import storable
from hotline_tui.standard.vocabulary import Kind, Status, Urgency, Worklist

COUNTED = queues.COUNTED
"""Counts stop here: this many or more."""

PAGE = 200
"""How many rows a list reads at once."""


@dataclass(frozen=True, slots=True)
class QueueWish:
    """Which part of which worklist; `after` is the last row of the page before."""

    worklist: Worklist = Worklist.DISPATCH
    urgencies: tuple[Urgency, ...] = ()
    district: str = ""
    kinds: tuple[Kind, ...] = ()
    mine: bool = False
    limit: int = PAGE
    after: QueueRow | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits, for the top line; `queues.COUNTED` stands for that many or more."""

    dispatch: int
    sign: int
    handling: int
    callback: int
    overdue: int
    surge_since: datetime | None


@dataclass(frozen=True, slots=True)
class Queue:
    """A page of a worklist and how many there are in all (up to `queues.COUNTED`)."""

    rows: tuple[QueueRow, ...]
    total: int


def queue(desk: Desk, wish: QueueWish) -> Queue:
    """A page of a worklist, soonest due first. Clause: 5.3.2.1.3 a, 5.3.2.1.3 b, 5.3.2.1.3 c."""
    desk.require(Act.READ_TICKETS)
    wanted = queues.Filter(
        wish.worklist,
        wish.urgencies,
        wish.district,
        wish.kinds,
        desk.person.workno if wish.mine else "",
    )
    after = (wish.after.due_at, wish.after.id) if wish.after and wish.after.due_at else None
    with desk.database.glance() as session:
        page = queues.page(session, wanted, desk.now() - STALE, wish.limit, after)
    return Queue(rows.queue_rows(page.lines, at(desk.database, page.reference)), page.total)


def waiting(desk: Desk) -> Waiting:
    """What waits on every list."""
    now = desk.now()
    with desk.database.reading() as session:
        surge = desk_state.open_surge(session)
        return Waiting(
            dispatch=queues.count(session, Worklist.DISPATCH),
            sign=queues.count(session, Worklist.SIGN),
            handling=queues.count(session, Worklist.HANDLING),
            callback=queues.count(session, Worklist.CALLBACK),
            overdue=min(
                queues.COUNTED,
                sum(
                    queues.count(session, worklist, overdue_at=now)
                    for worklist in (Worklist.DISPATCH, Worklist.SIGN, Worklist.HANDLING)
                ),
            ),
            surge_since=surge.started_at if surge else None,
        )


def find(desk: Desk, query: str, limit: int = 50) -> tuple[QueueRow, ...]:
    """Tickets by number, phone or words, newest first; words among the newest 50 000 only."""
    desk.require(Act.READ_TICKETS)
    text = storable(" ".join(query.split()))
    if not text:
        return ()
    with desk.database.reading() as session:
        city = within(session, desk.database)
        return rows.queue_rows(queues.find(session, text, limit), city)


def listed(desk: Desk, limit: int, status: Status | None = None) -> tuple[QueueRow, ...]:
    """Tickets newest first."""
    desk.require(Act.READ_TICKETS)
    with desk.database.reading() as session:
        city = within(session, desk.database)
        return rows.queue_rows(queues.listed(session, limit, status), city)


def show(desk: Desk, number: str) -> TicketRow:
    """The whole of a ticket. Raises `Refused` when there is none of that number."""
    desk.require(Act.READ_TICKETS)
    with desk.database.reading() as session:
        city = within(session, desk.database)
        return rows.ticket_row(session, stored.by_number(session, number.strip()), city)
