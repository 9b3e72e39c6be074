"""The administrator looks after people, by keyboard alone."""

from __future__ import annotations

import pytest

from hotline_tui.services import operators, seats
from hotline_tui.standard.vocabulary import Role
from tests.office import colleague
from tests.stories.conftest import Open
from tests.stories.desk import Story
from tests.stories.entering import Words, take_down
from tests.stories.premises import Premises


async def people(here: Story) -> None:
    """Open the list of people."""
    await take_down(here, "ctrl+p", Words("人员"), "enter")
    await here.sees("按工号")


@pytest.mark.clause("6.1.2")
async def test_a_person_is_added_given_roles_and_a_password_and_disabled(
    premises: Premises,
) -> None:
    premises.staff("9101", "程管理", Role.ADMINISTRATOR)
    async with premises.sit("9101") as here:
        await people(here)
        await take_down(
            here, "a", Words("2001"), "tab", Words("李敏"), "tab", Words("话务员、坐席")
        )
        await take_down(here, "ctrl+s")
        await here.sees("没有这个岗位：坐席")
        await take_down(here, "shift+tab", "tab", "ctrl+u", Words("话务员 派单员"), "ctrl+s")
        await here.sees("2001 李敏 已新增", "话务员、派单员")
        await take_down(here, "down", "p", Words("春天"), "tab", Words("夏天"), "ctrl+s")
        await here.sees("两次输入的口令不一样")
        assert "夏天" not in here.text
        await take_down(here, "ctrl+u", Words("春天"), "ctrl+s")
        await here.sees("已改口令")
        row = next(one for one in operators.everybody(here.desk) if one.workno == "2001")
        assert (row.guarded, row.roles) == (True, (Role.AGENT, Role.DISPATCHER))
        await take_down(here, "x", "enter")
        await here.sees("已停用")
        await take_down(here, "x", "enter")
        await here.sees("已启用")


@pytest.mark.clause("6.1.2")
async def test_who_sits_where_is_seen_and_can_be_ended(story: Open) -> None:
    async with story() as here:
        other = colleague(here.desk, here.clock, "2001", "李敏", Role.AGENT)
        seats.take(other)
        await people(here)
        await take_down(here, "down")
        await here.sees(f"座席：{other.host}")
        await take_down(here, "t", Words("下班未退出"), "ctrl+s")
        await here.sees("2001 的座席已注销 1 个")
        assert "下班未退出" in seats.ended(other)
