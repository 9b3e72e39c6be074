"""`hotline surge`: heavy call traffic declared, ended and shown. Clause: 5.3.2.1.3 c."""

from __future__ import annotations

from typing import Annotated

import typer

from hotline_tui.cli import shapes
from hotline_tui.cli.commands import Verb, noun
from hotline_tui.cli.lists import Json
from hotline_tui.cli.seat import seated
from hotline_tui.cli.telling import local, say, say_json
from hotline_tui.services import supervising
from hotline_tui.services.supervising import SurgeRow

app = noun("大话务量模式：宣布、结束、查看。")


@app.command("declare", cls=Verb)
def declare(
    ctx: typer.Context,
    reason: Annotated[str, typer.Argument(metavar="REASON", help="理由")],
    as_json: Json = False,
) -> None:
    """宣布大话务量模式：此后提出的一般诉求可在 48 小时内派单。"""
    with seated(ctx) as desk:
        _tell(supervising.declare_surge(desk, reason), as_json)


@app.command("end", cls=Verb)
def end(ctx: typer.Context, as_json: Json = False) -> None:
    """结束大话务量模式；期间提出的诉求仍按 48 小时。"""
    with seated(ctx) as desk:
        _tell(supervising.end_surge(desk), as_json)


@app.command("show", cls=Verb)
def show(ctx: typer.Context, as_json: Json = False) -> None:
    """现在是否大话务量模式。"""
    with seated(ctx) as desk:
        _tell(supervising.current_surge(desk), as_json)


def _tell(row: SurgeRow | None, as_json: bool) -> None:
    if as_json:
        say_json(shapes.surge(row))
    elif row is None:
        say("现在不是大话务量模式")
    else:
        until = f"，{local(row.ended_at)} 结束" if row.ended_at else ""
        say(f"大话务量模式：{local(row.started_at)} 起{until}，{row.started_by} 宣布：{row.reason}")
