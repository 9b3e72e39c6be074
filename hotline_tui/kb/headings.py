"""Titles and other names as keys find them: pinyin, initials, characters, and mixtures."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from rapidfuzz import fuzz, process

from hotline_tui.kb.pinyin import is_key, keyed, readings, typed
from hotline_tui.kb.postings import rarity
from hotline_tui.kb.text import normal

_WEIGHT = 2.0  # against a token's weight of 1 in a title's postings
_RUNS = re.compile("[a-z0-9ü]+|[^a-z0-9ü\\s]+")
_SLIP_FROM = 78.0  # per cent of likeness at which a pinyin with a slip of the finger still counts
_SLIPPED = 20  # articles at most


class Headings:
    """The titles and names of all articles in one text, each on its own line per reading."""

    def __init__(self, names: Sequence[Sequence[str]]) -> None:
        lines: list[str] = []
        self._owner: list[int] = []
        for place, several in enumerate(names):
            for name in several:
                for reading in readings(name):
                    lines.append(keyed(normal(name), reading))
                    self._owner.append(place)
        self._size = len(names)
        self._text = "\n".join(lines)
        self._starts = [0, *accumulate(len(line) + 1 for line in lines)]
        self._spelled = ["".join(filter(is_key, line)) for line in lines]

    def add(self, scores: dict[int, float], plain: str) -> float:
        """Add to `scores` what the letters in `plain` find; returns what a full match gets."""
        full = 0.0
        for chunk in plain.split():
            if not any(map(is_key, chunk)) and len(chunk) > 1:
                continue  # characters only: the postings know better
            runs = [chunk]
            found = self._matches(chunk)
            if not found:
                runs = [run for run in _RUNS.findall(chunk) if _may_be_typed(run)]
            for run in runs:
                found = found or self._matches(run) or self._slips(run)
                full += self._weigh(scores, found)
                found = {}
        return full

    def _weigh(self, scores: dict[int, float], found: dict[int, float]) -> float:
        worth = _WEIGHT * rarity(max(1, len(found)), self._size)
        for place, quality in found.items():
            scores[place] = scores.get(place, 0.0) + worth * quality
        return worth

    def _matches(self, run: str) -> dict[int, float]:
        """Articles with a name that `run` types, and how well: 1 is a whole name."""
        pattern = typed(run)
        found: dict[int, float] = {}
        for match in pattern.finditer(self._text) if pattern else ():
            line = bisect_right(self._starts, match.start()) - 1
            start, stop = self._starts[line], self._starts[line + 1] - 1
            share = match[0].count(" ") / max(1, self._text.count(" ", start, stop))
            quality = 0.5 + 0.2 * (match.start() == start) + 0.3 * min(1.0, share)
            place = self._owner[line]
            found[place] = max(found.get(place, 0.0), quality)
        return found

    def _slips(self, run: str) -> dict[int, float]:
        if len(run) < 5 or run.isdigit():
            return {}
        alike = process.extract(
            run, self._spelled, scorer=fuzz.partial_ratio, score_cutoff=_SLIP_FROM, limit=_SLIPPED
        )
        found: dict[int, float] = {}
        for _, likeness, line in alike:
            place = self._owner[line]
            found[place] = max(found.get(place, 0.0), likeness / 200)
        return found


def _may_be_typed(run: str) -> bool:
    """Letters, or a number that is more than an amount: 15 in 15度 is none of 12315."""
    return is_key(run[0]) and (len(run) > 2 or not run.isdigit())
