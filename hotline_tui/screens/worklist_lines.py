"""Words on the lines of a worklist: counts, a rule with words, texts in the room there is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from rich.cells import cell_len

from hotline_tui.services import queueing
from hotline_tui.widgets.folding import folds
from hotline_tui.widgets.plain import clip, visible


def counted(total: int) -> str:
    """How many, as far as anybody counts."""
    return f"{queueing.COUNTED - 1}+" if total >= queueing.COUNTED else str(total)


def ruled(begin: str, end: str, width: int) -> str:
    """A line across the screen with words at both ends, those at the beginning whole."""
    begin = clip(begin, width - 1)
    rest = width - cell_len(begin)
    return begin + (f"{'─' * (rest - cell_len(end))}{end}" if rest > cell_len(end) else "─" * rest)


def folded(text: str, width: int) -> Iterator[str]:
    """A text from anywhere in lines of `width` cells, a dozen at most."""
    shown = visible(" ".join(text.split()))[: width * 12]
    cuts = [0, *folds(shown, width), len(shown)]
    return (shown[start:end] for start, end in pairwise(cuts))


def filled(
    above: Sequence[str], texts: Sequence[str], below: Sequence[str], width: int, height: int
) -> list[str]:
    """Lines for a picked row: `above` and `below` always, `texts` in the room between them."""
    below = below[: max(1, height - len(above) - 1)]
    room = height - len(above) - len(below)
    told = [line for text in texts for line in folded(text, width - 1)]
    if len(told) > room:  # what does not fit line by line is told as far as it goes
        told = list(folded("　".join(texts), width - 1))
    if len(told) > room > 0:
        told = [*told[: room - 1], clip("".join(told[room - 1 :]), width - 1)]
    return [f" {line}" for line in (*above, *told[: max(0, room)], *below)]
