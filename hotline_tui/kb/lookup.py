"""Short entries found by what a hand types: code, initials, pinyin, words, or a mixture.

For divisions, organizers, categories and kinds: lists of up to some thousand names.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import accumulate

from hotline_tui.kb.pinyin import full, is_key, keyed, readings, typed
from hotline_tui.kb.text import normal, words

# What a name ends on that says its level, not its place; left off one after the other.
_LEVEL = re.compile(
    "(人民政府|办事处|管理委员会|委员会|居委会|村委会|有限公司|公司|街道|地区|开发区|"
    "新区|市|区|县|镇|乡|局|委|办)$"
)
_OWNER = re.compile("^(?:.{2,3}?市)?(?:.{2,3}?[区县])?")  # the city and district before a name
_CODE_FROM = 2  # digits; one alone is a position in the list, which the widget knows
_LONGEST = 64
_ALIKE_FROM = 75.0  # per cent of likeness

_GOES_ON = frozenset("aeghinoruvü")  # letters that stand in a syllable after its first

# Ranks, best first.
_CODE, _WHOLE, _BEGINS, _INSIDE, _PARTS, _BESIDE, _SOUNDS, _ALIKE = range(8)


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry: `hint` says which one it is where names repeat, as the district of a town."""

    code: str
    name: str
    hint: str = ""
    other_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Line:
    """One name in one reading; counted in characters that have a syllable."""

    place: int
    beside: bool  # the hint stands before the name
    starts: frozenset[int]
    ends: frozenset[int]
    length: int


