"""What was looked for in vain, doubled or contradicted is put right by an editor, key by key."""

from __future__ import annotations

import pytest

from hotline_tui.screens.entry import EntryScreen
from hotline_tui.screens.knowledge import KnowledgeScreen
from hotline_tui.screens.knowledge_keeping import KeepingScreen
from hotline_tui.screens.writing import WritingScreen
from hotline_tui.services import doubles, gaps, knowledge, usage
from hotline_tui.services.knowledge import SearchWish
from hotline_tui.services.usage import UsageWish
from hotline_tui.standard.keeping import PairVerdict
from hotline_tui.standard.vocabulary import Role
from tests.hostile import SHORT
from tests.services.test_comparing import OTHER_LIMIT, TENT, TWIN
from tests.stories.conftest import Open
from tests.stories.desk import Story
from tests.stories.test_editing import more, on
from tests.widgets.stage import is_safe


async def keeping(here: Story) -> KeepingScreen:
    """The lists, from the knowledge area."""
    await here.press("f3")
    await on(here, KnowledgeScreen)
    await more(here, "知识核对")
    screen: KeepingScreen = await on(here, KeepingScreen)
    return screen


async def searched(here: Story, text: str) -> KnowledgeScreen:
    """A query that has come to rest in the knowledge area."""
    await here.press("f3")
    screen: KnowledgeScreen = await on(here, KnowledgeScreen)
    await here.press("ctrl+u")
    await here.write(text)
    await here.until(lambda: screen._sought == text, "the query's rest")
    return screen


@pytest.mark.clause("6.1.1", "6.2.1")
async def test_a_search_that_is_given_up_is_a_gap_that_an_editor_settles(story: Open) -> None:
    async with story() as here:
        await searched(here, "王小明的人才公寓怎么申请")
        await here.press("f2")
        await here.until(lambda: gaps.gaps(here.desk).total == 1, "the gap")
        await keeping(here)
        await here.sees("[1缺口 1]", "某某的人才公寓怎么申请", "问过 1 次")
        await here.press("enter")
        await here.sees("已有的知识里最接近的")
        await here.press("escape", "x")
        await here.sees("不需要知识", "归在这里")
        await here.press("ctrl+s")
        await here.sees("! 不需要写知识的，须写明理由 6.2.1")
        await here.write("由人才中心解答")
        await here.press("ctrl+s")
        await here.sees("[1缺口 0]", "不需要知识　某某的人才公寓怎么申请")
        await here.press("6")
        await here.sees("[6缺口已结 1]", "不需要知识：由人才中心解答")


@pytest.mark.clause("6.2.1")
async def test_a_search_for_a_ticket_that_is_given_up_is_a_gap_too(story: Open) -> None:
    async with story() as here:
        await here.press("ctrl+f")
        screen: KnowledgeScreen = await on(here, KnowledgeScreen)
        await here.write("宠物狗办证")
        await here.until(lambda: screen._sought, "the query's rest")
        await here.press("escape")
        await on(here, EntryScreen)
        await here.until(lambda: gaps.gaps(here.desk).total == 1, "the gap")


@pytest.mark.clause("6.2.1")
async def test_a_search_that_led_to_an_article_is_no_gap_and_counts_as_its_use(
    story: Open,
) -> None:
    async with story() as here:
        await searched(here, "暖气不热")
        await here.press("enter")
        await here.sees("来源")
        article = knowledge.search(here.desk, SearchWish("暖气不热"))[0].article
        await here.until(lambda: usage.usage(here.desk, UsageWish()).opened == 1, "the count")
        await here.press("f2")
        await on(here, EntryScreen)
        await keeping(here)
        await here.sees("[1缺口 0]")
        await here.press("4")
        await here.sees("[4使用 1]", article.title, "打开 1 次，引用 0 次")
        await here.press("p")
        await here.sees("使用情况的时期")
        await here.write("昨天")
        await here.press("ctrl+s")
        await here.sees("! 请写作 2026-11-01")
        await here.press("ctrl+u")
        await here.write("2026-11-01")
        await here.press("ctrl+s")
        await here.sees("2026-11-01 至 2026-11-23")
        await here.press("5")
        await here.sees("[5没用过", "打开 0 次")


@pytest.mark.clause("6.2.3")
async def test_of_two_articles_that_contradict_one_is_withdrawn_and_the_others_stay(
    story: Open,
) -> None:
    async with story() as here:
        knowledge.take_in(here.desk, [TENT, TWIN, OTHER_LIMIT])
        await keeping(here)
        await here.press("2", "c")
        await here.sees("新发现 3 对", "[2说法不一 2]", "15个工作日 ↔ 自受理之日起20个工作日")
        await here.press("enter")
        await here.sees("- 前一篇　+ 后一篇", "+ 在公园临时搭建帐篷")
        await here.press("escape", "r")
        await here.sees("撤回其一", "撤回哪一篇", "各版仍可查看")
        await here.press("2")
        await here.write("时限已改为15个工作日")
        await here.press("ctrl+s")
        await here.sees("撤回其一　")
        (settled,) = doubles.pairs(here.desk, decided=True).rows
        assert settled.verdict is PairVerdict.WITHDRAWN
        assert [one.published for one in (settled.first, settled.second)] == [True, False]
        await here.press("3")
        await here.sees("[3几乎相同 1]")
        await here.press("m")
        await here.sees("同一事项，都保留")
        await here.write("标题是两种叫法")
        await here.press("ctrl+s")
        await here.sees("[3几乎相同 0]")
        await here.press("7")
        await here.sees("[7核对已结 2]", "标题是两种叫法")


async def test_an_article_is_begun_from_the_question_that_lacks_it(story: Open) -> None:
    async with story() as here:
        gaps.unanswered(here.desk, "宠物狗办证")
        await keeping(here)
        await here.sees("宠物狗办证")
        await here.press("w")
        await on(here, WritingScreen)
        await here.sees("宠物狗办证")


async def test_an_agent_is_not_offered_the_lists(story: Open) -> None:
    async with story() as here:
        here.colleague("3001", "刘话务", Role.AGENT)
    async with story(workno="3001") as here:
        await here.press("f3")
        await on(here, KnowledgeScreen)
        await here.press("ctrl+t")
        await here.sees("必读知识")
        assert "知识核对" not in here.text


async def test_hostile_questions_are_only_text(story: Open) -> None:
    async with story() as here:
        for text in SHORT[:30]:
            if text.encode(errors="ignore").decode() == text:
                gaps.unanswered(here.desk, f"恶意{text}")
        await keeping(here)
        await here.sees("恶意")
        for _ in range(4):
            assert is_safe(here.lines)
            await here.press("enter")
            assert is_safe(here.lines)
            await here.press("escape", "down")
