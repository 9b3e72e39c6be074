"""Which first-level category a text belongs to, from the tree's own words and past tickets.

Complement naive Bayes (Rennie and others, 2003) over pairs of characters: a category is as likely
as the text is unlike all the others. That holds up with few tickets a category and with categories
of very different sizes, where plain naive Bayes and the nearest tickets do not.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from hotline_tui.kb.suggest_lexicon import Reading, pairs_in
from hotline_tui.kb.text import normal

_NAMED = 16.0  # tickets that a name or keyword of the tree counts as
_SMOOTHED = 0.3  # of a sighting that every pair has had everywhere


class Broad:
    """First-level categories by what is said in them; better with every ticket that is learnt."""

    def __init__(self, words: Iterable[tuple[str, Iterable[str]]]) -> None:
        """`words` of the tree by first-level category: names of its branches, keywords."""
        self._said: dict[str, defaultdict[str, float]] = {}
        self._all: defaultdict[str, float] = defaultdict(float)
        known: dict[str, dict[str, None]] = {}
        for category, several in words:
            known.setdefault(category, {}).update(dict.fromkeys(several))
        for category, several in known.items():
            self._add(category, Counter(pairs_in(normal("|".join(several)))), _NAMED)

    def learn(self, category: str, text: str) -> None:
        """Remember a ticket of a category; its first line is the title."""
        title, _, content = text.partition("\n")
        self._add(category, Reading.of(title, content).pairs, 1.0)

    def likely(self, reading: Reading) -> list[str]:
        """All categories, the likeliest first; none for a text that says nothing."""
        if not reading.pairs or not self._said:
            return []
        everything = sum(self._all.values()) + _SMOOTHED * len(self._all)
        scores: dict[str, float] = {}
        for category, said in self._said.items():
            others = math.log(everything - sum(said.values()))
            scores[category] = sum(
                weight
                * (others - math.log(self._all.get(pair, 0.0) - said.get(pair, 0.0) + _SMOOTHED))
                for pair, weight in reading.pairs.items()
            )
        return sorted(scores, key=lambda one: (-scores[one], one))

    def _add(self, category: str, pairs: Mapping[str, float], weight: float) -> None:
        said = self._said.setdefault(category, defaultdict(float))
        for pair, count in pairs.items():
            said[pair] += weight * count
            self._all[pair] += weight * count
