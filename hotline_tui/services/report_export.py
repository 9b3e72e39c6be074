"""A report as a file on this machine: Markdown, Word or a workbook, by the ending of its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from hotline_tui.services.desk import Desk
from hotline_tui.services.handing_out import hand_out
from hotline_tui.services.report_book import xlsx
from hotline_tui.services.report_files import markdown
from hotline_tui.services.report_word import docx
from hotline_tui.services.reporting import ReportRow, show


def _markdown(report: ReportRow) -> bytes:
    return markdown(report).encode()


WRITTEN: Mapping[str, Callable[[ReportRow], bytes]] = {
    ".docx": docx,
    ".xlsx": xlsx,
    ".md": _markdown,
}
"""What each ending means."""


def export(desk: Desk, key: int, path: str) -> Path:
    """Write a report into a new file; where. Raises `Refused` where that cannot be."""
    return hand_out(path, WRITTEN, lambda: show(desk, key))
