"""A desk at a secured PostgreSQL, by the database role of whoever sits there."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import URL

from hotline_tui.screens.areas import AREAS, NEEDED
from hotline_tui.services import operators
from hotline_tui.standard.authority import authority_faults
from hotline_tui.standard.vocabulary import Role
from tests.attempts import tickets
from tests.secured import PEOPLE, City, asking
from tests.stories.desk import Story, desk_at
from tests.stories.entering import Words, opened, take_down


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


NOT_GRANTED = "数据库没有给您"
"""What a person is told who was let do something that the database then refuses."""


async def settled(here: Story) -> None:
    """Nothing is being read or written any more."""
    await here.pilot.pause()
    under_way = ("reload", "write", "watch", "essence")
    await here.until(
        lambda: not any(one.is_running for one in here.app.workers if one.group in under_way),
        "quiet",
    )


async def visit(here: Story, key: str, area: str) -> None:
    """Go to an area by its key and open what is picked there, or be told why it is of no use."""
    before = here.app.current_mode
    await here.press(key)
    if faults := authority_faults(NEEDED[area], here.desk.person.roles):
        await here.hears(faults[0].message)
        assert here.app.current_mode == before
        return
    await here.until(lambda: here.app.current_mode == area, area)
    await settled(here)
    await here.press("down", "enter")
    await settled(here)
    for depth in range(len(here.app.screen_stack) - 1, 0, -1):
        await here.press("escape")
        await here.until(partial(_at_most, here, depth), "the way back")


def _at_most(here: Story, depth: int) -> bool:
    return len(here.app.screen_stack) <= depth


@pytest.mark.clause("6.1.2")
@pytest.mark.parametrize("role", [Role.AGENT, Role.DISPATCHER, Role.ORGANIZER, Role.SUPERVISOR,
                                  Role.CALLBACK, Role.EDITOR])  # fmt: skip
async def test_every_area_of_a_desk_opens_or_says_why_not(
    city: City, role: Role, tmp_path: Path
) -> None:
    tickets(city.office)
    async with desk_at(city.url(PEOPLE[role]), tmp_path) as here:
        for number, area in enumerate(AREAS, 2):
            await visit(here, f"f{number}", area)
        assert NOT_GRANTED not in here.told
        assert "permission" not in here.told
