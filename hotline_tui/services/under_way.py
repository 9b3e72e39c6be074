"""What supervisors have under way: acts by their limits, matters on account by their review dates.

Clause: 5.3.3, 5.3.2.3.5 c.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from hotline_tui.data import supervising as stored
from hotline_tui.services.candidate_list import (
    RequestRow,
    SupervisionRow,
    request_row,
    supervision_row,
)
from hotline_tui.services.desk import Desk
from hotline_tui.services.directory import within
from hotline_tui.services.queueing import PAGE
from hotline_tui.standard.authority import Act
from hotline_tui.standard.vocabulary import Status


@dataclass(frozen=True, slots=True)
class ActRow:
    """An act of supervision that has not been completed, and its ticket."""

    act: SupervisionRow
    number: str
    version: int
    title: str
    status: Status

    @property
    def due_at(self) -> datetime | None:
        """The limit that the act set."""
        return self.act.due_at


def acts(desk: Desk, limit: int = PAGE) -> tuple[ActRow, ...]:
    """Acts that have not been completed, those whose limit ends soonest first. Clause: 5.3.3."""
    desk.require(Act.READ_ALL)
    with desk.database.reading() as session:
        city = within(session, desk.database)
        return tuple(
            ActRow(
                supervision_row(one, city),
                ticket.number,
                ticket.version,
                ticket.title,
                ticket.status,
            )
            for one, ticket in stored.under_way(session, limit)
        )


def accounts(desk: Desk, limit: int = PAGE) -> tuple[RequestRow, ...]:
    """What is on account, what is to be looked at again soonest first. Clause: 5.3.2.3.5 c."""
    desk.require(Act.READ_ALL)
    with desk.database.reading() as session:
        return tuple(request_row(one, ticket) for one, ticket in stored.on_account(session, limit))
