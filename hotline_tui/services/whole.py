"""A ticket with all that has become of it, as both front ends show it."""

from __future__ import annotations

from dataclasses import dataclass

from hotline_tui.services import queueing
from hotline_tui.services.candidate_list import Overseen, overseen
from hotline_tui.services.clusters import ClusterRow, cluster_of
from hotline_tui.services.desk import Desk
from hotline_tui.services.ended import Ending, ending
from hotline_tui.services.handled import Handling, handling
from hotline_tui.services.rows import TicketRow


@dataclass(frozen=True, slots=True)
class Whole:
    """A ticket, its handling, its supervision, what is alike, and how it ended."""

    ticket: TicketRow
    handling: Handling
    overseen: Overseen
    cluster: ClusterRow | None
    ending: Ending


def whole(desk: Desk, number: str) -> Whole:
    """Everything on a ticket, as far as this desk may see it."""
    return Whole(
        queueing.show(desk, number),
        handling(desk, number),
        overseen(desk, number),
        cluster_of(desk, number),
        ending(desk, number),
    )
