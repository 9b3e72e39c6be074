"""What the worklists cost with many open tickets, beside bare SQL on the same database.

Fills a fresh database with open tickets on all worklists, then opens each of these and takes the
next ticket to dispatch, each time through the desk's use cases and through the plain driver with
the same index, turn by turn; medians and ratios are reported, and what a desk at which nobody does
anything takes of a core.

    python benchmarks/queue.py [--tickets N] [--db URL | --postgresql] [--json]

Without `--db` a temporary SQLite file is used, with `--postgresql` a server started for the moment.
A database that is named must be empty, or filled by an earlier run with as many tickets.
"""

from __future__ import annotations

import random
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
from sqlalchemy import bindparam, text
from sqlalchemy.schema import CreateIndex, DropIndex

from benchmarks.frame import chosen, parsing, tell
from hotline_tui.data import directory as stored
from hotline_tui.data import schema
from hotline_tui.data.engine import Database
from hotline_tui.data.handling_tables import Candidate
from hotline_tui.data.tables import Claim, Ticket
from hotline_tui.services import candidate_list, claiming, queueing, watching
from hotline_tui.services.desk import Desk
from hotline_tui.services.directory import directory
from hotline_tui.services.opening import Opening, open_desk
from hotline_tui.services.setup import set_up
from hotline_tui.services.wall import wall
from hotline_tui.standard.vocabulary import Channel, Kind, Status, Urgency, Worklist

CHUNK = 20_000
WARM_UP, RUNS, BOARDS, IDLE_SECONDS = 20, 200, 5, 10.0
MADE_BY = "benchmark"
"""Under this name a filled database says with how many tickets."""

COLLEAGUES = 40
"""So many of the tickets that are due soonest are being worked on by others."""

WORDS = "路灯不亮 夜间施工扰民 垃圾没有清运 停水 暖气不热 井盖缺失 占道经营 公交改线 积水".split()

COLUMNS = (
    "id, number, version, status, kind, urgency, risk, channel, title, clock, due_at, district,"
    " division, category, organizer, raised_at"
)


@dataclass(frozen=True)
class Bare:
    """The plain driver's way to the same rows: what a page and a claim cost at least."""

    page: Callable[[Worklist], object]
    candidates: Callable[[], object]
    take: Callable[[], object]


STANDING = (
    *[(Worklist.DISPATCH, Status.REGISTERED, "dispatch")] * 4,
    *[(Worklist.SIGN, Status.DISPATCHED, "sign")] * 2,
    *[(Worklist.HANDLING, Status.SIGNED, "feedback")] * 2,
    *[(Worklist.CALLBACK, Status.CALLBACK_DUE, "callback")] * 2,
)
"""Where a filled database's tickets stand: of ten, four wait for dispatch."""

LISTS = (Worklist.DISPATCH, Worklist.SIGN, Worklist.HANDLING, Worklist.CALLBACK)

LATER = timedelta(days=7)
"""So long after they are due the system has something to do for the tickets of a filled database:
nothing is done while it is measured."""

WATCHED = 50
"""Every so many tickets one is a candidate for supervision, for being overdue."""


def tickets(count: int, desk: Desk) -> Iterator[dict[str, Any]]:
    """Open tickets, due from yesterday to the day after tomorrow."""
    chance = random.Random(12345)
    city, now = directory(desk), desk.now()
    divisions = [code for code in city.divisions if len(code) > 6] or list(city.divisions)
    categories, units = list(city.categories), list(city.organizers)
    kinds, urgencies = list(Kind), [Urgency.GENERAL] * 45 + list(Urgency)
    blank = {column.name: None for column in Ticket.__table__.columns} | {
        column.name: column.default.arg
        for column in Ticket.__table__.columns
        if column.default is not None and column.default.is_scalar
    }
    blank |= {name: {} for name in ("instability", "emergency", "not_provided")}
    blank |= dict.fromkeys(
        "contact address occurred_text present_state demand reasons statutory_basis refusal_reason"
        " refusal_advice closing".split(),
        "",
    )
    for nth in range(1, count + 1):
        division, due_at = chance.choice(divisions), now + timedelta(hours=chance.uniform(-24, 48))
        title = f"{chance.choice(WORDS)}{chance.choice(WORDS)}"
        raised_at = due_at - timedelta(hours=24)
        worklist, status, clock = STANDING[nth % len(STANDING)]
        yield blank | {
            "id": nth,
            "number": f"{20200101 + nth // 1_000_000}{nth % 1_000_000:06d}",
            "draft_id": UUID(int=chance.getrandbits(128), version=4),
            "version": 1,
            "status": status,
            "worklist": worklist,
            "clock": clock,
            "organizer": None if worklist is Worklist.DISPATCH else chance.choice(units),
            "due_at": due_at,
            "tick_at": due_at + LATER,
            "channel": Channel.PHONE,
            "kind": chance.choice(kinds),
            "urgency": chance.choice(urgencies),
            "risk": False,
            "complex": False,
            "surge": False,
            "claimant_name": "王女士",
            "phone": f"13{chance.randrange(10**9):09d}",
            "confidential": False,
            "title": title,
            "content": "",
            "category": chance.choice(categories),
            "division": division,
            "district": division[:6],
            "place": f"{chance.randrange(999)}号院",
            "course": f"诉求人反映{title}，" * 4,
            "respondent": "物业公司",
            "prior_handling": "未向其他部门反映",
            "raised_at": raised_at,
            "registered_at": raised_at,
            "registered_by": "0001",
        }


