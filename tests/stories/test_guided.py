"""A guided form asks for what an act needs, and loses nothing when the act is refused."""

from __future__ import annotations

from collections.abc import Mapping
from threading import Event
from typing import Any

from hotline_tui.kb.lookup import Choice
from hotline_tui.screens.base import DeskScreen
from hotline_tui.screens.dispatching import DispatchingScreen
from hotline_tui.screens.guided import Came, GuidedForm, guided
from hotline_tui.screens.guided_blanks import NOW, Blank, Sort
from hotline_tui.services.desk import Desk
from hotline_tui.services.drafting import form
from hotline_tui.standard.refusal import Fault, refuse_if
from tests.office import BEGINNING, matter, registered
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


async def kept(here: Story, texts: Mapping[str, str], title: str = "反馈") -> None:
    """Wait until the journal holds these texts of the form."""
    journal = here.app.journal

    def there() -> bool:
        held = form(here.desk, journal, title)
        return (
            held is not None and texts.items() <= held.content.get("entries", held.content).items()
        )

    await here.until(there, "the draft")


async def test_a_form_that_the_desk_was_killed_over_offers_what_was_typed(story: Open) -> None:
    async with story() as here:
        await opened(here)
        await here.press("2")
        await here.write("已派人上门，住户不在")
        await kept(here, {"outcome": "unsolved", "measures": "已派人上门，住户不在"})
    async with story() as here:
        await here.hears("反馈")
        given = await opened(here)
        await here.sees("未解决", "已派人上门，住户不在", "已取回 11-23 14:00 没有确定的内容")
        await here.press("escape", "escape")
        await here.until(lambda: given == [None], "nothing")
    async with story() as here:
        await opened(here)
        await here.sees("请说明办理情况")
        await here.misses("已派人上门", "已取回")


async def test_what_was_handed_in_is_not_offered_again(story: Open) -> None:
    async with story() as here:
        given = await opened(here)
        await here.press("1")
        await here.write("已清理")
        await kept(here, {"measures": "已清理"})
        await here.press("ctrl+s")
        await here.until(lambda: given, "the answer")
        assert form(here.desk, here.app.journal, "反馈") is None


async def test_a_dispatch_that_the_desk_was_killed_over_is_offered_with_its_units(
    story: Open,
) -> None:
    async with story() as here:
        number = registered(here.desk, matter(division="110105")).number
        await here.press("f4")
        await here.sees(number)
        await here.press("d")
        await here.until(lambda: isinstance(here.app.screen, DispatchingScreen), "the dialog")
        await here.press(*"xgjd", "enter", *"hdqrm", "enter")
        await here.sees("牵头[小关街道办事处", "海淀区人民政府")
        await here.press("enter")
        await here.write("电话说了一半")
        await kept(here, {"opinion": "电话说了一半"}, f"派单 {number}")
    async with story() as here:
        await here.hears(f"派单 {number}")
        await here.press("f4")
        await here.sees(number)
        await here.press("d")
        await here.sees("牵头[小关街道办事处", "海淀区人民政府", "电话说了一半", "可以派单")
        await here.press("ctrl+s")
        await here.sees("将派出", "协办 海淀区人民政府")
        await here.press("enter")
        await here.sees(f"{number} 已派至小关街道办事处")
        assert form(here.desk, here.app.journal, f"派单 {number}") is None


async def test_what_takes_long_says_how_far_it_is_and_is_stopped_by_one_key(story: Open) -> None:
    async with story() as here:
        left, heard, given = Event(), [], []

        def long(desk: Desk, values: Mapping[str, Any]) -> str:
            form = here.app.screen
            form.post_message(Came(3, 6))
            left.wait()
            heard.append(form.post_message(Came(4, 6)))
            return "done"

        await here.press("f4")
        await here.until(lambda: here.app.current_mode == "dispatch", "the queue")
        screen = here.app.screen
        assert isinstance(screen, DeskScreen)

        async def ask() -> None:
            given.append(await guided(screen, "编制", (Blank("period", "时段"),), long))

        screen.run_worker(ask())
        await here.until(lambda: isinstance(here.app.screen, GuidedForm), "the form")
        await here.write("2026-10")
        await here.press("ctrl+s")
        await here.sees("███████████████░░░░░░░░░░░░░░░ 3/6　Esc 停止")
        await here.press("escape")
        await here.until(lambda: given == [None], "the form is left")
        left.set()
        await here.until(lambda: heard == [False], "it hears that nobody waits")
