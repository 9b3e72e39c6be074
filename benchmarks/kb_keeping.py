"""Doubles and contradictions among given articles, and how long a large base takes.

    python benchmarks/kb_keeping.py --articles FILE.xlsx [--json] [--large N]

The spreadsheet has the columns 编号, 标题, 正文. What is found among the articles as they are is
counted. Then a copy of each that says a limit, an amount, a share or a telephone gets another
number there, a third of them a title with letters left out as well, and a third a sentence less
on top: how many of those stand among the candidates, are found, and found as contradictions.

With N articles (200 000) in an SQLite file, the given ones and others put together out of their
titles and sentences: how long an import, the index, a first comparison and the next one take, and
what memory this process has needed.
"""

from __future__ import annotations

import random
import re
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from frame import parsing, tell
from kb_large import larger

from hotline_tui.data.engine import Database
from hotline_tui.kb.article import Article
from hotline_tui.kb.articles import ArticleDraft, read_xlsx
from hotline_tui.kb.doubles import doubled
from hotline_tui.kb.index import KnowledgeIndex
from hotline_tui.kb.pinyin import warm
from hotline_tui.services import comparing, knowledge, knowledge_index, operators
from hotline_tui.services.opening import sit_down
from hotline_tui.services.setup import set_up
from hotline_tui.standard.keeping import Doubling

ANYTHING = {"class": "service", "source": "-", "authority": "-", "valid_to": "长期"}
_NUMBER = re.compile(
    r"\d+(?=个?(?:工作日|日内|元|%|天|年内|个月|小时|℃|平方米))|(?<=\d{3}-)\d{7,8}"
)
_SEED = 12345
_KINDS = ("a number", "and the title", "and a sentence")


def main() -> None:
    """Find, plant and find again, measure."""
    parser = parsing(__doc__)
    parser.add_argument("--articles", type=Path, required=True)
    parser.add_argument("--large", type=int, default=200_000, help="0: at the file's size only")
    given = parser.parse_args()
    drafts = read_xlsx(given.articles.read_bytes(), {}, ANYTHING).drafts
    warm()
    articles = [_article(key, draft) for key, draft in enumerate(drafts, 1)]
    report: dict[str, Any] = {
        "articles": len(articles),
        "as_given": as_given(articles),
        "planted": planted(articles),
    }
    if given.large:
        with TemporaryDirectory(prefix="hotline-kb-") as folder:
            report["large"] = large(drafts, given.large, Path(folder))
    tell(report, given, (f"{name}: {figures}" for name, figures in report.items()))


def as_given(articles: Sequence[Article]) -> dict[str, int]:
    """How many pairs of each sort the articles make as they are."""
    near, by_key = KnowledgeIndex.of(articles).neighbours(), {one.id: one for one in articles}
    pairs = {(min(one.id, key), max(one.id, key)) for one in articles for key in near.of(one)}
    found = (doubled(by_key[first], by_key[second]) for first, second in pairs)
    return {"candidates": len(pairs)} | dict(Counter(one.doubling.value for one in found if one))


def planted(articles: Sequence[Article]) -> dict[str, dict[str, int]]:
    """How many changed copies are candidates, found, and found as contradictions."""
    copies = list(_copies(articles))
    near = KnowledgeIndex.of([*articles, *(copy for _, copy, _ in copies)]).neighbours()
    report = {
        kind: {"planted": 0, "candidates": 0, "found": 0, "contradicting": 0} for kind in _KINDS
    }
    for original, copy, kind in copies:
        figures, what = report[kind], doubled(original, copy)
        figures["planted"] += 1
        figures["candidates"] += original.id in near.of(copy)
        figures["found"] += what is not None
        figures["contradicting"] += what is not None and what.doubling is Doubling.CONTRADICTING
    return report


def _copies(articles: Sequence[Article]) -> Iterator[tuple[Article, Article, str]]:
    chance = random.Random(_SEED)
    for key, one in enumerate(articles, 1_000_000):
        places = list(_NUMBER.finditer(one.text))
        if not places:
            continue
        place, kind = chance.choice(places), chance.choice(_KINDS)
        number = str(int(place[0]) + chance.choice((1, 5, 10))).zfill(len(place[0]))
        copy = replace(
            one, id=key, text=one.text[: place.start()] + number + one.text[place.end() :]
        )
        if kind != _KINDS[0]:
            letters = list(one.title)
            for _ in range(max(1, len(letters) // 8)):
                letters.pop(chance.randrange(len(letters)))
            copy = replace(copy, title="".join(letters))
        if kind == _KINDS[2]:
            sentences = re.split(r"(?<=[。；])", copy.text)
            sentences.pop(chance.randrange(len(sentences)))
            copy = replace(copy, text="".join(sentences) or copy.text)
        yield one, copy, kind


def large(drafts: Sequence[ArticleDraft], count: int, folder: Path) -> dict[str, float]:
    """Seconds waited and computed, and this process's largest memory in MB, with so many."""
    database = Database(f"sqlite:///{folder / 'hotline.db'}")
    set_up(database, practice=True)
    desk = sit_down(database, operators.who(database, None, None))
    desk.index_folder = folder / "index"
    report: dict[str, float] = {}

    def timed(name: str, begin: tuple[float, float]) -> None:
        report[name] = round(time.perf_counter() - begin[0], 1)
        report[f"{name}_cpu"] = round(time.process_time() - begin[1], 1)
        report[f"{name}_peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"{name}: {report[name]}", file=sys.stderr)

    begin = time.perf_counter(), time.process_time()
    every = larger(drafts, count)
    timed("made", begin)
    begin = time.perf_counter(), time.process_time()
    knowledge.take_in(desk, every)
    timed("import", begin)
    del every
    begin = time.perf_counter(), time.process_time()
    knowledge_index.current(desk, told=lambda done, of: None)
    timed("index", begin)
    begin = time.perf_counter(), time.process_time()
    done = comparing.compare(desk)
    timed("compared", begin)
    report["pairs"] = done.found
    knowledge.take_in(desk, [replace(one, text=f"{one.text}。") for one in drafts[:100]])
    begin = time.perf_counter(), time.process_time()
    comparing.compare(desk)
    timed("after_100_changes", begin)
    database.close()
    return report


def _article(key: int, draft: ArticleDraft) -> Article:
    return Article(
        key, draft.title, draft.other_names, draft.text, draft.article_class, draft.unit,
        draft.source, draft.authority,
    )  # fmt: skip


if __name__ == "__main__":
    main()
