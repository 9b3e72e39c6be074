"""A dispatcher's day: the queue, the dialog, claims, filters, finding, surges."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hotline_tui.screens.dispatch import DispatchScreen
from hotline_tui.screens.dispatching import DispatchingScreen
from hotline_tui.services import claiming, dispatching, queueing, supervising
from hotline_tui.services.dispatching import Dispatch
from hotline_tui.services.queueing import QueueWish
from hotline_tui.services.rows import TicketRow
from hotline_tui.standard.record import Emergency
from hotline_tui.standard.scripts import Moment, phrase
from hotline_tui.standard.vocabulary import Kind, Role, Status, Urgency
from tests.office import BEGINNING, matter, registered
from tests.stories.conftest import Open
from tests.stories.desk import Story

NOISE = "夜间施工噪声"


def noise(story: Story, **more: object) -> TicketRow:
    """A complaint about a subdistrict's building site."""
    told = {
        "title": NOISE,
        "course": "学院路街道工地夜间施工到凌晨两点",
        "demand": "停止夜间施工",
        "division": "110108010",
        "place": "学院路甲12号",
    }
    return registered(story.desk, matter(**{**told, **more}))  # type: ignore[arg-type]


def fire(story: Story, minutes: float = 5) -> TicketRow:
    """An emergency that was raised some minutes ago."""
    draft = matter(
        Kind.HELP,
        Urgency.EMERGENCY,
        title="楼道电表箱起火",
        division="110105",
        place="潘家园东里3号楼",
        emergency=Emergency("浓烟", "一栋楼", "无人受伤", "已拨119", "无"),
    )
    return registered(story.desk, draft, BEGINNING - timedelta(minutes=minutes))


def now(story: Story, ticket: TicketRow) -> TicketRow:
    """The ticket as it stands now."""
    return queueing.show(story.desk, ticket.number)


def holder(story: Story, ticket: TicketRow) -> str:
    """Who has a ticket of the dispatch queue."""
    rows = queueing.queue(story.desk, QueueWish()).rows
    return next(row.holder for row in rows if row.number == ticket.number)


async def to_queue(story: Story, *seen: str) -> DispatchScreen:
    """Go to the queue, and wait until it shows what is expected."""
    await story.press("f4")
    await story.sees("待派", *seen)
    screen = story.app.screen
    assert isinstance(screen, DispatchScreen)
    return screen


async def in_dialog(story: Story) -> DispatchingScreen:
    """Wait for the dialog and all that it offers."""
    await story.until(lambda: isinstance(story.app.screen, DispatchingScreen), "the dialog")
    await story.sees("牵头[", "签收")
    screen = story.app.screen
    assert isinstance(screen, DispatchingScreen)
    return screen


async def confirmed(story: Story) -> None:
    """Send, look at what will be sent, confirm."""
    await story.press("ctrl+s")
    await story.sees("将派出")
    await story.press("enter")
    await story.until(lambda: isinstance(story.app.screen, DispatchScreen), "the queue")


@pytest.mark.clause("5.3.2.1.1 a", "5.3.2.1.2", "5.3.2.1.4", "5.3.2.1.6")
async def test_a_complaint_goes_to_a_subdistrict_with_its_copy_to_the_district(story: Open) -> None:
    async with story() as here:
        ticket = noise(here)
        await to_queue(here, NOISE)
        await here.sees("建议 1 学院路街道办事处", "抄送 海淀区人民政府", "诉求：停止夜间施工")
        await here.press("d")
        await in_dialog(here)
        await here.sees("1 学院路街道办事处", "2 ")
        assert holder(here, ticket) == here.desk.person.workno
        await here.press(*"xylj")
        await here.sees("1 学院路街道办事处  ")
        await here.press("enter")
        await here.sees("牵头[学院路街道办事处", "抄送 海淀区人民政府（自动", "7个自然日")
        await here.press("enter")
        await here.write("请依法处理并回复")
        await here.press("ctrl+s")
        await here.sees("将派出", "抄送 海淀区人民政府", "意见 请依法处理并回复", "方式 热线系统")
        await here.press("enter")
        await here.sees(f"{ticket.number} 已派至学院路街道办事处", "11-24 14:00 前签收")
        sent = now(here, ticket)
        assert sent.status is Status.DISPATCHED
        assert sent.dispatch is not None
        assert sent.dispatch.organizer == "学院路街道办事处"
        assert sent.dispatch.copied_to == ("海淀区人民政府",)
        assert sent.dispatch.opinion == "请依法处理并回复"
        assert not here.app.claims