class Choices:
    """Entries in their given order. Reading a thousand names takes about 0.1 s, once."""

    def __init__(self, choices: Iterable[Choice]) -> None:
        self._all = tuple(choices)
        self._codes = [normal(choice.code) for choice in self._all]
        self._names = [normal(choice.name) for choice in self._all]
        self._lines: list[_Line] = []
        texts: list[str] = []
        for place, choice in enumerate(self._all):
            for name, owner in _names(choice):
                for reading in readings(owner + name):
                    self._lines.append(_line(place, normal(owner + name), bool(owner), reading))
                    texts.append(keyed(normal(owner + name), reading))
        self._text = "\n".join(texts)
        self._offsets = [0, *accumulate(len(text) + 1 for text in texts)]
        self._spelled = [full(choice.name) for choice in self._all]

    def find(
        self, query: str, limit: int = 8, within: Callable[[Choice], bool] | None = None
    ) -> tuple[Choice, ...]:
        """The best `limit` entries for `query`, of those that `within` lets through.

        An empty query gives the first ones as they stand. Exact code or name comes first, then
        what begins so, holds it, holds its parts in any order, sounds like it, looks like it.
        """
        plain = normal(query)[:_LONGEST]
        open_to = {place for place, one in enumerate(self._all) if within is None or within(one)}
        if not plain:
            return tuple(self._all[place] for place in sorted(open_to)[:limit])
        ranks = self._ranks(plain)
        if not open_to & ranks.keys():
            self._add_alike(ranks, plain)
        best = sorted(
            open_to & ranks.keys(),
            key=lambda place: (*ranks[place], len(self._codes[place]), place),
        )
        return tuple(self._all[place] for place in best[:limit])

    def guesses(self, query: str) -> bool:
        """Whether Chinese words were typed that no entry holds or sounds like.

        What is found for them only looks alike, and is not to be taken without having been seen.
        """
        plain = normal(query)[:_LONGEST]
        keys = "".join(plain.split())
        if all(map(is_key, keys)):
            return False
        return not self._ranks(plain) and not self._typed(full(plain), worst=_SOUNDS)

    def _ranks(self, plain: str) -> dict[int, tuple[float, ...]]:
        ranks = self._typed(plain)
        if len(plain) >= _CODE_FROM and all(map(is_key, plain)):
            for place, code in enumerate(self._codes):
                if code.startswith(plain):
                    ranks[place] = (_CODE if code == plain else _BEGINS, 0.0)
        chunks = plain.split()
        if len(chunks) == 1 and not any(map(is_key, plain)):
            chunks = [word for word in words(plain) if word != plain]
        if len(chunks) > 1:
            _keep_best(ranks, self._all_of(chunks))
        return ranks

    def _typed(self, plain: str, worst: int = 0) -> dict[int, tuple[float, ...]]:
        """Places by how well the keys in `plain` type one of their names."""
        ranks: dict[int, tuple[float, ...]] = {}
        # Initials first: `sch` rather means 什刹海 than 石城, half spelled.
        for spelled in (False, True) if _GOES_ON.intersection(plain[1:]) else (False,):
            pattern = typed(plain, spelled=spelled)
            for match in pattern.finditer(self._text) if pattern else ():
                index = bisect_right(self._offsets, match.start()) - 1
                line, offset = self._lines[index], self._offsets[index]
                first = self._text.count(" ", offset, match.start() + 1) - 1
                last = self._text.count(" ", offset, match.end())
                rank = float(max(worst, _rank(line, first, last)))
                left = float(line.length - (last - first))
                found = (rank, float(spelled), float(first), left)
                ranks[line.place] = min(found, ranks.get(line.place, found))
        return ranks

    def _all_of(self, chunks: list[str]) -> dict[int, tuple[float, ...]]:
        """Places whose names or hints hold every chunk, in any order."""
        each = [self._typed(chunk) for chunk in chunks]
        places = set(each[0]).intersection(*each[1:])
        return {
            place: (float(_PARTS), *map(sum, zip(*(one[place] for one in each), strict=True)))
            for place in places
        }

    def _add_alike(self, ranks: dict[int, tuple[float, ...]], plain: str) -> None:
        """Add what sounds the same in other characters, then what looks nearly the same."""
        keys = "".join(plain.split())
        if not all(map(is_key, keys)):
            keys = full(plain)
            _keep_best(ranks, self._typed(keys, worst=_SOUNDS) if len(plain) > 1 else {})
        if len(keys) < 4 or keys.isdigit():
            return
        from rapidfuzz import fuzz, process  # a form is on view before anything is looked up

        for _, likeness, place in process.extract(
            keys, self._spelled, scorer=fuzz.partial_ratio, score_cutoff=_ALIKE_FROM, limit=50
        ):
            _keep_best(ranks, {place: (float(_ALIKE), 100 - likeness)})


def _names(choice: Choice) -> list[tuple[str, str]]:
    """What a choice is called: (name, owner before it)."""
    called = [(name, "") for name in (choice.name, *choice.other_names)]
    if choice.hint:
        called.append((choice.name, _LEVEL.sub("", choice.hint) or choice.hint))
    return called


def _line(place: int, plain: str, beside: bool, reading: tuple[str, ...]) -> _Line:
    """Where a name may begin and end for a person who leaves off its owner and its level."""
    counted = [0, *accumulate(1 if key else 0 for key in reading)]
    ends, left = {counted[-1]}, plain
    while (shorter := _LEVEL.sub("", left)) != left and len(shorter) > 1:
        left = shorter
        ends.add(counted[len(left)])
    owner = _OWNER.match(plain)
    begin = owner.end() if owner and owner.end() < len(left) - 1 else 0
    return _Line(place, beside, frozenset({0, counted[begin]}), frozenset(ends), counted[-1])


def _rank(line: _Line, first: int, last: int) -> int:
    if line.beside:
        return _BESIDE
    if first not in line.starts:
        return _INSIDE
    return _WHOLE if last in line.ends else _BEGINS


def _keep_best(ranks: dict[int, tuple[float, ...]], found: dict[int, tuple[float, ...]]) -> None:
    for place, rank in found.items():
        ranks[place] = min(rank, ranks.get(place, rank))
