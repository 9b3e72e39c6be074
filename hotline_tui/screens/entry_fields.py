"""The fields of the ticket form: made from the table, shown as the record asks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from hotline_tui.kb.lookup import Choice, Choices
from hotline_tui.screens.entry_form import (
    CELLS,
    NO,
    ROWS,
    STORY,
    TOLD_KINDS,
    YES,
    Cell,
    Entry,
    Filled,
    element_of,
    path,
)
from hotline_tui.services.directory import Directory
from hotline_tui.standard.clocks import Deadline
from hotline_tui.standard.elements import Missing
from hotline_tui.standard.moment import BEIJING
from hotline_tui.standard.vocabulary import Channel, Kind, Urgency
from hotline_tui.widgets.chooser import Chooser
from hotline_tui.widgets.form import Field
from hotline_tui.widgets.line import Line
from hotline_tui.widgets.prose import Prose

DEFAULTS: Mapping[str, str] = {
    "risk_to_life_or_property": NO,
    "channel": Channel.PHONE.value,
    "claimant.confidential": NO,
    "instability.threat": NO,
}
"""What a new form says without being asked."""

FLAG = (Choice(NO, "否"), Choice(YES, "是"))

SHORT_NAMES = {
    Urgency.GENERAL: "一般", Urgency.LIVELIHOOD: "基本民生", Urgency.PUBLIC_HEALTH: "公共卫生",
    Channel.PORTAL: "首都之窗", Channel.APP: "北京通", Channel.SOCIAL: "社交媒体",
}  # fmt: skip
"""What the form calls a long term."""


def _choices(vocabulary: Any) -> tuple[Choice, ...]:
    return tuple(Choice(one.value, SHORT_NAMES.get(one, one.label)) for one in vocabulary)


SHORT = {
    Entry.FLAG: FLAG,
    Entry.KIND: _choices(Kind),
    Entry.URGENCY: _choices(Urgency),
    Entry.CHANNEL: _choices(Channel),
}


class RecordForm(VerticalScroll, can_focus=False):
    """The form; posts `Changed` whenever what stands in it has changed."""

    class Changed(Message):
        """Something in the form has changed."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._entries: dict[str, Widget] = {}
        self._fields: dict[str, Field] = {}
        self.not_provided: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        """All rows; those that are not needed are not on view."""
        for row in ROWS:
            with Horizontal(classes="row"):
                for cell in row:
                    yield self._field(cell)
                if row is ROWS[0]:
                    yield Static(id="clock")

    def _field(self, cell: Cell) -> Field:
        entry = self._entry(cell)
        entry.styles.width = cell.width or "1fr"
        field = Field(cell.label, entry)
        field.styles.width = "auto" if cell.width else "1fr"
        self._entries[cell.name], self._fields[cell.name] = entry, field
        return field

    @staticmethod
    def _entry(cell: Cell) -> Widget:
        if cell.entry in SHORT:
            return Chooser(SHORT[cell.entry], DEFAULTS.get(cell.name))
        if cell.entry is Entry.PROSE:
            return Prose()
        if cell.entry in (Entry.DIVISION, Entry.CATEGORY):
            return Chooser(Choices(()))
        return Line()

    def serve(self, city: Directory) -> None:
        """Fill the long lists from the city's reference data."""
        for name, choices in (
            ("division", division_choices(city)),
            ("category", category_choices(city)),
        ):
            self._chooser(name).source = choices

    def suggest_categories(self, names: tuple[str, ...]) -> None:
        """Offer categories in the empty field, to be taken by their digits."""
        self._chooser("category").suggested = tuple(Choice(name, name) for name in names)

    def _chooser(self, name: str) -> Chooser:
        entry = self._entries[name]
        if not isinstance(entry, Chooser):
            raise TypeError(f"{name} is not chosen from a list")
        return entry

    # ---- what stands in it --------------------------------------------------------------

    @property
    def filled(self) -> Filled:
        """Everything that was typed or chosen."""
        return Filled(
            {name: _content(entry) for name, entry in self._entries.items()},
            dict(self.not_provided),
        )

    def fill(self, filled: Filled) -> None:
        """Put back what once stood in the form."""
        self.not_provided = dict(filled.not_provided)
        for name, entry in self._entries.items():
            _set_content(entry, filled.given.get(name, DEFAULTS.get(name, "")))

    @property
    def blank(self) -> bool:
        """Whether nothing stands in it but what a new form says by itself."""
        given = self.filled.given
        return all(text in ("", DEFAULTS.get(name, "")) for name, text in given.items())

    def clear(self) -> None:
        """An empty form for the next matter."""
        self.fill(Filled({}, {}))

    def put(self, name: str, text: str) -> None:
        """Fill one field in."""
        _set_content(self._entries[name], text)
        self.post_message(self.Changed())

    def tell_clock(self, due: Deadline | None) -> None:
        """How long the dispatch may take, and until when. Clause: 5.3.2.1.4."""
        told = ""
        if due is not None and due.due_at is not None and due.start_at is not None:
            hours = (due.due_at - due.start_at).total_seconds() / 3600
            told = f"{hours:g}小时 {due.due_at.astimezone(BEIJING):%m-%d %H:%M}"
        self.query_one("#clock", Static).update(Text(told))

    # ---- what is on view ----------------------------------------------------------------

    def show(self, wanted: frozenset[str], kind: Kind | None, missing: tuple[Missing, ...]) -> None:
        """Show the fields that are wanted, and whatever holds something; mark what is missing."""
        lacking = {one.element.name for one in missing}
        if ("content" if kind in TOLD_KINDS else "course") in lacking:
            lacking.add(STORY)
        for name, field in self._fields.items():
            held = _content(self._entries[name]) not in ("", DEFAULTS.get(name, ""))
            field.display = name in wanted or held
            field.label = _label(CELLS[name], kind) if name == STORY else CELLS[name].label
            field.missing = name in lacking
            entry = self._entries[name]
            if isinstance(entry, Line):
                reason = self.not_provided.get(element_of(CELLS[name], kind), "")
                entry.placeholder = f"未提供：{reason}" if reason else ""
        for row in self.query(".row"):
            row.display = any(child.display for child in row.children)

    @property
    def shown(self) -> frozenset[str]:
        """Names of the fields on view."""
        return frozenset(name for name, field in self._fields.items() if field.display)

    @property
    def current(self) -> str:
        """The name of the field that has the focus; empty when none has."""
        return next((name for name, one in self._entries.items() if one.has_focus_within), "")

    def go_to(self, name: str) -> None:
        """Put the cursor into a field."""
        self._entries[name].focus()

    def go_on(self, back: bool = False) -> None:
        """To the next (or former) field on the way."""
        names = [cell.name for cell in path(self.shown)]
        order = list(CELLS)
        here = order.index(self.current) if self.current else -1
        if back:
            before = [name for name in names if order.index(name) < here]
            target = before[-1] if before else names[-1]
        else:
            target = next((name for name in names if order.index(name) > here), names[0])
        self.go_to(target)

    # ---- what happens in it -------------------------------------------------------------

    @on(Line.Changed)
    @on(Prose.Changed)
    @on(Chooser.Chosen)
    def _changed(self) -> None:
        name = self.current
        if name and _content(self._entries[name]).strip():
            for element in (name, "content", "course") if name == STORY else (name,):
                self.not_provided.pop(element, None)
        self.post_message(self.Changed())


def _label(cell: Cell, kind: Kind | None) -> str:
    return "内容" if kind in TOLD_KINDS else cell.label


def _content(entry: Widget) -> str:
    if isinstance(entry, Chooser):
        return entry.value if entry.value is not None else entry.text
    return entry.text if isinstance(entry, Prose) else getattr(entry, "value", "")


def _set_content(entry: Widget, text: str) -> None:
    if isinstance(entry, Chooser):
        entry.value = text or None
    elif isinstance(entry, Prose):
        entry.load_text(text)
    elif isinstance(entry, Line):
        entry.value = text


def division_choices(city: Directory) -> Choices:
    """Districts, subdistricts, towns and areas, found by code, initials or words."""
    return Choices(
        Choice(one.code, city.place_name(one.code), one.code)
        for one in city.divisions.values()
        if not one.code.endswith("0000")
    )


def category_choices(city: Directory) -> Choices:
    """The leaves of the category tree; the code of one is its path."""
    return Choices(Choice(one.name, one.name, "", one.keywords) for one in city.categories.values())
