"""Intake quality as JSON: every number with what it rests on, every review whole."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from hotline_tui.cli import shapes_figures
from hotline_tui.cli.telling import iso
from hotline_tui.practice.recommending import Drill
from hotline_tui.services.intake_quality import Finding, Findings, IntakeQuality
from hotline_tui.services.intake_sums import Worker
from hotline_tui.services.review_rows import ReviewRow
from hotline_tui.standard.assessment import Share
from hotline_tui.standard.intake_quality import CHECKS, Aspect, Weakness
from hotline_tui.standard.review import CARD, Grade, Marks


def quality(found: IntakeQuality) -> dict[str, Any]:
    """The intake quality of a period."""
    return {
        "period": shapes_figures.period(found.period),
        "at": iso(found.at),
        "window": shapes_figures.window(found.window),
        "agents": [worker(one) for one in found.workers],
        "teams": [worker(one) for one in found.teams],
        "total": worker(found.total),
    }


def worker(one: Worker) -> dict[str, Any]:
    """Somebody's line, or a team's."""
    return {
        "workno": one.code,
        "name": one.name,
        "team": one.team or None,
        "tickets": one.tickets,
        "aspects": {each.value: _share(one.of(each)) for each in Aspect},
        "checks": {name: _share(share) for name, share in one.kept.items()},
        "reviews": one.reviews,
        "points": one.points,
        "open": one.open,
        "objected": one.objected,
        "weakest": [_weakness(each) for each in one.weakest],
    }


def _share(share: Share) -> dict[str, Any]:
    return {"kept": share.part, "of": share.whole, "share": share.value}


def _weakness(one: Weakness) -> dict[str, Any]:
    return {"clause": one.clause, "lost": one.share.part, "of": one.share.whole}


def findings(found: Findings) -> dict[str, Any]:
    """The tickets behind a number."""
    return {"total": found.total, "rows": doubts(found.rows)}


def doubts(rows: Iterable[Finding]) -> list[dict[str, Any]]:
    """What checks found."""
    return [
        {
            "ticket": one.ticket,
            "workno": one.agent,
            "check": one.check.name,
            "clause": one.check.clause,
            "found": one.told,
            "title": one.title,
            "raised_at": iso(one.raised_at),
        }
        for one in rows
    ]


def card() -> dict[str, Any]:
    """The checks and the scorecard."""
    return {
        "checks": [
            {"check": one.name, "aspect": one.aspect.value, "clause": one.clause,
             "name": one.label, "wanted": one.wanted}
            for one in CHECKS
        ],
        "card": [
            {"item": one.name, "aspect": one.aspect.value, "clause": one.clause,
             "name": one.label, "points": one.points}
            for one in CARD
        ],
        "grades": {one.value: one.label for one in Grade},
    }  # fmt: skip


def drills(found: Iterable[Drill]) -> dict[str, Any]:
    """What to practise, and why."""
    return {
        "drills": [
            {
                **_weakness(one.weakness),
                "scenarios": [{"scenario": each.id, "title": each.title} for each in one.scenarios],
            }
            for one in found
        ]
    }


def review(row: ReviewRow) -> dict[str, Any]:
    """A review."""
    return {
        "id": row.id,
        "version": row.version,
        "ticket": row.ticket,
        "title": row.title,
        "kind": row.kind.value,
        "workno": row.agent,
        "name": row.name,
        "cause": row.cause.value,
        "state": row.state.value,
        "drawn_at": iso(row.drawn_at),
        "points": row.points,
        "marks": _marks(row.marks),
        "remarks": row.remarks,
        "scored_at": iso(row.scored_at),
        "scored_by": row.scored_by or None,
        "answer_until": iso(row.until),
        "reply": row.reply.value if row.reply else None,
        "text": row.reply_text,
        "replied_at": iso(row.replied_at),
        "upheld": row.upheld,
        "final_marks": _marks(row.final_marks),
        "reason": row.decision_reason,
        "decided_at": iso(row.decided_at),
        "decided_by": row.decided_by or None,
    }


def _marks(marks: Marks) -> dict[str, str]:
    return {name: grade.value for name, grade in marks.items()}
