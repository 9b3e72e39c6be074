"""What a report is made from: figures as plain numbers and names, kept with the report.

Nothing of it is about a person: counts, shares, names of categories, areas and units.
Clause: 6.3.2.2, 6.1.1.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import count
from typing import Any

from hotline_tui.services import assessing, figures
from hotline_tui.services.assessing import Assessment, UnitRow
from hotline_tui.services.desk import Desk
from hotline_tui.services.figure_lines import Line
from hotline_tui.services.figure_words import known_since
from hotline_tui.services.figures import Figures
from hotline_tui.services.trends import trend
from hotline_tui.standard.figures import Measure, Rate
from hotline_tui.standard.periods import Period
from hotline_tui.standard.reports import ReportKind

MOST = 20
"""So many lines of a section stand in a report."""

Data = dict[str, Any]


Told = Callable[[int, int], None]
"""Told how many parts of how many have been counted; what it raises stops the counting."""

FIGURES, TREND, ASSESSMENT = 3, 1, 2
"""Parts that each takes: windows that are counted through."""


def collected(
    desk: Desk, kind: ReportKind, of: Period, matter: str = "", told: Told | None = None
) -> Data:
    """All that a report of a period needs, as plain values that JSON can hold."""
    assessed = kind is ReportKind.PERIODIC
    steps = count(1)
    parts = FIGURES + TREND + (ASSESSMENT if assessed else 0)

    def counted() -> None:
        if told is not None:
            told(next(steps), parts)

    found = figures.figures(desk, of, matter, counted)
    data = _figures(found)
    data["trend"] = _trend(desk, found)
    counted()
    if assessed:
        data["assessment"] = _assessment(assessing.assessment(desk, of, counted))
    return data


def _figures(found: Figures) -> Data:
    return {
        "period": found.period.text,
        "name": found.period.name,
        "complete": found.complete,
        "since": found.window.since.isoformat(),
        "until": found.window.until.isoformat(),
        "known_since": known_since(found.begun, found.partly),
        "sections": {name: _lines(getattr(found, name)) for name in figures.SECTIONS},
        "sent": {"problems": _lines(found.sent_problems), "areas": _lines(found.sent_areas)},
        "service": {
            "calls": found.quality.calls,
            "complaints": found.quality.complaints,
            "within_limit": found.quality.within_limit,
            "rated": found.quality.rated,
            "good": found.quality.good,
        },
    }


def _lines(lines: Iterable[Line]) -> list[Data]:
    return [
        {
            "code": one.code,
            "name": one.name,
            "count": one.count,
            "before": one.before,
            "last_year": one.last_year,
            "whole": one.whole,
            "about": one.about,
        }
        for one in list(lines)[:MOST]
    ]


def _trend(desk: Desk, found: Figures) -> Data:
    course = trend(desk, found.totals[0].counted, found.period)
    return {
        "steps": list(course.steps),
        "now": list(course.now),
        "before": list(course.before),
        "last_year": list(course.last_year),
    }


def _assessment(found: Assessment) -> Data:
    total = found.total()
    return {
        "weights": dict(found.weights),
        "total": {rate.value: [total.rate(rate).part, total.rate(rate).whole] for rate in Rate},
        "units": [unit_data(one) for one in found.units],
    }


def unit_data(one: UnitRow) -> Data:
    """One organizer, as a report and a notice keep it."""
    return {
        "code": one.code,
        "name": one.name,
        "group": one.group.value if one.group else "",
        "rank": one.rank,
        "score": one.score,
        "score_of_all": one.score_of_everything,
        "score_before": one.score_before,
        "rates": {
            rate.value: [one.assessed.rate(rate).part, one.assessed.rate(rate).whole]
            for rate in Rate
        },
        "left_out": {
            of.value: one.everything[of]
            for of in (Measure.RETURNED, Measure.EXCLUDED, Measure.ON_ACCOUNT)
        },
    }
