"""`hotline wall`: the wallboard in this terminal, or printed once."""

from __future__ import annotations

import shutil
import sys
from dataclasses import asdict
from typing import Annotated, Any

import typer

from hotline_tui.cli import shapes
from hotline_tui.cli.lists import Json
from hotline_tui.cli.seat import invocation, seated
from hotline_tui.cli.telling import iso, say, say_json
from hotline_tui.services import wall as services
from hotline_tui.services.wall import Wall

LINES = 60
"""As many lines as a board may have on paper."""

Once = Annotated[bool, typer.Option("--once", help="只打印一次")]


def wall(ctx: typer.Context, once: Once = False, as_json: Json = False) -> None:
    """看板：各列表按类别的数量、即将到期、今日受理、座席、各区。"""
    if not (once or as_json) and sys.stdout.isatty():
        from hotline_tui.cli.terminal import open_desk_in_terminal

        raise typer.Exit(open_desk_in_terminal(invocation(ctx), "wall"))
    with seated(ctx) as desk:
        found = services.wall(desk)
    if as_json:
        say_json(_document(found))
        return
    from hotline_tui.screens.wall_lines import lines

    width = shutil.get_terminal_size((80, 24)).columns
    for line in lines(found, found.at, width, LINES):
        say(line)


def _document(found: Wall) -> dict[str, Any]:
    return {
        "at": iso(found.at),
        "lists": {
            one.worklist.value: {
                "total": one.total,
                "by_class": {urgency.value: many for urgency, many in one.by_class.items()},
                "overdue": one.overdue,
                "first": shapes.line(one.first, found.at) if one.first else None,
            }
            for one in found.lists
        },
        "next_due": [shapes.line(row, found.at) for row in found.next_due],
        "candidates": found.candidates,
        "warnings": found.warnings.many,
        "intake": {
            "total": found.intake.total,
            "direct": found.intake.direct,
            "by_kind": {kind.value: many for kind, many in found.intake.by_kind.items()},
            "by_hour": list(found.intake.by_hour),
        },
        "agents": asdict(found.agents),
        "districts": [{"name": name, "open": many} for name, many in found.districts],
    }
