"""An agent takes matters down, by keys alone, at 80×24."""

from __future__ import annotations

from datetime import datetime

import pytest
from textual import events

from hotline_tui.screens.knowledge import KnowledgeScreen
from hotline_tui.standard.moment import BEIJING
from hotline_tui.standard.vocabulary import Channel, Kind, Status, Urgency
from hotline_tui.widgets.ask import Ask
from tests.stories.conftest import Open
from tests.stories.entering import Words, done, entry, opened, take_down

MOST_KEYS = 25
"""Keys besides the words themselves that a help ticket with all its elements may take."""

HELP = (
    "2", "1",
    Words("楼里从昨晚起没有暖气，家里有老人和孩子"), "tab",
    Words("昨晚8点"), "tab", "p", "j", "y", "tab", Words("松榆里5号楼"), "tab",
    Words("小区物业公司"), "tab", Words("打过物业电话，没人来修"), "tab",
    Words("室温13度"), "tab", Words("今天修好"), "tab",
    Words("王先生"), "tab", Words("13812345678"), "tab", Words("松榆里5号楼3单元"), "tab",
    Words("居民楼停暖"), "tab",
)  # fmt: skip
"""A help call from its first word to its last element."""


@pytest.mark.clause("C.3", "5.2.2.3 c", "5.2.3.1 a", "5.2.3.1 d", "5.2.3.1 e", "5.2.3.1 f")
async def test_a_help_ticket_with_all_its_elements_takes_no_more_keys_than_promised(
    story: Open,
) -> None:
    async with story() as here:
        screen = await opened(here)
        keys = await take_down(here, *HELP)
        await here.until(lambda: screen.assistance.suggestions.categories, "categories")
        await here.sees("要素齐全")
        keys += await take_down(here, "1", "ctrl+s")
        ticket = await done(here)
        record = ticket.record
        assert (record.kind, record.urgency) == (Kind.HELP, Urgency.GENERAL)
        assert record.channel is Channel.PHONE
        assert record.course == "楼里从昨晚起没有暖气，家里有老人和孩子"
        assert record.occurred_text == "昨晚8点"
        assert record.occurred_at == datetime(2026, 11, 22, 20, tzinfo=BEIJING)
        assert ticket.place_name == "朝阳区 潘家园街道"
        assert record.place == "松榆里5号楼"
        assert record.respondent == "小区物业公司"
        assert record.prior_handling == "打过物业电话，没人来修"
        assert record.present_state == "室温13度"
        assert record.demand == "今天修好"
        assert record.claimant.name == "王先生"
        assert record.claimant.address == "松榆里5号楼3单元"
        assert record.title == "居民楼停暖"
        assert len(record.category) == 3
        assert ticket.status is Status.REGISTERED
        assert keys <= MOST_KEYS, keys
        await here.sees(ticket.number, "派单时限 11-24 14:00")


@pytest.mark.clause("5.2.2.3 a", "5.2.2.3 b", "B.1")
async def test_the_phrase_line_says_what_to_ask_in_the_field_with_the_cursor(story: Open) -> None:
    async with story() as here:
        await opened(here)
        await here.sees("您好，请问您需要什么帮助？", "B.1.2.1")
        await take_down(here, "2", "1")
        await here.sees(
            "请讲，请问发生了什么事情？", "还缺 7：经过 时间 地点 对象 前期处理 姓名 C.3"
        )
        await take_down(here, Words("路灯不亮"))
        await here.sees("请稍等，我帮您记录一下。", "B.1.3.1")
        await take_down(here, "tab")
        await here.sees("请问事情是什么时候发生的？")
        await take_down(here, "tab")
        await here.sees("请问是在哪个区、哪个街道或者乡镇？")
        await take_down(here, "ctrl+g")
        await here.sees("请问事情是什么时候发生的？")


@pytest.mark.clause("5.3.1", "5.2.2.3 d", "C.1")
async def test_a_consultation_is_answered_from_the_suggested_article(story: Open) -> None:
    async with story() as here:
        screen = await opened(here)
        keys = await take_down(here, "1", "1", Words("住房公积金租房提取需要什么条件"))
        await here.until(lambda: screen.assistance.articles, "articles")
        first = screen.assistance.articles[0].article
        await here.sees(f"知识 1 {first.title[:8]}")
        keys += await take_down(here, "ctrl+k")
        await here.sees(f"已引用《{first.title}》第{first.version}版")
        keys += await take_down(here, "ctrl+d")
        ticket = await done(here)
        assert ticket.status is Status.ANSWERED
        assert [one.title for one in ticket.citations] == [first.title]
        assert keys == 4


