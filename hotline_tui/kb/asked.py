"""A query taken apart: the tokens to look up, and what is compared letter by letter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from hotline_tui.kb.pinyin import is_key, syllables
from hotline_tui.kb.schema import CHARS, INITIALS, PAIRS, SOUNDS
from hotline_tui.kb.spelling import pairs_of, sequences
from hotline_tui.kb.text import letters, normal
from hotline_tui.kb.thesaurus import NO_THESAURUS, Thesaurus
from hotline_tui.kb.tokens import gist, may_be_keys, spoken_part

Token = tuple[str, str]
"""A field and what is looked up there."""

_LONG = 120  # characters; beyond it only what tells most is looked up
_KEYS_OR_WORDS = re.compile(r"[ ]|[a-zü]{2}|^[a-z0-9]+$")
_RUNS = re.compile("[a-z0-9ü]+|[^a-z0-9ü\\s]+")


@dataclass(frozen=True)
class Asked:
    """A query in its normal form `plain`, and `matter`: that without the filler of speech.

    Between spaces everything was chosen with care, so that only a sentence has filler.
    """

    plain: str
    matter: str
    other_words: tuple[str, ...] = ()

    @classmethod
    def of(cls, query: str, thesaurus: Thesaurus = NO_THESAURUS) -> Asked:
        """What a person typed or said, and what that is in other words."""
        plain = normal(query)
        matter = plain if " " in plain else gist(plain)
        return cls(plain, matter, thesaurus.other_words(plain))

    @cached_property
    def long(self) -> bool:
        """Whether it is more than anybody types, so that only a part of it can be looked up."""
        return len(self.plain) > _LONG

    @cached_property
    def letters(self) -> str:
        """What it is compared by, letter by letter."""
        return letters(self.plain)

    @cached_property
    def in_order(self) -> bool:
        """Whether its order, letter by letter, says something: not of single words or keys."""
        return not self.long and not _KEYS_OR_WORDS.search(self.plain)

    @cached_property
    def chunks(self) -> tuple[str, ...]:
        """The parts between spaces that may be typed keys, neighbours that are letters joined."""
        if self.long:
            return ()
        found: list[str] = []
        for typed, several in groupby(self.matter.split(), lambda one: all(map(is_key, one))):
            parts = list(several)
            if typed and len(parts) > 1:
                found.append("".join(parts))
            found += [one for one in parts if may_be_keys(one)]
        return tuple(dict.fromkeys(found))

    @cached_property
    def runs(self) -> dict[str, tuple[str, ...]]:
        """Each chunk's runs of letters that may have been typed for characters."""
        return {
            chunk: tuple(run for run in _RUNS.findall(chunk) if _may_be_typed(run))
            for chunk in self.chunks
        }

    def words(self) -> Iterator[Token]:
        """Tokens of its characters; of a long text how often each is said is told by repeats."""
        spoken = letters(spoken_part(self.matter))
        for token in _grams(spoken, 2):
            yield PAIRS, token
        for char in spoken:
            yield CHARS, char
        if not self.long:
            for chunk in spoken_part(self.matter).split():
                sequence = tuple(key for key in syllables(letters(chunk)) if key)
                yield from ((SOUNDS, pair) for pair in pairs_of(sequence))

    def keys(self) -> Iterator[Token]:
        """Tokens of what its letters may stand for."""
        for chunk in self.chunks:
            for sequence in sequences(letters(chunk)):
                yield from ((SOUNDS, pair) for pair in pairs_of(sequence))
                begun = "".join(key[0] for key in sequence)
                yield from ((INITIALS, three) for three in _grams(begun, 3))

    def meant(self) -> Iterator[Token]:
        """Tokens of what is said in other words."""
        for words in self.other_words:
            yield from ((PAIRS, token) for token in _grams(words, 2))

    def beginnings(self) -> Iterator[Token]:
        """Fields in which something begins with what is too short to be a token."""
        for chunk in self.chunks:
            if len(chunk) <= 2 and all(map(is_key, chunk)):
                yield INITIALS, chunk
        if len(self.letters) == 1 and not is_key(self.letters):
            yield PAIRS, self.letters

    @cached_property
    def terms(self) -> tuple[str, ...]:
        """What to look for in a text to show a piece of it."""
        spoken = spoken_part(self.matter)
        found = [one for one in (*spoken.split(), *self.other_words) if len(one) > 1]
        return tuple(dict.fromkeys((*found, *_grams(letters(spoken), 2)))) or (self.letters,)


def _grams(text: str, size: int) -> Iterator[str]:
    return (text[at : at + size] for at in range(len(text) - size + 1))


def _may_be_typed(run: str) -> bool:
    """Letters, or a number that is more than an amount: 15 in 15度 is none of 12315."""
    return is_key(run[0]) and (len(run) > 2 or not run.isdigit())
