"""The whole of a ticket: read, unmasked with a reason, linked, dispatched; hostile text is text."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from hotline_tui.screens.dispatch import DispatchScreen
from hotline_tui.screens.dispatching import DispatchingScreen
from hotline_tui.screens.ticket import TicketScreen
from hotline_tui.services import articles, claiming, linking, queueing
from hotline_tui.services.dispatching import Dispatch, dispatch
from hotline_tui.services.registering import Registration, register_and_answer
from hotline_tui.services.rows import TicketRow
from hotline_tui.services.supervising import declare_surge
from hotline_tui.standard.check import LONGEST, LONGEST_PROSE
from hotline_tui.standard.record import (
    Claimant,
    Emergency,
    TicketDraft,
    names,
    value,
    with_value,
)
from hotline_tui.standard.typed import storable
from hotline_tui.standard.urgent import Decision, PhoneCall
from hotline_tui.standard.vocabulary import Kind, Status, Urgency
from tests.hostile import HOSTILE
from tests.office import BEGINNING, matter, registered
from tests.stories.conftest import Open
from tests.stories.desk import Story
from tests.widgets.stage import is_safe

READ = ("division", "claimant.phone")
"""Texts that must be what they say they are."""


def fire(story: Story, **more: Any) -> TicketRow:
    """An emergency, told in full."""
    told: dict[str, Any] = {
        "name": "王建国",
        "title": "楼道电表箱起火",
        "division": "110105",
        "place": "潘家园东里3号楼",
        "occurred_text": "今天下午两点",
        "course": "电表箱先冒烟，后来起火",
        "demand": "立即灭火",
        "respondent": "物业公司",
        "emergency": Emergency("浓烟", "一栋楼", "无人受伤", "已拨119", "无"),
    }
    urgency = more.pop("urgency", Urgency.EMERGENCY)
    return registered(story.desk, matter(Kind.HELP, urgency, **{**told, **more}))


def sent(story: Story, ticket: TicketRow) -> TicketRow:
    """The emergency, dispatched with all that its dispatch asks for."""
    wish = Dispatch(
        ticket.number,
        "北京市消防救援总队",
        assisting=("潘家园街道",),
        opinion="立即出警",
        phone_call=PhoneCall(story.clock.now(), "张三", "楼道起火"),
        report_to_emergency_management=Decision(True, "有人员被困"),
    )
    return dispatch(story.desk, wish)


async def shown(story: Story, ticket: TicketRow) -> TicketScreen:
    """Open a ticket over the area on view."""
    story.app.show_ticket(ticket.number)
    await story.sees(ticket.number, "诉求工单")
    screen = story.app.screen
    assert isinstance(screen, TicketScreen)
    return screen


async def whole(story: Story) -> str:
    """All that the ticket's page says, read from the top down."""
    await story.press("home")
    pages = [story.text]
    while True:
        await story.press("space")
        if story.text == pages[-1]:
            return "\n".join(pages)
        pages.append(story.text)


@pytest.mark.clause("5.2.3.2", "D.1", "5.3.2.1.4", "5.3.2.1.5")
async def test_everything_on_a_ticket_can_be_read_in_the_order_of_the_form(story: Open) -> None:
    async with story() as here:
        ticket = sent(here, fire(here))
        await shown(here, ticket)
        text = await whole(here)
        for label, told in (
            ("工单编号", ticket.number),
            ("诉求提出时间", "2026-11-23 14:00"),
            ("诉求来源", "电话"),
            ("受理单位", "12345市民服务热线"),
            ("来电人", "王**"),
            ("来电号码", "138****5678"),
            ("问题分类", "—"),
            ("工单分类", "求助"),
            ("发生地址", "朝阳区 潘家园东里3号楼"),
            ("被反映单位", "物业公司"),
            ("工单标题", "楼道电表箱起火"),
            ("发生时间", "今天下午两点"),
            ("现场状态", "浓烟"),
            ("经过", "电表箱先冒烟"),
            ("未提供", "前期处理（诉求人说不清）"),
            ("派单人员", here.desk.person.workno),
            ("派单处理意见", "立即出警"),
            ("截止时间", "2026-11-23 16:00"),
            ("办理时限", "2小时"),
            ("承办单位", "北京市消防救援总队（牵头）"),
            ("协办单位", "潘家园街道办事处"),
            ("抄送", "朝阳区人民政府"),
            ("派单方式", "热线系统"),
            ("电话联系", "张三：楼道起火"),
            ("报应急管理部门", "是　有人员被困"),
        ):
            assert any(
                told in line.partition(label)[2] for line in text.splitlines() if label in line
            ), (label, text)
        order = [text.index(one) for one in ("来电人", "问题分类", "工单标题", "经过", "派单人员")]
        assert order == sorted(order)
        assert "登记：求助" in text
        assert "派单至北京市消防救援总队" in text


