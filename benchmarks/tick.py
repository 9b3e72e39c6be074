"""What `hotline tick` costs with many open tickets, beside bare SQL on the same database.

Of all the open tickets 10, then 1 000, then 10 000 have run over their sign-for limit, and then as
many have been fed back and fall due for a callback. The desk's tick supervises or moves each once;
the bare SQL does the same to as many others: it reads what is due along the index, writes what the
desk writes, and puts the ticket's next moment forward, in portions of the same size.

    python benchmarks/tick.py [--tickets N] [--db URL | --postgresql] [--json]

Without `--db` a temporary SQLite file is used, with `--postgresql` a server started for the moment.
A database that is named must be empty, or filled by an earlier run with as many tickets.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import delete, text, update
from sqlmodel import col

FOLDER = str(Path(__file__).resolve().parent)
if sys.path[0] == FOLDER:  # where queue.py stands in the way of Python's own module of that name
    sys.path[0] = str(Path(FOLDER).parent)

from benchmarks.frame import chosen, parsing, tell  # noqa: E402
from benchmarks.worklists import filled  # noqa: E402
from hotline_tui.data.handling_tables import Candidate  # noqa: E402
from hotline_tui.data.tables import Ticket  # noqa: E402
from hotline_tui.services.desk import Desk  # noqa: E402
from hotline_tui.services.ticking import CHUNK, Ticked, tick  # noqa: E402
from hotline_tui.standard.vocabulary import Clock, Status, Worklist  # noqa: E402

DUE = (10, 1_000, 10_000)
LATE = timedelta(hours=25)
"""So long ago the due ones were dispatched; an ordinary one is signed for within 24 hours."""
FED_BACK = timedelta(days=8)
"""So long ago those were dispatched that have been fed back; an ordinary one has 7 days."""


def portions(count: int) -> Iterator[tuple[int, int]]:
    """Ranges of tickets for the desk and for bare SQL in turn, each used once."""
    sizes = sorted((*DUE, *DUE)) * len(OCCASIONS)
    if count < sum(sizes):
        sys.exit(f"{count} tickets are too few: at least {sum(sizes)}")
    begin = 1
    for due in sizes:
        yield begin, begin + due - 1
        begin += due


def asleep(desk: Desk) -> None:
    """Nothing is due for a while, whatever an earlier run has left."""
    later = desk.now() + timedelta(days=1)
    soon = col(Ticket.tick_at) < later
    with desk.database.transaction() as session:
        session.connection().execute(update(Ticket).where(soon).values(tick_at=later))


def overdue(desk: Desk, first: int, last: int) -> None:
    """Let the sign-for limit of some tickets have passed, and nothing come of it yet."""
    sent_at = desk.now() - LATE
    due_at = sent_at + timedelta(hours=24)
    _set(
        desk,
        (first, last),
        status=Status.DISPATCHED,
        worklist=Worklist.SIGN,
        clock=Clock.SIGN.value,
        raised_at=sent_at,
        first_dispatched_at=sent_at,
        dispatched_at=sent_at,
        due_at=due_at,
        tick_at=due_at,
    )


def fed_back(desk: Desk, first: int, last: int) -> None:
    """Let some tickets be fed back whose handling limit has passed since."""
    sent_at = desk.now() - FED_BACK
    due_at = sent_at + timedelta(days=7)
    _set(
        desk,
        (first, last),
        status=Status.FED_BACK,
        worklist=Worklist.CALLBACK,
        clock=Clock.CALLBACK.value,
        raised_at=sent_at,
        first_dispatched_at=sent_at,
        dispatched_at=sent_at,
        signed_at=sent_at,
        fed_back_at=sent_at + timedelta(days=1),
        due_at=due_at,
        tick_at=due_at,
    )


def _set(desk: Desk, keys: tuple[int, int], **values: object) -> None:
    unit = text("(SELECT min(code) FROM organizer)")
    with desk.database.transaction() as session:
        connection = session.connection()
        connection.execute(delete(Candidate).where(col(Candidate.ticket_id).between(*keys)))
        connection.execute(
            update(Ticket)
            .where(col(Ticket.id).between(*keys))
            .values(organizer=unit, urgency="general", candidate=False, ticked_at=None, **values)
        )


CANDIDATE = (
    "INSERT INTO candidate (ticket_id, cause, at, told, open, settled_reason)"
    " VALUES (:ticket, 'overdue', :now, '签收超期', :yes, '')"
)
SUPERVISION = (
    "INSERT INTO supervision (ticket_id, form, clock, clock_due_at, organizer, opened_at,"
    " opened_by, demand, record, due_at, approved_by, outcome) VALUES (:ticket, 'system', 'sign',"
    " :due, :organizer, :now, 'system', '签收超期，请尽快签收', '{}', :due, '', '')"
)
EVENT = (
    "INSERT INTO event (at, who, name, host, ticket_id, ticket_version, what, summary, detail)"
    " VALUES (:now, 'system', '系统', '', :ticket, 1, 'supervised', '系统督办：签收超期', '{}')"
)
NEXT = "UPDATE ticket SET candidate = :yes, ticked_at = :now, tick_at = :next WHERE id = :ticket"
MOVE = (
    "UPDATE ticket SET status = 'callback_due', worklist = 'callback', ticked_at = :now,"
    " tick_at = NULL WHERE id = :ticket"
)


@dataclass(frozen=True)
class Occasion:
    """Something that falls due: how it comes about, how bare SQL does it, what the desk tells."""

    name: str
    prepare: Callable[[Desk, int, int], None]
    statements: tuple[str, ...]
    told: Callable[[int], Ticked]


OCCASIONS = (
    Occasion(
        "sign-for limit over",
        overdue,
        (CANDIDATE, SUPERVISION, EVENT, NEXT),
        lambda due: Ticked(supervisions=due),
    ),
    Occasion("callback", fed_back, (EVENT, MOVE), lambda due: Ticked(callbacks=due)),
)


def bare(desk: Desk, statements: tuple[str, ...]) -> int:
    """The same by statements alone, as somebody would write them for this one purpose."""
    engine = desk.database.engine
    lite = desk.database.sqlite
    held = "" if lite else " FOR UPDATE SKIP LOCKED"

    def at(moment: datetime) -> Any:  # as the driver takes it
        return moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ") if lite else moment

    query = "SELECT id, organizer, due_at FROM ticket WHERE tick_at <= :now ORDER BY tick_at"
    now, done = desk.now(), 0
    given = {"now": at(now), "next": at(now + timedelta(days=5)), "yes": True}
    while True:
        with engine.begin() as connection:
            found = connection.execute(text(f"{query} LIMIT {CHUNK}{held}"), {"now": at(now)}).all()
            rows = [{"ticket": key, "organizer": unit, "due": due, **given}
                    for key, unit, due in found]  # fmt: skip
            for statement in statements if rows else ():
                connection.execute(text(statement), rows)
        done += len(found)
        if len(found) < CHUNK:
            return done


def timed(doing: Callable[[], object]) -> tuple[object, float]:
    """What came of something, and how many milliseconds it took."""
    began = time.perf_counter()
    done = doing()
    return done, (time.perf_counter() - began) * 1000


def measure(url: str, count: int) -> dict[str, Any]:
    """Fill the database if need be, and measure."""
    with filled(url, count) as desk:
        asleep(desk)
        ranges = portions(count)
        found = [_beside(desk, occasion, due, ranges) for occasion in OCCASIONS for due in DUE]
        _, idle = timed(lambda: tick(desk))
        name = desk.database.engine.dialect.name
    return {"database": name, "tickets": count, "idle_ms": idle, "due": found}


def _beside(
    desk: Desk, occasion: Occasion, due: int, ranges: Iterator[tuple[int, int]]
) -> dict[str, Any]:
    occasion.prepare(desk, *next(ranges))
    done, mine = timed(lambda: tick(desk))
    if done != occasion.told(due):
        sys.exit(f"{due} were due, but {done}")
    occasion.prepare(desk, *next(ranges))
    _, theirs = timed(lambda: bare(desk, occasion.statements))
    return {
        "what": occasion.name, "due": due, "ms": mine, "bare_ms": theirs, "ratio": mine / theirs,
    }  # fmt: skip


def main() -> None:
    """Measure and print."""
    parser = parsing(__doc__, database=True)
    parser.add_argument("--tickets", type=int, default=100_000, help="default 100000")
    options = parser.parse_args()
    with chosen(options) as url:
        found = measure(url, options.tickets)
    tell(found, options, _lines(found))


def _lines(found: dict[str, Any]) -> Iterator[str]:
    yield f"{found['tickets']:,} open tickets on {found['database']}"
    yield f"nothing due      {found['idle_ms']:9.2f} ms"
    for one in found["due"]:
        each = one["ms"] / one["due"]
        yield (
            f"{one['what']:<20}{one['due']:>6,} due {one['ms']:9.1f} ms   {each:6.2f} ms each"
            f"   bare SQL {one['bare_ms']:9.1f} ms   ratio {one['ratio']:.2f}"
        )


if __name__ == "__main__":
    main()