def fill(desk: Desk, count: int) -> None:
    """Store that many tickets, quickly: by COPY or by executemany, with the indexes made after."""
    table, engine = Ticket.__table__, desk.database.engine
    names = [column.name for column in table.columns]
    binders = [
        column.type.dialect_impl(engine.dialect).bind_processor(engine.dialect)
        for column in table.columns
    ]

    def lines() -> Iterator[tuple[Any, ...]]:
        for ticket in tickets(count, desk):
            given = (ticket[name] for name in names)
            yield tuple(
                bind(one) if bind else one for bind, one in zip(binders, given, strict=True)
            )

    with engine.connect() as connection:
        for index in table.indexes:
            connection.execute(DropIndex(index))
        driver = connection.connection.driver_connection
        if isinstance(driver, psycopg.Connection):
            with driver.cursor().copy(f"COPY ticket ({', '.join(names)}) FROM STDIN") as copy:
                for line in lines():
                    copy.write_row(line)
            driver.execute(
                "SELECT setval(pg_get_serial_sequence('ticket', 'id'), max(id)) FROM ticket"
            )
        else:
            marks = ", ".join("?" * len(names))
            driver.executemany(f"INSERT INTO ticket ({', '.join(names)}) VALUES ({marks})", lines())
        for index in table.indexes:
            connection.execute(CreateIndex(index))
        connection.commit()
    with desk.database.transaction() as session:
        stored.set_fact(session, MADE_BY, str(count))
    _settle(desk.database)


def watch(desk: Desk) -> None:
    """Let some of the tickets be candidates for supervision, as a tick would have them."""
    given = {"now": desk.now(), "yes": True}
    raised = (
        "INSERT INTO candidate (ticket_id, cause, at, told, open, settled_reason)"
        f" SELECT id, 'overdue', :now, '派单超期', :yes, '' FROM ticket WHERE id % {WATCHED} = 0"
    )
    with desk.database.transaction() as session:
        connection = session.connection()
        if connection.execute(text("SELECT 1 FROM candidate LIMIT 1")).first() is None:
            marked = f"UPDATE ticket SET candidate = :yes WHERE id % {WATCHED} = 0"
            connection.execute(text(marked), {"yes": True})
            at = bindparam("now", type_=Candidate.__table__.c.at.type)
            connection.execute(text(raised).bindparams(at), given)
    _settle(desk.database)


def _settle(database: Database) -> None:
    """What either database does by and by: statistics, and the map of what everybody may see."""
    with database.engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        if database.sqlite:
            driver.execute("ANALYZE")
            driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            driver.autocommit = True
            driver.execute("VACUUM ANALYZE")
            driver.execute("CHECKPOINT")
            driver.autocommit = False


def colleagues_at_work(desk: Desk) -> None:
    """Leave nothing of an earlier run but claims of others on what is due soonest."""
    now = desk.now()
    with desk.database.transaction() as session:
        session.connection().exec_driver_sql("DELETE FROM claim")
    soonest = queueing.queue(desk, queueing.QueueWish(limit=2 * COLLEAGUES)).rows[::2]
    with desk.database.transaction() as session:
        for row in soonest:
            # Alive as long as the benchmark may take.
            seen = now + timedelta(hours=1)
            session.add(
                Claim(ticket_id=row.id, holder="0002", desk="x", taken_at=now, seen_at=seen)
            )


