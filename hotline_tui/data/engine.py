"""A database as the desk sees it: transactions, its clock, and whether it can be reached."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from hotline_tui.data import reasons
from hotline_tui.data.away import out_of_reach
from hotline_tui.data.reach import NotLetIn, OutOfReach
from hotline_tui.data.writing_turns import take_turn
from hotline_tui.standard.refusal import Fault, Refused

__all__ = ["BUSY_SECONDS", "Database", "Session", "addressed"]

_GIVEN_UP_AFTER = {"connect_timeout": 2, "tcp_user_timeout": 2_000}
"""Seconds, and milliseconds, after which a silent line to a server counts as cut."""

BUSY_SECONDS = 10.0
"""How long a writer waits for another on one SQLite file."""

_ASKS = "数据库服务器要口令：请在 HOTLINE_PASSWORD 或 ~/.pgpass 中给出"
_NO_PRIVILEGE = "42501"
"""What PostgreSQL says to a role that may not do what it tries."""


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    # The driver must not open transactions of its own: writers begin IMMEDIATE, readers deferred.
    connection.isolation_level = None
    cursor = connection.cursor()
    # A committed write is on disk even when the power fails: WAL alone would not promise that.
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        f"busy_timeout={int(BUSY_SECONDS * 1000)}",
        "cache_size=-8000",
        "temp_store=MEMORY",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Any) -> None:
    mode = connection.get_execution_options().get("sqlite_begin", "DEFERRED")
    line: sqlite3.Connection = connection.connection.driver_connection
    if mode == "IMMEDIATE":
        take_turn(line, BUSY_SECONDS)
    elif mode:
        line.execute(f"BEGIN {mode}")


def _engine(url: str) -> Engine:
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        engine = create_engine(parsed, connect_args={"timeout": BUSY_SECONDS})
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    if parsed.drivername == "postgresql":
        parsed = parsed.set(drivername="postgresql+psycopg")
    return create_engine(
        parsed, pool_pre_ping=True, pool_size=4, max_overflow=4, connect_args=_GIVEN_UP_AFTER
    )


def addressed(url: str, login: str | None, password: str | None) -> str:
    """The URL of a server with a login and a password where it names none; a file's as it is."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        return url
    if parsed.username is None and login:
        parsed = parsed.set(username=login)
    if parsed.password is None and password:
        parsed = parsed.set(password=password)
    return parsed.render_as_string(hide_password=False)


class Database:
    """One database by its URL: SQLite file or PostgreSQL. Safe to use from several threads."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine = _engine(url)
        # A password that was right once is not what keeps the desk out later.
        self._known = False

    @property
    def sqlite(self) -> bool:
        """Whether it is an SQLite file."""
        return self.engine.dialect.name == "sqlite"

    @property
    def path(self) -> Path | None:
        """The SQLite file; None for a server."""
        name = self.engine.url.database
        return Path(name) if self.sqlite and name else None

    @property
    def shown(self) -> str:
        """The URL without its password, for people to read."""
        return self.engine.url.render_as_string(hide_password=True)

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """A transaction that writes: committed when the block ends, undone when it raises.

        Raises `OutOfReach` when the database cannot be reached.
        """
        with self._session(sqlite_begin="IMMEDIATE") as session:
            yield session
            session.commit()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A consistent view that writes nothing. Raises `OutOfReach` like `transaction`."""
        with self._session(sqlite_begin="DEFERRED") as session:
            yield session

    @contextmanager
    def snapshot(self) -> Iterator[Session]:
        """One state of things through many questions, however much is written meanwhile."""
        how = (
            {"sqlite_begin": "DEFERRED"} if self.sqlite else {"isolation_level": "REPEATABLE READ"}
        )
        with self._session(**how) as session:
            yield session

    @contextmanager
    def glance(self) -> Iterator[Session]:
        """A look by a single statement, which needs no transaction to see one state of things.

        On a long line that is two questions less. Raises `OutOfReach` like `transaction`.
        """
        how = {"sqlite_begin": ""} if self.sqlite else {"isolation_level": "AUTOCOMMIT"}
        with self._session(**how) as session:
            yield session

    @contextmanager
    def _session(self, **how: str) -> Iterator[Session]:
        try:
            with (
                self.engine.connect().execution_options(**how) as connection,
                # Rows that were loaded stay readable after the commit, for the answer.
                Session(connection, expire_on_commit=False) as session,
            ):
                self._known = True
                yield session
        except (DBAPIError, self._driver.Error) as error:
            cause = error.orig if isinstance(error, DBAPIError) else error
            if getattr(cause, "sqlstate", None) == _NO_PRIVILEGE:
                told = f"数据库没有给您这项权限：{reasons.denied(str(cause))}"
                raise Refused(Fault("", "6.1.2", told)) from error
            if not self._away(cause):
                raise
            raise self._kept_out(cause) from error

    def _kept_out(self, cause: BaseException | None) -> OutOfReach:
        said = str(cause) or type(cause).__name__
        # Only where a connection was not made at all does the driver hand over its attempt.
        attempt = getattr(cause, "pgconn", None)
        if attempt is not None and attempt.needs_password:
            return NotLetIn(_ASKS)
        first = attempt is not None and attempt.used_password and not self._known
        if first and reasons.is_login(said):
            return NotLetIn(f"数据库服务器没有放行：{reasons.away(said)}")
        return out_of_reach(self.shown, cause)

    @property
    def _driver(self) -> Any:
        return self.engine.dialect.loaded_dbapi

    def _away(self, error: BaseException | None) -> bool:
        """Whether the world has done it to the database, and not a fault of the program."""
        away = (self._driver.OperationalError, self._driver.InterfaceError)
        return isinstance(error, away) or type(error) is self._driver.DatabaseError

    def lets_in(self, password: str) -> bool:
        """Whether the server takes this for the password of whoever is connected here.

        Raises `OutOfReach` when it cannot be asked.
        """
        return self._knocked(self.engine.url.set(password=password)) is True

    def vouches(self) -> bool:
        """Whether the server lets whoever is connected here in without asking for a password.

        Raises `OutOfReach` when it cannot be asked.
        """
        return self._knocked(self.engine.url._replace(password=None)) is False

    def _knocked(self, url: URL) -> bool | None:
        """Whether a password was asked for by a server that let one in; None where it did not."""
        _, given = self.engine.dialect.create_connect_args(url)
        try:
            with self._driver.connect(**given, **_GIVEN_UP_AFTER) as line:
                return bool(line.pgconn.used_password)
        except self._driver.OperationalError as error:
            attempt = error.pgconn
            asked = attempt is not None and (attempt.needs_password or attempt.used_password)
            if asked and reasons.is_login(str(error)):
                return None
            raise self._kept_out(error) from error

    def now(self) -> datetime:
        """What the database's own clock says; on SQLite that is this machine's."""
        if self.sqlite:
            return datetime.now(UTC)
        with self.reading() as session:
            at: datetime = (
                session.connection().execute(text("SELECT clock_timestamp()")).scalar_one()
            )
            return at.astimezone(UTC)

    def clock_offset(self) -> timedelta:
        """What must be added to this machine's clock to get the database's."""
        if self.sqlite:
            return timedelta(0)
        before = datetime.now(UTC)
        theirs = self.now()
        after = datetime.now(UTC)
        return theirs - (before + (after - before) / 2)

    def close(self) -> None:
        """Give back all connections."""
        self.engine.dispose()
