"""A supervisor looks at a month, its sections, its organizers, and the tickets behind a number."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest

from hotline_tui.services import demo
from hotline_tui.services.assessing import assessment
from hotline_tui.services.figure_words import many
from hotline_tui.services.figures import figures, period
from hotline_tui.standard.assessment import Group
from hotline_tui.standard.figures import Measure
from hotline_tui.standard.record import Emergency
from hotline_tui.standard.vocabulary import Kind, Urgency
from tests.office import matter, registered
from tests.stories.conftest import Open
from tests.stories.desk import Story

SIZES = pytest.mark.parametrize("size", [(80, 24), (200, 50)], ids=["80x24", "200x50"])


async def to_figures(here: Story) -> None:
    """From the wallboard to last month's figures."""
    await here.press("f8")
    await here.sees("今日")
    await here.press("f")
    await here.sees("诉求总量 6.3.1.2 a", "2026年11月（截至 11-23 14:0")
    await here.press("b")
    await here.sees("2026年10月", "受理量")


@SIZES
@pytest.mark.clause("6.3.1.1", "6.3.1.2 a", "6.3.1.2 c", "6.3.1.3 a")
async def test_every_number_of_a_month_opens_its_tickets(
    story: Open, size: tuple[int, int]
) -> None:
    async with story(size) as here:
        demo.past(here.desk, 2)
        found = figures(here.desk, period(here.desk, "2026-10"))
        await to_figures(here)
        await here.sees(f"本期 {many(found.total)}", "1日")
        await here.press("right", "right", "right", "right")
        first = found.problems[0]
        await here.sees("集中问题 6.3.1.2 c", first.name, f"本期 {first.count}", first.about[:6])
        await here.press("enter")
        await here.sees(f"受理量 {first.count} 件", first.name.split("/")[-1], "最新提出的在前")
        await here.press("enter")
        await here.sees("历史")
        await here.press("escape")
        await here.sees(f"受理量 {first.count} 件")
        await here.press("escape", "left")
        await here.sees("紧急程度")
        await here.press("p")
        await here.sees("看哪一个时段")
        await here.press("ctrl+u")
        await here.write("下个月")
        await here.press("enter")
        await here.hears("看不懂时段“下个月”")
        await here.press("p")
        await here.press("ctrl+u")
        await here.write("2027")
        await here.press("enter")
        await here.sees("2027年（尚未开始）")


@SIZES
@pytest.mark.clause("7.1.3.1", "7.1.3.3")
async def test_a_units_rates_are_traced_to_their_tickets(
    story: Open, size: tuple[int, int]
) -> None:
    async with story(size) as here:
        demo.past(here.desk, 2)
        found = assessment(here.desk, period(here.desk, "2026-10"))
        unit = found.group(Group.GRASSROOTS)[0]
        await to_figures(here)
        await here.press("o")
        await here.sees("承办单位考评 7.1.3　区", "得分高的在前")
        await here.press("right")
        await here.sees("街道乡镇", unit.name, "响应率")
        await here.press("enter")
        await here.sees(unit.name, "有效回访", "7.1.3.2 a")
        await here.press("enter")
        await here.sees(f"有效回访 {unit.assessed[Measure.VALID]} 件　不含剔除、挂账")


@pytest.mark.clause("6.3.2.1.1", "6.3.2.1.2")
async def test_an_emergency_is_reported_from_the_waiting_list_to_the_sending(
    story: Open, tmp_path: Path
) -> None:
    async with story() as here:
        fire = matter(
            Kind.HELP, Urgency.EMERGENCY, title="楼道起火", place="春晓里5号楼",
            course="三层楼道起火。", emergency=Emergency(extent="一个单元", harm="一人受伤"),
        )  # fmt: skip
        number = registered(here.desk, fire).number
        await here.press("f8")
        await here.sees("今日")
        await here.press("f")
        await here.sees("诉求总量")
        await here.press("m")
        await here.sees("报告 6.3.2　1", "未编制", number, "登记后 2 小时内报送")
        await here.press("enter")
        await here.sees("编制报告", number)
        await here.press("ctrl+s")
        await here.sees("第 1 号报告已编制", "草稿", "还缺", "事件性质")
        later = registered(here.desk, replace(fire, id=uuid4(), title="又一处起火")).number
        await here.sees(later)
        text = here.text
        assert text.index("第 1 号") < text.index(later), "soonest due first, written or not"
        await here.press("w")
        await here.sees("发生地点", "春晓里5号楼")
        for _ in range(5):
            await here.press("tab")
        for word in ("消防到场", "火灾", "网上未见", "13812345678", "疏散安置"):
            await here.write(word)
            await here.press("tab")
        await here.press("ctrl+s")
        await here.sees("报告不能写个人信息")
        await here.press("ctrl+u")
        await here.write("复燃")
        await here.press("ctrl+s")
        await here.sees("第 1 号报告已修改")
        await here.press("v")
        await here.sees("审定以后不能再改")
        await here.press("y")
        await here.sees("第 1 号报告已审定")
        await here.press("x")
        await here.sees("报送单位")
        await here.press("ctrl+s")
        await here.sees("第 1 号报告已报送", "市政府办公厅")
        await here.press("e")
        await here.sees("以 .docx")
        await here.press("ctrl+u")
        await here.write(str(tmp_path / "report.docx"))
        await here.press("ctrl+s")
        await here.sees("已写到")
        assert (tmp_path / "report.docx").read_bytes().startswith(b"PK")
        await here.press("enter")
        await here.sees("发生时间")
        await here.press("end")
        await here.sees("即将出现的风险", "复燃")


@SIZES
@pytest.mark.clause("6.3.1.4")
async def test_a_supervisor_sees_a_burst_and_opens_its_tickets(
    story: Open, size: tuple[int, int]
) -> None:
    async with story(size) as here:
        demo.past(here.desk, 2)
        path = ("市场监管", "食品安全", "餐饮食品安全")
        for nth in range(25):
            draft = matter(phone=f"1380000{nth:04d}", category=path, title="食堂多人腹泻")
            registered(here.desk, draft)
        here.clock.forward(minutes=5)
        await to_figures(here)
        await here.press("a")
        await here.sees("预警 6.3.1.4　2026-11-23（截至现在）", "餐饮食品安全", "全市", "未来 7 天")
        await here.press("enter")
        await here.sees("受理量 25 件", "食堂多人腹泻")
