"""What two people do together: an emergency that needs no report, a case for publicity."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlmodel import select

from hotline_tui.data.tables import Ticket
from hotline_tui.services import operators, reporting, typical_cases
from hotline_tui.services.operators import NewOperator
from hotline_tui.standard.record import Emergency
from hotline_tui.standard.vocabulary import Kind, Role, Status, Urgency
from tests.office import matter, registered
from tests.stories.conftest import Open
from tests.stories.desk import Story

OTHER = NewOperator("3001", "赵主任", (Role.SUPERVISOR,))


async def to_reports(here: Story) -> None:
    """From the wallboard over the figures to the reports."""
    await here.press("f8")
    await here.sees("今日")
    await here.press("f")
    await here.sees("诉求总量")
    await here.press("m")
    await here.sees("报告 6.3.2")


async def to_cases(here: Story) -> None:
    """By the palette."""
    await here.press("ctrl+p")
    await here.write("典型案例")
    await here.press("enter")
    await here.sees("典型案例 6.4")


@pytest.mark.clause("6.3.2.1.1")
async def test_an_emergency_needs_no_report_once_a_second_person_agrees(story: Open) -> None:
    async with story() as here:
        operators.add(here.desk, OTHER)
        alarm = matter(
            Kind.HELP, Urgency.EMERGENCY, title="烟感误报", emergency=Emergency("无", "无", "无")
        )
        number = registered(here.desk, alarm).number
        await to_reports(here)
        await here.sees("未编制", number)
        await here.press("o")
        await here.sees(f"不需报送　{number}")
        await here.press("ctrl+s")
        await here.sees("请写明为什么不需报送")
        await here.write("误报，现场无异常")
        await here.press("ctrl+s")
        await here.sees("已提出，等待审定", "待审免报", "误报，现场无异常")
        await here.press("v")
        await here.sees("审定不需报送", "提出的理由：误报，现场无异常")
        await here.press("1", "ctrl+s")
        await here.sees("须由提出人以外的人审定")
        await here.press("escape")
    async with story(workno="3001") as other:
        await to_reports(other)
        await other.sees("待审免报", number)
        await other.press("v")
        await other.sees("同意不报送")
        await other.press("2", "ctrl+s")
        await other.sees("不同意的，请写明理由")
        await other.press("shift+tab", "ctrl+u", "1", "ctrl+s")
        await other.sees("已审定：同意不报送")
        assert reporting.due(other.desk) == ()


@pytest.mark.clause("6.4", "6.1.1")
async def test_a_case_is_chosen_and_written_by_one_and_approved_by_another(
    story: Open, tmp_path: Path
) -> None:
    async with story() as here:
        operators.add(here.desk, OTHER)
        number = registered(here.desk, matter(name="王建国", title="夜间施工")).number
        with here.desk.database.transaction() as session:
            ticket = session.exec(select(Ticket).where(Ticket.number == number)).one()
            ticket.status, ticket.archived_at = Status.ARCHIVED, here.desk.now()
        await to_cases(here)
        await here.sees("没有典型案例")
        await here.press("n")
        await here.sees("选哪一件已归档的工单")
        await here.write(number)
        await here.press("enter")
        await here.sees("已选出", "草稿", "夜间施工", number)
        await here.press("w")
        await here.sees("第 1 号典型案例", "诉求背景", "办理过程", "启示")
        await here.press("tab")
        await here.write("王建国反映夜间施工")
        await here.press("tab")
        await here.write("联合执法")
        await here.press("tab")
        await here.write("停工整改")
        await here.press("ctrl+s")
        await here.sees("诉求人姓名“王建国”")
        await here.press("ctrl+u")
        await here.write("居民反映夜间施工")
        await here.press("ctrl+s")
        await here.sees("已修改")
        await here.press("v")
        await here.sees("审定以后不能再改")
        await here.press("y")
        await here.hears("编写人以外的人")
    async with story(workno="3001") as other:
        await to_cases(other)
        await other.sees("草稿", "夜间施工")
        await other.press("v")
        await other.sees("审定第 1 号典型案例")
        await other.press("y")
        await other.sees("已审定")
        await other.press("e")
        await other.sees("导出第 1 号典型案例")
        await other.press("ctrl+u")
        await other.write(str(tmp_path / "case.md"))
        await other.press("ctrl+s")
        await other.sees("已写到")
        assert "停工整改" in (tmp_path / "case.md").read_text(encoding="utf-8")
        assert typical_cases.cases(other.desk, 5)[0].approved_by == "3001"
