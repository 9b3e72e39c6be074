"""On a secured PostgreSQL each job's desk is walked through whole, by a role that has that job."""

from __future__ import annotations

from pathlib import Path

import pytest

from hotline_tui.screens.areas import AREAS, NEEDED
from hotline_tui.screens.commands import here as commands_here
from hotline_tui.standard.authority import authority_faults
from hotline_tui.standard.vocabulary import Role
from tests.attempts import tickets
from tests.secured import PEOPLE, City
from tests.stories.desk import Story, desk_at

LEAVING = {"退出", "锁屏", "电话", "练习"}
"""Commands that end the walk, or wait for somebody on the telephone."""

NOT_GRANTED = "数据库没有给您"
"""What a person is told who was let do something that the database then refuses."""


def walked(city: City, role: Role, folder: Path) -> object:
    """The desk of the one who has a job, connected as that person."""
    return desk_at(city.url(PEOPLE[role]), folder)


async def settled(here: Story) -> None:
    """Nothing is under way any more, or somebody is asked something."""
    await here.pilot.pause()

    def quiet() -> bool:
        busy = any(
            one.is_running
            for one in here.app.workers
            if one.group in ("reload", "write", "watch", "ask")
        )
        return here.app.screen.is_modal or not busy

    from time import monotonic

    end = monotonic() + 3
    while not quiet():
        if monotonic() > end:
            print("BUSY", [(w.name, w.group) for w in here.app.workers if w.is_running])
            break
        await here.pilot.pause()
    await here.pilot.pause()


async def back(here: Story, area: str) -> None:
    """Out of whatever has opened, to the area."""
    for _ in range(9):
        if len(here.app.screen_stack) == 1:
            break
        await here.press("escape")
    assert len(here.app.screen_stack) == 1, here.text
    here.app.go(area)
    await settled(here)


@pytest.mark.clause("6.1.2")
@pytest.mark.parametrize("role", list(Role))
async def test_no_area_and_no_command_asks_the_database_for_what_a_job_is_not_given(
    city: City, role: Role, tmp_path: Path
) -> None:
    tickets(city.office)
    async with desk_at(city.url(PEOPLE[role]), tmp_path) as here:
        seen = []
        for area in AREAS:
            if authority_faults(NEEDED[area], here.desk.person.roles):
                continue
            await back(here, area)
            await here.press("down", "enter")
            await settled(here)
            await back(here, area)
            for command in commands_here(here.app):
                if command.name in LEAVING:
                    continue
                seen.append((area, command.name))
                before = len(here.told)
                here.app.run_worker(command.run(), group="command")
                await settled(here)
                if len(here.told) != before:
                    print(role.value, area, command.name, repr(here.told[before:]))
                assert NOT_GRANTED not in here.told, (area, command.name, here.told)
                await back(here, area)
        print(seen)
