"""Where exercises begin: the scenarios with one's own results; what was assigned stands first."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from hotline_tui.practice.hall import HallRow, hall
from hotline_tui.screens.own_reviews import OwnReviewsScreen
from hotline_tui.screens.practice_class import PracticeClassScreen
from hotline_tui.screens.practice_quiz import QuizDialog, drill
from hotline_tui.screens.worklist import Rows, WorklistScreen
from hotline_tui.screens.worklist_lines import filled
from hotline_tui.standard.authority import Act
from hotline_tui.widgets.grid import Cell, Column


class PracticeScreen(WorklistScreen[HallRow, HallRow]):
    """An exercise leaves the desk for another one, which is thrown away; then one is back here."""

    AREA = "practice"
    EMPTY = "没有情景"
    UNIT = "个"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "begin", "开始", id="practice.begin", priority=True,
                tooltip="离开热线台，到一次性的练习台上练选中的情景"),
        Binding("r", "resume", "接着做", id="practice.resume",
                tooltip="接着做上次没有交卷的练习"),
        Binding("z", "quiz", "每日一练", id="practice.quiz",
                tooltip="由规则出题，先考自己失分最多的条款"),
        Binding("m", "reviews", "我的质检", id="practice.reviews",
                tooltip="自己工单的评分：确认、说明、申诉；自己的受理质量"),
        Binding("t", "classes", "成绩", id="practice.classes",
                tooltip="教员：各班成绩，看正在进行的练习"),
    ]  # fmt: skip

    _left = ""
    """The title of one's exercise that was not handed in."""

    async def read(self, limit: int, after: HallRow | None) -> Rows[HallRow] | None:
        """All scenarios: the list is short and comes whole."""
        if after is not None:
            return Rows((), self.total)
        found = await self.door.attempt(hall)
        if found is None:
            return None
        self._left = found.left
        return Rows(found.rows, len(found.rows))

    def columns(self) -> tuple[Column, ...]:
        """The columns that the width has room for."""
        usual = (
            Column("", 2),
            Column("情景", 4),
            Column("练什么", 8),
            Column("题目"),
            Column("最好", 4, right=True),
            Column("历次", 14),
        )
        return (*usual, Column("要点", 60)) if self.wide else usual

    def cells(self, row: HallRow) -> tuple[Cell, ...]:
        """A row's cells in them; what is still to be done is marked."""
        scenario = row.scenario
        best = "" if row.best is None else str(row.best)
        tries = "→".join(map(str, row.tries[-4:]))
        mark = "!" if row.open else "荐" if row.weak else ""
        told = (mark, scenario.id[:2], scenario.exercise.label, scenario.title)
        more = (scenario.about,) if self.wide else ()
        return (*told, best, tries, *more)

    def heading(self) -> str:
        """How many, and how many of them are to be done."""
        rows = [row for row, _ in self._lines]
        to_do = sum(row.open for row in rows)
        done = sum(row.best is not None for row in rows)
        weak = sum(bool(row.weak) for row in rows)
        asked = f"　布置未及格 {to_do}" if to_do else ""
        asked += f"　推荐 {weak}" if weak else ""
        left = f"　没做完：{self._left}（r 接着做）" if self._left else ""
        return f" 练习 {self.total}　练过 {done}{asked}{left}"

    def ending(self) -> str:
        """What everybody should know who begins here."""
        return " 练习的数据不会进入热线台 ─"

    async def look(self, row: HallRow) -> HallRow | None:
        """All of it is known already."""
        return row

    def essence(self, found: HallRow, width: int, height: int) -> list[str]:
        """What it is about, who calls, until when it is to be passed."""
        scenario = found.scenario
        at = f"{scenario.at:%m-%d %H:%M}"
        above = [f"{scenario.title} · {scenario.exercise.label} · {at} · {scenario.minutes:g} 分钟"]
        if found.pass_mark is not None:
            until = f"，{found.until} 前" if found.until else ""
            above.append(f"布置：及格 {found.pass_mark} 分{until}")
        if found.weak:
            above.append(f"推荐：近期工单和质检中较弱的条款 {'、'.join(found.weak)}")
        story = [scenario.about, f"条款 {'、'.join(scenario.teaches)}"]
        if scenario.caller.manner:
            mood = scenario.caller.mood.label
            story.append(f"诉求人 {scenario.caller.name}：{mood}，{scenario.caller.manner}")
        return filled(above, tuple(story), (), width, height)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what was left can be gone on with."""
        if action == "reviews":
            return self.desk.may(Act.ANSWER_REVIEW)
        if action == "classes":
            return self.desk.may(Act.TRAIN)
        return bool(self._left) if action == "resume" else True

    # ---- acts ---------------------------------------------------------------------------

    def action_begin(self) -> None:
        """Practise the picked scenario."""
        if row := self.picked:
            self.door.practise(row.number)

    def action_resume(self) -> None:
        """Go on with what was not handed in."""
        self.door.practise("")

    @work(group="ask")
    async def action_quiz(self) -> None:
        """Today's questions."""
        found = await self.door.attempt(drill)
        if found:
            await self.app.push_screen_wait(QuizDialog(found))

    def action_reviews(self) -> None:
        """What one's own tickets were found to be."""
        self.app.push_screen(OwnReviewsScreen())

    def action_classes(self) -> None:
        """How everybody stands."""
        self.app.push_screen(PracticeClassScreen())
