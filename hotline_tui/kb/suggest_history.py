"""Past tickets, found again by their words: what was like this, and who had it."""

from __future__ import annotations

import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from hotline_tui.kb.suggest_lexicon import Reading, damped
from hotline_tui.kb.text import words

_NEIGHBOURS = 10
_READ = 200  # characters of a past ticket: its title and how it begins; more told no more
_KEPT = 256  # newest tickets that a word leads to: bounds the time of a suggestion
_LOOKED_UP = 40  # rarest words of a text that are looked up: likewise
_TITLE = 3
_ALIKE = 0.25  # similarity from which on people would call two tickets alike
_NOWHERE: array[int] = array("L")


@dataclass(frozen=True, slots=True)
class PastTicket:
    """A ticket that was dispatched: its whole text, the organizer's and the category's code."""

    text: str
    organizer: str
    category: str


@dataclass(frozen=True, slots=True)
class Vote:
    """What past tickets say for one code: a weight in 0..1, and how many of them are alike."""

    weight: float
    alike: int


class History:
    """Past tickets by their words, the newest first where a word has many."""

    def __init__(self, past: Iterable[PastTicket] = ()) -> None:
        self._postings: defaultdict[str, array[int]] = defaultdict(_places)
        self._with: Counter[str] = Counter()
        self._organizers: list[str] = []
        self._categories: list[str] = []
        self._handled: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for ticket in past:
            self.add(ticket)

    def __len__(self) -> int:
        return len(self._organizers)

    def add(self, ticket: PastTicket) -> None:
        """Remember one more ticket, as the newest."""
        place = len(self._organizers)
        self._organizers.append(ticket.organizer)
        self._categories.append(ticket.category)
        if ticket.category:
            self._handled[ticket.category][ticket.organizer] += 1
        for word in set(_telling(ticket.text[:_READ])):
            self._with[word] += 1
            postings = self._postings[word]
            postings.append(place)
            if len(postings) == 2 * _KEPT:
                del postings[:_KEPT]

    def handled(self, category: str) -> Counter[str]:
        """How many tickets of a category each organizer had."""
        return self._handled[category].copy() if category in self._handled else Counter()

    def votes(self, reading: Reading) -> tuple[dict[str, Vote], dict[str, Vote]]:
        """For organizers and for categories, what the tickets most like this one say."""
        near = self._neighbours(reading)
        return _votes(near, self._organizers), _votes(near, self._categories)

    def _neighbours(self, reading: Reading) -> list[tuple[int, float]]:
        """The most similar tickets: the share of what was said, by rarity, that they share."""
        if not self._organizers:
            return []
        said = Counter(_telling(reading.content))
        for word in _telling(reading.title):
            said[word] += _TITLE
        told = sorted(
            ((damped(count) * self._rarity(word), word) for word, count in said.items()),
            reverse=True,
        )
        whole = sum(weight for weight, _ in told)
        shared: defaultdict[int, float] = defaultdict(float)
        for weight, word in told[:_LOOKED_UP]:
            for place in self._postings.get(word, _NOWHERE)[-_KEPT:]:
                shared[place] += weight
        near = sorted(shared.items(), key=lambda one: (-one[1], -one[0]))[:_NEIGHBOURS]
        return [(place, weight / whole) for place, weight in near]

    def _rarity(self, word: str) -> float:
        return math.log1p(len(self) / (1 + self._with[word]))


def _places() -> array[int]:
    return array("L")  # a tenth of a list's memory, and nothing for the garbage collector


def _telling(text: str) -> tuple[str, ...]:
    return tuple(word for word in words(text) if len(word) > 1)


def _votes(near: list[tuple[int, float]], codes: list[str]) -> dict[str, Vote]:
    """Each code's share of the neighbourhood, times how similar that is at all."""
    whole = sum(similar for _, similar in near)
    weights: defaultdict[str, float] = defaultdict(float)
    alike: Counter[str] = Counter()
    for place, similar in near:
        if codes[place]:
            weights[codes[place]] += similar * similar / whole
            alike[codes[place]] += similar >= _ALIKE
    return {code: Vote(weight, alike[code]) for code, weight in weights.items()}
