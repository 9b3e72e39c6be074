"""A callback agent at work by keys: the script, one digit an answer, then closing and archive."""

from __future__ import annotations

import pytest

from hotline_tui.screens.callback_call import CallDialog
from hotline_tui.screens.guided import GuidedForm
from hotline_tui.services import queueing
from hotline_tui.services.articles import named
from hotline_tui.services.calling_back import CallBack, call_back
from hotline_tui.services.dispatching import Dispatch, dispatch
from hotline_tui.services.drafting import forms
from hotline_tui.services.ended import ending
from hotline_tui.services.feeding_back import FeedBack, feed_back
from hotline_tui.services.registering import Answer, answer
from hotline_tui.services.rows import TicketRow
from hotline_tui.services.signing import Sign, sign
from hotline_tui.standard.callback import Answers
from hotline_tui.standard.vocabulary import CallbackResult, Kind, Outcome, Rating, Role, Status
from tests.office import SUBDISTRICT, matter, registered
from tests.stories.conftest import Open
from tests.stories.desk import Story


def fed_back(here: Story, title: str, phone: str) -> TicketRow:
    """A complaint that its unit has solved an hour after it came."""
    made = registered(here.desk, matter(title=title, phone=phone, place=title))
    dispatch(here.desk, Dispatch(made.number, SUBDISTRICT))
    sign(here.desk, Sign(made.number, told_by="赵科员"))
    here.clock.forward(hours=1)
    content = {"handled_at": here.clock.now(), "measures": "已停工", "told": "已告知"}
    wish = FeedBack(made.number, Outcome.SOLVED, content, told_by="赵科员")
    return feed_back(here.desk, wish)


async def opened(here: Story) -> None:
    """The area of callbacks."""
    await here.press("f7")
    await here.sees("待回访", "工单号")


async def call(here: Story, *digits: str) -> None:
    """Call the picked one, and take the answers down by digits."""
    await here.press("c")
    await here.until(lambda: isinstance(here.app.screen, CallDialog), "the call")
    await here.press(*digits)


@pytest.mark.clause("5.5.3", "5.5.5 a", "5.5.5 b", "5.5.5 c", "5.5.6", "5.6.1", "B.4")
async def test_a_claimant_is_asked_by_the_script_and_the_ticket_closed_and_archived(
    story: Open,
) -> None:
    async with story() as here:
        number = fed_back(here, "工地夜间施工", "13812345678").number
        here.clock.forward(days=7)
        await opened(here)
        await here.sees(number, "反馈 已解决：主责单位：小关街道办事处")
        await here.press("c")
        await here.sees("13812345678", "请问您是王先生吗？本次联系您是为", "B.4.1")
        await here.sees("1 接受回访", "2 拒绝回访", "3 现在不方便", "6 无法回访")
        await here.press("1")
        await here.sees("针对您之前反映的工地夜间施工问题，承办单位是否联系")
        await here.sees("如果问什么叫尝试联系", "1 是", "2 否")
        await here.press("1")
        await here.sees("您反映的问题是否得到解决？")
        await here.press("backspace")
        await here.sees("承办单位是否联系")
        await here.press("1", "1")
        await here.sees("1 非常满意", "2 满意", "3 基本满意", "4 不满意", "5 非常不满意")
        await here.press("4")
        await here.sees("对哪方面不满意？", "B.4.5", "1   职能部门办事效率")
        await here.press("1", "3")
        await here.sees("1 √ 职能部门办事效率", "3 √ 解决问题质量")
        await here.press("enter")
        await here.sees("感谢您的配合，不打扰了，再见。", "B.4.6", "原话")
        await here.write("“停是停了，早上又开了”；您应该满意吧")
        await here.press("ctrl+s")
        await here.sees(f"{number} 已办结")
        await here.hears("带有倾向", "5.5.6")
        (kept,) = ending(here.desk, number).callbacks
        assert (kept.contacted, kept.solved, kept.satisfied) == (True, True, Rating.DISSATISFIED)
        assert kept.reasons == ("职能部门办事效率", "解决问题质量")
        assert kept.remarks.startswith("“停是停了")
        asked = registered(here.desk, matter(Kind.CONSULTATION, title="提取公积金"))
        article = named(here.desk, "housing-fund-rent")
        answer(here.desk, Answer(asked.number, article, "已说明"))
        await here.press("o")
        await here.sees("待归档 2", number, "已直接答复", "x办结")
        await here.misses("a归档")
        await here.press("x")
        await here.sees(f"{asked.number} 已办结", "a归档")
        await here.press("j", "a")
        await here.sees("保管人", "0001", "不能再更改")
        await here.press("ctrl+s")
        await here.sees(f"{number} 已归档")
        await here.press("g")
        await here.sees("档案 1", "保管人 0001", "SHA-256", "查阅、调出 0 次")
        await here.press("enter")
        await here.sees("诉求工单", "已归档")
        await here.press("G")
        await here.sees("2026-11-30 15:00，保管人 0001", "查阅档案")
        await here.press("escape")
        await here.sees("查阅、调出 1 次")
        await here.press("y")
        await here.sees(f"{number} 档案完好")
        await here.press("slash")
        await here.sees("查找档案")
        await here.write("没有这样的词")
        await here.press("enter")
        await here.sees("档案 查找“没有这样的词” 0", "已找到最早一件", "Esc 回到档案")
        await here.press("slash")
        await here.press("ctrl+u")
        await here.write("夜间")
        await here.press("enter")
        await here.sees("档案 查找“夜间” 1", number)
        await here.press("escape")
        await here.sees("档案 1", "最近的在前")


