"""`hotline ticket form`: the form of Appendix D as text, HTML or a Word document. Clause: D.1."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from typing import Annotated

import typer
from rich.cells import cell_len

from hotline_tui.cli.seat import seated
from hotline_tui.cli.telling import put
from hotline_tui.services import archiving, form_pages
from hotline_tui.services.form import TITLE, FormRow, form
from hotline_tui.services.unmasking import unmask
from hotline_tui.widgets.folding import folds
from hotline_tui.widgets.plain import visible

LABEL, TEXT = 14, 24
"""Cells of a label's and of a text's column."""

WHOLE = 2 * (LABEL + TEXT + 2) - 1
"""Cells between the outer lines of the table: 81 with them, which every printer takes."""


class Format(StrEnum):
    """What a form is written as."""

    TEXT = "text"
    HTML = "html"
    DOCX = "docx"


def ticket_form(
    ctx: typer.Context,
    number: Annotated[str, typer.Argument(metavar="NUMBER", help="工单编号")],
    written: Annotated[
        Format, typer.Option("--format", help="text、html（可打印为 PDF）、docx")
    ] = Format.TEXT,
    reason: Annotated[
        str | None, typer.Option("--unmask", metavar="理由", help="显示诉求人完整信息，理由会留痕")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="写到文件；不写则到标准输出")
    ] = None,
) -> None:
    """附录 D 的诉求工单样式。诉求人信息隐去，除非写明理由。"""
    with seated(ctx) as desk:
        claimant = unmask(desk, number, reason) if reason is not None else None
        archiving.note_look(desk, number)
        rows = form(desk, number, claimant)
    if written is Format.TEXT:
        content = "\n".join((TITLE, *text_lines(rows))) + "\n"
    elif written is Format.HTML:
        content = form_pages.html(number, rows)
    else:
        put(form_pages.docx(number, rows), out)
        return
    put(content.encode(), out)


# ---- as text ------------------------------------------------------------------------------


def text_lines(rows: Sequence[FormRow]) -> Iterator[str]:
    """The form as a table of lines."""
    yield "─" * WHOLE
    for row in rows:
        yield from _row(row)
        yield "─" * WHOLE


def _row(row: FormRow) -> Iterator[str]:
    if row[0].tall:
        yield f"{row[0].label}："
        yield from _folded(row[0].text, WHOLE)
        return
    width = TEXT if len(row) == 2 else WHOLE - LABEL - 1
    columns: list[list[str]] = []
    for one in row:
        columns += [list(_folded(one.label, LABEL)), list(_folded(one.text, width))]
    widths = [LABEL, width] * len(row)
    for nth in range(max(len(column) for column in columns)):
        cells = (column[nth] if nth < len(column) else "" for column in columns)
        padded = (
            text + " " * (width - cell_len(text)) for text, width in zip(cells, widths, strict=True)
        )
        yield " ".join(padded).rstrip()


def _folded(text: str, width: int) -> Iterator[str]:
    for line in visible(text, multiline=True).split("\n"):
        yield from (line[start:end] for start, end in pairwise([0, *folds(line, width), len(line)]))
