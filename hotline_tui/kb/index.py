"""Knowledge search in memory: articles in, hits out. Clause: 6.2.2."""

from __future__ import annotations

import heapq
import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from rapidfuzz import fuzz

from hotline_tui.kb.headings import Headings
from hotline_tui.kb.marks import marks, snippet
from hotline_tui.kb.postings import Postings
from hotline_tui.kb.text import normal, words
from hotline_tui.kb.tokens import bridged, gapped, gist, pairs, sounds, spoken_part
from hotline_tui.standard.vocabulary import ArticleClass

_LONG = 120  # characters; beyond it only the most telling words are searched
_TELLING = 12
_CANDIDATES = 60  # are compared with the query letter by letter
_ALIKE_FROM = 60.0  # per cent; below it a likeness of letters is chance
_KEYS_OR_WORDS = re.compile(r"[ ]|[a-zü]{2}|^[a-z0-9]+$")
_NAMED = 0.95  # what an article gets whose very title or other name was asked for
_SUGGESTED_FROM = 0.35
_SHARED = 2  # words


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
class Hit:
    """An article that a query found.

    `score` runs from 0 to 1; `marks` are the matched spans (start, end) in `title`; `parts` say
    what the score came from: title, text, keys (pinyin and initials), alike (letter by letter).
    """

    article: int
    title: str
    score: float
    marks: tuple[tuple[int, int], ...]
    snippet: str
    expired: bool
    upcoming: bool = False
    parts: dict[str, float] = field(default_factory=dict)


@dataclass(slots=True)
class _Asked:
    """A query taken apart, and what its tokens have found so far, by the article's place."""

    plain: str
    matter: str
    terms: tuple[str, ...]
    title: dict[int, float] = field(default_factory=dict)
    text: dict[int, float] = field(default_factory=dict)
    keys: dict[int, float] = field(default_factory=dict)
    full: float = 0.0

    @property
    def in_order(self) -> bool:
        """Whether its order, letter by letter, says something: not of single words or keys."""
        return not _KEYS_OR_WORDS.search(self.plain)

    def total(self, place: int) -> float:
        """What all tokens found for the article at `place`, up to about `full`."""
        return self.title.get(place, 0.0) + self.text.get(place, 0.0) + self.keys.get(place, 0.0)