@pytest.mark.clause("5.3.1")
async def test_an_answer_without_a_citation_asks_for_an_article_first(story: Open) -> None:
    async with story() as here:
        await opened(here)
        await take_down(here, "1", "1", Words("居住证怎么办理"), "ctrl+d")
        await here.until(lambda: isinstance(here.app.screen, KnowledgeScreen), "the search")
        await here.sees("居住证")
        knowledge = here.app.screen
        assert isinstance(knowledge, KnowledgeScreen)
        await here.until(lambda: knowledge.picked is not None, "an article")
        chosen = knowledge.picked
        assert chosen is not None
        await take_down(here, "ctrl+s")
        ticket = await done(here)
        assert [one.title for one in ticket.citations] == [chosen.article.title]


async def test_citing_goes_through_the_suggestions_and_then_to_none(story: Open) -> None:
    async with story() as here:
        screen = await opened(here)
        await take_down(here, "1", "1", Words("住房公积金提取"))
        await here.until(lambda: len(screen.assistance.articles) > 1, "articles")
        rows = screen.assistance.articles
        for row in rows:
            await take_down(here, "ctrl+k")
            assert screen.cited is not None
            assert screen.cited.article.id == row.article.id
        await take_down(here, "ctrl+k")
        assert screen.cited is None


@pytest.mark.clause("C.3")
async def test_a_complaint_goes_to_dispatch(story: Open) -> None:
    async with story() as here:
        await opened(here)
        await take_down(
            here, "3", "1", Words("工地半夜打桩"), "tab", Words("昨夜11点"), "tab",
            "x", "y", "l", "j", "tab", Words("学院路甲5号"), "tab", Words("某建筑公司"), "tab",
            Words("没有"), "tab", "tab", "tab", Words("李女士"), "tab", Words("010-62345678"),
            "ctrl+s",
        )  # fmt: skip
        ticket = await done(here)
        assert ticket.kind is Kind.COMPLAINT
        assert ticket.place_name == "海淀区 学院路街道"
        assert ticket.record.title == "工地半夜打桩"


@pytest.mark.clause("C.5", "5.2.2.3 e")
async def test_an_emergency_asks_for_its_place_first(story: Open) -> None:
    async with story() as here:
        screen = await opened(here)
        await take_down(here, "2", "2")
        assert screen.form.current == "place"
        assert screen.form.shown[4:9] == (
            "place", "occurred_at", "division", "emergency.state", "emergency.extent",
        )  # fmt: skip
        await here.sees("请问事情发生在什么地方", "C.5", "还缺 12")
        await take_down(
            here, Words("望京街9号"), "tab", Words("刚才"), "tab", "w", "j", "tab",
            Words("燃气泄漏，闻到气味"), "tab", Words("一栋楼"), "tab", Words("暂无伤亡"), "tab",
            Words("已拨打119"), "tab", Words("消防在路上"), "tab",
            Words("楼道里有很重的煤气味"), "tab", Words("燃气公司"), "tab", Words("没有"), "tab",
            "tab", "tab", Words("赵先生"), "tab", Words("13900001111"), "alt+m", "ctrl+s",
        )  # fmt: skip
        ticket = await done(here)
        assert ticket.urgency is Urgency.EMERGENCY
        assert ticket.record.risk_to_life_or_property
        assert ticket.record.emergency.emergency_number_called == "已拨打119"
        assert ticket.record.emergency.departments_on_scene == "消防在路上"
        assert ticket.record.occurred_at == here.clock.at
        await here.sees("突发事件", ticket.number)


