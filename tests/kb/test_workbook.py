"""Spreadsheets that unpack to more than any memory holds are refused before they do."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO

import openpyxl
import pytest

from hotline_tui.kb import workbook

Change = Callable[[str, bytes], bytes]


def sheet(**cells: object) -> bytes:
    book = openpyxl.Workbook()
    assert book.active is not None
    for place, value in cells.items():
        book.active[place] = value
    data = BytesIO()
    book.save(data)
    return data.getvalue()


def changed(data: bytes, change: Change) -> bytes:
    """A workbook with its parts changed."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(made, "w", 8) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return made.getvalue()


def long_text() -> bytes:
    """One text of a megabyte that six hundred cells share."""
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 601))
    texts = f"<sst><si><t>{'x' * (1 << 20)}</t></si></sst>"

    def shared(name: str, part: bytes) -> bytes:
        return f"<sheetData>{rows}</sheetData>".encode() if "sheet1" in name else part

    data = BytesIO(changed(sheet(A1="x"), shared))
    with zipfile.ZipFile(data, "a", 8) as packed:
        packed.writestr("xl/sharedStrings.xml", texts)
    return data.getvalue()


def spaces(name: str, part: bytes) -> bytes:
    """A part that packs to nothing and unpacks to more than is taken."""
    return part + b" " * (workbook.UNPACKED + 1) if name.endswith("sheet1.xml") else part


def test_rows_are_counted_as_a_person_counts_them() -> None:
    assert list(workbook.rows(sheet(B2="甲", C3=2.0)))[1:] == [["甲", ""], ["", "2"]]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (sheet(A1="x", XFD1048576="y"), "1048576行16384列"),
        (long_text(), "文字共有"),
        (changed(sheet(A1="x"), spaces), "展开后有"),
        (sheet(A1="x")[:-200], "打不开"),
        (b"PK\x03\x04" + b"x" * 100, "打不开"),
        (b"\xd0\xcf\x11\xe0" + b"0" * 600, "打不开"),
        (b"<html>", "不是xlsx"),
        (b"", "不是xlsx"),
        (sheet(), "空的"),
    ],
    ids=["corners", "shared", "packed", "cut", "junk", "old junk", "page", "nothing", "empty"],
)
def test_what_is_none_or_too_much_is_refused_with_a_sentence(data: bytes, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        list(workbook.rows(data))


def test_a_part_that_says_it_is_smaller_than_it_is_is_refused() -> None:
    data = changed(sheet(A1="x"), lambda name, part: part + b" " * 100_000)
    with zipfile.ZipFile(BytesIO(data)) as packed:
        size = packed.getinfo("xl/worksheets/sheet1.xml").file_size
    lying = data.replace(size.to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    with pytest.raises(ValueError, match="打不开"):
        list(workbook.rows(lying))
