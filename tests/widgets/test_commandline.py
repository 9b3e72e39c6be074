"""The prompt in the last row."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual.message import Message
from textual.pilot import Pilot

from hotline_tui.widgets.commandline import CommandLine
from hotline_tui.widgets.grid import Column, Worklist
from tests.hostile import SHORT
from tests.widgets.stage import SIZE, Stage, is_safe, seen


@asynccontextmanager
async def opened(*former: str) -> AsyncIterator[tuple[CommandLine, Pilot[None], list[str]]]:
    """A prompt over a worklist, after `former` lines were given; and what it posts."""
    given: list[Message] = []

    def hear(message: Message) -> None:
        if isinstance(message, CommandLine.Given) and message not in given:
            given.append(message)
            texts.append(message.text)

    texts: list[str] = []
    app = Stage(Worklist(Column("标题"), empty="空"), prompt := CommandLine())
    async with app.run_test(size=SIZE, message_hook=hear) as pilot:
        for line in former:
            prompt.open(line)
            await pilot.press("enter")
        texts.clear()
        prompt.open()
        await pilot.pause()
        yield prompt, pilot, texts


async def test_the_prompt_lies_in_the_last_row_and_gives_what_was_typed() -> None:
    async with opened() as (_, pilot, given):
        assert seen(pilot.app)[23].startswith(": ")
        assert pilot.app.cursor_position == (1, 23)
        await pilot.press("g", "o", "enter")
        await pilot.pause()
        assert given == ["go"]
        assert seen(pilot.app)[23].strip() == ""
        assert isinstance(pilot.app.focused, Worklist)


async def test_escape_closes_the_prompt_and_what_was_typed_can_be_recalled() -> None:
    async with opened() as (prompt, pilot, given):
        await pilot.press("g", "o", "escape")
        await pilot.pause()
        assert given == []
        assert isinstance(pilot.app.focused, Worklist)
        prompt.open()
        await pilot.press("up", "enter")
        assert given == ["go"]


async def test_former_lines_come_back_with_the_arrows() -> None:
    async with opened("一", "二", "一", "三") as (prompt, pilot, given):
        await pilot.press("x", "up", "up", "up", "up", "down")
        await pilot.press("enter")
        assert given == ["一"]
        prompt.open()
        await pilot.press("x", "up", "down", "y", "enter")
        assert given == ["一", "xy"]


async def test_an_empty_line_gives_nothing() -> None:
    async with opened() as (_, pilot, given):
        await pilot.press("space", "enter")
        await pilot.pause()
        assert given == []


async def test_whoever_goes_elsewhere_closes_the_prompt() -> None:
    async with opened() as (prompt, pilot, _):
        pilot.app.query_one(Worklist).focus()
        await pilot.pause()
        assert not prompt.display


async def test_hostile_lines_are_shown_safely() -> None:
    async with opened() as (prompt, pilot, _):
        for text in SHORT:
            prompt.open(text)
            await pilot.pause()
            assert is_safe(seen(pilot.app)), repr(text)
