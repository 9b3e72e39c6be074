"""Which tickets are about one thing: by what is rare in them, by their words, place and category.

No database and no clock: an index holds what is recent, and grows by what is new. A ticket is first
looked up by its rarest pairs of characters, which costs little however many there are; only the
likest of those are then compared in full, with RapidFuzz.
"""

from __future__ import annotations

import heapq
import math
from array import array
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from rapidfuzz import fuzz

from hotline_tui.kb.text import normal, words
from hotline_tui.kb.tokens import gist, pairs
from hotline_tui.standard.routing import DISTRICT_DIGITS

ALIKE = 0.44
"""From this likeness (0 to 1) on, two tickets are about one thing; `benchmarks/clusters.py`."""

OPENING = 120
"""Characters of the content whose words are compared: what a matter is about is said first."""

BEGINNING = 60
"""Characters of the content whose pairs a ticket is found and compared by: in what is told at
length, the rare ones are of the telling and no longer of the matter."""

SHORTLIST = 40
"""Tickets that are compared in full."""

LOOKED_THROUGH = 400
"""Tickets found that are looked through for those of the same district."""

EFFORT = 40_000
"""Entries of the index that are walked through for one ticket, rarest pairs first."""

KNOWN_BEFORE = 1_000
"""As if so many tickets had been seen already: in a small index, too, common pairs weigh less."""

SAME_PLACE, OTHER_PLACE = 1.1, 0.8
"""By how much a place that is the same, or quite another, multiplies what the texts say."""

CATEGORY_COUNTS = 0.05
"""How much the same category, or another, does so."""


@dataclass(frozen=True, slots=True)
class Matter:
    """What of a ticket says which thing it is about; `division` and `category` are codes.

    Of `content` the first `OPENING` characters suffice.
    """

    key: int
    title: str
    content: str
    place: str = ""
    division: str = ""
    category: str = ""

    @property
    def district(self) -> str:
        """The district's part of its division."""
        return self.division[:DISTRICT_DIGITS]


class Likeness(NamedTuple):
    """Another ticket, and how likely it is about the same thing (0 to 1)."""

    key: int
    likeness: float


class Alike:
    """Recent tickets, to be asked which of them a ticket is like."""

    def __init__(self, matters: Iterable[Matter] = ()) -> None:
        self._matters: list[Matter] = []
        self._places: dict[int, int] = {}
        self._holding: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        for matter in matters:
            self.add(matter)

    def __len__(self) -> int:
        return len(self._matters)

    def __contains__(self, key: int) -> bool:
        return key in self._places

    def add(self, matter: Matter) -> None:
        """Take in a ticket; one that is there already stays as it is."""
        if matter.key in self._places:
            return
        place = self._places[matter.key] = len(self._matters)
        self._matters.append(matter)
        for pair in _lookup(matter):
            self._holding[pair].append(place)

    def likest(self, matter: Matter, least: float = ALIKE) -> tuple[Likeness, ...]:
        """The tickets of at least this likeness, likest first; itself is never among them."""
        found = (
            Likeness(other.key, self.likeness(matter, other)) for other in self._shortlist(matter)
        )
        return tuple(
            sorted((one for one in found if one.likeness >= least), key=lambda one: -one.likeness)
        )

    def likeness(self, one: Matter, other: Matter) -> float:
        """How likely two tickets are about one thing, 0 to 1, the same from either side.

        Half of it is which rare pairs they share, which names of firms and lines are made of, the
        other half their words; place and category, where both have them, move it a little. What
        only names the place is left out of both halves: the same house can be cold and dirty.
        """
        first, second = _read(one), _read(other)
        where = _pairs(one.place, other.place)
        share = fuzz.token_set_ratio(_said(first, where), _said(second, where)) / 100
        common = self._common(first.pairs - where, second.pairs - where)
        found = (math.sqrt(common) + share) / 2
        if one.place and other.place:
            near = fuzz.partial_ratio(normal(one.place), normal(other.place)) / 100
            found *= OTHER_PLACE + (SAME_PLACE - OTHER_PLACE) * near
        if one.category and other.category:
            found *= 1 + CATEGORY_COUNTS * (1 if one.category == other.category else -1)
        return min(found, 1.0)

    def _common(self, one: frozenset[str], other: frozenset[str]) -> float:
        """What two sets of pairs share, a pair weighing the more the rarer it is."""
        weight = {pair: self._weight(pair) ** 2 for pair in one | other}
        both = sum(weight[pair] for pair in one & other)
        size = sum(weight[pair] for pair in one) * sum(weight[pair] for pair in other)
        return both / math.sqrt(size) if size else 0.0

    def _weight(self, pair: str) -> float:
        holding = self._holding.get(pair)
        known = len(holding) if holding else 0
        return math.log((len(self._matters) + KNOWN_BEFORE) / (known + 1))

    def _shortlist(self, matter: Matter) -> list[Matter]:
        """The tickets that share the most of its rarest pairs, none of another district."""
        found: defaultdict[int, float] = defaultdict(float)
        holding = ((pair, self._holding.get(pair)) for pair in _lookup(matter))
        rare = sorted((len(held), pair) for pair, held in holding if held)
        effort = 0
        for count, pair in rare:
            effort += count
            if effort > EFFORT:
                break
            weight = self._weight(pair)
            for place in self._holding[pair]:
                found[place] += weight
        most = heapq.nlargest(LOOKED_THROUGH, found, key=found.__getitem__)
        near = (self._matters[place] for place in most)
        return list(islice((other for other in near if _near(matter, other)), SHORTLIST))


class _Read(NamedTuple):
    """A ticket's pairs of characters, and its words."""

    pairs: frozenset[str]
    words: tuple[str, ...]


@lru_cache(maxsize=4096)
def _read(matter: Matter) -> _Read:
    # Not kept for every ticket: that would be gigabytes where the likest few hundred are asked for.
    said = words(gist(normal(f"{matter.title} {matter.content[:OPENING]}")))
    return _Read(_lookup(matter), said)


def _said(read: _Read, where: frozenset[str]) -> str:
    """The words that do not only name the place, with spaces between as RapidFuzz wants them.

    Those of one character are mostly particles: two texts that share nothing else share those.
    """
    return " ".join(
        word for word in read.words if len(word) > 1 and not where.issuperset(pairs(word))
    )


def _lookup(matter: Matter) -> frozenset[str]:
    return _pairs(matter.title, matter.place, matter.content[:BEGINNING])


def _pairs(*texts: str) -> frozenset[str]:
    """Neighbouring characters of each text, never of two."""
    return frozenset(pair for part in normal("|".join(texts)).split("|") for pair in pairs(part))


def _near(one: Matter, other: Matter) -> bool:
    """Whether they can be one thing: two tickets, not in two districts."""
    if one.key == other.key:
        return False
    return not (one.district and other.district) or one.district == other.district
