"""Improvements: what is overdue, under way, to be judged; and what is settled. Clause: 7.2."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from hotline_tui.screens import improvement_forms as forms
from hotline_tui.screens import improvement_rows as told
from hotline_tui.screens.improvement_rows import Looked
from hotline_tui.screens.page import PageScreen
from hotline_tui.screens.timed_list import TimedList
from hotline_tui.screens.worklist import Rows
from hotline_tui.services import improvements
from hotline_tui.services.improvements import ImprovementRow
from hotline_tui.standard.improvement import Progress
from hotline_tui.widgets.grid import Cell, Column
from hotline_tui.widgets.plain import plain


class ImprovementsScreen(TimedList[ImprovementRow, Looked]):
    """Lies over the figures or the area it was opened from; the whole of one opens over it."""

    UNIT = "项"
    EMPTY = "没有改进事项"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "看", id="improvements.open", priority=True,
                tooltip="问题、措施、成效的全文，那个数字此后各期的情况"),
        Binding("n", "plan", "定措施", id="improvements.plan",
                tooltip="做什么、由谁、什么时候以前做完"),
        Binding("d", "done", "完成", id="improvements.done", tooltip="一项措施完成了"),
        Binding("e", "judge", "评成效", id="improvements.judge",
                tooltip="用同一个数字看成效；见效即了结"),
        Binding("s", "other", "换列表", id="improvements.other", tooltip="进行中、已了结"),
        Binding("escape,q", "dismiss", "返回", id="improvements.back", key_display="Esc"),
    ]  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self._settled = False

    async def read(self, limit: int, after: ImprovementRow | None) -> Rows[ImprovementRow] | None:
        """The list on view, which is short and comes whole."""
        if after is not None:
            return Rows((), self.total)
        rows = await self.door.attempt(
            improvements.improvements, settled=self._settled, limit=limit
        )
        return None if rows is None else Rows(rows, len(rows))

    def columns(self) -> tuple[Column, ...]:
        """The columns that the width has room for."""
        return told.COLUMNS + (told.WIDE if self.wide else ())

    def cells(self, row: ImprovementRow) -> tuple[Cell, ...]:
        """A row's cells in them."""
        return told.cells(row, wide=self.wide)

    def heading(self) -> str:
        """Which list, and how many."""
        return f" 改进 7.2　{'已了结' if self._settled else '进行中'} {self.total}"

    def ending(self) -> str:
        """The order."""
        return " 最近提出的在前 ─" if self._settled else " 超期的措施在前 ─"

    async def look(self, row: ImprovementRow) -> Looked | None:
        """The figure since the finding."""
        return await self.door.attempt(improvements.show, row.id)

    def essence(self, found: Looked, width: int, height: int) -> list[str]:
        """The figure then and now, the next measure."""
        return told.essence(found, width, height)

    # ---- acts ---------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is settled is measured no more; what has open measures is not judged."""
        row = self.picked
        match action:
            case "plan":
                return row is not None and row.progress is not Progress.SETTLED
            case "done":
                return row is not None and bool(row.open_measures)
            case "judge":
                return row is not None and row.progress is Progress.TO_JUDGE
        return True

    @work(group="ask")
    async def action_open(self) -> None:
        """The whole of the picked one."""
        if self.picked is None:
            return
        found = await self.door.attempt(improvements.show, self.picked.id)
        if found is not None:
            text = plain("\n".join(told.lines(*found)), multiline=True)
            self.app.push_screen(PageScreen(f"第 {found[0].id} 号改进事项", text))

    @work(group="write")
    async def action_plan(self) -> None:
        """Set a measure for the picked one."""
        if row := self.picked:
            await self._did(await forms.planned(self, row), "已定措施")

    @work(group="write")
    async def action_done(self) -> None:
        """One of its measures is done."""
        if row := self.picked:
            await self._did(await forms.carried_out(self, row), "措施已完成")

    @work(group="write")
    async def action_judge(self) -> None:
        """Judge the effect."""
        if row := self.picked:
            await self._did(await forms.judged(self, row), "已评成效")

    @work(group="ask")
    async def action_other(self) -> None:
        """The other list."""
        self._settled = not self._settled
        await self.show_anew()
        self.refresh_bindings()

    async def _did(self, row: ImprovementRow | None, told: str) -> None:
        if row is not None:
            self.say(f"第 {row.id} 号{told}：{row.progress.label}")
            await self.reload()