@pytest.mark.clause("5.3.2.1.5", "B.2.1", "5.3.2.1.1 c")
async def test_an_emergency_is_not_sent_before_call_and_decision_are_complete(story: Open) -> None:
    async with story() as here:
        ticket = fire(here)
        await to_queue(here, "楼道电表箱起火")
        await here.press("n")
        await in_dialog(here)
        opening = phrase(Moment.ORGANIZER_OPENING)
        begin = opening.text.split("XX")[0] + here.desk.person.workno
        await here.until(lambda: begin in here.text.replace("\n", ""), "the script")
        await here.sees("B.2.1", "4 没有合适单位")
        await here.press("4")
        await here.sees("朝阳区人民政府 值班")
        await here.press("enter", "enter")  # nobody assists, no opinion
        await here.write("张三")
        await here.press("enter")
        await here.write("楼道起火，请立即处置")
        await here.press("ctrl+s")
        await here.sees("没有派出，还有 1 项", "5.3.2.1.5 须判断是否同时报应急管理部门")
        await here.press("1")  # yes
        await here.press("ctrl+s")
        await here.sees("请写明同时报应急管理部门的理由")
        assert now(here, ticket).status is Status.REGISTERED
        await here.write("有人员被困")
        await here.sees("接听人[张三", "可以派单")
        await confirmed(here)
        sent = now(here, ticket).dispatch
        assert sent is not None
        assert sent.organizer == "朝阳区人民政府"
        assert sent.phone_call["spoke_with"] == "张三"
        assert sent.phone_call["said"] == "楼道起火，请立即处置"
        assert sent.emergency_management == {"decision": True, "reason": "有人员被困"}
        assert sent.police == {}


async def test_an_ordinary_ticket_is_asked_for_no_call_and_no_decision(story: Open) -> None:
    async with story() as here:
        noise(here)
        await to_queue(here, NOISE)
        await here.press("1")
        await in_dialog(here)
        await here.sees("牵头[学院路街道办事处", "可以派单")
        assert "B.2.1" not in here.text
        assert "接听人" not in here.text
        assert "报公安" not in here.text
        await confirmed(here)


async def test_the_next_ticket_is_the_most_urgent_that_nobody_has(story: Open) -> None:
    async with story() as here:
        noise(here)
        first, second = fire(here, 30), fire(here, 10)
        claiming.claim(here.colleague("1024", "李敏"), first.number)
        queue = await to_queue(here, "1024")
        await here.press("n")
        await in_dialog(here)
        await here.sees(f"派单 {second.number}")
        await here.press("escape")
        await here.until(lambda: here.app.screen is queue, "the queue")
        await here.until(lambda: holder(here, second) == "", "the release")
        assert queue.table.picked == second.number
        assert not here.app.claims


async def test_leaving_the_dialog_needs_two_keys_once_something_is_filled_in(story: Open) -> None:
    async with story() as here:
        ticket = noise(here)
        queue = await to_queue(here, NOISE)
        await here.press("c")
        await here.sees(" 我")
        await here.press("1")
        await in_dialog(here)
        await here.sees("可以派单")
        await here.write("意见写了一半")
        await here.press("escape")
        await here.hears("再按一次 Esc")
        assert "意见写了一半" in here.text
        await here.press("escape")
        await here.until(lambda: here.app.screen is queue, "the queue")
        # It was claimed before the dialog, and stays so.
        assert holder(here, ticket) == here.desk.person.workno
        assert ticket.id in here.app.claims
        await here.press("c")
        await here.until(lambda: holder(here, ticket) == "", "the release")
        assert not here.app.claims


async def test_a_fresh_claim_is_taken_over_by_a_key_and_an_older_one_with_a_reason(
    story: Open,
) -> None:
    async with story() as here:
        ticket = noise(here)
        claiming.claim(here.colleague("1024", "李敏"), ticket.number)
        await to_queue(here, "1024")
        here.clock.forward(seconds=5)
        await here.press("c")
        await here.sees("接手占用？", "已由 1024 占用 5 秒")
        await here.press("n")
        await here.misses("接手占用？")
        assert holder(here, ticket) == "1024"
        here.clock.forward(seconds=25)
        await here.press("c")
        await here.sees("接手占用的理由", "占用 30 秒")
        await here.press("enter")
        await here.sees("请填写后再确定")
        await here.write("李敏已下班")
        await here.press("enter")
        await here.sees(" 我")
        taken = now(here, ticket).history[-1]
        assert (taken.what, taken.summary) == ("claimed_over", "从 1024 接手占用：李敏已下班")