async def test_the_clocks_say_what_is_left_met_or_overdue_by_how_much(story: Open) -> None:
    async with story() as here:
        ticket = fire(here)
        await shown(here, ticket)
        await here.sees("派单  2026-11-23 15:00 到期     剩 1时00分", "签收  未起算")
        here.clock.forward(minutes=50)
        await here.sees(" ! 剩 10:00")
        here.clock.forward(minutes=25)
        await here.sees("!! 已超期 15:00")
        sent(here, ticket)
        await here.sees("!! 超期 15:00 完成", "签收  2026-11-23 15:30 到期  ")


@pytest.mark.clause("6.1.1")
async def test_the_claimant_is_masked_until_a_reason_is_given_which_is_kept(story: Open) -> None:
    async with story() as here:
        claimant = Claimant("王建国", "13812345678", "微信 wang", "潘家园松榆里12号", True)
        ticket = fire(here, claimant=claimant)
        await shown(here, ticket)
        await here.sees("王**（要求保密）", "138****5678")
        secrets = ("王建国", "13812345678", "微信 wang", "松榆里12号")
        masked = await whole(here)
        assert not any(secret in masked for secret in secrets)
        await here.press("v")
        await here.sees("看诉求人完整信息的理由")
        await here.press("enter")
        await here.sees("请填写后再确定")
        await here.write("回电核实地点")
        await here.press("enter")
        await here.sees(*secrets)
        last = queueing.show(here.desk, ticket.number).history[-1]
        assert last.what == "unmasked"
        assert "回电核实地点" in last.summary
        await here.press("escape")
        await shown(here, ticket)
        await here.sees("王**")


async def test_linked_tickets_are_opened_linked_and_unlinked_by_keys(story: Open) -> None:
    async with story() as here:
        first, second, third = (fire(here, title=f"第{at}次反映") for at in range(3))
        linking.link(here.desk, first.number, second.number)
        await shown(here, first)
        await here.press("1")
        await here.sees("第1次反映", second.number)
        await here.press("escape")
        await here.sees(f" {first.number} 待派单")
        await here.press("l")
        await here.sees("关联哪件工单")
        await here.write(third.number[:8] + "-" + third.number[8:])
        await here.press("enter")
        await here.sees("关联的理由", "重复诉求")
        await here.press("enter")
        await here.hears(f"已与 {third.number} 关联")
        linked = queueing.show(here.desk, first.number).linked
        assert set(linked) == {second.number, third.number}
        await here.press("x")
        await here.sees("取消与哪件工单的关联")
        place = linked.index(second.number)
        await here.press(*["j"] * place, "enter")
        await here.hears(f"已取消与 {second.number} 的关联")
        assert queueing.show(here.desk, first.number).linked == (third.number,)
        await here.press("l")
        await here.write("20260101000001")
        await here.press("enter", "enter")
        await here.hears("没有编号为 20260101000001 的工单")


async def test_a_ticket_is_dispatched_from_its_page_while_it_waits_for_that(story: Open) -> None:
    async with story() as here:
        ticket = fire(here, urgency=Urgency.GENERAL)
        await here.press("f4")
        await here.sees("楼道电表箱起火", "建议 1")
        await here.press("enter")
        await here.sees("诉求工单", "d派单")
        await here.press("d")
        await here.until(lambda: isinstance(here.app.screen, DispatchingScreen), "the dialog")
        await here.sees("4 没有合适单位")
        await here.press("ctrl+t")
        await here.sees("诉求工单")
        await here.press("escape")
        await here.sees("牵头[")
        await here.press("4", "ctrl+s")
        await here.sees("将派出")
        await here.press("enter")
        await here.sees("待签收")
        await here.misses("d派单")
        assert queueing.show(here.desk, ticket.number).status is Status.DISPATCHED
        await here.press("escape")
        await here.sees("没有工单")


@pytest.mark.clause("5.2.2.3 e")
async def test_the_alert_leads_to_the_ticket_and_is_acknowledged_there(story: Open) -> None:
    async with story() as here:
        ticket = fire(here)
        await here.sees("⚠ 突发事件")
        await here.press("ctrl+a")
        await here.sees(f" {ticket.number} 待派单", "a确认")
        await here.press("a")
        await here.hears("已确认紧急提醒")
        await here.misses("⚠")
        await here.press("escape")
        await here.misses("诉求工单")


