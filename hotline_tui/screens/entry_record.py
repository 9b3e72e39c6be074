"""The record that is being written: what the form says now, what is missing, what to say next."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from textual import on

from hotline_tui.screens import entry_form
from hotline_tui.screens.base import DeskScreen
from hotline_tui.screens.entry_fields import RecordForm
from hotline_tui.screens.entry_form import CELLS, STORY, Reading
from hotline_tui.screens.entry_lines import MissingLine, TipLine
from hotline_tui.screens.start import STILL_OPENING
from hotline_tui.services.festivals import festival
from hotline_tui.standard import check, elements
from hotline_tui.standard.clocks import Deadline, dispatch_deadline
from hotline_tui.standard.elements import Missing
from hotline_tui.standard.record import TicketDraft
from hotline_tui.standard.refusal import Fault
from hotline_tui.standard.scripts import Festival, Moment, greeting, phrase, wordings
from hotline_tui.widgets.frame import PhraseLine

if TYPE_CHECKING:
    from hotline_tui.services.rows import TicketRow


class EntryRecord(DeskScreen):
    """A ticket before it is one.

    Clause: 5.2.2.3 b, 5.2.2.3 c, C.1, C.2, C.3, C.4, C.5.
    """

    def __init__(self) -> None:
        super().__init__()
        self.reading = Reading(TicketDraft(), (), {})
        self.missing: tuple[Missing, ...] = ()
        self.statutory = False
        self.call: int | None = None
        self.links: set[str] = set()
        self.refusal: tuple[Fault, ...] | None = None
        self.done: TicketRow | None = None
        self.is_parting = False
        self.drafts_left = 0
        self.minded = ""
        self._festivals: dict[date, Festival | None] = {}

    @property
    def draft(self) -> TicketDraft:
        """The record as the form describes it."""
        return self.reading.draft

    @property
    def form(self) -> RecordForm:
        """The form."""
        return self.query_one(RecordForm)

    @property
    def is_open(self) -> bool:
        """Whether the desk is open; says so if it is not. What was typed is kept until then."""
        if self.door.frame is None:
            self.notify(STILL_OPENING, timeout=3)
        return self.door.frame is not None

    # ---- what the form says -------------------------------------------------------------

    def read_form(self) -> None:
        """Take over what the form says now: the record, what is missing, what is in the way."""
        now = self.desk.now()
        self.reading = entry_form.read(self.form.filled(now), self.draft.id)
        self.missing = elements.missing(self.draft)
        wanted = entry_form.wanted(self.draft, self.statutory)
        self.form.show(self.draft, wanted, self.missing, self.reading.understood)
        self.form.tell_clock(self._due())
        self.tell()

    def _due(self) -> Deadline | None:
        frame = self.door.frame
        surge = bool(frame and frame.waiting and frame.waiting.surge_since)
        return dispatch_deadline(self.draft, self.desk.now(), surge=surge)

    @on(RecordForm.Moved)
    def tell(self) -> None:
        """Show what is missing, what to mind, and what to say, as the cursor stands."""
        name = self.form.current
        blank = self.form.blank
        line = self.query_one(MissingLine)
        if blank and (self.done is not None or self.drafts_left):
            line.tell_done(self.done, self.drafts_left)
        else:
            faults = self._faults_but(name) if self.refusal is None else self.refusal
            line.tell(self.missing, faults, refused=self.refusal is not None)
        understood = self.reading.understood.get(name, "")
        self.query_one(TipLine).tell(CELLS.get(name), understood, self.minded)
        self.say()

    def _faults_but(self, name: str) -> tuple[Fault, ...]:
        """What is wrong with what was typed, but for the field that is still being written."""
        found = (*self.reading.faults, *check.form_faults(self.draft, self.desk.now()))
        return tuple(fault for fault in found if entry_form.field_of(fault.field) != name)

    def action_next_missing(self) -> None:
        """To the next missing element."""
        self.read_form()
        asked = elements.next_question(self.draft)
        if asked is not None:
            self.form.go_to(entry_form.field_of(asked.element.name))

    async def look_into_calendar(self) -> None:
        """Learn what day it is; its first look takes a moment, so not on the UI loop.

        Until then, and for a moment at midnight, callers are greeted as on any day. Clause: B.1.
        """
        today = self.desk.today()
        if today not in self._festivals:
            self._festivals = {today: await self.door.ask(lambda desk: festival(today))}
            self.say()

    # ---- what to say --------------------------------------------------------------------

    def say(self) -> None:
        """Show what to say now. Clause: 5.2.2.3 a, 5.2.2.3 b, B.1."""
        self.query_one(PhraseLine).say(*self._phrase())

    def _phrase(self) -> tuple[str, str]:
        """What to say, and the clause that has it said.

        The question is about the field with the cursor, or else about what is missing next. While
        the course of events is being written down, the caller has stopped talking and waits.
        """
        told = bool(self.form.text(STORY).strip())
        if self.form.blank and self.is_parting:
            ends = phrase(Moment.BEFORE_END), phrase(Moment.END)
            return "　".join(one.text for one in ends), " ".join(one.clause for one in ends)
        if self.draft.kind is None and not told and not self.draft.online:
            greets = greeting(self._festivals.get(self.desk.today()))
            return greets.text, greets.clause
        name = self.form.current
        if name == STORY and told and not self.draft.online:
            waits = phrase(Moment.RECORDING_WAIT)
            return waits.text, waits.clause
        asked = self._question(name) or elements.next_question(self.draft)
        if asked is not None:
            return asked.question, asked.element.clause
        ends_with = wordings(Moment.BEFORE_END)[-1]  # something to add?
        return ends_with.text, ends_with.clause

    def _question(self, name: str) -> Missing | None:
        """The question whose answer belongs into a field, while that is open."""
        if not name:
            return None
        wanted = entry_form.element_of(CELLS[name], self.draft.kind)
        open_ones = (
            *self.missing,
            *elements.lacking(self.draft, required=False),
        )
        return next((one for one in open_ones if one.element.name == wanted), None)