@pytest.mark.clause("5.3.2.1.3 c")
async def test_a_surge_is_declared_with_a_reason_and_ended(story: Open) -> None:
    async with story() as here:
        await to_queue(here, "大话务量：否")
        await here.press("s")
        await here.sees("宣布大话务量模式的理由", "48 小时")
        await here.write("暴雨来电激增")
        await here.press("enter")
        await here.sees("大话务量：11-23 14:00 起")
        assert noise(here).surge
        await here.press("s")
        await here.sees("结束大话务量模式？", "暴雨来电激增")
        await here.press("y")
        await here.sees("大话务量：否")
        assert supervising.current_surge(here.desk) is None


async def test_who_may_not_is_told_which_role_may(story: Open) -> None:
    async with story() as here:
        noise(here)
        here.colleague("2048", "张强", Role.AGENT)
        await to_queue(here, NOISE)
    async with story(workno="2048") as agent:
        await to_queue(agent, NOISE)
        await agent.press("d")
        await agent.hears("没有“占用工单”的权限", "派单员")
        await agent.press("s")
        await agent.write("想试试")
        await agent.press("enter")
        await agent.hears("没有“宣布或结束大话务量模式”的权限")


async def test_the_queue_is_filtered_by_class_district_kind_and_holder(story: Open) -> None:
    async with story() as here:
        noise(here)
        noise(here, kind=Kind.HELP, title="路灯不亮")
        fire(here)
        await to_queue(here, "楼道电表箱起火", "路灯不亮", NOISE)
        await here.press("f")
        await here.sees("筛选待派工单")
        await here.press("2")  # urgent ones
        await here.press("ctrl+s")
        await here.sees("级[紧急各类]", "第 1 / 1 件")
        await here.misses("路灯不亮")
        await here.press("f")
        await here.sees("筛选待派工单")
        await here.press("1")
        await here.press(*"hd", "enter")
        await here.press("3", "enter")  # help; and whoever has it
        await here.sees("区[海淀区]", "类[求助]", "路灯不亮", "第 1 / 1 件")
        await here.press("escape")
        await here.sees("级[全部] 区[全部] 类[全部]", "第 1 / 3 件")
        await here.press("m")
        await here.sees("占用[我]", "没有工单")
        await here.press("f")
        await here.sees("筛选待派工单")
        await here.press("ctrl+r")
        await here.sees("占用[全部]", "/ 3 件")


async def test_a_ticket_is_found_by_number_phone_and_words_and_escape_leads_back(
    story: Open,
) -> None:
    async with story() as here:
        ticket = noise(here, phone="13900001111")
        fire(here)
        await to_queue(here, NOISE)
        for query in (ticket.number, "139 0000 1111", "凌晨两点"):
            await here.press("slash")
            await here.sees("查找工单")
            await here.press("ctrl+u")
            await here.write(query)
            await here.press("enter")
            await here.sees(f"查找“{query}”：1 件", NOISE, "待派单")
            assert "楼道电表箱起火" not in "\n".join(here.lines[2:16])
        await here.press("escape")
        await here.sees("待派 2", "楼道电表箱起火")


async def test_several_units_assist_and_one_chosen_again_does_not(story: Open) -> None:
    async with story() as here:
        ticket = noise(here)
        await to_queue(here, NOISE)
        await here.press("1")
        await in_dialog(here)
        await here.sees("可以派单")
        await here.press("up")
        for name in ("海淀区人民政府", "北京市水务局", "北京市生态环境局", "北京市水务局"):
            await here.write(name)
            await here.press("enter")
        await here.sees("海淀区人民政府、北京市生态环境局", "抄送 无")
        await here.press("ctrl+r")
        await here.write("海淀区人民政府")
        await here.press("enter")
        await here.sees("抄送 海淀区人民政府")
        await here.write("没有这个单位")
        await here.press("ctrl+s")
        await here.sees("协办栏里的“没有这个单位”不是承办单位")
        await here.press("ctrl+u")
        await here.write("学院路街道办事处")
        await here.press("enter", "ctrl+s")
        await here.sees("已是牵头或协办单位")
        await here.press("ctrl+r")
        await here.write("北京市生态环境局")
        await here.press("enter")
        await here.sees("可以派单")
        await confirmed(here)
        sent = now(here, ticket).dispatch
        assert sent is not None
        assert sent.assisting == ("北京市生态环境局",)


