"""What became of a ticket of the demo's past: sent, signed for, fed back, called back, closed.

Every moment lies within the limits of the standard or beyond them, as good units and bad ones go.
What lies ahead of the demo's present has not happened.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from hotline_tui.data import bulk
from hotline_tui.data import tickets as stored
from hotline_tui.data.handling_tables import (
    Feedback,
    ProgressEntry,
    Request,
    Return,
)
from hotline_tui.data.tables import Dispatch
from hotline_tui.services.demo_answers import called_back
from hotline_tui.services.demo_handling import LEADER, TOLD_BY, content
from hotline_tui.services.demo_life import Life, NotYet
from hotline_tui.standard.vocabulary import (
    Kind,
    Outcome,
    Progress,
    RequestKind,
    ReturnReason,
    Status,
    Way,
)

DISPATCHER, SUPERVISOR = "2003", "3001"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def handled(life: Life, unit: str, other: str) -> None:
    """Let a registered ticket go its way to `unit`; what is given back goes to `other`."""
    try:
        _dispatched(life, unit, other)
        _signed(life)
        _asked_for(life)
        _round(life)
    except NotYet:
        pass
    stored.settle(life.ticket)


def _share_of_limit(life: Life, late: float) -> float:
    """How much of a limit is used: most of it seldom, more than all of it where one is late."""
    if life.likely(late * (1.2 - life.quality)):
        return 1 + life.rng.random() * 0.6
    return 0.05 + 0.9 * float(life.rng.random() ** 1.5)


def _sent(life: Life, at: datetime, unit: str) -> None:
    ticket = life.ticket
    ticket.organizer, ticket.dispatched_at, ticket.direct = unit, at, False
    ticket.first_dispatched_at = ticket.first_dispatched_at or at
    ticket.status = Status.DISPATCHED
    feedback = stored.ticking(ticket).feedback
    due_at = feedback.due_at or at
    life.rows.append(
        bulk.row(
            Dispatch,
            ticket_id=life.key,
            at=at,
            by=DISPATCHER,
            organizer=unit,
            opinion="请依职责办理",
            way=Way.SYSTEM,
            limit_hours=(due_at - at) / HOUR,
            due_at=due_at,
        )
    )
    life.event(at, DISPATCHER, "dispatched", "派单")


def _dispatched(life: Life, unit: str, other: str) -> None:
    ticket = life.ticket
    due_at = stored.ticking(ticket).dispatch.due_at or ticket.raised_at
    share = 0.02 + 0.9 * life.rng.random() ** 3 if life.likely(0.99) else 1.1
    sent = ticket.registered_at + (due_at - ticket.raised_at) * share
    _sent(life, life.happens(sent), unit)
    if other == unit or not life.likely(0.04):
        return
    back = life.happens(sent + life.rng.uniform(0.2, 5) * HOUR)
    again = life.happens(back + life.rng.uniform(0.5, 8) * HOUR)
    life.rows.append(
        bulk.row(
            Return,
            ticket_id=life.key,
            at=back,
            by=DISPATCHER,
            organizer=unit,
            told_by=TOLD_BY,
            reason=life.rng.choice(list(ReturnReason)),
            explanation="经核实不由本单位负责",
            accepted=True,
            decided_at=again,
            decided_by=DISPATCHER,
        )
    )
    ticket.handovers += 1
    _sent(life, again, other)


def _signed(life: Life) -> None:
    ticket = life.ticket
    clock = stored.ticking(ticket).sign
    if clock.start_at is None or clock.due_at is None:
        raise AssertionError("what was dispatched is to be signed for")
    limit = clock.due_at - clock.start_at
    ticket.signed_at = life.happens(clock.start_at + limit * _share_of_limit(life, 0.06))
    ticket.status = Status.SIGNED
    life.event(ticket.signed_at, DISPATCHER, "signed", "签收")
    if life.likely(0.4 + 0.5 * life.quality):
        at = life.happens(ticket.signed_at + life.rng.uniform(0.1, 3) * HOUR)
        life.rows.append(
            bulk.row(
                ProgressEntry,
                ticket_id=life.key,
                at=at,
                written_at=at,
                by=DISPATCHER,
                told_by=TOLD_BY,
                what=Progress.CONTACT,
                said="已电话核实地点和诉求",
            )
        )


_REQUESTS = ((RequestKind.EXCLUSION, 0.015, "excluded"), (RequestKind.ACCOUNT, 0.01, "on_account"))


def _asked_for(life: Life) -> None:
    for kind, chance, column in _REQUESTS:
        if not life.likely(chance):
            continue
        at = life.happens((life.ticket.signed_at or life.now) + 6 * HOUR)
        granted = life.likely(0.7)
        setattr(life.ticket, column, granted)
        life.rows.append(
            bulk.row(
                Request,
                ticket_id=life.key,
                kind=kind,
                at=at,
                by=DISPATCHER,
                told_by=TOLD_BY,
                reason="历史遗留，待专项解决",
                evidence="会议纪要",
                granted=granted,
                decided_at=life.happens(at + 3 * HOUR),
                decided_by=SUPERVISOR,
            )
        )
        return


# ---- fed back and called back, once or again ----------------------------------------------------


def _round(life: Life) -> None:
    _fed_back(life)
    while called_back(life):
        _fed_back(life)


def _outcome(life: Life) -> Outcome:
    kind = life.ticket.kind
    if kind in (Kind.CONSULTATION, Kind.SUGGESTION):
        return Outcome.ANSWERED if kind is Kind.CONSULTATION else Outcome.PASSED_ON
    good = 0.45 + 0.5 * life.quality
    rest = 1 - good
    weights = (good, rest * 0.6, rest * 0.25, rest * 0.15)
    outcomes = (
        Outcome.SOLVED,
        Outcome.UNSOLVED,
        Outcome.CANNOT_BE_SOLVED,
        Outcome.UNREASONABLE,
    )
    return life.rng.choices(outcomes, weights)[0]


def _fed_back(life: Life) -> None:
    ticket = life.ticket
    clock = stored.ticking(ticket).feedback
    if clock.start_at is None or clock.due_at is None:
        raise AssertionError("what was dispatched is to be fed back")
    limit = clock.due_at - clock.start_at
    at = clock.start_at + limit * _share_of_limit(life, 0.12)
    at = life.happens(max(at, (ticket.signed_at or at) + 0.5 * HOUR))
    outcome = _outcome(life)
    _, said = content(ticket.kind, at)
    approved = life.happens(at + HOUR / 2) if ticket.channel.online else None
    ticket.outcome, ticket.fed_back_at = outcome, approved or at
    ticket.checked_at, ticket.status = ticket.fed_back_at, Status.FED_BACK
    life.rows.append(
        bulk.row(
            Feedback,
            ticket_id=life.key,
            round=ticket.rounds,
            at=at,
            due_at=clock.due_at,
            by=DISPATCHER,
            told_by=TOLD_BY,
            way=Way.SYSTEM,
            outcome=outcome,
            content={
                name: one.isoformat() if isinstance(one, datetime) else one
                for name, one in said.items()
            },
            leader=LEADER if approved else "",
            approved_at=approved,
            accepted=True,
            decided_at=ticket.fed_back_at,
            decided_by=DISPATCHER,
        )
    )
    life.event(ticket.fed_back_at, DISPATCHER, "fed_back", f"反馈：{outcome.label}")
