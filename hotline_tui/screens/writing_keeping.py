"""What is typed on an article is on this machine's disk within moments, and offered back.

Clause: 6.2.1.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid4

from textual.timer import Timer

from hotline_tui.screens.base import DeskScreen, Door, is_there
from hotline_tui.screens.noting import AGAIN, noted
from hotline_tui.screens.writing_form import WritingForm
from hotline_tui.services import contributing, drafting, writing
from hotline_tui.services.article_content import tidy
from hotline_tui.services.desk import Desk
from hotline_tui.services.manuscripts import ManuscriptRow
from hotline_tui.services.writing import Writing

KEEP_AFTER = 0.05
"""Seconds after the first new key until the draft is written; 250 ms is what was promised."""


@dataclass(frozen=True, slots=True)
class Unsaved:
    """What stands in the form: over which manuscript or article, as of which version."""

    content: Mapping[str, str]
    related: tuple[int, ...] = ()
    manuscript: int | None = None
    over: int | None = None
    seen: int | None = None
    contributing: bool = False
    key: str = ""

    @property
    def title(self) -> str:
        """Its title, as far as there is one."""
        return self.content.get("title", "") or "（无标题）"

    def same_work(self, other: Unsaved) -> bool:
        """Whether both are about the same manuscript, or the same article to be begun on."""
        return (self.manuscript, self.over, self.contributing) == (
            other.manuscript,
            other.over,
            other.contributing,
        )


async def unsaved(door: Door) -> tuple[Unsaved, ...]:
    """What this person has typed on articles here and not stored, newest first."""
    await door.opened()
    here = door.desk.database.shown
    found = await door.jot(drafting.kept_articles)
    return tuple(_read(one) for one in found if one.content.get("database") == here)


def _read(kept: drafting.Kept) -> Unsaved:
    given: Mapping[str, Any] = kept.content
    return Unsaved(
        content=given["content"],
        related=tuple(given["related"]),
        manuscript=given["manuscript"],
        over=given["over"],
        seen=given["seen"],
        contributing=given["contributing"],
        key=kept.id,
    )


def store(desk: Desk, work: Unsaved) -> ManuscriptRow:
    """Store what stands in the form: a new manuscript, or the next version of one."""
    wish = Writing(work.content, work.related, work.seen)
    if work.contributing:
        if work.manuscript is None:
            return contributing.contribute(desk, wish, work.over, work.content.get("unit", ""))
        return contributing.amend(desk, work.manuscript, wish)
    if work.manuscript is None:
        return writing.begin(desk, wish, work.over)
    return writing.write(desk, work.manuscript, wish)


class WritingKeeping(DeskScreen):
    """A form whose content is kept in the draft journal while it differs from what is stored."""

    def __init__(self, work: Unsaved) -> None:
        super().__init__()
        self.work = work
        self.stored: Mapping[str, str] = {}
        self.stored_related: tuple[int, ...] = ()
        self._key = work.key or f"{drafting.ARTICLE}{uuid4()}"
        self._keeping: Timer | None = None
        self._writing = asyncio.Lock()

    @property
    def form(self) -> WritingForm:
        """The form."""
        return self.query_one(WritingForm)

    @property
    def changed(self) -> bool:
        """Whether what stands in the form is not stored."""
        typed = tidy(self.form.content)  # spaces at the ends are no change
        return typed != tidy(self.stored) or self.work.related != self.stored_related

    @property
    def typed(self) -> Unsaved:
        """What stands in the form now."""
        return replace(self.work, content=self.form.content)

    def keep_soon(self) -> None:
        """Have what is typed on disk within a moment."""
        if self._keeping is None:
            self._keeping = self.set_timer(KEEP_AFTER, self._keep)

    def _keep(self) -> None:
        self._keeping = None
        self.run_worker(self._keep_until_kept(), group="journal")

    async def _keep_until_kept(self) -> None:
        if not await self.write_down() and is_there(self):
            self.set_timer(AGAIN, self.keep_soon)

    async def write_down(self) -> bool:
        """Write what is typed into the journal, unless all of it is stored; whether it is there."""
        async with self._writing:
            if not self.changed:
                return True
            now = self.typed
            content = {
                "content": dict(now.content),
                "related": list(now.related),
                "manuscript": now.manuscript,
                "over": now.over,
                "seen": now.seen,
                "contributing": now.contributing,
                "database": self.desk.database.shown,
            }
            return await noted(self.door, drafting.keep, self._key, now.title, content)

    async def forget(self) -> None:
        """All of it is stored, or was given up: nothing may come back."""
        if self._keeping is not None:
            self._keeping.stop()
            self._keeping = None
        async with self._writing:
            await noted(self.door, drafting.discard, self._key)
