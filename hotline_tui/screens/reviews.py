"""The reviewer's worklist: tickets of a sample, scored one after the other; objections decided.

Clause: 7.1.2.1, 7.1.2.2, 7.1.2.4.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from hotline_tui.screens import quality_rows as told
from hotline_tui.screens import review_forms as forms
from hotline_tui.screens.figure_rows import KNOWN
from hotline_tui.screens.page import PageScreen
from hotline_tui.screens.quality import QualityScreen
from hotline_tui.screens.quality_rows import ReviewLine
from hotline_tui.screens.worklist import Rows, WorklistScreen
from hotline_tui.services import figures, intake_quality, review_rows, reviewing
from hotline_tui.services.intake_quality import Finding
from hotline_tui.services.review_rows import ReviewRow
from hotline_tui.standard.authority import Act
from hotline_tui.standard.review import State
from hotline_tui.widgets.ask import Ask
from hotline_tui.widgets.grid import Cell, Column


@dataclass(frozen=True, slots=True)
class Looked:
    """A review and what the checks find in its ticket."""

    review: ReviewRow
    doubts: tuple[Finding, ...]


class ReviewList(WorklistScreen[ReviewLine, Looked]):
    """What the reviewer's list and one's own have alike."""

    def columns(self) -> tuple[Column, ...]:
        """The columns that the width has room for."""
        return told.REVIEWS + (told.REVIEWS_WIDE if self.wide else ())

    def cells(self, row: ReviewLine) -> tuple[Cell, ...]:
        """A review's cells in them."""
        return told.review_cells(row.review, wide=self.wide) if row.review else ()

    async def look(self, row: ReviewLine) -> Looked | None:
        """What the checks find in the picked ticket."""
        if row.review is None:
            return None
        found = await self.door.attempt(intake_quality.doubts, row.review.ticket)
        return None if found is None else Looked(row.review, found)

    def essence(self, found: Looked, width: int, height: int) -> list[str]:
        """What is doubtful, what was found, what was said to it."""
        return told.review_essence(found.review, found.doubts, width, height)

    @work(group="ask")
    async def action_open(self) -> None:
        """The whole scorecard of the picked review."""
        row = self.picked
        found = await self.look(row) if row else None
        if found is not None:
            whole = told.card(found.review, found.doubts)
            self.app.push_screen(PageScreen(f"第 {found.review.id} 号质检", whole))

    def action_ticket(self) -> None:
        """The picked review's ticket."""
        if self.picked and self.picked.review:
            self.door.show_ticket(self.picked.review.ticket)

    async def _did(self, row: ReviewRow | None, what: str) -> None:
        if row is not None:
            self.say(f"第 {row.id} 号质检{what}")
            await self.reload()


class ReviewsScreen(ReviewList):
    """Lies over the area it was opened from."""

    EMPTY = "没有质检，按 n 抽样"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "评分表", id="reviews.open", priority=True, tooltip="整张评分表"),
        Binding("o", "ticket", "工单", id="reviews.ticket", tooltip="看这件工单"),
        Binding("e", "score", "评分", id="reviews.score", tooltip="逐项评分；不能评自己的工单"),
        Binding("d", "decide", "裁定", id="reviews.decide", tooltip="裁定申诉：维持或改判"),
        Binding("n", "draw", "抽样", id="reviews.draw", tooltip="抽取一个时段的样本，谁抽都一样"),
        Binding("s", "state", "状态", id="reviews.state", tooltip="只看待评、申诉中、待确认、已定"),
        Binding("f", "figures", "数字", id="reviews.figures", tooltip="每人、每个班组的受理质量"),
        Binding("escape,q", "dismiss", "返回", id="reviews.back", key_display="Esc"),
    ]  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self._state: State | None = None

    async def read(self, limit: int, after: ReviewLine | None) -> Rows[ReviewLine] | None:
        """Objections first, then what is to be scored; the list comes whole."""
        if after is not None:
            return Rows((), self.total)
        found = await self.door.attempt(review_rows.waiting, self._state)
        return None if found is None else Rows(told.lines(found), len(found))

    def heading(self) -> str:
        """How many of which state."""
        of = f"　{self._state.label}" if self._state else ""
        return f" 受理质检 7.1.2　{self.total} 件{of}"

    def ending(self) -> str:
        """What stands first."""
        return " 申诉、待评的在前 ─"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is scored is scored; only an objection is decided about."""
        one = self.picked.review if self.picked else None
        match action:
            case "score":
                to_do = one is not None and one.state is State.DRAWN
                return to_do and self.desk.may(Act.REVIEW_INTAKE)
            case "decide":
                objected = one is not None and one.state is State.OBJECTED
                return objected and self.desk.may(Act.DECIDE_REVIEW)
            case "draw":
                return self.desk.may(Act.REVIEW_INTAKE)
            case "open" | "ticket":
                return one is not None
        return True

    @work(group="write")
    async def action_score(self) -> None:
        """Fill the picked review's scorecard in."""
        row = self.picked
        found = await self.look(row) if row else None
        if found is not None:
            done = await forms.scored(self, found.review, found.doubts)
            await self._did(done, f"已评 {done.points:g} 分" if done and done.points else "已评")

    @work(group="write")
    async def action_decide(self) -> None:
        """Decide about the picked review's objection."""
        if self.picked and self.picked.review:
            await self._did(await forms.decided(self, self.picked.review), "已裁定")

    @work(group="write")
    async def action_draw(self) -> None:
        """Draw the sample of a period."""
        asked = Ask("抽取哪一个时段", KNOWN, value="本月")
        text: str | None = await self.app.push_screen_wait(asked)
        period = await self.door.attempt(figures.period, text) if text else None
        done = await self.door.attempt(reviewing.draw, period) if period else None
        if done is not None:
            self.say(f"{done.period.name} {done.tickets} 件工单，新抽 {done.new} 件")
            await self.reload()

    @work(group="ask")
    async def action_state(self) -> None:
        """The reviews of the next state, then all again."""
        every = [None, *State]
        self._state = every[(every.index(self._state) + 1) % len(every)]
        await self.show_anew()

    def action_figures(self) -> None:
        """Everybody's intake quality."""
        self.app.push_screen(QualityScreen())
