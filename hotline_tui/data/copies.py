"""Whole databases copied: SQLite by its online backup, PostgreSQL by its own programs."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from sqlalchemy import Engine

from hotline_tui.data.files import private_file


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
        raise NoCopy(f"复制 {source} 到 {target} 时出错：{error}") from error


def verify_sqlite(file: Path) -> str | None:
    """The migration that a copy stands at (None: it was never set up). Raises `NoCopy`."""
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as copy:
            said = copy.execute("PRAGMA integrity_check(5)").fetchall()
            if said != [("ok",)]:
                raise NoCopy(f"{file} 已损坏：{said[0][0]}")
            known = copy.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'")
            if known.fetchone() is None:
                return None
            row = copy.execute("SELECT version_num FROM alembic_version").fetchone()
            return str(row[0]) if row else None
    except sqlite3.Error as error:
        raise NoCopy(f"{file} 不是可用的 SQLite 数据库：{error}") from error


def dump_postgresql(engine: Engine, target: Path) -> None:
    """Write a dump (pg_dump's custom format) and read its table of contents. Raises `NoCopy`."""
    private_file(target)
    _run(engine, "pg_dump", "--format=custom", "--no-owner", f"--file={target}")
    verify_dump(target)


def verify_dump(file: Path) -> None:
    """Raises `NoCopy` unless the file is a dump of a desk's database."""
    listed = _called([_program("pg_restore"), "--list", str(file)], dict(os.environ))
    if " TABLE public ticket " not in listed:
        raise NoCopy(f"{file} 里没有热线台的数据")


def load_postgresql(engine: Engine, source: Path) -> None:
    """Put the content of a dump in the place of what is there, all or nothing."""
    _run(
        engine,
        "pg_restore",
        "--clean",
        "--if-exists",
        "--no-owner",
        "--single-transaction",
        str(source),
    )


def _run(engine: Engine, program: str, *arguments: str) -> None:
    url = engine.url.set(drivername="postgresql", password=None)
    # The password goes by the environment: a command line can be read by everybody.
    secret = {"PGPASSWORD": str(engine.url.password)} if engine.url.password else {}
    command = [_program(program), f"--dbname={url.render_as_string()}", *arguments]
    _called(command, os.environ | secret)


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
        told = "；".join(done.stderr.strip().splitlines()[:2]) or "没有说明"
        raise NoCopy(f"{Path(command[0]).name} 失败：{told}")
    return done.stdout
