"""The reviews behind the points of a person, a team, everybody. Clause: 7.1.2.4."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from hotline_tui.screens import quality_rows as told
from hotline_tui.screens.quality_checks import Whose
from hotline_tui.screens.quality_rows import ReviewLine
from hotline_tui.screens.reviews import ReviewList
from hotline_tui.screens.worklist import Rows
from hotline_tui.services import review_rows
from hotline_tui.standard.periods import Period


class PeriodReviewsScreen(ReviewList):
    """Lies over the checks that it was opened from."""

    EMPTY = "这一期没有质检"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "评分表", id="period_reviews.open", priority=True,
                tooltip="整张评分表"),
        Binding("o", "ticket", "工单", id="period_reviews.ticket", tooltip="看这件工单"),
        Binding("escape,q", "dismiss", "返回", id="period_reviews.back", key_display="Esc"),
    ]  # fmt: skip

    def __init__(self, period: Period, whose: Whose) -> None:
        super().__init__()
        self._period, self._whose = period, whose

    async def read(self, limit: int, after: ReviewLine | None) -> Rows[ReviewLine] | None:
        """All of them; the list comes whole."""
        if after is not None:
            return Rows((), self.total)
        found = await self.door.attempt(
            review_rows.of_period, self._period, self._whose.agent, self._whose.team
        )
        return None if found is None else Rows(told.lines(found), len(found))

    def heading(self) -> str:
        """What these reviews are behind."""
        return f" 质检 {self.total} 件　{self._whose.name}　{self._period.name}"

    def ending(self) -> str:
        """In which order."""
        return " 先抽的在前 ─"
