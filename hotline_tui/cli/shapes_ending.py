"""How a ticket ended, as JSON to stand beside it."""

from __future__ import annotations

from typing import Any

from hotline_tui.cli.telling import iso
from hotline_tui.services.ended import ArchivedRow, CallbackRow, Ending, EvaluationRow


def ending(found: Ending) -> dict[str, Any]:
    """Callbacks, evaluation, closing and archive of a ticket."""
    return {
        "callbacks": [_callback(one) for one in found.callbacks],
        "call_after": iso(found.call_after),
        "evaluation": _evaluation(found.evaluation) if found.evaluation else None,
        "closed_at": iso(found.closed_at),
        "closing": found.closing or None,
        "archive": archived(found.archived) if found.archived else None,
    }


def archived(one: ArchivedRow) -> dict[str, Any]:
    """Since when a ticket is in the archive, who keeps it, the hash of its bundle."""
    return {"at": iso(one.at), "keeper": one.keeper, "sha256": one.sha256}


def _callback(one: CallbackRow) -> dict[str, Any]:
    return {
        "round": one.round,
        "at": iso(one.at),
        "by": one.by,
        "way": one.way.value,
        "result": one.result.value,
        "full": one.full,
        "contacted": one.contacted,
        "solved": one.solved,
        "satisfied": one.satisfied.value if one.satisfied else None,
        "reasons": list(one.reasons),
        "remarks": one.remarks,
    }


def _evaluation(one: EvaluationRow) -> dict[str, Any]:
    return {
        "at": iso(one.at),
        "level": one.level.value,
        "reasons": list(one.reasons),
        "remarks": one.remarks,
    }
