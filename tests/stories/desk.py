"""A desk that a story is told at: the real application on a real database, driven by keys."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic
from typing import Any

from textual import events
from textual.pilot import Pilot

from hotline_tui.app import HotlineApp, Opened
from hotline_tui.data.engine import Database
from hotline_tui.services import operators, registering
from hotline_tui.services.desk import Desk, Person
from hotline_tui.services.drafting import Journal
from hotline_tui.services.opening import sit_down
from hotline_tui.services.registering import Registration
from hotline_tui.services.rows import TicketRow
from hotline_tui.standard.elements import missing
from hotline_tui.standard.moment import BEIJING
from hotline_tui.standard.record import Claimant, TicketDraft
from hotline_tui.standard.vocabulary import Channel, Kind, Role, Urgency

BEGINNING = datetime(2026, 11, 23, 14, 0, tzinfo=BEIJING)
"""When stories begin: a Monday afternoon."""

PATIENCE = 10.0
"""Seconds after which what a story waits for will not come."""


@dataclass(slots=True)
class HandClock:
    """A clock that is moved by hand."""

    at: datetime = BEGINNING

    def now(self) -> datetime:
        """The moment it was set to."""
        return self.at

    def forward(self, **by: float) -> None:
        """Let time pass: `minutes=5`."""
        self.at += timedelta(**by)


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

    def colleague(self, workno: str, name: str, *roles: Role) -> Desk:
        """Another person's desk on the same database, by the same clock."""
        database = self.desk.database
        if not any(one.workno == workno for one in operators.everybody(self.desk)):
            wanted = roles or (Role.DISPATCHER,)
            operators.add(self.desk, operators.NewOperator(workno, name, wanted))
        person = Person(workno, name, frozenset(roles or (Role.DISPATCHER,)))
        return Desk(person, database, self.clock, practice=True)

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
    url: str, folder: Path, size: tuple[int, int] = (80, 24), workno: str | None = None
) -> AsyncIterator[Story]:
    """The application at a desk of the database `url`, which is set up."""
    database, clock = Database(url), HandClock()
    desk = sit_down(database, operators.who(database, workno, None), BEGINNING)
    desk.clock = clock
    app = HotlineApp(lambda password: Opened(desk, Journal(folder / "journal.db")))
    async with app.run_test(size=size) as pilot:
        story = Story(app, pilot, desk, clock)
        await story.until(lambda: app.frame is not None and app.current_mode == "entry", "the desk")
        yield story
    database.close()


def matter(
    kind: Kind = Kind.COMPLAINT,
    urgency: Urgency = Urgency.GENERAL,
    *,
    phone: str = "13812345678",
    name: str = "王先生",
    **more: Any,
) -> TicketDraft:
    """A record that may be registered: what was not told is marked as not provided."""
    draft = TicketDraft(
        channel=Channel.PHONE, kind=kind, urgency=urgency, claimant=Claimant(name, phone)
    )
    draft = replace(draft, **more)
    lacking = {one.element.name: "诉求人说不清" for one in missing(draft)}
    return replace(draft, not_provided={**lacking, **draft.not_provided})


def registered(desk: Desk, draft: TicketDraft, raised_at: datetime | None = None) -> TicketRow:
    """The ticket that a record becomes."""
    return registering.register(desk, Registration(draft, raised_at))
