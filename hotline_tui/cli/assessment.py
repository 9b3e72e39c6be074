"""`hotline assessment`: organizers are told their results, answer, and the results are used.

Clause: 7.1.3.4, 7.1.3.5.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Annotated, Any

import typer

from hotline_tui.cli import counting, documents
from hotline_tui.cli.commands import Verb, noun
from hotline_tui.cli.lists import Json, Limit
from hotline_tui.cli.seat import seated
from hotline_tui.cli.shapes_figures import period as period_shape
from hotline_tui.cli.telling import iso, local, say, say_json, say_table
from hotline_tui.services import notices, noticing
from hotline_tui.services.document import as_flag, as_text, as_word
from hotline_tui.services.notices import NoticeRow
from hotline_tui.standard.telling_units import Step, Use

app = noun("考评结果：告知承办单位、签收、异议与答复、运用。")

Key = Annotated[int, typer.Argument(metavar="ID", help="考评结果的编号", show_default=False)]
Version = Annotated[int | None, typer.Option("--version", metavar="N", help="所见的版本")]
Source = Annotated[str, typer.Option("--from", metavar="FILE|-", help="文件（JSON）")]
PeriodText = Annotated[str, typer.Option("--period", metavar="时段", help="如 2026-10、上月")]


@app.command("tell", cls=Verb)
def tell(
    ctx: typer.Context,
    period: PeriodText = "上月",
    organizer: counting.Organizer = "",
    as_json: Json = False,
) -> None:
    """把一期的考评结果告知承办单位：各单位只见自己的。"""
    with seated(ctx) as desk:
        code = counting.organizer_code(desk, organizer) or ""
        rows = noticing.tell(desk, period, code)
    _list(rows, as_json)


@app.command("list", cls=Verb)
def listed(
    ctx: typer.Context,
    period: PeriodText = "",
    organizer: counting.Organizer = "",
    limit: Limit = 50,
    as_json: Json = False,
) -> None:
    """告知过的考评结果，最新的在前；承办单位只见自己的。"""
    with seated(ctx) as desk:
        code = counting.organizer_code(desk, organizer) or ""
        rows = notices.notices(desk, period, code, limit)
    _list(rows, as_json)


@app.command("show", cls=Verb)
def show(ctx: typer.Context, key: Key, as_json: Json = False) -> None:
    """一份考评结果：数字、签收、异议、运用。"""
    with seated(ctx) as desk:
        row = notices.show(desk, key)
    _tell(row, as_json)


@app.command("receive", cls=Verb)
def receive(
    ctx: typer.Context,
    key: Key,
    told_by: Annotated[str, typer.Option("--told-by", help="热线代记时，承办单位的谁")] = "",
    version: Version = None,
    as_json: Json = False,
) -> None:
    """承办单位签收考评结果。"""
    with seated(ctx) as desk:
        row = noticing.receive(desk, key, told_by, version)
    _tell(row, as_json)


@app.command("object", cls=Verb)
def object_to(
    ctx: typer.Context,
    key: Key,
    objection: Annotated[str, typer.Argument(metavar="WHAT", help="异议和依据")],
    version: Version = None,
    as_json: Json = False,
) -> None:
    """承办单位提出异议，请求更正。"""
    with seated(ctx) as desk:
        row = noticing.object_to(desk, key, objection, version)
    _tell(row, as_json)


_DECIDED = {"upheld": documents.or_null(as_flag), "decision": as_text}


@app.command("decide", cls=Verb)
def decide(
    ctx: typer.Context, key: Key, source: Source, version: Version = None, as_json: Json = False
) -> None:
    """答复异议：upheld（是否成立）、decision；成立的可再告知更正后的结果。"""
    data = documents.content(source)
    with seated(ctx) as desk:
        said = {"upheld": None, "decision": ""} | documents.said(data, _DECIDED, desk.now())
        row = noticing.decide(desk, key, **said, version=version)
    _tell(row, as_json)


_USED = {
    "use": as_word(Use),
    "step": as_word(Step),
    "to": as_text,
    "note": as_text,
    "finding": as_text,
    "cause": as_text,
}


@app.command("use", cls=Verb)
def use(
    ctx: typer.Context, key: Key, source: Source, version: Version = None, as_json: Json = False
) -> None:
    """运用：use、step、to、note；责成整改（rectify）另写 finding、cause，即立改进事项。"""
    data = documents.content(source)
    with seated(ctx) as desk:
        said = documents.said(data, _USED, desk.now())
        row = noticing.use(desk, noticing.Used(key, **said, version=version))
    _tell(row, as_json)


def _list(rows: tuple[NoticeRow, ...], as_json: bool) -> None:
    if as_json:
        say_json({"rows": [_document(one) for one in rows]})
    elif not rows:
        say("没有考评结果")
    else:
        say_table(
            ("编号", "状态", "单位", "时段", "响应 解决 满意", "告知", "运用"),
            [
                (one.number, one.state, one.name, one.period.name, one.short, local(one.at),
                 "、".join(each.step.label for each in one.uses))
                for one in rows
            ],
        )  # fmt: skip


def _tell(row: NoticeRow, as_json: bool) -> None:
    if as_json:
        say_json(_document(row))
        return
    for line in _lines(row):
        say(line)


def _lines(row: NoticeRow) -> Iterator[str]:
    yield f"第 {row.id} 号考评结果　{row.state}　{row.name}　{row.period.name}"
    yield from row.told()
    yield f"告知 {local(row.at)} {row.by}"
    if row.received_at:
        yield f"签收 {local(row.received_at)} {row.received_by} {row.told_by}".rstrip()
    if row.objected_at:
        yield f"异议 {local(row.objected_at)}：{row.objection}"
    if row.decided_at:
        yield f"答复 {local(row.decided_at)} {row.decided_by}：{row.decision}"
    for one in row.uses:
        opened = f"　第 {one.improvement} 号改进事项" if one.improvement else ""
        yield f"运用 {local(one.at)} {one.use.label}·{one.step.label}　{one.to}：{one.note}{opened}"


def _document(row: NoticeRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "version": row.version,
        "state": row.state,
        "organizer": row.organizer,
        "name": row.name,
        "period": period_shape(row.period),
        "figures": dict(row.figures),
        "told_at": iso(row.at),
        "by": row.by,
        "received_at": iso(row.received_at),
        "received_by": row.received_by,
        "told_by": row.told_by,
        "objection": row.objection,
        "objected_at": iso(row.objected_at),
        "upheld": row.upheld,
        "decision": row.decision,
        "decided_at": iso(row.decided_at),
        "uses": [asdict(one) | {"at": iso(one.at)} for one in row.uses],
    }