@pytest.mark.clause("5.3.2.3.2 d", "5.3.2.1.2")
async def test_a_complex_ticket_has_fifteen_days_and_mail_needs_an_address(story: Open) -> None:
    async with story() as here:
        ticket = noise(here)
        await to_queue(here, NOISE)
        await here.press("u")
        await in_dialog(here)
        await here.sees("疑难[是", "15个自然日", "1 学院路街道办事处", "4 没有合适单位")
        await here.press("1", "tab", "tab")
        await here.press("2")
        await here.sees("方式[邮箱", "5.3.2.1.2 学院路街道办事处没有登记邮箱")
        await here.press("1")
        await here.sees("可以派单")
        await confirmed(here)
        sent = now(here, ticket)
        assert sent.complex
        assert sent.dispatch is not None
        assert sent.dispatch.limit == timedelta(days=15)


async def test_what_another_has_done_meanwhile_is_told_and_nothing_typed_is_lost(
    story: Open,
) -> None:
    async with story() as here:
        ticket = noise(here)
        colleague = here.colleague("1024", "李敏")
        await to_queue(here, NOISE)
        await here.press("1")
        await in_dialog(here)
        await here.sees("可以派单")
        await here.write("写好的意见")
        await here.press("ctrl+s")
        await here.sees("将派出")
        dispatching.dispatch(colleague, Dispatch(ticket.number, "海淀区人民政府"))
        await here.press("enter")
        await here.sees("没有派出", "李敏 派单至海淀区人民政府")
        await here.press("enter")
        await here.sees("意见[写好的意见", "※ 李敏 派单至海淀区人民政府", "不能派单")
        sent = now(here, ticket).dispatch
        assert sent is not None
        assert sent.organizer == "海淀区人民政府"


@pytest.mark.clause("5.2.2.3 e")
async def test_an_alert_is_acknowledged_from_the_queue(story: Open) -> None:
    async with story() as here:
        ticket = fire(here)
        await to_queue(here, "⚠ 突发事件")
        await here.press("a")
        await here.sees(f"已确认 {ticket.number}")
        await here.misses("⚠")
        assert now(here, ticket).history[-1].what == "acknowledged"


async def test_the_remaining_times_tick_and_say_when_they_are_near_or_over(story: Open) -> None:
    async with story() as here:
        ticket = fire(here, 30)
        await to_queue(here, "  30:00")
        here.clock.forward(minutes=20)
        await here.sees(" !      10:00")
        here.clock.forward(minutes=20)
        await here.sees("!!     -10:00")
        assert any(line.startswith("▸!!") and ticket.number in line for line in here.lines)


async def test_the_list_keeps_its_place_while_others_write(story: Open) -> None:
    async with story() as here:
        tickets = [noise(here, title=f"噪声第{at}件") for at in range(40)]
        colleague = here.colleague("1024", "李敏")
        queue = await to_queue(here, "噪声第0件")
        await here.press(*["j"] * 25)
        await here.press(*["k"] * 5)
        await here.until(lambda: queue.table.picked == tickets[20].number)
        top = queue.table.scroll_offset.y
        before = next(at for at, line in enumerate(here.lines) if "▸" in line)
        claiming.claim(colleague, tickets[23].number)
        fire(here)
        await here.sees("待派 41", "1024")
        row = next(at for at, line in enumerate(here.lines) if "▸" in line)
        assert queue.table.picked == tickets[20].number
        assert (queue.table.scroll_offset.y, row) == (top, before + 1)
        dispatching.dispatch(colleague, Dispatch(tickets[20].number, "海淀区人民政府"))
        await here.sees("待派 40")
        await here.until(lambda: queue.table.picked == tickets[21].number)


async def test_the_next_page_comes_when_the_end_is_near(story: Open) -> None:
    async with story() as here:
        count = queueing.PAGE + 30
        for at in range(count):
            noise(here, title=f"噪声第{at}件")
        queue = await to_queue(here, f"/ {queueing.PAGE} 件")
        await here.press("end")
        await here.sees(f"/ {count} 件")
        await here.press("end")
        await here.sees(f"第 {count} / {count} 件", f"噪声第{count - 1}件")
        fire(here)
        await here.sees(f"第 {count + 1} / {count + 1} 件")
        assert len(set(queue.table.keys)) == count + 1
