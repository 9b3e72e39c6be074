"""Results as a workbook: the class's table, every exercise, every point that was lost."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from hotline_tui.cli.telling import local
from hotline_tui.practice.analysis import Result
from hotline_tui.practice.recording import clock
from hotline_tui.services.practice_book import ExerciseRow


def workbook(table: Sequence[Result], rows: Sequence[ExerciseRow]) -> bytes:
    """The bytes of an xlsx file."""
    book = Workbook(write_only=True)
    _sheet(
        book,
        "成绩",
        ("工号", "姓名", "情景", "题目", "最好", "历次", "及格分", "及格"),
        (
            (one.workno, one.name, one.scenario, one.title, one.best, one.progress,
             one.pass_mark, "是" if one.passed else "否")
            for one in table
        ),
    )  # fmt: skip
    _sheet(
        book,
        "练习",
        ("练习", "工号", "姓名", "情景", "题目", "得分", "开始", "交卷"),
        (
            (one.id[:8], one.workno, one.name, one.scenario, one.title, one.points,
             local(one.started_at), local(one.ended_at))
            for one in rows
        ),
    )  # fmt: skip
    _sheet(
        book,
        "失分",
        ("练习", "工号", "情景", "时刻", "条款", "分", "应当", "原因"),
        (
            (one.id[:8], one.workno, one.scenario,
             "" if mark["at"] is None else clock(mark["at"]),
             mark["clause"], mark["points"], mark["wanted"], mark["lost"])
            for one in rows
            for mark in one.marks
            if mark["lost"]
        ),
    )  # fmt: skip
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _sheet(
    book: Workbook, title: str, headings: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    sheet = book.create_sheet(title)
    sheet.append(list(headings))
    for row in rows:
        cells = [WriteOnlyCell(sheet, one) for one in row]
        for cell in cells:
            if isinstance(cell.value, str):
                cell.data_type = "s"  # what begins with = stays the text that it is
        sheet.append(cells)
