"""One inverted index: which articles hold a token, and how much that says (BM25)."""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence

_SATURATION = 1.2  # BM25's k1
_TOO_COMMON = 0.4  # a token that more than this share of articles holds tells nothing
_UNKNOWN = 0.5  # of the rarest token's weight: something was asked that stands nowhere
_STEP = (_SATURATION + 1) / 255  # a share of saturation is kept in eight bits beside the place


class Postings:
    """Tokens of `documents`, by place; `flatten` says how far length counts (BM25's b)."""

    def __init__(self, documents: Iterable[Iterable[str]], *, flatten: float) -> None:
        counts = [Counter(tokens) for tokens in documents]
        lengths = [count.total() for count in counts]
        mean = sum(lengths) / max(1, len(lengths)) or 1.0
        # One array of numbers a token: a tuple a posting took five times the memory.
        found: dict[str, array[int]] = {}
        for place, (count, length) in enumerate(zip(counts, lengths, strict=True)):
            norm = _SATURATION * (1 - flatten + flatten * length / mean)
            for token, times in count.items():
                share = times * (_SATURATION + 1) / (times + norm)
                found.setdefault(token, array("I")).append(place << 8 | round(share / _STEP))
        self._size = len(counts)
        self._found = found

    def telling(self, token: str) -> float:
        """How much `token` says; 0 for what no article holds."""
        rows: Sequence[int] = self._found.get(token, ())
        return rarity(len(rows), self._size) if rows else 0.0

    def add(self, scores: dict[int, float], tokens: Iterable[str], weight: float) -> float:
        """Add to `scores` by place; returns what a document with every token once would get."""
        full = 0.0
        for token in set(tokens):
            rows: Sequence[int] = self._found.get(token, ())
            if len(rows) > max(4, self._size * _TOO_COMMON):
                continue
            worth = weight * rarity(max(1, len(rows)), self._size)
            full += worth if rows else worth * _UNKNOWN
            for row in rows:
                place = row >> 8
                scores[place] = scores.get(place, 0.0) + worth * _STEP * (row & 255)
        return full


def rarity(holders: int, size: int) -> float:
    """BM25's inverse document frequency, never negative."""
    return math.log(1 + (size - holders + 0.5) / (holders + 0.5))
