"""What has been taken in from elsewhere, by what its source calls it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import Session, col, select

from hotline_tui.data import turns
from hotline_tui.data.tables import Ticket


@dataclass(frozen=True, slots=True)
class Known:
    """A ticket that was taken in before: enough of it to see whether it is the same letter."""

    number: str
    title: str
    content: str


def alone(session: Session) -> None:
    """Wait until no other import writes; until the transaction ends, none will."""
    turns.wait(session, turns.IMPORT)


def known(session: Session, sources: Iterable[str]) -> dict[str, Known]:
    """Those of the identifiers that there are tickets of."""
    query = select(Ticket.source_id, Ticket.number, Ticket.title, Ticket.content).where(
        col(Ticket.source_id).in_(tuple(sources))
    )
    return {
        source: Known(number, title, content)
        for source, number, title, content in session.exec(query)
        if source is not None
    }
