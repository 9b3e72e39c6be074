"""A reviewer draws and scores by keys, an agent answers, a third decides; numbers open tickets."""

from __future__ import annotations

import pytest

from hotline_tui.services import policy, review_rows, reviewing
from hotline_tui.services.figures import period
from hotline_tui.services.reviewing import Answer, Score
from hotline_tui.standard.review import CARD, Grade, Reply, State
from hotline_tui.standard.vocabulary import Role
from tests.hostile import SHORT
from tests.office import matter, registered
from tests.stories.conftest import Open
from tests.stories.desk import Story
from tests.stories.premises import Premises
from tests.widgets.stage import is_safe

HASTY = matter(title="夜间施工扰民", course="吵")


def taken_down(here: Story) -> str:
    """A ticket of an agent who wrote down too little."""
    agent = here.colleague("1024", "王芳", Role.AGENT)
    policy.choose(here.desk, {"review_share": 1.0})
    number = registered(agent, HASTY).number
    here.clock.forward(minutes=1)
    return number


@pytest.mark.clause("7.1.2.1", "7.1.2.2", "7.1.2.3")
async def test_a_sample_is_drawn_and_scored_with_a_digit_for_each_item(story: Open) -> None:
    async with story() as here:
        number = taken_down(here)
        await here.press("f8")
        await here.sees("今日", "质检")
        await here.press("z")
        await here.sees("受理质检 7.1.2　0 件", "没有质检，按 n 抽样")
        await here.press("n")
        await here.sees("抽取哪一个时段")
        await here.press("enter")
        await here.sees("1 件工单，新抽 1 件", "待评", "1024", "王芳", number)
        await here.sees("自动检查：记录完整：没有记录区划", "写了 1 个字")
        await here.press("e")
        await here.sees("评分　第 1 号", "1 做到", "2 部分做到", "*首问语、结束语规范")
        await here.press(*("1" if one.name != "accurate" else "2" for one in CARD))
        await here.press("ctrl+s")
        await here.sees("扣了分，请写明事实依据 7.1.2.2")
        await here.write("经过只有一个字")
        await here.press("ctrl+s")
        await here.sees("第 1 号质检已评 92.5 分", "待确认", "92.50")
        await here.press("enter")
        await here.sees("第 1 号质检", "服务用语规范性 7.1.2.2 a", "做到　首问语、结束语规范")
        await here.press("end")
        await here.sees("评语：经过只有一个字", "经过具体：只写了 1 个字，请写清楚　C.3")
        await here.press("escape", "o")
        await here.sees("历史", number)


@pytest.mark.clause("7.1.2.4")
async def test_an_agent_objects_in_their_own_view_and_a_third_decides(premises: Premises) -> None:
    premises.staff("1024", "王芳", Role.AGENT)
    premises.staff("9001", "何培", Role.TRAINER)
    premises.staff("3001", "周督", Role.SUPERVISOR)
    policy.choose(premises.office.owner, {"review_share": 1.0})
    async with premises.sit("9001") as here:
        registered(premises.desk("1024", here.clock), HASTY)
        here.clock.forward(minutes=1)
        reviewing.draw(here.desk, period(here.desk, "本月"))
        await here.press("f8", "z")
        await here.sees("1024", "待评")
        await here.press("e")
        await here.sees("评分　第 1 号")
        await here.press(*("1" if one.name != "accurate" else "3" for one in CARD))
        await here.write("经过只有一个字")
        await here.press("ctrl+s")
        await here.sees("第 1 号质检已评 85 分", "待确认")
    async with premises.sit("1024") as here:
        here.clock.forward(minutes=2)
        await here.press("f9")
        await here.sees("推荐", "荐", "我的质检")
        await here.press("m")
        await here.sees("我的质检 7.1.2.4　1 件　可答复 1", "待确认", "85.00", "前可以答复、申诉")
        await here.press("a")
        await here.sees("答复　第 1 号质检", "申诉由受理人和评分人以外的人裁定")
        await here.press("3")
        await here.press("ctrl+s")
        await here.sees("请写明申诉的理由")
        await here.write("来电人说不清，已注明")
        await here.press("ctrl+s")
        await here.sees("第 1 号质检已申诉", "申诉中")
        await here.press("f")
        await here.sees("受理质量 7.1.2　按人", "1024", "王芳", "申诉中 1")
        await here.misses("9001")
    async with premises.sit("3001") as here:
        here.clock.forward(minutes=3)
        await here.press("f8", "z")
        await here.sees("申诉中", "申诉：来电人说不清，已注明")
        await here.press("d")
        await here.sees("裁定　第 1 号质检", "维持原评分")
        await here.press("2")
        await here.sees("记录准确、具体、客观 15 分[没有做到")
        (row,) = review_rows.waiting(here.desk, State.OBJECTED)
        await here.press("escape", "escape", "d", "1")
        await here.write("一个字说不清一件事")
        await here.press("ctrl+s")
        await here.sees("第 1 号质检已裁定", "已定", "裁定：维持")
        assert review_rows.show(here.desk, row.id).points == 85


