"""What a desk suggests while a ticket is written, as frozen rows.

Apart from the use cases that find them, as a form is on view before the database is there.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from hotline_tui.standard.vocabulary import Status

if TYPE_CHECKING:
    from hotline_tui.kb.article import Article, Hit
    from hotline_tui.kb.suggest import Suggestion


@dataclass(frozen=True, slots=True)
class HitRow:
    """An article that was found, with what the list shows of it."""

    article: Article
    hit: Hit


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Likely categories and organizers, best first; the catalogue's own entry leads."""

    categories: tuple[Suggestion, ...] = ()
    organizers: tuple[Suggestion, ...] = ()


@dataclass(frozen=True, slots=True)
class RepeatRow:
    """An earlier ticket of the same caller that seems to be about the same matter."""

    number: str
    title: str
    status: Status
    raised_at: datetime
    likeness: float


@dataclass(frozen=True, slots=True)
class Repeats:
    """What looks like the same matter, and how often the caller raised it before."""

    rows: tuple[RepeatRow, ...] = ()
    this_month: int = 0
    this_year: int = 0


@dataclass(frozen=True, slots=True)
class Assistance:
    """All suggestions for one state of a record."""

    articles: tuple[HitRow, ...] = ()
    suggestions: Suggestions = Suggestions()
    repeats: Repeats = Repeats()