@pytest.mark.clause("5.5.3", "5.5.5 b", "5.5.2")
async def test_who_is_busy_is_called_later_who_refuses_never_and_what_is_unsolved_goes_back(
    story: Open,
) -> None:
    async with story() as here:
        busy = fed_back(here, "路灯不亮", "13811110001").number
        against = fed_back(here, "井盖缺失", "13811110002").number
        unsolved = fed_back(here, "楼道堆物", "13811110003").number
        here.clock.forward(days=8)
        await opened(here)
        await here.sees(busy, against, unsolved)
        await call(here, "3")
        await here.until(lambda: isinstance(here.app.screen, GuidedForm), "the form")
        await here.write("明天上午10点")
        await here.press("ctrl+s")
        await here.sees(f"{busy} 已记录")
        assert ending(here.desk, busy).call_after is not None
        await here.press("home")
        await here.sees("井盖缺失 ·")
        await call(here, "2")
        await here.until(lambda: isinstance(here.app.screen, GuidedForm), "the form")
        await here.press("1")
        await here.write("不要再打来")
        await here.press("ctrl+s")
        await here.sees(f"{against} 已办结")
        assert ending(here.desk, against).callbacks[0].result is CallbackResult.REFUSED
        assert ending(here.desk, against).do_not_call
        await here.press("home")
        await here.sees("楼道堆物 ·")
        await call(here, "1", "1", "2", "5", "enter")
        await here.until(lambda: isinstance(here.app.screen, GuidedForm), "the form")
        await here.press("ctrl+s")
        await here.sees("! 诉求人不满意，请询问并记录对哪方面不满意 B.4.5")
        await here.write("还堆着")
        await here.press("ctrl+s")
        await here.sees("未解决，已退回承办单位重新办理")
        assert queueing.show(here.desk, unsolved).status is Status.SIGNED
        await here.press("w")
        await here.until(lambda: isinstance(here.app.screen, GuidedForm), "the form")
        await here.sees("记录回访", busy)
        await here.press("escape")
        await here.misses("记录回访")
        again = fed_back(here, "又一处路灯不亮", "13811110002").number
        here.clock.forward(days=8)
        await here.sees(again)
        await here.press("end")
        await here.sees("又一处路灯不亮 ·", "此号码不愿再接回访电话")
        await here.press("c")
        await here.hears("不愿再接回访电话")
        await here.press("w")
        await here.until(lambda: isinstance(here.app.screen, GuidedForm), "the form")
        await here.press("tab", "4", "ctrl+s")
        await here.sees(f"{again} 已办结")


