"""Which messages are about one thing: the desk's likeness beside RapidFuzz as one would use it.

The measure is pairs of published messages that somebody has read and called the same matter or
not, over the whole range of likeness, near misses too (`clusters_pairs.csv`: the messages' numbers
only). Half of the pairs teaches the threshold that the other half is measured by, and the other
way round: the one with the best F0.5, as a wrong ticket in a cluster costs more than a missed one,
which may still be like another of the cluster.

A second measure is a place that is written about for many reasons (`clusters_one_place.csv`, made
up: every ticket with every other, the same matter or not), at the threshold of the first.

Then one new ticket is compared with many recent ones: by the desk's index, and by RapidFuzz alone;
times are those of the processor.

    python benchmarks/clusters.py --messages FILE.xlsx [--labels CSV] [--recent N] [--json]

FILE has the columns number, user, title, time, content. Without it the first measure is left out,
and times are measured on made-up texts.
"""

from __future__ import annotations

import csv
import random
import statistics
import time
from collections.abc import Callable, Sequence
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from frame import parsing, tell
from python_calamine import CalamineWorkbook
from rapidfuzz import fuzz, process

from hotline_tui.kb.alike import ALIKE, Alike, Matter
from hotline_tui.services import setup

LABELS = Path(__file__).with_name("clusters_pairs.csv")
ONE_PLACE = Path(__file__).with_name("clusters_one_place.csv")
WEIGHT = 0.5
"""The F-measure's beta: precision counts more."""
ASKED = 200
"""New tickets whose time is taken."""
WHOLE = 2_000
"""Whole texts that RapidFuzz is timed on: it would take minutes for all."""

Score = Callable[[Matter, Matter], float]


class Pair(NamedTuple):
    """Two messages, and whether they are about one thing."""

    one: Matter
    other: Matter
    same: bool


class Figures(NamedTuple):
    """How well a threshold does."""

    threshold: float
    precision: float
    recall: float
    pairs: int


def read_messages(file: Path) -> dict[int, Matter]:
    """The messages of a workbook, by their numbers."""
    rows = CalamineWorkbook.from_path(str(file)).get_sheet_by_index(0).to_python()[1:]
    return {
        int(row[0]): Matter(int(row[0]), str(row[2]).strip(), str(row[4]).strip()) for row in rows
    }


def read_pairs(file: Path, messages: dict[int, Matter]) -> list[Pair]:
    """The labelled pairs."""
    with file.open(newline="", encoding="utf-8") as lines:
        return [
            Pair(messages[int(row["one"])], messages[int(row["other"])], row["same"] == "1")
            for row in csv.DictReader(lines)
        ]


def read_one_place(file: Path) -> list[Pair]:
    """Every ticket of one place with every other; keys above those of published messages."""
    with file.open(newline="", encoding="utf-8") as lines:
        told = [
            (row["matter"], Matter(key, row["title"], row["content"], row["place"]))
            for key, row in enumerate(csv.DictReader(lines), 10**9)
        ]
    return [
        Pair(one, other, what == as_well) for (what, one), (as_well, other) in combinations(told, 2)
    ]


def figures(scored: Sequence[tuple[float, bool]], threshold: float) -> Figures:
    """Precision and recall of a threshold."""
    found = [same for score, same in scored if score >= threshold]
    right, every = sum(found), sum(same for _, same in scored)
    return Figures(threshold, right / max(len(found), 1), right / max(every, 1), len(scored))


def learnt(scored: Sequence[tuple[float, bool]]) -> float:
    """The threshold that does best."""

    def quality(threshold: float) -> float:
        _, precision, recall, _ = figures(scored, threshold)
        below = WEIGHT**2 * precision + recall
        return (1 + WEIGHT**2) * precision * recall / below if below else 0.0

    return max(sorted({round(score, 2) for score, _ in scored}), key=quality)


def crossed(scored: Sequence[tuple[float, bool]]) -> Figures:
    """Each half at the threshold that the other has taught."""
    halves = scored[::2], scored[1::2]
    thresholds = learnt(halves[1]), learnt(halves[0])
    hits = [
        (score >= threshold, same)
        for half, threshold in zip(halves, thresholds, strict=True)
        for score, same in half
    ]
    right = sum(hit and same for hit, same in hits)
    found, every = sum(hit for hit, _ in hits), sum(same for _, same in hits)
    return Figures(statistics.mean(thresholds), right / max(found, 1), right / every, len(hits))


