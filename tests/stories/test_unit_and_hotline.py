"""What a unit and the hotline, an analyst and a supervisor do together, each at their own desk."""

from __future__ import annotations

import pytest

from hotline_tui.screens.guided import GuidedForm
from hotline_tui.services import noticing, queueing
from hotline_tui.services.handled import handling
from hotline_tui.services.notices import notices
from hotline_tui.standard.record import Emergency
from hotline_tui.standard.vocabulary import Kind, Progress, Role, Urgency
from tests.office import SUBDISTRICT, dispatched, matter, registered
from tests.stories.desk import Story
from tests.stories.entering import Words, take_down
from tests.stories.premises import Premises

UNIT, ANALYST, SUPERVISOR = "4001", "6001", "3001"


def staffed(premises: Premises) -> None:
    """The people of these stories."""
    premises.staff(UNIT, "赵科员", Role.ORGANIZER, unit=SUBDISTRICT)
    premises.staff(ANALYST, "钱分析", Role.ANALYST)
    premises.staff(SUPERVISOR, "周督", Role.SUPERVISOR)


async def asked(here: Story, *seen: str) -> None:
    """A form is on view."""
    await here.until(lambda: isinstance(here.app.screen, GuidedForm), "the form")
    await here.sees(*seen)


async def by_name(here: Story, name: str, *seen: str) -> None:
    """To what the palette knows by this name."""
    await here.press("ctrl+p")
    await here.write(name)
    await here.press("enter")
    await here.sees(*seen)


@pytest.mark.clause("4.3", "5.3.2.2.3", "5.3.2.3.2 d", "6.1.2")
async def test_a_unit_writes_down_what_it_does_and_a_supervisor_grants_it_time(
    premises: Premises,
) -> None:
    staffed(premises)
    number = dispatched(premises.office.owner, matter(title="南门占道堆物")).number
    async with premises.sit(UNIT) as here:
        await here.sees(number)
        await here.press("s")
        await here.sees(f"已签收 {number}")
        await here.press("2", "c")
        await asked(here, "您好，我是小关街道办事处的工作人员")
        await take_down(here, Words("核实地点为南门西侧"), "ctrl+s")
        await here.sees("联系诉求人：核实地点为南门西侧")
        await here.press("p", "down", "enter")
        await asked(here, "到场部门")
        await take_down(here, Words("城管执法队"), "tab", Words("联合查看"), "tab")
        await take_down(here, Words("三日内清运"), "ctrl+s")
        await here.sees("城管执法队；联合查看；结果：三日内清运")
        await here.press("e")
        await asked(here, f"申请 {number}")
        await take_down(here, "1", Words("涉及三个产权单位"), "ctrl+s")
        await here.misses(f"申请 {number}")
        assert [one.what for one in handling(here.desk, number).progress] == [
            Progress.CONTACT, Progress.WHISTLE,
        ]  # fmt: skip
    async with premises.sit(SUPERVISOR) as here:
        await here.press("f6", "r")
        await here.sees("待批复和挂账 1", "涉及三个产权单位")
        await here.press("d")
        await asked(here, "批复")
        await take_down(here, "y", "ctrl+s")
        await here.sees("待批复和挂账 0")
        assert queueing.show(here.desk, number).complex


@pytest.mark.clause("7.1.3.4", "6.3.1.5", "6.1.2")
async def test_a_unit_is_told_its_results_objects_and_is_answered(premises: Premises) -> None:
    staffed(premises)
    dispatched(premises.office.owner)
    async with premises.sit(SUPERVISOR) as here:
        here.clock.forward(days=10)
        noticing.tell(here.desk, "2026-11")
    async with premises.sit(UNIT) as here:
        here.clock.forward(days=10)
        await by_name(here, "考评结果", "已告知", "2026年11月")
        await here.press("g")
        await asked(here, "签收第 1 号考评结果")
        await here.press("ctrl+s")
        await here.sees("已签收")
        await here.press("y")
        await asked(here, "提出异议")
        await take_down(here, Words("系统停机，无法签收"), "ctrl+s")
        await here.sees("有异议", "系统停机")
        await here.press("escape")
        await by_name(here, "诉求分析", "没有承办单位的分析")
        await here.press("n")
        await asked(here, "提供诉求分析")
        await take_down(here, "tab", Words("噪声为主"), "ctrl+s")
        await here.sees("已提供", "噪声为主")
    async with premises.sit(SUPERVISOR) as here:
        here.clock.forward(days=11)
        await by_name(here, "考评结果", "有异议")
        await here.press("v")
        await asked(here, "答复异议")
        await take_down(here, "1", Words("停机属实，予以更正"), "ctrl+s")
        await here.sees("异议成立")
        assert [one.decided_by for one in notices(here.desk)] == [SUPERVISOR]


@pytest.mark.clause("6.3.2.1.1", "7.2", "6.1.2")
async def test_an_analyst_writes_a_report_that_a_supervisor_approves_and_sends(
    premises: Premises,
) -> None:
    staffed(premises)
    fire = matter(
        Kind.HELP, Urgency.EMERGENCY, title="楼道起火", place="春晓里5号楼",
        course="三层楼道起火。", emergency=Emergency(extent="一个单元", harm="一人受伤"),
    )  # fmt: skip
    number = registered(premises.office.owner, fire).number
    async with premises.sit(ANALYST) as here:
        await here.press("f8", "f")
        await here.sees("诉求总量")
        await here.press("i")
        await asked(here, "存在的问题")
        await take_down(here, "tab", Words("反复起火"), "tab", Words("线路老化"), "ctrl+s")
        await here.sees("已提出第 1 号改进事项")
        await here.press("m")
        await here.sees("未编制", number)
        await here.press("enter")
        await asked(here, "编制报告")
        await here.press("ctrl+s")
        await here.sees("第 1 号报告已编制")
        await here.press("w")
        await asked(here, "发生地点")
        words = ("消防到场", "火灾", "网上未见", "疏散安置", "复燃")
        await take_down(here, *("tab",) * 5)
        for word in words:
            await take_down(here, Words(word), "tab")
        await here.press("ctrl+s")
        await here.sees("第 1 号报告已修改")
        await here.press("v", "y")
        await here.hears("没有“审定、报送报告”的权限")
    async with premises.sit(SUPERVISOR) as here:
        await here.press("f8", "f")
        await here.sees("诉求总量")
        await here.press("m")
        await here.sees("草稿", number)
        await here.press("v")
        await here.sees("审定以后不能再改")
        await here.press("y")
        await here.sees("第 1 号报告已审定")
        await here.press("x")
        await asked(here, "报送单位")
        await here.press("ctrl+s")
        await here.sees("第 1 号报告已报送")
        await here.press("escape")
