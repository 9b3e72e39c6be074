"""Files of rows as they come: spreadsheets, CSV in any usual form, JSON lines or a JSON list.

Cells are given as they stand; what they mean is for the reader of the rows to say.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import BytesIO, StringIO
from itertools import chain, count
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, ZipError

from hotline_tui.kb.workbook import measure
from hotline_tui.services.document import Malformed, decoded

Cell = str | int | float | datetime | date

LARGEST = 256 * 1024 * 1024
"""Largest file that is read, in bytes: reading takes several times as much memory."""

MOST_COLUMNS = 1000
"""So many columns are read: no list of tickets has a tenth of them."""

_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_BOOK_NAMES = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
_DELIMITERS = (",", "\t", ";", "|")
_HEADER_WITHIN = 10  # rows in which the headings are looked for


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its place in the file as a person counts (from 1), and its cells by column."""

    place: int
    cells: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The columns of a file, in their order, and its rows; empty rows are left out."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def read(name: str, data: bytes) -> Sheet:
    """The rows of a file. Raises `Malformed` with a sentence for what is none."""
    if len(data) > LARGEST:
        raise Malformed(f"文件有 {len(data) >> 20} 兆，太大了，请分成几份")
    if data.startswith(_WORKBOOKS):
        return _tabulated(_workbook(data))
    if name.lower().endswith(_BOOK_NAMES):
        raise Malformed(f"{name} 不是电子表格：名字像表格，内容不是；请用表格软件另存为 xlsx")
    if b"\x00" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Malformed(f"{name} 不是文本文件，也不是 xlsx 电子表格")
    text = _text(data)
    if not text.strip():
        raise Malformed(f"{name} 是空的")
    if text.lstrip()[0] in "[{":
        return _objects(text)
    return _tabulated(_separated(text))


def _text(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError:
            raise Malformed("文件的编码像是 UTF-16，但读不出来") from None
    return decoded(data)


def _workbook(data: bytes) -> list[tuple[int, Sequence[Any]]]:
    """The rows of the first sheet that has any."""
    try:
        measure(data)
    except ValueError as wrong:
        raise Malformed(str(wrong).rstrip("。")) from None
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        for sheet in book.sheet_names:
            rows = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
            if any(cell not in ("", None) for row in rows for cell in row):
                return list(enumerate(rows, 1))
    except (CalamineError, ZipError, OSError) as broken:
        raise Malformed("电子表格打不开：可能已损坏、加了密码，或其实是别的文件") from broken
    raise Malformed("电子表格是空的")


def _separated(text: str) -> list[tuple[int, Sequence[Any]]]:
    """The rows of a CSV, divided by what divides its first line most often."""
    first = text.lstrip().splitlines()[0]
    delimiter = max(_DELIMITERS, key=first.count)
    before = csv.field_size_limit(len(text) + 1)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=False)
    rows: list[tuple[int, Sequence[Any]]] = []
    try:
        start = 1
        for row in reader:
            rows.append((start, row))
            start = reader.line_num + 1
    except csv.Error as error:
        raise Malformed(f"CSV 第 {reader.line_num} 行读不出来：{error}") from None
    finally:
        csv.field_size_limit(before)
    return rows


def _tabulated(rows: Iterable[tuple[int, Sequence[Any]]]) -> Sheet:
    """Rows under the row of headings, which is the first with as many cells as any near it."""
    filled = [(place, row) for place, row in rows if any(_said(cell) for cell in row)]
    if not filled:
        raise Malformed("文件里没有内容")
    near = filled[:_HEADER_WITHIN]
    widest = max(_width(row) for _, row in near)
    top = next(index for index, (_, row) in enumerate(near) if 2 * _width(row) > widest)
    columns = _headings(filled[top][1])
    return Sheet(
        tuple(columns.values()),
        tuple(
            Row(place, {columns[at]: _cell(cell) for at, cell in enumerate(row) if at in columns})
            for place, row in filled[top + 1 :]
        ),
    )


def _width(row: Sequence[Any]) -> int:
    return sum(1 for cell in row if _said(cell))


def _headings(row: Sequence[Any]) -> dict[int, str]:
    """Columns by their place; one whose heading is taken gets a number behind it."""
    if len(row) > MOST_COLUMNS:
        raise Malformed(f"表头有 {len(row)} 列，最多 {MOST_COLUMNS} 列")
    found: dict[int, str] = {}
    taken: set[str] = set()
    for at, cell in enumerate(row):
        heading = " ".join(str(cell).split()) if _said(cell) else ""
        if heading:
            numbered = (f"{heading}#{number}" for number in count(2))
            name = next(one for one in chain([heading], numbered) if one not in taken)
            taken.add(name)
            found[at] = name
    return found


def _objects(text: str) -> Sheet:
    """The rows of a JSON list, or of a JSON object a line."""
    rows = tuple(_listed(text) if text.lstrip().startswith("[") else _lines(text))
    columns = dict.fromkeys(column for row in rows for column in row.cells)
    return Sheet(tuple(columns), rows)


def _listed(text: str) -> Iterator[Row]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Malformed(f"不是有效的 JSON：{_wrong(error)}") from None
    for place, given in enumerate(found, 1):
        yield Row(place, _flat(given, place))


def _lines(text: str) -> Iterator[Row]:
    # Not `splitlines`: a letter may hold U+2028 and its like, which JSON lets stand.
    for place, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            given = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise Malformed(f"第 {place} 行不是有效的 JSON：{_wrong(error)}") from None
        yield Row(place, _flat(given, place))


def _wrong(error: ValueError | RecursionError) -> str:
    """What is wrong with JSON."""
    if isinstance(error, json.JSONDecodeError):
        return f"第 {error.lineno} 行第 {error.colno} 列附近"
    # Python refuses to read numbers of thousands of digits
    return "嵌套太深" if isinstance(error, RecursionError) else "数字太长"


def _flat(given: Any, place: int, prefix: str = "") -> dict[str, Cell]:
    """An object's values by their dotted keys."""
    if not isinstance(given, dict):
        raise Malformed(f"第 {place} 行应是一个 JSON 对象：{{ … }}")
    cells: dict[str, Cell] = {}
    for key, value in given.items():
        if isinstance(value, dict):
            cells |= _flat(value, place, f"{prefix}{key}.")
        else:
            cells[prefix + key] = _cell(value)
    return cells


def _said(cell: Any) -> bool:
    return cell is not None and str(cell).strip() != ""


def _cell(cell: Any) -> Cell:
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, str | int | float | datetime | date):
        return cell
    if isinstance(cell, time | timedelta):
        return str(cell)
    if isinstance(cell, list):
        return "/".join(str(part) for part in cell)
    return "" if cell is None else str(cell)
