"""A guided form asks for what an act needs, and loses nothing when the act is refused."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hotline_tui.kb.lookup import Choice
from hotline_tui.screens.base import DeskScreen
from hotline_tui.screens.guided import GuidedForm, guided
from hotline_tui.screens.guided_blanks import NOW, Blank, Sort
from hotline_tui.services.desk import Desk
from hotline_tui.standard.refusal import Fault, refuse_if
from tests.office import BEGINNING
from tests.stories.conftest import Open
from tests.stories.desk import Story

OUTCOMES = (Choice("solved", "已解决"), Choice("unsolved", "未解决"))
BLANKS = (
    Blank("outcome", "结果", Sort.CHOICE, OUTCOMES, required=True),
    Blank("measures", "措施", Sort.PROSE),
    Blank("reason", "原因", wanted=lambda texts: texts["outcome"] == "unsolved"),
    Blank("at", "时间", Sort.PAST, value=NOW),
    Blank("people", "参加", Sort.NAMES),
)


def demanding(desk: Desk, values: Mapping[str, Any]) -> Mapping[str, Any]:
    """An act that wants measures and, where they are asked for, reasons."""
    refuse_if(
        Fault(name, "5.3.2.3.5 a", f"请写明{name}")
        for name in ("measures", "reason")
        if name in values and not values[name]
    )
    return values


async def opened(here: Story) -> list[Any]:
    """A form over the queue; what it gives is put into the list."""
    await here.press("f4")
    await here.until(lambda: here.app.current_mode == "dispatch", "the queue")
    screen, given = here.app.screen, []
    assert isinstance(screen, DeskScreen)

    async def ask() -> None:
        given.append(await guided(screen, "反馈", BLANKS, demanding, "请说明办理情况"))

    screen.run_worker(ask())
    await here.until(lambda: isinstance(here.app.screen, GuidedForm), "the form")
    return given


async def test_what_is_refused_is_told_in_place_and_stays_to_be_put_right(story: Open) -> None:
    async with story() as here:
        given = await opened(here)
        await here.sees("请说明办理情况", "*结果", "措施")
        await here.press("2")
        await here.sees("原因")
        await here.press("tab", "tab", "tab")
        await here.write("张三、李四 王五")
        await here.press("ctrl+s")
        await here.sees("! 请写明measures 5.3.2.3.5 a", "! 请写明reason 5.3.2.3.5 a")
        await here.write("已清理")
        await here.press("tab")
        await here.write("缺配件")
        await here.press("ctrl+s")
        await here.until(lambda: given, "the answer")
        assert given == [{
            "outcome": "unsolved", "measures": "已清理", "reason": "缺配件", "at": BEGINNING,
            "people": ("张三", "李四", "王五"),
        }]  # fmt: skip


async def test_a_time_that_cannot_be_read_is_said_so_before_anything_is_handed_in(
    story: Open,
) -> None:
    async with story() as here:
        given = await opened(here)
        await here.press("1", "tab", "ctrl+u")
        await here.write("不知道哪天")
        await here.press("ctrl+s")
        await here.sees("看不懂时间")
        assert given == []


async def test_what_was_typed_is_not_thrown_away_by_one_key(story: Open) -> None:
    async with story() as here:
        given = await opened(here)
        await here.press("1")
        await here.press("escape")
        await here.sees("再按一次 Esc 放弃")
        await here.press("escape")
        await here.until(lambda: given == [None], "nothing")
