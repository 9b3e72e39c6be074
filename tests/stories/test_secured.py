"""On a secured PostgreSQL each job's desk is walked through whole, by a role that has that job."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import URL

from hotline_tui.screens.areas import AREAS, NEEDED
from hotline_tui.screens.commands import here as commands_here
from hotline_tui.services import operators
from hotline_tui.standard.authority import authority_faults
from hotline_tui.standard.vocabulary import Role
from tests.attempts import tickets
from tests.secured import PEOPLE, City, asking
from tests.stories.desk import Story, desk_at
from tests.stories.entering import Words, opened, take_down

LEAVING = {"退出", "锁屏", "电话", "练习", "每日一练"}
"""Commands that leave the walk, or wait for somebody who speaks."""

NOT_GRANTED = "数据库没有给您"
"""What a person is told who was let do something that the database then refuses."""


async def settled(here: Story) -> None:
    """Nothing is being read or written any more, or somebody is asked something."""
    await here.pilot.pause()

    def is_quiet() -> bool:
        work = (one for one in here.app.workers if one.group in ("reload", "write", "watch"))
        return here.app.screen.is_modal or not any(one.is_running for one in work)

    await here.until(is_quiet, "quiet")
    await here.pilot.pause()


async def back(here: Story, area: str) -> None:
    """Out of whatever has opened, to the area."""
    while len(here.app.screen_stack) > 1:
        depth = len(here.app.screen_stack)
        await here.press("escape")
        await here.until(lambda: len(here.app.screen_stack) < depth, "the way back")  # noqa: B023
    here.app.go(area)
    await settled(here)


async def walk(here: Story) -> list[str]:
    """Open every area, its first line and every command of it; what was told meanwhile."""
    for area in AREAS:
        if authority_faults(NEEDED[area], here.desk.person.roles):
            continue
        await back(here, area)
        await here.press("down", "enter")
        await settled(here)
        await back(here, area)
        for command in commands_here(here.app):
            if command.name not in LEAVING:
                here.app.run_worker(command.run(), group="command")
                await settled(here)
                await back(here, area)
    return here.told.splitlines()


@pytest.mark.clause("6.1.2")
@pytest.mark.parametrize("role", [Role.ORGANIZER, Role.EDITOR, Role.AGENT, Role.CALLBACK])
async def test_nothing_at_a_desk_asks_the_database_for_what_a_job_is_not_given(
    city: City, role: Role, tmp_path: Path
) -> None:
    tickets(city.office)
    async with desk_at(city.url(PEOPLE[role]), tmp_path) as here:
        assert [one for one in await walk(here) if NOT_GRANTED in one] == []


@pytest.mark.clause("6.1.1", "6.1.2")
async def test_a_locked_desk_opens_for_the_password_that_the_server_knows(
    city: City, postgres_server: URL, tmp_path: Path
) -> None:
    agent = PEOPLE[Role.AGENT]
    operators.set_password(city.office.owner, agent, "春天 spring")
    with asking(postgres_server, city.url(agent)):
        async with desk_at(city.url(agent, "春天 spring"), tmp_path) as here:
            screen = await opened(here)
            await take_down(here, "3", "1", Words("楼上漏水，天花板塌了"))
            await take_down(here, "ctrl+p", Words("锁屏"), "enter")
            await here.sees("已锁定")
            assert "漏水" not in here.text
            await take_down(here, "enter")
            await here.sees("请输入口令")
            await take_down(here, Words("spring"), "enter")
            await here.sees("口令不对")
            await take_down(here, Words("春天 spring"), "enter")
            await here.misses("已锁定")
            assert here.app.screen is screen
            assert "漏水" in screen.form.text("story")
