"""What stories about ticket entry share: keys and words, and the ticket that came of them."""

from __future__ import annotations

from hotline_tui.screens.entry import EntryScreen
from hotline_tui.services import queueing
from hotline_tui.services.rows import TicketRow
from tests.stories.desk import Story


class Words(str):
    """What somebody said: typed or pasted, and not counted as keys."""

    __slots__ = ()


async def take_down(here: Story, *steps: str) -> int:
    """Press keys and type words; the number of keys."""
    keys = 0
    for step in steps:
        if isinstance(step, Words):
            await here.write(step)
        else:
            keys += 1
            await here.press(step)
    return keys


def entry(here: Story) -> EntryScreen:
    """The ticket entry, which must be on view."""
    screen = here.app.screen
    assert isinstance(screen, EntryScreen), screen
    return screen


async def opened(here: Story) -> EntryScreen:
    """The ticket entry with its long lists read."""
    screen = entry(here)
    await here.until(lambda: screen.form.served, "the lists")
    return screen


async def done(here: Story) -> TicketRow:
    """The ticket that has just been made, as the database has it."""
    await here.until(lambda: entry(here).done is not None, "the ticket")
    made = entry(here).done
    assert made is not None
    return queueing.show(here.desk, made.number)
