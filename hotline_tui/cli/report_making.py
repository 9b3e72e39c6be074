"""`hotline report make`, `write`, `approve`, `send`, `export`: reports from draft to sending."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from hotline_tui.cli import documents
from hotline_tui.cli.commands import Verb
from hotline_tui.cli.kb_search import progress
from hotline_tui.cli.lists import Json, Limit, word
from hotline_tui.cli.seat import seated
from hotline_tui.cli.telling import iso, left, local, put, say, say_json, say_table
from hotline_tui.services import report_export, report_files, reporting, waiving
from hotline_tui.services.document import as_text
from hotline_tui.services.reporting import NewReport, ReportRow
from hotline_tui.services.waiving import WaiverRow
from hotline_tui.standard.reports import PARTS, ReportKind


class Format(StrEnum):
    """What a report is written as."""

    MARKDOWN = "md"
    DOCX = "docx"
    XLSX = "xlsx"


Key = Annotated[int, typer.Argument(metavar="ID", help="报告编号")]
Version = Annotated[int | None, typer.Option("--version", metavar="N", help="所见的版本")]


def add_to(app: typer.Typer) -> None:
    """The commands of reports, beside those of figures."""
    app.command("make", cls=Verb)(make)
    app.command("list", cls=Verb)(listed)
    app.command("due", cls=Verb)(due)
    app.command("waive", cls=Verb)(waive)
    app.command("waived", cls=Verb)(waived)
    app.command("show", cls=Verb)(show)
    app.command("write", cls=Verb)(write)
    app.command("approve", cls=Verb)(approve)
    app.command("send", cls=Verb)(send)
    app.command("export", cls=Verb)(export)


def make(
    ctx: typer.Context,
    kind: Annotated[
        str, typer.Argument(metavar="KIND", help="periodic、frequent、special、advice、emergency")
    ],
    period: Annotated[str, typer.Option("--period", metavar="时段", help="如 2026-11")] = "上月",
    matter: Annotated[str, typer.Option("--matter", help="事项：分类编码或其开头")] = "",
    ticket: Annotated[str, typer.Option("--ticket", help="紧急信息报告的工单编号")] = "",
    as_json: Json = False,
) -> None:
    """编制报告：数字取自此刻的数据，文字待写。"""
    wanted = word(ReportKind, kind, "KIND")
    with seated(ctx) as desk:
        wish = NewReport(wanted or ReportKind.PERIODIC, period, matter, ticket)
        row = reporting.make(desk, wish, progress("统计", shown_from=0))
    _tell(row, as_json)


def listed(ctx: typer.Context, limit: Limit = 50, as_json: Json = False) -> None:
    """报告，最新的在前。"""
    with seated(ctx) as desk:
        rows = reporting.reports(desk, limit)
    if as_json:
        say_json({"rows": [_document(one) for one in rows]})
        return
    if not rows:
        say("没有报告")
        return
    say_table(
        ("编号", "状态", "种类", "题目", "编制", "报送时限", "报送"),
        [
            (str(one.id), one.state, one.kind.label, one.title, local(one.at), local(one.due_at),
             f"{local(one.sent_at)} {one.sent_to}{'（超时）' if one.overdue else ''}".strip())
            for one in rows
        ],
    )  # fmt: skip


def due(ctx: typer.Context, as_json: Json = False) -> None:
    """还没有报送的紧急情况，2 小时时限最先到的在前。"""
    with seated(ctx) as desk:
        rows, now = reporting.due(desk), desk.now()
    if as_json:
        found = [
            {"ticket": one.number, "title": one.title, "due_at": iso(one.due_at),
             "remaining_s": int((one.due_at - now).total_seconds()), "report": one.report,
             "waiver": one.waiver or None}
            for one in rows
        ]  # fmt: skip
        say_json({"rows": found})
    elif not rows:
        say("没有待报送的紧急情况")
    else:
        say_table(
            ("工单", "时限", "报告", "状态", "标题", "提出不需报送"),
            [
                (one.number, left(one.due_at, now), str(one.report or ""), one.state, one.title,
                 one.waiver)
                for one in rows
            ],
        )  # fmt: skip


Number = Annotated[str, typer.Argument(metavar="NUMBER", help="工单编号", show_default=False)]


def waive(
    ctx: typer.Context,
    number: Number,
    why: Annotated[str, typer.Argument(metavar="WHY", help="理由", show_default=False)],
    as_json: Json = False,
) -> None:
    """提出一件紧急情况不需报送；由另一人审定以前，2 小时时限照走。"""
    with seated(ctx) as desk:
        row = waiving.waive(desk, number, why)
    _tell_waiver(row, as_json)


def waived(
    ctx: typer.Context,
    number: Number,
    granted: Annotated[bool | None, typer.Option("--yes/--no", help="同意不报送，或不同意")] = None,
    decision: Annotated[str, typer.Option("--reason", help="理由，不同意时必填")] = "",
    as_json: Json = False,
) -> None:
    """审定一件紧急情况是否不需报送。"""
    with seated(ctx) as desk:
        row = waiving.decide(desk, number, granted, decision)
    _tell_waiver(row, as_json)


def _tell_waiver(row: WaiverRow, as_json: bool) -> None:
    if as_json:
        say_json(asdict(row) | {"at": iso(row.at), "decided_at": iso(row.decided_at)})
        return
    say(f"{row.ticket}　{row.state}　{local(row.at)} {row.by}：{row.reason}")
    if row.decided_at:
        say(f"{local(row.decided_at)} {row.decided_by}　{row.decision}".rstrip())


def show(ctx: typer.Context, key: Key, as_json: Json = False) -> None:
    """一份报告的全文（Markdown）。"""
    with seated(ctx) as desk:
        row = reporting.show(desk, key)
    if as_json:
        say_json(_document(row) | {"figures": dict(row.figures)})
    else:
        say(report_files.markdown(row))


def write(
    ctx: typer.Context,
    key: Key,
    source: Annotated[str, typer.Option("--from", metavar="FILE|-", help="文字（JSON）")],
    version: Version = None,
    as_json: Json = False,
) -> None:
    """写报告的文字部分：只写要改的；数字不能改，审定以后不能再改。"""
    data = documents.content(source)
    with seated(ctx) as desk:
        names = {one.name for parts in PARTS.values() for one in parts}
        said = documents.said(data, dict.fromkeys(names, as_text), desk.now())
        row = reporting.write(desk, key, said, version)
    _tell(row, as_json)


def approve(ctx: typer.Context, key: Key, version: Version = None, as_json: Json = False) -> None:
    """审定报告：缺什么，一次说清。"""
    with seated(ctx) as desk:
        row = reporting.approve(desk, key, version)
    _tell(row, as_json)


def send(
    ctx: typer.Context,
    key: Key,
    to: Annotated[str, typer.Option("--to", metavar="单位", help="报送给哪些政府及部门")],
    version: Version = None,
    as_json: Json = False,
) -> None:
    """记录报送：给谁、何时。"""
    with seated(ctx) as desk:
        row = reporting.send(desk, key, to, version)
    _tell(row, as_json)


def export(
    ctx: typer.Context,
    key: Key,
    written: Annotated[
        Format, typer.Option("--format", help="md、docx、xlsx（带图表）")
    ] = Format.DOCX,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="写到文件；不写则到标准输出")
    ] = None,
) -> None:
    """把报告写成文件；同一份报告再写一次，文件完全一样。"""
    with seated(ctx) as desk:
        row = reporting.show(desk, key)
    put(report_export.WRITTEN[f".{written.value}"](row), out)


def _tell(row: ReportRow, as_json: bool) -> None:
    if as_json:
        say_json(_document(row))
        return
    for line in _lines(row):
        say(line)


def _lines(row: ReportRow) -> Iterator[str]:
    due = f"　报送时限 {local(row.due_at)}" if row.due_at else ""
    yield f"第 {row.id} 号报告　{row.state}　{row.title}{due}"
    for part in row.kind.parts:
        text = row.texts.get(part.name, "")
        yield f"{part.label} {part.name}：{text or ('（待补充）' if part.required else '')}"
    if row.sent_at:
        yield f"报送 {local(row.sent_at)} {row.sent_to}{'（超过时限）' if row.overdue else ''}"


def _document(row: ReportRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "version": row.version,
        "kind": row.kind.value,
        "title": row.title,
        "period": row.period or None,
        "matter": row.matter or None,
        "ticket": row.ticket or None,
        "at": iso(row.at),
        "by": row.by,
        "due_at": iso(row.due_at),
        "texts": {part.name: row.texts.get(part.name, "") for part in row.kind.parts},
        "lacks": [{"field": one.field, "message": one.message} for one in row.lacks],
        "approved_at": iso(row.approved_at),
        "approved_by": row.approved_by or None,
        "sent_at": iso(row.sent_at),
        "sent_to": row.sent_to or None,
    }
