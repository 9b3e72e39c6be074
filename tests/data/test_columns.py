"""An instant is the same on both databases: in UTC, aware, exact, and sorted as time goes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, insert, select
from sqlalchemy.exc import StatementError

from hotline_tui.data.columns import Instant
from hotline_tui.data.engine import Database
from hotline_tui.standard.moment import BEIJING

MOMENTS = Table(
    "moments", MetaData(), Column("id", Integer, primary_key=True), Column("at", Instant())
)

TOLD = (
    datetime(1900, 1, 1, tzinfo=UTC),
    datetime(2026, 11, 23, 8, 0, 0, 1, tzinfo=BEIJING),
    datetime(2026, 11, 23, 8, 0, 0, 2, tzinfo=BEIJING),
    datetime(2026, 11, 22, 20, 0, 1, tzinfo=timezone(timedelta(hours=-4))),
    datetime(2100, 12, 31, 23, 59, 59, 999999, tzinfo=UTC),
)
"""In the order of time, though not of their own figures."""


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    database = Database(database_url)
    with database.transaction() as session:
        MOMENTS.create(session.connection())
    yield database
    database.close()


def test_instants_come_back_in_utc_and_in_the_order_of_time(database: Database) -> None:
    with database.transaction() as session:
        values = [{"at": at} for at in (*reversed(TOLD), None)]
        session.connection().execute(insert(MOMENTS), values)
    with database.reading() as session:
        query = select(MOMENTS.c.at).where(MOMENTS.c.at.is_not(None)).order_by(MOMENTS.c.at)
        found = list(session.connection().execute(query).scalars())
        later = select(MOMENTS.c.at).where(MOMENTS.c.at > TOLD[2]).order_by(MOMENTS.c.at)
        assert list(session.connection().execute(later).scalars()) == list(TOLD[3:])
    assert found == list(TOLD)
    assert all(at.utcoffset() == timedelta(0) for at in found)


def test_a_naive_time_is_a_fault_of_the_program(database: Database) -> None:
    with (
        pytest.raises(StatementError, match="needs a time zone"),
        database.transaction() as session,
    ):
        session.connection().execute(insert(MOMENTS), {"at": datetime(2026, 11, 23)})  # noqa: DTZ001
