"""A desk at a secured PostgreSQL, by the database role of whoever sits there."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import URL

from hotline_tui.services import operators
from hotline_tui.standard.vocabulary import Role
from tests.secured import PEOPLE, City, asking
from tests.stories.desk import desk_at
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
