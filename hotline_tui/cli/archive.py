"""`hotline archive`: look tickets up that have been archived, take them out, verify them all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from hotline_tui.cli.commands import Verb, noun
from hotline_tui.cli.lists import Json, Limit
from hotline_tui.cli.seat import seated
from hotline_tui.cli.telling import iso, local, put, say, say_items, say_json, say_table
from hotline_tui.services import archiving
from hotline_tui.services.archiving import ArchiveRow
from hotline_tui.standard.refusal import Fault, Refused

app = noun("档案：列表、查阅、查找、调出、校验。")

Number = Annotated[str, typer.Argument(metavar="NUMBER", help="工单编号")]


Before = Annotated[str, typer.Option("--before", metavar="NUMBER", help="只要比这件更早归档的")]


@app.command("list", cls=Verb)
def listed(
    ctx: typer.Context, limit: Limit = 50, before: Before = "", as_json: Json = False
) -> None:
    """已归档的工单，最近的在前。"""
    with seated(ctx) as desk:
        rows = archiving.listed(desk, limit, before)
    if as_json:
        say_json({"rows": [_shape(row) for row in rows]})
    else:
        _say_rows(rows)


@app.command("find", cls=Verb)
def find(
    ctx: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help="编号或词语")],
    limit: Limit = 50,
    before: Before = "",
    as_json: Json = False,
) -> None:
    """按编号或词语查找档案；词语一次在五万件里找，最近的在前。"""
    with seated(ctx) as desk:
        found = archiving.find(desk, " ".join(words), limit, before)
    last = found.looked_to
    if as_json:
        looked_to = {"number": last.number, "at": iso(last.at)} if last else None
        say_json({"rows": [_shape(row) for row in found.rows], "looked_to": looked_to})
        return
    _say_rows(found.rows)
    if last is not None:
        say(f"找到 {local(last.at)} 归档的为止；更早的再加 --before {last.number}")


@app.command("show", cls=Verb)
def show(ctx: typer.Context, number: Number, as_json: Json = False) -> None:
    """一件档案：保管人、档案包的内容。谁查阅过会留痕。"""
    with seated(ctx) as desk:
        row = archiving.look(desk, number)
    if as_json:
        say_json(_shape(row) | {"files": [asdict(one) for one in row.parts]})
        return
    say_items(
        (
            ("工单", f"{row.number}　{row.title}"),
            ("归档", local(row.at)),
            ("保管人", row.keeper),
            ("SHA-256", row.sha256),
        )
    )
    say_table(
        ("文件", "字节", "SHA-256"),
        [(one.name, str(one.size), one.sha256) for one in row.parts],
        longest=64,
    )


@app.command("export", cls=Verb)
def export(
    ctx: typer.Context,
    number: Number,
    reason: Annotated[str, typer.Option("--reason", metavar="用途", help="为何调出，会留痕")],
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="写到文件；不写则到标准输出")
    ] = None,
) -> None:
    """调出一件档案的档案包（zip）。"""
    with seated(ctx) as desk:
        put(archiving.export(desk, number, reason), out)


@app.command("verify", cls=Verb)
def verify(
    ctx: typer.Context,
    number: Annotated[str, typer.Argument(metavar="[NUMBER]", help="只校验这一件")] = "",
    as_json: Json = False,
) -> None:
    """重算每个档案包的 SHA-256，并与库中记录核对；有一处不符即退出码 1。"""
    with seated(ctx) as desk:
        found = archiving.verify(desk, number)
    if found.wrong:
        raise Refused(Fault(one, "5.6.2", f"{one}：{told}") for one, told in found.wrong)
    if as_json:
        say_json({"verified": found.bundles})
    else:
        say(f"已校验 {found.bundles} 件档案，全部完好")


def _say_rows(rows: Iterable[ArchiveRow]) -> None:
    lines = [(row.number, local(row.at), row.keeper, row.title) for row in rows]
    if lines:
        say_table(("编号", "归档", "保管人", "标题"), lines)
    else:
        say("没有档案")


def _shape(row: ArchiveRow) -> dict[str, Any]:
    return {
        "number": row.number,
        "title": row.title,
        "at": iso(row.at),
        "keeper": row.keeper,
        "sha256": row.sha256,
    }
