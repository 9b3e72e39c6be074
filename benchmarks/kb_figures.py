"""Recall, rank and times of one engine, and how they are printed."""

from __future__ import annotations

import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

from hotline_tui.kb.articles import ArticleDraft

Search = Callable[[str], Sequence[int]]
"""Places of the articles that a query finds, best first."""


def measured(
    search: Search, queries: Sequence[dict[str, Any]], drafts: Sequence[ArticleDraft]
) -> dict[str, Any]:
    """Recall, MRR and times of `search`, by kind of query and in all."""
    ranks: defaultdict[str, list[int]] = defaultdict(list)
    times: defaultdict[str, list[float]] = defaultdict(list)
    busy: defaultdict[str, list[float]] = defaultdict(list)
    for asked in queries:
        start, worked = time.perf_counter(), time.thread_time()
        found = search(asked["query"])
        took = (time.perf_counter() - start) * 1000
        own = (time.thread_time() - worked) * 1000
        ids = [drafts[place].external_id for place in found]
        right = str(asked["article"])
        for kind in (asked["kind"], "all"):
            ranks[kind].append(ids.index(right) + 1 if right in ids else 0)
            times[kind].append(took)
            busy[kind].append(own)
    return {"kinds": {kind: figures(ranks[kind], times[kind], busy[kind]) for kind in ranks}}


def figures(
    ranks: Sequence[int], times: Sequence[float], busy: Sequence[float]
) -> dict[str, float]:
    """What one kind of query came to; a rank of 0 is none.

    `busy` is what the asking thread computed: on a machine with other work, the time without it.
    """
    return {
        "n": len(ranks),
        "recall@1": round(sum(rank == 1 for rank in ranks) / len(ranks), 3),
        "recall@5": round(sum(0 < rank <= 5 for rank in ranks) / len(ranks), 3),
        "mrr@10": round(sum(1 / rank for rank in ranks if 0 < rank <= 10) / len(ranks), 3),
        "p50_ms": round(statistics.median(times), 2),
        "p95_ms": round(_p95(times), 2),
        "cpu_p95_ms": round(_p95(busy), 2),
    }


def _p95(times: Sequence[float]) -> float:
    return statistics.quantiles(times, n=20)[18] if len(times) > 1 else times[0]


def table(name: str, result: dict[str, Any] | None) -> str:
    """One engine's figures as a person reads them."""
    if result is None:
        return f"\n{name}: not on this machine"
    lines = [f"\n{name}: built in {result['build_s']} s"]
    lines.append(
        f"{'kind':12}{'n':>6}{'R@1':>8}{'R@5':>8}{'MRR':>8}{'p50 ms':>9}{'p95 ms':>9}{'CPU p95':>9}"
    )
    for kind, one in sorted(result["kinds"].items(), key=lambda row: row[0] == "all"):
        lines.append(
            f"{kind:12}{one['n']:6}{one['recall@1']:8.3f}{one['recall@5']:8.3f}"
            f"{one['mrr@10']:8.3f}{one['p50_ms']:9.2f}{one['p95_ms']:9.2f}{one['cpu_p95_ms']:9.2f}"
        )
    return "\n".join(lines)


def large_table(large: dict[str, Any], desk: dict[str, float]) -> str:
    """Times in the large base, engine by engine, and what this index takes there."""
    lines = [f"\nwith {large['articles']} articles"]
    for name, result in large.items():
        if isinstance(result, dict):
            kinds = result["kinds"]
            worst = max(one["p95_ms"] for one in kinds.values())
            lines.append(
                f"{name:13} built in {result['build_s']:7.1f} s,"
                f" p50 {kinds['all']['p50_ms']:9.2f} ms, p95 {kinds['all']['p95_ms']:9.2f} ms,"
                f" worst kind's p95 {worst:9.2f} ms"
            )
    ours = large["hotline"]
    lines.append(
        f"hotline: {ours['disk_mb']} MB on disk; one more process: {desk['index_mb']} MB private"
        f" beside its tables of readings of {desk['readings_mb']} MB"
    )
    lines.append(table("hotline there", ours))
    return "\n".join(lines)
