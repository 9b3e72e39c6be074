"""A screen or a desk that is closed while an answer is on the way."""

from __future__ import annotations

import asyncio

from rich.text import Text
from textual.app import ComposeResult

from hotline_tui.screens.page import PageScreen
from hotline_tui.widgets.frame import ShownLine
from tests.stories.conftest import Open


class _Late(PageScreen):
    """What it reads comes at the worst moment: its first widget is gone, itself is not."""

    def __init__(self) -> None:
        super().__init__()
        self.asked, self.answered = asyncio.Event(), asyncio.Event()

    def body(self) -> ComposeResult:
        """The first widget lets the answer come as it is taken away."""
        last, told = super().body(), self.answered

        class _Last(ShownLine):
            def on_unmount(self) -> None:
                told.set()

        yield _Last()
        yield from last

    async def reload(self) -> None:
        """Read, and show it."""
        self.asked.set()
        await self.answered.wait()
        self.show_page("迟到", Text("迟到"))


async def test_an_answer_that_comes_while_its_screen_is_taken_apart_harms_nobody(
    story: Open,
) -> None:
    async with story() as here:
        late = _Late()
        here.app.push_screen(late)
        await here.until(late.asked.is_set, "the question")
        await here.press("escape")
        await here.until(lambda: late.answered.is_set() and not late.is_attached, "the end")
        await here.press("f4")
        await here.until(lambda: here.app.current_mode == "dispatch", "the queue")


async def test_an_answer_that_comes_while_the_desk_is_left_harms_nobody(story: Open) -> None:
    late = _Late()
    async with story() as here:
        here.app.push_screen(late)
        await here.until(late.asked.is_set, "the question")
    assert late.answered.is_set()
