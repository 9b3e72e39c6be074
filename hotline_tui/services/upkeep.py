"""Looking after a database: what it is, whether it is sound. Clause: 5.6.2."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from hotline_tui.data import directory as stored
from hotline_tui.data import schema, upkeep
from hotline_tui.data import tickets as ticket_store
from hotline_tui.data.engine import Database, Session
from hotline_tui.data.reach import OutOfReach
from hotline_tui.data.tables import Ticket
from hotline_tui.services import securing
from hotline_tui.services.auditing import Trail, audit

LOOKED_AT = 10_000
"""How many of the newest tickets a check looks at, unless it is to look at all."""

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Info:
    """What a database is; `revision` None says that it was never set up."""

    url: str
    kind: str
    version: str
    revision: str | None
    newest_revision: str
    practice: bool
    region: str
    counts: Mapping[str, int]


def named(url: str) -> Database:
    """A database by its URL, there or not yet; to be set up, or to be filled from a copy."""
    return Database(url)


def reached(url: str) -> Database:
    """A database that is there, set up or not. Raises `OutOfReach` for one that is not."""
    database = named(url)
    if database.path is not None and not database.path.exists():
        raise OutOfReach(f"没有数据库 {database.shown}：请先运行 hotline db init")
    return database


def info(database: Database) -> Info:
    """What the database is and what is in it."""
    found = schema.revision(database)
    with database.reading() as session:
        ready = found == schema.HEAD
        return Info(
            url=database.shown,
            kind="sqlite" if database.sqlite else "postgresql",
            version=upkeep.version(session),
            revision=found,
            newest_revision=schema.HEAD,
            practice=ready and stored.fact(session, stored.PRACTICE) == "yes",
            region=stored.fact(session, stored.REGION) if ready else "",
            counts=upkeep.counts(session) if ready else {},
        )


@dataclass(frozen=True, slots=True)
class Checked:
    """What is wrong with a database, a sentence each; and the end of its audit trail."""

    problems: tuple[str, ...]
    trail: Trail


def check(database: Database, *, every: bool = False, noted: str = "") -> Checked:
    """Whether a database is sound; `noted` is the end of its audit trail at an earlier check."""
    trail = audit(database, noted)
    with database.reading() as session:
        found = (
            *upkeep.damages(session),
            *(f"工单编号 {number} 有不止一件工单" for number in upkeep.twice(session)),
            *(f"{day} 的编号计数落后于已给出的编号" for day in upkeep.behind(session)),
            *_faulty(session, None if every else LOOKED_AT),
        )
    return Checked((*trail.problems, *securing.faults(database), *found), trail)


def _faulty(session: Session, most: int | None) -> Iterator[str]:
    below: int | None = None
    seen = 0
    while page := upkeep.newest(session, below, _AT_ONCE):
        keys = [ticket.id or 0 for ticket in page]
        born = upkeep.born(session, keys)
        for ticket in page:
            if ticket.id not in born:
                yield f"工单 {ticket.number} 的历史里没有登记"
            yield from _derived(ticket)
        session.expunge_all()
        below, seen = min(keys), seen + len(page)
        if most is not None and seen >= most:
            return


def _derived(ticket: Ticket) -> Iterator[str]:
    """What stands beside a ticket for sorting and is not what its facts give."""
    kept = (ticket.worklist, ticket.clock, ticket.due_at, ticket.tick_at)
    ticket_store.settle(ticket)
    if kept != (ticket.worklist, ticket.clock, ticket.due_at, ticket.tick_at):
        yield f"工单 {ticket.number} 的到期时间或待办列表与时钟不符"
