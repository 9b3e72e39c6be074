"""A record is finished: handed in at once, or kept on this machine until the database is back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hotline_tui.data.journal import Journal
from hotline_tui.services import document
from hotline_tui.services.desk import Desk
from hotline_tui.services.linking import link
from hotline_tui.services.registering import Registration, register, register_and_answer, turn_away
from hotline_tui.services.rows import TicketRow
from hotline_tui.standard.record import TicketDraft

REPEATED = "重复诉求"


@dataclass(frozen=True, slots=True)
class Finished:
    """A record that an agent has finished, and what becomes of it.

    Answered from `article`; or not accepted, by the `refusal`'s reason and advice; or else
    registered for dispatch. `links` are the tickets that raised the same matter before.
    """

    draft: TicketDraft
    call: int | None = None
    links: tuple[str, ...] = ()
    article: int | None = None
    refusal: tuple[str, str] | None = None
    at: datetime | None = None
    """When it was finished, where the database was away then; None: just now."""


def hand_in(desk: Desk, finished: Finished) -> TicketRow:
    """Make a ticket of a finished record; a second time gives the same ticket.

    Clause: 5.2.2.1, 5.2.2.3 d, 5.3.1.
    """
    wish = Registration(finished.draft, call=finished.call, finished_at=finished.at)
    if finished.refusal is not None:
        done = turn_away(desk, wish, *finished.refusal)
    elif finished.article is not None:
        done = register_and_answer(desk, wish, finished.article)
    else:
        done = register(desk, wish)
    for number in finished.links:
        link(desk, done.number, number, REPEATED)
    return done


def put_by(desk: Desk, journal: Journal, finished: Finished) -> None:
    """Keep a finished record on this machine: the database is away.

    It must be in the journal as a draft.
    """
    at = desk.now()
    act = {
        "draft": document.write(finished.draft),
        "call": finished.call,
        "links": finished.links,
        "article": finished.article,
        "refusal": finished.refusal,
        "at": at.isoformat(),
    }
    journal.finish(str(finished.draft.id), at, act)


def unsent(desk: Desk, journal: Journal) -> tuple[Finished, ...]:
    """What this person has finished while the database was away, in the order of finishing."""
    return tuple(_read(act) for act in journal.finished(desk.person.workno))


def take_back(desk: Desk, journal: Journal, finished: Finished) -> None:
    """Make a draft again of what was refused, so that it can be put right."""
    journal.reopen(str(finished.draft.id))


def _read(act: Mapping[str, Any]) -> Finished:
    at = datetime.fromisoformat(act["at"])
    return Finished(
        document.recall(act["draft"], at),
        act["call"],
        tuple(act["links"]),
        act["article"],
        tuple(act["refusal"]) if act["refusal"] else None,
        at,
    )
