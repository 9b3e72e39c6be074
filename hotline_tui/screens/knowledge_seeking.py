"""What was looked for in vain is noted once it is given up, and what is opened is counted.

A key is no search: what counts is the query that came to rest, and of a search that went on with
other words the last one. Who found something has not looked in vain. Clause: 6.1.1, 6.2.1.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from typing import Concatenate, ParamSpec

from textual import on
from textual.timer import Timer

from hotline_tui.screens.base import DeskScreen
from hotline_tui.screens.knowledge_waiting import WaitingLine
from hotline_tui.services import gaps, usage
from hotline_tui.services.desk import Desk, OutOfReach
from hotline_tui.standard.keeping import is_unanswered
from hotline_tui.widgets.line import Line

P = ParamSpec("P")

RESTED = 2.0
"""Seconds without a key after which a query is one that somebody waits for an answer to."""


class Seeking(DeskScreen):
    """A screen with a query, whose searches end with an article opened, or given up."""

    def __init__(self) -> None:
        super().__init__()
        self._sought = ""
        self._best = 0.0
        self._resting: Timer | None = None

    @property
    def waiting(self) -> WaitingLine:
        """What a caller hears meanwhile."""
        return self.query_one(WaitingLine)

    @property
    @abstractmethod
    def answered(self) -> tuple[str, float] | None:
        """The query on view and its best article's score (0: none); None while it is asked."""

    @on(Line.Changed, "#query")
    def _seek(self) -> None:
        if self._resting is not None:
            self._resting.stop()
        self._resting = self.set_timer(RESTED, self._come_to_rest)

    def _come_to_rest(self) -> None:
        found = self.answered
        if found is not None and found[0]:
            self._sought, self._best = found

    def opened(self, article: int) -> None:
        """The search has led to an article: it is read, or cited."""
        self._forget()
        self._count(usage.opened, article)

    def _forget(self) -> None:
        self._sought = ""
        if self._resting is not None:
            self._resting.stop()

    @on(WaitingLine.Left)
    def _give_up(self) -> None:
        sought, best, beside = self._sought, self._best, self.has_class("wide")
        self._forget()
        if sought and is_unanswered(best, opened=False, beside=beside):
            self._count(gaps.unanswered, sought)

    def on_screen_suspend(self) -> None:
        """Who goes elsewhere has given up, and lets nobody wait for a search."""
        if self not in self.app.screen_stack:
            self.waiting.left()
            self._give_up()

    def _count(
        self, use_case: Callable[Concatenate[Desk, P], object], *args: P.args, **kwargs: P.kwargs
    ) -> None:
        """Write a figure down; it goes on when this screen is left."""
        door = self.door

        async def count() -> None:
            try:
                await door.ask(use_case, *args, **kwargs)
            except OutOfReach:
                return  # a figure less; what needs the database says itself that it is away

        self.app.run_worker(count(), group="figures")
