"""A supervisor turns a figure into a finding, measures against it, and judges what came of it."""

from __future__ import annotations

import pytest

from hotline_tui.services.improvements import improvements
from hotline_tui.standard.improvement import Progress
from tests.stories.conftest import Open


@pytest.mark.clause("7.2")
async def test_a_figure_becomes_a_finding_with_a_measure_and_its_effect(story: Open) -> None:
    async with story() as here:
        await here.press("f8", "f")
        await here.sees("诉求总量 6.3.1.2 a", "本期 0")
        await here.press("i")
        await here.sees("改进　受理量　2026年11月", "存在的问题")
        await here.press("tab")
        await here.write("噪声扰民反复")
        await here.press("tab")
        await here.write("夜间无人巡查")
        await here.press("ctrl+s")
        await here.sees("已提出第 1 号改进事项")
        await here.press("l")
        await here.sees("改进 7.2　进行中 1", "待定措施", "噪声扰民反复", "此后尚无数字")
        await here.press("n")
        await here.sees("定措施　第 1 号")
        await here.press("2")
        await here.write("夜间巡查")
        await here.press("tab")
        await here.write("督办科")
        await here.press("tab")
        await here.write("11-30 18:00")
        await here.press("ctrl+s")
        await here.sees("已定措施：整改中", "措施：夜间巡查（督办科，11-30 18:00 前）")
        await here.press("d")
        await here.sees("完成措施　第 1 号")
        await here.press("tab")
        await here.write("每晚两次")
        await here.press("ctrl+s")
        await here.sees("措施已完成：待评成效")
        await here.press("e")
        await here.sees("评成效　第 1 号")
        await here.press("tab", "1")
        await here.write("有所减少")
        await here.press("ctrl+s")
        await here.sees("没有落在措施完成以后")
        await here.press("escape", "escape")
        await here.press("enter")
        await here.sees("第 1 号改进事项", "夜间无人巡查", "完成：每晚两次")
        (row,) = improvements(here.desk)
        assert row.progress is Progress.TO_JUDGE
