"""What is filled into a form over a list, on disk while it is typed, and there when it is reopened.

The form is known by its title, which names the act and the ticket.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from hotline_tui.screens.base import DeskScreen
from hotline_tui.screens.guided_blanks import NOW
from hotline_tui.screens.noting import AGAIN, noted
from hotline_tui.services import drafting
from hotline_tui.standard.moment import BEIJING

KEEP_AFTER = 0.05
"""Seconds after the first new key until the form is written down."""

Content = Mapping[str, Any]


class FormKeeper:
    """Keeps one form in the journal until it is handed in or given up."""

    def __init__(self, screen: DeskScreen, title: str) -> None:
        """`screen` is what the form lies over."""
        self._app, self._door, self._title = screen.app, screen.door, title
        self._is_due = self._is_over = False

    async def earlier(self) -> drafting.Kept | None:
        """What stood in the form when the desk was killed, or the form was put aside."""
        return await self._door.jot(drafting.form, self._title)

    def soon(self, content: Callable[[], Content]) -> None:
        """Have what `content` then gives on disk within a moment; nothing stands for no draft."""
        if not self._is_due:
            self._is_due = True
            self._app.set_timer(KEEP_AFTER, lambda: self._write(content))

    def _write(self, content: Callable[[], Content]) -> None:
        self._is_due = False
        if not self._is_over and self._app.is_running:
            self._app.run_worker(self._keep_until_kept(content), group="journal")

    async def _keep_until_kept(self, content: Callable[[], Content]) -> None:
        if not await self._keep(content()):
            self._app.set_timer(AGAIN, lambda: self._write(content))

    async def _keep(self, content: Content) -> bool:
        if content:
            return await noted(self._door, drafting.keep_form, self._title, content)
        return await noted(self._door, drafting.forget_form, self._title)

    async def forget(self) -> None:
        """Nothing of the form may come back."""
        self._is_over = True
        await noted(self._door, drafting.forget_form, self._title)


def as_typed(text: str, kept: drafting.Kept) -> str:
    """What stood in an entry, with the present moment of then."""
    return f"{kept.at.astimezone(BEIJING):%m-%d %H:%M}" if text == NOW else text


def taken_back(kept: drafting.Kept) -> str:
    """That what is on view was there before: `已取回 11-25 14:30 没有确定的内容`."""
    return f"已取回 {kept.at.astimezone(BEIJING):%m-%d %H:%M} 没有确定的内容"
