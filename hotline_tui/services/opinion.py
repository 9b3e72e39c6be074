"""Public opinion on a matter: watched, and watched no more. Clause: 5.3.2.3.1."""

from __future__ import annotations

from dataclasses import dataclass

from hotline_tui.data import events
from hotline_tui.data import tickets as stored
from hotline_tui.services import scope
from hotline_tui.services.desk import Desk
from hotline_tui.services.directory import directory
from hotline_tui.services.rows import TicketRow
from hotline_tui.standard.authority import Act
from hotline_tui.standard.handling import open_faults, reason_faults
from hotline_tui.standard.refusal import refuse_if


@dataclass(frozen=True, slots=True)
class OpinionWatch:
    """The wish to watch public opinion on a matter, or to end that; `said` is what was seen."""

    number: str
    on: bool = True
    said: str = ""
    version: int | None = None


def watch_opinion(desk: Desk, wish: OpinionWatch) -> TicketRow:
    """Mark a matter as one on which public opinion is watched, or no more. Clause: 5.3.2.3.1."""
    desk = desk.still()
    desk.require(Act.LOG)
    city = directory(desk)
    with desk.database.transaction() as session:
        ticket = scope.locked(desk, session, wish.number, wish.version)
        what = "关注舆情" if wish.on else "解除舆情关注"
        refuse_if(
            (
                *open_faults(ticket.status),
                *reason_faults("5.3.2.3.1", wish.said, what, field="said"),
            )
        )
        ticket.opinion_watch = wish.on
        stored.changed(session, ticket)
        summary = f"{what}：{wish.said.strip()}"
        events.add(session, desk.actor(), "opinion_watched", summary, ticket=ticket)
        return scope.row(desk, session, ticket, city)
