"""How surely a burst is found on its first day, and how often quiet days give a false warning.

A city of 6 000 sorts of matter (a category in a district), most of them rare, with busy Mondays and
quiet weekends. Into one that comes twice a day a burst of twenty more is planted; for each seed it
is asked whether that day warns of it. Then as many quiet weeks are looked through. Counts vary as
chance has it, or half as much more again, as real ones do.

The rule was set by looking at seeds below 6 000; what is claimed is of others.

    python benchmarks/warning.py [--seeds N] [--first N] [--json]
"""

from __future__ import annotations

import sys
from math import exp
from pathlib import Path
from random import Random
from typing import Any

FOLDER = str(Path(__file__).resolve().parent)
if sys.path[0] == FOLDER:  # where queue.py stands in the way of Python's own module of that name
    sys.path[0] = str(Path(FOLDER).parent)

from benchmarks.frame import parsing, tell  # noqa: E402
from hotline_tui.standard.warning import HISTORY, LEAST, burst, expected  # noqa: E402

SORTS, PLANTED, USUAL = 6_000, 20, 2.0
WEEKDAYS = (1.2, 1.1, 1.05, 1.0, 1.0, 0.75, 0.7)


def drawn(chance: Random, mean: float, dispersion: float) -> int:
    """A day's count: Poisson, or of a rate that itself varies."""
    if dispersion > 1:
        size = mean / (dispersion - 1)
        mean = chance.gammavariate(size, dispersion - 1)
    limit, many, product = exp(-mean), 0, chance.random()
    while product > limit:
        many, product = many + 1, product * chance.random()
    return many


def history(chance: Random, mean: float, dispersion: float) -> list[int]:
    """Eight weeks that begin on a Monday."""
    return [drawn(chance, mean * WEEKDAYS[day % 7], dispersion) for day in range(HISTORY)]


def found_at_once(seed: int, dispersion: float) -> bool:
    """Whether a burst that is planted into one sort is warned of on its first day."""
    chance = Random(seed)
    before = history(chance, USUAL, dispersion)
    weekday = seed % 7
    count = drawn(chance, USUAL * WEEKDAYS[weekday], dispersion) + PLANTED
    of = expected(before, [day % 7 for day in range(HISTORY)], weekday)
    return burst(count, of, SORTS)


def false_in_a_week(seed: int, dispersion: float) -> int:
    """How many warnings a quiet week gives, over all sorts."""
    chance, days = Random(seed), [day % 7 for day in range(HISTORY)]
    false = 0
    for _ in range(SORTS):
        mean = 0.02 * chance.paretovariate(1.1)
        mean = min(mean, 20.0)
        week = [drawn(chance, mean * WEEKDAYS[day], dispersion) for day in range(7)]
        if max(week) < LEAST:  # no warning either way, and nine of ten sorts
            continue
        before = history(chance, mean, dispersion)
        for day, count in enumerate(week):
            false += burst(count, expected(before, days, day), SORTS)
            before = [*before[1:], count]
            days = [*days[1:], day]
        days = [day % 7 for day in range(HISTORY)]
    return false


def measured(seeds: range) -> dict[str, Any]:
    """Both, for counts that vary by chance alone and for such that vary more."""
    return {
        f"dispersion {dispersion:g}": {
            "found": sum(found_at_once(seed, dispersion) for seed in seeds),
            "false_a_week": sum(false_in_a_week(seed, dispersion) for seed in seeds) / len(seeds),
        }
        for dispersion in (1.0, 1.5)
    }


def main() -> None:
    """Measure and print."""
    parser = parsing(__doc__)
    parser.add_argument("--seeds", type=int, default=100, help="default 100")
    parser.add_argument("--first", type=int, default=10_000, help="the first, default 10000")
    options = parser.parse_args()
    found = measured(range(options.first, options.first + options.seeds))
    lines = (
        f"{name}: {one['found']} of {options.seeds} bursts found on their first day "
        f"(at least 95 of 100), {one['false_a_week']:.2f} false warnings a week (at most 1)"
        for name, one in found.items()
    )
    tell(found, options, lines)


if __name__ == "__main__":
    main()
