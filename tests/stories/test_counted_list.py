"""What takes its time to count is counted once, whatever goes on, and stopped by whoever leaves."""

from __future__ import annotations

from asyncio import CancelledError
from dataclasses import dataclass, field
from threading import Event

from textual.binding import Binding

from hotline_tui.screens.counted_list import CountedList, Told
from hotline_tui.screens.figure_rows import Numbered
from hotline_tui.screens.worklist import Rows
from hotline_tui.services.desk import Desk
from hotline_tui.widgets.grid import Cell, Column
from tests.office import matter, registered
from tests.stories.conftest import Open


@dataclass
class Slow:
    """A count that goes on when it may, and says how often it was begun."""

    go_on: Event = field(default_factory=Event)
    stopped: Event = field(default_factory=Event)
    begun: int = 0

    def count(self, desk: Desk, told: Told) -> int:
        """A quarter at once, the rest when it may go on."""
        self.begun += 1
        told(1, 4)
        self.go_on.wait()
        try:
            told(2, 4)
        except CancelledError:
            self.stopped.set()
            raise
        return self.begun


class Counts(CountedList[Numbered, Numbered, int]):
    """Shows which count it was."""

    BINDINGS = [Binding("escape", "dismiss", id="counts.back")]  # noqa: RUF012 - as all screens

    def __init__(self, slow: Slow) -> None:
        super().__init__()
        self._slow = slow

    async def count(self, told: Told) -> int | None:
        return await self.door.attempt(self._slow.count, told)

    async def read(self, limit: int, after: Numbered | None) -> Rows[Numbered] | None:
        found = self.counted()
        return None if found is None else Rows([Numbered(f"第 {found} 次")], 1)

    def columns(self) -> tuple[Column, ...]:
        return (Column("次"),)

    def cells(self, row: Numbered) -> tuple[Cell, ...]:
        return (row.number,)

    def heading(self) -> str:
        return f"统计{self.how_far}"

    def ending(self) -> str:
        return ""

    async def look(self, row: Numbered) -> Numbered | None:
        return row

    def essence(self, found: Numbered, width: int, height: int) -> list[str]:
        return []


async def test_news_of_others_work_begins_no_count_anew(story: Open) -> None:
    slow = Slow()
    async with story() as here:
        here.app.push_screen(Counts(slow))
        await here.sees("统计　25%　Esc 停止")
        for nth in range(3):
            registered(here.desk, matter(phone=f"1380000000{nth}"))
            here.app.keeper.news_came()
            await here.pilot.pause()
        slow.go_on.set()
        await here.sees("第 1 次")
        assert "%" not in here.lines[1]
        assert slow.begun == 1


async def test_leaving_stops_the_count_and_so_does_another_one(story: Open) -> None:
    slow = Slow()
    async with story() as here:
        screen = Counts(slow)
        here.app.push_screen(screen)
        await here.sees("25%")
        await screen.count_anew()
        await here.until(lambda: slow.begun == 2, "the second count")
        slow.go_on.set()
        await here.sees("第 2 次")
        assert slow.stopped.is_set()
        slow.go_on.clear()
        slow.stopped.clear()
        await screen.count_anew()
        await here.sees("25%")
        await here.press("escape")
        slow.go_on.set()
        await here.until(slow.stopped.is_set, "the end of the count")