@contextmanager
def bare_sqlite(path: Path, now: datetime) -> Iterator[Bare]:
    """SQLite's own driver, as durable as the desk's connection."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA busy_timeout=10000")
    at, stale = (moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ") for moment in (now, now - claiming.STALE))

    def page(worklist: Worklist) -> object:
        return connection.execute(PAGE.format("?"), (worklist.value,)).fetchall()

    def candidates() -> object:
        found = connection.execute(CANDIDATES.format("1")).fetchall()
        reasons = REASONS.format("1", ", ".join("?" * len(found)))
        return found, connection.execute(reasons, [row[0] for row in found]).fetchall()

    def take() -> object:
        connection.execute("BEGIN IMMEDIATE")
        (ticket,) = connection.execute(SOONEST.format("?"), (stale,)).fetchone()
        connection.execute(CLAIM.format(*"?????"), (ticket, "0003", "y", at, at))
        connection.execute("COMMIT")
        return ticket

    yield Bare(page, candidates, take)
    connection.close()


@contextmanager
def bare_postgresql(conninfo: str, now: datetime) -> Iterator[Bare]:
    """PostgreSQL's own driver."""
    stale = now - claiming.STALE
    with psycopg.connect(conninfo) as connection:

        def page(worklist: Worklist) -> object:
            found = connection.execute(PAGE.format("%s"), (worklist.value,)).fetchall()
            connection.rollback()
            return found

        def candidates() -> object:
            found = connection.execute(CANDIDATES.format("true")).fetchall()
            reasons = REASONS.format("true", ", ".join(["%s"] * len(found)))
            told = connection.execute(reasons, [row[0] for row in found]).fetchall()
            connection.rollback()
            return found, told

        def take() -> object:
            soonest = SOONEST.format("%s") + " FOR UPDATE SKIP LOCKED"
            (ticket,) = connection.execute(soonest, (stale,)).fetchone() or (None,)
            connection.execute(CLAIM.format(*["%s"] * 5), (ticket, "0003", "y", now, now))
            connection.commit()
            return ticket

        yield Bare(page, candidates, take)


PAGE = f"SELECT {COLUMNS} FROM ticket WHERE worklist = {{}} ORDER BY due_at, id LIMIT 200"
CANDIDATES = f"SELECT {COLUMNS} FROM ticket WHERE candidate = {{}} ORDER BY due_at, id LIMIT 200"
REASONS = (
    "SELECT ticket_id, cause, told, at FROM candidate WHERE open = {} AND ticket_id IN ({})"
    " ORDER BY ticket_id"
)
SOONEST = (
    "SELECT id FROM ticket WHERE worklist = 'dispatch' AND NOT EXISTS (SELECT 1 FROM claim"
    " WHERE claim.ticket_id = ticket.id AND claim.seen_at > {}) ORDER BY due_at, id LIMIT 1"
)
CLAIM = (
    "INSERT INTO claim (ticket_id, holder, desk, taken_at, seen_at) VALUES ({}, {}, {}, {}, {})"
    " ON CONFLICT (ticket_id) DO UPDATE SET holder = excluded.holder, desk = excluded.desk,"
    " taken_at = excluded.taken_at, seen_at = excluded.seen_at"
)


def in_turn(*doings: Callable[[], object]) -> list[float]:
    """The median time of each, in seconds, done turn by turn so that a busy moment meets all."""
    times: list[list[float]] = [[] for _ in doings]
    for run in range(WARM_UP + RUNS):
        for doing, taken in zip(doings, times, strict=True):
            began = time.perf_counter()
            doing()
            if run >= WARM_UP:
                taken.append(time.perf_counter() - began)
    return [statistics.median(taken) for taken in times]


def idle_share(desk: Desk) -> float:
    """What a desk at which nothing happens takes of a core: news, counts, signs of life."""
    news = watching.news(desk, lambda: None, lambda away: None)
    news.start()
    began, used = time.perf_counter(), time.process_time()
    time.sleep(IDLE_SECONDS)
    listening = (time.process_time() - used) / (time.perf_counter() - began)
    news.stop()
    used = time.process_time()
    for _ in range(10):
        watching.watch(desk)
    counting = (time.process_time() - used) / 10
    used = time.process_time()
    for _ in range(10):
        claiming.keep(desk, [1])
    living = (time.process_time() - used) / 10
    return listening + counting / 30 + living / claiming.SIGN_OF_LIFE.total_seconds()


