"""A supervisor's evening, by keyboard only: alerts, candidates, forms, requests, the list anew."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hotline_tui.screens import frame_keeping
from hotline_tui.screens.supervision import SupervisionScreen
from hotline_tui.services import candidate_list, queueing, under_way
from hotline_tui.services.dispatching import Dispatch, dispatch
from hotline_tui.services.overseeing import Note, Supervise, note, supervise
from hotline_tui.services.requesting import Ask, ask
from hotline_tui.services.rows import TicketRow
from hotline_tui.services.ticking import tick
from hotline_tui.standard.record import Emergency
from hotline_tui.standard.urgent import Decision, PhoneCall
from hotline_tui.standard.vocabulary import Form, Kind, RequestKind, Role, Urgency
from tests.office import BEGINNING, SUBDISTRICT, dispatched, matter, registered
from tests.stories.conftest import Open
from tests.stories.desk import Story

FIRE = "楼道电表箱起火"
SIZES = pytest.mark.parametrize("size", [(80, 24), (200, 50)], ids=["80x24", "200x50"])


def fire(here: Story) -> TicketRow:
    """An emergency that has been sent to its subdistrict, and that nobody has acknowledged."""
    draft = matter(
        Kind.HELP,
        Urgency.EMERGENCY,
        title=FIRE,
        division="110105",
        place="小关东里3号楼",
        emergency=Emergency("浓烟", "一栋楼", "无人受伤", "已拨119", "无"),
    )
    made = registered(here.desk, draft, BEGINNING - timedelta(minutes=5))
    spoken = PhoneCall(here.desk.now(), "李主任", "马上到场")
    wish = Dispatch(
        made.number,
        SUBDISTRICT,
        opinion="请立即处置",
        phone_call=spoken,
        report_to_emergency_management=Decision(True, "起火"),
    )
    return dispatch(here.desk, wish)


async def to_list(here: Story, *seen: str) -> SupervisionScreen:
    """Go to the list, and wait until it shows what is expected."""
    await here.press("f6")
    await here.sees("待督办", *seen)
    screen = here.app.screen
    assert isinstance(screen, SupervisionScreen)
    return screen


def history(here: Story, number: str) -> list[str]:
    """What has been done about a ticket."""
    return [one.summary for one in queueing.show(here.desk, number).history]


@SIZES
@pytest.mark.clause("5.2.2.3 e", "5.3.3", "5.3.3 b", "B.2.1")
async def test_an_evening_from_the_alert_to_the_note(story: Open, size: tuple[int, int]) -> None:
    async with story(size) as here:
        number = fire(here).number
        await here.sees("⚠ 突发事件", "^A处理")
        await here.press("ctrl+a")
        await here.sees("签收", FIRE)
        await here.press("a")
        await here.misses("⚠ 突发事件")
        await here.press("escape")
        await to_list(here, number, "突发事件", "承办 小关街道办事处", "事由 5.3.3：突发事件")
        await here.press("s")
        await here.sees("2 文件督办 5.3.3 b")
        await here.press("2")
        await here.sees("文件督办", "审批领导", "书面反馈期限")
        await here.press("ctrl+s")
        await here.sees("请写明督办要求 5.3.3 b", "须经领导审批")
        await here.write("查明起火原因，今晚书面反馈")
        await here.press("tab")
        await here.write("老旧电表箱连续起火")
        await here.press("tab")
        await here.write("明天18点")
        await here.press("tab")
        await here.write("张局长")
        await here.press("ctrl+s")
        await here.sees("文件督办小关街道办事处")
        await here.press("c")
        await here.sees("您好，我是12345市民服务热线的0001号", "与谁通话")
        await here.write("李主任")
        await here.press("tab")
        await here.write("消防已到场，明火已灭")
        await here.press("ctrl+s")
        await here.sees("督办电话（11-23 14:00 李主任）")
        await here.press("n")
        await here.sees("督办备注")
        await here.write("明早再问")
        await here.press("ctrl+s")
        await here.sees("督办备注：明早再问")
        assert [told.partition("：")[0] for told in history(here, number)[2:]] == [
            "确认紧急提醒",
            "文件督办小关街道办事处",
            "督办电话（11-23 14:00 李主任）",
            "督办备注",
        ]
        await here.press("o")
        await here.sees("督办中 1", "文件督办")
        await here.press("v")
        await here.sees("了结文件督办", "书面反馈的办理结果")
        await here.write("线路老化，已更换")
        await here.press("ctrl+s")
        await here.sees("督办中 0")
        assert under_way.acts(here.desk) == ()
        await here.press("escape")
        await here.sees("待督办 1")
        await here.press("enter", "space")
        await here.sees("督办要求")
        await here.press("space")
        await here.sees("审批领导", "书面反馈的办理结果：线路老化，已更换")
        await here.press("escape", "x")
        await here.sees("怎样处理了")
        await here.write("已处置完毕")
        await here.press("ctrl+s")
        await here.sees("待督办 0", "没有待办的")


@pytest.mark.clause("5.3.3", "5.3.2.3.2 d", "6.1.2")
async def test_requests_are_decided_and_what_is_overdue_is_found_by_its_cause(story: Open) -> None:
    async with story() as here:
        number = dispatched(here.desk, matter(title="井盖缺失")).number
        agent = here.colleague("2001", "李敏", Role.DISPATCHER)
        wish = Ask(number, RequestKind.COMPLEX, "涉及三个产权单位", told_by="李主任")
        ask(agent, wish)
        here.clock.forward(hours=25)
        tick(here.desk)
        await to_list(here, "签收超期", "井盖缺失")
        await here.press("f")
        await here.sees("1 突发紧急")
        await here.press("1")
        await here.sees("事由[突发紧急]", "待督办 0")
        await here.press("escape")
        await here.sees("事由[全部]", "待督办 1")
        await here.press("r")
        await here.sees("待批复和挂账 1", "涉及三个产权单位")
        await here.press("d")
        await here.sees("批复按复杂疑难办理")
        await here.press("n", "ctrl+s")
        await here.sees("不同意的，请写明理由")
        await here.write("两个单位已确认")
        await here.press("ctrl+s")
        await here.sees("待批复和挂账 0")
        assert history(here, number)[-1] == "不同意按复杂疑难办理：两个单位已确认"


@pytest.mark.clause("5.3.3", "6.1.2")
async def test_of_two_supervisors_on_one_item_the_later_is_told_what_the_first_did(
    story: Open,
) -> None:
    async with story() as here:
        number = fire(here).number
        await to_list(here, number, "最近：")
        await here.press("x")
        await here.sees("怎样处理了")
        other = here.colleague("3001", "赵强", Role.SUPERVISOR)
        note(other, Note(number, "我在跟"))
        supervise(other, Supervise(number, Form.REMINDER, "请尽快签收"))
        await here.write("已处理")
        await here.press("ctrl+s")
        await here.sees("已被更新", "赵强 系统催办")
        assert candidate_list.overseen(other, number).reasons


@pytest.mark.clause("6.1.2")
async def test_who_may_not_supervise_sees_the_list_but_is_offered_no_act(story: Open) -> None:
    async with story() as boss:
        fire(boss)
        boss.colleague("2001", "李敏", Role.DISPATCHER)
    async with story(workno="2001") as here:
        await to_list(here, FIRE, "Enter打开", "f事由")
        await here.misses("s督办", "x移出", "c通话")
        await here.press("s")
        await here.misses("督办方式")


@pytest.mark.clause("5.3.3 a")
async def test_an_open_desk_of_a_supervisor_does_what_is_due(
    story: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(frame_keeping, "SLOW_REFRESH", 1)
    async with story() as here:
        number = dispatched(here.desk, matter(title="井盖缺失")).number
        await to_list(here, "没有待办的")
        here.clock.forward(hours=25)
        await here.sees("待督办 1", "签收超期", "井盖缺失")
        assert history(here, number)[-1] == "系统督办：签收超期（2026-11-24 14:00）"


@SIZES
async def test_the_wallboard_ticks_and_opens_what_expires_next(
    story: Open, size: tuple[int, int]
) -> None:
    async with story(size) as here:
        number = fire(here).number
        await here.press("f8")
        await here.sees("今日受理", "待督办 1", "受理/小时", "座席", "各区　朝阳 1", "即将到期")
        await here.sees(f"15:00 {number} 签收 紧 朝阳区 {FIRE}")
        here.clock.forward(minutes=3)
        await here.sees(f"12:00 {number}")
        await here.press("enter")
        await here.sees("诉求工单", number)


@pytest.mark.clause("4.2", "5.3.2.1.5")
async def test_an_urgent_ticket_is_transferred_with_the_call_and_the_decision(
    story: Open,
) -> None:
    async with story() as here:
        number = fire(here).number
        await to_list(here, number)
        await here.press("t")
        await here.sees("收回、转派", "同时电话联系新的承办单位并记录", "5.3.2.1.5")
        await here.misses("接听人")
        await here.write("火势扩大")
        await here.press("tab", *"cyqrm", "enter")
        await here.sees("转派单位[朝阳区人民政府", "接听人", "报应急")
        await here.press("ctrl+s")
        await here.sees("请记录承办单位的接听人 5.3.2.1.5", "须判断是否同时报应急管理部门")
        await here.write("赵值班")
        await here.press("tab")
        await here.write("请立即处置")
        await here.press("tab", "1")
        await here.write("有人员被困")
        await here.press("ctrl+s")
        await here.until(
            lambda: queueing.show(here.desk, number).organizer == "朝阳区人民政府", "the transfer"
        )
        sent = queueing.show(here.desk, number).dispatch
        assert sent is not None
        assert sent.phone_call["spoke_with"] == "赵值班"
        assert sent.emergency_management == {"decision": True, "reason": "有人员被困"}
