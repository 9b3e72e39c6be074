"""The trainer's table: who has practised what, who is at it now, what costs most."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from hotline_tui.practice.standing import Standing, Standings, standings
from hotline_tui.screens.practice_watch import WatchScreen
from hotline_tui.screens.worklist import Rows, WorklistScreen
from hotline_tui.screens.worklist_lines import filled
from hotline_tui.widgets.ask import Notice
from hotline_tui.widgets.grid import Cell, Column

SHOWN = 12
"""How many weak clauses are shown."""


class PracticeClassScreen(WorklistScreen[Standing, Standing]):
    """Lies over the practice area. Clause: 7.1.2.1, 7.1.2.4."""

    EMPTY = "还没有练习班：hotline practice class、enrol、assign"
    UNIT = "行"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "看练习", id="practice_class.open", priority=True,
                tooltip="看最近一次练习；正在练的，每说一句都会出现"),
        Binding("w", "weak", "薄弱条款", id="practice_class.weak",
                tooltip="失分最多的条款"),
        Binding("escape,q", "dismiss", "返回", id="practice_class.back", key_display="Esc"),
    ]  # fmt: skip

    _all: Standings | None = None

    async def read(self, limit: int, after: Standing | None) -> Rows[Standing] | None:
        """All classes: the list is short and comes whole."""
        if after is not None:
            return Rows((), self.total)
        self._all = await self.door.attempt(standings)
        return None if self._all is None else Rows(self._all.rows, len(self._all.rows))

    def columns(self) -> tuple[Column, ...]:
        """The columns."""
        return (
            Column("班", 8),
            Column("工号", 8),
            Column("姓名", 8),
            Column("情景"),
            Column("最好", 4, right=True),
            Column("历次", 14),
            Column("", 6),
        )

    def cells(self, row: Standing) -> tuple[Cell, ...]:
        """A row's cells in them."""
        one = row.result
        best = "" if one.best is None else str(one.best)
        told = "及格" if one.passed else "" if one.best is None else "未及格"
        state = "练习中" if row.under_way else told
        return row.of, one.workno, one.name, one.title, best, one.progress, state

    def heading(self) -> str:
        """How many have passed, how many are at it."""
        rows = [row for row, _ in self._lines]
        passed = sum(row.result.passed for row in rows)
        now = sum(row.under_way for row in rows)
        return f" 练习成绩 {self.total}　及格 {passed}　练习中 {now}"

    def ending(self) -> str:
        """Who is at it comes first."""
        return " 练习中的在前 ─"

    async def look(self, row: Standing) -> Standing | None:
        """All of it is known already."""
        return row

    def essence(self, found: Standing, width: int, height: int) -> list[str]:
        """What the newest exercise lost points for."""
        one = found.result
        above = [f"{one.workno} {one.name} · {one.title} · 及格 {one.pass_mark} 分"]
        lost = [mark for mark in (found.last.marks if found.last else ()) if mark["lost"]]
        story = [f"-{mark['points']} {mark['lost']}（{mark['clause']}）" for mark in lost]
        return filled(above, tuple(story), (), width, height)

    # ---- acts ---------------------------------------------------------------------------

    def action_open(self) -> None:
        """The newest exercise of the picked line, as it goes on or as it went."""
        if (row := self.picked) and row.last is not None:
            self.app.push_screen(WatchScreen(row.last.id))

    @work(group="ask")
    async def action_weak(self) -> None:
        """The clauses that cost most."""
        found = self._all.weakest[:SHOWN] if self._all else ()
        lines = [f"{one.name}　失分 {one.share:.0%}（{one.lost}/{one.of}）" for one in found]
        await self.app.push_screen_wait(Notice("薄弱条款", "\n".join(lines) or "还没有失分"))
