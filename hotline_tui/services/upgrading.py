"""A database is brought up to the program's version: tried on a copy first, with no desk open."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hotline_tui.data import schema
from hotline_tui.data import seats as stored
from hotline_tui.data.copies import NoCopy
from hotline_tui.data.engine import Database
from hotline_tui.services import backups, securing, upkeep
from hotline_tui.services.desk import Desk
from hotline_tui.services.seats import GONE_AFTER
from hotline_tui.standard.refusal import Fault, Refused

SEATS_SINCE = "0003"
"""The migration since which a database knows of its open desks."""


def upgrade(database: Database, *, rehearse: bool = True) -> None:
    """Bring the schema up to date.

    Raises `Refused` while desks are open, and `NoCopy` where the copy could not be made or would
    not be sound afterwards; the database is as it was then.
    """
    if sitting := _sitting(database):
        told = f"还有座席开着：{'、'.join(sitting)}。请先退出，或 hotline user sign-out 注销"
        raise Refused(Fault("database", "", told))
    if rehearse:
        _rehearse(database)
    _migrate(database)


def _sitting(database: Database) -> list[str]:
    if (schema.revision(database) or "") < SEATS_SINCE:
        return []
    since = database.now() - GONE_AFTER - timedelta(seconds=1)
    with database.reading() as session:
        return [f"{one.workno} {one.name}（{one.host}）" for one in stored.alive(session, since)]


def _rehearse(database: Database) -> None:
    """Bring a copy up to date and look whether it is sound."""
    with TemporaryDirectory(prefix="hotline-upgrade-") as folder:
        # A file is copied as it stands: looking for damage twice would take twice as long.
        source = database.path
        if source is None:
            source = backups.back_up(database, Path(folder) / "rehearsal.backup").file
        with backups.put_back(database, source) as copy:
            _migrate(copy)
            wrong = upkeep.check(copy).problems
    if wrong:
        raise NoCopy(f"在副本上升级之后检查出问题，没有升级：{'；'.join(wrong[:3])}")


def _migrate(database: Database) -> None:
    from hotline_tui.data.migrate import upgrade as run_migrations  # slow to import

    known = securing.is_secured(database)
    run_migrations(database)
    if known:  # what is new has no grants yet
        securing.secure(database)


def other_version(desk: Desk) -> str:
    """What is told at a desk whose database was brought to another version; empty otherwise."""
    found = schema.version(desk.database)
    if found == schema.HEAD:
        return ""
    return f"数据库已升级到 {found}，本程序需要 {schema.HEAD}：请更新程序后重新打开，草稿已保存"
