"""`hotline call`: a PBX tells the desk about a call."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta
from typing import Annotated

import typer

from hotline_tui.cli import shapes
from hotline_tui.cli.commands import Verb, noun
from hotline_tui.cli.lists import Json
from hotline_tui.cli.seat import seated
from hotline_tui.cli.telling import local, say, say_items, say_json
from hotline_tui.services import calls, service_quality
from hotline_tui.services.calls import CallRow
from hotline_tui.standard.phone import masked

app = noun("来电：响铃、接听、提示评价、挂断、评价。")

Call = Annotated[
    int | None, typer.Option("--call", metavar="ID", help="哪个来电；不写则为本席最新的")
]


@app.command("ring", cls=Verb)
def ring(
    ctx: typer.Context,
    phone: Annotated[str, typer.Option("--from", metavar="电话", help="主叫号码；隐藏的写 ''")],
    agent: Annotated[str, typer.Option("--to", metavar="工号", help="转到哪一席")] = "",
    as_json: Json = False,
) -> None:
    """来电在某一席响铃，显示来电人和住址以前的工单。"""
    with seated(ctx) as desk:
        _tell(calls.ring(desk, phone, agent), as_json)


@app.command("answer", cls=Verb)
def answer(ctx: typer.Context, call: Call = None, as_json: Json = False) -> None:
    """接听。"""
    with seated(ctx) as desk:
        _tell(calls.pick_up(desk, call), as_json)


@app.command("offer", cls=Verb)
def offer(ctx: typer.Context, call: Call = None, as_json: Json = False) -> None:
    """挂断前提示来电人评价。"""
    with seated(ctx) as desk:
        _tell(calls.offer(desk, call), as_json)


@app.command("hang-up", cls=Verb)
def hang_up(ctx: typer.Context, call: Call = None, as_json: Json = False) -> None:
    """挂断。"""
    with seated(ctx) as desk:
        _tell(calls.hang_up(desk, call), as_json)


@app.command("rate", cls=Verb)
def rate(
    ctx: typer.Context,
    level: Annotated[str, typer.Argument(metavar="LEVEL", help="1 非常满意 至 5 非常不满意")],
    call: Call = None,
    as_json: Json = False,
) -> None:
    """来电人按键评价，每次来电一次。"""
    with seated(ctx) as desk:
        _tell(calls.rate(desk, level, call), as_json)


@app.command("quality", cls=Verb)
def quality(
    ctx: typer.Context,
    days: Annotated[int, typer.Option("--days", min=1, help="最近多少天")] = 30,
    as_json: Json = False,
) -> None:
    """服务质量：评价的人数、满意率、有效投诉率（不高于万分之三）。"""
    with seated(ctx) as desk:
        now = desk.now()
        found = service_quality.quality(desk, now - timedelta(days=days), now)
    if as_json:
        figures = ("complaint_rate", "participation", "satisfaction", "within_limit")
        say_json({**asdict(found), **{name: getattr(found, name) for name in figures}})
        return
    rate = found.complaint_rate
    in_ten_thousand = "—" if rate is None else f"{rate * 10_000:.1f}"
    verdict = "符合" if found.within_limit else "超过"
    say_items(
        (
            ("接通来电", f"{found.calls}，已提示评价 {found.offered}"),
            ("评价", f"{found.rated}，参评率 {_share(found.participation)}"),
            ("满意率", f"{_share(found.satisfaction)}（非常满意、满意、基本满意 ÷ 评价）"),
            ("有效投诉", f"{found.complaints} 件，万分之 {in_ten_thousand}（{verdict}万分之三）"),
        )
    )


def _share(share: float | None) -> str:
    return "—" if share is None else f"{share:.1%}"


def _tell(row: CallRow, as_json: bool) -> None:
    if as_json:
        say_json(shapes.call(row))
        return
    say_items(
        (
            ("来电", f"{row.id}　{masked(row.phone) or '号码隐藏'}　一年内第 {row.nth} 次"),
            ("席位", row.agent),
            ("响铃", local(row.rung_at)),
            ("接听", local(row.answered_at)),
            ("提示评价", local(row.offered_at)),
            ("挂断", local(row.ended_at)),
            ("评价", row.rating.label if row.rating else ""),
            ("诉求", f"本月 {row.this_month} 件，本年 {row.this_year} 件" if row.earlier else ""),
        )
    )
    for title, tickets in (("以前的工单", row.earlier), ("同一住址", row.at_address)):
        for one in tickets:
            say(f"{title}：{one.number} {one.kind.label} {one.status.label} {one.title}")
