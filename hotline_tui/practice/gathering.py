"""What the trainee's desk has written down, as steps of the exercise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hotline_tui.practice.model import document_of
from hotline_tui.practice.recording import PICKED_UP, Step
from hotline_tui.practice.scenario import Exercise, Scenario
from hotline_tui.services import document, ended, queueing
from hotline_tui.services.desk import Desk
from hotline_tui.services.rows import TicketRow
from hotline_tui.services.trail import TrailRow, own_trail

RELEVANT = frozenset(
    "rang picked_up offered hung_up rated registered answered not_accepted linked dispatched signed"
    " returned return_accepted return_rejected fed_back unmasked called_back handled_again closed"
    " acknowledged surge_declared surge_ended supervised noted settled".split()
)
"""What of the audit trail belongs to an exercise; who sits down and leaves does not."""

DIALLED = "unmasked"
"""What the audit trail calls it when a claimant's number is shown, to be called back."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """New steps, and the last event that they come from."""

    steps: tuple[Step, ...]
    last: int


def gather(desk: Desk, scenario: Scenario, after: int) -> Gathered:
    """What the trainee's desk has written down since the event `after`."""
    trail = own_trail(desk, after)
    last = trail[-1].id if trail else after
    known: dict[str, TicketRow] = {}
    steps = []
    for row in (one for one in trail if one.what in RELEVANT):
        given: Mapping[str, Any] = {}
        if row.number:
            if row.number not in known:
                known[row.number] = queueing.show(desk, row.number)
            given = _given(desk, row, known[row.number])
        at = (row.at - scenario.at).total_seconds()
        steps.append(Step(at, _what(scenario, row), row.summary, given))
    return Gathered(tuple(steps), last)


def _what(scenario: Scenario, row: TrailRow) -> str:
    called = scenario.exercise is Exercise.CALLBACK and row.what == DIALLED
    return PICKED_UP if called else row.what


def _given(desk: Desk, row: TrailRow, ticket: TicketRow) -> Mapping[str, Any]:
    """What the desk has of a ticket, as JSON keeps it."""
    sent = ticket.dispatch
    given: dict[str, Any] = {
        "number": ticket.number,
        "record": document.write(ticket.record),
        "articles": [one.title for one in ticket.citations],
        "reason": ticket.refusal_reason,
        "advice": ticket.refusal_advice,
        "complex": ticket.complex,
    }
    if sent is not None:
        given |= {
            "organizer": sent.organizer,
            "assisting": list(sent.assisting),
            "copied_to": list(sent.copied_to),
            "police": dict(sent.police),
            "emergency_management": dict(sent.emergency_management),
        }
    if row.what == "called_back":
        given |= document_of(ended.ending(desk, ticket.number).callbacks[-1])
    return given
