"""The fields of the ticket form: made from the table, shown as the record asks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.message import Message
from textual.widget import Widget

from hotline_tui.kb.lookup import Choice
from hotline_tui.screens.entry_form import (
    CELLS,
    ROWS,
    STORY,
    TEXTS,
    Cell,
    Entry,
    Filled,
    arranged,
    element_of,
    field_of,
    label,
)
from hotline_tui.screens.entry_inputs import (
    DEFAULTS,
    Lists,
    QuotedLine,
    WhenLine,
    content,
    entry_for,
    set_content,
    set_placeholder,
)
from hotline_tui.standard.clocks import Deadline
from hotline_tui.standard.elements import Missing
from hotline_tui.standard.moment import BEIJING
from hotline_tui.standard.record import TicketDraft
from hotline_tui.standard.vocabulary import Urgency
from hotline_tui.widgets.chooser import Chooser
from hotline_tui.widgets.form import Field
from hotline_tui.widgets.frame import ShownLine
from hotline_tui.widgets.line import Line
from hotline_tui.widgets.prose import Prose


class RecordForm(VerticalScroll, can_focus=False):
    """The form; posts `Changed` when what stands in it has changed, `Moved` with the cursor."""

    class Changed(Message):
        """Something in the form has changed."""

    class Moved(Message):
        """The cursor stands in another field."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._entries: dict[str, Widget] = {}
        self._fields: dict[str, Field] = {}
        self._names: dict[Widget, str] = {}
        self._rows: list[Horizontal] = []
        self._later: list[tuple[Horizontal, list[Field]]] = []
        self._begun: dict[str, str] = dict(DEFAULTS)
        self._typed_at: dict[str, tuple[str, datetime]] = {}
        self._urgency: Urgency | None = None
        self._came_from = ""
        self.not_provided: dict[str, str] = {}
        self.served = False
        """Whether the long lists are there."""

    def compose(self) -> ComposeResult:
        """All rows; those that are not needed are not on view.

        Rows that no new form shows get their fields by `mount_rest`, behind the first paint.
        """
        for row in ROWS:
            fields = [self._field(cell) for cell in row]
            with Horizontal(classes="row") as shown:
                self._rows.append(shown)
                if any(cell.always for cell in row):
                    yield from fields
                else:
                    shown.display = False
                    self._later.append((shown, fields))
                if row is ROWS[0]:
                    yield ShownLine(id="clock")

    async def mount_rest(self) -> None:
        """Make the rows that no new form shows."""
        for row, fields in self._later:
            await row.mount(*fields)
        self._later.clear()
        self.post_message(self.Changed())

    def _field(self, cell: Cell) -> Field:
        entry = entry_for(cell)
        entry.styles.width = cell.width or "1fr"
        field = Field(cell.label, entry)
        field.styles.width = "auto" if cell.width else "1fr"
        self._entries[cell.name], self._fields[cell.name] = entry, field
        self._names[field] = cell.name
        return field

    def serve(self, lists: Lists) -> None:
        """Fill the long lists from the city's reference data."""
        for name, source in (("division", lists.divisions), ("category", lists.categories)):
            entry = self._chooser(name)
            entry.source = source
            if content(entry):
                set_content(entry, content(entry))
        self.served = True

    def suggest_categories(self, names: tuple[str, ...]) -> None:
        """Offer categories in the empty field, to be taken by their digits."""
        category = self._chooser("category")
        category.suggested = tuple(Choice(name, name) for name in names)
        if category.has_focus_within:
            category.entered()  # whoever is there already sees them as well

    def _chooser(self, name: str) -> Chooser:
        entry = self._entries[name]
        if not isinstance(entry, Chooser):
            raise TypeError(f"{name} is not chosen from a list")
        return entry

    # ---- what stands in it --------------------------------------------------------------

    def filled(self, now: datetime) -> Filled:
        """Everything that was typed or chosen; words for a time that are new were typed `now`."""
        given = {name: content(entry) for name, entry in self._entries.items()}
        for name, cell in CELLS.items():
            if cell.entry is Entry.WHEN and self._typed_at.get(name, ("",))[0] != given[name]:
                self._typed_at[name] = (given[name], now)
        typed_at = {name: at for name, (_, at) in self._typed_at.items()}
        return Filled(given, dict(self.not_provided), typed_at)

    def text(self, name: str) -> str:
        """What stands in one field."""
        return content(self._entries[name])

    def fill(self, filled: Filled) -> None:
        """Put back what once stood in the form."""
        self.not_provided = dict(filled.not_provided)
        self._begun = dict(DEFAULTS)
        self._typed_at = {
            name: (filled.given.get(name, ""), at) for name, at in filled.typed_at.items()
        }
        self._set(filled.given)

    def begin(self, given: Mapping[str, str]) -> None:
        """A form for another matter, with what is known of it beforehand."""
        self.not_provided, self._typed_at, self._came_from = {}, {}, ""
        self._begun = dict(DEFAULTS) | {name: text for name, text in given.items() if text}
        self._set(given)

    def _set(self, given: Mapping[str, str]) -> None:
        with self.prevent(Line.Changed, Prose.Changed, Chooser.Chosen):
            for name, entry in self._entries.items():
                set_content(entry, given.get(name, DEFAULTS.get(name, "")))

    @property
    def blank(self) -> bool:
        """Whether nothing stands in it but what the form began with."""
        return not self.not_provided and not any(map(self._held, self._entries))

    def _held(self, name: str) -> bool:
        return self.text(name) != self._begun.get(name, "")

    def is_free(self, name: str) -> bool:
        """Whether nothing stands in a field but a default, and no reason why nothing does."""
        excused = {field_of(element) for element in self.not_provided}
        return name not in excused and self.text(name).strip() in ("", DEFAULTS.get(name))

    def put(self, name: str, text: str) -> None:
        """Fill one field in."""
        set_content(self._entries[name], text)
        self.post_message(self.Changed())

    def tell_clock(self, due: Deadline | None) -> None:
        """How long the dispatch may take, and until when. Clause: 5.3.2.1.4."""
        told = ""
        if due is not None and due.due_at is not None and due.start_at is not None:
            hours = (due.due_at - due.start_at).total_seconds() / 3600
            told = f" {hours:g}小时 {due.due_at.astimezone(BEIJING):%m-%d %H:%M}"
        self.query_one("#clock", ShownLine).shown = told

    # ---- what is on view ----------------------------------------------------------------

    def show(
        self,
        draft: TicketDraft,
        wanted: frozenset[str],
        missing: tuple[Missing, ...],
        understood: Mapping[str, str],
    ) -> None:
        """Show the fields that are wanted, and whatever holds something; mark what is missing."""
        lacking = {one.element.name for one in missing}
        self._arrange(draft.urgency)
        for name, field in self._fields.items():
            cell, entry = CELLS[name], self._entries[name]
            element = element_of(cell, draft.kind)
            field.display = name in wanted or self._held(name)
            field.missing = element in lacking
            field.label = label(cell, element)
            reason = self.not_provided.get(element, "")
            set_placeholder(entry, f"未提供：{reason}" if reason else "")
            if isinstance(entry, WhenLine):
                entry.tell(self._brief(name, understood.get(name, "")))
        for row in self._rows:
            row.display = any(child.display for child in row.children)

    def _brief(self, name: str, understood: str) -> str:
        """A time without the year in which it was typed: that one goes without saying."""
        if not understood:
            return ""
        _, at = self._typed_at[name]
        return understood.removeprefix(f"{at.astimezone(BEIJING):%Y}-")

    def _arrange(self, urgency: Urgency | None) -> None:
        """Put the rows, and the fields in them, into the order in which they are asked for."""
        if urgency is self._urgency:
            return
        self._urgency = urgency
        places = {
            cell.name: (y, x)
            for y, row in enumerate(arranged(urgency))
            for x, cell in enumerate(row)
        }
        last = (len(places), 0)
        self.sort_children(key=lambda row: places[self._names[row.children[0]]])
        for row in self._rows:
            row.sort_children(key=lambda field: places.get(self._names.get(field, ""), last))

    # ---- where the cursor is ------------------------------------------------------------

    @property
    def shown(self) -> tuple[str, ...]:
        """Names of the fields on view, in their order."""
        rows = (cell.name for row in arranged(self._urgency) for cell in row)
        return tuple(name for name in rows if self._fields[name].display)

    @property
    def current(self) -> str:
        """The name of the field that has the focus; empty when none has."""
        return next((name for name, one in self._entries.items() if one.has_focus_within), "")

    def go_to(self, name: str) -> None:
        """Put the cursor into a field."""
        self._came_from = ""
        self._entries[name].focus()

    def go_aside(self, name: str) -> None:
        """Put the cursor into a field for a moment: going on leads back."""
        back = self._came_from or self.current
        self.go_to(name)
        self._came_from = back if back != name else ""

    def go_on(self) -> None:
        """To the next field on the way, or back from one beside it."""
        names = self.shown
        here = names.index(self.current) if self.current in names else -1
        on_the_way = [name for name in names[here + 1 :] if not CELLS[name].skip]
        back = self._came_from if self._came_from in names else ""
        self.go_to(back or next(iter(on_the_way), names[0]))

    def go_back(self) -> None:
        """To the former field on the way, or back from one beside it."""
        names = self.shown
        here = names.index(self.current) if self.current in names else 0
        on_the_way = [name for name in names[:here] if not CELLS[name].skip]
        back = self._came_from if self._came_from in names else ""
        self.go_to(back or next(reversed(on_the_way), names[0]))

    def step(self, by: int) -> None:
        """To the text before or after; in a list the arrow keys choose, so none is gone to."""
        here, names = self.current, self.shown
        texts = [one for one in names if one == here or CELLS[one].entry in TEXTS]
        if here in texts:
            self.go_to(texts[min(max(texts.index(here) + by, 0), len(texts) - 1)])

    # ---- what happens in it -------------------------------------------------------------

    @on(Line.Changed)
    @on(Prose.Changed)
    @on(Chooser.Chosen)
    def _changed(self) -> None:
        name = self.current
        if name and self.text(name).strip():
            for element in (name, "content", "course") if name == STORY else (name,):
                self.not_provided.pop(element, None)
        self.post_message(self.Changed())

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """The cursor came into a field."""
        self.post_message(self.Moved())

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """The cursor left a field: what it holds is put right."""
        if isinstance(event.widget, QuotedLine):
            event.widget.settle()
