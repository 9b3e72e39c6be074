"""A report as Markdown and as a Word document. Clause: 6.3.2.2."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from hotline_tui.services.form_pages import plain
from hotline_tui.services.report_pages import Heading, Paragraph, Table, blocks
from hotline_tui.services.reporting import ReportRow

NOTHING = "没有工单"


def markdown(report: ReportRow) -> str:
    """The report for reading in a terminal, or to be pasted."""
    return "\n".join(_markdown(report)) + "\n"


def _markdown(report: ReportRow) -> Iterator[str]:
    yield f"# {_cell(report.title)}"
    for block in blocks(report):
        yield ""
        match block:
            case Heading():
                yield f"## {_cell(block.text)}"
            case Paragraph():
                yield plain(block.text).replace("<", "\\<")
            case Table():
                yield from _table(block)


def _table(table: Table) -> Iterator[str]:
    if not table.rows:
        yield NOTHING
        return
    yield _row(table.heads)
    yield _row(["---"] * len(table.heads))
    for row in table.rows:
        yield _row(row)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(_cell(one) for one in cells)} |"


def _cell(text: str) -> str:
    return plain(" ".join(text.split())).replace("|", "\\|").replace("<", "\\<")


def docx(report: ReportRow) -> bytes:
    """The report as a Word document, made the same for the same report."""
    from docx import Document
    from docx.enum.section import WD_ORIENT
    from docx.oxml.ns import qn
    from docx.shared import Pt

    document = Document()
    properties = document.core_properties
    properties.title, properties.author, properties.comments = plain(report.title), "", ""
    properties.created = properties.modified = report.at.replace(tzinfo=None)
    for name, size in (("Normal", 10.5), ("Title", 20), ("Heading 1", 14)):
        font = document.styles[name].font
        font.name, font.size = "SimSun", Pt(size)
        document.styles[name].element.get_or_add_rPr().get_or_add_rFonts().set(
            qn("w:eastAsia"), "宋体"
        )
    page = document.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = page.page_height, page.page_width
    document.add_heading(plain(report.title), 0)
    for block in blocks(report):
        match block:
            case Heading():
                document.add_heading(plain(block.text), 1)
            case Paragraph():
                document.add_paragraph(plain(block.text))
            case Table():
                _table_in_word(document, block)
    written = BytesIO()
    document.save(written)
    return settled(written.getvalue(), report.at)


def _table_in_word(document: Any, table: Table) -> None:
    from docx.shared import Pt

    if not table.rows:
        document.add_paragraph(NOTHING)
        return
    made = document.add_table(rows=0, cols=len(table.heads), style="Table Grid")
    for row in (table.heads, *table.rows):
        for cell, text in zip(made.add_row().cells, row, strict=True):
            run = cell.paragraphs[0].add_run(plain(text))
            run.font.size = Pt(9)


_TIMES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def settled(file: bytes, at: datetime) -> bytes:
    """An office file that bears the report's own time and no other: made again, it is the same."""
    moment = at.astimezone(UTC)
    said = moment.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    written = BytesIO()
    with ZipFile(BytesIO(file)) as given, ZipFile(written, "w", ZIP_DEFLATED) as made:
        for name in given.namelist():
            content = given.read(name)
            if name == "docProps/core.xml":
                content = _TIMES.sub(rb"\g<1>" + said, content)
            entry = ZipInfo(name, moment.timetuple()[:6])
            entry.compress_type = ZIP_DEFLATED
            made.writestr(entry, content)
    return written.getvalue()
