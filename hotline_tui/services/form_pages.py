"""The form of Appendix D as files that people print: HTML and docx. Clause: 5.2.3.2, D.1."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from html import escape
from io import BytesIO
from typing import Any

from hotline_tui.services.form import TITLE, FormField, FormRow
from hotline_tui.services.paper import paper

_STYLE = """
@page { size: A4; margin: 20mm; }
body { font-family: "Noto Serif CJK SC", "SimSun", serif; font-size: 10.5pt; margin: 0; }
h1 { font-size: 16pt; text-align: center; letter-spacing: .3em; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; }
th, td { border: 1px solid #000; padding: 4pt 6pt; text-align: left; vertical-align: top; }
th { font-weight: normal; width: 19%; }
td { overflow-wrap: anywhere; white-space: pre-wrap; }
td.tall { height: 60mm; }
tr { break-inside: auto; }
"""


def plain(text: str) -> str:
    """Text for paper: what is hidden, or turns the direction of reading, becomes visible."""
    return "".join(
        f"⟨U+{ord(char):04X}⟩"
        if char != "\n" and unicodedata.category(char) in ("Cc", "Cf", "Cs", "Cn")
        else char
        for char in text
    )


def html(number: str, rows: Sequence[FormRow]) -> str:
    """One page of HTML that a browser prints on A4, also into a PDF; no script, nothing remote."""
    table = "\n".join(f"<tr>{''.join(_cells(row))}</tr>" for row in rows)
    title = f"{TITLE} {escape(plain(number))}"
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"<h1>{TITLE}</h1>\n<table>\n{table}\n</table>\n</body>\n</html>\n"
    )


def _cells(row: FormRow) -> list[str]:
    if len(row) == 1 and row[0].tall:
        label, text = escape(row[0].label), escape(plain(row[0].text))
        return [f'<td class="tall" colspan="4">{label}：\n{text}</td>']
    span = ' colspan="3"' if len(row) == 1 else ""
    return [f"<th>{escape(one.label)}</th><td{span}>{escape(plain(one.text))}</td>" for one in row]


def docx(number: str, rows: Sequence[FormRow]) -> bytes:
    """The form as a Word document."""
    document = paper(f"{TITLE} {plain(number)}")
    document.add_paragraph(TITLE, style="Title")
    table = document.add_table(rows=len(rows), cols=4, style="Table Grid")
    for row, cells in zip(rows, (one.cells for one in table.rows), strict=True):
        for cell, text in zip(_joined(row, cells), _texts(row), strict=True):
            cell.text = text
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _joined(row: FormRow, cells: Sequence[Any]) -> Sequence[Any]:
    """The cells of a row, joined where a field takes more than one."""
    if len(row) == 2:
        return cells
    if row[0].tall:
        return (cells[0].merge(cells[3]),)
    return (cells[0], cells[1].merge(cells[3]))


def _texts(row: FormRow) -> list[str]:
    if row[0].tall:
        return [_below(row[0])]
    return [text for one in row for text in (one.label, plain(one.text))]


def _below(field: FormField) -> str:
    return f"{field.label}：\n{plain(field.text)}"
