"""Use cases are tried on real databases, set up once and copied for each test."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import URL

from tests.conftest import new_database
from tests.narrowed import UNFIT, narrowed_office, narrowed_template
from tests.office import Office, open_office, set_up_office

TURN = os.environ.get("HOTLINE_TEST_TURN", "")
"""A number: use cases are tried on a secured PostgreSQL instead, each act by the job whose turn it
is among those that may do it. 0, 1 and 2 together try nearly every act by every job."""

DATABASES = ["secured"] if TURN else ["sqlite", "postgresql"]


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A practice database as a desk finds it on its first day."""
    path = tmp_path_factory.mktemp("template") / "hotline.db"
    set_up_office(f"sqlite:///{path}")
    return path


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


@pytest.fixture(scope="session")
def secured_template(postgres_server: URL) -> Iterator[str]:
    """A secured PostgreSQL to copy, by the name of its copies."""
    with narrowed_template(postgres_server) as name:
        yield name


@pytest.fixture
def secured_office(postgres_server: URL, secured_template: str) -> Iterator[Office]:
    """An office where everybody works by a database role that has the grants of a job."""
    with narrowed_office(postgres_server, secured_template, int(TURN or 0)) as office:
        yield office


@pytest.fixture(params=DATABASES)
def office(request: pytest.FixtureRequest) -> Office:
    """An office: the test runs once on SQLite and once on PostgreSQL."""
    if TURN and (why := UNFIT.get(request.node.originalname)):
        pytest.skip(why)
    name = {"postgresql": "postgres_office"}.get(request.param, f"{request.param}_office")
    found: Office = request.getfixturevalue(name)
    return found
