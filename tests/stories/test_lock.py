"""A desk that was left alone shows nothing of a caller, and goes on where it was left."""

from __future__ import annotations

import pytest

from hotline_tui.services import calls, operators, seats
from hotline_tui.standard.vocabulary import Role
from tests import office
from tests.stories.conftest import Open
from tests.stories.desk import Story
from tests.stories.entering import Words, opened, take_down

MINUTES = 10.0


def leave_alone(here: Story) -> None:
    """So long that it locks itself."""
    here.app.typed_at -= MINUTES * 60 + 1


@pytest.mark.clause("6.1.1", "6.1.2")
async def test_a_desk_left_alone_is_cleared_and_opens_for_its_person_only(story: Open) -> None:
    async with story(lock_minutes=MINUTES) as here:
        screen = await opened(here)
        operators.set_password(here.desk, "0001", "春天 spring")
        await take_down(here, "3", "1", Words("楼上漏水，天花板塌了"))
        here.app.notify("工单 20261123000009 王先生", timeout=60)
        leave_alone(here)
        await here.sees("已锁定")
        await take_down(here, "f4", "ctrl+p", "ctrl+o", "question_mark")
        assert "漏水" not in here.text
        assert "王先生" not in here.text
        await take_down(here, "enter")
        await here.sees("请输入口令")
        await take_down(here, Words("spring"), "enter")
        await here.sees("口令不对")
        await take_down(here, Words("春天 spring"), "enter")
        await here.misses("已锁定")
        assert here.app.screen is screen
        assert "漏水" in screen.form.text("story")


@pytest.mark.clause("6.1.1")
async def test_a_desk_is_locked_by_its_person_and_never_during_a_call(story: Open) -> None:
    async with story(lock_minutes=MINUTES) as here:
        await opened(here)
        await take_down(here, "ctrl+p", Words("锁屏"), "enter")
        await here.sees("已锁定")
        await take_down(here, "enter")
        await here.misses("已锁定")
        calls.ring(here.desk, "13800001234")
        await here.sees("☎ 来电")
        await take_down(here, "ctrl+o")
        await here.sees("通话")
        leave_alone(here)
        before = here.app.frame and here.app.frame.now
        here.clock.forward(minutes=1)
        await here.until(lambda: here.app.frame and here.app.frame.now != before, "a tick")
        assert "已锁定" not in here.text


@pytest.mark.clause("6.1.2")
async def test_a_desk_signed_out_by_a_supervisor_closes_and_keeps_its_draft(story: Open) -> None:
    async with story() as here:
        await opened(here)
        seats.take(here.desk)
        await take_down(here, "3", "1", Words("楼上漏水"))
        colleague = office.colleague(here.desk, here.clock, "0009", "周岚", Role.SUPERVISOR)
        seats.sign_out(colleague, "0001", "下班未退出")
        await here.until(lambda: here.app.return_code == 1, "the end")
    async with story() as here:
        await here.sees("有 1 份没有登记的草稿")
