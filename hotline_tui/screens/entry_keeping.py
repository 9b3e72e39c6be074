"""What is being written is never lost: on disk while typing, put aside, taken back."""

from __future__ import annotations

from uuid import UUID

from textual import work
from textual.timer import Timer

from hotline_tui.screens.base import DeskScreen
from hotline_tui.screens.entry_fields import RecordForm
from hotline_tui.screens.entry_form import Filled
from hotline_tui.services import drafting, registering
from hotline_tui.services import knowledge as kb
from hotline_tui.services.assisting import Assistance
from hotline_tui.standard.moment import BEIJING
from hotline_tui.standard.record import TicketDraft
from hotline_tui.standard.refusal import Fault
from hotline_tui.widgets.pick import Pick

KEEP_AFTER = 0.15
"""Seconds after the first new key until the draft is on disk; 250 ms is what was promised."""


class EntryKeeping(DeskScreen):
    """The ticket that is being written, and its drafts."""

    def __init__(self) -> None:
        super().__init__()
        self.draft = TicketDraft()
        self.faults: tuple[Fault, ...] = ()
        self.call: int | None = None
        self.cited: kb.HitRow | None = None
        self.links: set[str] = set()
        self.statutory = False
        self.assistance = Assistance()
        self._keeping: Timer | None = None
        self._sending = False
        self._farewell = ""

    @property
    def form(self) -> RecordForm:
        """The form."""
        return self.query_one(RecordForm)

    def read_form(self) -> None:
        """Take over what the form says now."""
        raise NotImplementedError

    def say(self) -> None:
        """Show what to say now."""
        raise NotImplementedError

    def show_help(self) -> None:
        """Show the suggestions that there are."""
        raise NotImplementedError

    def look_for_help(self) -> None:
        """Look for suggestions that fit what stands in the form."""
        raise NotImplementedError

    def keep_soon(self) -> None:
        """Have the draft on disk within a moment."""
        if self._keeping is None:
            self._keeping = self.set_timer(KEEP_AFTER, self._keep)

    def _keep(self) -> None:
        self._keeping = None
        if not self._sending:
            self.run_worker(self._write_down(), group="journal")

    async def _write_down(self) -> None:
        filled = self.form.filled
        content = {
            "given": dict(filled.given),
            "not_provided": dict(filled.not_provided),
            "call": self.call,
            "links": sorted(self.links),
        }
        told = registering.titled(self.draft)
        key = str(self.draft.id)
        await self.door.ask(drafting.keep, self.door.journal, key, told, content)

    def _start_anew(self) -> None:
        if self._keeping is not None:
            self._keeping.stop()
            self._keeping = None
        self.draft, self.cited, self.links = TicketDraft(), None, set()
        self.statutory, self.assistance = False, Assistance()
        self.form.clear()
        on_line = self.door.frame.call if self.door.frame else None
        self.call = on_line.id if on_line else None
        if on_line is not None:  # a caller may have more than one matter
            self.form.put("claimant.phone", on_line.phone)
        self.read_form()
        self.show_help()
        self.form.go_to("kind")

    def action_set_aside(self) -> None:
        """Keep the draft and start another."""
        if self.form.blank:
            self.notify("没有要放一边的内容。", timeout=3)
            return
        self.run_worker(self._set_aside(), group="write")

    async def _set_aside(self) -> None:
        await self._write_down()
        self._start_anew()
        self.notify("草稿已放在一边，^B 取回。", timeout=4)

    @work(group="drafts")
    async def action_drafts(self) -> None:
        """Take a draft back."""
        if not self.form.blank:
            await self._write_down()
        left = await self.door.ask(drafting.kept, self.door.journal)
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

    def _take_back(self, kept: drafting.Kept) -> None:
        self.draft = TicketDraft(id=UUID(kept.id))
        self.links = set(kept.content["links"])
        self.call = kept.content["call"]
        self.form.fill(Filled(kept.content["given"], kept.content["not_provided"]))
        self.read_form()
        self.look_for_help()
