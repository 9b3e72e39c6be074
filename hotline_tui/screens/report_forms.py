"""Reports made, written and sent, asked for in short forms. Clause: 6.3.2.1.1, 6.3.2.2."""

from __future__ import annotations

from asyncio import CancelledError
from collections.abc import Mapping
from functools import partial

from textual.screen import Screen

from hotline_tui.kb.lookup import Choice
from hotline_tui.screens.base import DeskScreen
from hotline_tui.screens.guided import Came, Values, guided
from hotline_tui.screens.guided_blanks import Blank, Sort, chosen
from hotline_tui.services import report_export, reporting, waiving
from hotline_tui.services.desk import Desk
from hotline_tui.services.reporting import NewReport, ReportRow
from hotline_tui.services.waiving import WaiverRow
from hotline_tui.standard.periods import Period
from hotline_tui.standard.refusal import Fault, Refused
from hotline_tui.standard.reports import Part, ReportKind

FIGURES = "数字取自此刻的数据，以后不变；文字在审定以前可以修改。"
PERSONAL = "不写诉求人姓名、电话、证件号码。"
FORMATS = "以 .docx、.xlsx（带图表）或 .md 结尾；不覆盖已有的文件。"
APPROVED = "审定的报告才能报送；紧急信息报告须在登记后 2 小时内报送。"

WAIVED = "由另一人审定以前，2 小时时限照走。"


def _of_emergency(texts: Mapping[str, str]) -> bool:
    return texts.get("kind") == ReportKind.EMERGENCY.value


def _of_period(texts: Mapping[str, str]) -> bool:
    return not _of_emergency(texts)


def _of_matter(texts: Mapping[str, str]) -> bool:
    kind = chosen(ReportKind, texts.get("kind"))
    return kind is not None and kind.of_one_matter


async def made(screen: DeskScreen, period: Period, ticket: str = "") -> ReportRow | None:
    """Say which report is to be made."""
    kinds = [Choice(one.value, f"{one.label} {one.clause}") for one in ReportKind]
    first = ReportKind.EMERGENCY if ticket else ReportKind.PERIODIC
    blanks = (
        Blank("kind", "种类", Sort.CHOICE, kinds, first.value, required=True),
        Blank("period", "时段", value=period.text, wanted=_of_period),
        Blank("matter", "事项（分类编码）", required=True, wanted=_of_matter),
        Blank("ticket", "工单编号", value=ticket, required=True, wanted=_of_emergency),
    )

    def make(desk: Desk, values: Values) -> ReportRow:
        kind = chosen(ReportKind, values["kind"])
        if kind is None:
            raise Refused(Fault("kind", "6.3.2.2", "请选择报告的种类"))
        named = {name: values.get(name, "") for name in ("period", "matter", "ticket")}
        return reporting.make(desk, NewReport(kind, **named), partial(_tell, screen.app.screen))

    return await guided(screen, "编制报告", blanks, make, FIGURES)


def _tell(form: Screen[object], done: int, of: int) -> None:
    """Show in its form how far a report is, and stop making it once the form was left."""
    if not form.post_message(Came(done, of)):
        raise CancelledError


def _sort(part: Part) -> Sort:
    return Sort.LINE if part.short else Sort.PROSE


async def written(screen: DeskScreen, row: ReportRow) -> ReportRow | None:
    """Write the texts of a report."""
    blanks = [
        Blank(one.name, one.label, _sort(one), (), row.texts.get(one.name, ""), one.required)
        for one in row.kind.parts
    ]

    def write(desk: Desk, values: Values) -> ReportRow:
        return reporting.write(desk, row.id, values, row.version)

    return await guided(screen, f"第 {row.id} 号报告　文字", blanks, write, PERSONAL)


async def sent(screen: DeskScreen, row: ReportRow) -> ReportRow | None:
    """Say to whom a report has been sent."""
    blanks = (Blank("to", "报送单位", value="市政府办公厅", required=True),)

    def send(desk: Desk, values: Values) -> ReportRow:
        return reporting.send(desk, row.id, values["to"], row.version)

    return await guided(screen, f"报送第 {row.id} 号报告", blanks, send, APPROVED)


async def exported(screen: DeskScreen, row: ReportRow) -> str | None:
    """Say where a report is to be written to; the ending says as what."""
    blanks = (Blank("path", "文件", value=f"{row.title.replace('/', '-')}.docx", required=True),)

    def export(desk: Desk, values: Values) -> str:
        return str(report_export.export(desk, row.id, values["path"]))

    return await guided(screen, f"导出第 {row.id} 号报告", blanks, export, FORMATS)


async def waived(screen: DeskScreen, number: str) -> WaiverRow | None:
    """Say why an emergency needs no report. Clause: 6.3.2.1.1."""
    blanks = (Blank("reason", "理由", Sort.PROSE, required=True),)

    def waive(desk: Desk, values: Values) -> WaiverRow:
        return waiving.waive(desk, number, values["reason"])

    return await guided(screen, f"不需报送　{number}", blanks, waive, WAIVED)


async def waiver_decided(screen: DeskScreen, number: str, reason: str) -> WaiverRow | None:
    """Decide whether an emergency needs no report. Clause: 6.3.2.1.1."""
    blanks = (
        Blank("granted", "同意不报送", Sort.FLAG, required=True),
        Blank("decision", "理由", Sort.PROSE),
    )

    def decide(desk: Desk, values: Values) -> WaiverRow:
        return waiving.decide(desk, number, values["granted"], values["decision"])

    return await guided(screen, f"审定不需报送　{number}", blanks, decide, f"提出的理由：{reason}")
