"""What the tests of callbacks, closing and archive begin with: a matter whose limit has passed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hotline_tui.services.calling_back import CallBack, call_back
from hotline_tui.services.ended import Ending, ending
from hotline_tui.services.rows import TicketRow
from hotline_tui.standard.callback import Answers
from hotline_tui.standard.vocabulary import CallbackResult, Rating
from tests.office import Office
from tests.services.handling import fed_back

PLEASED = Answers(
    result=CallbackResult.REACHED, contacted=True, solved=True, satisfied=Rating.SATISFIED
)
"""What a claimant says whose matter was solved."""

UNSOLVED = replace(
    PLEASED,
    solved=False,
    satisfied=Rating.DISSATISFIED,
    reasons=("解决问题质量",),
    remarks="“还是每天夜里打桩”",
)


def due(office: Office, **more: Any) -> TicketRow:
    """A solved ticket whose handling limit has passed."""
    made = fed_back(office, **more)
    office.clock.forward(days=7)
    return made


def said(office: Office, number: str, answers: Answers = PLEASED, **more: Any) -> TicketRow:
    """What came of an attempt to call the claimant back."""
    return call_back(office.owner, CallBack(number, answers, **more))


def ended(office: Office, number: str) -> Ending:
    """How a ticket ended so far."""
    return ending(office.owner, number)
