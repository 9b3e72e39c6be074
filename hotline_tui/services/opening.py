"""How a database becomes a desk: set up where there is none, looked at before it is trusted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from hotline_tui.data import directory as stored
from hotline_tui.data import schema
from hotline_tui.data.engine import Database, addressed
from hotline_tui.data.reach import NotLetIn
from hotline_tui.services import operators
from hotline_tui.services.desk import Clock, Desk, OutOfReach, Person, SharedClock, StillClock
from hotline_tui.services.setup import set_up
from hotline_tui.standard.refusal import Fault, Refused

__all__ = ["Opening", "addressed", "open_desk", "sit_down"]


@dataclass(frozen=True, slots=True)
class Opening:
    """Which database, who, and when. `new` sets up a database that does not exist yet."""

    url: str
    workno: str | None = None
    password: str | None = None
    at: datetime | None = None
    new: bool = False
    index_folder: Path | None = None


def open_desk(wish: Opening) -> Desk:
    """Sit down at a desk.

    Raises `OutOfReach` for a database that is away, not set up or of another version, and
    `Refused` for people who may not, or for a simulated time on a real database.
    """
    try:
        return _opened(wish)
    except NotLetIn as told:
        raise Refused(Fault("password", "6.1.2", str(told))) from told


def _opened(wish: Opening) -> Desk:
    database = Database(addressed(wish.url, wish.workno, wish.password))
    existing = database.path is None or database.path.exists()
    if wish.new and not existing:
        set_up(database)
    elif not existing:
        raise OutOfReach(f"没有数据库 {database.shown}：请先运行 hotline db init")
    found = schema.revision(database)
    if found is None:
        raise OutOfReach(f"数据库 {database.shown} 尚未初始化：请先运行 hotline db init")
    if found != schema.HEAD:
        told = f"数据库版本为 {found}，本程序需要 {schema.HEAD}：请运行 hotline db upgrade"
        raise OutOfReach(told)
    person = operators.who(database, wish.workno, wish.password)
    return sit_down(database, person, wish.at, wish.index_folder)


def sit_down(
    database: Database,
    person: Person,
    at: datetime | None = None,
    index_folder: Path | None = None,
) -> Desk:
    """A desk for a known person on a database that is known to be good."""
    with database.reading() as session:
        practice = stored.fact(session, stored.PRACTICE) == "yes"
        region = stored.fact(session, stored.REGION, "11")
    if at is not None and not practice:
        raise Refused(Fault("now", "", "模拟时间只能用于练习数据库（hotline db init --practice）"))
    clock: Clock = StillClock(at) if at is not None else SharedClock(database.clock_offset())
    return Desk(
        person, database, clock, practice=practice, region=region, index_folder=index_folder
    )
