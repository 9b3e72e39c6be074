"""A day at an organizer's desk, and at the hotline's that records on its behalf, by keys."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest

from hotline_tui.screens.guided import GuidedForm
from hotline_tui.screens.handling import HandlingScreen
from hotline_tui.screens.ticket import TicketScreen
from hotline_tui.services.deciding import Decision, reject
from hotline_tui.services.desk import Desk, Person
from hotline_tui.services.feeding_back import FeedBack, feed_back
from hotline_tui.services.handled import handling
from hotline_tui.services.progressing import Log, log
from hotline_tui.services.queueing import show
from hotline_tui.services.returning import GiveBack, give_back
from hotline_tui.services.signing import Sign, sign
from hotline_tui.standard.record import TicketDraft
from hotline_tui.standard.typed import storable
from hotline_tui.standard.vocabulary import (
    Channel,
    Kind,
    Outcome,
    Progress,
    ReturnReason,
    Role,
    Status,
)
from hotline_tui.widgets.pick import Pick
from tests.hostile import HOSTILE
from tests.office import DISTRICT, SUBDISTRICT, dispatched, matter, open_office
from tests.stories.conftest import Open
from tests.stories.desk import Story
from tests.widgets.stage import is_safe

ORGANIZER = "8001"


AtUnit = Callable[..., AbstractAsyncContextManager[tuple[Story, list[str]]]]
"""`async with at_unit(draft) as (here, (number,)):`; takes `size` and `workno`."""


@pytest.fixture
def at_unit(story: Open, tmp_path: Path) -> AtUnit:
    """Opens the organizer's desk (or another's), with matters that its unit was sent."""
    office = open_office(f"sqlite:///{tmp_path / 'hotline.db'}")
    office.colleague(ORGANIZER, "赵科员", Role.ORGANIZER, unit=SUBDISTRICT)

    @asynccontextmanager
    async def opened(
        *drafts: TicketDraft, size: tuple[int, int] = (80, 24), workno: str | None = ORGANIZER
    ) -> AsyncIterator[tuple[Story, list[str]]]:
        numbers = [dispatched(office.owner, one).number for one in drafts]
        office.database.close()
        async with story(size, workno=workno) as here:
            if workno is None:
                await here.press("f5")
            await here.until(lambda: here.app.current_mode == "handling", "the area")
            if numbers:
                await here.sees(numbers[0])
            yield here, numbers

    return opened


def hotline(here: Story) -> Desk:
    """A supervisor's desk at the hotline, on the same database."""
    person = Person("1002", "李督", frozenset({Role.SUPERVISOR}))
    return Desk(person, here.desk.database, here.clock, practice=True)


async def dialog(here: Story, kind: type = GuidedForm) -> None:
    """Wait for a dialog."""
    await here.until(lambda: isinstance(here.app.screen, kind), kind.__name__)


async def gone(here: Story) -> None:
    """Wait until the list is on view again."""
    await here.until(lambda: not here.app.screen.is_modal, "the list")


@pytest.mark.clause("5.3.2.2.2 c", "5.3.2.2.3", "5.3.2.2.5", "5.3.2.3.5 a", "B.3")
async def test_an_organizers_day_from_sign_for_to_feedback(at_unit: AtUnit) -> None:
    draft = matter(title="南门占道堆物")
    async with at_unit(draft) as (here, (number,)):
        await here.sees("1[待签收 1]", "南门占道堆物", "s签收", "r退单")
        await here.press("s")
        await here.sees("已签收")
        await here.press("2")
        await here.sees("2[办理中 1]", "尚未联系诉求人", "5.3.2.2.3")
        await here.press("c")
        await dialog(here)
        await here.sees("您好，我是小关街道办事处的工作人员", "于11月23日通过12345")
        await here.write("核实地点为南门西侧")
        await here.press("ctrl+s")
        await gone(here)
        await here.sees("联系诉求人：核实地点为南门西侧")
        await here.misses("尚未联系诉求人")
        await here.press("f")
        await dialog(here, Pick)
        await here.sees("投诉类诉求的办理结果", "已解决", "不合理诉求")
        await here.press("enter")
        await dialog(here)
        await here.sees("B.3.3", "小关街道办事处", "*主要措施", "*反馈情况")
        await here.press("ctrl+s")
        await here.sees("反馈内容缺少：主要措施 5.3.2.3.5 a", "反馈内容缺少：反馈情况")
        await here.write("已清运")
        await here.press("tab")
        await here.write("电话告知，认可")
        await here.press("ctrl+s")
        await gone(here)
        await here.press("3")
        await here.sees("3[已反馈 1]", "反馈“已解决”", "待热线核对")
        found = handling(here.desk, number)
        assert [one.what for one in found.progress] == [Progress.CONTACT]
        assert found.outcome is Outcome.SOLVED