@pytest.mark.clause("5.3.1")
async def test_a_direct_answer_tells_the_article_and_its_version(story: Open) -> None:
    async with story() as here:
        article = articles.named(here.desk, "housing-fund-rent")
        draft = matter(Kind.CONSULTATION, title="咨询", content="怎么办理？", direct=True)
        ticket = register_and_answer(here.desk, Registration(draft), article, "已告知办理条件")
        await shown(here, ticket)
        await here.press("end")
        await here.sees("直接答复", "第 1 版", "已告知办理条件")


async def test_a_number_that_there_is_not_is_told_and_nothing_opens(story: Open) -> None:
    async with story() as here:
        here.app.show_ticket("20260101000001")
        await here.hears("没有编号为 20260101000001 的工单")
        await here.until(lambda: not isinstance(here.app.screen, TicketScreen), "the area")


# ---- hostile text -----------------------------------------------------------------------


def hostile_drafts() -> list[TicketDraft]:
    """Records that carry every hostile text, and one of them in every field of free text."""
    texts = [storable(text) for text in HOSTILE if text.strip()]
    free = [name for name in names() if value(TicketDraft(), name) == "" and name not in READ]
    drafts = []
    for turn, start in enumerate(range(0, len(texts), len(free))):
        given = [*texts[start:], *texts][: len(free)]
        draft = matter(Kind.COMPLAINT, (Urgency.GENERAL, Urgency.EMERGENCY)[turn % 2])
        for name, text in zip(free, given, strict=True):
            draft = with_value(draft, name, text[: LONGEST.get(name, LONGEST_PROSE)])
        draft = with_value(draft, "statutory_limit.due_at", BEGINNING + timedelta(days=1))
        drafts.append(replace(draft, not_provided=dict.fromkeys(draft.not_provided, given[0])))
    return drafts


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_hostile_text_in_every_field_is_shown_as_text_on_every_screen(
    story: Open, size: tuple[int, int]
) -> None:
    async with story(size=size) as here:
        colleague = here.colleague("1024", "[/foo]\x1b[31m李\u202e敏")
        tickets = [registered(here.desk, draft) for draft in hostile_drafts()]
        declare_surge(here.desk, "[bold]\x1b]0;x\x07")
        for ticket, text in zip(tickets[1:], HOSTILE, strict=False):
            linking.link(colleague, tickets[0].number, ticket.number, storable(text))
        claiming.claim(colleague, tickets[1].number)
        await here.press("f4")
        await here.sees("待派")
        queue = here.app.screen
        assert isinstance(queue, DispatchScreen)
        for ticket in tickets:
            assert queue.table.pick(ticket.number)
            await here.until(lambda: _is_told(queue), "the essence")
            assert is_safe(here.lines)
            await _read(here, ticket)
        await _dispatch_with_hostile_words(here, tickets[0])
        await here.press("slash")
        await here.write("[/foo]\x1b[2J")
        await here.press("enter")
        await here.sees("查找“")
        assert is_safe(here.lines)


def _is_told(queue: DispatchScreen) -> bool:
    advice = queue.found
    return advice is not None and advice.ticket.number == queue.table.picked


async def _read(here: Story, ticket: TicketRow) -> None:
    await here.press("enter")
    await here.sees(ticket.number, "诉求工单")
    for key in ("space", "space", "end", "home"):
        await here.press(key)
        assert is_safe(here.lines)
    await here.press("escape")
    await here.misses("诉求工单")


async def _dispatch_with_hostile_words(here: Story, ticket: TicketRow) -> None:
    queue = here.app.screen
    assert isinstance(queue, DispatchScreen)
    queue.table.pick(ticket.number)
    await here.press("d")
    await here.sees("没有合适单位")
    assert is_safe(here.lines)
    await here.write("[/foo]\x1b[31m")
    await here.press("ctrl+s")
    await here.sees("没有派出")
    assert is_safe(here.lines)
    await here.press("ctrl+u", "1", "enter", "enter")
    await here.write("[/foo]\x1b]0;x\x07\u202e意见")
    await here.press("ctrl+s")
    await here.sees("将派出")
    assert is_safe(here.lines)
    await here.press("enter")
    await here.sees("已派至")


@pytest.mark.clause("5.2.2.2")
async def test_a_file_is_attached_on_the_ticket_and_a_bad_one_is_told(
    story: Open, tmp_path: Path
) -> None:
    picture = tmp_path / "现场.jpg"
    picture.write_bytes(b"\xff\xd8\xff\xe0" + bytes(100))
    async with story() as here:
        await shown(here, fire(here))
        for path, told in ((tmp_path / "没有.jpg", "不存在"), (picture, "已附上")):
            await here.press("f")
            await here.sees("要附上的文件")
            await here.write(str(path))
            await here.press("enter")
            await here.hears(told)
        await here.press("G")
        await here.sees("─ 附件", "现场.jpg　图片", "附件：现场.jpg（图片）")
