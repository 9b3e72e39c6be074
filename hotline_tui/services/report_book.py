"""A report as a workbook: its figures as numbers, drawn in charts of the workbook's own.

Clause: 6.3.1.1, 6.3.2.2.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

from hotline_tui.services.figures import SECTIONS
from hotline_tui.services.form_pages import plain
from hotline_tui.services.report_files import settled
from hotline_tui.services.report_pages import Table, blocks, notes, summary
from hotline_tui.services.reporting import ReportRow
from hotline_tui.standard.assessment import Group
from hotline_tui.standard.figures import Rate
from hotline_tui.standard.reports import ReportKind

DRAWN = 10
"""So many bars a chart has at most."""

IN_A_LINE, LINE_HIGH = 45, 16
"""So many characters of a text go into a line of the first sheet, which is so many points high."""


def xlsx(report: ReportRow) -> bytes:
    """The workbook: what the report says, then a sheet for each section, with its chart."""
    from openpyxl import Workbook

    book = Workbook()
    book.properties.creator, book.properties.title = "", plain(report.title)
    book.properties.created = book.properties.modified = report.at.replace(tzinfo=None)
    book.remove(book.worksheets[0])
    _first(book.create_sheet("概况"), report)
    if report.kind is not ReportKind.EMERGENCY:
        _trend(book.create_sheet("走势"), report.figures["trend"])
        named = {SECTIONS[name][0]: report.figures["sections"][name] for name in SECTIONS}
        named |= {
            "派单高频问题": report.figures["sent"]["problems"],
            "派单高频区域": report.figures["sent"]["areas"],
        }
        for title, of in named.items():
            _section(book.create_sheet(title), title, of)
    if "assessment" in report.figures:
        _units(book.create_sheet("承办单位考评"), report.figures["assessment"])
    written = BytesIO()
    book.save(written)
    return settled(written.getvalue(), report.at)


def _safe(text: str) -> str:
    """Text for a cell: never a formula."""
    shown = plain(text)
    return f"'{shown}" if shown[:1] in ("=", "+", "-", "@", "\t") else shown


def _first(sheet: Any, report: ReportRow) -> None:
    sheet.append([_safe(report.title)])
    if report.kind is ReportKind.EMERGENCY:
        for block in blocks(report):
            if not isinstance(block, Table):
                sheet.append([_safe(block.text)])
    else:
        sheet.append([_safe(summary(report))])
        for part in report.kind.parts:
            if text := report.texts.get(part.name):
                sheet.append([part.label])
                sheet.append([_safe(text)])
        for note in notes(report):
            sheet.append([_safe(note)])
    _fit(sheet, [100])
    from openpyxl.styles import Alignment, Font

    for (cell,) in sheet.iter_rows(max_col=1):
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        # Not every program makes a row as high as its text when it opens a file.
        lines = sum(-(-len(one) // IN_A_LINE) or 1 for one in str(cell.value or "").splitlines())
        sheet.row_dimensions[cell.row].height = LINE_HIGH * max(1, lines)
    sheet.row_dimensions[1].height = 2 * LINE_HIGH
    sheet["A1"].font = Font(bold=True, size=14)


def _section(sheet: Any, title: str, of: Sequence[Mapping[str, Any]]) -> None:
    from openpyxl.chart import BarChart, Reference
    from openpyxl.styles import Alignment

    sheet.append([title, "件数", "占比", "上期", "上年同期", "主要"])
    for one in of:
        share = one["count"] / one["whole"] if one["whole"] else None
        sheet.append(
            [_safe(one["name"]), one["count"], share, one["before"], one["last_year"],
             _safe(one["about"])]
        )  # fmt: skip
        sheet.cell(sheet.max_row, 3).number_format = "0.0%"
        sheet.cell(sheet.max_row, 6).alignment = Alignment(horizontal="left", indent=1)
    _fit(sheet, [38, 10, 10, 10, 10, 60])
    if not any(one["count"] or one["before"] or one["last_year"] for one in of):
        return  # an empty chart says less than none
    last = min(len(of), DRAWN) + 1
    chart = BarChart()
    chart.type, chart.title, chart.height, chart.width = "bar", title, 10, 22
    for column in (2, 4, 5):
        numbers = Reference(sheet, min_col=column, min_row=1, max_row=last)
        chart.add_data(numbers, titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=1, min_row=2, max_row=last))
    _axes(chart)
    chart.x_axis.scaling.orientation = "maxMin"  # the first on top, as in the table
    sheet.add_chart(chart, f"A{len(of) + 4}")
    sheet.page_setup.fitToHeight = 1  # the chart with its figures


def _trend(sheet: Any, of: Mapping[str, Any]) -> None:
    from openpyxl.chart import LineChart, Reference

    sheet.append(["时间", "本期", "上期", "上年同期"])
    series = [of["now"], of["before"], of["last_year"]]
    for nth, step in enumerate(of["steps"]):
        counts = [one[nth] if nth < len(one) else None for one in series]
        sheet.append([step, *counts])
    _fit(sheet, [12, 10, 10, 10])
    if not any(map(any, series)):
        return
    chart = LineChart()
    chart.title, chart.height, chart.width = "受理量走势", 11, 20
    last = len(of["steps"]) + 1
    chart.add_data(
        Reference(sheet, min_col=2, max_col=4, min_row=1, max_row=last), titles_from_data=True
    )
    chart.set_categories(Reference(sheet, min_col=1, min_row=2, max_row=last))
    for line in chart.series:
        line.smooth = False  # between two days nothing was counted
    _axes(chart)
    sheet.add_chart(chart, "F2")


def _units(sheet: Any, of: Mapping[str, Any]) -> None:
    from openpyxl.styles import Alignment

    groups = {one.value: one.label for one in Group}
    heads = ["组", "名次", "单位", "得分", "上期得分", "含剔除、挂账得分"]
    for rate in Rate:
        heads += [f"{rate.label}分子", f"{rate.label}分母", rate.label]
    sheet.append(heads)
    ordered = sorted(
        of["units"], key=lambda one: (list(groups).index(one["group"]) if one["group"] in groups
                                      else len(groups), one["rank"] or 10**6, one["code"]),
    )  # fmt: skip
    for one in ordered:
        row = [groups.get(one["group"], "不在册"), one["rank"], _safe(one["name"]), one["score"],
               one["score_before"], one["score_of_all"]]  # fmt: skip
        for rate in Rate:
            part, whole = one["rates"][rate.value]
            row += [part, whole, part / whole if whole else None]
        sheet.append(row)
        for nth in range(len(Rate)):
            sheet.cell(sheet.max_row, 9 + 3 * nth).number_format = "0.0%"
        for column in (4, 5, 6):
            sheet.cell(sheet.max_row, column).number_format = "0.00"
    _fit(sheet, [18, 5, 30, 8, 8, 9, *[8] * (3 * len(Rate))])
    for cell in sheet[1]:
        cell.alignment = Alignment(wrap_text=True, horizontal="center", vertical="center")
    sheet.row_dimensions[1].height = 3 * LINE_HIGH
    sheet.freeze_panes = "D2"


def _axes(chart: Any) -> None:
    # Without this LibreOffice and newer Excel hide both axes of openpyxl's charts.
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.legend.position = "b"


def _fit(sheet: Any, widths: Sequence[float]) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    for nth, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(nth)].width = width
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    page = sheet.page_setup
    page.orientation, page.paperSize = "landscape", sheet.PAPERSIZE_A4
    page.fitToWidth, page.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"
    sheet.oddFooter.center.text = "第 &P 页　共 &N 页"
