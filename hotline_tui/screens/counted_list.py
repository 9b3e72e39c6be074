"""A list of what takes its time to count: counted behind it, once, and told how far it is.

News of others' work comes every few seconds: a count that began anew with it would never end.
"""

from __future__ import annotations

from asyncio import CancelledError
from collections.abc import Callable
from functools import partial
from itertools import count
from typing import Generic, TypeVar

from textual import on
from textual.message import Message
from textual.worker import Worker

from hotline_tui.screens.worklist import E, R, WorklistScreen

C = TypeVar("C")

Told = Callable[[int, int], None]
"""Told how much of how much has been counted; raises what stops the counting."""


def part_by_part(told: Told, of: int) -> Callable[[], None]:
    """What is called after each of so many parts, and tells how many there were."""
    parts = count(1)
    return lambda: told(next(parts), of)


class Far(Message):
    """A count has come so far; it is posted by its thread."""

    def __init__(self, nth: int, done: int, of: int) -> None:
        super().__init__()
        self.nth, self.done, self.of = nth, done, of


class CountedList(WorklistScreen[R, E], Generic[R, E, C]):
    """Shows what was counted; a count that is not wanted any more is stopped."""

    def __init__(self) -> None:
        super().__init__()
        self._counted: C | None = None
        self._counting = False
        self._nth = 0
        self._percent: int | None = None

    async def count(self, told: Told) -> C | None:
        """Count, and tell how far it is; None where it cannot be, which was told."""
        raise NotImplementedError

    def counted(self) -> C | None:
        """What was counted; None until then, and a count begins unless one goes on."""
        if self._counted is None and not self._counting:
            self._begin()
        return self._counted

    async def count_anew(self) -> None:
        """Count again, what is wanted now; whatever goes on is stopped."""
        self._counted = None
        self._begin()
        await self.show_anew()

    @property
    def how_far(self) -> str:
        """How far the count is, for the heading; and that leaving stops it."""
        return f"　{self._percent}%　Esc 停止" if self._percent is not None else ""

    def _begin(self) -> None:
        self._nth += 1
        self._counting, self._percent = True, None
        count = partial(self._count, self._nth)
        _: Worker[None] = self.run_worker(count, group="count", exclusive=True)

    async def _count(self, nth: int) -> None:
        found = await self.count(partial(self._come, nth))
        self._counting, self._percent, self._counted = False, None, found
        if found is not None:
            await self.reload()

    def _come(self, nth: int, done: int, of: int) -> None:
        """Called by the thread that counts: stop it once nobody wants to know."""
        if nth != self._nth or not self.post_message(Far(nth, done, of)):
            raise CancelledError

    @on(Far)
    def _show_how_far(self, event: Far) -> None:
        if self._counting and event.nth == self._nth and event.of:
            self._percent = 100 * event.done // event.of
            self._tell()
