"""Whose phrases stand in a text, and how much that says.

Phrases decide; pairs of neighbouring characters catch what is said with other words of the same
family (供暖费 beside 采暖费). Pairs need no dictionary, so that a first suggestion waits for none,
and on letters and messages of citizens they told as much as words did.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from hotline_tui.kb.text import normal

LONGEST = 3000
"""Characters of a text that are read; a matter is named long before."""

_TITLE = 4.0  # a word of the title counts as often as this in the text
_PAIRS = 0.8  # what pairs weigh beside phrases
_FULL_LENGTH = 5  # characters from which on a longer phrase says no more
_NUMBER = re.compile("[0-9]+")
_RUN = re.compile("[\u3400-\u9fff]+|[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Reading:
    """A ticket's text, read once for all who look into it."""

    title: str
    content: str
    pairs: Mapping[str, float]

    @property
    def empty(self) -> bool:
        """Whether nothing was said."""
        return not self.title and not self.content

    @classmethod
    def of(cls, title: str, content: str) -> Reading:
        """The normal form of a text, with the weight of each pair of characters in it."""
        head, body = normal(title[:LONGEST]), normal(content[:LONGEST])
        seen = Counter(pairs_in(body))
        for pair in pairs_in(head):
            seen[pair] += int(_TITLE)
        return cls(head, body, {pair: damped(count) for pair, count in seen.items()})


@dataclass(slots=True)
class Match:
    """What speaks for one owner: the sum, and each phrase's part in it."""

    score: float = 0.0
    phrases: dict[str, float] = field(default_factory=dict)

    def best(self, count: int) -> tuple[str, ...]:
        """The phrases that say most, without those that say it again in other words."""
        found: list[str] = []
        for phrase in sorted(self.phrases, key=lambda one: (-self.phrases[one], one)):
            if not any(phrase in other or other in phrase for other in found):
                found.append(phrase)
        return tuple(found[:count])


class Lexicon:
    """Owners (organizers, categories) and the phrases by which people speak of their matters.

    `#` in a phrase stands for a number: `#路` is any bus line.
    """

    def __init__(self, owners: Iterable[tuple[str, Iterable[str]]]) -> None:
        phrases: defaultdict[str, list[str]] = defaultdict(list)
        pairs: defaultdict[str, dict[str, int]] = defaultdict(dict)
        total = 0
        for owner, said in owners:
            known = _normal_all(said)
            total += bool(known)
            for phrase in known:
                phrases[phrase].append(owner)
                for pair in pairs_in(phrase):
                    of = pairs[pair]
                    of[owner] = of.get(owner, 0) + 1
        self._phrases = {
            phrase: (math.log1p(total / len(of)) * math.sqrt(min(len(phrase), _FULL_LENGTH)), of)
            for phrase, of in phrases.items()
        }
        self._pairs = {
            pair: [
                (owner, _PAIRS * math.log1p(total / len(of)) * math.log1p(count))
                for owner, count in of.items()
            ]
            for pair, of in pairs.items()
        }
        self._plain = Scanner(phrase for phrase in self._phrases if "#" not in phrase)
        self._numbered = Scanner(phrase for phrase in self._phrases if "#" in phrase)

    def matches(self, reading: Reading) -> dict[str, Match]:
        """What speaks for each owner in a text; owners that nothing speaks for are left out."""
        found: defaultdict[str, Match] = defaultdict(Match)
        for phrase, count in self._said(reading).items():
            weight, owners = self._phrases[phrase]
            weight *= damped(count)
            shown = _as_said(phrase, reading)
            for owner in owners:
                found[owner].phrases[shown] = weight
                found[owner].score += weight
        for pair, times in reading.pairs.items():
            for owner, weight in self._pairs.get(pair, ()):
                found[owner].score += weight * times
        return dict(found)

    def _said(self, reading: Reading) -> dict[str, float]:
        """How often each phrase was said; in the title it counts more, but once."""
        said: defaultdict[str, float] = defaultdict(float)
        for scanner, seen_as in ((self._plain, str), (self._numbered, _without_numbers)):
            for phrase in dict.fromkeys(scanner.found(seen_as(reading.title))):
                said[phrase] += _TITLE
            for phrase, count in Counter(scanner.found(seen_as(reading.content))).items():
                said[phrase] += damped(count)
        return said


def damped(count: float) -> float:
    """What is said again says less: 1, 1.7, 2.1, 2.4 …"""
    return 1 + math.log(count)


class Scanner:
    """Finds phrases in a text: from the left, the longest, none twice over the same characters."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._known = frozenset(phrases)
        lengths: defaultdict[str, set[int]] = defaultdict(set)
        for phrase in self._known:
            lengths[phrase[:2]].add(len(phrase))
        self._lengths = {head: sorted(of, reverse=True) for head, of in lengths.items()}

    def found(self, text: str) -> Iterator[str]:
        """The phrases in `text`, in order."""
        start = 0
        while start < len(text):
            for length in self._lengths.get(text[start : start + 2], ()):
                if text[start : start + length] in self._known:
                    yield text[start : start + length]
                    start += length - 1
                    break
            start += 1


def _as_said(phrase: str, reading: Reading) -> str:
    """A phrase as it stands in the text: 516路 for `#路`."""
    if "#" not in phrase:
        return phrase
    pattern = re.escape(phrase).replace(re.escape("#"), _NUMBER.pattern)
    said = re.search(pattern, reading.title) or re.search(pattern, reading.content)
    return said[0] if said else phrase


def _normal_all(phrases: Iterable[str]) -> dict[str, None]:
    """Phrases in their normal form, each once; a single character says too little."""
    # In one piece, as thousands of short texts one by one take half of a desk's start.
    parts = normal("|".join(phrases)).split("|")
    return dict.fromkeys(part for phrase in parts if len(part := phrase.strip()) > 1)


def _without_numbers(text: str) -> str:
    return _NUMBER.sub("#", text)


def pairs_in(plain: str) -> list[str]:
    """Neighbouring characters of normal text, runs of letters and digits whole."""
    found: list[str] = []
    for run in _RUN.findall(plain):
        if run[0] <= "z":
            found.append(run)
        else:
            found.extend(map("".join, pairwise(run)))
    return found
