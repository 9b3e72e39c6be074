"""What the tests of callbacks, closing and archive begin with: a matter whose limit has passed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hotline_tui.services import calls
from hotline_tui.services.calling_back import CallBack, call_back
from hotline_tui.services.dispatching import Dispatch, dispatch
from hotline_tui.services.ended import Ending, ending
from hotline_tui.services.feeding_back import feed_back
from hotline_tui.services.registering import Registration, register
from hotline_tui.services.rows import TicketRow
from hotline_tui.services.signing import Sign, sign
from hotline_tui.standard.callback import Answers
from hotline_tui.standard.vocabulary import CallbackResult, Rating
from tests.office import SUBDISTRICT, Office, matter
from tests.services.handling import fed_back, organizer, solved

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


def badly_rated(office: Office) -> str:
    """A solved matter whose caller was dissatisfied with the call."""
    call = calls.ring(office.owner, "13900000000").id
    calls.pick_up(office.owner, call)
    calls.rate(office.owner, "4", call)
    number = register(office.owner, Registration(matter(), call=call)).number
    dispatch(office.owner, Dispatch(number, SUBDISTRICT))
    sign(organizer(office), Sign(number))
    office.clock.forward(hours=1)
    feed_back(organizer(office), solved(office, number))
    return number


def said(office: Office, number: str, answers: Answers = PLEASED, **more: Any) -> TicketRow:
    """What came of an attempt to call the claimant back."""
    return call_back(office.owner, CallBack(number, answers, **more))


def ended(office: Office, number: str) -> Ending:
    """How a ticket ended so far."""
    return ending(office.owner, number)
