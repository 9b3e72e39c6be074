"""What typed letters may stand for: syllables, initials, or some of each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from hotline_tui.kb.pinyin import all_syllables, is_key, syllables

_LONGEST = 6  # letters of a syllable: zhuang
_LONGEST_RUN = 60  # letters that are taken apart
_ALTERNATIVES = 4
_INITIAL_COSTS = 1.7  # syllables: a letter on its own is an initial only where no syllable fits
_RUNS = re.compile("[a-zü]+|[^a-zü]")


@lru_cache(maxsize=512)
def sequences(chunk: str) -> tuple[tuple[str, ...], ...]:
    """The ways to take a chunk of normal text as syllables and initials, the likeliest first.

    `zf公积金` is (z, f, gong, ji, jin); `fangan` is (fan, gan) or (fang, an), and in any case
    (f, a, n, g, a, n), as letters may always be initials.
    """
    ways: list[tuple[str, ...]] = [()]
    initials: tuple[str, ...] = ()
    for run in _RUNS.findall(chunk):
        if is_key(run[0]) and not run[0].isdigit():
            parses = tuple(_parses(run[:_LONGEST_RUN].replace("ü", "v")))
            initials += tuple(run)
        else:
            parses = (tuple(key for key in syllables(run) if key),)
            initials += parses[0]
        ways = [way + parse for way in ways for parse in parses][:_ALTERNATIVES]
    return tuple(dict.fromkeys((*ways, initials)))


def pairs_of(sequence: tuple[str, ...]) -> Iterator[str]:
    """Neighbouring syllables of a sequence, as the index holds them; two initials make none."""
    for one, two in pairwise(sequence):
        if len(one) > 1 or len(two) > 1:
            yield f"{one}'{two}"


def _parses(run: str) -> Iterator[tuple[str, ...]]:
    """The cheapest ways to cover `run`, a few where several are as cheap."""
    known = all_syllables()
    best: list[tuple[float, list[tuple[str, ...]]]] = [(0.0, [()])]
    for end in range(1, len(run) + 1):
        cost, ways = best[end - 1][0] + _INITIAL_COSTS, _longer(best[end - 1][1], run[end - 1])
        for start in range(max(0, end - _LONGEST), end):
            if run[start:end] in known:
                price = best[start][0] + 1.0
                if price < cost:
                    cost, ways = price, _longer(best[start][1], run[start:end])
                elif price == cost:
                    ways = ways + _longer(best[start][1], run[start:end])
        best.append((cost, ways[:_ALTERNATIVES]))
    yield from best[-1][1]


def _longer(ways: list[tuple[str, ...]], key: str) -> list[tuple[str, ...]]:
    return [(*way, key) for way in ways]
