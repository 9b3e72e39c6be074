"""The disk is full while an agent types and registers: the form stays, and says what is where."""

from __future__ import annotations

from pathlib import Path

from hotline_tui.services import queueing
from tests.disk import room_for
from tests.office import matter, registered
from tests.stories.conftest import Open
from tests.stories.entering import Words, done, opened, take_down

LAMP = ("5", "1", Words("加灯"), "tab", Words("太暗"), "ctrl+g", Words("13812345678"))


async def test_with_no_room_at_all_the_form_stays_and_is_registered_once_there_is(
    story: Open,
) -> None:
    async with story() as here:
        screen = await opened(here)
        with room_for(0):
            await take_down(here, *LAMP)
            await here.hears("写的没有存到本机磁盘", "只在屏幕上：不要离开")
            await here.sees("草稿未存")
            await take_down(here, "ctrl+s")
            await here.hears("没有登记：数据库的磁盘写不进去，本机也存不下")
            await take_down(here, "escape")
            assert screen.draft.reasons == "太暗"
        await here.hears("写的已存到本机")
        await here.misses("草稿未存")
        await take_down(here, "ctrl+s")
        assert (await done(here)).number == "20261123000001"
        assert len(queueing.listed(here.desk, 9)) == 1


async def test_with_no_room_in_the_database_the_ticket_waits_in_the_journal(
    story: Open, tmp_path: Path
) -> None:
    async with story() as here:
        screen = await opened(here)
        log = tmp_path / "hotline.db-wal"
        while log.stat().st_size < (tmp_path / "journal.db-wal").stat().st_size + 200_000:
            registered(here.desk, matter())
        before = len(queueing.listed(here.desk, 99))
        with room_for(log.stat().st_size):
            await take_down(here, *LAMP, "ctrl+s")
            await here.hears("数据库的磁盘写不进去：工单已存在本机，恢复后自动登记")
            await here.sees("待送1")
            assert screen.form.blank
            assert len(queueing.listed(here.desk, 99)) == before
        registered(here.desk, matter())
        await here.hears("断开时完成的 1 件工单已登记")
        assert len(queueing.listed(here.desk, 99)) == before + 2
