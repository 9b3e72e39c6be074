"""The tables of readings, held against the dictionaries that they are written out of."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Iterator

from pypinyin import Style, lazy_pinyin
from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

from hotline_tui.kb.syllabary import READINGS, syllabary
from hotline_tui.kb.syllabary_made import tables


def pypinyins(text: str) -> list[str]:
    return lazy_pinyin(text, style=Style.NORMAL, v_to_u=False)


def longest_from_the_left(text: str) -> Iterator[str]:
    while text:
        ends = range(min(len(text), 10), 0, -1)
        size = next((end for end in ends if text[:end] in PHRASES_DICT), 1)
        yield text[:size]
        text = text[size:]


def test_the_tables_are_as_the_dictionaries_would_write_them() -> None:
    for name, lines in tables().items():
        assert (READINGS / name).read_text(encoding="utf-8").splitlines() == list(lines)


def test_every_character_is_read_as_pypinyin_reads_it() -> None:
    unlike = [char for char in map(chr, PINYIN_DICT) if syllabary().read(char) != pypinyins(char)]
    assert unlike == []


def test_every_phrase_is_read_as_pypinyin_reads_it() -> None:
    unlike = [phrase for phrase in PHRASES_DICT if syllabary().read(phrase) != pypinyins(phrase)]
    assert unlike == []


def test_phrases_that_run_into_each_other_are_taken_from_the_left_and_the_longest_first() -> None:
    chance, phrases = random.Random(12345), list(PHRASES_DICT)
    for _ in range(5_000):
        pieces = [one[: chance.randint(1, len(one))] for one in chance.choices(phrases, k=5)]
        text = chance.choice(("", " ")).join(pieces)
        spoken = [key for key in syllabary().read(text) if key]
        taken = [one for one in longest_from_the_left(text) if one != " "]
        assert spoken == [key for one in taken for key in pypinyins(one)], text


def test_letters_digits_and_signs_stand_for_themselves_or_nothing() -> None:
    assert syllabary().read("a1，重庆 ü\U0010ffff") == ["a", "1", "", "chong", "qing", "", "ü", ""]


def test_no_desk_loads_the_dictionaries() -> None:
    told = "import sys, hotline_tui.kb.pinyin as p; p.warm(); print('pypinyin' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, check=True, text=True)
    assert done.stdout == "False\n"
