"""A list of what was counted in a period, which the person chooses. Clause: 6.3.1.1."""

from __future__ import annotations

from typing import Generic, Protocol, TypeVar

from textual import work

from hotline_tui.screens.figure_rows import KNOWN
from hotline_tui.screens.worklist import Listed, WorklistScreen
from hotline_tui.services import figures
from hotline_tui.standard.periods import Length, Period, containing
from hotline_tui.widgets.ask import Ask


class OfPeriod(Protocol):
    """What was counted in a period."""

    @property
    def period(self) -> Period:
        """The period."""


R = TypeVar("R", bound=Listed)
E = TypeVar("E")
C = TypeVar("C", bound=OfPeriod)


class PeriodListScreen(WorklistScreen[R, E], Generic[R, E, C]):
    """Counts once for each period asked for: others' work has nothing counted anew."""

    def __init__(self) -> None:
        super().__init__()
        self._period: Period | None = None
        self._counted: C | None = None

    @property
    def period(self) -> Period:
        """The period on view: the present month until another is asked for."""
        if self._period is None:
            self._period = containing(Length.MONTH, self.desk.today())
        return self._period

    async def count(self, period: Period) -> C | None:
        """Count what happened in a period; None where it cannot be, which was told."""
        raise NotImplementedError

    async def counted(self) -> C | None:
        """What was counted in the period on view."""
        if self._counted is None or self._counted.period != self.period:
            self._counted = await self.count(self.period)
        return self._counted

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
        self._counted = None
        await self.reload()

    async def _show(self, period: Period) -> None:
        self._period = period
        await self.show_anew()
