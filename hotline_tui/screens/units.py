"""The organizers' assessment: units among their like, and the counts of one of them.

Clause: 7.1.3.1, 7.1.3.3.
"""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from hotline_tui.screens import figure_rows as told
from hotline_tui.screens import improvement_forms
from hotline_tui.screens.counted_list import CountedList, Told, part_by_part
from hotline_tui.screens.figure_rows import AssessedRow, PartRow
from hotline_tui.screens.notices import NoticesScreen
from hotline_tui.screens.traced import TracedScreen
from hotline_tui.screens.worklist import Rows, WorklistScreen
from hotline_tui.services import assessing
from hotline_tui.services.assessing import Assessment, UnitRow
from hotline_tui.services.report_data import ASSESSMENT
from hotline_tui.standard.assessment import Group
from hotline_tui.standard.figures import Rate
from hotline_tui.standard.periods import Period
from hotline_tui.standard.watched import Watched
from hotline_tui.widgets.grid import Cell, Column


class UnitsScreen(CountedList[AssessedRow, AssessedRow, Assessment]):
    """Lies over the figures; a unit's counts open over it."""

    UNIT = "个单位"
    EMPTY = "这一组这一期没有可考评的单位"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "指标", id="units.open", priority=True,
                tooltip="这个单位的各项指标，再看背后的工单"),
        Binding("right,s", "group(1)", "下一组", id="units.next", key_display="→",
                tooltip="区、街道乡镇、市级部门、企事业单位：同类相比"),
        Binding("left", "group(-1)", "上一组", id="units.previous", key_display="←", show=False),
        Binding("t", "notices", "告知", id="units.notices",
                tooltip="把这一期的结果告知承办单位；签收、异议、运用"),
        Binding("i", "improve", "改进", id="units.improve",
                tooltip="由这个单位的一项率提出改进事项"),
        Binding("r", "read_again", "刷新", id="units.read", tooltip="现在重新统计"),
        Binding("escape,q", "dismiss", "返回", id="units.back", key_display="Esc"),
    ]  # fmt: skip

    def __init__(self, period: Period) -> None:
        super().__init__()
        self._period = period
        self._group = Group.DISTRICTS

    async def count(self, told: Told) -> Assessment | None:
        """All groups at once."""
        counted = part_by_part(told, ASSESSMENT)
        return await self.door.attempt(assessing.assessment, self._period, counted)

    async def read(self, limit: int, after: AssessedRow | None) -> Rows[AssessedRow] | None:
        """The units of the group on view, best first."""
        if after is not None:
            return Rows((), self.total)
        found = self.counted()
        if found is None:
            return None
        rows = [AssessedRow(one.code, unit=one) for one in found.group(self._group)]
        return Rows(rows, len(rows))

    def columns(self) -> tuple[Column, ...]:
        """The columns that the width has room for."""
        return told.UNIT_COLUMNS + (told.UNIT_WIDE if self.wide else ())

    def cells(self, row: AssessedRow) -> tuple[Cell, ...]:
        """A unit's cells in them."""
        return told.unit_cells(row.unit, wide=self.wide) if row.unit else ()

    def heading(self) -> str:
        """Which group in which period."""
        if self._counted is None:
            return f" 承办单位考评　{self._period.name}　正在统计…{self.how_far}"
        period = told.told(self._period, self._counted.window)
        return f" 承办单位考评 7.1.3　{self._group.label} {self.total}　{period}"

    def ending(self) -> str:
        """The order."""
        return " 得分高的在前，只在同类中排名 ─"

    async def look(self, row: AssessedRow) -> AssessedRow | None:
        """All of it is known already."""
        return row

    def essence(self, found: AssessedRow, width: int, height: int) -> list[str]:
        """The unit's rates, with what they rest on."""
        return told.unit_essence(found.unit)[:height] if found.unit else []

    def action_open(self) -> None:
        """The counts of the picked unit."""
        if self.picked is not None and self.picked.unit and self._counted is not None:
            self.app.push_screen(UnitScreen(self._counted, self.picked.unit))

    def action_notices(self) -> None:
        """What organizers were told of this period."""
        self.app.push_screen(NoticesScreen(self._period))

    @work(group="write")
    async def action_improve(self) -> None:
        """Write down what one of the picked unit's rates shows to be wrong."""
        if self.picked is not None and self.picked.unit is not None:
            unit = self.picked.unit
            watched = Watched(Rate.SOLUTION, organizer=unit.code, assessed=True)
            others = [one for one in Rate if one is not Rate.SOLUTION]
            row = await improvement_forms.opened(self, unit.name, watched, self._period, others)
            if row is not None:
                self.say(f"已提出第 {row.id} 号改进事项")

    @work(group="ask")
    async def action_group(self, by: int) -> None:
        """Another group."""
        groups = list(Group)
        self._group = groups[(groups.index(self._group) + by) % len(groups)]
        await self.show_anew()

    @work(group="ask")
    async def action_read_again(self) -> None:
        """Count now."""
        await self.count_anew()


class UnitScreen(WorklistScreen[PartRow, PartRow]):
    """The counts of one unit, each with its definition; their tickets open over it."""

    UNIT = "项"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open(True)", "看工单", id="unit.open", priority=True,
                tooltip="考核的工单，不含剔除、挂账"),
        Binding("a", "open(False)", "全部工单", id="unit.all", tooltip="含剔除、挂账的工单"),
        Binding("escape,q", "dismiss", "返回", id="unit.back", key_display="Esc"),
    ]  # fmt: skip

    def __init__(self, found: Assessment, unit: UnitRow) -> None:
        super().__init__()
        self._assessment, self._unit = found, unit

    async def read(self, limit: int, after: PartRow | None) -> Rows[PartRow] | None:
        """All counts; they are known already."""
        rows = told.parts(self._unit) if after is None else ()
        return Rows(rows, len(rows) or self.total)

    def columns(self) -> tuple[Column, ...]:
        """What, with and without."""
        return told.PART_COLUMNS

    def cells(self, row: PartRow) -> tuple[Cell, ...]:
        """A count's cells."""
        return told.part_cells(row)

    def heading(self) -> str:
        """Whose counts these are."""
        return f" {self._unit.name}　{self._assessment.period.name}"

    def ending(self) -> str:
        """Nothing more to say."""
        return " 每个数字都能打开工单 ─"

    async def look(self, row: PartRow) -> PartRow | None:
        """All of it is known already."""
        return row

    def essence(self, found: PartRow, width: int, height: int) -> list[str]:
        """What is counted, by which clause."""
        return told.part_essence(found, width, height)

    def action_open(self, assessed: bool) -> None:
        """The tickets behind the picked count."""
        if self.picked is not None:
            counted = self._assessment.counted(self.picked.measure, self._unit, assessed=assessed)
            name = f"{self._unit.name}　{self._assessment.period.name}"
            self.app.push_screen(TracedScreen(counted, name))
