"""Statements that are asked all day long, handed to the driver as they are.

SQLAlchemy's way with a statement costs many times what the database takes for a small one; where a
person waits for half a dozen of them in a row, they go past it. Values come back as the driver
gives them: on SQLite instants are text, for `instants` to read.
"""

from __future__ import annotations

import re
from collections import namedtuple
from collections.abc import Callable, Collection, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Float
from sqlmodel import Session, SQLModel

from hotline_tui.data.columns import stored_text

_NAMED = re.compile(r":(\w+)")


class Plain:
    """One statement, in words that both databases understand, with `:name` for its values.

    `also` is what only PostgreSQL is told: SQLite needs no row locks, as its writers take turns.
    """

    def __init__(self, sql: str, also: str = "") -> None:
        self._sqlite = sql
        self._postgresql = _NAMED.sub(r"%(\1)s", (sql + also).replace("%", "%%"))

    def run(self, session: Session, **given: Any) -> Any:
        """The driver's cursor after the statement, in the session's transaction."""
        session.flush()
        connection = session.connection()
        driver: Any = connection.connection.driver_connection
        if connection.dialect.name != "sqlite":
            return driver.execute(self._postgresql, given)
        for name, value in given.items():
            if isinstance(value, datetime):
                given[name] = stored_text(value)
        return driver.execute(self._sqlite, given)


class Readers:
    """What turns a table's row, as the driver gives it, into one with names and meant values.

    Of all its columns, or of those named by `only`.
    """

    def __init__(self, table: type[SQLModel], only: Collection[str] = ()) -> None:
        every = table.__table__.columns  # type: ignore[attr-defined]
        self._columns = tuple(column for column in every if not only or column.name in only)
        self.names = ", ".join(f"{column.table}.{column.name}" for column in self._columns)
        names = [column.name for column in self._columns]
        self._row: Any = namedtuple(f"{table.__name__}Row", names)  # type: ignore[misc]
        self._by_dialect: dict[str, list[Callable[[Any], Any] | None]] = {}

    def read(self, session: Session, row: Sequence[Any]) -> Any:
        """The row, to be read by the columns' names; it is no object of the session."""
        dialect = session.connection().dialect
        if dialect.name not in self._by_dialect:
            self._by_dialect[dialect.name] = [
                # Both drivers give a number as what it is.
                None
                if isinstance(column.type, Float)
                else column.type.dialect_impl(dialect).result_processor(dialect, None)
                for column in self._columns
            ]
        readers = self._by_dialect[dialect.name]
        return self._row._make(
            [read(one) if read else one for read, one in zip(readers, row, strict=True)]
        )


def instants(session: Session) -> Callable[[Any], datetime]:
    """What reads an instant as the driver gives it."""
    sqlite = session.connection().dialect.name == "sqlite"
    return datetime.fromisoformat if sqlite else _in_utc


def _in_utc(at: datetime) -> datetime:
    return at.astimezone(UTC)
