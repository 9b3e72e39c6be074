"""What is being written is never lost: on disk while typing, put aside, taken back."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from textual import work
from textual.timer import Timer

from hotline_tui.screens.base import is_there
from hotline_tui.screens.entry_form import Filled, Reading
from hotline_tui.screens.entry_record import EntryRecord
from hotline_tui.screens.noting import AGAIN, noted
from hotline_tui.services import drafting
from hotline_tui.standard.moment import BEIJING
from hotline_tui.standard.record import TicketDraft, titled
from hotline_tui.widgets.pick import Pick

KEEP_AFTER = 0.05
"""Seconds after the first new key until the draft is written; 250 ms is what was promised."""

PERSON = ("claimant.name", "claimant.phone", "claimant.contact", "claimant.address",
          "claimant.confidential")  # fmt: skip
"""Fields that stay with the person from one matter to the next."""


class EntryKeeping(EntryRecord):
    """The ticket that is being written, and its drafts."""

    def __init__(self) -> None:
        super().__init__()
        self._keeping: Timer | None = None
        self._writing = asyncio.Lock()
        self._person: Mapping[str, str] = {}

    def look_for_help(self) -> None:
        """Look for what may help with the matter that the form holds now."""

    def keep_soon(self) -> None:
        """Have the draft on disk within a moment."""
        if self._keeping is None:
            self._keeping = self.set_timer(KEEP_AFTER, self._keep)

    def _keep(self) -> None:
        self._keeping = None
        self.run_worker(self._keep_until_kept(), group="journal")

    async def _keep_until_kept(self) -> None:
        if not await self.write_down() and self.is_mounted:
            self.set_timer(AGAIN, self.keep_soon)

    async def write_down(self) -> bool:
        """Write the draft into the journal, one state after the other; whether it is there."""
        async with self._writing:
            if self.form.blank:
                return True
            filled = self.form.filled(self.desk.now())
            content = {
                "given": filled.given,
                "not_provided": filled.not_provided,
                "typed_at": {name: at.isoformat() for name, at in filled.typed_at.items()},
                "call": self.call,
                "links": sorted(self.links),
            }
            told = titled(self.draft)
            key = str(self.draft.id)
            return await noted(self.door, drafting.keep, key, told, content)

    async def forget(self) -> None:
        """The draft has become a ticket: nothing of it may come back."""
        self._stop_keeping()
        async with self._writing:
            await noted(self.door, drafting.discard, str(self.draft.id))

    def _stop_keeping(self) -> None:
        if self._keeping is not None:
            self._keeping.stop()
            self._keeping = None

    # ---- one matter after the other -----------------------------------------------------

    def start_anew(self) -> None:
        """A form for the next matter; in one call it is still the same person's."""
        self._stop_keeping()
        former = self.call
        person = {name: self.form.text(name) for name in PERSON}
        self._person = (
            person if person["claimant.phone"] or person["claimant.name"] else self._person
        )
        on_line = self.door.frame.call if self.door.frame else None
        self.call = on_line.id if on_line else None
        known: Mapping[str, str] = {}
        if on_line is not None:  # a caller may have more than one matter
            same = self.call == former and person["claimant.phone"]
            known = person if same else {"claimant.phone": on_line.phone}
        self._take_over(TicketDraft(), Filled(known, {}, {}))
        self.form.go_to("kind")

    def _take_over(self, draft: TicketDraft, filled: Filled) -> None:
        self.reading = Reading(draft, (), {})
        self.links, self.statutory, self.refusal = set(), False, None
        self.done, self.is_parting = None, False
        if filled.typed_at or filled.not_provided or set(filled.given) - set(PERSON):
            self.form.fill(filled)
        else:
            self.form.begin(filled.given)
        self.read_form()
        self.look_for_help()

    def action_same_person(self) -> None:
        """The person of the matter before has another one."""
        if not any(self._person.values()):
            self.notify("还没有登记过别的诉求人。", timeout=3)
            return
        for name, text in self._person.items():
            if not self.form.text(name):
                self.form.put(name, text)

    # ---- drafts -------------------------------------------------------------------------

    async def action_set_aside(self) -> None:
        """Keep the draft and start another."""
        if self.form.blank:
            self.notify("没有要放一边的内容。", timeout=3)
        elif self.is_open:
            await self.set_aside()

    async def set_aside(self) -> None:
        """Keep the draft and start another."""
        if await self.write_down():
            self.start_anew()
            await self.count_drafts()

    async def count_drafts(self) -> None:
        """How many other drafts wait."""
        await self.door.opened()
        left = await self.door.jot(drafting.kept)
        self.drafts_left = sum(one.id != str(self.draft.id) for one in left)
        if is_there(self):
            self.tell()

    @work(group="drafts")
    async def action_drafts(self) -> None:
        """Take a draft back."""
        if not await self.write_down():
            return
        await self.door.opened()
        left = await self.door.jot(drafting.kept)
        rows = {one.id: one for one in left if one.id != str(self.draft.id)}
        if not rows:
            self.notify("没有别的草稿。", timeout=3)
            return
        lines = [
            (key, f"{one.at.astimezone(BEIJING):%m-%d %H:%M} {one.told}")
            for key, one in rows.items()
        ]
        taken = await self.app.push_screen_wait(Pick("取回草稿", lines))
        if taken is not None:
            self._take_back(rows[taken])
            await self.count_drafts()

    def _take_back(self, kept: drafting.Kept) -> None:
        content = kept.content
        typed_at = content.get("typed_at", {})
        filled = Filled(
            content["given"],
            content["not_provided"],
            {name: datetime.fromisoformat(at) for name, at in typed_at.items()},
        )
        self.call = content["call"]
        self._take_over(TicketDraft(id=UUID(kept.id)), filled)
        self.links = set(content["links"])
        self.form.go_to("kind")
        self.action_next_missing()
