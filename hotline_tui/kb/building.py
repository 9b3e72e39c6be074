"""Making an index of articles, in memory or in a directory, and one that knows a few more."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from hotline_tui.kb import schema
from hotline_tui.kb.article import Article

if TYPE_CHECKING:
    import tantivy

_LARGE = 20_000  # articles; from here on what is common is left out, for size and speed
_SAMPLE = 4_000
_COMMON_PAIR, _COMMON_CHAR = 0.02, 0.05  # shares of articles
_HEAP = 400_000_000  # bytes: a large base becomes one segment, as searches pay for more
_SMALL_HEAP = 15_000_000  # the least that tantivy takes


def build(
    articles: Iterable[Article], into: Path | None = None
) -> tuple[tantivy.Index, tuple[str, ...]]:
    """An index of `articles`, in memory or in the empty directory `into`, and what it leaves out
    as too common to tell anything.

    Raises OSError or ValueError where a disk does not take it.
    """
    import tantivy

    source = iter(articles)
    first = tuple(itertools.islice(source, _LARGE))
    large = len(first) == _LARGE
    made = schema.schema()
    index = tantivy.Index(made) if into is None else tantivy.Index(made, str(into), reuse=False)
    common = tuple(_common(first)) if large else ()
    index.config_reader("manual")  # else a thread of its own watches the directory for changes
    schema.register(index, common)
    # Two threads build in 29 s instead of 51, but leave 110 MB instead of 96.
    writer = index.writer(heap_size=_HEAP if large else _SMALL_HEAP * 2, num_threads=1)
    for article in itertools.chain(first, source):
        writer.add_document(schema.document(article))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    return index, common


def extend(
    index: tantivy.Index, common: Iterable[str], changed: Sequence[Article], gone: Iterable[int]
) -> None:
    """Bring new versions of a few articles into an index, and take out those that are gone."""
    import tantivy

    schema.register(index, common)
    writer = index.writer(heap_size=_SMALL_HEAP, num_threads=1)
    for key in (*gone, *(article.id for article in changed)):
        known = tantivy.Query.term_query(index.schema, schema.KEY, key)
        writer.delete_documents_by_query(known)
    for article in changed:
        writer.add_document(schema.document(article))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()


def _common(articles: Sequence[Article]) -> Iterator[str]:
    """Characters and pairs that so many articles hold that they tell nothing."""
    step = max(1, len(articles) // _SAMPLE)
    texts = [schema.searched(article) for article in articles[::step]]
    chars, pairs = Counter[str](), Counter[str]()
    for parts in texts:
        chars.update(set("".join(parts)))
        pairs.update({part[at : at + 2] for part in parts for at in range(len(part) - 1)})
    for found, share in ((chars, _COMMON_CHAR), (pairs, _COMMON_PAIR)):
        yield from (token for token, count in found.items() if count > share * len(texts))
