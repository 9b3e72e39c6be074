"""The tables of `syllabary`, written out of pypinyin's dictionaries, which only this needs.

    python -m hotline_tui.kb.syllabary_made

They are copied without tones, and of several readings only the first, which is the usual one.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator

from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

from hotline_tui.kb.syllabary import CHARACTERS, PHRASES, READINGS, UNLIKE

_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0304\u030c"))


def main() -> None:
    """Write the tables anew."""
    for name, lines in tables().items():
        (READINGS / name).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def tables() -> dict[str, Iterable[str]]:
    """The lines of each table, by its name."""
    return {CHARACTERS: _characters(), PHRASES: _phrases(), UNLIKE: _unlike()}


def _characters() -> Iterator[str]:
    chars: defaultdict[str, str] = defaultdict(str)
    for code in sorted(PINYIN_DICT):
        chars[_alone(chr(code))] += chr(code)
    return (f"{syllable} {chars[syllable]}" for syllable in sorted(chars))


def _phrases() -> Iterator[str]:
    follow: defaultdict[str, list[str]] = defaultdict(list)
    for phrase in sorted(PHRASES_DICT):
        follow[phrase[0]].append(phrase[1:])
    return (" ".join((first, *follow[first])) for first in sorted(follow))


def _unlike() -> Iterator[str]:
    for phrase in sorted(PHRASES_DICT):
        reading = [_toneless(ways[0]) for ways in PHRASES_DICT[phrase]]
        if reading != [_alone(char) for char in phrase]:
            yield " ".join((phrase, *reading))


def _alone(char: str) -> str:
    return _toneless(PINYIN_DICT.get(ord(char), "").partition(",")[0])


def _toneless(reading: str) -> str:
    plain = unicodedata.normalize("NFD", reading).translate(_TONES)
    return plain.replace("u\u0308", "v")


if __name__ == "__main__":
    main()
