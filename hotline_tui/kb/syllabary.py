"""How characters and phrases are read, from tables in the package: 3 MB, in some 40 ms.

`python -m hotline_tui.kb.syllabary_made` writes the tables out of the dictionaries of `pypinyin`,
which would take 70 MB and a third of a second in every process. The readings are the same.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from operator import add
from pathlib import Path
from sys import intern

READINGS = Path(__file__).with_name("readings")
CHARACTERS, PHRASES, UNLIKE = "characters.txt", "phrases.txt", "unlike.txt"
"""On each line a syllable and its characters; a character and what its phrases go on with; a phrase
and its syllables, where its characters are not read so by themselves."""

_CODES = 0x32400  # code points; the last Chinese characters stand just below
_END = "\n"  # of a phrase, on both sides; no normal text holds it

Phrases = tuple[tuple[int, ...], str]
"""The lengths of the phrases with one first character, the longest first, and what follows it."""


class Alone(dict[str, str]):
    """How each character is read by itself, kept as characters turn up.

    A letter or digit stands for itself, anything else is an empty syllable.
    """

    def __init__(self, syllables: Sequence[str], places: Sequence[int]) -> None:
        """`places` holds for each code point a place in `syllables`; 0 where nobody reads it."""
        self._syllables, self._places = syllables, places

    def __missing__(self, char: str) -> str:
        code = ord(char)
        place = self._places[code] if code < _CODES else 0
        own = char if char.isalnum() else ""
        self[char] = found = self._syllables[place] if place else own
        return found

    def all(self, codes: range) -> frozenset[str]:
        """Every syllable that a character of these code points is read as."""
        return frozenset(self._syllables[one] for one in self._places[codes.start : codes.stop])


class Syllabary:
    """Syllables without tones, ü written v, of characters and of phrases."""

    def __init__(
        self, alone: Alone, phrases: Mapping[str, Phrases], unlike: Mapping[str, tuple[str, ...]]
    ) -> None:
        """`unlike` are the phrases that are not read as their characters are."""
        self.alone = alone
        self._phrases = phrases
        self._unlike = unlike
        self._heads = frozenset(phrase[:2] for phrase in unlike)

    def read(self, plain: str) -> list[str]:
        """The syllables of a normal text: from the left, the longest phrase that is known."""
        if self._heads.isdisjoint(map(add, plain, plain[1:])):
            return [*map(self.alone.__getitem__, plain)]
        found: list[str] = []
        while (start := len(found)) < len(plain):
            phrase = self._phrase(plain, start)
            found += self._unlike.get(phrase) or map(self.alone.__getitem__, phrase)
        return found

    def _phrase(self, plain: str, start: int) -> str:
        """The longest phrase that begins at a place; a single character where none does."""
        first = plain[start]
        lengths, follow = self._phrases.get(first, ((), ""))
        if lengths and _END + plain[start + 1 : start + 2] in follow:
            for length in lengths:
                if _END + plain[start + 1 : start + length] + _END in follow:
                    return plain[start : start + length]
        return first


@cache
def syllabary() -> Syllabary:
    """The readings that the package brings."""
    syllables, places = [""], array("H", bytes(2 * _CODES))
    for place, (syllable, chars) in enumerate(_lines(CHARACTERS), 1):
        syllables.append(intern(syllable))
        for char in chars:
            places[ord(char)] = place
    phrases: dict[str, Phrases] = {}
    lengths: dict[tuple[int, ...], tuple[int, ...]] = {}
    for first, rest in _lines(PHRASES):
        follow = rest.split()
        sizes = tuple(sorted({1 + size for size in map(len, follow)}, reverse=True))
        told = _END.join(("", *follow, ""))
        phrases[intern(first)] = lengths.setdefault(sizes, sizes), told
    unlike = {phrase: tuple(map(intern, keys.split())) for phrase, keys in _lines(UNLIKE)}
    return Syllabary(Alone(syllables, places), phrases, unlike)


def _lines(name: str) -> Iterator[tuple[str, str]]:
    """What stands before and behind the first space of each line."""
    with (READINGS / name).open(encoding="utf-8") as lines:
        for line in lines:
            first, _, rest = line.rstrip("\n").partition(" ")
            yield first, rest