async def test_what_a_colleague_changed_is_told_and_what_was_typed_is_sent_again(
    at_unit: AtUnit,
) -> None:
    async with at_unit(matter(title="南门占道堆物")) as (here, (number,)):
        sign(here.desk, Sign(number))
        await here.press("2")
        await here.sees("2[办理中 1]", number)
        await here.press("f", "1")
        await dialog(here)
        await here.press("tab", "tab")
        await here.write("已清运")
        await here.press("tab")
        await here.write("电话告知，认可")
        log(hotline(here), Log(number, Progress.VISIT, "复查现场", told_by="钱科员"))
        await here.press("ctrl+s")
        await here.sees("已被更新", "复查现场", "已清运")
        await here.press("ctrl+s")
        await gone(here)
        assert handling(here.desk, number).outcome is Outcome.SOLVED


@pytest.mark.clause("4.2")
async def test_a_return_is_asked_for_rejected_by_the_dispatcher_and_seen_at_once(
    at_unit: AtUnit,
) -> None:
    async with at_unit(matter(title="南门占道堆物")) as (here, (number,)):
        await here.press("r")
        await dialog(here)
        await here.sees("首接负责制", "*退单原因", "*情况说明", "*依据")
        await here.press("4")
        await here.write("属区城管委职责")
        await here.press("tab")
        await here.press("ctrl+s")
        await here.sees("退单须提供依据", "4.2")
        await here.write("朝政办〔2025〕3号")
        await here.press("ctrl+s")
        await gone(here)
        await here.press("4")
        await here.sees("4[退单待定 1]", "待审定")
        reject(hotline(here), Decision(number, "属街道综合执法"))
        await here.misses(number)
        await here.press("1")
        await here.sees(number, "已驳回：属街道综合执法")


@pytest.mark.clause("4.2")
async def test_a_dispatcher_sees_why_a_ticket_came_back_and_may_reject_that(
    at_unit: AtUnit,
) -> None:
    async with at_unit(matter(title="南门占道堆物"), workno=None) as (here, (number,)):
        reason, why = ReturnReason.BEYOND_DUTIES, "属区城管委职责"
        give_back(here.desk, GiveBack(number, reason, why, "朝政办〔2025〕3号", "李科长"))
        await here.press("f4")
        await here.sees("（退单）南门占道堆物", "小关街道办事处申请退单：超出职责范围", "x驳回退单")
        await here.press("x")
        await dialog(here)
        await here.press("ctrl+s")
        await here.sees("驳回退单须写明理由 4.2")
        await here.write("属街道综合执法职责")
        await here.press("ctrl+s")
        await gone(here)
        await here.misses("南门占道堆物")
        assert show(here.desk, number).status is Status.DISPATCHED


@pytest.mark.clause("4.3", "5.3.2.2.4")
async def test_a_whistle_call_is_written_down_with_who_came(at_unit: AtUnit) -> None:
    async with at_unit(matter()) as (here, (number,)):
        sign(here.desk, Sign(number))
        await here.press("2")
        await here.sees("2[办理中 1]", number)
        await here.press("p")
        await dialog(here, Pick)
        await here.press("down", "enter")
        await dialog(here)
        await here.write("城管执法队、派出所")
        await here.press("tab")
        await here.write("联合查看")
        await here.press("ctrl+s")
        await here.sees("街乡吹哨、部门报到须写明结果", "4.3")
        await here.write("三日内清运")
        await here.press("ctrl+s")
        await gone(here)
        await here.sees("城管执法队、派出所；联合查看；结果：三日内清运")


@pytest.mark.clause("5.3.2.3.1", "A.2")
async def test_an_online_feedback_passes_the_leader_at_the_organizers_desk(at_unit: AtUnit) -> None:
    draft = matter(Kind.SUGGESTION, channel=Channel.PORTAL, title="建议增设公交站")
    async with at_unit(draft) as (here, (number,)):
        sign(here.desk, Sign(number))
        content = {"told": "已告知收到", "passed_to": "市交通委"}
        wish = FeedBack(number, Outcome.PASSED_ON, content, opinion_watch="未见舆情")
        feed_back(here.desk, wish)
        await here.press("2")
        await here.sees("待领导审核", "a通过", "x退回")
        await here.press("x")
        await dialog(here)
        await here.write("须写明转交时间")
        await here.press("tab")
        await here.write("周副主任")
        await here.press("ctrl+s")
        await gone(here)
        await here.sees("退回：须写明转交时间")
        feed_back(here.desk, wish)
        await here.sees("待领导审核")
        await here.press("a")
        await dialog(here)
        await here.write("周副主任")
        await here.press("ctrl+s")
        await gone(here)
        assert show(here.desk, number).status is Status.FED_BACK


