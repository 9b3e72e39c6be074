"""`hotline improve`: findings, measures and their effect, by the figures that showed them.

Clause: 7.2.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import typer

from hotline_tui.cli import counting, documents, shapes_improvement
from hotline_tui.cli.commands import Verb, noun
from hotline_tui.cli.invocation import BadInput
from hotline_tui.cli.lists import Json, Limit, word
from hotline_tui.cli.seat import seated
from hotline_tui.cli.telling import left, local, say, say_json, say_table
from hotline_tui.services import improvements, improving
from hotline_tui.services.document import as_flag, as_instant, as_text, as_word
from hotline_tui.services.improvements import ImprovementRow, Since
from hotline_tui.standard.figures import Measure, Rate
from hotline_tui.standard.improvement import Direction
from hotline_tui.standard.refusal import Fault
from hotline_tui.standard.vocabulary import Channel, Kind, Urgency
from hotline_tui.standard.watched import Watched, figure

app = noun("改进：问题、措施、成效，以发现问题的那个数字衡量。")

Key = Annotated[int, typer.Argument(metavar="ID", help="改进事项的编号", show_default=False)]
Version = Annotated[int | None, typer.Option("--version", metavar="N", help="所见的版本")]
Source = Annotated[str, typer.Option("--from", metavar="FILE|-", help="文件（JSON）")]


@app.command("list", cls=Verb)
def listed(
    ctx: typer.Context,
    settled: Annotated[bool, typer.Option("--settled", help="列已了结的")] = False,
    limit: Limit = 50,
    as_json: Json = False,
) -> None:
    """改进事项，超期的措施在前。"""
    with seated(ctx) as desk:
        rows, now = improvements.improvements(desk, settled=settled, limit=limit), desk.now()
    if as_json:
        say_json({"rows": [shapes_improvement.improvement(one) for one in rows]})
    elif not rows:
        say("没有改进事项")
    else:
        say_table(
            ("编号", "进展", "措施期限", "负责", "问题", "数字", "发现时"),
            [
                (one.number, one.progress.label, left(one.due_at, now),
                 one.open_measures[0].who if one.open_measures else "",
                 one.finding, one.figure_name, f"{one.period.name} {one.value.shown}")
                for one in rows
            ],
        )  # fmt: skip


@app.command("show", cls=Verb)
def show(ctx: typer.Context, key: Key, as_json: Json = False) -> None:
    """一件改进事项，和那个数字此后各期的情况。"""
    with seated(ctx) as desk:
        row, since = improvements.show(desk, key)
    if as_json:
        say_json(shapes_improvement.improvement(row, since))
        return
    _say(row, since)


@app.command("open", cls=Verb)
def opened(
    ctx: typer.Context,
    what: Annotated[str, typer.Option("--figure", help="哪个数字，如 solution、raised")],
    period: Annotated[str, typer.Option("--period", metavar="时段", help="如 2026-10、上月")],
    finding: Annotated[str, typer.Option("--finding", help="存在的问题")] = "",
    cause: Annotated[str, typer.Option("--cause", help="原因分析")] = "",
    kind: counting.Kinds = "",
    channel: counting.Channels = "",
    urgency: counting.Urgencies = "",
    district: counting.District = None,
    category: counting.Category = None,
    trade: counting.Trade = None,
    matter: counting.Matter = None,
    organizer: counting.Organizer = "",
    assessed: counting.Assessed = False,
    as_json: Json = False,
) -> None:
    """记下一个问题，和发现它的数字此刻的值。"""
    of = figure(what)
    if of is None:
        known = "、".join(one.value for one in (*Measure, *Rate))
        raise BadInput(Fault("--figure", "", f"没有“{what[:40]}”这个数字，可用：{known}"))
    with seated(ctx) as desk:
        watched = Watched(
            of,
            word(Kind, kind, "--kind"),
            word(Channel, channel, "--channel"),
            word(Urgency, urgency, "--urgency"),
            counting.district_code(desk, district),
            category,
            trade,
            matter,
            counting.organizer_code(desk, organizer),
            assessed,
        )
        wish = improving.Found(watched, period, finding, cause)
        row = improving.open_improvement(desk, wish)
    _tell(row, as_json)


_PLANNED = {
    "direction": as_word(Direction),
    "measure": as_text,
    "who": as_text,
    "due_at": as_instant,
}


@app.command("measure", cls=Verb)
def measure(
    ctx: typer.Context, key: Key, source: Source, version: Version = None, as_json: Json = False
) -> None:
    """定一项措施：direction（7.2 a—e）、measure、who、due_at。"""
    data = documents.content(source)
    with seated(ctx) as desk:
        said = documents.said(data, _PLANNED, desk.now())
        row = improving.plan(desk, improving.Planned(key, **said, version=version))
    _tell(row, as_json)


@app.command("done", cls=Verb)
def done(
    ctx: typer.Context,
    key: Key,
    which: Annotated[int, typer.Argument(metavar="MEASURE", help="措施的编号")],
    result: Annotated[str, typer.Argument(metavar="RESULT", help="完成情况")] = "",
    version: Version = None,
    as_json: Json = False,
) -> None:
    """一项措施完成了，结果如何。"""
    with seated(ctx) as desk:
        row = improving.carry_out(desk, improving.Done(key, which, result, version))
    _tell(row, as_json)


_JUDGED = {"period": as_text, "reached": documents.or_null(as_flag), "note": as_text}


@app.command("judge", cls=Verb)
def judge(
    ctx: typer.Context, key: Key, source: Source, version: Version = None, as_json: Json = False
) -> None:
    """评成效：period、reached、note；数字由系统统计，见效即了结。"""
    data = documents.content(source)
    with seated(ctx) as desk:
        said = {"period": "本月"} | documents.said(data, _JUDGED, desk.now())
        row = improving.judge(desk, improving.Judged(key, **said, version=version))
    _tell(row, as_json)


def _tell(row: ImprovementRow, as_json: bool) -> None:
    if as_json:
        say_json(shapes_improvement.improvement(row))
    else:
        _say(row, ())


def _say(row: ImprovementRow, since: tuple[Since, ...]) -> None:
    for line in _lines(row, since):
        say(line)


def _lines(row: ImprovementRow, since: tuple[Since, ...]) -> Iterator[str]:
    yield f"第 {row.id} 号改进事项　{row.progress.label}　{local(row.at)} {row.by}"
    yield f"问题：{row.finding}"
    yield f"原因：{row.cause}"
    yield f"数字：{row.figure_name}　{row.period.name} {row.value.shown}"
    for one in row.measures:
        done_at = f"　{local(one.done_at)} 完成：{one.result}" if one.done_at else ""
        yield (
            f"措施 {one.id}（{one.direction.label} {one.direction.clause}）：{one.measure}　"
            f"{one.who}　{local(one.due_at)} 前{done_at}"
        )
    for effect in row.effects:
        verdict = "见效" if effect.reached else "未见效"
        yield f"成效：{effect.period.name} {effect.value.shown}　{verdict}　{effect.note}"
    for later in since:
        passed = "" if later.complete else "（截至现在）"
        yield f"此后 {later.period.name}{passed}：{later.value.shown}"
