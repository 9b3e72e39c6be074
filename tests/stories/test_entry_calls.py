"""Calls come in while matters are taken down; callers are known by what they raised before."""

from __future__ import annotations

import pytest

from hotline_tui.screens.entry_earlier import EarlierScreen
from hotline_tui.screens.ticket import TicketScreen
from hotline_tui.services import calls
from hotline_tui.standard.vocabulary import Role
from hotline_tui.widgets.ask import Ask
from tests.office import matter, registered
from tests.stories.conftest import Open
from tests.stories.desk import Story
from tests.stories.entering import Words, done, entry, opened, take_down

PHONE = "13812345678"
NOISE = "工地夜间打桩噪声太大，一直到凌晨三点，无法休息"
REST = (
    Words("昨夜"), "tab", "tab", Words("百子湾路"), "tab", Words("施工单位"), "tab", Words("没有"),
)  # fmt: skip
"""What a complaint needs besides its course, up to the claimant."""


async def ring(here: Story, phone: str = PHONE) -> None:
    """The exchange, at a desk of its own, says that a call rings here."""
    exchange = here.colleague("0002", "总机", Role.AGENT)
    calls.ring(exchange, phone, here.desk.person.workno)
    await here.sees("☎ 来电", "^O接听")


async def answer(here: Story, phone: str = PHONE) -> None:
    """The call that rings is answered, and its number is in the form."""
    await take_down(here, "ctrl+o")
    await here.until(lambda: entry(here).form.text("claimant.phone") == phone, "the number")


async def test_a_call_rings_in_one_line_and_leaves_the_cursor_alone(story: Open) -> None:
    async with story() as here:
        screen = await opened(here)
        await take_down(here, "3", "1", Words("路灯"))
        await ring(here)
        await here.sees("138****5678", "首次来电")
        await take_down(here, "坏", "了")
        assert screen.draft.course == "路灯坏了"


async def test_an_answered_call_begins_a_form_of_its_own_and_loses_nothing(story: Open) -> None:
    async with story() as here:
        screen = await opened(here)
        await take_down(here, "3", "1", Words("路灯坏了"))
        await ring(here)
        await answer(here)
        assert screen.form.text("story") == ""
        assert screen.form.blank
        await here.sees("您好，请问您需要什么帮助？", "有 1 份没有登记的草稿", "通话")
        await here.until(lambda: screen.form.current == "kind")
        await take_down(here, "ctrl+b")
        await here.sees("取回草稿", "路灯坏了")
        await take_down(here, "enter")
        await here.until(lambda: screen.draft.course == "路灯坏了", "the draft")
        assert screen.draft.claimant.phone == ""


async def test_a_call_that_is_answered_over_another_screen_finds_its_form(story: Open) -> None:
    async with story() as here:
        screen = await opened(here)
        await take_down(here, "3", "1", Words("路灯坏了"), "tab", "ctrl+n")
        await here.until(lambda: isinstance(here.app.screen, Ask), "the question")
        colleague = here.colleague("0002", "总机", Role.AGENT)
        calls.ring(colleague, PHONE, here.desk.person.workno)
        await here.until(lambda: here.app.frame and here.app.frame.ringing, "the call")
        await take_down(here, "ctrl+o")
        await here.until(lambda: here.app.frame and here.app.frame.call, "the answer")
        await take_down(here, "escape", "escape")
        await here.until(lambda: screen.form.text("claimant.phone") == PHONE, "the number")
        assert screen.form.text("story") == ""


