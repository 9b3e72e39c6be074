"""Whole databases copied: SQLite by its online backup, PostgreSQL by its own programs.

Each copy comes with its state: how many rows each table had, and which was the newest event.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from sqlalchemy import URL, Connection, Engine, inspect, text
from sqlalchemy.exc import DBAPIError

from hotline_tui.data import reasons
from hotline_tui.data.away import why
from hotline_tui.data.files import private_file

VERSION = "alembic_version"


@dataclass(frozen=True, slots=True)
class State:
    """What a database holds at one moment; `event` is the newest event's id, 0 for none."""

    revision: str
    rows: Mapping[str, int]
    event: int


class NoCopy(Exception):  # noqa: N818 - a state of the world, told to the person
    """A copy could not be made or is none; a sentence in Chinese."""


def copy_sqlite(source: Path, target: Path) -> None:
    """Copy a database while others go on writing to it; what was in `target` is replaced.

    Others who have `target` open see the new content with their next transaction.
    """
    private_file(target)
    try:
        with (
            closing(sqlite3.connect(source, timeout=10)) as old,
            closing(sqlite3.connect(target, timeout=10)) as new,
        ):
            old.backup(new)
    except sqlite3.Error as error:
        raise NoCopy(f"复制 {source} 到 {target} 时出错：{why(error)}") from error


def state_of_file(file: Path) -> State | None:
    """The state of an SQLite copy that is sound; None: it was never set up. Raises `NoCopy`."""
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as copy:
            said = copy.execute("PRAGMA integrity_check(5)").fetchall()
            if said != [("ok",)]:
                raise NoCopy(f"{file} 已损坏：{said[0][0]}")
            found = copy.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
            )
            tables = [str(name) for (name,) in found]
            return _state(lambda query: copy.execute(query).fetchone(), tables)
    except sqlite3.Error as error:
        raise NoCopy(f"{file} 不是可用的 SQLite 数据库：{error}") from error


def state(connection: Connection) -> State | None:
    """The state of a database as one transaction sees it; None: it was never set up."""
    tables = inspect(connection).get_table_names()
    return _state(lambda query: connection.execute(text(query)).one_or_none(), tables)


def _state(one: Callable[[str], Any], tables: Iterable[str]) -> State | None:
    known = sorted(tables)
    revision = one("SELECT version_num FROM alembic_version") if VERSION in known else None
    if revision is None:
        return None
    rows = {name: one(f'SELECT count(*) FROM "{name}"')[0] for name in known if name != VERSION}  # noqa: S608 - our own tables
    event = one("SELECT max(id) FROM event")[0] if "event" in rows else None
    return State(str(revision[0]), rows, event or 0)


def dump_postgresql(engine: Engine, target: Path) -> State | None:
    """Write a dump (pg_dump's custom format), read its table of contents, give its state.

    Raises `NoCopy`.
    """
    private_file(target)
    with engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection:
        # The counts are those of the very state that is dumped, whoever goes on writing.
        snapshot = connection.execute(text("SELECT pg_export_snapshot()")).scalar_one()
        found = state(connection)
        _run(
            engine.url,
            "pg_dump",
            "--format=custom",
            "--no-owner",
            f"--snapshot={snapshot}",
            f"--file={target}",
        )
    verify_dump(target)
    return found


@contextmanager
def scratch_postgresql(engine: Engine, source: Path) -> Iterator[str]:
    """The URL of a database beside `engine`'s with the content of a dump; dropped at the end.

    Raises `NoCopy`, also where the server lets this user make no database.
    """
    name = f"hotline_drill_{uuid4().hex}"
    try:
        _alone(engine, f"CREATE DATABASE {name}")
    except DBAPIError as error:
        raise NoCopy(f"不能在服务器上建立演练用的数据库：{why(error.orig)}") from error
    try:
        url = engine.url.set(database=name)
        _load(url, source)
        yield url.render_as_string(hide_password=False)
    finally:
        _alone(engine, f"DROP DATABASE {name} WITH (FORCE)")


def _alone(engine: Engine, statement: str) -> None:
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(statement))


def verify_dump(file: Path) -> None:
    """Raises `NoCopy` unless the file is a dump of a desk's database."""
    listed = _called([_program("pg_restore"), "--list", str(file)], dict(os.environ))
    if " TABLE public ticket " not in listed:
        raise NoCopy(f"{file} 里没有热线台的数据")


def load_postgresql(engine: Engine, source: Path) -> None:
    """Put the content of a dump in the place of what is there, all or nothing."""
    _load(engine.url, source, "--clean", "--if-exists")


def _load(url: URL, source: Path, *how: str) -> None:
    _run(url, "pg_restore", *how, "--no-owner", "--no-acl", "--single-transaction", str(source))


def _run(url: URL, program: str, *arguments: str) -> None:
    # `set` takes None for "as it is".
    shown = url.set(drivername="postgresql")._replace(password=None).render_as_string()
    # The password goes by the environment: a command line can be read by everybody.
    secret = {"PGPASSWORD": str(url.password)} if url.password else {}
    _called([_program(program), f"--dbname={shown}", *arguments], os.environ | secret)


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise NoCopy(f"找不到 {name}：请安装 PostgreSQL 客户端程序（postgresql-client）")
    return found


def _called(command: list[str], environment: dict[str, str]) -> str:
    done = subprocess.run(  # noqa: S603 - a program of PostgreSQL's, with arguments of ours
        command, env=environment, capture_output=True, text=True, errors="replace", check=False
    )
    if done.returncode != 0:
        lines = "；".join(done.stderr.strip().splitlines()[:2])
        told = reasons.known(done.stderr) or lines or "没有说明"
        raise NoCopy(f"{Path(command[0]).name} 失败：{told}")
    return done.stdout
