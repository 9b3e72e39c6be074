"""`hotline analysis`: organizers' own analyses of a period. Clause: 6.3.1.5."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, Any

import typer

from hotline_tui.cli import counting, documents
from hotline_tui.cli.commands import Verb, noun
from hotline_tui.cli.lists import Json, Limit
from hotline_tui.cli.seat import seated
from hotline_tui.cli.shapes_figures import period as period_shape
from hotline_tui.cli.telling import iso, local, say, say_json
from hotline_tui.services import analysing
from hotline_tui.services.analysing import AnalysisRow
from hotline_tui.services.document import as_text
from hotline_tui.standard.telling_units import ANALYSIS

app = noun("承办单位的诉求分析：提供、列表。")

_TEXTS = dict.fromkeys(ANALYSIS, as_text)


@app.command("add", cls=Verb)
def add(
    ctx: typer.Context,
    source: Annotated[str, typer.Option("--from", metavar="FILE|-", help="文字（JSON）")],
    period: Annotated[str, typer.Option("--period", metavar="时段", help="如 2026-10")] = "上月",
    organizer: counting.Organizer = "",
    told_by: Annotated[str, typer.Option("--told-by", help="热线代记时，承办单位的谁")] = "",
    as_json: Json = False,
) -> None:
    """提供一期的分析：situation，宜有 causes、trend、warning；与那一期的数字放在一起。"""
    data = documents.content(source)
    with seated(ctx) as desk:
        said = documents.said(data, _TEXTS, desk.now())
        row = analysing.hand_in(desk, analysing.HandedIn(period, said, organizer, told_by))
    if as_json:
        say_json(document(row))
    else:
        say_analyses((row,))


@app.command("list", cls=Verb)
def listed(
    ctx: typer.Context,
    period: Annotated[str, typer.Option("--period", metavar="时段", help="只列一期")] = "",
    organizer: counting.Organizer = "",
    limit: Limit = 50,
    as_json: Json = False,
) -> None:
    """承办单位提供的分析，最新的在前；承办单位只见自己的。"""
    with seated(ctx) as desk:
        code = counting.organizer_code(desk, organizer) or ""
        rows = analysing.analyses(desk, period, code, limit)
    if as_json:
        say_json({"rows": [document(one) for one in rows]})
    elif not rows:
        say("没有承办单位的分析")
    else:
        say_analyses(rows)


def say_analyses(rows: Iterable[AnalysisRow]) -> None:
    """Analyses as people read them."""
    for row in rows:
        for line in _lines(row):
            say(line)


def _lines(row: AnalysisRow) -> Iterator[str]:
    who = f"（{row.told_by}）" if row.told_by else ""
    yield f"{row.name}　{row.period.name}　{local(row.at)} {row.by}{who}"
    yield f"  {row.counts}"
    for name, (label, clause) in ANALYSIS.items():
        if text := row.texts.get(name):
            yield f"  {label}（{clause}）：{text}"


def document(row: AnalysisRow) -> dict[str, Any]:
    """An analysis as JSON."""
    return {
        "id": row.id,
        "organizer": row.organizer,
        "name": row.name,
        "period": period_shape(row.period),
        "texts": dict(row.texts),
        "figures": dict(row.figures),
        "at": iso(row.at),
        "by": row.by,
        "told_by": row.told_by,
    }
