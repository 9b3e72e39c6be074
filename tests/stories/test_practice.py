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


async def test_a_trainer_sees_the_table_and_watches_an_exercise(story: Open) -> None:
    async with story() as here:
        trainee = here.colleague("1101", "王芳", Role.AGENT)
        practice_book.keep_class(here.desk, "一期", 85)
        practice_book.enrol(here.desk, "一期", "1101", "王芳")
        practice_book.enrol(here.desk, "一期", "1102", "王芳")
        practice_book.assign(here.desk, "一期", WAGES)
        steps = [{"at": 6.0, "what": "said", "text": "您好，请问您需要什么帮助？", "given": {}}]
        note = Note("a" * 32, WAGES.scenario, WAGES.title, "", here.desk.now(), 60.0, steps)
        practice_book.note(trainee, note)
        await here.press("f9")
        await here.sees("01   接听来电")
        await here.press("t")
        await here.sees("练习成绩 2", "练习中 1", "1101     王芳", "1102     王芳")
        await here.press("enter")
        await here.sees("1101 王芳　讨薪扬言　练习中", "00:06 学员：您好")
        lost = {"key": "tone", "clause": "5.2.2.3 a", "wanted": "", "points": 8, "at": 12.0}
        mark = {**lost, "lost": "说了“凭什么”"}
        done = Note(*("a" * 32, WAGES.scenario, WAGES.title, "", here.desk.now(), 70.0, steps),
                    points=92, marks=[mark])  # fmt: skip
        practice_book.note(trainee, done)
        await here.sees("92 分", "-8 00:12 说了“凭什么”（5.2.2.3 a）")
        await here.press("escape")
        await here.sees("及格 1")
        await here.press("w")
        await here.sees("薄弱条款", "5.2.2.3 a　失分 100%")


async def test_a_question_is_answered_by_a_digit_and_told_by_its_clause(story: Open) -> None:
    async with story() as here:
        await here.press("f9")
        await here.sees("01   接听来电")
        await here.press("z")
        await here.sees("每日一练", "1 / 5")
        for nth in range(1, 6):
            await here.press("enter")  # not before it is answered
            await here.sees(f"{nth} / 5")
            await here.press("1")
            await here.until(lambda: "✓ 对" in here.text or "✗ 应为" in here.text, "the verdict")
            await here.press("enter")
        await here.sees("答对")
        await here.press("enter")
        await here.sees("01   接听来电")
