"""What callers say, in the words that articles have for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hotline_tui.kb.suggest_lexicon import Scanner
from hotline_tui.kb.text import letters, normal


class Thesaurus:
    """Everyday words with what they mean: 五险一金 is 社会保险 and 住房公积金. Clause: 6.2.2."""

    def __init__(self, meanings: Mapping[str, Sequence[str]]) -> None:
        self._meanings = {
            letters(word): tuple(letters(one) for one in means)
            for word, means in meanings.items()
            if len(letters(word)) > 1  # a single character stands in too many other words
        }
        self._words = Scanner(self._meanings)

    def other_words(self, text: str) -> tuple[str, ...]:
        """What a text also says in other words, each once and without what it says already."""
        plain = letters(normal(text))
        found = (meaning for word in self._words.found(plain) for meaning in self._meanings[word])
        return tuple(dict.fromkeys(meaning for meaning in found if meaning not in plain))


NO_THESAURUS = Thesaurus({})
"""Of a base whose editors have written down no words."""
