"""Use cases are tried on real databases, set up once and copied for each test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import URL, make_url

from hotline_tui.data.engine import Database
from hotline_tui.services.setup import set_up
from tests.conftest import new_database
from tests.office import BEGINNING, Office, open_office


def _set_up(url: str) -> None:
    database = Database(url)
    set_up(database, practice=True, at=BEGINNING)
    database.close()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A practice database as a desk finds it on its first day."""
    path = tmp_path_factory.mktemp("template") / "hotline.db"
    _set_up(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgres_template(postgres_server: URL) -> Iterator[str]:
    """The same on PostgreSQL, by its name."""
    with new_database(postgres_server) as url:
        _set_up(url)
        yield make_url(url).database or ""


@contextmanager
def _office(url: str) -> Iterator[Office]:
    office = open_office(url)
    yield office
    office.database.close()


@pytest.fixture
def sqlite_office(sqlite_template: Path, tmp_path: Path) -> Iterator[Office]:
    """An office on an SQLite file of its own."""
    path = tmp_path / "hotline.db"
    shutil.copyfile(sqlite_template, path)
    with _office(f"sqlite:///{path}") as office:
        yield office


@pytest.fixture
def postgres_office(postgres_server: URL, postgres_template: str) -> Iterator[Office]:
    """An office on a PostgreSQL database of its own."""
    with new_database(postgres_server, postgres_template) as url, _office(url) as office:
        yield office


@pytest.fixture(params=["sqlite", "postgresql"])
def office(request: pytest.FixtureRequest) -> Office:
    """An office: the test runs once on SQLite and once on PostgreSQL."""
    name = {"sqlite": "sqlite_office", "postgresql": "postgres_office"}[request.param]
    found: Office = request.getfixturevalue(name)
    return found
