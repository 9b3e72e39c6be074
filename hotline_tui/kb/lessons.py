"""What agents chose of what they were shown, as a reason to move an article a little.

A pure function of what was recorded and the day: the same records give the same order. What stands
first is chosen most, whatever it is, so that a choice counts more the lower it was found, and only
what stood above it was seen and passed over. Each person has one vote a day on an article, and all
votes of one person together are worth less than one: nobody turns the order alone. Clause: 6.2.2.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from hotline_tui.standard.choosing import Manner

HORIZON = 180
"""Days after which a choice is forgotten."""

_HALF_LIFE = 30  # days after which it counts half
_WORTH = {Manner.OPENED: 0.5, Manner.CITED: 1.0, Manner.DISMISSED: -1.0}
_PASSED_OVER = -0.25  # against the choice below it
_ALIKE = 0.34  # share of their terms that two queries have in common
_DOUBT = 3.0  # people who say nothing, so that few cannot say much
_KEPT = 256  # newest choices that a term leads to: bounds the time of a key


@dataclass(frozen=True, slots=True)
class Lesson:
    """One choice: by whom and when, on a query of which terms, at which place (1: first) of what
    was shown, and which articles stood above."""

    terms: frozenset[str]
    who: str
    day: date
    article: int
    manner: Manner
    place: int
    above: tuple[int, ...] = ()

    def votes(self) -> Iterator[tuple[int, float]]:
        """What it says of each article, for or against."""
        worth = _WORTH[self.manner]
        if worth < 0:
            yield self.article, worth
            return
        yield self.article, worth * self.place / (self.place + 1)
        for article in self.above:
            yield article, worth * _PASSED_OVER


class Lessons:
    """Choices by the terms of their queries. Reads only, so any number of threads may ask."""

    def __init__(self, lessons: Iterable[Lesson]) -> None:
        """`lessons` in the order in which they were recorded."""
        self._all = tuple(lessons)
        self._with: defaultdict[str, array[int]] = defaultdict(_places)
        for place, lesson in enumerate(self._all):
            for term in lesson.terms:
                self._with[term].append(place)

    def __len__(self) -> int:
        return len(self._all)

    def leanings(
        self, terms: Sequence[str], articles: Collection[int], today: date
    ) -> dict[int, float]:
        """How much people lean to each article or away from it, from -1 to 1; others are 0."""
        votes: defaultdict[tuple[int, str, date], float] = defaultdict(float)
        asked = frozenset(terms)
        for place in sorted({at for term in asked for at in self._found(term)}):
            lesson = self._all[place]
            alike = 2 * len(asked & lesson.terms) / (len(asked) + len(lesson.terms))
            if alike < _ALIKE or (today - lesson.day).days > HORIZON:
                continue
            for article, worth in lesson.votes():
                if article in articles:
                    votes[article, lesson.who, lesson.day] += alike * worth
        return _leanings(_people(votes, today))

    def _found(self, term: str) -> Sequence[int]:
        return self._with[term][-_KEPT:] if term in self._with else ()


def _people(
    votes: Mapping[tuple[int, str, date], float], today: date
) -> dict[tuple[int, str], float]:
    """What each person says of an article, all days together."""
    people: defaultdict[tuple[int, str], float] = defaultdict(float)
    for (article, who, day), vote in votes.items():
        age = max(0, (today - day).days)
        people[article, who] += max(-1.0, min(1.0, vote)) * 0.5 ** (age / _HALF_LIFE)
    return people


def _leanings(people: Mapping[tuple[int, str], float]) -> dict[int, float]:
    """What all people say of each article: their share, against some who say nothing.

    Squared, so that few say little.
    """
    told: defaultdict[int, list[float]] = defaultdict(list)
    for (article, _), said in people.items():
        told[article].append(said / (1 + abs(said)))
    shares = {article: sum(said) / (_DOUBT + sum(map(abs, said))) for article, said in told.items()}
    return {article: share * abs(share) for article, share in shares.items()}


def _places() -> array[int]:
    return array("L")
