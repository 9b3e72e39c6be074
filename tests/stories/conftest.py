"""Stories are told at a real desk: the whole application, a real database, keys."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest
from sqlalchemy import URL

from hotline_tui.data.engine import Database
from hotline_tui.services.setup import set_up
from tests.office import BEGINNING, open_office
from tests.secured import City, secured_city
from tests.stories.desk import Story, desk_at
from tests.stories.premises import Premises

Open = Callable[..., AbstractAsyncContextManager[Story]]
"""`async with story() as here:`; takes `size`, `workno` and `lock_minutes`."""


@pytest.fixture(scope="session")
def fresh_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A practice database as a desk finds it on its first day."""
    path = tmp_path_factory.mktemp("fresh") / "hotline.db"
    database = Database(f"sqlite:///{path}")
    set_up(database, practice=True, at=BEGINNING)
    database.close()
    return path


@pytest.fixture
def story(fresh_database: Path, tmp_path: Path) -> Open:
    """Opens the application at a desk of its own; a second one sits at the same database.

    Not the open desk itself: an application must live in the task of its test.
    """
    path = tmp_path / "hotline.db"
    shutil.copyfile(fresh_database, path)

    def opened(
        size: tuple[int, int] = (80, 24), workno: str | None = None, lock_minutes: float = 0.0
    ) -> AbstractAsyncContextManager[Story]:
        return desk_at(f"sqlite:///{path}", tmp_path, size, workno, lock_minutes)

    return opened


@pytest.fixture
def city(postgres_server: URL, postgres_template: str) -> Iterator[City]:
    """A secured PostgreSQL with one person for each job, who logs in by a role of their own."""
    with secured_city(postgres_server, postgres_template) as made:
        yield made


@pytest.fixture(params=["sqlite", "secured"])
def premises(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Premises]:
    """Where everybody has a desk of their own: once on a room's file, once on a secured server."""
    if request.param == "secured":
        city: City = request.getfixturevalue("city")
        yield Premises(city.office, tmp_path, city)
        return
    path = tmp_path / "hotline.db"
    shutil.copyfile(request.getfixturevalue("fresh_database"), path)
    office = open_office(f"sqlite:///{path}")
    yield Premises(office, tmp_path)
    office.database.close()
