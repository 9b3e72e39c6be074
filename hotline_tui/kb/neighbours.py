"""Which articles are worth comparing with one: those that share its title's sounds or rare pairs.

Two short queries an article, so that all of a large base are asked in minutes. Clause: 6.2.3.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from heapq import nsmallest
from itertools import chain
from typing import TYPE_CHECKING

from hotline_tui.kb import schema
from hotline_tui.kb.article import Article
from hotline_tui.kb.pinyin import spelled
from hotline_tui.kb.spelling import pairs_of
from hotline_tui.kb.text import letters, normal

if TYPE_CHECKING:
    import tantivy

MOST = 8
"""Neighbours by title, and as many again by text."""

LEAST = 0.6
"""Of what an article itself scores; what shares less is not nearly the same."""

_NAME = 40  # characters of a title that are looked up
_TEXT = 120  # letters from the beginning of a text, and as many from its middle
_RAREST = 14  # pairs of them that are looked up
_KNOWN = 100_000  # pairs of which it is remembered how many articles have them


class Neighbours:
    """Asks one index about many articles; what it has looked up once it knows for a while."""

    def __init__(self, searcher: tantivy.Searcher, fields: tantivy.Schema) -> None:
        self._searcher, self._fields = searcher, fields
        self._held: dict[str, int] = {}

    def of(self, article: Article) -> tuple[int, ...]:
        """Keys of the articles most like `article`, which the index may hold; never its own."""
        found = chain(
            self._asked(schema.SOUNDS, set(_sounds(article)), article.id),
            self._asked(schema.PAIRS, self._rare_pairs(article), article.id),
        )
        return tuple(dict.fromkeys(found))

    def _rare_pairs(self, article: Article) -> list[str]:
        """The rarest pairs of a text that any other article has too."""
        text = letters(article.text[: 8 * _TEXT])
        middle = len(text) // 2
        parts = (text[:_TEXT], text[max(_TEXT, middle) : middle + _TEXT])
        pairs = {part[at : at + 2] for part in parts for at in range(len(part) - 1)}
        shared = [(held, pair) for pair in pairs if (held := self._holders(pair)) > 1]
        return [pair for _, pair in nsmallest(_RAREST, shared)]

    def _holders(self, pair: str) -> int:
        known = self._held.get(pair)
        if known is None:
            if len(self._held) >= _KNOWN:
                self._held.clear()
            known = self._held[pair] = self._searcher.doc_freq(schema.PAIRS, pair)
        return known

    def _asked(self, field: str, tokens: Iterable[str], own: int) -> Iterator[int]:
        import tantivy

        terms = [
            (tantivy.Occur.Should, tantivy.Query.term_query(self._fields, field, token, "freq"))
            for token in tokens
        ]
        if not terms:
            return
        query = tantivy.Query.boolean_query(terms)
        hits = self._searcher.search(query, MOST + 1, count=False).hits
        keys = self._searcher.fast_field_values(schema.KEY, [place for _, place in hits])
        scored = [(int(key or 0), score) for (score, _), key in zip(hits, keys, strict=True)]
        least = LEAST * dict(scored).get(own, 0.0)
        yield from (key for key, score in scored if key != own and score >= least)


def _sounds(article: Article) -> Iterator[str]:
    for name in (article.title, *article.other_names):
        for reading in spelled(normal(name[:_NAME])):
            yield from pairs_of(tuple(key for key in reading if key))
