"""The wallboard on the screen: read anew with news and every half minute, ticking in between."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from hotline_tui.screens import wall_lines
from hotline_tui.screens.base import DeskScreen
from hotline_tui.screens.told import Told
from hotline_tui.services.wall import Wall, wall
from hotline_tui.standard.authority import Act

REST = 15
"""Seconds between two readings at least: it counts a million tickets, whatever the news."""


class WallScreen(DeskScreen):
    """What stands in each list, what expires next, today's intake, who is at work."""

    AREA = "wall"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "最急一件", id="wall.open", tooltip="打开最先到期的工单"),
        Binding(
            "f",
            "figures",
            "数字",
            id="wall.figures",
            tooltip="一日一周一月一年的数字、对比、承办单位考评，每个数字都能打开工单",
        ),
        Binding(
            "z",
            "reviews",
            "质检",
            id="wall.reviews",
            tooltip="受理质检：抽样、评分、裁定，每人和班组的受理质量",
        ),
        Binding(
            "w",
            "warnings",
            "预警",
            id="wall.warnings",
            tooltip="发出过的预警：依据、工单、确认",
        ),
        Binding("r", "read", "刷新", id="wall.read", tooltip="现在重新统计"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._wall: Wall | None = None
        self._seconds = 0

    def body(self) -> ComposeResult:
        """The board."""
        yield Told(id="board")

    async def reload(self) -> None:
        """Read the board, unless it has been read a moment ago."""
        if self._wall is None or self._seconds >= REST:
            await self._read()

    async def _read(self) -> None:
        self._seconds = 0
        found = await self.door.attempt(wall)
        if found is not None:
            self._wall = found
            self._show()

    def tick(self) -> None:
        """A second has passed; now and then the board is read anew."""
        self._seconds += 1
        if self._seconds % (2 * REST) == 0:
            self.run_worker(self._read(), group="reload", exclusive=True)
        self._show()

    def _show(self) -> None:
        if self._wall is not None and self.size.width:
            height = self.query_one("#body").size.height
            shown = wall_lines.lines(self._wall, self.desk.now(), self.size.width, height)
            self.query_one("#board", Told).lines = tuple(shown)

    def on_resize(self, event: events.Resize) -> None:
        """Another width shows other things side by side."""
        self.call_after_refresh(self._show)

    def action_open(self) -> None:
        """The ticket that expires next."""
        if self._wall is not None and self._wall.next_due:
            self.door.show_ticket(self._wall.next_due[0].number)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Reviews are for those who make and decide them."""
        reviewing = (Act.REVIEW_INTAKE, Act.DECIDE_REVIEW)
        return action != "reviews" or any(self.desk.may(act) for act in reviewing)

    async def action_read(self) -> None:
        """Read the board now."""
        await self._read()

    def action_reviews(self) -> None:
        """Reviews of intakes, over the board."""
        from hotline_tui.screens.reviews import ReviewsScreen

        self.app.push_screen(ReviewsScreen())

    def action_warnings(self) -> None:
        """The warnings that were given, over the board. Clause: 6.3.1.4."""
        from hotline_tui.screens.given_warnings import GivenWarningsScreen

        self.app.push_screen(GivenWarningsScreen())

    def action_figures(self) -> None:
        """Figures of any period, over the board."""
        from hotline_tui.screens.figures import FiguresScreen

        self.app.push_screen(FiguresScreen())
