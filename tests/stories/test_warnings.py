"""A supervisor hears of a burst, looks at its tickets, and says what is done about it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hotline_tui.services.directory import directory
from hotline_tui.services.heeding import given, look
from hotline_tui.services.ticking import tick
from hotline_tui.standard.record import TicketDraft
from tests.hostile import MARKUP
from tests.office import BEGINNING, dispatched, matter, registered
from tests.stories.conftest import Open
from tests.stories.desk import Story

SIZES = pytest.mark.parametrize("size", [(80, 24), (200, 50)], ids=["80x24", "200x50"])


def burst(here: Story) -> None:
    """One matter three weeks ago, a dozen of its sort today; the timer has run."""
    path = directory(here.desk).categories["040101"].path

    def of_its_sort(phone: str) -> TicketDraft:
        return matter(phone=phone, title=MARKUP[0], category=path, division="110105010")

    registered(here.desk, of_its_sort("13800000000"), BEGINNING - timedelta(days=21))
    for nth in range(12):
        registered(here.desk, of_its_sort(f"1380000{nth:04d}"))
    here.clock.forward(minutes=1)
    assert look(here.desk) == 2


@SIZES
@pytest.mark.clause("6.3.1.4")
async def test_a_warning_is_heard_of_traced_and_acknowledged(
    story: Open, size: tuple[int, int]
) -> None:
    async with story(size) as here:
        dispatched(here.desk)
        burst(here)
        here.clock.forward(hours=30)
        tick(here.desk)
        await here.press("f8", "r")
        await here.sees("! 预警 2 项待确认：")
        await here.press("f6")
        await here.sees("! 预警 2 项待确认：", "w 查看", "待督办 1")
        await here.press("w")
        await here.sees("预警记录 6.3.1.4　待确认 2 项", "全市", "朝阳区", "偶然的可能性")
        await here.press("enter")
        await here.sees("受理量 12 件", "最新提出的在前")
        await here.press("escape", "a")
        await here.sees("确认预警", "全市的一项确认后")
        await here.press("ctrl+s")
        await here.sees("怎样看、怎样办")
        await here.write("同一工地，已转区住建委")
        await here.press("ctrl+s")
        await here.sees("待确认 0 项", "已确认", "确认：同一工地，已转区住建委")
        assert {one.note for one in given(here.desk)} == {"同一工地，已转区住建委"}
        await here.press("w")
        await here.sees("预警 6.3.1.4", "比对")
        await here.press("escape", "escape")
        await here.sees("待督办 1")
        assert "预警 2 项" not in "".join(here.lines)
