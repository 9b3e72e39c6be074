"""Which articles are worth comparing with one: those that share its title's sounds or rare pairs.

Two short queries an article, so that all of a large base are asked in minutes. Clause: 6.2.3.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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


def neighbours(
    searcher: tantivy.Searcher, fields: tantivy.Schema, article: Article
) -> tuple[int, ...]:
    """Keys of the articles most like `article` in an index that may hold it; never its own."""
    found = chain(
        _asked(searcher, fields, schema.SOUNDS, set(_sounds(article)), article.id),
        _asked(searcher, fields, schema.PAIRS, _rare_pairs(searcher, article), article.id),
    )
    return tuple(dict.fromkeys(found))


def _sounds(article: Article) -> Iterator[str]:
    for name in (article.title, *article.other_names):
        for reading in spelled(normal(name[:_NAME])):
            yield from pairs_of(tuple(key for key in reading if key))


def _rare_pairs(searcher: tantivy.Searcher, article: Article) -> list[str]:
    """The rarest pairs of a text that any other article has; none where it is mostly its own."""
    text = letters(article.text[: 8 * _TEXT])
    middle = len(text) // 2
    parts = (text[:_TEXT], text[max(_TEXT, middle) : middle + _TEXT])
    pairs = {part[at : at + 2] for part in parts for at in range(len(part) - 1)}
    held = {pair: searcher.doc_freq(schema.PAIRS, pair) for pair in pairs}
    shared = sorted((pair for pair in held if held[pair] > 1), key=lambda pair: (held[pair], pair))
    return shared[:_RAREST]


def _asked(
    searcher: tantivy.Searcher,
    fields: tantivy.Schema,
    field: str,
    tokens: Iterable[str],
    own: int,
) -> Iterator[int]:
    import tantivy

    terms = [
        (tantivy.Occur.Should, tantivy.Query.term_query(fields, field, token, "freq"))
        for token in tokens
    ]
    if not terms:
        return
    hits = searcher.search(tantivy.Query.boolean_query(terms), MOST + 1, count=False).hits
    keys = searcher.fast_field_values(schema.KEY, [place for _, place in hits])
    scored = [(int(key or 0), score) for (score, _), key in zip(hits, keys, strict=True)]
    least = LEAST * dict(scored).get(own, 0.0)
    yield from (key for key, score in scored if key != own and score >= least)
