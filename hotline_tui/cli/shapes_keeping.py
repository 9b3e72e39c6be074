"""Pairs of articles, gaps and usage figures, as JSON. Clause: 6.2.1, 6.2.3."""

from __future__ import annotations

from typing import Any

from hotline_tui.cli.telling import iso
from hotline_tui.services.doubles import PairRow, SideRow
from hotline_tui.services.gaps import GapRow
from hotline_tui.services.usage import UsageRows


def pair(row: PairRow) -> dict[str, Any]:
    """Two articles and what is the matter with them."""
    return {
        "pair": row.id,
        "doubling": row.doubling.value,
        "likeness": row.likeness,
        "first": _side(row.first),
        "second": _side(row.second),
        "differing": [
            {"what": sort, "first": first, "second": second}
            for sort, first, second in row.differing
        ],
        "found_at": iso(row.found_at),
        "verdict": row.verdict.value if row.verdict else None,
        "reason": row.reason or None,
        "decided_at": iso(row.decided_at),
        "decided_by": row.decided_by or None,
    }


def _side(side: SideRow) -> dict[str, Any]:
    return {
        "article": side.article,
        "id": side.name,
        "title": side.title,
        "unit": side.unit,
        "valid_to": side.valid_to or None,
        "version": side.version,
        "published": side.published,
    }


def gap(row: GapRow) -> dict[str, Any]:
    """Questions alike, and the tickets that were answered."""
    return {
        "gap": row.id,
        "name": row.name,
        "times": row.times,
        "tickets": row.tickets,
        "last_at": iso(row.last_at),
        "questions": list(row.questions),
        "answered": [
            {"number": one.number, "title": one.title, "unit": one.unit, "answer": one.answer}
            for one in row.answered
        ],
        "verdict": row.verdict.value if row.verdict else None,
        "article": row.article,
        "reason": row.reason or None,
        "decided_at": iso(row.decided_at),
        "decided_by": row.decided_by or None,
    }


def usage(found: UsageRows) -> dict[str, Any]:
    """How often articles were opened and cited in a period."""
    return {
        "from": found.first.isoformat(),
        "to": found.last.isoformat(),
        "opened": found.opened,
        "cited": found.cited,
        "articles": found.articles,
        "never_used": found.unused,
        "rows": [
            {
                "article": row.article,
                "id": row.name,
                "title": row.title,
                "unit": row.unit,
                "opened": row.opened,
                "cited": row.cited,
            }
            for row in found.rows
        ],
    }
