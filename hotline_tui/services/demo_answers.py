"""What claimants of the demo's past said when they were called back, or rated it on the web."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from hotline_tui.data import bulk
from hotline_tui.data import tickets as stored
from hotline_tui.data.handling_tables import Callback, Evaluation
from hotline_tui.services.demo_life import Life
from hotline_tui.standard import callback
from hotline_tui.standard.callback import FINAL_OUTCOMES
from hotline_tui.standard.moment import BEIJING
from hotline_tui.standard.vocabulary import (
    CallbackResult,
    CallbackWay,
    Outcome,
    Rating,
    Status,
)

CALLER = "4002"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def _by_day(life: Life, at: datetime) -> datetime:
    """The next moment at which somebody may be called: between nine and six."""
    local = at.astimezone(BEIJING)
    nine = local.replace(hour=9, minute=0, second=0, microsecond=0)
    if local.hour >= 18:
        nine += DAY
    return max(at, nine) + life.rng.random() * 2 * HOUR


def called_back(life: Life) -> bool:
    """Ask the claimant; whether the matter is handled again."""
    ticket = life.ticket
    due = callback.callback_deadline(stored.ticking(ticket)).due_at or life.now
    ticket.status = Status.CALLBACK_DUE if due <= life.now else ticket.status
    full = callback.full(ticket.kind, ticket.outcome)
    at = due
    for _ in range(3):
        at = life.happens(_by_day(life, at))
        result = life.rng.choices(list(CallbackResult), (82, 13, 2, 1, 2))[0]
        if result is not CallbackResult.FAILED:
            break
        life.rows.append(_attempt(life, at, result, full=full))
        at += DAY
    else:
        return _closed(life, at)
    asked = _attempt(life, at, result, full=full)
    life.rows.append(asked)
    if asked.solved is False and ticket.outcome not in FINAL_OUTCOMES and ticket.rounds < 3:
        ticket.rounds, ticket.again_at = ticket.rounds + 1, at
        ticket.fed_back_at, ticket.checked_at, ticket.status = None, None, Status.SIGNED
        life.event(at, CALLER, "called_back", "回访：未解决，继续办理")
        return True
    return _closed(life, at)


def _attempt(life: Life, at: datetime, result: CallbackResult, *, full: bool) -> Any:
    made = bulk.row(
        Callback,
        ticket_id=life.key,
        round=life.ticket.rounds,
        at=at,
        by=CALLER,
        way=CallbackWay.PHONE,
        result=result,
        full=full,
    )
    if result is not CallbackResult.REACHED:
        return made
    made.contacted = life.likely(0.85 + 0.14 * life.quality)
    if full:
        solved = {Outcome.SOLVED: 0.96, Outcome.ANSWERED: 0.97}.get(
            life.ticket.outcome or Outcome.SOLVED, 0.25
        )
        made.solved = life.likely(solved)
        weights = (40, 42, 13, 4, 1) if made.solved else (2, 12, 26, 40, 20)
        made.satisfied = life.rng.choices(list(Rating), weights)[0]
        if not made.satisfied.good:
            made.reasons = ["办理结果"]
    return made


def _closed(life: Life, at: datetime) -> bool:
    ticket = life.ticket
    ticket.status, ticket.closed_at, ticket.closing = Status.CLOSED, at, "办结"
    life.event(at, CALLER, "closed", "办结")
    if ticket.channel.online and life.likely(0.45):
        rated = at + life.rng.uniform(0.2, 40) * HOUR
        if rated <= life.now:
            level = life.rng.choices(list(Rating), (35, 38, 15, 8, 4))[0]
            said = {"level": level, "reasons": [] if level.good else ["办理效率"]}
            life.rows.append(bulk.row(Evaluation, ticket_id=life.key, at=rated, by=CALLER, **said))
    return False