def board(desk: Desk) -> float:
    """What the wallboard takes, which is read twice a minute: the median of a few times."""
    times = []
    for _ in range(BOARDS):
        began = time.perf_counter()
        wall(desk)
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def opened(desk: Desk, bare: Bare, worklist: Worklist) -> list[float]:
    """What a worklist's first page takes the desk, and the plain driver."""
    wish = queueing.QueueWish(worklist)
    return in_turn(lambda: queueing.queue(desk, wish), lambda: bare.page(worklist))


def supervision(desk: Desk, bare: Bare) -> list[float]:
    """What the first page of the candidates for supervision takes, with their reasons."""
    wish = candidate_list.CandidateWish()
    return in_turn(lambda: candidate_list.candidates(desk, wish), bare.candidates)


@contextmanager
def filled(url: str, count: int) -> Iterator[Desk]:
    """A desk at a database with that many tickets, which are made if there are none."""
    database = Database(url)
    if schema.revision(database) is None:
        set_up(database, practice=True)
    desk = open_desk(Opening(url))
    with database.reading() as session:
        made = stored.fact(session, MADE_BY)
        empty = queueing.queues.count(session, Worklist.DISPATCH) == 0
    if not made and empty:
        fill(desk, count)
    elif made != str(count):
        sys.exit(f"{database.shown} holds {made or 'real'} tickets; name an empty database")
    yield desk
    desk.database.close()
    database.close()


def measure(url: str, count: int) -> dict[str, Any]:
    """Fill the database if need be, and measure."""
    began = time.perf_counter()
    with filled(url, count) as desk:
        return {"tickets": count, "fill_s": time.perf_counter() - began, **measured(desk)}


def measured(desk: Desk) -> dict[str, Any]:
    """Opening lists and taking tickets, the desk and the plain driver in turn."""
    database = desk.database
    watch(desk)
    colleagues_at_work(desk)
    now = desk.now()
    with ExitStack() as stack:
        if database.path is not None:
            bare = stack.enter_context(bare_sqlite(database.path, now))
        else:
            conninfo = database.engine.url.set(drivername="postgresql")
            bare = stack.enter_context(
                bare_postgresql(conninfo.render_as_string(hide_password=False), now)
            )
        opening = {one.value: opened(desk, bare, one) for one in LISTS}
        opening["supervision"] = supervision(desk, bare)
        taking, bare_take = in_turn(lambda: claiming.take_next(desk), bare.take)
    return {
        "database": database.engine.dialect.name,
        "open_ms": opening["dispatch"][0] * 1000,
        "bare_open_ms": opening["dispatch"][1] * 1000,
        "open_ratio": opening["dispatch"][0] / opening["dispatch"][1],
        "open": {
            one: {"ms": mine * 1000, "bare_ms": theirs * 1000, "ratio": mine / theirs}
            for one, (mine, theirs) in opening.items()
        },
        "take_ms": taking * 1000,
        "bare_take_ms": bare_take * 1000,
        "take_ratio": taking / bare_take,
        "wall_ms": board(desk) * 1000,
        "idle_share": idle_share(desk),
    }


def main() -> None:
    """Measure and print."""
    parser = parsing(__doc__, database=True)
    parser.add_argument("--tickets", type=int, default=100_000, help="default 100000")
    options = parser.parse_args()
    with chosen(options) as url:
        found = measure(url, options.tickets)
    tell(found, options, _lines(found))


def _lines(found: dict[str, Any]) -> Iterator[str]:
    yield f"{found['tickets']:,} open tickets on {found['database']} ({found['fill_s']:.0f} s)"
    taking = {"ms": found["take_ms"], "bare_ms": found["bare_take_ms"]}
    taking["ratio"] = found["take_ratio"]
    lines = {f"open {name}": one for name, one in found["open"].items()} | {"take next": taking}
    for name, one in lines.items():
        yield (
            f"{name:<16} {one['ms']:7.2f} ms   bare SQL {one['bare_ms']:7.2f} ms   "
            f"ratio {one['ratio']:.2f} (at most 3)"
        )
    yield f"wallboard        {found['wall_ms']:7.2f} ms"
    yield f"idle desk        {found['idle_share']:.2%} of a core (at most 1 %)"


if __name__ == "__main__":
    main()
