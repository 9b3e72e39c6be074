"""Early warnings of a day: what came too often to be chance. Clause: 6.3.1.4."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from hotline_tui.screens import improvement_forms
from hotline_tui.screens.counted_list import CountedList, Told
from hotline_tui.screens.figure_rows import Numbered
from hotline_tui.screens.traced import TracedScreen
from hotline_tui.screens.worklist import Rows
from hotline_tui.screens.worklist_lines import filled
from hotline_tui.services import warnings
from hotline_tui.services.figure_words import forecast, improbable
from hotline_tui.services.warnings import WarningRow, Warnings
from hotline_tui.standard.periods import DAY, Length, Period
from hotline_tui.standard.warning import HISTORY
from hotline_tui.standard.watched import of_counted
from hotline_tui.widgets.grid import Cell, Column


@dataclass(frozen=True, slots=True)
class Warned(Numbered):
    """A warning in the list."""

    warning: WarningRow | None = None


class WarnedScreen(CountedList[Warned, Warned, Warnings]):
    """Lies over the figures; the tickets of a warning open over it."""

    UNIT = "项"
    EMPTY = "没有超出常情的诉求"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "看工单", id="warned.open", priority=True,
                tooltip="这项预警的工单"),
        Binding("b", "move_day(-1)", "前一天", id="warned.earlier", tooltip="前一天的预警"),
        Binding("n", "move_day(1)", "后一天", id="warned.later", tooltip="后一天的预警"),
        Binding("i", "improve", "改进", id="warned.improve",
                tooltip="由这项预警提出改进事项"),
        Binding("r", "read_again", "刷新", id="warned.read", tooltip="现在重新比对"),
        Binding("escape,q", "dismiss", "返回", id="warned.back", key_display="Esc"),
    ]  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self._back = 0

    async def count(self, told: Told) -> Warnings | None:
        """Compare the day on view with its history."""
        return await self.door.attempt(warnings.warnings, self.desk.today() - self._back * DAY)

    async def read(self, limit: int, after: Warned | None) -> Rows[Warned] | None:
        """The warnings of the day on view; others' work does not have everything compared anew."""
        if after is not None:
            return Rows((), self.total)
        found = self.counted()
        if found is None:
            return None
        rows = [
            Warned(f"{one.category} {one.district}", version=one.count, warning=one)
            for one in found.rows
        ]
        return Rows(rows, len(rows))

    def columns(self) -> tuple[Column, ...]:
        """What, where, how many, how many were to be expected."""
        return (
            Column("事项"), Column("区", 10), Column("件数", 5, right=True),
            Column("常情", 9, right=True), Column("偶然", 12, right=True),
        )  # fmt: skip

    def cells(self, row: Warned) -> tuple[Cell, ...]:
        """A warning's cells in them."""
        one = row.warning
        if one is None:
            return ()
        low, high = one.expected.between()
        thin = "?" if one.expected.thin else ""
        count, usual = str(one.count), f"{low}–{high}{thin}"
        return one.category, one.district, count, usual, improbable(one.chance)

    def heading(self) -> str:
        """Which day, and what is to come."""
        if self._counted is None:
            return " 预警　正在比对…"
        of = self._counted
        going_on = "" if of.complete else "（截至现在）"
        many = f"{len(of.rows)} 项　比对 {of.looked_at} 类"
        return f" 预警 6.3.1.4　{of.day.isoformat()}{going_on} {many}"

    def ending(self) -> str:
        """What is to come, also where there is nothing to warn of."""
        return f" {forecast(self._counted.outlook, short=True)} ─" if self._counted else " ─"

    async def look(self, row: Warned) -> Warned | None:
        """All of it is known already."""
        return row

    def essence(self, found: Warned, width: int, height: int) -> list[str]:
        """What the warning rests on, and the forecast."""
        one = found.warning
        if one is None or self._counted is None:
            return []
        of = one.expected
        thin = "；历史很少，仅供参考" if of.thin else ""
        rests = f"前 {HISTORY} 天共 {of.rests_on} 件，这一天预期 {of.mean:.1f} 件{thin}"
        above = (f"{one.category}　{one.district}　{one.count} 件", rests,
                 f"偶然出现这么多的可能性 {improbable(one.chance)}",
                 forecast(self._counted.outlook))  # fmt: skip
        return filled(above, (), (), width, height)

    def action_open(self) -> None:
        """The tickets of the picked warning."""
        one = self.picked.warning if self.picked else None
        if one is not None:
            self.app.push_screen(TracedScreen(one.counted, f"{one.category}　{one.district}"))

    @work(group="write")
    async def action_improve(self) -> None:
        """Write down what the picked warning shows to be wrong."""
        one = self.picked.warning if self.picked else None
        if one is not None and self._counted is not None:
            day = Period(Length.DAY, self._counted.day, self._counted.day)
            name = f"{one.category} {one.district}"
            row = await improvement_forms.opened(self, name, of_counted(one.counted), day)
            if row is not None:
                self.say(f"已提出第 {row.id} 号改进事项")

    @work(group="ask")
    async def action_move_day(self, by: int) -> None:
        """The day before, or after; none that has not come."""
        self._back = max(0, self._back - by)
        await self.count_anew()

    @work(group="ask")
    async def action_read_again(self) -> None:
        """Compare now."""
        await self.count_anew()
