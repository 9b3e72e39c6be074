"""A database of each past version, with what people had put into it, is brought forward whole.

`past/0001.db.gz` is the demo's database as version 0001 made it.
"""

from __future__ import annotations

import gzip
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import MetaData, Table, insert, text
from sqlalchemy.types import JSON, Boolean, DateTime

from hotline_tui.data import migrate, schema
from hotline_tui.data.copies import NoCopy
from hotline_tui.data.engine import Database, Session
from hotline_tui.data.reach import OutOfReach
from hotline_tui.services import queueing, upgrading, upkeep
from hotline_tui.services.knowledge import SearchWish, search
from hotline_tui.services.opening import Opening, open_desk

PAST = Path(__file__).parent / "past"
TICKETS = 135


@pytest.fixture
def past(tmp_path: Path) -> Path:
    """The past database as a file."""
    file = tmp_path / "past.db"
    file.write_bytes(gzip.decompress((PAST / "0001.db.gz").read_bytes()))
    return file


def moved(file: Path, database: Database) -> None:
    """Put the content of an SQLite file into an empty database of the same version."""
    migrate.upgrade(database, "0001")
    metadata = MetaData()
    metadata.reflect(database.engine)
    with database.transaction() as session, closing(sqlite3.connect(file)) as source:
        # As a dump is loaded: what is archived is sealed against everything else.
        session.connection().execute(text("SET LOCAL session_replication_role = replica"))
        for table in metadata.sorted_tables:
            if table.name != "alembic_version":
                _fill(session, table, source)


def _fill(session: Session, table: Table, source: sqlite3.Connection) -> None:
    columns = [column.name for column in table.columns]
    wanted = ", ".join(f'"{name}"' for name in columns)
    rows = source.execute(f'SELECT {wanted} FROM "{table.name}"').fetchall()
    if rows:
        session.connection().execute(
            insert(table), [dict(zip(columns, _typed(table, row), strict=True)) for row in rows]
        )
    if "id" in columns and table.c["id"].autoincrement and rows and isinstance(rows[0][0], int):
        last = f"SELECT setval(pg_get_serial_sequence('\"{table.name}\"', 'id'), max(id))"
        session.connection().execute(text(f'{last} FROM "{table.name}"'))


def _typed(table: Table, row: tuple[object, ...]) -> Iterator[object]:
    for column, value in zip(table.columns, row, strict=True):
        if value is None:
            yield None
        elif isinstance(column.type, Boolean):
            yield bool(value)
        elif isinstance(column.type, DateTime):
            yield datetime.fromisoformat(str(value)).replace(tzinfo=UTC)
        elif isinstance(column.type, JSON):
            yield json.loads(str(value))
        else:
            yield value


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, past: Path) -> Iterator[Database]:
    """The past database, on SQLite as it was and on PostgreSQL with the same content."""
    if request.param == "sqlite":
        found = Database(f"sqlite:///{past}")
    else:
        found = Database(request.getfixturevalue("postgres_url"))
        moved(past, found)
    yield found
    found.close()


@pytest.mark.usefixtures("dumps")
def test_a_past_database_is_brought_forward_with_all_that_is_in_it(database: Database) -> None:
    assert schema.revision(database) == "0001"
    upgrading.upgrade(database)
    assert schema.revision(database) == schema.HEAD
    assert upkeep.check(database, every=True).problems == ()
    desk = open_desk(Opening(database.url, "1024"))
    assert upkeep.info(database).counts["tickets"] == TICKETS
    assert len(queueing.listed(desk, TICKETS + 1)) == TICKETS
    assert search(desk, SearchWish("公积金", limit=3))
    desk.database.close()


def test_a_damaged_file_is_not_brought_forward(past: Path) -> None:
    pages = bytearray(past.read_bytes())
    pages[40 * 4096 : 80 * 4096] = bytes(40 * 4096)
    past.write_bytes(pages)
    database = Database(f"sqlite:///{past}")
    with pytest.raises((OutOfReach, NoCopy)):
        upgrading.upgrade(database)
    database.close()
    assert past.read_bytes() == pages
