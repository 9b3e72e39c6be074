"""A list of what was counted in a period, which the person chooses. Clause: 6.3.1.1."""

from __future__ import annotations

from typing import Generic

from textual import work

from hotline_tui.screens.counted_list import C, CountedList
from hotline_tui.screens.figure_rows import KNOWN
from hotline_tui.screens.worklist import E, R
from hotline_tui.services import figures
from hotline_tui.standard.periods import Length, Period, containing
from hotline_tui.widgets.ask import Ask


class PeriodListScreen(CountedList[R, E, C], Generic[R, E, C]):
    """Counts what happened in the period on view."""

    def __init__(self) -> None:
        super().__init__()
        self._period: Period | None = None

    @property
    def period(self) -> Period:
        """The period on view: the present month until another is asked for."""
        if self._period is None:
            self._period = containing(Length.MONTH, self.desk.today())
        return self._period

    @work(group="ask")
    async def action_period(self) -> None:
        """Another period, as it is typed."""
        asked = Ask("看哪一个时段", KNOWN, value=self.period.text)
        text: str | None = await self.app.push_screen_wait(asked)
        found = await self.door.attempt(figures.period, text) if text is not None else None
        if found is not None:
            await self._show(found)

    @work(group="ask")
    async def action_move_period(self, by: int) -> None:
        """The period before, or after."""
        await self._show(self.period.before if by < 0 else self.period.after)

    @work(group="ask")
    async def action_read_again(self) -> None:
        """Count now."""
        await self.count_anew()

    async def _show(self, period: Period) -> None:
        self._period = period
        await self.count_anew()
