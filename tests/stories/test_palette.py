"""The one line behind Ctrl+P: tickets by number, telephone and word, and whatever can be done."""

from __future__ import annotations

import asyncio

import pytest

from hotline_tui.screens.commands import here as commands_here
from hotline_tui.screens.commands import matching
from hotline_tui.screens.knowledge import KnowledgeScreen
from hotline_tui.screens.palette import PaletteScreen
from hotline_tui.screens.ticket import TicketScreen
from hotline_tui.services import supervising
from hotline_tui.services.outbox import Server
from hotline_tui.standard.vocabulary import Role
from tests.hostile import SHORT
from tests.office import matter, registered
from tests.stories.conftest import Open
from tests.stories.desk import Story
from tests.widgets.stage import is_safe


async def palette(here: Story) -> PaletteScreen:
    """The palette, open."""
    await here.press("ctrl+p")
    await here.until(lambda: isinstance(here.app.screen, PaletteScreen))
    await here.sees("查找")
    screen = here.app.screen
    assert isinstance(screen, PaletteScreen)
    return screen


async def answered(here: Story) -> PaletteScreen:
    """The palette, once tickets and commands answer what stands in its line."""
    screen = here.app.screen
    assert isinstance(screen, PaletteScreen)
    await here.until(
        lambda: screen._shown_for == screen.text and not screen._asking.under_way, "the answer"
    )
    return screen


async def taken(here: Story, number: str) -> None:
    """Enter opens that ticket."""
    await here.press("enter")
    await here.until(lambda: isinstance(here.app.screen, TicketScreen), "the ticket")
    await here.sees(number)


@pytest.mark.parametrize("which", ["end", "whole", "phone", "spaced phone", "word"])
async def test_a_ticket_is_found_by_number_telephone_or_word(story: Open, which: str) -> None:
    async with story() as here:
        for phone in ("13911112222", "13811112222"):
            registered(here.desk, matter(title="路灯不亮", phone=phone))
        wanted = registered(here.desk, matter(title="下水道堵塞返味", phone="13633334444"))
        text = {
            "end": wanted.number[-4:],
            "whole": wanted.number,
            "phone": "13633334444",
            "spaced phone": "136 3333 4444",
            "word": "堵塞",
        }[which]
        await palette(here)
        await here.write(text)
        screen = await answered(here)
        assert [ticket.number for ticket in screen._tickets] == [wanted.number]
        await here.sees("工单", wanted.number, "投诉", "待派单", "下水道堵塞返味")
        await taken(here, wanted.number)


async def test_enter_waits_for_the_answer_to_what_was_just_typed(story: Open) -> None:
    async with story() as here:
        registered(here.desk, matter(title="路灯不亮"))
        wanted = registered(here.desk, matter(title="下水道堵塞"))
        await palette(here)
        await here.write("路灯")
        await answered(here)
        await here.pilot.press("ctrl+u", *wanted.number, "enter")
        await here.until(lambda: isinstance(here.app.screen, TicketScreen))
        await here.sees(wanted.number)


@pytest.mark.parametrize("typed", ["知识", "zs", "zhishi", "f3", "检索"])
async def test_a_command_is_found_by_name_pinyin_initials_key_and_sentence(
    story: Open, typed: str
) -> None:
    async with story() as here:
        await palette(here)
        await here.write(typed)
        await answered(here)
        await here.sees("▸命令 知识")
        await here.press("enter")
        await here.until(lambda: isinstance(here.app.screen, KnowledgeScreen))


async def test_the_commands_of_the_screen_below_come_first_and_work_there(story: Open) -> None:
    async with story() as here:
        await here.press("f3")
        await here.until(lambda: isinstance(here.app.screen, KnowledgeScreen))
        await here.sees("检索[")
        below = here.app.screen
        screen = await palette(here)
        names = [command.name for command in screen._commands]
        assert names.index("只看有效") < names.index("工单")
        assert len(names) == len(set(names))
        await here.write("zkyx")
        await answered(here)
        await here.press("enter")
        await here.until(lambda: here.app.screen is below and below.wish.valid_only)


