"""Knowledge search on given articles and queries, beside what one would take instead.

    python benchmarks/kb.py --articles FILE.xlsx --queries FILE.jsonl [--json]

The spreadsheet has the columns 编号, 标题, 正文; each line of the queries is
`{"kind": …, "query": …, "article": …}`. Side by side in the same run: this index, SQLite FTS5 with
the trigram tokenizer, RapidFuzz's WRatio over the titles. Recall at 1 and at 5, MRR at 10, and
milliseconds a query.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz, process

from hotline_tui.kb.article import Article
from hotline_tui.kb.articles import ArticleDraft, read_xlsx
from hotline_tui.kb.index import KnowledgeIndex
from hotline_tui.kb.pinyin import warm

TODAY = date(2026, 1, 1)
LIMIT = 10
ANYTHING = {"class": "service", "source": "-", "authority": "-", "valid_to": "长期"}
Search = Callable[[str], Sequence[int]]


def main() -> None:
    """Build the three, ask each every query, print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=Path, required=True)
    parser.add_argument("--queries", type=Path, required=True)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()

    reading = read_xlsx(given.articles.read_bytes(), {}, ANYTHING)
    for problem in reading.problems:
        parser.exit(2, f"{given.articles}: {problem.place}: {problem.message}\n")
    lines = given.queries.read_text(encoding="utf-8").splitlines()
    queries = [json.loads(line) for line in lines if line.strip()]
    warm()
    report: dict[str, Any] = {"articles": len(reading.drafts), "queries": len(queries)}
    for name, build in (("hotline", ours), ("fts5 trigram", trigrams), ("wratio", likeness)):
        start = time.perf_counter()
        search = build(reading.drafts)
        built = time.perf_counter() - start
        report[name] = {"build_s": round(built, 2), **measured(search, queries, reading.drafts)}
    print(json.dumps(report, ensure_ascii=False, indent=1) if given.json else table(report))


def ours(drafts: Sequence[ArticleDraft]) -> Search:
    """The index of this project."""
    index = KnowledgeIndex.of(
        Article(
            place, one.title, one.other_names, one.text, one.article_class,
            one.unit, one.source, one.authority, one.division, one.valid_from, one.valid_to,
        )
        for place, one in enumerate(drafts)
    )  # fmt: skip
    return lambda query: [hit.article for hit in index.search(query, today=TODAY, limit=LIMIT)]


def trigrams(drafts: Sequence[ArticleDraft]) -> Search:
    """SQLite's own full text search: any trigram of the query, the title counting tenfold."""
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE kb USING fts5(title, text, tokenize='trigram')")
    base.executemany(
        "INSERT INTO kb (rowid, title, text) VALUES (?, ?, ?)",
        [(place + 1, one.title, one.text) for place, one in enumerate(drafts)],
    )

    def search(query: str) -> Sequence[int]:
        chunks = query.split()
        grams = [chunk[at : at + 3] for chunk in chunks for at in range(len(chunk) - 2)]
        if grams:
            match = " OR ".join('"' + gram.replace('"', '""') + '"' for gram in grams)
            rows = base.execute(
                "SELECT rowid FROM kb WHERE kb MATCH ? ORDER BY bm25(kb, 10, 1) LIMIT ?",
                (match, LIMIT),
            )
        else:  # two characters make no trigram: the usual way out
            held = " + ".join("(title LIKE ?) * 10 + (text LIKE ?)" for _ in chunks) or "0"
            likes = [f"%{chunk}%" for chunk in chunks for _ in range(2)]
            rows = base.execute(
                f"SELECT rowid FROM kb WHERE {held} > 0 ORDER BY {held} DESC LIMIT ?",
                (*likes, *likes, LIMIT),
            )
        return [rowid - 1 for (rowid,) in rows]

    return search


def likeness(drafts: Sequence[ArticleDraft]) -> Search:
    """RapidFuzz over the titles."""
    titles = [one.title for one in drafts]
    return lambda query: [
        place for _, _, place in process.extract(query, titles, scorer=fuzz.WRatio, limit=LIMIT)
    ]


def measured(
    search: Search, queries: Sequence[dict[str, Any]], drafts: Sequence[ArticleDraft]
) -> dict[str, Any]:
    """Recall, MRR and times of `search`, by kind of query and in all."""
    ranks: defaultdict[str, list[int]] = defaultdict(list)
    times: defaultdict[str, list[float]] = defaultdict(list)
    for asked in queries:
        start = time.perf_counter()
        found = search(asked["query"])
        took = (time.perf_counter() - start) * 1000
        ids = [drafts[place].external_id for place in found]
        right = str(asked["article"])
        for kind in (asked["kind"], "all"):
            ranks[kind].append(ids.index(right) + 1 if right in ids else 0)
            times[kind].append(took)
    return {"kinds": {kind: figures(ranks[kind], times[kind]) for kind in ranks}}


def figures(ranks: Sequence[int], times: Sequence[float]) -> dict[str, float]:
    """What one kind of query came to; a rank of 0 is none."""
    cuts = statistics.quantiles(times, n=20) if len(times) > 1 else list(times) * 19
    return {
        "n": len(ranks),
        "recall@1": round(sum(rank == 1 for rank in ranks) / len(ranks), 3),
        "recall@5": round(sum(0 < rank <= 5 for rank in ranks) / len(ranks), 3),
        "mrr@10": round(sum(1 / rank for rank in ranks if rank) / len(ranks), 3),
        "p50_ms": round(statistics.median(times), 2),
        "p95_ms": round(cuts[18], 2),
    }


def table(report: dict[str, Any]) -> str:
    """The report as a person reads it."""
    lines = [f"{report['articles']} articles, {report['queries']} queries"]
    for name, result in report.items():
        if not isinstance(result, dict):
            continue
        lines.append(f"\n{name}: built in {result['build_s']} s")
        lines.append(f"{'kind':12}{'n':>6}{'R@1':>8}{'R@5':>8}{'MRR':>8}{'p50 ms':>9}{'p95 ms':>9}")
        for kind, one in sorted(result["kinds"].items(), key=lambda row: row[0] == "all"):
            lines.append(
                f"{kind:12}{one['n']:6}{one['recall@1']:8.3f}{one['recall@5']:8.3f}"
                f"{one['mrr@10']:8.3f}{one['p50_ms']:9.2f}{one['p95_ms']:9.2f}"
            )
    return "\n".join(lines)


if __name__ == "__main__":
    main()
