"""What the tests of handling begin with: an organizer's desk, a matter that it has, a feedback."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

import pytest

from hotline_tui.services.desk import Desk
from hotline_tui.services.feeding_back import FeedBack, feed_back
from hotline_tui.services.handled import Handling, handling
from hotline_tui.services.rows import TicketRow
from hotline_tui.services.signing import Sign, sign
from hotline_tui.standard.refusal import Refused
from hotline_tui.standard.vocabulary import Kind, Outcome, Role
from tests.office import DISTRICT, SUBDISTRICT, Office, dispatched, matter

SOLVED: Mapping[str, Any] = {"measures": "已清运并加装围挡", "told": "已电话告知，认可"}
"""What a solved complaint's feedback says besides when it was handled."""


def organizer(office: Office, unit: str = SUBDISTRICT) -> Desk:
    """The desk of somebody who works for a unit."""
    return office.colleague(f"Z{unit[-3:]}", "赵科员", Role.ORGANIZER, unit=unit)


def neighbour(office: Office) -> Desk:
    """The desk of somebody who works for another unit."""
    return organizer(office, DISTRICT)


def signed(office: Office, kind: Kind = Kind.COMPLAINT, **more: Any) -> TicketRow:
    """A ticket that the subdistrict has signed for."""
    sent = dispatched(office.owner, matter(kind, **more))
    office.clock.forward(minutes=10)
    return sign(organizer(office), Sign(sent.number))


def solved(office: Office, number: str, **more: Any) -> FeedBack:
    """A feedback that lacks nothing."""
    content = {"handled_at": office.now - timedelta(minutes=5), **SOLVED}
    return FeedBack(number, Outcome.SOLVED, content, **more)


def fed_back(office: Office, **more: Any) -> TicketRow:
    """A ticket that the subdistrict has solved."""
    made = signed(office, **more)
    office.clock.forward(hours=2)
    return feed_back(organizer(office), solved(office, made.number))


def refusal(use_case: Callable[..., object], desk: Desk, *wish: Any) -> list[tuple[str, str]]:
    """Field and clause of everything that is refused; nothing has changed."""
    with pytest.raises(Refused) as refused:
        use_case(desk, *wish)
    return [(fault.field, fault.clause) for fault in refused.value.faults]


def done(office: Office, number: str) -> Handling:
    """What became of a ticket."""
    return handling(office.owner, number)
