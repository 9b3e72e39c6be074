"""A supervisor finds that many say one thing, names it, takes out what is another, answers all."""

from __future__ import annotations

import pytest

from hotline_tui.services import clusters, queueing
from hotline_tui.services.clustering import find_all
from hotline_tui.services.clusters import ClusterRow, State
from hotline_tui.services.dispatching import Dispatch, dispatch
from hotline_tui.services.grouping import Decision, dismiss, link
from hotline_tui.services.signing import Sign, sign
from hotline_tui.standard.vocabulary import Role, Status
from tests.hostile import SHORT
from tests.office import SUBDISTRICT, matter, registered
from tests.stories.conftest import Open
from tests.stories.desk import Story
from tests.widgets.stage import is_safe

COLD = (
    ("松榆里小区暖气不热", "松榆里小区昨天开始暖气不热，家里只有十二度。"),
    ("家里没有供暖", "松榆里小区整栋楼暖气都不热，老人孩子受不了。"),
    ("反映松榆里小区供暖问题", "暖气不热已经两天，松榆里小区物业说在检修。"),
)
SIZES = pytest.mark.parametrize("size", [(80, 24), (200, 50)], ids=["80x24", "200x50"])


def proposed(here: Story) -> ClusterRow:
    """Three people whose houses are cold, found to be one matter."""
    for place, (title, content) in enumerate(COLD):
        draft = matter(phone=f"1380000000{place}", title=title, content=content)
        registered(here.desk, draft)
    find_all(here.desk)
    (found,) = clusters.clusters(here.desk).rows
    return found


async def to_clusters(here: Story, *seen: str) -> None:
    """From the supervisors' list to the clusters."""
    await here.press("f6")
    await here.sees("待督办")
    await here.press("g")
    await here.sees("同类诉求", *seen)


@SIZES
@pytest.mark.clause("5.3.3")
async def test_what_many_say_is_named_and_linked_and_one_is_taken_out(
    story: Open, size: tuple[int, int]
) -> None:
    async with story(size) as here:
        found = proposed(here)
        numbers = [one.number for one in found.members]
        await to_clusters(here, "待定 1", "3 件 3 人", "期间内 3 件，计 3 件事", numbers[2])
        await here.press("enter")
        await here.sees(f"同类诉求 {found.id} 待定", *numbers)
        await here.press("n")
        await here.sees("并案办理", "各自计时", COLD[0][0])
        await here.press("ctrl+u")
        await here.press("ctrl+s")
        await here.sees("! 并案办理须写明事项名称 5.3.3")
        await here.write("松榆里小区停暖")
        await here.press("ctrl+s")
        await here.sees(f"同类诉求 {found.id} 并案　松榆里小区停暖")
        await here.press("down", "r")
        await here.sees(f"把 {numbers[1]} 移出这一组？")
        await here.press("y")
        await here.sees("2 件 2 人")
        await here.press("p")
        await here.sees("工单编号")
        await here.write(numbers[1])
        await here.press("ctrl+s")
        await here.sees("3 件 3 人")
        await here.press("escape", "s")
        await here.sees("已并案 1", "期间内 3 件，计 1 件事", "松榆里小区停暖")
        await here.press("x")
        await here.sees("排除同类", "撤销并案")
        await here.write("原因不同")
        await here.press("ctrl+s")
        await here.sees("已并案 0")
        await here.press("s")
        await here.sees("已排除 1", "原因不同")


@pytest.mark.clause("5.3.3")
async def test_a_ticket_says_with_which_others_it_is_one_matter(story: Open) -> None:
    async with story() as here:
        found = proposed(here)
        number = found.members[0].number
        await to_clusters(here, number)
        await here.press("enter", "enter")
        await here.sees("c同类")
        await here.press("end")
        await here.sees("按 c 打开", "3 件 3 人")
        await here.press("c")
        await here.sees(f"同类诉求 {found.id} 待定")


async def test_what_another_supervisor_decides_meanwhile_is_seen_and_not_overwritten(
    story: Open,
) -> None:
    async with story() as here:
        found = proposed(here)
        await to_clusters(here, "待定 1")
        await here.press("n")
        await here.sees("并案办理")
        other = here.colleague("2002", "周督办", Role.SUPERVISOR)
        dismiss(other, Decision(found.id, reason="不是一件事"))
        await here.press("ctrl+s")
        await here.sees("已由 2002 定为“排除”")
        assert clusters.cluster(here.desk, found.id).state is State.DISMISSED
        last = queueing.show(here.desk, found.members[0].number).history[-1]
        assert last.summary == "排除同类：不是一件事"


@pytest.mark.clause("5.3.3", "5.3.2.3.1")
async def test_one_answer_reaches_every_claimant(story: Open) -> None:
    async with story() as here:
        found = proposed(here)
        numbers = [one.number for one in found.members]
        link(here.desk, Decision(found.id, name="停暖"))
        for number in numbers[:2]:
            dispatch(here.desk, Dispatch(number, SUBDISTRICT, opinion="请依职责办理"))
            sign(here.desk, Sign(number, "赵科员"))
        here.clock.forward(hours=2)
        await to_clusters(here, "待定 0")
        await here.press("s")
        await here.sees("已并案 1")
        await here.press("enter")
        await here.sees("停暖", "b一并反馈")
        await here.press("b")
        await here.sees("一并反馈的办理结果", "1 已解决")
        await here.press("1")
        await here.sees("一并反馈“已解决”　2 件", "各得一份反馈")
        for text in ("已抢修管网", "已电话告知", "赵科员"):
            await here.write(text)
            await here.press("tab")
        await here.press("ctrl+s")
        await here.sees("已反馈 2 件，1 件不在办理中")
        statuses = [queueing.show(here.desk, number).status for number in numbers]
        assert statuses == [Status.FED_BACK, Status.FED_BACK, Status.REGISTERED]


async def test_clusters_are_found_by_name_from_anywhere(story: Open) -> None:
    async with story() as here:
        proposed(here)
        await here.press("ctrl+p")
        await here.sees("查找")
        await here.write("同类诉求")
        await here.sees("命令 1 条")
        await here.press("enter")
        await here.sees("同类诉求 待定 1")


async def test_hostile_words_of_callers_stay_words(story: Open) -> None:
    async with story() as here:
        for place, word in enumerate(SHORT[:3]):
            text = f"{word}松榆里小区暖气不热"
            draft = matter(phone=f"1380000000{place}", title=text, content=text, place=word)
            registered(here.desk, draft)
        find_all(here.desk)
        await to_clusters(here, "待定 1", "松榆里小区")
        assert is_safe(here.lines)
        await here.press("enter")
        await here.sees("第 1 / 3 件", "松榆里小区")
        assert is_safe(here.lines)
        await here.press("n")
        await here.sees("并案办理")
        await here.write("[/foo]\x1b[2J")
        await here.press("ctrl+s")
        await here.sees("并案　")
        assert is_safe(here.lines)
