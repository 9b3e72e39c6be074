"""A ticket with all that has become of it, as commands answer with it."""

from __future__ import annotations

from typing import Any

from hotline_tui.cli import (
    shapes,
    shapes_cluster,
    shapes_ending,
    shapes_handling,
    shapes_supervision,
)
from hotline_tui.cli.lists import say_ticket
from hotline_tui.cli.telling import say_json
from hotline_tui.services.candidate_list import overseen
from hotline_tui.services.clusters import cluster_of
from hotline_tui.services.desk import Desk
from hotline_tui.services.ended import ending, ending_lines
from hotline_tui.services.handled import handling
from hotline_tui.services.rows import TicketRow
from hotline_tui.standard.record import Claimant


def document(desk: Desk, row: TicketRow, claimant: Claimant | None = None) -> dict[str, Any]:
    """The ticket's JSON, with its handling, supervision and ending beside it."""
    return {
        **shapes.ticket(row, claimant),
        **shapes_handling.handling(handling(desk, row.number)),
        **shapes_supervision.overseen(overseen(desk, row.number)),
        **shapes_ending.ending(ending(desk, row.number)),
        "cluster": shapes_cluster.of_ticket(cluster_of(desk, row.number)),
    }


def say_whole(desk: Desk, row: TicketRow, claimant: Claimant | None, *, as_json: bool) -> None:
    """Everything on a ticket."""
    if as_json:
        say_json(document(desk, row, claimant))
    else:
        more = (
            *shapes_handling.lines(handling(desk, row.number)),
            *ending_lines(ending(desk, row.number)),
        )
        say_ticket(row, desk.now(), claimant, more=more)


def say_done(desk: Desk, row: TicketRow, *, as_json: bool) -> None:
    """A ticket on which something has just been done."""
    if as_json:
        say_json(document(desk, row))
    else:
        say_ticket(row, desk.now(), brief=True)
