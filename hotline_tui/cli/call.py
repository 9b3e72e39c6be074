"""`hotline call`: a PBX tells the desk about a call."""

from __future__ import annotations

from typing import Annotated

import typer

from hotline_tui.cli import shapes
from hotline_tui.cli.commands import Verb, noun
from hotline_tui.cli.lists import Json
from hotline_tui.cli.seat import seated
from hotline_tui.cli.telling import local, say, say_items, say_json
from hotline_tui.services import calls
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
