"""Figures and assessments as JSON: every number with the tickets that it counts."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from hotline_tui.cli.telling import iso
from hotline_tui.services.assessing import Assessment, UnitRow
from hotline_tui.services.figure_lines import Line
from hotline_tui.services.figures import SECTIONS, Figures
from hotline_tui.standard.assessment import Share, Tally
from hotline_tui.standard.figures import Counted, Measure, Rate
from hotline_tui.standard.periods import Period, Window
from hotline_tui.standard.service_quality import Quality


def figures(found: Figures, top: int) -> dict[str, Any]:
    """The figures of a period; of each section at most so many lines."""
    return {
        "period": period(found.period),
        "at": iso(found.at),
        "complete": found.complete,
        "window": window(found.window),
        "before": window(found.before),
        "last_year": window(found.last_year),
        "begun": iso(found.begun),
        "sections": {name: [line(one) for one in getattr(found, name)[:top]] for name in SECTIONS},
        "service": {"now": _quality(found.quality), "before": _quality(found.quality_before)},
        "definitions": definitions(),
    }


def period(of: Period) -> dict[str, Any]:
    """A period by its name and its days."""
    return {
        "text": of.text,
        "name": of.name,
        "first": of.first.isoformat(),
        "last": of.last.isoformat(),
    }


def window(of: Window) -> dict[str, Any]:
    """The instants that were looked at."""
    return {"since": iso(of.since), "until": iso(of.until)}


def line(one: Line) -> dict[str, Any]:
    """One number, beside those of then."""
    return {
        "code": one.code,
        "name": one.name,
        "count": one.count,
        "share": one.share,
        "before": one.before,
        "change": one.change,
        "last_year": one.last_year,
        "year_change": one.year_change,
        "about": one.about,
        "behind": counted(one.counted),
    }


def counted(of: Counted) -> dict[str, Any]:
    """Which tickets a number counts, in the words of `hotline report tickets`."""
    given = asdict(of) | window(of.window)
    del given["window"]
    return {name: one for name, one in given.items() if one is not None and one is not False}


def definitions() -> dict[str, dict[str, str]]:
    """What each figure counts, with its clause."""
    return {
        one.value: {
            "name": one.label,
            "clause": one.definition.clause,
            "text": one.definition.text,
        }
        for one in (*Measure, *Rate)
    }


def assessment(found: Assessment) -> dict[str, Any]:
    """All organizers of a period, best first within each group."""
    return {
        "period": period(found.period),
        "at": iso(found.at),
        "window": window(found.window),
        "before": window(found.before),
        "weights": dict(found.weights),
        "total": {"assessed": _tally(found.total()), "all": _tally(found.total(assessed=False))},
        "units": [unit(one) for one in found.units],
        "definitions": definitions(),
    }


def unit(one: UnitRow) -> dict[str, Any]:
    """One organizer, with and without what was excluded or is on account."""
    return {
        "code": one.code,
        "name": one.name,
        "group": one.group.value if one.group else None,
        "rank": one.rank,
        "score": one.score,
        "score_of_all": one.score_of_everything,
        "score_before": one.score_before,
        "assessed": _tally(one.assessed),
        "all": _tally(one.everything),
    }


def _tally(of: Tally) -> dict[str, Any]:
    return {
        "counts": {measure.value: many for measure, many in of.counts.items()},
        "rates": {rate.value: _share(of.rate(rate)) for rate in Rate},
    }


def _share(of: Share) -> dict[str, Any]:
    interval = of.interval
    return {
        "part": of.part,
        "whole": of.whole,
        "share": of.value,
        "interval": list(interval) if interval else None,
    }


def _quality(of: Quality) -> dict[str, Any]:
    return asdict(of) | {
        "complaint_rate": of.complaint_rate,
        "within_limit": of.within_limit,
        "participation": of.participation,
        "satisfaction": of.satisfaction,
    }
