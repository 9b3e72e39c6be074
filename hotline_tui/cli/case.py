"""`hotline case`: typical cases from the archive, told without personal data. Clause: 6.4."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from hotline_tui.cli import documents
from hotline_tui.cli.commands import Verb, noun
from hotline_tui.cli.lists import Json, Limit
from hotline_tui.cli.seat import seated
from hotline_tui.cli.telling import iso, local, put, say, say_json, say_table
from hotline_tui.services import typical_cases
from hotline_tui.services.document import as_text
from hotline_tui.services.typical_cases import CaseRow
from hotline_tui.standard.typical_case import PARTS

app = noun("典型案例：从档案中选、写、审定、导出，不含个人信息。")

Key = Annotated[int, typer.Argument(metavar="ID", help="典型案例的编号", show_default=False)]
Version = Annotated[int | None, typer.Option("--version", metavar="N", help="所见的版本")]


class Format(StrEnum):
    """What a case is written as."""

    MARKDOWN = "md"
    DOCX = "docx"


@app.command("choose", cls=Verb)
def choose(
    ctx: typer.Context,
    number: Annotated[str, typer.Argument(metavar="NUMBER", help="已归档的工单编号")],
    as_json: Json = False,
) -> None:
    """把一件已归档的工单选为典型案例：文字先取自工单，去掉个人信息。"""
    with seated(ctx) as desk:
        row = typical_cases.choose(desk, number)
    _tell(row, as_json)


@app.command("list", cls=Verb)
def listed(ctx: typer.Context, limit: Limit = 50, as_json: Json = False) -> None:
    """典型案例，最新的在前。"""
    with seated(ctx) as desk:
        rows = typical_cases.cases(desk, limit)
    if as_json:
        say_json({"rows": [_document(one) for one in rows]})
    elif not rows:
        say("没有典型案例")
    else:
        say_table(
            ("编号", "状态", "题目", "工单", "选出"),
            [(one.number, one.state, one.title, one.ticket, local(one.at)) for one in rows],
        )


@app.command("show", cls=Verb)
def show(ctx: typer.Context, key: Key, as_json: Json = False) -> None:
    """一个典型案例的全文。"""
    with seated(ctx) as desk:
        row = typical_cases.show(desk, key)
    _tell(row, as_json)


@app.command("write", cls=Verb)
def write(
    ctx: typer.Context,
    key: Key,
    source: Annotated[str, typer.Option("--from", metavar="FILE|-", help="文字（JSON）")],
    version: Version = None,
    as_json: Json = False,
) -> None:
    """写 title、background、handling、result、lesson；含个人信息的不收，并指出是什么。"""
    data = documents.content(source)
    with seated(ctx) as desk:
        said = documents.said(data, dict.fromkeys(PARTS, as_text), desk.now())
        row = typical_cases.write(desk, key, said, version)
    _tell(row, as_json)


@app.command("approve", cls=Verb)
def approve(ctx: typer.Context, key: Key, version: Version = None, as_json: Json = False) -> None:
    """由编写人以外的人审定。"""
    with seated(ctx) as desk:
        row = typical_cases.approve(desk, key, version)
    _tell(row, as_json)


@app.command("export", cls=Verb)
def export(
    ctx: typer.Context,
    key: Key,
    written: Annotated[Format, typer.Option("--format", help="md、docx")] = Format.DOCX,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="写到文件；不写则到标准输出")
    ] = None,
) -> None:
    """把审定的典型案例写成文件，供宣传引导。"""
    with seated(ctx) as desk:
        content = typical_cases.content(desk, key, f".{written.value}")
    put(content, out)


def _tell(row: CaseRow, as_json: bool) -> None:
    if as_json:
        say_json(_document(row))
        return
    for line in _lines(row):
        say(line)


def _lines(row: CaseRow) -> Iterator[str]:
    approved = f"　{local(row.approved_at)} {row.approved_by}" if row.approved_at else ""
    yield f"第 {row.id} 号典型案例　{row.state}{approved}　工单 {row.ticket}"
    for name, label in PARTS.items():
        yield f"{label} {name}：{row.texts.get(name) or '（待补充）'}"


def _document(row: CaseRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "version": row.version,
        "state": row.state,
        "ticket": row.ticket,
        "texts": dict(row.texts),
        "at": iso(row.at),
        "by": row.by,
        "approved_at": iso(row.approved_at),
        "approved_by": row.approved_by,
    }