@pytest.mark.clause("C.4")
async def test_the_words_of_a_threat_get_their_quotation_marks_while_they_are_typed(
    story: Open,
) -> None:
    async with story() as here:
        screen = await opened(here)
        await take_down(
            here, "3", "3", Words("信访"), "tab", Words("集体上访"), "tab", Words("跳楼"), "tab",
            "1",
        )  # fmt: skip
        assert screen.form.current == "instability.threat_time"
        await take_down(here, Words("明天上午"), "tab", Words("区政府门口"), "tab", "我", "要")
        await here.sees("威胁原话[“我要”")
        await take_down(here, Words("从楼上跳下去"))
        await here.sees("威胁原话[“我要从楼上跳下去”")
        await take_down(
            here, "tab", Words("拖欠工资三个月"), "tab", Words("今年8月"), "tab", "tab",
            Words("工地"), "tab", Words("某劳务公司"), "tab", Words("找过劳动监察"), "tab", "tab",
            "tab", Words("孙先生"), "tab", Words("13700001111"), "ctrl+s",
        )  # fmt: skip
        ticket = await done(here)
        assert ticket.urgency is Urgency.INSTABILITY
        assert ticket.record.instability.threat
        assert ticket.record.instability.threat_words == "“我要从楼上跳下去”"


@pytest.mark.clause("C.4")
async def test_threatening_words_in_the_story_are_pointed_out(story: Open) -> None:
    async with story() as here:
        screen = await opened(here)
        await take_down(here, "3", "1", Words("再不解决就去跳楼"))
        await here.sees("可能涉及不稳定因素：跳楼", "Alt+J")
        await take_down(here, "alt+j", "3")
        assert screen.draft.urgency is Urgency.INSTABILITY
        await here.until(lambda: screen.form.current == "story", "the way back")


@pytest.mark.clause("C.2")
async def test_a_suggestion_needs_its_reasons(story: Open) -> None:
    async with story() as here:
        screen = await opened(here)
        await take_down(here, "5", "1", Words("建议在路口加装红绿灯"), "ctrl+s")
        await here.sees("没有登记，还缺 2：理由 C.2 · 电话 5.2.3.1 d")
        assert screen.form.current == "reasons"
        await take_down(here, Words("上下学时车多"), "ctrl+g", Words("13812345678"), "ctrl+s")
        ticket = await done(here)
        assert ticket.record.content == "建议在路口加装红绿灯"
        assert ticket.record.course == ""
        assert ticket.record.reasons == "上下学时车多"


@pytest.mark.clause("5.2.1", "5.2.3.1 a")
async def test_an_online_letter_is_taken_in_with_its_channel(story: Open) -> None:
    async with story() as here:
        screen = await opened(here)
        await take_down(here, "alt+y", "2")
        await here.until(lambda: screen.form.current == "kind", "the way back")
        await take_down(
            here, "3", "1", Words("来信：\n路面破损。\n请修复。"), "tab", Words("11-20"), "tab",
            "tab",
            Words("广渠路"), "tab", Words("道路管理单位"), "tab", Words("没有"), "ctrl+g",
            Words("周女士"), "ctrl+g", Words("13612345678"), "ctrl+s",
        )  # fmt: skip
        ticket = await done(here)
        assert ticket.record.channel is Channel.PORTAL
        assert ticket.record.course == "来信：\n路面破损。\n请修复。"


@pytest.mark.clause("5.2.2.1")
@pytest.mark.parametrize("typed", [("河北保定",), ("河北",), tuple("guangdong")])
async def test_a_matter_from_elsewhere_is_not_accepted_but_kept_with_advice(
    story: Open, typed: tuple[str, ...]
) -> None:
    async with story() as here:
        await opened(here)
        await take_down(here, "3", "1", Words("老家的路坏了"), "tab", "tab")
        await take_down(here, *(Words(typed[0]),) if len(typed) == 1 else typed)
        await here.sees("本市以外")
        await take_down(here, "enter")
        await here.until(lambda: isinstance(here.app.screen, Ask), "the question")
        await here.sees("诉求事项发生在", "，不属于北京市行政区域")
        await take_down(here, "enter")
        await here.sees("当地12345热线反映")
        await take_down(here, "enter")
        await here.until(lambda: not isinstance(here.app.screen, Ask))
        ticket = await done(here)
        assert ticket.status is Status.NOT_ACCEPTED
        assert "不属于北京市" in ticket.refusal_reason
        assert "当地12345" in ticket.refusal_advice


