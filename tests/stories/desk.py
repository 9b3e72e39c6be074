"""A desk that a story is told at: the real application on a real database, driven by keys."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from time import monotonic
from typing import Any

from textual import events
from textual.pilot import Pilot

from hotline_tui.app import HotlineApp
from hotline_tui.data.engine import Database
from hotline_tui.screens.areas import first_area
from hotline_tui.screens.start import Opened, Start
from hotline_tui.services import operators
from hotline_tui.services.desk import Desk
from hotline_tui.services.drafting import Journal
from hotline_tui.services.opening import sit_down
from hotline_tui.standard.vocabulary import Role
from tests.office import BEGINNING, HandClock, colleague

PATIENCE = 10.0
"""Seconds after which what a story waits for will not come."""


class Story:
    """One application at one desk, the keys that are pressed and what is then seen."""

    def __init__(self, app: HotlineApp, pilot: Pilot[Any], desk: Desk, clock: HandClock) -> None:
        self.app = app
        self.pilot = pilot
        self.desk = desk
        self.clock = clock

    # ---- what is done -------------------------------------------------------------------

    async def press(self, *keys: str) -> None:
        """Press keys, by Textual's names."""
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def write(self, text: str) -> None:
        """Write words as an input method hands them over: all at once."""
        self.app.post_message(events.Paste(text))
        await self.pilot.pause()

    def colleague(self, workno: str, name: str, *roles: Role, unit: str = "") -> Desk:
        """Another person's desk on the same database, by the same clock."""
        return colleague(self.desk, self.clock, workno, name, *roles, unit=unit)

    # ---- what is seen -------------------------------------------------------------------

    @property
    def lines(self) -> list[str]:
        """The lines of the terminal."""
        return [strip.text for strip in self.app.screen._compositor.render_strips()]

    @property
    def text(self) -> str:
        """All that the terminal shows."""
        return "\n".join(self.lines)

    @property
    def told(self) -> str:
        """All notices so far, shown still or gone again."""
        return "\n".join(note.message for note in self.app._notifications)

    async def until(self, condition: Callable[[], object], told: str = "") -> None:
        """Wait for `condition`, as long as is reasonable."""
        end = monotonic() + PATIENCE
        while not condition():
            if monotonic() > end or self.app._exception is not None:
                raise AssertionError(f"{told or 'it'} did not come\n{self.told}\n{self.text}")
            await self.pilot.pause()

    async def sees(self, *parts: str) -> None:
        """Wait until all `parts` stand on the terminal."""
        await self.until(lambda: all(one in self.text for one in parts), " … ".join(parts))

    async def hears(self, *parts: str) -> None:
        """Wait until all `parts` have been told in notices."""
        await self.until(lambda: all(one in self.told for one in parts), " … ".join(parts))

    async def misses(self, *parts: str) -> None:
        """Wait until none of `parts` stands on the terminal."""
        await self.until(lambda: not any(one in self.text for one in parts), f"no {parts}")


@asynccontextmanager
async def desk_at(
    url: str,
    folder: Path,
    size: tuple[int, int] = (80, 24),
    workno: str | None = None,
    lock_minutes: float = 0.0,
) -> AsyncIterator[Story]:
    """The application at a desk of the database `url`, which is set up."""
    database, clock = Database(url), HandClock()
    desk = sit_down(database, operators.who(database, workno, None), BEGINNING)
    desk.clock = clock
    app = HotlineApp(
        Start(
            lambda: Journal(folder / "journal.db"),
            lambda password: Opened(desk, lock_minutes=lock_minutes),
        )
    )
    async with app.run_test(size=size) as pilot:
        story = Story(app, pilot, desk, clock)
        first = first_area(desk.person.roles)
        await story.until(lambda: app.frame is not None and app.current_mode == first, "the desk")
        yield story
    database.close()
