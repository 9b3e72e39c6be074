"""Three calls from the ring to the archive, by the people whose work it is, each at their desk.

A consultation is answered; a fire runs over its limit and is supervised; rubbish is raised by
many, one of them given back and dispatched again. In the end the bundles verify. It is told on a
file that they share, and on a secured PostgreSQL, where each logs in by a role of their own.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from hotline_tui.screens.callback_call import CallDialog
from hotline_tui.screens.dispatching import DispatchingScreen
from hotline_tui.services import archiving, calls, queueing
from hotline_tui.services.clustering import find_all
from hotline_tui.services.signing import Sign, sign
from hotline_tui.services.ticking import tick
from hotline_tui.standard.vocabulary import Role, Status
from tests.office import BEGINNING, SUBDISTRICT, matter, registered
from tests.stories.desk import Story
from tests.stories.entering import Words, done, opened, take_down
from tests.stories.premises import Premises

AGENT, DISPATCHER, ORGANIZER, SUPERVISOR, ARCHIVIST = "1001", "2001", "4001", "3001", "5001"
RUBBISH = "小关东里3号楼门前的垃圾堆了五天没有人清运，气味很大。"


@asynccontextmanager
async def sitting(
    premises: Premises, workno: str, area: str, **later: float
) -> AsyncIterator[Story]:
    """Somebody at their desk so much later, in the area where their work stands."""
    async with premises.sit(workno) as here:
        here.clock.forward(**later)
        await here.press(area)
        yield here


def staffed(premises: Premises) -> None:
    """The people of the story."""
    premises.staff(AGENT, "王芳", Role.AGENT)
    premises.staff(DISPATCHER, "李敏", Role.DISPATCHER)
    premises.staff(ORGANIZER, "赵科员", Role.ORGANIZER, unit=SUBDISTRICT)
    premises.staff(SUPERVISOR, "周督", Role.SUPERVISOR)
    premises.staff(ARCHIVIST, "吴回访", Role.CALLBACK, Role.ARCHIVIST)


async def ring(here: Story, phone: str) -> None:
    """The telephone rings and is answered."""
    calls.ring(here.desk, phone, AGENT)
    await here.sees("☎ 来电")
    await here.press("ctrl+o")
    await here.sees("通话")


async def hang_up(here: Story) -> None:
    """The rating is offered, then the call ends."""
    await here.press("ctrl+o")
    await here.hears("再按 ^O 挂断")
    await here.press("ctrl+o")
    await here.misses("通话 ")


async def taken_down(here: Story) -> list[str]:
    """An agent takes three calls: the numbers of their tickets."""
    await opened(here)
    await ring(here, "13800001111")
    await take_down(here, "1", "1", Words("租房提取公积金需要什么材料"), "ctrl+d")
    await here.sees("租房提取住房公积金")
    await here.press("ctrl+s")
    made = [(await done(here)).number]
    await hang_up(here)
    assert queueing.show(here.desk, made[0]).status is Status.CLOSED
    await ring(here, "13800002222")
    await take_down(here, "3", "1", Words(RUBBISH), "tab", Words("11-18"), "tab", *"xgjd", "enter")
    await take_down(here, Words("小关东里3号楼"), "tab", Words("物业"), "tab", Words("找过物业"))
    await take_down(here, "tab", "tab", "tab", Words("王先生"), "ctrl+s")
    made.append((await done(here)).number)
    await hang_up(here)
    await ring(here, "13800003333")
    await take_down(here, "2", "2", Words("小关东里5号楼"), "tab", Words("13点50"), "tab")
    await take_down(here, *"xgjd", "enter", Words("电表箱冒烟"), "tab", Words("一个单元"), "tab")
    await take_down(here, Words("无人受伤"), "tab", Words("已拨119"), "tab", Words("无"), "tab")
    await take_down(here, Words("楼道电表箱起火"), "tab", Words("物业"), "tab", Words("没有"))
    await take_down(here, "tab", "tab", "tab", Words("刘女士"), "ctrl+s")
    made.append((await done(here)).number)
    await hang_up(here)
    return made


def neighbours(here: Story) -> list[str]:
    """Two more complain about the rubbish; what is alike is found."""
    made = []
    for phone in ("13800004441", "13800004442"):
        draft = matter(
            phone=phone, title="小关东里垃圾没人清运", course=RUBBISH, place="小关东里3号楼",
            division=SUBDISTRICT[1:],
        )  # fmt: skip
        made.append(registered(here.desk, draft).number)
    return made


async def dispatched(here: Story, *steps: str) -> None:
    """The ticket in the dialog goes to whom the steps say."""
    await here.until(lambda: isinstance(here.app.screen, DispatchingScreen), "the dialog")
    await here.sees("牵头[", " 1 ", " 2 ")
    await take_down(here, *steps, "ctrl+s")
    await here.sees("将派出")
    await here.press("enter")
    await here.until(lambda: not isinstance(here.app.screen, DispatchingScreen), "the list")


async def called_back(here: Story, *level: str) -> None:
    """The claimant on top of the list is asked by telephone, and content."""
    await here.press("c")
    await here.until(lambda: isinstance(here.app.screen, CallDialog), "the call")
    await here.press("1", "1", "1", *level)
    await here.sees("感谢您的配合")
    await here.press("ctrl+s")


@pytest.mark.clause("A.1", "4.2", "5.3.2.1.5", "5.3.3", "5.5.1", "5.6.1", "5.6.2")
async def test_three_calls_are_carried_to_the_archive(premises: Premises) -> None:
    staffed(premises)
    async with sitting(premises, AGENT, "f2") as here:
        _, rubbish, fire = await taken_down(here)
        others = neighbours(here)
    async with sitting(premises, DISPATCHER, "f4", minutes=5) as here:
        await here.sees(fire, rubbish)
        await here.press("n")
        await dispatched(
            here, "1", "enter", Words("请立即处置"), "enter", Words("陈值班"), "enter",
            Words("楼道起火请马上到场"), "enter", "1", Words("明火"),
        )  # fmt: skip
        for number in (rubbish, *others):
            await here.sees(number)
            await here.press("n")
            await dispatched(here, "1")
    async with sitting(premises, ORGANIZER, "f5", minutes=30) as here:
        await here.sees("待签收 4", fire)
        await here.press("s")
        await here.sees(f"已签收 {fire}")
        await here.press("r")
        await here.sees("退单原因")
        await here.press("1")
        await take_down(here, Words("不在我街道辖区"), "tab", Words("区划图"), "ctrl+s")
        await here.sees(f"{rubbish} 已申请退单")
        for number in others:
            await here.press("s")
            await here.sees(f"已签收 {number}")
        await here.sees("办理中 3")
    async with sitting(premises, DISPATCHER, "f4", minutes=40) as here:
        await here.sees(rubbish, "（退单）")
        await here.press("d")
        await dispatched(here, *"cyqrm", "enter")
    await supervised(premises, fire, rubbish)
    async with sitting(premises, ARCHIVIST, "f7", days=8) as here:
        tick(premises.desk(SUPERVISOR, here.clock))
        for number in (fire, *others, rubbish):
            await here.sees(number)
            await called_back(here, "2")
            await here.sees(f"{number} 已办结")
        await here.press("o")
        await here.sees("待归档 5")
        for left in (4, 3, 2, 1, 0):
            await here.press("a")
            await here.sees("保管人")
            await here.press("ctrl+s")
            await here.sees(f"待归档 {left}")
        assert archiving.verify(here.desk) == archiving.Verified(5, ())


async def supervised(premises: Premises, fire: str, rubbish: str) -> None:
    """The fire has run over its limit; the rubbish is one matter, and answered for all."""
    async with sitting(premises, SUPERVISOR, "f6", hours=3) as here:
        assert here.desk.now() > BEGINNING
        tick(here.desk)
        find_all(here.desk)
        await here.sees("⚠ 突发事件")
        await here.press("ctrl+a")
        await here.sees("已超期")
        await here.press("a")
        await here.misses("⚠ 突发事件")
        await here.press("escape")
        await here.sees(fire, "反馈超期", "3 件同类")
        await here.press("s")
        await here.sees("2 文件督办")
        await here.press("2")
        await here.sees("审批领导")
        await take_down(here, Words("查明原因"), "tab", Words("电表箱起火"), "tab", Words("19点"))
        await take_down(here, "tab", Words("张局长"), "ctrl+s")
        await here.sees(f"{fire} 文件督办")
    async with sitting(premises, ORGANIZER, "f5", hours=3.5) as here:
        await here.press("2")
        await here.sees("文件督办：查明原因")
        await here.press("f")
        await here.sees("1 已解决")
        await here.press("1")
        await here.sees("主要措施")
        await take_down(here, "tab", "tab", Words("已灭火并更换"), "tab", Words("已告知"), "ctrl+s")
        await here.sees(f"{fire} 已反馈")
    async with sitting(premises, SUPERVISOR, "f6", hours=4) as here:
        by_telephone = premises.desk(DISPATCHER, here.clock)
        sign(by_telephone, Sign(rubbish, told_by="区政府值班"))
        await here.press("o")
        await here.sees("督办中 1")
        await here.press("v")
        await here.sees("了结文件督办")
        await take_down(here, Words("已书面反馈"), "ctrl+s")
        await here.sees("督办中 0")
        await here.press("g")
        await here.sees("待定 1", "3 件 3 人")
        await here.press("n")
        await here.sees("并案办理")
        await here.press("ctrl+s")
        await here.sees("待定 0")
        await here.press("s")
        await here.sees("已并案 1")
        await here.press("enter")
        await here.sees("b一并反馈")
        await here.press("b")
        await here.sees("1 已解决")
        await here.press("1")
        await here.sees("承办单位告知人")
        await take_down(here, Words("已清运"), "tab", Words("已逐户告知"), "tab", Words("赵科员"))
        await here.press("ctrl+s")
        await here.sees("已反馈 3 件")
