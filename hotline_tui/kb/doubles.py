"""Articles that are nearly the same, and articles that say one thing differently.

Pure: two articles are compared in full. Which ones are worth it, `neighbours` tells. Clause: 6.2.3.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from hotline_tui.kb.article import Article
from hotline_tui.kb.facts import Differing, differing, facts
from hotline_tui.kb.text import letters, normal
from hotline_tui.standard.keeping import Doubling

SAME_TEXT = 0.9
"""From this likeness of their texts (0 to 1) on, two articles are nearly the same."""

ONE_MATTER = 0.82
"""From this likeness of their titles on, two articles are about one matter."""

NEAR_TITLE, NEAR_TEXT = 0.5, 0.6
"""Likenesses of titles and texts that together make one matter, too."""

ENOUGH = 60
"""Letters from which on a text says by itself what it is about; fewer may be a mere greeting."""

LONGEST = 4_000
"""Letters of a text that are compared."""


@dataclass(frozen=True, slots=True)
class Doubled:
    """Two articles, how alike they are (0 to 1), and what they say differently."""

    doubling: Doubling
    likeness: float
    differing: tuple[Differing, ...] = ()


def doubled(one: Article, other: Article) -> Doubled | None:
    """What is the matter with two articles that may hold on one day; None if nothing.

    Those of different places, or whose titles name different years or grades, are two matters.
    """
    if not _may_meet(one, other) or _told_apart(one.title, other.title):
        return None
    titles = _titles(one, other)
    first, second = _letters(one.text), _letters(other.text)
    least = NEAR_TEXT if titles >= NEAR_TITLE else SAME_TEXT
    texts = Indel.normalized_similarity(first, second, score_cutoff=least)
    is_long = min(len(first), len(second)) >= ENOUGH
    is_same = texts >= SAME_TEXT and (is_long or titles >= ONE_MATTER)
    if not (is_same or titles >= ONE_MATTER or (titles >= NEAR_TITLE and texts >= NEAR_TEXT)):
        return None
    apart = differing(_facts(one.text), _facts(other.text))
    likeness = round(max(titles, texts), 2)
    if apart:
        return Doubled(Doubling.CONTRADICTING, likeness, apart)
    return Doubled(Doubling.SAME, likeness) if is_same else None


def _may_meet(one: Article, other: Article) -> bool:
    """Whether both can hold somewhere on one day."""
    if one.division and other.division:
        shorter = min(one.division.rstrip("0"), other.division.rstrip("0"), key=len)
        if not (one.division.startswith(shorter) and other.division.startswith(shorter)):
            return False
    ends = [day for day in (one.valid_to, other.valid_to) if day]
    begins = [day for day in (one.valid_from, other.valid_from) if day]
    return not (ends and begins) or max(begins) <= min(ends)


def _titles(one: Article, other: Article) -> float:
    """How alike what they are called is; another name counts as much as the title."""
    ones = {letters(name) for name in (one.title, *one.other_names)}
    others = {letters(name) for name in (other.title, *other.other_names)}
    if ones & others - {""}:
        return 1.0
    return fuzz.ratio(letters(one.title), letters(other.title)) / 100


_TELLING = re.compile(
    r"[a-z]*\d+|[一二三四五六七八九十]+(?=[级类等档号期批环])"
    r"|[a-z\d\u4e00-\u9fff]{1,2}?(?:[区县市镇乡村]|街道)"
)
"""What tells two matters apart in titles: years, grades, places by the two letters before 区."""


def _told_apart(one: str, other: str) -> bool:
    """Whether each title names something that the other one does not."""
    first, second = (set(_TELLING.findall(normal(title))) for title in (one, other))
    return _strange(first, second) and _strange(second, first)


def _strange(names: set[str], known: set[str]) -> bool:
    """Whether one of these is not even a part of what is known: A7县 is 7县 with a slip."""
    return any(not any(name in one or one in name for one in known) for name in names)


@lru_cache(maxsize=1024)
def _letters(text: str) -> str:
    return letters(text[: 2 * LONGEST])[:LONGEST]


_facts = lru_cache(maxsize=1024)(facts)