@pytest.mark.clause("5.5.1")
async def test_nobody_is_dialled_before_the_time_and_a_call_that_was_left_keeps_nothing(
    story: Open,
) -> None:
    async with story((200, 50)) as here:
        number = fed_back(here, "路灯不亮", "13811110001").number
        await opened(here)
        await here.sees(number, "小关街道办事处")
        await here.press("c")
        await here.hears("期满后才回访", "5.5.1")
        await here.misses("13811110001")
        here.clock.forward(days=8)
        await call(here, "1", "1", "escape")
        await here.misses("B.4")
        assert ending(here.desk, number).callbacks == ()


@pytest.mark.clause("A.1")
async def test_a_ticket_that_was_registered_twice_is_cancelled_from_its_page(story: Open) -> None:
    async with story() as here:
        first = registered(here.desk, matter(title="路灯不亮")).number
        second = registered(here.desk, matter(title="路灯不亮")).number
        here.app.show_ticket(second)
        await here.sees(second, "诉求工单", "z撤销")
        await here.press("z")
        await here.until(lambda: isinstance(here.app.screen, GuidedForm), "the form")
        await here.press("2")
        await here.sees("另一工单")
        await here.write(first)
        await here.press("ctrl+s")
        await here.sees("已撤销", f"重复登记：{first}")
        assert queueing.show(here.desk, second).status is Status.CANCELLED


@pytest.mark.clause("6.1.2", "5.6.3")
async def test_an_archivist_begins_with_the_callbacks_and_is_shown_no_key_that_would_be_refused(
    story: Open,
) -> None:
    async with story() as setting_up:
        setting_up.colleague("5001", "吴档案", Role.ARCHIVIST)
        number = fed_back(setting_up, "路灯不亮", "13811110001").number
        setting_up.clock.forward(days=8)
        answers = Answers(result=CallbackResult.IMPOSSIBLE)
        call_back(setting_up.desk, CallBack(number, answers, close=True))
    async with story(workno="5001") as here:
        assert here.app.current_mode == "callback"
        await here.sees("待回访 0", "o待归档")
        await here.misses("c电话回访")
        await here.press("o")
        await here.sees(number, "a归档")
        await here.press("a")
        await here.sees("5001 吴档案")
        await here.press("ctrl+s")
        await here.sees(f"{number} 已归档")


@pytest.mark.clause("5.5.3", "5.5.5 c")
async def test_a_call_goes_on_where_it_was_after_the_desk_was_killed(story: Open) -> None:
    async with story() as here:
        number = fed_back(here, "工地夜间施工", "13812345678").number
        here.clock.forward(days=7)
        await opened(here)
        await call(here, "1", "1", "2", "4", "3")
        await here.sees("3 √ 解决问题质量")
        await here.until(lambda: forms(here.desk, here.app.journal), "the draft")
    async with story() as here:
        here.clock.forward(days=7, hours=1)
        await here.hears(f"回访 {number}")
        await opened(here)
        await call(here)
        await here.sees("B.4.5", "3 √ 解决问题质量")
        await here.hears("已取回 11-30 15:00 没有确定的内容")
        await here.press("enter")
        await here.sees("原话")
        await here.write("三天没人来")
        await here.until(lambda: len(forms(here.desk, here.app.journal)) == 2, "the words")
    async with story() as here:
        here.clock.forward(days=7, hours=1)
        await opened(here)
        await here.press("c")
        await here.sees("三天没人来")
        await here.press("ctrl+s")
        await here.sees(f"{number} 未解决，已退回承办单位重新办理")
        (kept,) = ending(here.desk, number).callbacks
        assert (kept.solved, kept.satisfied, kept.remarks) == (
            False,
            Rating.DISSATISFIED,
            "三天没人来",
        )
        assert forms(here.desk, here.app.journal) == ()