@pytest.mark.clause("5.4.1", "B.1.4.1", "B.1.4.2")
async def test_several_matters_in_one_call_are_the_same_persons(story: Open) -> None:
    async with story() as here:
        screen = await opened(here)
        await ring(here)
        await answer(here)
        call = here.app.frame.call if here.app.frame else None
        await take_down(here, "5", "1", Words("加装路灯"), "tab", Words("太暗"), "ctrl+g")
        await take_down(here, "ctrl+g", "ctrl+g")
        screen.form.go_to("claimant.name")
        await here.pilot.pause()
        await take_down(here, Words("王先生"), "tab", "tab", Words("松榆里5号"), "ctrl+s")
        first = await done(here)
        await here.sees("请问您还需要其他帮助吗？", "感谢您的来电，再见。")
        assert screen.form.text("claimant.name") == "王先生"
        assert screen.form.blank
        await take_down(here, "5", "1", Words("加装长椅"), "tab", Words("老人多"), "ctrl+s")
        await here.until(lambda: screen.done and screen.done.number != first.number, "the second")
        second = await done(here)
        assert second.record.claimant == first.record.claimant
        assert call is not None
        await take_down(here, "ctrl+o")
        await here.sees("通话", "已请评价")
        await here.hears("请问您还需要其他帮助吗？", "1非常满意", "5非常不满意")
        await take_down(here, "ctrl+o")
        await here.misses("通话")
        await here.sees("您好，请问您需要什么帮助？")


async def test_without_an_exchange_a_key_brings_the_person_back(story: Open) -> None:
    async with story() as here:
        screen = await opened(here)
        await take_down(here, "5", "1", Words("加装路灯"), "tab", Words("太暗"), "ctrl+g")
        await take_down(here, Words(PHONE), "shift+tab", Words("王先生"), "ctrl+s")
        await done(here)
        assert screen.form.text("claimant.name") == ""
        await take_down(here, "alt+r")
        assert screen.form.text("claimant.name") == "王先生"
        assert screen.form.text("claimant.phone") == PHONE


async def test_a_known_callers_tickets_stand_on_one_line_and_open_by_key(story: Open) -> None:
    async with story() as here:
        former = registered(here.desk, matter(title="路灯不亮", phone=PHONE))
        registered(here.desk, matter(title="井盖丢失", phone=PHONE))
        screen = await opened(here)
        await ring(here)
        await here.sees("今年2件", "最近：井盖丢失")
        await answer(here)
        await here.sees("此前2件 Alt+Q看：11-23 投诉 井盖丢失 待派单  11-23 投诉 路灯不亮 待派单")
        await take_down(here, "alt+q")
        await here.until(lambda: isinstance(here.app.screen, EarlierScreen), "the list")
        await take_down(here, "down", "space")
        await here.sees(f"√ {former.number}")
        await take_down(here, "enter")
        await here.until(lambda: isinstance(here.app.screen, TicketScreen), "the ticket")
        await here.sees(former.number)
        await take_down(here, "escape")
        await here.until(lambda: here.app.screen is screen)
        await here.sees(f"已关联 {former.number}")


async def test_a_repeated_matter_is_recognised_and_linked_with_one_key(story: Open) -> None:
    async with story() as here:
        former = registered(here.desk, matter(title="夜间施工", course=NOISE, phone=PHONE))
        await opened(here)
        await ring(here)
        await answer(here)
        await take_down(here, "3", "1", Words(NOISE + "，还是没人管"))
        await here.sees("重复？夜间施工", former.number, "^T关联", "本月1 今年1")
        await take_down(here, "ctrl+t")
        await here.sees(f"已关联 {former.number}")
        await take_down(here, "tab", *REST, "ctrl+g", Words("王先生"), "ctrl+s")
        again = await done(here)
        assert again.linked == (former.number,)


async def test_a_link_is_kept_with_the_draft(story: Open) -> None:
    async with story() as here:
        former = registered(here.desk, matter(title="夜间施工", course=NOISE, phone=PHONE))
        screen = await opened(here)
        await take_down(here, "3", "1", Words(NOISE), "alt+x", "ctrl+g")
        screen.form.go_to("claimant.phone")
        await here.pilot.pause()
        await take_down(here, Words(PHONE))
        await here.sees("重复？夜间施工")
        await take_down(here, "ctrl+t", "escape")
        await here.until(lambda: screen.form.blank, "an empty form")
        await here.misses("已关联")
        await take_down(here, "ctrl+b", "enter")
        await here.sees(f"已关联 {former.number}")