def accuracy(pairs: Sequence[Pair], messages: dict[int, Matter]) -> dict[str, Figures]:
    """All contenders, the desk at its own threshold, and how many of those its index finds."""
    index = Alike(messages.values())
    contenders: dict[str, Score] = {
        "desk": index.likeness,
        "RapidFuzz WRatio, texts": lambda one, other: (
            fuzz.WRatio(one.title + one.content, other.title + other.content) / 100
        ),
        "RapidFuzz WRatio, titles": lambda one, other: fuzz.WRatio(one.title, other.title) / 100,
    }
    found = {
        name: crossed([(score(one, other), same) for one, other, same in pairs])
        for name, score in contenders.items()
    }
    by_index = [
        (float(other.key in {like.key for like in index.likest(one)}), same)
        for one, other, same in pairs
    ]
    alike = [(index.likeness(one, other), same) for one, other, same in pairs]
    found[f"desk at {ALIKE}"] = figures(alike, ALIKE)
    found[f"desk at {ALIKE}, by its index"] = figures(by_index, 1.0)
    return found


def one_place(pairs: Sequence[Pair], messages: Sequence[Matter]) -> dict[str, Figures]:
    """All that is written about one place, among other messages and alone."""
    here = {matter.key: matter for pair in pairs for matter in (pair.one, pair.other)}.values()
    settings: dict[str, Sequence[Matter]] = {"one place, alone": ()}
    if messages:
        settings["one place, among messages"] = messages
    found = {}
    for name, among in settings.items():
        index = Alike((*here, *among))
        alike = [(index.likeness(one, other), same) for one, other, same in pairs]
        found[name] = figures(alike, ALIKE)
    return found


def milliseconds(texts: Sequence[Matter], recent: int) -> dict[str, float]:
    """What comparing one new ticket with `recent` others takes, and making the index."""
    tickets, new = made_up(texts, recent, seed=1), made_up(texts, ASKED, seed=2, first=recent)
    began = time.process_time()
    index = Alike(tickets)
    built = time.process_time() - began
    titles = [ticket.title for ticket in tickets]
    whole = [ticket.title + ticket.content for ticket in tickets[:: len(tickets) // WHOLE]]
    desk, fuzzy, fuzzier = [], [], []
    for ticket in new:
        began = time.process_time()
        index.likest(ticket)
        desk.append((time.process_time() - began) * 1000)
    for ticket in new[:20]:
        began = time.process_time()
        process.extract(ticket.title, titles, scorer=fuzz.WRatio, limit=20, score_cutoff=60)
        fuzzy.append((time.process_time() - began) * 1000)
    for ticket in new[:1]:
        began = time.process_time()
        process.extract(ticket.title + ticket.content, whole, scorer=fuzz.WRatio, limit=20)
        fuzzier.append((time.process_time() - began) * 1000)
    return {
        "index built, all": built * 1000,
        "new ticket, desk, median": statistics.median(desk),
        "new ticket, desk, p95": statistics.quantiles(desk, n=20)[-1],
        "new ticket, desk, slowest": max(desk),
        "new ticket, RapidFuzz WRatio, titles": statistics.median(fuzzy),
        f"new ticket, RapidFuzz WRatio, texts of {WHOLE}": statistics.median(fuzzier),
    }


def made_up(texts: Sequence[Matter], count: int, seed: int, first: int = 0) -> list[Matter]:
    """Tickets from halves of texts, so that there are as many as wanted and hardly two alike."""
    chance = random.Random(seed)
    made = []
    for key in range(first, first + count):
        one, other = chance.choice(texts), chance.choice(texts)
        title = one.title[: len(one.title) // 2] + other.title[len(other.title) // 2 :]
        middle = len(one.content) // 2
        made.append(Matter(key, title, one.content[:middle] + other.content[middle:]))
    return made


def without_messages() -> list[Matter]:
    """Texts of the category tree, for times alone."""
    return [
        Matter(key, f"{one.level1}、{one.level2}、{one.level3}", "，".join(one.keywords) * 4)
        for key, one in enumerate(setup.categories())
    ]


def main() -> None:
    """Measure and print."""
    parser = parsing(__doc__)
    parser.add_argument("--messages", type=Path, help="published messages, a workbook")
    parser.add_argument("--labels", type=Path, default=LABELS, help="pairs of their numbers, CSV")
    parser.add_argument("--recent", type=int, default=100_000, help="tickets to compare with")
    options = parser.parse_args()
    messages = read_messages(options.messages) if options.messages else {}
    texts = list(messages.values())
    found = accuracy(read_pairs(options.labels, messages), messages) if messages else {}
    found |= one_place(read_one_place(ONE_PLACE), texts)
    times = milliseconds(texts or without_messages(), options.recent)
    told = {name: one._asdict() for name, one in found.items()}
    lines = [
        f"{name:28}  precision {one.precision:.3f}  recall {one.recall:.3f}"
        f"  threshold {one.threshold:.2f}  of {one.pairs} pairs"
        for name, one in found.items()
    ]
    lines += [f"{name:48}  {taken:9.1f} ms" for name, taken in times.items()]
    tell({"accuracy": told, "ms": times}, options, lines)


if __name__ == "__main__":
    main()
