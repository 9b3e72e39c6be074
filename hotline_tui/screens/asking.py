"""Answers while one types: asked after a moment's rest, one at a time, only the newest shown."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, Generic, TypeVar

from textual.screen import Screen
from textual.timer import Timer
from textual.worker import Worker

from hotline_tui.screens.base import is_there

Wish = TypeVar("Wish")
Answer = TypeVar("Answer")

REST = 0.06
"""Seconds of rest after a key, after which is asked."""

SLOW = 0.25
"""Seconds after which an answer that has not come is spoken of."""


class Asking(Generic[Wish, Answer]):
    """Asks for a screen, off its loop. One question at a time: a thread cannot be called back, and
    those that are outdated would only keep the newest one waiting."""

    def __init__(
        self,
        screen: Screen[Any],
        wish: Callable[[], Wish],
        ask: Callable[[Wish], Awaitable[Answer | None]],
        show: Callable[[Wish, Answer], None],
        slow: Callable[[], None],
    ) -> None:
        """`wish` says what is wanted now; an answer goes to `show` if that is still wanted then,
        None to nobody; `slow` is called when an answer takes its time."""
        self._screen = screen
        self._wish, self._ask, self._show, self._slow = wish, ask, show, slow
        self._rest: Timer | None = None
        self._outdated = False
        self.under_way = False
        """Whether an answer is being waited for."""

    def soon(self) -> None:
        """Ask after a moment's rest: another key may come."""
        if self._rest is not None:
            self._rest.stop()
        self._rest = self._screen.set_timer(REST, self.now)

    def now(self) -> None:
        """Ask; what is still being asked for is outdated."""
        self._outdated = True
        if not self.under_way:
            self.under_way = True
            # Not a coroutine made here: of a screen that is just left none would be awaited.
            _: Worker[None] = self._screen.run_worker(self._asking, group="ask")

    async def _asking(self) -> None:
        slow = self._screen.set_timer(SLOW, self._slow)
        try:
            while self._outdated:
                self._outdated = False
                wish = self._wish()
                answer = await self._ask(wish)
                if not is_there(self._screen):  # left while the answer was on its way
                    return
        finally:
            self.under_way = False
            slow.stop()
        # Where the wish has changed meanwhile, a key was pressed, and `soon` comes.
        if answer is not None and wish == self._wish():
            self._show(wish, answer)
