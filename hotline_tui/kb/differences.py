"""What is different between two texts: line by line, and in a changed line the very words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

CONTEXT = 2
"""Unchanged lines that are shown around a change."""

_COMPARED_BY_CHARACTER = 2_000
"""Longest lines whose characters are compared, as that takes time with the square of them."""

Spans = tuple[tuple[int, int], ...]

SAME, GONE, NEW, LEFT_OUT = " ", "-", "+", "…"
"""The sign before a line: as it was, no longer there, new, and unchanged lines left out."""


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line of either text; `spans` are the places (start, end) in it that have changed."""

    sign: str
    text: str
    spans: Spans = ()


def differences(before: str, after: str, context: int = CONTEXT) -> tuple[ShownLine, ...]:
    """The lines that differ, with some around them; nothing where the texts are the same."""
    if before == after:
        return ()
    old, new = before.splitlines(), after.splitlines()
    found: list[ShownLine] = []
    reached = 0
    for group in SequenceMatcher(None, old, new, autojunk=False).get_grouped_opcodes(context):
        if group[0][1] > reached:
            found.append(ShownLine(LEFT_OUT, str(group[0][1] - reached)))
        for tag, a, b, c, d in group:
            found.extend(_shown(tag, old[a:b], new[c:d]))
        reached = group[-1][2]
    if reached < len(old):
        found.append(ShownLine(LEFT_OUT, str(len(old) - reached)))
    return tuple(found)


def _shown(tag: str, old: Sequence[str], new: Sequence[str]) -> Iterator[ShownLine]:
    if tag == "equal":
        yield from (ShownLine(SAME, line) for line in old)
        return
    pairs = [_spans(one, other) for one, other in zip(old, new, strict=False)]
    for place, line in enumerate(old):
        yield ShownLine(GONE, line, pairs[place][0] if place < len(pairs) else ())
    for place, line in enumerate(new):
        yield ShownLine(NEW, line, pairs[place][1] if place < len(pairs) else ())


def _spans(old: str, new: str) -> tuple[Spans, Spans]:
    """Where two lines differ; nowhere where they have little in common: all of it is new then."""
    if max(len(old), len(new)) > _COMPARED_BY_CHARACTER:
        return (), ()
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < 0.5:
        return (), ()
    changes = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    return (
        tuple((a, b) for _, a, b, _, _ in changes if b > a),
        tuple((c, d) for _, _, _, c, d in changes if d > c),
    )
