"""A report as a Word document, its tables as wide as what stands in them. Clause: 6.3.2.2."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from html import escape
from io import BytesIO
from typing import Any

from hotline_tui.services.form_pages import plain
from hotline_tui.services.paper import MARGIN_CM, paper
from hotline_tui.services.report_files import NOTHING, settled
from hotline_tui.services.report_pages import Block, Heading, Paragraph, Table, blocks
from hotline_tui.services.reporting import ReportRow

LINE = round((29.7 - 2 * MARGIN_CM) / 2.54 * 1440)
"""The width of a line on the wide page, in twentieths of a point."""

WIDE, NARROW, BESIDE = 180, 116, 240
"""The width of a Chinese and of a Latin character, and of what is beside a cell's text, likewise.

Narrow ones as the broadest typeface has them that a machine without the Chinese ones may take.
"""

LONGEST = 22 * WIDE
"""A column of longer texts breaks them."""

_NUMBER = re.compile(r"[-+−—\d][-+−—–\d\s.,%()/]*")

_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def docx(report: ReportRow) -> bytes:
    """The report as a Word document, made the same for the same report."""
    return docx_of(report.title, report.at, blocks(report))


def docx_of(title: str, at: datetime, given: Iterable[Block]) -> bytes:
    """Blocks under a title as a Word document that bears a moment of its own."""
    told, title = list(given), plain(title)
    document = paper(title, wide=any(isinstance(one, Table) for one in told))
    document.core_properties.created = at.replace(tzinfo=None)
    document.core_properties.modified = at.replace(tzinfo=None)
    document.add_heading(title, 0)
    for block in told:
        match block:
            case Heading():
                document.add_heading(plain(block.text), 1)
            case Paragraph():
                document.add_paragraph(plain(block.text))
            case Table():
                _add(document, block)
    written = BytesIO()
    document.save(written)
    return settled(written.getvalue(), at)


def _add(document: Any, table: Table) -> None:
    if not table.rows:
        document.add_paragraph(NOTHING)
        return
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    # As text of its own: row by row, python-docx takes seconds for a table of all units.
    made = parse_xml(f"<w:tbl {nsdecls('w')}>{''.join(_table(table))}</w:tbl>")
    document.element.body.insert_element_before(made, "w:sectPr")


def _table(table: Table) -> Iterator[str]:
    wide = widths(table)
    yield (
        f'<w:tblPr><w:tblW w:w="{sum(wide)}" w:type="dxa"/><w:tblBorders>{_BORDERS}'
        '</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>'
        '<w:left w:w="80" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    )
    columns = "".join(f'<w:gridCol w:w="{one}"/>' for one in wide)
    yield f"<w:tblGrid>{columns}</w:tblGrid>"
    yield _row(table.heads, wide, head=True)
    for row in table.rows:
        yield _row(row, wide)


def widths(table: Table) -> list[int]:
    """How wide each column is to be, in twentieths of a point: together as wide as a line."""
    columns = zip(table.heads, *table.rows, strict=True)
    asked = [BESIDE + min(LONGEST, max(map(_length, column))) for column in columns]
    return [one * LINE // sum(asked) for one in asked]


def _length(text: str) -> int:
    return sum(WIDE if unicodedata.east_asian_width(one) in "WFA" else NARROW for one in text)


def _row(cells: Sequence[str], wide: Sequence[int], *, head: bool = False) -> str:
    repeated = "<w:tblHeader/>" if head else ""
    made = "".join(_cell(text, of, head) for text, of in zip(cells, wide, strict=True))
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{made}</w:tr>"


def _cell(text: str, wide: int, head: bool) -> str:
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="E7E6E6"/>' if head else ""
    side = "center" if head else "right" if _NUMBER.fullmatch(text) else "left"
    bold = "<w:b/>" if head else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{wide}" w:type="dxa"/>{shade}<w:vAlign w:val="center"/>'
        '</w:tcPr><w:p><w:pPr><w:spacing w:before="20" w:after="20" w:line="240"'
        f' w:lineRule="auto"/><w:jc w:val="{side}"/></w:pPr><w:r><w:rPr>{bold}'
        f'<w:sz w:val="18"/></w:rPr><w:t xml:space="preserve">{escape(plain(text))}</w:t>'
        "</w:r></w:p></w:tc>"
    )
