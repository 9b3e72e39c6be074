"""The order of what an index found: tokens shared, keys typed, likeness letter by letter."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz, process
from rapidfuzz.distance import LCSseq

from hotline_tui.kb.asked import Asked
from hotline_tui.kb.pinyin import is_key, keyed, spelled, typed
from hotline_tui.kb.text import letters, normal
from hotline_tui.kb.tokens import gist

_ALIKE_FROM = 60.0  # per cent; below it a likeness of letters is chance
_SKIPPED = 0.8  # what a query is worth that stands in a title with others between its letters
_NAMED = 0.95  # what an article gets whose very title or other name was asked for
_FILLER = 8  # letters that a name may have around the matter
_SPELLED = 40  # candidates that are read syllable by syllable
_KEYS = 2.0  # against a token's weight of 1
_SLIP_FROM = 78.0  # per cent of likeness at which a pinyin with a slip of the finger still counts
_SLIPPED_WORTH = 0.5
_JUST_BELOW = 1 - 1e-9
_LIFT = 0.3  # of a score, for what everybody chooses or passes over


class Candidate(NamedTuple):
    """An article that the index found: what all tokens came to, its title and other names.

    A tuple, as these and the ranked ones are made by the hundred for a key.
    """

    key: int
    found: float
    names: tuple[str, ...]
    begins: int
    ends: int

    def valid(self, day: int) -> bool:
        """Whether it is in force on a day, as `schema.day_number` counts."""
        return self.begins <= day <= self.ends


class Ranked(NamedTuple):
    """A candidate with its score between 0 and 1, and the parts that this came from."""

    candidate: Candidate
    score: float
    words: float
    keys: float
    alike: float
    named: bool
    learnt: float = 0.0


@dataclass(frozen=True, slots=True)
class Scale:
    """What scores are measured by: all that a query's tokens come to in articles that have them,
    what share of the query these tokens are, how many articles there are, and the day."""

    known: float
    share: float
    size: int
    day: int


def ranked(asked: Asked, found: list[Candidate], scale: Scale) -> list[Ranked]:
    """The candidates, best first.

    What is not valid counts half, and never stands first while something valid is found.
    """
    keys, worth = _keys(asked, found, scale.size)
    told = [_Told(one.key, name, letters(name)) for one in found for name in one.names]
    alike = _alike(asked, told)
    named = _named(asked, told)
    rows: list[Ranked] = []
    for one in found:
        spelled_so, likeness = keys.get(one.key, 0.0), alike.get(one.key, 0.0)
        words = (one.found + spelled_so) / (scale.known + worth or 1.0)
        share = min(1.0, scale.share * ((words + likeness) / 2 if asked.in_order else words))
        if one.key in named:
            share = _NAMED + (1 - _NAMED) * share
        score = math.sqrt(share)  # ranks the same, and looks like what a person would call it
        score = score if one.valid(scale.day) else score / 2
        rows.append(Ranked(one, score, words, spelled_so, likeness, one.key in named))
    return _ordered(rows, scale.day)


def taught(rows: list[Ranked], leanings: Mapping[int, float], day: int) -> list[Ranked]:
    """The rows in the order that people's choices move them to.

    By three tenths of a score at most, and never past an article whose very title or other name
    was asked for.
    """
    named = [row.score for row in rows if row.named]
    return _ordered([_moved(row, leanings.get(row.candidate.key, 0.0), named) for row in rows], day)


def _moved(row: Ranked, leaning: float, named: Sequence[float]) -> Ranked:
    if row.named or not leaning or not row.score:
        return row
    below = min((score for score in named if score >= row.score), default=math.inf)
    score = min(row.score * (1 + _LIFT * leaning), below * _JUST_BELOW)
    return row._replace(score=score, learnt=score / row.score - 1)


def _ordered(rows: list[Ranked], day: int) -> list[Ranked]:
    rows.sort(key=lambda row: (-row.score, -row.candidate.found, row.candidate.key))
    for place, row in enumerate(rows):
        if row.candidate.valid(day):
            return [row, *rows[:place], *rows[place + 1 :]]
    return rows


class _Told(NamedTuple):
    """A name of an article, and what of it is compared letter by letter."""

    key: int
    name: str
    letters: str


def _alike(asked: Asked, told: list[_Told]) -> dict[int, float]:
    """0 to 1, by the article's key: how far the query, letter by letter, is a piece of a name."""
    wanted = asked.letters
    if not asked.in_order or not wanted:
        return {}
    names = [one.letters for one in told]
    least = math.ceil(_ALIKE_FROM / 100 * len(wanted))
    scores: dict[int, float] = {}
    for name, likeness, place in process.extract(
        wanted, names, scorer=fuzz.partial_ratio, score_cutoff=_ALIKE_FROM, limit=None
    ):
        _keep(scores, told[place].key, _above(likeness) if name else 0.0)
    for _, shared, place in process.extract(
        wanted, names, scorer=LCSseq.similarity, score_cutoff=least, limit=None
    ):
        _keep(scores, told[place].key, _SKIPPED * _above(100 * shared / len(wanted)))
    return scores


