"""Where a query stands in an article: spans of the title, a piece of the text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from hotline_tui.kb.pinyin import keyed, syllables, typed
from hotline_tui.kb.text import normal
from hotline_tui.kb.tokens import may_be_keys, pairs

_AROUND = 60  # characters of a snippet
_BEFORE = 12

_LINE_MARK = re.compile(r"^\s*(?:#{1,6}|[-*+>])\s+", re.MULTILINE)
_WORD_MARK = re.compile(r"\*\*|__|`")
_LINK = re.compile(r"!?\[([^\[\]\n]*)\]\([^()\s]*\)")


def marks(title: str, plain: str, terms: Iterable[str]) -> tuple[tuple[int, int], ...]:
    """Spans (start, end) of `title` that the query `plain`, of words `terms`, matches."""
    shown = normal(title)
    if len(shown) != len(title):
        return ()  # places would not agree; rare (a sign of several letters, double spaces)
    hit = [False] * len(title)
    for piece in {*terms, *pairs(plain)}:
        start = shown.find(piece)
        while start >= 0:
            hit[start : start + len(piece)] = [True] * len(piece)
            start = shown.find(piece, start + 1)
    for start, end in _typed_spans(shown, plain):
        hit[start:end] = [True] * (end - start)
    edges = [place for place in range(len(hit) + 1) if _at(hit, place - 1) != _at(hit, place)]
    return tuple(zip(edges[::2], edges[1::2], strict=True))


def _words(markdown: str) -> str:
    """The words of a Markdown text on one line, without what only shapes them."""
    plain = _LINE_MARK.sub("", _LINK.sub(r"\1", markdown))
    return " ".join(_WORD_MARK.sub("", plain).split())


def snippet(text: str, terms: Iterable[str]) -> str:
    """Some sixty characters of a Markdown text as plain words, where most `terms` stand."""
    flat = _words(text)
    low = flat.lower()
    found = sorted(
        (place, term)
        for term in {term.lower() for term in terms if len(term) > 1}
        if (place := low.find(term)) >= 0
    )
    best, most = 0, 0
    for first, _ in found:
        near = sum(len(term) for place, term in found if first <= place < first + _AROUND - 10)
        if near > most:
            best, most = first, near
    start = max(0, best - _BEFORE) if best > _BEFORE else 0
    cut = flat[start : start + _AROUND]
    return f"{'…' if start else ''}{cut}{'…' if start + _AROUND < len(flat) else ''}"


def _typed_spans(shown: str, plain: str) -> Iterable[tuple[int, int]]:
    """Spans found by the letters in the query, each chunk once."""
    chunks = [chunk for chunk in plain.split() if may_be_keys(chunk)]
    if not chunks:
        return
    reading = syllables(shown)
    line = keyed(shown, reading)
    places = [place for place, key in enumerate(reading) if key]
    for chunk in chunks:
        pattern = typed(chunk)
        if pattern and (match := pattern.search(line)):
            first = line.count(" ", 0, match.start() + 1) - 1
            last = line.count(" ", 0, match.end()) - 1
            yield places[max(0, first)], places[last] + 1


def _at(hit: list[bool], place: int) -> bool:
    return 0 <= place < len(hit) and hit[place]
