"""This project's index as the knowledge benchmark asks it: in a folder, as a desk does."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from hotline_tui.kb.article import Article
from hotline_tui.kb.articles import ArticleDraft
from hotline_tui.kb.index import KnowledgeIndex
from hotline_tui.kb.shelf import Revision, Shelf
from hotline_tui.kb.thesaurus import Thesaurus
from hotline_tui.services import setup

TODAY = date(2026, 1, 1)
LIMIT = 10
REVISION = Revision(1, "b")


class Ours:
    """Builds the index in a folder and searches in it; an answer is the articles' places."""

    def __init__(self, drafts: Sequence[ArticleDraft], folder: Path) -> None:
        """Build the index of `drafts`."""
        self._folder = folder
        shelf = Shelf(folder)
        with shelf.alone(wait=True):
            self._index = KnowledgeIndex(shelf.build(REVISION, _articles(drafts)), words())

    @property
    def megabytes(self) -> float:
        """What the index takes on disk, in millions of bytes."""
        files = (self._folder / REVISION.name).iterdir()
        return round(sum(file.stat().st_size for file in files) / 1e6, 1)

    def __call__(self, query: str) -> list[int]:
        """The places of the articles that are found, best first."""
        return [hit.article for hit in self._index.search(query, today=TODAY, limit=LIMIT)]


def words() -> Thesaurus:
    """The everyday words that a new knowledge base knows."""
    return Thesaurus(dict(setup.everyday_words()))


def _articles(drafts: Sequence[ArticleDraft]) -> Iterator[Article]:
    for place, one in enumerate(drafts):
        yield Article(
            place, one.title, one.other_names, one.text, one.article_class,
            one.unit, one.source, one.authority, one.division, one.valid_from, one.valid_to,
        )  # fmt: skip


_DESK = """
import json, psutil, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from kb_ours import LIMIT, REVISION, TODAY, words
from hotline_tui.kb.index import KnowledgeIndex
from hotline_tui.kb.pinyin import warm
from hotline_tui.kb.shelf import Shelf
import tantivy
process = psutil.Process()
private = lambda: process.memory_full_info().uss / 1e6
thesaurus = words()
bare = private()
warm()
readings = private()
index = Shelf(Path(sys.argv[2])).opened(REVISION)
assert index is not None
engine = KnowledgeIndex(index, thesaurus)
for query in json.load(sys.stdin):
    engine.search(query, today=TODAY, limit=LIMIT)
print(json.dumps({"index_mb": round(private() - readings, 1),
                  "readings_mb": round(readings - bare, 1)}))
"""


def further_desk(folder: Path, queries: Sequence[dict[str, Any]]) -> dict[str, float]:
    """Private memory (USS) that the index adds to one more process, after all the queries.

    The tables of readings, which a desk has for its choosers anyhow, are counted by themselves.
    """
    index = Shelf(folder).opened(REVISION)
    if index is None:
        raise FileNotFoundError(folder)
    # The first desk: what it has mapped too is not private to the further one.
    first = KnowledgeIndex(index, words())
    for one in queries:
        first.search(one["query"], today=TODAY, limit=LIMIT)
    said = subprocess.run(
        [sys.executable, "-c", _DESK, str(Path(__file__).parent), str(folder)],
        input=json.dumps([one["query"] for one in queries]),
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, float] = json.loads(said.stdout)
    return found