@pytest.mark.clause("6.1.2")
async def test_an_organizer_begins_with_its_own_tickets_and_is_told_what_it_cannot_use(
    at_unit: AtUnit,
) -> None:
    async with at_unit(matter(title="南门占道堆物")) as (here, (number,)):
        await here.sees("签1 办0 超0")
        await here.press("f4")
        await here.hears("您的岗位没有“查看全部工单”的权限")
        await here.press("f2")
        await here.hears("您的岗位没有“登记工单”的权限")
        assert here.app.current_mode == "handling"
        await here.press("f3")
        await here.until(lambda: here.app.current_mode == "knowledge", "knowledge")
        await here.press("f5")
        await here.sees(number)
        await here.press("enter")
        await here.until(lambda: isinstance(here.app.screen, TicketScreen), "the ticket")
        await here.sees("138****5678", "h办理")
        await here.press("h")
        await dialog(here, Pick)
        await here.sees("签收", "退单", "申请")
        await here.press("enter")
        await here.sees("办理中")
        assert show(here.desk, number).status is Status.SIGNED


async def test_another_units_ticket_is_neither_listed_nor_found(at_unit: AtUnit) -> None:
    async with at_unit(matter(title="南门占道堆物")) as (here, _):
        theirs = dispatched(hotline(here), matter(title="北门占道堆物"), DISTRICT).number
        await here.press("ctrl+p")
        await here.write("占道堆物")
        await here.sees("南门占道堆物", "工单 1 件")
        await here.misses(theirs, "北门")


@pytest.mark.clause("5.3.2.3.1", "5.3.2.3.5 a")
async def test_the_hotline_signs_on_behalf_and_checks_what_comes_back(at_unit: AtUnit) -> None:
    async with at_unit(matter(), workno=None) as (here, (number,)):
        await here.sees("小关街道办事处", "u单位")
        await here.press("s")
        await dialog(here)
        await here.press("ctrl+s")
        await here.sees("代承办单位记录，须写明由承办单位何人告知")
        await here.write("李科长")
        await here.press("ctrl+s")
        await gone(here)
        content = {"handled_at": here.clock.now(), "measures": "清运", "told": "认可"}
        wish = FeedBack(number, Outcome.SOLVED, content, told_by="李科长")
        feed_back(here.desk, wish)
        await here.press("3")
        await here.sees(number, "a通过", "x退回")
        await here.press("x")
        await dialog(here)
        await here.write("未写责任单位")
        await here.press("ctrl+s")
        await gone(here)
        await here.misses(number)
        feed_back(here.desk, wish)
        await here.sees(number)
        await here.press("a")
        await here.sees("内容核对通过")
        assert handling(here.desk, number).checked_at == here.clock.now()


@pytest.mark.clause("4.2")
async def test_a_supervisor_takes_a_ticket_away_and_dispatches_it_to_another(
    at_unit: AtUnit,
) -> None:
    async with at_unit(matter(), workno=None) as (here, (number,)):
        await here.press("t")
        await dialog(here)
        await here.write("跨街道，需区级协调")
        await here.press("ctrl+s")
        await here.sees("派单", "承办")
        await here.write("朝阳区人民政府")
        await here.press("enter", "ctrl+s")
        await here.sees("Enter")
        await here.press("enter")
        await here.until(
            lambda: show(here.desk, number).organizer == "朝阳区人民政府", "the transfer"
        )
        assert show(here.desk, number).status is Status.DISPATCHED


# ---- hostile text -----------------------------------------------------------------------


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_hostile_words_of_organizers_are_only_text(
    at_unit: AtUnit, size: tuple[int, int]
) -> None:
    texts = [storable(text) for text in HOSTILE if text.strip()]
    drafts = [matter(title=text[:60]) for text in texts[:3]]
    async with at_unit(size=size, workno=None) as (here, _):
        numbers = [dispatched(here.desk, draft).number for draft in drafts]
        told = iter(texts * 2)
        for number in numbers:
            sign(here.desk, Sign(number, next(told)[:40] or "李"))
            for what in Progress:
                said, outcome, who = (next(told) for _ in range(3))
                wish = Log(number, what, said, None, (who,), outcome, said, told_by="李科长")
                log(here.desk, wish)
        content = {"handled_at": here.clock.now(), "measures": texts[5], "told": texts[6]}
        feed_back(here.desk, FeedBack(numbers[0], Outcome.SOLVED, content, told_by=texts[7]))
        await here.press("2")
        await here.sees(numbers[1])
        area = here.app.screen
        assert isinstance(area, HandlingScreen)
        for number in numbers[1:]:
            assert area.table.pick(number)
            await here.until(lambda: "办理进展" in here.text, "the essence")
            assert is_safe(here.lines)
        await here.press("3", "enter")
        await here.until(lambda: isinstance(here.app.screen, TicketScreen), "the ticket")
        for _ in range(6):
            assert is_safe(here.lines)
            await here.press("space")
