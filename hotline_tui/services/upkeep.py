"""Looking after a database: what it is, whether it is sound, copies of it. Clause: 5.6.2."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from hotline_tui.data import copies, schema, upkeep
from hotline_tui.data import directory as stored
from hotline_tui.data import tickets as ticket_store
from hotline_tui.data.copies import NoCopy
from hotline_tui.data.engine import Database, Session
from hotline_tui.data.files import reason
from hotline_tui.data.reach import OutOfReach
from hotline_tui.data.tables import Ticket
from hotline_tui.services.auditing import Trail, audit

__all__ = ["Info", "NoCopy", "back_up", "check", "info", "named", "reached", "restore", "upgrade"]

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


def upgrade(database: Database) -> None:
    """Bring the schema up to date."""
    from hotline_tui.data.migrate import upgrade as run_migrations  # slow to import

    run_migrations(database)


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
    return Checked((*trail.problems, *found), trail)


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


def back_up(database: Database, to: Path) -> None:
    """Write a copy of the whole, proven to open; nothing is left behind where it fails.

    Raises `NoCopy`; an existing file is never overwritten.
    """
    if to.exists():
        raise NoCopy(f"文件 {to} 已经存在，请换一个名字")
    if not to.absolute().parent.is_dir():
        raise NoCopy(f"没有文件夹 {to.absolute().parent}")
    half = to.with_name(f".{to.name}.part")
    try:
        _copy(database, half)
        half.replace(to)
    except OSError as error:
        raise NoCopy(f"写不到 {to}：{reason(error)}") from error
    finally:
        half.unlink(missing_ok=True)


def _copy(database: Database, to: Path) -> None:
    if database.path is None:
        copies.dump_postgresql(database.engine, to)
        return
    copies.copy_sqlite(database.path, to)
    copies.verify_sqlite(to)
    # The copy is no database that anybody works on: one file, without a log beside it.
    for more in ("-wal", "-shm"):
        to.with_name(to.name + more).unlink(missing_ok=True)


def restore(database: Database, source: Path, *, force: bool = False) -> Path | None:
    """Put a copy in the place of a database; gives where the old content was kept (None: none).

    Raises `NoCopy` for a file that is no copy, and for a database in use unless `force` is set.
    """
    if not source.is_file():
        raise NoCopy(f"没有文件 {source}")
    if database.path is None:
        copies.verify_dump(source)
    elif copies.verify_sqlite(source) is None:
        raise NoCopy(f"{source} 不是热线台的数据库")
    kept: Path | None = None
    if _in_use(database):
        if not force:
            raise NoCopy("数据库里已有内容：确实要用备份替换它，请加 --force（会先另存一份）")
        kept = _kept(database, source)
        _copy(database, kept)
    if database.path is None:
        copies.load_postgresql(database.engine, source)
    else:
        copies.copy_sqlite(source, database.path)
    return kept


def _in_use(database: Database) -> bool:
    path = database.path
    if path is not None and not (path.exists() and path.stat().st_size):
        return False
    return schema.revision(database) is not None


def _kept(database: Database, source: Path) -> Path:
    """Where the old content goes: beside the database, or beside the dump that replaces it."""
    beside = database.path or source
    return beside.with_name(f"{beside.name}.{database.now():%Y%m%d%H%M%S%f}.old")