def _named(asked: Asked, told: list[_Told]) -> set[int]:
    """The articles whose very title or other name was asked for."""
    wanted = letters(asked.matter)
    longest, chars = len(asked.matter) + _FILLER, set(wanted)
    return {
        key
        for key, name, own in told
        if len(wanted) <= len(name) <= longest
        and chars.issubset(own)
        and letters(gist(normal(name))) == wanted
    }


def _keep(scores: dict[int, float], key: int, score: float) -> None:
    scores[key] = max(scores.get(key, 0.0), score)


def _above(likeness: float) -> float:
    return max(0.0, likeness - _ALIKE_FROM) / (100 - _ALIKE_FROM)


def _keys(asked: Asked, found: list[Candidate], size: int) -> tuple[dict[int, float], float]:
    """What typed letters found by the article's key, and what all of them come to."""
    if not asked.chunks:
        return {}, 0.0
    lines = [(one.key, line) for one in found[:_SPELLED] for line in _lines(one.names)]
    scores: dict[int, float] = {}
    full = 0.0
    for chunk in asked.chunks:
        several = [_matches(chunk, lines)]
        if not several[0]:
            several = [_matches(run, lines) or _slips(run, lines) for run in asked.runs[chunk]]
        for matched in filter(None, several):
            worth = _KEYS * math.log(1 + (size - len(matched) + 0.5) / (len(matched) + 0.5))
            full += worth
            for key, quality in matched.items():
                scores[key] = scores.get(key, 0.0) + worth * quality
    return scores, full


@lru_cache(maxsize=4096)
def _lines(names: tuple[str, ...]) -> list[str]:
    """Each name as keys are looked for in it, once for each way to read it."""
    plain = [normal(name) for name in names]
    return [keyed(name, reading) for name in plain for reading in spelled(name)]


def _matches(run: str, lines: list[tuple[int, str]]) -> dict[int, float]:
    """Articles with a name that `run` types, and how well: 1 is a whole name."""
    pattern = typed(run)
    found: dict[int, float] = {}
    for key, line in lines if pattern else ():
        match = pattern.search(line) if pattern else None
        if match:
            share = match[0].count(" ") / max(1, line.count(" "))
            quality = 0.5 + 0.2 * (match.start() == 0) + 0.3 * min(1.0, share)
            _keep(found, key, quality)
    return found


def _slips(run: str, lines: list[tuple[int, str]]) -> dict[int, float]:
    """Articles with a name that is spelled nearly so."""
    found: dict[int, float] = {}
    if len(run) < 5 or run.isdigit():
        return found
    pattern = re.sub("[^a-z0-9ü]", "", run)
    for key, line in lines:
        told = "".join(filter(is_key, line))
        likeness = fuzz.partial_ratio(pattern, told, score_cutoff=_SLIP_FROM)
        if likeness and len(told) >= len(pattern) - 1:
            _keep(found, key, _SLIPPED_WORTH * likeness / 100)
    return found
