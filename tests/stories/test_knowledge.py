"""Knowledge: found while it is asked for, however it is typed; read, and cited on a ticket."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date

import pytest
from sqlmodel import select

from hotline_tui.data.choice_tables import ArticleChoice
from hotline_tui.kb.articles import ArticleDraft
from hotline_tui.screens.knowledge import KnowledgeScreen
from hotline_tui.services import calls, knowledge, knowledge_index
from hotline_tui.services.knowledge import SearchWish
from hotline_tui.standard.vocabulary import ArticleClass
from tests.hostile import HOSTILE, SHORT
from tests.stories.conftest import Open
from tests.stories.desk import Story
from tests.widgets.stage import is_safe

SLOPPY = {
    "zf gongjijin": "租房提取住房公积金",
    "租房子能提公积金不": "租房提取住房公积金",
    "nqbr": "暖气不热、室温不达标怎么办",
    "家里暖气不热啊": "暖气不热、室温不达标怎么办",
    "yaohao": "小客车指标申请与摇号",
    "摇hao买车": "小客车指标申请与摇号",
    "juzhuzheng": "办理北京市居住证",
    "xse luohu": "新生儿落户",
    "离混登记": "结婚登记和离婚登记",
}
"""What a hurried hand types, and what it means."""

TENT = ArticleDraft("tent", "帐篷", "搭帐篷。", ArticleClass.SERVICE, "来源", "机关")
"""An article that makes a new revision, so that an index has to be built."""

STORABLE = tuple(text for text in HOSTILE if text.encode(errors="ignore").decode() == text)
"""What an import lets through: a database takes no halves of surrogate pairs."""


async def typed(here: Story, text: str) -> None:
    """Type key by key, as on a keyboard; Chinese as an input method hands it over."""
    for char in text:
        if char.isascii():
            await here.pilot.press({" ": "space"}.get(char, char))
        else:
            await here.write(char)


async def answered(here: Story) -> list[str]:
    """The titles in the list, once it answers what stands in the query."""
    screen = here.app.screen
    assert isinstance(screen, KnowledgeScreen)
    await here.until(lambda: screen.is_mounted and screen._shown == screen.wish, "the answer")
    return [row.article.title for row in screen._rows.values()]


@asynccontextmanager
async def area(story: Open, **how: object) -> AsyncIterator[Story]:
    """The knowledge area, with its index built."""
    async with story(**how) as here:
        await here.press("f3")
        await here.until(lambda: isinstance(here.app.screen, KnowledgeScreen))
        yield here


@pytest.mark.clause("6.2.2")
async def test_sloppy_typing_brings_the_right_article_first_or_second(story: Open) -> None:
    async with area(story) as here:
        found = {}
        for text in SLOPPY:
            await here.press("ctrl+u")
            await typed(here, text)
            found[text] = (await answered(here))[:2]
    assert {text: right for text, right in SLOPPY.items() if right not in found[text]} == {}


@pytest.mark.clause("5.3.1")
async def test_the_article_found_from_a_ticket_is_cited_there(story: Open) -> None:
    async with story() as here:
        entry = here.app.screen
        await here.press("ctrl+f")
        await here.until(lambda: isinstance(here.app.screen, KnowledgeScreen))
        await typed(here, "zf gongjijin")
        titles = await answered(here)
        here.app.screen.action_move(titles.index("租房提取住房公积金"))
        await here.press("ctrl+s")
        await here.until(lambda: here.app.screen is entry)
        await here.until(lambda: entry.cited is not None)
        assert entry.cited.article.title == "租房提取住房公积金"


async def test_an_article_is_read_and_cited_from_its_full_text(story: Open) -> None:
    async with story() as here:
        chosen: list[int | None] = []
        here.app.push_screen(KnowledgeScreen("居住证", citing=True), chosen.append)
        await here.sees("办理北京市居住证")
        await here.press("enter")
        await here.sees("来源")
        await here.misses("匹配")
        await here.press("c")
        await here.until(lambda: chosen)
        article = knowledge.article(here.desk, chosen[0] or 0)
        assert article.title == "办理北京市居住证"


async def test_escape_goes_back_step_by_step_and_gives_nothing(story: Open) -> None:
    async with story() as here:
        chosen: list[int | None] = []
        here.app.push_screen(KnowledgeScreen("居住证", citing=True), chosen.append)
        await here.sees("办理北京市居住证")
        await here.press("enter", "escape")
        await here.sees("匹配")
        assert here.app.screen._line.value == "居住证"
        await here.press("escape")
        await here.until(lambda: chosen)
        assert chosen == [None]


async def test_enter_and_cite_wait_for_the_words_that_were_just_typed(story: Open) -> None:
    async with story() as here:
        chosen: list[int | None] = []
        here.app.push_screen(KnowledgeScreen("居住证", citing=True), chosen.append)
        await answered(here)
        await here.pilot.press("ctrl+u", *"yaohao", "ctrl+s")
        await here.until(lambda: chosen)
        assert knowledge.article(here.desk, chosen[0] or 0).title == "小客车指标申请与摇号"


async def test_the_area_itself_tells_where_articles_are_cited(story: Open) -> None:
    async with area(story) as here:
        await typed(here, "yaohao")
        await answered(here)
        await here.press("ctrl+s")
        await here.hears("^F")


@pytest.mark.clause("6.2.3")
async def test_what_has_expired_is_marked_and_left_out_on_demand(story: Open) -> None:
    title = "2024—2025年采暖季延长供暖的公告"
    async with area(story) as here:
        await typed(here, "延长供暖的公告")
        assert title in await answered(here)
        await here.sees("【已过期】2024")
        await here.press("ctrl+g")
        await here.misses("【已过期】")
        assert title not in await answered(here)
        await here.press("ctrl+g")
        assert title in await answered(here)


@pytest.mark.clause("6.2.2")
async def test_a_class_and_a_unit_narrow_what_is_found(story: Open) -> None:
    async with area(story) as here:
        await typed(here, "公积金")
        everything = await answered(here)
        await here.press("ctrl+l", "2")
        of_class = await answered(here)
        wish = here.app.screen.wish
        assert wish.article_class is ArticleClass.LAW
        assert here.app.focused is here.app.screen._line
        assert set(of_class) < set(everything)
        await here.press("ctrl+l", "1", "ctrl+d")
        await typed(here, "gjj")
        await here.sees("▸1 北京住房公积金管理中心")
        await here.press("enter")
        assert here.app.screen.wish.unit == "北京住房公积金管理中心"
        await answered(here)
        units = {row.article.unit for row in here.app.screen._rows.values()}
        assert units == {"北京住房公积金管理中心"}


async def test_the_list_is_moved_in_while_the_cursor_stays_in_the_query(story: Open) -> None:
    async with area(story) as here:
        await typed(here, "公积金")
        titles = await answered(here)
        await here.press("down", "down", "up")
        assert here.app.screen.picked.article.title == titles[1]
        assert here.app.focused is here.app.screen._line
        await here.press("enter")
        await here.sees("来源")
        await here.press("slash", *"gas")
        assert here.app.screen._line.value == "gas"


async def test_typing_goes_on_while_the_index_is_built_and_only_the_last_answer_shows(
    story: Open,
) -> None:
    async with area(story) as here:
        await asyncio.to_thread(knowledge_index.BUILDING.acquire)
        try:
            await asyncio.to_thread(knowledge.take_in, here.desk, [TENT])
            await typed(here, "yaohao")
            await here.sees("正在建立索引")
            await here.press("ctrl+u")
            await typed(here, "nqbr")
            assert here.app.screen._line.value == "nqbr"
            assert here.app.screen._rows == {}
        finally:
            knowledge_index.BUILDING.release()
        shown = await answered(here)
        wish = SearchWish("nqbr", limit=here.app.screen.wish.limit)
        assert shown == [row.article.title for row in knowledge.search(here.desk, wish)]


@pytest.mark.clause("B.1.3.2", "B.1.3.3", "B.1.3.4")
async def test_a_caller_who_waits_hears_the_phrases_of_waiting(story: Open) -> None:
    async with story() as here:
        calls.ring(here.desk, "13812345678")
        await here.sees("☎ 来电")
        await here.press("ctrl+o")
        await here.sees("通话")
        await here.press("f3")
        await here.sees("请稍等，我帮您查询一下。")
        await typed(here, "yaohao")
        await answered(here)
        here.clock.forward(seconds=29)
        await here.sees("等待 00:29", "请稍等，我帮您查询一下。")
        here.clock.forward(seconds=2)
        await here.sees("等待 00:31", "对不起，我正在为您查询，请您再稍等一下。")
        await here.press("enter")
        await here.sees("让您久等了")
        await here.misses("等待 00")
        await here.press("escape", "ctrl+u", "q")
        await here.sees("请稍等，我帮您查询一下。")


async def test_without_a_call_nobody_waits(story: Open) -> None:
    async with area(story) as here:
        await typed(here, "yaohao")
        await answered(here)
        here.clock.forward(seconds=40)
        await here.sees("14:00")
        await here.misses("等待", "请稍等")


async def test_hostile_questions_and_articles_are_only_text(story: Open) -> None:
    async with area(story) as here:
        knowledge.take_in(
            here.desk,
            [
                ArticleDraft(
                    external_id="hostile",
                    title=f"恶意知识{''.join(SHORT[:20])}",
                    text="恶意内容\n" + "\n".join(STORABLE),
                    article_class=ArticleClass.SERVICE,
                    unit="[/foo]\x1b[31m单位",
                    source="来源[/bar]",
                    authority="[red]",
                    other_names=("[bold]", "\u202e反"),
                    valid_from=date(2026, 1, 1),
                )
            ],
        )
        screen = here.app.screen
        await here.write("恶意知识")
        await here.until(lambda: any("恶意" in row.article.title for row in screen._rows.values()))
        assert is_safe(here.lines)
        await here.press("enter", "pagedown", "end", "home", "escape")
        assert is_safe(here.lines)
        for first in range(0, len(SHORT), 4):
            await here.press("ctrl+u")
            for text in SHORT[first : first + 4]:
                await here.write(text)
            await answered(here)
            assert is_safe(here.lines), SHORT[first : first + 4]


async def test_a_page_pasted_into_the_query_is_cut_and_told(story: Open) -> None:
    async with area(story) as here:
        await here.write("供暖不热" * 25_000)
        await answered(here)
        await here.hears("检索词太长")


async def test_a_wide_terminal_shows_the_article_beside_the_list(story: Open) -> None:
    async with area(story, size=(120, 40)) as here:
        await typed(here, "yaohao")
        await answered(here)
        await here.sees("匹配", "又称　摇号")
        await here.press("alt+pagedown", "down")
        assert here.app.focused is here.app.screen._line


@pytest.mark.clause("6.2.2")
async def test_a_district_narrows_what_is_found_to_what_is_valid_there(story: Open) -> None:
    async with area(story) as here:
        for code, place in (("110105", "朝阳"), ("110106", "丰台")):
            draft = replace(TENT, external_id=code, title=f"{place}帐篷", division=code)
            knowledge.take_in(here.desk, [draft])
        await here.write("帐篷")
        await here.until(lambda: len(here.app.screen._rows) == 2)
        await here.press("ctrl+r")
        await typed(here, "cy")
        await here.sees("▸1 朝阳区")
        await here.press("enter")
        assert await answered(here) == ["朝阳帐篷"]
        assert here.app.focused is here.app.screen._line


@pytest.mark.clause("6.2.2")
async def test_what_is_read_and_what_is_sent_away_is_learnt_from(story: Open) -> None:
    async with area(story) as here:
        await typed(here, "gjj")
        first = (await answered(here))[0]
        await here.press("alt+x")
        await here.hears(f"《{first}》不合适")
        here.app.screen.action_move(1)
        other = here.app.screen.picked.article.title
        await here.press("enter")
        await here.until(lambda: choices(here) == {(first, "dismissed"), (other, "opened")})


def choices(here: Story) -> set[tuple[str, str]]:
    with here.desk.database.reading() as session:
        return {
            (knowledge.article(here.desk, one.article_id).title, one.manner.value)
            for one in session.exec(select(ArticleChoice))
        }
