"""`hotline report warnings`: what comes too often to be chance, and what may come next."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from hotline_tui.cli import shapes_figures
from hotline_tui.cli.lists import Json
from hotline_tui.cli.seat import seated
from hotline_tui.cli.telling import say, say_json, say_table
from hotline_tui.services import figures
from hotline_tui.services.figure_words import forecast, improbable
from hotline_tui.services.warnings import Warnings, warnings
from hotline_tui.standard.periods import Length
from hotline_tui.standard.refusal import Fault, Refused
from hotline_tui.standard.warning import HISTORY


def show_warnings(
    ctx: typer.Context,
    day: Annotated[str, typer.Option("--day", metavar="日期", help="如 2026-11-25、昨天")] = "今天",
    as_json: Json = False,
) -> None:
    """预警：一天中超出常情的诉求，按分类和区比对前八周；以及未来一周的预测。"""
    with seated(ctx) as desk:
        of = figures.period(desk, day)
        if of.length is not Length.DAY:
            raise Refused(Fault("day", "6.3.1.4", f"预警按天比对，“{day[:20]}”不是一天"))
        found = warnings(desk, of.first)
    if as_json:
        say_json(_document(found))
        return
    going_on = "" if found.complete else "（截至现在）"
    say(f"{of.name}{going_on}　预警 {len(found.rows)} 项，比对 {found.looked_at} 类（6.3.1.4）")
    if found.rows:
        say_table(
            ("事项", "区", "件数", "预期", "95%", "偶然", "依据"),
            [
                (one.category, one.district, str(one.count), f"{one.expected.mean:.1f}",
                 "{}–{}".format(*one.expected.between()), improbable(one.chance),
                 f"前 {HISTORY} 天 {one.expected.rests_on} 件"
                 + ("，很少" if one.expected.thin else ""))
                for one in found.rows
            ],
        )  # fmt: skip
    say(forecast(found.outlook))


def _document(found: Warnings) -> dict[str, Any]:
    to_come = found.outlook
    return {
        "day": found.day.isoformat(),
        "complete": found.complete,
        "looked_at": found.looked_at,
        "warnings": [
            {
                "category": one.category,
                "district": one.district,
                "count": one.count,
                "expected": one.expected.mean,
                "between": list(one.expected.between()),
                "chance": one.chance,
                "rests_on": one.expected.rests_on,
                "thin": one.expected.thin,
                "behind": shapes_figures.counted(one.counted),
            }
            for one in found.rows
        ],
        "outlook": {
            "days": to_come.days,
            "mean": to_come.mean,
            "between": [to_come.low, to_come.high],
            "error": to_come.error,
        },
    }
