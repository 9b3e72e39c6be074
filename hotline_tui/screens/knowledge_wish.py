"""The line that says which knowledge is wanted: words, class, unit, district, validity."""

from __future__ import annotations

from dataclasses import dataclass

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal

from hotline_tui.kb.lookup import Choice, Choices
from hotline_tui.screens.base import DeskScreen
from hotline_tui.screens.knowledge_article import SHORT_CLASSES
from hotline_tui.services import knowledge
from hotline_tui.services.desk import Desk
from hotline_tui.services.directory import directory
from hotline_tui.services.knowledge import SearchWish
from hotline_tui.standard.vocabulary import ArticleClass
from hotline_tui.widgets.chooser import Chooser
from hotline_tui.widgets.form import Field
from hotline_tui.widgets.line import Line

LISTED = 30
"""Articles found at most; whoever wants another one types one more word."""

ALL = Choice("", "全部")
VALID = Choice("valid", "是")
CLASSES = {one.value: one for one in ArticleClass}


@dataclass(frozen=True, slots=True)
class Narrowing:
    """The long lists that a search is narrowed by."""

    units: Choices
    districts: Choices


def narrowing(desk: Desk) -> Narrowing:
    """The units whose articles there are, and the city's divisions; takes its time."""
    city = directory(desk)
    places = (
        Choice(code, city.place_name(code)) for code in city.divisions if not code.endswith("0000")
    )
    units = (Choice(name, name) for name in knowledge.units(desk))
    return Narrowing(Choices((ALL, *units)), Choices((ALL, *places)))


class WishLine(Horizontal):
    """Reads as a `SearchWish`; its entries tell of changes by their own messages."""

    def __init__(self, query: str, *, id: str | None = None) -> None:
        """`query` stands there to begin with."""
        super().__init__(id=id)
        self.line = Line(query, id="query", max_length=200)
        self.line.cursor_position = len(self.line.value)
        classes = (ALL, *(Choice(one.value, SHORT_CLASSES[one]) for one in ArticleClass))
        self._class = Chooser(classes, ALL.code, id="class")
        self._unit = Chooser(Choices(()), placeholder=ALL.name, id="unit")
        self._district = Chooser(Choices(()), placeholder=ALL.name, id="district")
        self._valid = Chooser((ALL, VALID), ALL.code, id="valid")

    def compose(self) -> ComposeResult:
        """The words first, then what narrows them."""
        yield Field("检索", self.line, id="ask-query")
        yield Field("类别", self._class)
        yield Field("单位", self._unit)
        yield Field("区划", self._district)
        yield Field("有效", self._valid)

    @property
    def wish(self) -> SearchWish:
        """What is wanted now."""
        return SearchWish(
            query=self.line.value.strip(),
            limit=LISTED,
            article_class=CLASSES.get(self._class.value or ""),
            unit=self._unit.value or "",
            division=self._district.value or "",
            valid_only=bool(self._valid.value),
        )

    def serve(self, found: Narrowing) -> None:
        """Fill the long lists."""
        self._unit.source = found.units
        self._district.source = found.districts

    def toggle_valid(self) -> None:
        """Only what holds today, or everything."""
        self._valid.value = ALL.code if self._valid.value else VALID.code


class Narrowed(DeskScreen):
    """A screen whose `WishLine` says what is searched."""

    @work(group="units", exclusive=True)
    async def load_lists(self) -> None:
        """Fill the long lists; articles of new units may have come."""
        found = await self.door.attempt(narrowing)
        if found is not None:
            self.query_one(WishLine).serve(found)

    def action_filter(self, name: str) -> None:
        """To one of the filters."""
        if name != "class":
            self.load_lists()
        self.query_one(f"#{name}", Chooser).focus()

    async def action_valid(self) -> None:
        """Only what holds today, or everything."""
        self.query_one(WishLine).toggle_valid()
        await self.reload()
