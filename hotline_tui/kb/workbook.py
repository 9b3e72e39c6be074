"""The rows of a spreadsheet as texts, within bounds.

A small file can unpack to more than any memory holds: by what is packed, by two cells in opposite
corners, by one long text that a million cells share. All of it is measured piece by piece before
anything is built; what is too much is refused with a sentence.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from typing import IO

from python_calamine import CalamineError, CalamineWorkbook, ZipError

LARGEST = 64 * 1024 * 1024
"""Bytes of a file."""

UNPACKED = 512 * 1024 * 1024
"""Bytes that its parts may have, unpacked."""

CELLS = 6_000_000
"""Cells from the first to the last one of a sheet, empty ones too: 200 000 rows of 30 columns."""

_PACKED, _OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_PIECE = 1024 * 1024
_OVERLAP = 256  # bytes kept of a piece, so that no cell is cut in two
_CELL = re.compile(rb"r\s*=\s*[\"']\$?([A-Za-z]{1,3})\$?(\d{1,7})[\"']")
_SHARED = re.compile(rb"t\s*=\s*[\"']s[\"'][^>]*>\s*<(?:\w+:)?v>\s*(\d+)")
_STRING = re.compile(rb"<(?:\w+:)?si[\s>].*?</(?:\w+:)?si>", re.DOTALL)
_STRINGS = re.compile(rb"<(?:\w+:)?sst[\s>]")
_BROKEN = "电子表格打不开：可能已损坏，或加了密码。"


def rows(data: bytes) -> Iterator[list[str]]:
    """The rows of the first sheet that has any, as they are asked for.

    Raises ValueError with a sentence for what is no spreadsheet, or too much of one.
    """
    if len(data) > LARGEST:
        raise ValueError(f"文件有{len(data) >> 20}兆，太大了。")
    if not data.startswith((_PACKED, _OLD)):
        raise ValueError("这不是xlsx表格文件；如果是CSV或网页，请用表格软件另存为xlsx。")
    measure(data)
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            if sheet.end is not None:
                yield from ([_text(cell) for cell in row] for row in sheet.iter_rows())
                return
    except (CalamineError, ZipError, OSError) as broken:
        raise ValueError(_BROKEN) from broken
    raise ValueError("表格是空的。")


def _text(cell: object) -> str:
    """A cell as a person sees it: no `.0` behind a number, days as ISO."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return "" if cell is None else str(cell)


def measure(data: bytes) -> None:
    """Raise ValueError with a sentence where a workbook unpacks to too much.

    Names of parts are the file's own affair, so that each is taken for a sheet and for the texts.
    """
    if not data.startswith(_PACKED):
        return
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            parts = packed.infolist()
            size = sum(part.file_size for part in parts)
            if size > UNPACKED:
                raise ValueError(f"表格展开后有{size >> 20}兆，太大了，请分成几份。")
            shared: Counter[int] = Counter()
            lengths: list[int] = []
            for part in parts:
                with packed.open(part) as source:  # reads no more than is declared
                    lengths += _measure_part(source, shared)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, zlib.error, EOFError) as broken:
        raise ValueError(_BROKEN) from broken
    told = sum(lengths[at] * times for at, times in shared.items() if at < len(lengths))
    if told > UNPACKED:
        raise ValueError(f"表格里的文字共有{told >> 20}兆，太大了，请分成几份。")


def _measure_part(source: IO[bytes], shared: Counter[int]) -> list[int]:
    """Count in `shared` how often each common text stands in a part; the lengths of those in it."""
    last_column = last_row = 0
    rest, begin = b"", source.read(_PIECE)
    if _STRINGS.search(begin):
        return [len(one) for one in _STRING.findall(begin + source.read())]
    piece = begin
    while piece:
        window = rest + piece
        whole = window.rfind(b"<", 0, len(window)) if len(piece) == _PIECE else len(window)
        whole = max(whole, len(window) - _OVERLAP)
        for column, row in _CELL.findall(window, 0, whole):
            last_column = max(last_column, _column(column))
            last_row = max(last_row, int(row))
        shared.update(int(at) for at in _SHARED.findall(window, 0, whole))
        rest, piece = window[whole:], source.read(_PIECE)
    if last_column * last_row > CELLS:
        told = f"表格从第一格到最后一格有{last_row}行{last_column}列，太大了"
        raise ValueError(f"{told}；多半是远处有多余的格子，请删去后再导入。")
    return []


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number
