"""The line that says which knowledge is wanted: words, class, unit, and whether it must hold."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal

from hotline_tui.kb.lookup import Choice, Choices
from hotline_tui.screens.knowledge_article import SHORT_CLASSES
from hotline_tui.services import knowledge
from hotline_tui.services.desk import Desk
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


def units(desk: Desk) -> Choices:
    """The units whose articles there are, to be found by what a hand types."""
    return Choices(Choice(name, name) for name in knowledge.units(desk))


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
        self._valid = Chooser((ALL, VALID), ALL.code, id="valid")

    def compose(self) -> ComposeResult:
        """The words first, then what narrows them."""
        yield Field("检索", self.line, id="ask-query")
        yield Field("类别", self._class)
        yield Field("单位", self._unit)
        yield Field("有效", self._valid)

    @property
    def wish(self) -> SearchWish:
        """What is wanted now."""
        return SearchWish(
            query=self.line.value.strip(),
            limit=LISTED,
            article_class=CLASSES.get(self._class.value or ""),
            unit=self._unit.value or "",
            valid_only=bool(self._valid.value),
        )

    def serve(self, choices: Choices) -> None:
        """Fill the list of units."""
        self._unit.source = choices

    def toggle_valid(self) -> None:
        """Only what holds today, or everything."""
        self._valid.value = ALL.code if self._valid.value else VALID.code
