"""`hotline report warnings|heed`: what comes too often to be chance, and what may come next."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from hotline_tui.cli import shapes_figures
from hotline_tui.cli.lists import Json
from hotline_tui.cli.seat import seated
from hotline_tui.cli.telling import iso, local, say, say_json, say_table
from hotline_tui.services import figures, heeding
from hotline_tui.services.figure_words import forecast, improbable
from hotline_tui.services.heeding import GivenRow
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
        found, unasked = warnings(desk, of.first), heeding.given(desk)
    waiting = [one for one in unasked if one.acknowledged_at is None]
    if as_json:
        given = [one for one in unasked if one.acknowledged_at is None or one.day == of.first]
        say_json(_document(found) | {"given": [_given(one) for one in given]})
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
    if waiting:
        say()
        say(f"待确认的预警 {len(waiting)} 项：hotline report heed 编号 说明")
        say_table(
            ("编号", "日期", "事项", "区", "件数", "95%", "发现"),
            [
                (str(one.id), one.day.isoformat(), one.category, one.district, str(one.count),
                 "{}–{}".format(*one.expected.between()), local(one.found_at))
                for one in waiting
            ],
        )  # fmt: skip


def heed(
    ctx: typer.Context,
    key: Annotated[int, typer.Argument(metavar="N", help="预警编号", show_default=False)],
    note: Annotated[str, typer.Argument(metavar="NOTE", help="怎样看、怎样办", show_default=False)],
    as_json: Json = False,
) -> None:
    """确认一项预警，写明怎样看、怎样办；全市的一项连同当天各区的。"""
    with seated(ctx) as desk:
        row = heeding.heed(desk, key, note)
    if as_json:
        say_json(_given(row))
    else:
        say(f"已确认　{row.day.isoformat()} {row.category} {row.district} {row.count} 件")


def _given(one: GivenRow) -> dict[str, Any]:
    return {
        "id": one.id,
        "day": one.day.isoformat(),
        "category": one.category,
        "district": one.district,
        "count": one.count,
        "expected": one.expected.mean,
        "between": list(one.expected.between()),
        "chance": one.chance,
        "found_at": iso(one.found_at),
        "acknowledged_at": iso(one.acknowledged_at),
        "acknowledged_by": one.acknowledged_by or None,
        "note": one.note or None,
        "behind": shapes_figures.counted(one.counted),
    }


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