@pytest.mark.clause("7.1.2.3", "7.1.2.4")
@pytest.mark.parametrize("size", [(80, 24), (200, 50)], ids=["80x24", "200x50"])
async def test_every_number_opens_its_tickets_from_person_and_team(
    story: Open, size: tuple[int, int]
) -> None:
    async with story(size) as here:
        number = taken_down(here)
        await here.press("f8", "z", "f")
        await here.sees("受理质量 7.1.2　按人", "1024", "王芳", "没有明显薄弱的条款")
        await here.press("enter")
        await here.sees("自动检查 7.1.2.3　1024 王芳", "记录完整", "5.2.3.1 e", "要求：")
        await here.press("down", "down", "enter")
        await here.sees("经过具体 1 处", number, "只写了 1 个字，请写清楚")
        await here.press("enter")
        await here.sees("历史", number)
        await here.press("escape", "escape", "escape", "right")
        await here.sees("按班组", "未编班组")
        await here.press("enter", "a")
        await here.sees("全部疑点 3 处　未编班组", number)
        trainer = here.colleague("9001", "何培", Role.TRAINER)
        reviewing.draw(trainer, period(trainer, "本月"))
        await here.press("escape", "z")
        await here.sees("质检 1 件　未编班组　2026年11月", "待评", number)


async def test_an_answered_review_is_answered_no_more(story: Open) -> None:
    async with story() as here:
        taken_down(here)
        agent = here.colleague("1024", "王芳", Role.AGENT)
        trainer = here.colleague("9001", "何培", Role.TRAINER)
        reviewing.draw(trainer, period(trainer, "本月"))
        reviewing.score(trainer, Score(1, {one.name: Grade.MET for one in CARD}))
        reviewing.answer(agent, Answer(1, Reply.ACCEPT))
    async with story(workno="1024") as here:
        here.clock.forward(minutes=2)
        await here.press("ctrl+p")
        await here.write("我的质检")
        await here.press("enter")
        await here.sees("我的质检 7.1.2.4　1 件", "已定", "确认")
        await here.misses("答复")


async def test_hostile_words_of_callers_and_reviewers_stay_words(story: Open) -> None:
    async with story() as here:
        agent = here.colleague("1024", "[/foo]", Role.AGENT)
        trainer = here.colleague("9001", "何培", Role.TRAINER)
        policy.choose(here.desk, {"review_share": 1.0})
        for text in SHORT[:12]:
            registered(agent, matter(title=f"扰民 {text}", course=text))
        here.clock.forward(minutes=1)
        reviewing.draw(trainer, period(trainer, "本月"))
        marks = {one.name: Grade.MET for one in CARD} | {"tone": Grade.PARTLY}
        for row in review_rows.waiting(here.desk):
            reviewing.score(trainer, Score(row.id, marks, f"说了 {row.title}"))
        await here.press("f8", "z")
        await here.sees("受理质检 7.1.2　12 件", "待确认", "[/foo]")
        for _ in range(12):
            await here.press("down")
        await here.press("enter")
        await here.sees("部分做到　语气平和")
        await here.press("escape", "f")
        await here.sees("受理质量", "[/foo]")
        await here.press("enter", "a")
        await here.sees("全部疑点")
        await here.until(lambda: is_safe(here.lines), "safe text")
