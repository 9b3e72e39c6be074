"""The files of every kind of report open elsewhere: in LibreOffice, and by the rules of OOXML."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree

from hotline_tui.services import demo
from hotline_tui.services.report_book import xlsx
from hotline_tui.services.report_word import docx
from hotline_tui.services.reporting import NewReport, ReportRow, make
from hotline_tui.standard.record import Emergency
from hotline_tui.standard.reports import ReportKind
from hotline_tui.standard.vocabulary import Kind, Urgency
from tests.office import Office, matter, registered

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture
def reports(sqlite_office: Office) -> tuple[ReportRow, ...]:
    """One of each kind, and one of a month in which there was nothing."""
    desk = sqlite_office.owner
    demo.past(desk, 1)
    fire = matter(
        Kind.HELP, Urgency.EMERGENCY, name="王建国", place="春晓里5号楼", course="楼道起火。",
        emergency=Emergency(state="正在疏散", extent="一个单元", harm="一人受伤"),
    )  # fmt: skip
    number = registered(desk, fire).number
    month = [
        make(desk, NewReport(kind, "2026-10", "100103" if kind.of_one_matter else ""))
        for kind in ReportKind
        if kind is not ReportKind.EMERGENCY
    ]
    emergency = make(desk, NewReport(ReportKind.EMERGENCY, ticket=number))
    return (*month, emergency, make(desk, NewReport(ReportKind.PERIODIC, "2025-02")))


def _files(reports: tuple[ReportRow, ...]) -> Iterator[tuple[str, bytes]]:
    for nth, report in enumerate(reports):
        yield f"{nth}_{report.kind.value}.docx", docx(report)
        yield f"{nth}_{report.kind.value}.xlsx", xlsx(report)


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not installed")
@pytest.mark.clause("6.3.2.2")
def test_libreoffice_opens_every_report_and_prints_it(
    reports: tuple[ReportRow, ...], tmp_path: Path
) -> None:
    names = []
    for name, content in _files(reports):
        # Workbooks of all kinds of a period have the same sheets: one of them stands for all.
        if name.endswith(".docx") or "periodic" in name or "emergency" in name:
            (tmp_path / name).write_bytes(content)
            names.append(name)
    home = f"-env:UserInstallation=file://{tmp_path}/profile"
    for ending in ("docx", "xlsx"):
        mine = [str(tmp_path / one) for one in names if one.endswith(ending)]
        out = str(tmp_path / ending)
        command = [str(OFFICE), home, "--headless", "--convert-to", "pdf", "--outdir", out, *mine]
        subprocess.run(command, check=True, capture_output=True)
        for one in mine:
            printed = (tmp_path / ending / Path(one).name).with_suffix(".pdf")
            assert printed.read_bytes().startswith(b"%PDF"), one


@pytest.mark.clause("6.3.2.2")
def test_every_part_is_declared_well_formed_and_found_by_who_refers_to_it(
    reports: tuple[ReportRow, ...],
) -> None:
    for name, content in _files(reports):
        with ZipFile(BytesIO(content)) as file:
            assert file.testzip() is None
            names = set(file.namelist())
            assert len(names) == len(file.namelist()), name
            parts = {one: etree.fromstring(file.read(one)) for one in names if _is_xml(one)}
        declared = parts["[Content_Types].xml"]
        endings = {one.get("Extension") for one in declared.iter(f"{TYPES}Default")}
        overridden = {one.get("PartName") for one in declared.iter(f"{TYPES}Override")}
        assert overridden <= {f"/{one}" for one in names}
        for one in names - {"[Content_Types].xml"}:
            assert f"/{one}" in overridden or one.rpartition(".")[2] in endings, (name, one)
        for one, part in parts.items():
            if one.endswith(".rels"):
                _every_target_is_there(one, part, names)


def _is_xml(name: str) -> bool:
    return name.endswith((".xml", ".rels"))


def _every_target_is_there(of: str, part: etree._Element, names: set[str]) -> None:
    folder = Path("/", of).parent.parent
    for relation in part.iter(RELATIONS):
        if relation.get("TargetMode") != "External":
            target = (folder / str(relation.get("Target"))).resolve()
            assert str(target).lstrip("/") in names, (of, target)


@pytest.mark.clause("6.3.2.2")
def test_tables_of_a_document_are_no_wider_than_its_page_and_repeat_their_heads(
    reports: tuple[ReportRow, ...],
) -> None:
    for report in reports:
        with ZipFile(BytesIO(docx(report))) as file:
            body = etree.fromstring(file.read("word/document.xml"))
            styles = file.read("word/styles.xml").decode()
        assert 'w:eastAsia="zh-CN"' in styles
        (page,) = body.iter(f"{W}pgSz")
        (margin,) = body.iter(f"{W}pgMar")
        room = int(page.get(f"{W}w")) - 2 * int(margin.get(f"{W}left"))
        for table in body.iter(f"{W}tbl"):
            wide = [int(one.get(f"{W}w")) for one in table.iter(f"{W}gridCol")]
            assert sum(wide) <= room
            assert min(wide) > 0
            first, *rest = table.iter(f"{W}tr")
            assert first.find(f"{W}trPr/{W}tblHeader") is not None
            assert {len(row.findall(f"{W}tc")) for row in (first, *rest)} == {len(wide)}


@pytest.mark.clause("6.3.2.2", "6.3.1.1")
def test_charts_draw_figures_that_are_there_and_nothing_says_a_word_of_english(
    reports: tuple[ReportRow, ...],
) -> None:
    *_, emergency, empty = reports
    for report in reports:
        with ZipFile(BytesIO(xlsx(report))) as file:
            charts = [one for one in file.namelist() if one.startswith("xl/charts/chart")]
            assert bool(charts) == (report not in (emergency, empty))
            for one in charts:
                drawn = re.findall(r"<(?:c:)?f>'([^']+)'!", file.read(one).decode())
                assert drawn
        with ZipFile(BytesIO(docx(report))) as file:
            body = etree.fromstring(file.read("word/document.xml"))
        said = "".join(str(one.text) for one in body.iter(f"{W}t"))
        assert re.findall(r"[A-Za-z]{2,}", said) == []
