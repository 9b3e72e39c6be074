"""Worklists and searches: plain reading, soonest due first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from hotline_tui.data import desk_state, queues
from hotline_tui.services import rows, scope
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
    """Which part of which worklist; `after` is the last row of the page before.

    `organizer` is a unit's code; an organizer's desk gets its own unit's tickets whatever it says.
    """

    worklist: Worklist = Worklist.DISPATCH
    urgencies: tuple[Urgency, ...] = ()
    district: str = ""
    kinds: tuple[Kind, ...] = ()
    mine: bool = False
    organizer: str = ""
    limit: int = PAGE
    after: QueueRow | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits, for the top line; `queues.COUNTED` stands for that many or more.

    Of one unit where `of_unit`: nothing that it has to do waits for dispatch.
    """

    dispatch: int
    sign: int
    handling: int
    callback: int
    supervision: int
    overdue: int
    surge_since: datetime | None
    of_unit: bool = False


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
        scope.unit(desk) or wish.organizer,
    )
    after = (wish.after.due_at, wish.after.id) if wish.after and wish.after.due_at else None
    with desk.database.glance() as session:
        page = queues.page(session, wanted, desk.now() - STALE, wish.limit, after)
    return Queue(rows.queue_rows(page.lines, at(desk.database, page.reference)), page.total)


def waiting(desk: Desk) -> Waiting:
    """What waits on every list, as far as this desk may see it."""
    now, own = desk.now(), scope.unit(desk)
    with desk.database.reading() as session:
        surge = desk_state.open_surge(session)

        def count(worklist: Worklist, overdue_at: datetime | None = None) -> int:
            return queues.count(session, worklist, overdue_at, own)

        return Waiting(
            dispatch=count(Worklist.DISPATCH),
            sign=count(Worklist.SIGN),
            handling=count(Worklist.HANDLING),
            callback=count(Worklist.CALLBACK),
            supervision=queues.count_candidates(session) if desk.may(Act.SUPERVISE) else 0,
            overdue=min(
                queues.COUNTED,
                sum(
                    count(worklist, now)
                    for worklist in (Worklist.DISPATCH, Worklist.SIGN, Worklist.HANDLING)
                ),
            ),
            surge_since=surge.started_at if surge else None,
            of_unit=bool(own),
        )


def find(desk: Desk, query: str, limit: int = 50) -> tuple[QueueRow, ...]:
    """Tickets by number, phone or words, newest first; words among the newest 50 000 only."""
    desk.require(Act.READ_TICKETS)
    text = storable(" ".join(query.split()))
    if not text:
        return ()
    with desk.database.reading() as session:
        city = within(session, desk.database)
        return rows.queue_rows(queues.find(session, text, limit, scope.unit(desk)), city)


def listed(desk: Desk, limit: int, status: Status | None = None) -> tuple[QueueRow, ...]:
    """Tickets newest first."""
    desk.require(Act.READ_TICKETS)
    with desk.database.reading() as session:
        city = within(session, desk.database)
        lines = queues.listed(session, limit, status, organizer=scope.unit(desk))
        return rows.queue_rows(lines, city)


def ended(desk: Desk, limit: int, statuses: Sequence[Status]) -> tuple[QueueRow, ...]:
    """Tickets in any of these states, newest first: what is to be closed, archived, or is."""
    desk.require(Act.READ_ALL)
    with desk.database.reading() as session:
        city = within(session, desk.database)
        return rows.queue_rows(queues.in_statuses(session, limit, statuses), city)


def numbered(desk: Desk, numbers: Sequence[str]) -> tuple[QueueRow, ...]:
    """The tickets with these numbers, in this order."""
    desk.require(Act.READ_ALL)
    with desk.database.reading() as session:
        city = within(session, desk.database)
        return rows.queue_rows(queues.numbered(session, numbers), city)


def show(desk: Desk, number: str) -> TicketRow:
    """The whole of a ticket. Raises `Refused` where there is none, or it is another unit's own."""
    desk.require(Act.READ_TICKETS)
    with desk.database.reading() as session:
        city = within(session, desk.database)
        return scope.row(desk, session, scope.found(desk, session, number), city)
