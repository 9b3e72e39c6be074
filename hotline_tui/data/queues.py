"""Worklists as queries: walk the index from the soonest due, never count or sort the whole.

What is asked again and again is written down once, so that asking costs little more than the
database's own work; the driver's plain values become a `Line` in one go.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import and_, func, or_
from sqlalchemy import select as columns
from sqlmodel import Session, col

from hotline_tui.data.plain import Plain, instants
from hotline_tui.data.tables import Ticket
from hotline_tui.standard.vocabulary import Channel, Kind, Status, Urgency, Worklist

COUNTED = 1000
"""Counting stops here: nobody at a desk needs to know whether it is 12 000 or 12 001."""


class Line(NamedTuple):
    """What a list shows of a ticket, and who has claimed it: nothing about the claimant."""

    id: int
    number: str
    version: int
    status: Status
    kind: Kind
    urgency: Urgency
    risk: bool
    channel: Channel
    title: str
    clock: str | None
    due_at: datetime | None
    district: str
    division: str
    category: str | None
    organizer: str | None
    raised_at: datetime
    holder: str | None = None
    taken_at: datetime | None = None


ESSENCE = tuple(getattr(Ticket, name) for name in Line._fields[:16])
SHOWN = ", ".join(f"ticket.{name}" for name in Line._fields[:16])
"""A line's columns, all but who has claimed it."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which part of a worklist is wanted; empty means all. `organizer` is a unit's code.

    `candidate` wants the candidates for supervision instead, from all worklists; of one `cause`.
    """

    worklist: Worklist = Worklist.DISPATCH
    urgencies: tuple[Urgency, ...] = ()
    district: str = ""
    kinds: tuple[Kind, ...] = ()
    holder: str = ""
    organizer: str = ""
    candidate: bool = False
    cause: str = ""


_COUNT = "SELECT count(*) FROM (SELECT 1 FROM ticket WHERE {} LIMIT :most) AS t"
_REFERENCE = "SELECT text FROM fact WHERE name = 'reference'"
_IN_LIST = "worklist = :worklist"
_CANDIDATE = "candidate = :candidate"
_OF_UNIT = " AND organizer = :organizer"
_OPEN = "candidate.ticket_id = ticket.id AND candidate.open = :candidate"
_OF_CAUSE = f"EXISTS (SELECT 1 FROM candidate WHERE {_OPEN} AND candidate.cause = :cause)"  # noqa: S608


def _around(given: frozenset[str]) -> str:
    """What comes with a page: how many there are, and the revision of the reference data."""
    which = _CANDIDATE if "candidate" in given else _IN_LIST
    if "organizer" in given:
        which += _OF_UNIT
    if "cause" in given:
        which += f" AND {_OF_CAUSE}"
    return f"({_COUNT.format(which)}) AS total, ({_REFERENCE}) AS reference"


@cache
def _nothing(given: frozenset[str]) -> Plain:
    return Plain(f"SELECT {_around(given)}")


@cache
def _page(urgencies: int, kinds: int, given: frozenset[str]) -> Plain:
    alive = "claim.ticket_id = ticket.id AND claim.seen_at > :stale"
    tables = f"ticket LEFT JOIN claim ON {alive}"
    conditions = [f"ticket.{_CANDIDATE if 'candidate' in given else _IN_LIST}"]
    if "cause" in given:
        conditions.append(_OF_CAUSE)
    if urgencies:
        conditions.append(f"ticket.urgency IN ({_names('urgency', urgencies)})")
    if kinds:
        conditions.append(f"ticket.kind IN ({_names('kind', kinds)})")
    if "organizer" in given:
        conditions.append("ticket.organizer = :organizer")
    if "district" in given:
        conditions.append("ticket.district = :district")
    if "holder" in given:
        # One's own few claims lead to their tickets, not the long list of tickets to one's claims.
        tables = "claim CROSS JOIN ticket"
        conditions += [alive, "claim.holder = :holder"]
    if "due_at" in given:
        conditions.append("(ticket.due_at, ticket.id) > (:due_at, :id)")
    return Plain(
        f"SELECT {SHOWN}, claim.holder, claim.taken_at, {_around(given)} "  # noqa: S608
        f"FROM {tables} "
        f"WHERE {' AND '.join(conditions)} ORDER BY ticket.due_at, ticket.id LIMIT :limit"
    )


def _names(name: str, count: int) -> str:
    return ", ".join(f":{name}{nth}" for nth in range(count))


class Page(NamedTuple):
    """Lines of a worklist, how many stand in it (`COUNTED`: or more), and the city's revision."""

    lines: list[Line]
    total: int
    reference: str


def page(
    session: Session,
    wanted: Filter,
    stale: datetime,
    limit: int,
    after: tuple[datetime, int] | None = None,
) -> Page:
    """A page of a worklist, soonest due first, with who holds what; `after` is the last row seen.

    With the lines, in one statement, come the count and the revision of the reference data.
    """
    given: dict[str, Any] = {
        name: value
        for name in ("district", "holder", "organizer", "candidate", "cause")
        if (value := getattr(wanted, name))
    }
    if after is not None:
        given["due_at"], given["id"] = after
    asked = frozenset(given)
    statement = _page(len(wanted.urgencies), len(wanted.kinds), asked)
    given |= {f"urgency{nth}": one.value for nth, one in enumerate(wanted.urgencies)}
    given |= {f"kind{nth}": one.value for nth, one in enumerate(wanted.kinds)}
    given |= {"worklist": wanted.worklist.value, "stale": stale, "limit": limit, "most": COUNTED}
    found = statement.run(session, **given).fetchall()
    # What is the same on every line has no line to come with when there is none.
    around = found[0] if found else _nothing(asked).run(session, **given).fetchone()
    return Page(_lines(found, instants(session)), *around[-2:])