async def test_enter_on_the_untouched_list_neither_quits_nor_opens_itself(story: Open) -> None:
    async with story() as here:
        names = [command.name for command in commands_here(here.app)]
        assert names[0] != "退出"
        assert "命令" not in names
        assert names.index("退出") > names.index("派单")


@pytest.mark.clause("5.3.2.1.3 c")
async def test_heavy_traffic_is_declared_with_its_reason_and_ended(story: Open) -> None:
    async with story() as here:
        await palette(here)
        await here.write("xuanbu")
        await answered(here)
        await here.press("enter")
        await here.sees("宣布大话务量模式的理由")
        await here.write("寒潮")
        await here.press("enter")
        await here.hears("大话务量模式自 14:00 起")
        surge = supervising.current_surge(here.desk)
        assert surge is not None
        assert surge.reason == "寒潮"
        await here.sees("大话务 ")
        await palette(here)
        await here.write("dahuawu")
        await answered(here)
        await here.sees("▸命令 结束大话务量模式")
        await here.press("enter")
        await here.sees("结束大话务量模式？")
        await here.press("y")
        await here.hears("大话务量模式已结束")
        assert supervising.current_surge(here.desk) is None


@pytest.mark.clause("5.3.2.1.2")
async def test_mail_without_a_server_stays_and_says_why(story: Open) -> None:
    async with story() as here:
        await palette(here)
        await here.write("fspd")
        await answered(here)
        await here.press("enter")
        await here.hears("没有设置邮件服务器")
        here.app.mail = Server("127.0.0.1", 1)
        await palette(here)
        await here.write("fspd")
        await answered(here)
        await here.press("enter")
        await here.hears("发件箱是空的")


async def test_a_colon_opens_it_except_where_text_is_typed(story: Open) -> None:
    async with story() as here:
        await here.press("f3")
        await here.until(lambda: isinstance(here.app.screen, KnowledgeScreen))
        await here.sees("检索[")
        await here.press("colon")
        assert here.app.screen._line.value == ":"
        here.app.screen._list.focus()
        await here.press("colon")
        await here.until(lambda: isinstance(here.app.screen, PaletteScreen))


async def test_escape_and_ctrl_p_leave_it_and_the_focus_is_where_it_was(story: Open) -> None:
    async with story() as here:
        focused, entry = here.app.focused, here.app.screen
        for key in ("escape", "ctrl+p"):
            await palette(here)
            await here.write("路灯")
            await here.press(key)
            await here.until(lambda: here.app.screen is entry)
            assert here.app.focused is focused


async def test_only_the_last_answer_shows(story: Open) -> None:
    async with story() as here:
        for title in ("路灯不亮", "下水道堵塞"):
            registered(here.desk, matter(title=title))
        await palette(here)
        for text in ("路", "灯", "下水道"):
            await here.press("ctrl+u")
            await here.write(text)
        screen = await answered(here)
        assert [ticket.title for ticket in screen._tickets] == ["下水道堵塞"]


async def test_who_may_not_read_tickets_still_has_commands(story: Open) -> None:
    async with story() as here:
        here.desk.person = here.colleague("2001", "编辑", Role.EDITOR).person
        await palette(here)
        await here.write("zhishi")
        screen = await answered(here)
        assert screen._tickets == ()
        await here.sees("▸命令 知识")


async def test_hostile_titles_and_words_are_only_text(story: Open) -> None:
    async with story() as here:
        for text in SHORT[:40]:
            if text.strip() and text.encode(errors="ignore").decode() == text:
                registered(here.desk, matter(title=f"怪题{text}"[:50]))
        await palette(here)
        await here.write("怪题")
        screen = await answered(here)
        assert len(screen._tickets) > 10
        assert is_safe(here.lines)
        for first in range(0, len(SHORT), 4):
            await here.press("ctrl+u")
            for text in SHORT[first : first + 4]:
                await here.write(text)
            await answered(here)
            assert is_safe(here.lines)


async def test_matching_prefers_what_begins_so(story: Open) -> None:
    async with story() as here:
        commands = commands_here(here.app)
        found = await asyncio.to_thread(matching, commands, "派单")
        assert found[0].name == "派单"
        assert "发送派单邮件" in [command.name for command in found]
        assert matching(commands, "qqqqqq") == ()
