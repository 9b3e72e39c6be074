"""What tests of the practice mode share: the world that scenarios may name, and the scenarios."""

from __future__ import annotations

from pathlib import Path

import pytest

from hotline_tui.practice import library, room
from hotline_tui.practice.checking_route import World
from hotline_tui.practice.scenario import Scenario


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the template of all practice databases is kept; made once."""
    folder = tmp_path_factory.mktemp("practice")
    room.template(folder)
    return folder


@pytest.fixture(scope="session")
def world(cache: Path) -> World:
    """What scenarios may name."""
    desk = room.reference_desk(cache)
    found = library.world(desk)
    desk.database.close()
    return found


@pytest.fixture(scope="session")
def scenarios(world: World) -> dict[str, Scenario]:
    """The scenarios that ship with the product, by their names."""
    return {one.id: library.load(one, world) for one in library.shipped()}
