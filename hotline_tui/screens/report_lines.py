"""A report for reading on the screen: texts folded, tables with the columns that there is room for.

Clause: 6.3.2.2.
"""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len
from rich.text import Text

from hotline_tui.services.report_pages import Heading, Paragraph, Table, blocks
from hotline_tui.services.reporting import ReportRow
from hotline_tui.widgets.plain import clip, fit, plain

WIDEST = 36
"""Cells of the widest column but one that has room to itself."""


def told(report: ReportRow, width: int) -> Text:
    """The whole report, in lines of `width` cells where they stand in tables."""
    found = Text()
    for block in blocks(report):
        match block:
            case Heading():
                found.append("\n").append_text(plain(block.text, "bold")).append("\n")
            case Paragraph():
                found.append_text(plain(block.text)).append("\n")
            case Table():
                for line in _table(block, width):
                    found.append_text(plain(line)).append("\n")
    return found


def _table(table: Table, width: int) -> Iterator[str]:
    if not table.rows:
        yield "没有工单"
        return
    rows = [table.heads, *table.rows]
    columns = range(len(table.heads))
    widths = [min(WIDEST, max(cell_len(row[nth]) for row in rows)) for nth in columns]
    while sum(widths) + 2 * len(widths) > width and len(widths) > 2:
        widths.pop()
    for row in rows:
        cells = [
            fit(clip(text, room), room, right=nth > 1)
            for nth, (text, room) in enumerate(zip(row, widths, strict=False))
        ]
        yield "  ".join(cells).rstrip()
