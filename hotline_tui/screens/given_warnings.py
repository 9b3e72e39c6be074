"""Warnings that were given unasked: what they rest on, their tickets, who heeded them and how.

Clause: 6.3.1.4.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from hotline_tui.screens import improvement_forms
from hotline_tui.screens.cluster_rows import at
from hotline_tui.screens.figure_rows import Numbered
from hotline_tui.screens.guided import Values, guided
from hotline_tui.screens.guided_blanks import Blank, Sort
from hotline_tui.screens.traced import TracedScreen
from hotline_tui.screens.warned import WarnedScreen
from hotline_tui.screens.worklist import Rows, WorklistScreen
from hotline_tui.screens.worklist_lines import filled
from hotline_tui.services import heeding
from hotline_tui.services.desk import Desk
from hotline_tui.services.figure_words import improbable
from hotline_tui.services.heeding import GivenRow
from hotline_tui.standard.authority import Act
from hotline_tui.standard.periods import Length, Period
from hotline_tui.standard.warning import HISTORY
from hotline_tui.standard.watched import of_counted
from hotline_tui.widgets.grid import Cell, Column

WHOLE_CITY = "全市的一项确认后，同一天同一事项各区的一并确认。"


@dataclass(frozen=True, slots=True)
class Given(Numbered):
    """A warning in the list."""

    warning: GivenRow | None = None


class GivenWarningsScreen(WorklistScreen[Given, Given]):
    """Lies over the area it was opened from; the tickets of a warning open over it."""

    UNIT = "项"
    EMPTY = "没有发出过预警"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "看工单", id="given.open", priority=True,
                tooltip="这项预警当天的工单"),
        Binding("a", "heed", "确认", id="given.heed", tooltip="写明怎样看、怎样办，确认这项预警"),
        Binding("i", "improve", "改进", id="given.improve", tooltip="由这项预警提出改进事项"),
        Binding("w", "compare", "现在比对", id="given.compare",
                tooltip="今天截至现在的比对，未来一周的预测"),
        Binding("escape,q", "dismiss", "返回", id="given.back", key_display="Esc"),
    ]  # fmt: skip

    async def read(self, limit: int, after: Given | None) -> Rows[Given] | None:
        """The warnings that were given; they come whole."""
        if after is not None:
            return Rows((), self.total)
        found = await self.door.attempt(heeding.given)
        if found is None:
            return None
        rows = [
            Given(str(one.id), version=int(one.acknowledged_at is not None), warning=one)
            for one in found
        ]
        return Rows(rows, len(rows))

    def columns(self) -> tuple[Column, ...]:
        """Where it stands, of which day, what, where, how many, how many were to be expected."""
        return (
            Column("", 6), Column("日期", 10), Column("事项"), Column("区", 10),
            Column("件数", 5, right=True), Column("常情", 9, right=True),
        )  # fmt: skip

    def cells(self, row: Given) -> tuple[Cell, ...]:
        """A warning's cells in them."""
        one = row.warning
        if one is None:
            return ()
        low, high = one.expected.between()
        state = "已确认" if one.acknowledged_at else "待确认"
        what = one.category if self.wide else one.category.rpartition("/")[2]
        return state, one.day.isoformat(), what, one.district, str(one.count), f"{low}–{high}"

    def heading(self) -> str:
        """How many nobody has acknowledged."""
        rows = (row.warning for row in self._rows.values())
        many = sum(one is not None and one.acknowledged_at is None for one in rows)
        return f" 预警记录 6.3.1.4　待确认 {many} 项"

    def ending(self) -> str:
        """The order."""
        return " 待确认的在前 ─"

    async def look(self, row: Given) -> Given | None:
        """All of it is known already."""
        return row

    def essence(self, found: Given, width: int, height: int) -> list[str]:
        """What the warning rests on, and who heeded it."""
        one = found.warning
        if one is None:
            return []
        of = one.expected
        thin = "；历史很少，仅供参考" if of.thin else ""
        rests = f"前 {HISTORY} 天共 {of.rests_on} 件，这一天预期 {of.mean:.1f} 件{thin}"
        heeded = (
            f"{at(one.acknowledged_at)} {one.acknowledged_by} 确认：{one.note}"
            if one.acknowledged_at
            else "a 确认"
        )
        above = (
            f"{one.category}　{one.district}",
            f"{at(one.found_at)} 发现 {one.count} 件，偶然的可能性 {improbable(one.chance)}",
            rests,
            heeded,
        )
        return filled(above, (), (), width, height)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only who may, and what nobody has acknowledged yet."""
        one = self.picked.warning if self.picked else None
        if action == "heed":
            return self.desk.may(Act.HEED_WARNING) and bool(one and one.acknowledged_at is None)
        if action == "improve":
            return self.desk.may(Act.IMPROVE) and one is not None
        return True

    def action_open(self) -> None:
        """The tickets of the picked warning's day."""
        one = self.picked.warning if self.picked else None
        if one is not None:
            self.app.push_screen(TracedScreen(one.counted, f"{one.category}　{one.district}"))

    def action_compare(self) -> None:
        """What today brings, compared now."""
        self.app.push_screen(WarnedScreen())

    @work(group="write")
    async def action_heed(self) -> None:
        """Acknowledge the picked warning. Clause: 6.3.1.4."""
        one = self.picked.warning if self.picked else None
        if one is None:
            return
        blanks = (Blank("note", "怎样看、怎样办", Sort.PROSE, required=True),)

        def heed(desk: Desk, values: Values) -> GivenRow:
            return heeding.heed(desk, one.id, values["note"])

        title = f"确认预警　{one.category.rpartition('/')[2]} {one.district}"
        row = await guided(self, title, blanks, heed, WHOLE_CITY)
        if row is not None:
            self.say(f"已确认 {row.district} 的预警")
            await self.reload()

    @work(group="write")
    async def action_improve(self) -> None:
        """Write down what the picked warning shows to be wrong."""
        one = self.picked.warning if self.picked else None
        if one is not None:
            day = Period(Length.DAY, one.day, one.day)
            name = f"{one.category} {one.district}"
            row = await improvement_forms.opened(self, name, of_counted(one.counted), day)
            if row is not None:
                self.say(f"已提出第 {row.id} 号改进事项")