_STATUS = {member.value: member for member in Status}
_KIND = {member.value: member for member in Kind}
_URGENCY = {member.value: member for member in Urgency}
_CHANNEL = {member.value: member for member in Channel}


def _lines(found: Sequence[Any], read: Callable[[Any], datetime]) -> list[Line]:
    """The driver's plain values as what they mean, without a function call for each."""
    make = Line._make
    # fmt: off
    return [
        make((
            key, number, version, _STATUS[status], _KIND[kind], _URGENCY[urgency], risk == 1,
            _CHANNEL[channel], title, clock, due and read(due), district, division, category,
            organizer, read(raised), holder, taken and read(taken),
        ))
        for (
            key, number, version, status, kind, urgency, risk,
            channel, title, clock, due, district, division, category,
            organizer, raised, holder, taken, _, _,
        ) in found
    ]
    # fmt: on


_OVERDUE = " AND due_at < :now"
_COUNTS = {
    (bool(unit), bool(overdue)): Plain(_COUNT.format(_IN_LIST + unit + overdue))
    for unit in ("", _OF_UNIT)
    for overdue in ("", _OVERDUE)
}


def count(
    session: Session, worklist: Worklist, overdue_at: datetime | None = None, organizer: str = ""
) -> int:
    """How many stand in a worklist (or are overdue there); `COUNTED` means that many or more."""
    given: dict[str, Any] = {"worklist": worklist.value, "most": COUNTED}
    if overdue_at is not None:
        given["now"] = overdue_at
    if organizer:
        given["organizer"] = organizer
    statement = _COUNTS[bool(organizer), overdue_at is not None]
    (found,) = statement.run(session, **given).fetchone()
    return int(found)


_COUNT_CANDIDATES = Plain(_COUNT.format(_CANDIDATE))


def count_candidates(session: Session) -> int:
    """How many have an open reason for supervision; `COUNTED` means that many or more."""
    (found,) = _COUNT_CANDIDATES.run(session, candidate=True, most=COUNTED).fetchone()
    return int(found)


RECENT = 50_000
"""Free words are looked for in this many of the newest tickets; numbers and phones in all."""


def find(session: Session, query: str, limit: int, organizer: str = "") -> list[Line]:
    """Tickets by number (or its beginning or end), phone, or words, newest first.

    Of one unit where `organizer` is given, which finds nobody who wants to stay unknown to it.
    """
    digits = "".join(ch for ch in query if ch.isdigit())
    every = columns(*ESSENCE).select_from(Ticket).limit(limit)
    exact = or_(col(Ticket.number) == digits, col(Ticket.phone).in_((digits, query)))
    if organizer:
        every = every.where(col(Ticket.organizer) == organizer)
        exact = and_(exact, or_(col(Ticket.number) == digits, ~col(Ticket.confidential)))
    newest = every.order_by(col(Ticket.id).desc())
    if digits and digits == query.replace("-", "").replace(" ", ""):
        found = _typed(session, newest.where(exact))
        if not found and len(digits) >= 6:
            beginning = and_(col(Ticket.number) >= digits, col(Ticket.number) <= _last(digits))
            # By number, which is as new, as only its index leads there.
            by_number = every.order_by(col(Ticket.number).desc())
            found = _typed(session, by_number.where(beginning))
        if found:
            return found
    oldest = columns(func.max(col(Ticket.id)) - RECENT).scalar_subquery()
    matching = newest.where(col(Ticket.id) > oldest)
    texts = (Ticket.number, Ticket.title, Ticket.place, Ticket.course, Ticket.content)
    for one in query.split():
        matching = matching.where(or_(*(col(of).icontains(one, autoescape=True) for of in texts)))
    return _typed(session, matching)


LONGEST_NUMBER = 20
"""As many digits as the number's column holds."""


def _last(digits: str) -> str:
    """The last number that begins with these digits: digits only, so in any collation."""
    return digits.ljust(LONGEST_NUMBER, "9")


def in_statuses(session: Session, limit: int, statuses: Sequence[Status]) -> list[Line]:
    """Tickets in any of these states, newest first; each state's index is walked by itself."""
    found = [line for one in statuses for line in listed(session, limit, one)]
    return sorted(found, key=lambda line: -line.id)[:limit]


def listed(
    session: Session,
    limit: int,
    status: Status | None = None,
    before: int | None = None,
    organizer: str = "",
) -> list[Line]:
    """Tickets newest first, whatever their state; of one unit where `organizer` is given."""
    query = columns(*ESSENCE).select_from(Ticket)
    if organizer:
        query = query.where(col(Ticket.organizer) == organizer)
    if status is not None:
        query = query.where(col(Ticket.status) == status)
    if before is not None:
        query = query.where(col(Ticket.id) < before)
    return _typed(session, query.order_by(col(Ticket.id).desc()).limit(limit))


def lines(session: Session, found: Sequence[Any]) -> list[Line]:
    """Rows of the `SHOWN` columns, as the driver gives them, as lines that nobody has claimed."""
    return _lines([(*row, None, None, None, None) for row in found], instants(session))


def _typed(session: Session, query: Any) -> list[Line]:
    return [Line(*row) for row in session.connection().execute(query)]


def numbered(session: Session, numbers: Sequence[str]) -> list[Line]:
    """The tickets with these numbers, in this order."""
    query = columns(*ESSENCE).select_from(Ticket).where(col(Ticket.number).in_(numbers))
    return sorted(_typed(session, query), key=lambda line: numbers.index(line.number))