class KnowledgeIndex:
    """Finds articles by characters, words in any order, a caller's sentence, pinyin, initials.

    Tokenises each article once, here: about a second and a half for a thousand. Unchanging
    afterwards, so any number of threads may ask.
    """

    def __init__(self, articles: Iterable[Article]) -> None:
        self._articles: Sequence[Article] = tuple(articles)
        heads = [
            normal("\n".join((article.title, *article.other_names))) for article in self._articles
        ]
        texts = [normal(article.text) for article in self._articles]
        self._heads = ["".join(filter(str.isalnum, head)) for head in heads]
        self._headings = Headings(
            [(article.title, *article.other_names) for article in self._articles]
        )
        self._named: dict[str, set[int]] = {}
        for place, article in enumerate(self._articles):
            for name in (article.title, *article.other_names):
                self._named.setdefault(gist(normal(name)), set()).add(place)
        # Weights found with benchmarks/kb.py. A title is short and each word in it chosen, so
        # its length counts less.
        self._title_fields = tuple(
            (Postings([cut(head) for head in heads], flatten=0.3), asked, weight)
            for cut, asked, weight in (
                (words, words, 1.0),
                (pairs, pairs, 1.0),
                (sounds, sounds, 0.3),
                (gapped, bridged, 0.2),
            )
        )
        self._text_fields = tuple(
            (Postings([cut(text) for text in texts], flatten=0.75), cut, 1.0)
            for cut in (words, pairs)
        )

    def __len__(self) -> int:
        return len(self._articles)

    def search(
        self,
        query: str,
        *,
        today: date,
        limit: int = 10,
        article_class: ArticleClass | None = None,
        unit: str | None = None,
        valid_only: bool = False,
    ) -> tuple[Hit, ...]:
        """The best `limit` articles for `query`, best first.

        What is not valid at `today` is marked, counts half, and never stands first while
        something valid is found. Clause: 6.2.2, 6.2.3.
        """
        plain = normal(query)
        if len(plain) > _LONG:
            plain = " ".join(self._telling(plain))
        asked = self._ask(plain)

        def wanted(article: Article) -> bool:
            return (
                article_class in (None, article.article_class)
                and unit in (None, article.unit)
                and (not valid_only or article.valid(today))
            )

        every = article_class is None and unit is None and not valid_only
        scored = self._scored(asked, today, None if every else wanted)
        return tuple(
            self._hit(asked, place, score, today)
            for score, place in self._valid_first(scored, today)[:limit]
        )

    def suggest(self, text: str, *, today: date, limit: int = 3) -> tuple[Hit, ...]:
        """Valid articles on what a ticket under way is about; none rather than far-fetched ones.

        Clause: 6.2.2.
        """
        terms = self._telling(normal(text))
        asked = self._ask(" ".join(terms))
        scored = self._scored(asked, today, lambda article: article.valid(today))
        return tuple(
            self._hit(asked, place, score, today)
            for score, place in scored[:limit]
            if score >= _SUGGESTED_FROM and self._shares(place, terms)
        )

    def _ask(self, plain: str) -> _Asked:
        matter = gist(plain)
        asked = _Asked(plain, matter, words(matter))
        spoken = spoken_part(matter)
        for postings, cut, weight in self._title_fields:
            asked.full += postings.add(asked.title, cut(spoken), weight)
        for postings, cut, weight in self._text_fields:
            asked.full += 0.5 * postings.add(asked.text, cut(spoken), weight)
        asked.full += self._headings.add(asked.keys, matter)
        return asked

    def _telling(self, plain: str) -> list[str]:
        """The words of a long text that tell most about its matter, in the text's order.

        What no article holds comes last, but is not left out: it says that the text is about
        something else.
        """
        titles, texts = self._title_fields[0][0], self._text_fields[0][0]
        worth: dict[str, float] = {}
        for word in words(gist(plain)):
            if len(word) > 1 and word not in worth:
                worth[word] = 2 * titles.telling(word) + texts.telling(word)
        kept = set(sorted(worth, key=worth.__getitem__, reverse=True)[:_TELLING])
        return [word for word in worth if word in kept]

    def _scored(
        self, asked: _Asked, today: date, wanted: Callable[[Article], bool] | None
    ) -> list[tuple[float, int]]:
        """The candidates with their scores, best first."""
        found: Iterable[int] = asked.title.keys() | asked.text.keys() | asked.keys.keys()
        if wanted is not None:
            found = [place for place in found if wanted(self._articles[place])]
        best = heapq.nlargest(_CANDIDATES, found, key=asked.total)
        scored = [(self._score(asked, place, today), place) for place in best]
        scored.sort(key=lambda one: (-one[0], -asked.total(one[1]), self._articles[one[1]].id))
        return scored

    def _score(self, asked: _Asked, place: int, today: date) -> float:
        found = min(1.0, asked.total(place) / (asked.full or 1.0))
        if asked.in_order:
            found = (found + self._alike(asked.plain, place)) / 2
        if place in self._named.get(asked.matter, ()):
            found = max(found, _NAMED)
        score = math.sqrt(found)  # ranks the same, and looks like what a person would call it
        return score / 2 if not self._articles[place].valid(today) else score

    def _alike(self, plain: str, place: int) -> float:
        """0 to 1: how far the query, letter by letter, is a piece of the heading."""
        alike = fuzz.partial_ratio(plain, self._heads[place], score_cutoff=_ALIKE_FROM)
        return max(0.0, alike - _ALIKE_FROM) / (100 - _ALIKE_FROM)

    def _shares(self, place: int, terms: Iterable[str]) -> bool:
        """Whether an article holds several words of a text: one alone is often chance."""
        text = f"{self._heads[place]}\n{normal(self._articles[place].text)}"
        return sum(term in text for term in terms) >= _SHARED

    def _valid_first(self, scored: list[tuple[float, int]], today: date) -> list[tuple[float, int]]:
        for rank, (_, place) in enumerate(scored):
            if self._articles[place].valid(today):
                return [scored[rank], *scored[:rank], *scored[rank + 1 :]]
        return scored

    def _hit(self, asked: _Asked, place: int, score: float, today: date) -> Hit:
        article = self._articles[place]
        found = marks(article.title, asked.matter, asked.terms)
        shown = [*asked.terms, *(article.title[start:end] for start, end in found)]
        return Hit(
            article.id,
            article.title,
            round(score, 4),
            found,
            snippet(article.text, shown),
            expired=article.expired(today),
            upcoming=article.upcoming(today),
            parts={
                "title": round(asked.title.get(place, 0.0), 2),
                "text": round(asked.text.get(place, 0.0), 2),
                "keys": round(asked.keys.get(place, 0.0), 2),
                "alike": round(self._alike(asked.plain, place), 2) if asked.in_order else 0.0,
            },
        )
