"""A report as Markdown, and what all its files have in common. Clause: 6.3.2.2."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from hotline_tui.services.form_pages import plain
from hotline_tui.services.report_pages import Block, Heading, Paragraph, Table, blocks
from hotline_tui.services.reporting import ReportRow

NOTHING = "没有工单"


def markdown(report: ReportRow) -> str:
    """The report for reading in a terminal, or to be pasted."""
    return markdown_of(report.title, blocks(report))


def markdown_of(title: str, told: Iterable[Block]) -> str:
    """Blocks under a title."""
    return "\n".join(_markdown(title, told)) + "\n"


def _markdown(title: str, told: Iterable[Block]) -> Iterator[str]:
    yield f"# {_cell(title)}"
    for block in told:
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
