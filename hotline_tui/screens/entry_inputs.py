"""What the fields of the ticket form are filled in with, and the lists that they choose from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from rich.segment import Segment
from textual.content import Content
from textual.strip import Strip
from textual.widget import Widget

from hotline_tui.kb.lookup import Choice, Choices
from hotline_tui.kb.pinyin import full
from hotline_tui.screens.entry_form import NO, Cell, Entry
from hotline_tui.screens.guided_blanks import FLAGS
from hotline_tui.services.desk import Desk
from hotline_tui.standard.acceptance import PROVINCES, outside
from hotline_tui.standard.check import LONGEST, LONGEST_PROSE
from hotline_tui.standard.threat import quoted
from hotline_tui.standard.vocabulary import Channel, Kind, Urgency
from hotline_tui.widgets.chooser import Chooser
from hotline_tui.widgets.line import LIMIT, Line
from hotline_tui.widgets.plain import clip, visible
from hotline_tui.widgets.prose import Prose
from hotline_tui.widgets.shortlist import Within

DEFAULTS: Mapping[str, str] = {
    "risk_to_life_or_property": NO,
    "channel": Channel.PHONE.value,
    "claimant.confidential": NO,
    "instability.threat": NO,
}
"""What a new form says without being asked."""

SHORT_NAMES = {
    Urgency.GENERAL: "一般", Urgency.LIVELIHOOD: "基本民生", Urgency.PUBLIC_HEALTH: "公共卫生",
    Channel.PORTAL: "首都之窗", Channel.APP: "北京通", Channel.SOCIAL: "社交媒体",
}  # fmt: skip
"""What the form calls a long term."""


def _choices(vocabulary: Any) -> tuple[Choice, ...]:
    return tuple(Choice(one.value, SHORT_NAMES.get(one, one.label)) for one in vocabulary)


SHORT: Mapping[Entry, tuple[Choice, ...]] = {
    Entry.FLAG: FLAGS,
    Entry.KIND: _choices(Kind),
    Entry.URGENCY: _choices(Urgency),
    Entry.CHANNEL: _choices(Channel),
}
"""Lists so short that a digit takes."""


class WhenLine(Line):
    """A time in the caller's words; while the cursor is elsewhere, how it was understood."""

    understood = ""

    def tell(self, understood: str) -> None:
        """What is to be seen in place of the words; empty while they are not understood."""
        if understood != self.understood:
            self.understood = understood
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The words under the cursor, else what they were understood as."""
        if self.has_focus or not self.understood or y != 0:
            return super().render_line(y)
        width = self.scrollable_content_region.width
        base = self.rich_style
        return Strip([Segment(clip(self.understood, width), base)]).adjust_cell_length(width, base)


_MARKS = '“”‘’「」『』〝〞"＂'


class QuotedLine(Line):
    """Somebody's own words: quotation marks come with the first of them. Clause: C.4."""

    def replace(self, text: str, start: int, end: int) -> None:
        """Type or paste; what stands alone is put between marks, with the cursor within."""
        super().replace(text, start, end)
        words = self.value.strip()
        if words and not any(mark in words for mark in _MARKS):
            at = self.cursor_position
            self.value = f"“{self.value}”"
            self.cursor_position = at + 1
        elif not text and not words.strip(_MARKS):
            self.value = ""
        self._mine = self.value

    def settle(self) -> None:
        """Put right what marks there are, once the cursor has left."""
        if self.value.strip():
            self.value = self._mine = quoted(self.value) or self.value


class Places(Choices):
    """Where a matter happened: the city's divisions, then the provinces outside.

    What begins with another province's name is that province, before anything that sounds alike.
    Clause: 5.2.2.1.
    """

    def __init__(self, own: Iterable[Choice], region: str) -> None:
        super().__init__(own)
        self._region = region
        self._outside = {
            name: Choice(f"{code}0000", name, "本市以外，不予受理")
            for code, name in PROVINCES.items()
            if code != region
        }
        self._provinces = Choices(self._outside.values())
        self._sounding = [(full(name), choice) for name, choice in self._outside.items()]

    def find(self, query: str, limit: int = 8, within: Within | None = None) -> tuple[Choice, ...]:
        """The best `limit` places for what was typed."""
        wanted = query.strip()
        own = super().find(query, limit, within)
        if not wanted.isdigit() and outside(wanted, self._region) is not None:
            # There is a 河北镇 here: what holds the words themselves may be meant.
            here = tuple(one for one in own if wanted in one.name)
            elsewhere = tuple(one for name, one in self._outside.items() if wanted.startswith(name))
            exact = any(wanted == name for name in self._outside)
            return (elsewhere + here if exact else here or elsewhere)[:limit]
        spelled = [one for sound, one in self._sounding if sound == wanted.lower()]
        if spelled and not any(_begins(one, wanted.lower()) for one in own):
            return (*spelled, *own)[:limit]
        if len(own) >= limit or not wanted:
            return own
        return (*own, *self._provinces.find(wanted, limit - len(own)))

    def guesses(self, query: str) -> bool:
        """Whether nothing in the city, nor a province outside, is what was typed."""
        return outside(query.strip(), self._region) is None and super().guesses(query)


def _begins(place: Choice, spelled: str) -> bool:
    return full(place.name.split()[-1]).startswith(spelled)


@dataclass(frozen=True, slots=True)
class Lists:
    """The long lists of the form."""

    divisions: Places
    categories: Choices


def lists(desk: Desk) -> Lists:
    """The long lists from the city's reference data; takes its time, so not for the UI loop."""
    from hotline_tui.services.directory import directory

    city = directory(desk)
    divisions = (
        Choice(one.code, city.place_name(one.code), one.code)
        for one in city.divisions.values()
        if not one.code.endswith("0000")
    )
    categories = (Choice(one.name, one.name, "", one.keywords) for one in city.categories.values())
    return Lists(Places(divisions, desk.region), Choices(categories))


def entry_for(cell: Cell) -> Widget:
    """The widget that a field is filled in with."""
    if cell.entry in SHORT:
        return Chooser(SHORT[cell.entry], DEFAULTS.get(cell.name))
    if cell.entry is Entry.PROSE:
        return Prose(max_length=LONGEST_PROSE)
    if cell.entry in (Entry.DIVISION, Entry.CATEGORY):
        return Chooser(Choices(()))
    made = {Entry.WHEN: WhenLine, Entry.QUOTED: QuotedLine}.get(cell.entry, Line)
    return made(max_length=LONGEST.get(cell.name, LIMIT))


def content(entry: Widget) -> str:
    """What stands in an entry: a code where something was chosen, else the text."""
    if isinstance(entry, Chooser):
        return entry.value if entry.value is not None else entry.text
    return entry.text if isinstance(entry, Prose) else getattr(entry, "value", "")


def set_content(entry: Widget, text: str) -> None:
    """Put back what once stood in an entry."""
    if isinstance(entry, Chooser):
        entry.put_back(text)
    elif isinstance(entry, Prose):
        entry.load_text(text)
    elif isinstance(entry, Line):
        entry.value = text
        entry.cursor_position = len(text)


def set_placeholder(entry: Widget, told: str) -> None:
    """Say something in an entry as long as nothing stands in it."""
    if isinstance(entry, Line):
        entry.placeholder = told
    elif isinstance(entry, Prose):
        entry.placeholder = Content(visible(told))
    else:
        for line in entry.children:
            set_placeholder(line, told)