@pytest.mark.clause("5.2.2.3 c")
async def test_what_a_caller_withholds_is_marked_with_the_reason(story: Open) -> None:
    async with story() as here:
        screen = await opened(here)
        await take_down(here, *HELP[: HELP.index("王先生")])
        assert screen.form.current == "claimant.name"
        await take_down(here, "ctrl+n")
        await here.sees("姓名未提供的原因", "诉求人拒绝提供")
        await take_down(here, "enter")
        await here.sees("未提供：诉求")
        assert screen.form.current == "claimant.phone"
        await take_down(here, Words("13812345678"), "ctrl+s")
        ticket = await done(here)
        assert ticket.record.not_provided == {"claimant.name": "诉求人拒绝提供"}


@pytest.mark.clause("5.2.2.3 c")
async def test_a_story_that_is_not_told_and_a_name_given_after_all(story: Open) -> None:
    async with story() as here:
        screen = await opened(here)
        await take_down(here, "3", "1", "ctrl+n", "enter")
        await here.sees("经过[未提供：诉求人说不清楚")
        assert screen.draft.not_provided == {"course": "诉求人说不清楚"}
        await take_down(here, "shift+tab", Words("路灯不亮"))
        assert screen.draft.not_provided == {}
        assert screen.draft.course == "路灯不亮"


@pytest.mark.clause("5.2.2.3 c", "5.2.3.1 d")
async def test_a_refused_ticket_keeps_everything_and_the_cursor_goes_to_the_first_fault(
    story: Open,
) -> None:
    async with story() as here:
        screen = await opened(here)
        await take_down(here, *HELP)
        await take_down(here, *["shift+tab"] * 3, "ctrl+u", Words("12"), "tab")
        await here.sees("✗")
        before = screen.form.filled(here.desk.now())
        await take_down(here, "ctrl+s")
        await here.until(lambda: screen.form.current == "claimant.phone", "the fault")
        assert screen.form.filled(here.desk.now()) == before
        await here.sees("没有登记", "12")
        assert screen.done is None


async def test_a_time_is_shown_as_it_was_understood_and_stays_so_overnight(story: Open) -> None:
    async with story() as here:
        screen = await opened(here)
        await take_down(here, "2", "1", Words("停电"), "tab", Words("昨晚8点"))
        await here.sees("时间[昨晚8点", "即 2026-11-22 20:00")
        await take_down(here, "tab")
        await here.sees("时间[11-22 20:00")
        here.clock.forward(hours=24)
        await take_down(here, "tab", Words("百子湾"))
        assert screen.draft.occurred_at == datetime(2026, 11, 22, 20, tzinfo=BEIJING)
        assert screen.draft.occurred_text == "昨晚8点"
        await take_down(here, "up")
        await here.sees("时间[昨晚8点")


async def test_what_has_a_default_is_passed_by_and_changed_by_one_key(story: Open) -> None:
    async with story() as here:
        screen = await opened(here)
        await take_down(here, "2", "1", Words("停电"), "alt+m", "alt+b")
        assert screen.form.current == "story"
        assert screen.draft.risk_to_life_or_property
        assert screen.draft.claimant.confidential
        await here.sees("生命财产[是", "保密[是", "1小时")
        await take_down(here, "alt+m")
        assert not screen.draft.risk_to_life_or_property


async def test_a_changed_mind_about_the_kind_moves_the_story_and_leaves_no_copy(
    story: Open,
) -> None:
    async with story() as here:
        screen = await opened(here)
        await take_down(here, "1", "1", Words("路灯为什么不亮"), "alt+l", "3")
        assert (screen.draft.content, screen.draft.course) == ("", "路灯为什么不亮")
        await here.until(lambda: screen.form.current == "story", "the way back")


async def test_keys_that_arrive_together_land_where_they_were_meant(story: Open) -> None:
    async with story() as here:
        screen = await opened(here)
        for key in (*"31路灯坏了", "tab", *"昨晚", "tab", *"pjy", "tab", *"5号楼"):
            here.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await here.until(lambda: screen.draft.place == "5号楼", "the last word")
        assert screen.draft.course == "路灯坏了"
        assert screen.form.text("occurred_at") == "昨晚"
        assert screen.draft.division.startswith("110105")
        assert entry(here).form.current == "place"


async def test_what_has_been_filled_in_is_not_marked_as_not_provided(story: Open) -> None:
    async with story() as here:
        screen = await opened(here)
        await take_down(here, "3", "1", Words("路灯不亮"), "ctrl+n")
        await here.hears("这一项已经填写")
        assert screen.draft.not_provided == {}
        assert screen.draft.course == "路灯不亮"
