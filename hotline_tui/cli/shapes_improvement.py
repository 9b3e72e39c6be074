"""Improvements as JSON: the finding with its figure, the measures, the figure afterwards."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from hotline_tui.cli.shapes_figures import period
from hotline_tui.cli.telling import iso
from hotline_tui.services.improvements import EffectRow, ImprovementRow, MeasureRow, Since
from hotline_tui.services.measuring import Value


def improvement(row: ImprovementRow, since: Iterable[Since] = ()) -> dict[str, Any]:
    """One improvement; `since` is its figure in the periods after the finding."""
    return {
        "id": row.id,
        "version": row.version,
        "progress": row.progress.value,
        "due_at": iso(row.due_at),
        "finding": row.finding,
        "cause": row.cause,
        "figure": {"name": row.figure_name, **row.watched.document()},
        "period": period(row.period),
        "value": value(row.value),
        "at": iso(row.at),
        "by": row.by,
        "measures": [_measure(one) for one in row.measures],
        "effects": [_effect(one) for one in row.effects],
        "since": [
            {"period": period(one.period), "complete": one.complete, "value": value(one.value)}
            for one in since
        ],
    }


def value(of: Value) -> dict[str, Any]:
    """A count, or a share with what it rests on."""
    if of.whole is None:
        return {"count": of.part}
    return {"part": of.part, "whole": of.whole, "share": of.share}


def _measure(one: MeasureRow) -> dict[str, Any]:
    return {
        "id": one.id,
        "direction": one.direction.value,
        "clause": one.direction.clause,
        "measure": one.measure,
        "who": one.who,
        "due_at": iso(one.due_at),
        "done_at": iso(one.done_at),
        "done_by": one.done_by,
        "result": one.result,
    }


def _effect(one: EffectRow) -> dict[str, Any]:
    return {
        "period": period(one.period),
        "value": value(one.value),
        "reached": one.reached,
        "note": one.note,
        "at": iso(one.at),
        "by": one.by,
    }
