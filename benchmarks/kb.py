"""Knowledge search on given articles and queries, beside what one would take instead.

    python benchmarks/kb.py --articles FILE.xlsx --queries FILE.jsonl [--json] [--large N]

The spreadsheet has the columns 编号, 标题, 正文; each line of the queries is
`{"kind": …, "query": …, "article": …}`. Side by side in the same run: this index, SQLite FTS5 with
the trigram tokenizer, FTS5 over segmented words, RapidFuzz's WRatio over the titles, and pg_trgm on
a PostgreSQL of this machine where there is one with that extension. By kind of query: recall at 1
and at 5, MRR at 10, and milliseconds a query.

Times are taken again with N articles (200 000): the file's own, and others put together out of
their titles and sentences. There a sample of the queries is asked of each, and of this index also
how long it took to build, what it takes on disk, and what memory one more process needs.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from frame import parsing, tell
from kb_figures import large_table, measured, table
from kb_large import larger
from kb_others import likeness, pg_trgm, segmented, trigrams
from kb_ours import Ours, further_desk

from hotline_tui.kb.articles import ArticleDraft, read_xlsx
from hotline_tui.kb.pinyin import warm

ANYTHING = {"class": "service", "source": "-", "authority": "-", "valid_to": "长期"}
SAMPLED = 80
"""Of the large base every so manieth query is asked: the others take seconds for one."""


def main() -> None:
    """Build all, ask each every query, print what came of it."""
    parser = parsing(__doc__)
    parser.add_argument("--articles", type=Path, required=True)
    parser.add_argument("--queries", type=Path, required=True)
    parser.add_argument("--large", type=int, default=200_000, help="0: at the file's size only")
    given = parser.parse_args()

    reading = read_xlsx(given.articles.read_bytes(), {}, ANYTHING)
    for problem in reading.problems:
        parser.exit(2, f"{given.articles}: {problem.place}: {problem.message}\n")
    lines = given.queries.read_text(encoding="utf-8").splitlines()
    queries = [json.loads(line) for line in lines if line.strip()]
    warm()
    report: dict[str, Any] = {"articles": len(reading.drafts), "queries": len(queries)}
    with TemporaryDirectory(prefix="hotline-kb-") as folder:
        report["engines"] = side_by_side(reading.drafts, queries, Path(folder) / "small")
        if given.large:
            drafts = larger(reading.drafts, given.large)
            few = queries[::SAMPLED]
            report["large"] = side_by_side(drafts, few, Path(folder) / "large", every=queries)
            report["large"]["articles"] = len(drafts)
            report["further_desk"] = further_desk(Path(folder) / "large", few)
    tell(report, given, told(report))


def side_by_side(
    drafts: Sequence[ArticleDraft],
    queries: Sequence[dict[str, Any]],
    folder: Path,
    every: Sequence[dict[str, Any]] = (),
) -> dict[str, Any]:
    """What each engine does with the queries; this index is asked `every` one."""
    found: dict[str, Any] = {}
    for name, build in (
        ("hotline", lambda given: Ours(given, folder)),
        ("fts5 trigram", trigrams),
        ("fts5 words", segmented),
        ("wratio", likeness),
        ("pg_trgm", pg_trgm),
    ):
        print(f"{name}, {len(drafts)} articles …", file=sys.stderr, flush=True)
        start = time.perf_counter()
        search = build(drafts)
        if search is None:
            found[name] = None
            continue
        took = {"build_s": round(time.perf_counter() - start, 2)}
        asked = every if name == "hotline" and every else queries
        found[name] = took | measured(search, asked, drafts)
        if isinstance(search, Ours):
            found[name]["disk_mb"] = search.megabytes
    return found


def told(report: dict[str, Any]) -> Iterator[str]:
    """The report as a person reads it."""
    yield f"{report['articles']} articles, {report['queries']} queries"
    yield from (table(name, result) for name, result in report["engines"].items())
    if "large" in report:
        yield large_table(report["large"], report["further_desk"])


if __name__ == "__main__":
    main()
