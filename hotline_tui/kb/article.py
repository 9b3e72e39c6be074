"""What search takes and what it answers. Clause: 6.2.2, 6.2.3."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from hotline_tui.kb.marks import snippet
from hotline_tui.standard.vocabulary import ArticleClass


@dataclass(frozen=True, slots=True)
class Article:
    """A knowledge article as search sees it. Clause: 6.2.3."""

    id: int
    title: str
    other_names: tuple[str, ...]
    text: str
    article_class: ArticleClass
    unit: str
    source: str
    authority: str
    division: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    version: int = 1

    def expired(self, today: date) -> bool:
        """Whether its validity was over before `today`."""
        return self.valid_to is not None and self.valid_to < today

    def valid(self, today: date) -> bool:
        """Whether it is in force at `today`."""
        return not self.expired(today) and not self.upcoming(today)

    def upcoming(self, today: date) -> bool:
        """Whether its validity has not begun at `today`."""
        return self.valid_from is not None and self.valid_from > today


@dataclass(frozen=True, slots=True)
class Within:
    """The part of the knowledge base that is searched; empty is all of it.

    A `division` takes in what is valid in it: its own articles, those of its parts and those of
    the areas around it.
    """

    article_class: ArticleClass | None = None
    unit: str = ""
    division: str = ""
    valid_only: bool = False


EVERYWHERE = Within()


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that a query found.

    `score` runs from 0 to 1; `marks` are the matched spans (start, end) in `title`; `terms` what
    to look for in the text; `parts` say what the score came from: words (characters and sounds
    shared), keys (pinyin and initials), alike (letter by letter), named (1 where the very title
    or another name was asked for), learnt (by what share of itself people's
    choices raised or lowered the score).
    """

    article: int
    title: str
    score: float
    marks: tuple[tuple[int, int], ...]
    snippet: str
    expired: bool
    upcoming: bool = False
    terms: tuple[str, ...] = ()
    parts: dict[str, float] = field(default_factory=dict)

    def quoting(self, text: str) -> Hit:
        """This hit with the piece of the article's `text` where most of the query stands."""
        shown = (*self.terms, *(self.title[start:end] for start, end in self.marks))
        return replace(self, snippet=snippet(text, shown))
