"""What somebody's own tickets were found to be, with the form to answer. Clause: 7.1.2.4."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from hotline_tui.screens import quality_rows as told
from hotline_tui.screens import review_forms as forms
from hotline_tui.screens.quality import QualityScreen
from hotline_tui.screens.quality_rows import ReviewLine
from hotline_tui.screens.reviews import ReviewList
from hotline_tui.screens.worklist import Rows
from hotline_tui.services import review_rows
from hotline_tui.standard.review import State


class OwnReviewsScreen(ReviewList):
    """Lies over the area it was opened from."""

    EMPTY = "还没有质检结果"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "评分表", id="own_reviews.open", priority=True,
                tooltip="看整张评分表"),
        Binding("o", "ticket", "工单", id="own_reviews.ticket", tooltip="看这件工单"),
        Binding("a", "answer", "答复", id="own_reviews.answer", tooltip="确认、说明或申诉"),
        Binding("f", "figures", "我的数字", id="own_reviews.figures",
                tooltip="自己的受理质量，每个数字都能打开工单"),
        Binding("l", "practise", "练习", id="own_reviews.practise",
                tooltip="到练习区，推荐的情景在前"),
        Binding("escape,q", "dismiss", "返回", id="own_reviews.back", key_display="Esc"),
    ]  # fmt: skip

    async def read(self, limit: int, after: ReviewLine | None) -> Rows[ReviewLine] | None:
        """One's own reviews, the newest first; the list comes whole."""
        if after is not None:
            return Rows((), self.total)
        found = await self.door.attempt(review_rows.own)
        return None if found is None else Rows(told.lines(found), len(found))

    def heading(self) -> str:
        """How many, and how many may still be answered."""
        found = [row.review for row, _ in self._lines]
        open_ones = sum(one is not None and one.state is State.SCORED for one in found)
        waiting = f"　可答复 {open_ones}" if open_ones else ""
        return f" 我的质检 7.1.2.4　{self.total} 件{waiting}"

    def ending(self) -> str:
        """The newest are first."""
        return " 最新评的在前 ─"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A score is answered once, and in time."""
        one = self.picked.review if self.picked else None
        if action == "answer":
            return one is not None and one.state is State.SCORED
        return one is not None if action in ("open", "ticket") else True

    @work(group="write")
    async def action_answer(self) -> None:
        """Answer to the picked review."""
        if self.picked and self.picked.review:
            done = await forms.answered(self, self.picked.review)
            await self._did(done, f"已{done.reply.label}" if done and done.reply else "")

    def action_figures(self) -> None:
        """One's own intake quality."""
        self.app.push_screen(QualityScreen())

    def action_practise(self) -> None:
        """To the exercises."""
        self.dismiss()
        self.door.go("practice")
