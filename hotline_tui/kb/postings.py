"""One inverted index: which articles hold a token, and how much that says (BM25)."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

_SATURATION = 1.2  # BM25's k1
_TOO_COMMON = 0.4  # a token that more than this share of articles holds tells nothing


class Postings:
    """Tokens of `documents`, by place; `flatten` says how far length counts (BM25's b)."""

    def __init__(self, documents: Sequence[Iterable[str]], *, flatten: float) -> None:
        counts = [Counter(tokens) for tokens in documents]
        lengths = [count.total() for count in counts]
        mean = sum(lengths) / max(1, len(lengths)) or 1.0
        found: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
        for place, (count, length) in enumerate(zip(counts, lengths, strict=True)):
            norm = _SATURATION * (1 - flatten + flatten * length / mean)
            for token, times in count.items():
                found[token].append((place, times * (_SATURATION + 1) / (times + norm)))
        self._size = len(counts)
        self._found = {
            token: [(place, self.rarity(len(rows)) * share) for place, share in rows]
            for token, rows in found.items()
        }

    def rarity(self, holders: int) -> float:
        """How much a token says that `holders` articles hold (BM25's idf)."""
        return rarity(holders, self._size)

    def telling(self, token: str) -> float:
        """How much `token` says; 0 for what no article holds."""
        rows = self._found.get(token)
        return self.rarity(len(rows)) if rows else 0.0

    def add(self, scores: dict[int, float], tokens: Iterable[str], weight: float) -> float:
        """Add to `scores` by place; returns what a document holding every known token once gets."""
        full = 0.0
        for token in set(tokens):
            rows = self._found.get(token)
            if rows is None:
                full += weight * self.rarity(1) * 0.5  # unknown: something was asked that is not here
                continue
            if len(rows) > max(4, self._size * _TOO_COMMON):
                continue
            full += weight * self.rarity(len(rows))
            for place, impact in rows:
                scores[place] = scores.get(place, 0.0) + weight * impact
        return full


def rarity(holders: int, size: int) -> float:
    """BM25's inverse document frequency, never negative."""
    return math.log(1 + (size - holders + 0.5) / (holders + 0.5))
