"""What organizers did, as JSON and as text. Clause: 4.2, 5.3.2.2.5, 5.3.2.3.1."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hotline_tui.cli.telling import iso, local
from hotline_tui.services.handled import FeedbackRow, Handling, ProgressRow, ReturnRow


def handling(found: Handling) -> dict[str, Any]:
    """Returns, progress and feedbacks of a ticket, to stand beside it."""
    return {
        "outcome": found.outcome.value if found.outcome else None,
        "handovers": found.handovers,
        "rounds": found.rounds,
        "opinion_watch": found.opinion_watch,
        "checked_at": iso(found.checked_at),
        "returns": [_return(one) for one in found.returns],
        "progress": [_progress(one) for one in found.progress],
        "feedbacks": [_feedback(one) for one in found.feedbacks],
    }


def _return(one: ReturnRow) -> dict[str, Any]:
    return {
        "at": iso(one.at),
        "by": one.by,
        "told_by": one.told_by or None,
        "organizer": one.organizer,
        "recalled": one.recalled,
        "reason": one.reason.value if one.reason else None,
        "explanation": one.explanation,
        "evidence": one.evidence,
        "accepted": one.accepted,
        "decided_at": iso(one.decided_at),
        "decided_by": one.decided_by or None,
        "decision_reason": one.decision_reason,
    }


def _progress(one: ProgressRow) -> dict[str, Any]:
    return {
        "at": iso(one.at),
        "by": one.by,
        "told_by": one.told_by or None,
        "what": one.what.value,
        "participants": list(one.participants),
        "said": one.said,
        "outcome": one.outcome,
        "next_step": one.next_step,
    }


def _feedback(one: FeedbackRow) -> dict[str, Any]:
    return {
        "round": one.round,
        "at": iso(one.at),
        "due_at": iso(one.due_at),
        "by": one.by,
        "told_by": one.told_by or None,
        "way": one.way.value,
        "outcome": one.outcome.value,
        "content": dict(one.content),
        "opinion_watch": one.opinion_watch,
        "leader": one.leader or None,
        "approved_at": iso(one.approved_at),
        "accepted": one.accepted,
        "decided_at": iso(one.decided_at),
        "decided_by": one.decided_by or None,
        "decision_reason": one.decision_reason,
    }


def lines(found: Handling) -> Iterator[tuple[str, str]]:
    """The same as labelled lines for people."""
    for back in found.returns:
        yield (
            "收回" if back.recalled else "退单",
            f"{local(back.at)} {back.organizer}　{back.told()}",
        )
    for entry in found.progress:
        yield entry.what.label, f"{local(entry.at)}　{entry.told()}"
    for given in found.feedbacks:
        yield f"反馈（第{given.round}次办理）", f"{local(given.at)} {given.outcome.label}"
        yield from given.told()
        yield "舆情", given.opinion_watch
        yield "审核", given.verdict()
    if found.opinion_watch:
        yield "舆情", "关注中"
