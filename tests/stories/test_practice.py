"""Where exercises begin: what was assigned, one's own results, and the way to the practice desk."""

from __future__ import annotations

from hotline_tui.services import calls, practice_book
from hotline_tui.services.practice_book import AssignmentRow, Note
from hotline_tui.standard.vocabulary import Role
from tests.stories.conftest import Open
from tests.stories.desk import Story

WAGES = AssignmentRow("05-unpaid-wages-threat", "讨薪扬言", 0, "2026-12-01")


def practised(here: Story, id: str, points: int | None) -> None:
    """An exercise of whoever sits here, handed in or left off."""
    note = Note(id, WAGES.scenario, WAGES.title, "", here.desk.now(), 60.0, [], points)
    practice_book.note(here.desk, note)


async def test_what_was_assigned_stands_first_until_it_is_passed(story: Open) -> None:
    async with story() as here:
        me = here.desk.person
        practice_book.keep_class(here.desk, "一期", 85)
        practice_book.enrol(here.desk, "一期", me.workno, me.name)
        practice_book.assign(here.desk, "一期", WAGES)
        practised(here, "a" * 32, 60)
        await here.press("f9")
        await here.sees("练习 28", "布置未及格 1", "▸!  05   接听来电 讨薪扬言", "60")
        await here.sees("及格 85 分，2026-12-01 前", "条款 C.4", "诉求人 周大勇：生气")
        here.clock.forward(minutes=20)
        practised(here, "b" * 32, 90)
        await here.sees("60→90", "▸   05   接听来电 讨薪扬言")
        await here.misses("布置未及格", "▸!")


async def test_an_exercise_leaves_the_desk_unless_somebody_is_on_the_line(story: Open) -> None:
    async with story() as here:
        exchange = here.colleague("0002", "总机", Role.AGENT)
        rung = calls.ring(exchange, "13812345678", here.desk.person.workno)
        await here.sees("☎ 来电")
        await here.press("f9")
        await here.sees("01   接听来电")
        await here.press("enter")
        await here.hears("不能开始练习")
        assert here.app.exercise is None
        calls.hang_up(exchange, rung.id)
        await here.misses("☎ 来电")
        await here.press("enter")
        assert here.app.exercise == "01-night-noise"


async def test_what_was_left_off_can_be_gone_on_with(story: Open) -> None:
    async with story() as here:
        await here.press("f9")
        await here.sees("01   接听来电")
        await here.press("r")
        assert here.app.exercise is None
        practised(here, "a" * 32, None)
        await here.sees("没做完：讨薪扬言", "r接着做")
        await here.press("r")
        assert here.app.exercise == ""
