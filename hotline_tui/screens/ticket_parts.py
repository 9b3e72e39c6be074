"""What a page to read is made of: labelled texts below headings, folded into lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from rich.cells import cell_len
from rich.text import Text

from hotline_tui.standard.moment import BEIJING
from hotline_tui.widgets.folding import folds
from hotline_tui.widgets.plain import fit, visible

LABEL = 14
"""Cells that a label takes, so that all texts begin in one column."""

NONE = "—"


@dataclass(frozen=True, slots=True)
class Entry:
    """A labelled text; without a label it goes on below the former one."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its rows: one entry, or two side by side."""

    title: str
    rows: tuple[tuple[Entry, ...], ...]


def minute(at: datetime | None) -> str:
    """An instant in Beijing time, or a dash."""
    return f"{at.astimezone(BEIJING):%Y-%m-%d %H:%M}" if at else NONE


Rows = Iterator[tuple[Entry, ...]]
"""The rows of a section."""


def page(found: tuple[Section, ...], width: int) -> Text:
    """The sections as lines of `width` cells; texts are folded below where they begin."""
    lines: list[Text] = []
    for section in found:
        head = f"─ {section.title} "
        lines.append(Text(head + "─" * max(0, width - cell_len(head)), "bold"))
        for row in section.rows:
            lines.extend(_row(row, width))
    return Text("\n", no_wrap=True, end="").join(lines)


def _row(row: tuple[Entry, ...], width: int) -> Iterator[Text]:
    half = width // 2
    if len(row) == 2 and all(cell_len(visible(one.text)) <= half - LABEL - 2 for one in row):
        yield Text("").join([_labelled(one.label, fit(one.text, half - LABEL - 1)) for one in row])
        return
    for one in row:
        label = one.label
        for line in _folded(one.text, width - LABEL - 2):
            yield _labelled(label, line)
            label = ""


def _labelled(label: str, shown: str) -> Text:
    return Text(" ").append(fit(label, LABEL), "dim").append(shown)


def _folded(text: str, width: int) -> Iterator[str]:
    for line in visible(text.strip("\n"), multiline=True).split("\n"):
        yield from (line[start:end] for start, end in pairwise([0, *folds(line, width), len(line)]))
