"""Transactions are kept whole or not at all, on disk, and say when a database is away."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from hotline_tui.data.engine import Database
from hotline_tui.data.reach import OutOfReach


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    database = Database(database_url)
    with database.transaction() as session:
        session.connection().execute(text("CREATE TABLE one (id integer PRIMARY KEY)"))
        session.connection().execute(text("CREATE TABLE two (one integer REFERENCES one (id))"))
    yield database
    database.close()


def rows(database: Database) -> list[int]:
    with database.reading() as session:
        return list(session.connection().execute(text("SELECT id FROM one")).scalars())


@pytest.mark.parametrize(
    ("pragma", "found"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 10_000)],
)
def test_every_connection_to_a_file_keeps_what_was_acknowledged(
    sqlite_url: str, pragma: str, found: object
) -> None:
    database = Database(sqlite_url)
    with database.reading() as one, database.reading() as other:
        for session in (one, other):
            said = session.connection().execute(text(f"PRAGMA {pragma}")).scalar_one()
            assert said == found
    database.close()


def test_what_fails_on_its_way_leaves_nothing(database: Database) -> None:
    def half() -> None:
        with database.transaction() as session:
            session.connection().execute(text("INSERT INTO one VALUES (1)"))
            raise KeyError

    with pytest.raises(KeyError):
        half()
    assert rows(database) == []


def test_a_reference_into_nothing_is_a_fault_of_the_program(database: Database) -> None:
    with pytest.raises(IntegrityError), database.transaction() as session:
        session.connection().execute(text("INSERT INTO two VALUES (7)"))


def test_reading_sees_one_state_of_things_and_stores_nothing(database: Database) -> None:
    with database.reading() as session:
        session.connection().execute(text("INSERT INTO one VALUES (1)"))
    assert rows(database) == []


def test_a_server_that_is_not_there_is_out_of_reach_and_its_password_untold() -> None:
    database = Database("postgresql://me:secret@127.0.0.1:1/hotline")
    with pytest.raises(OutOfReach, match="无法访问") as away, database.reading() as session:
        session.connection()
    assert "secret" not in str(away.value)


def test_a_file_that_is_none_of_ours_is_out_of_reach(tmp_path: Path) -> None:
    path = tmp_path / "letter.db"
    path.write_text("这不是数据库" * 200, encoding="utf-8")
    database = Database(f"sqlite:///{path}")
    with pytest.raises(OutOfReach, match="无法访问"), database.reading() as session:
        session.connection()
