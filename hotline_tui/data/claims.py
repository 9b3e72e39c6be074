"""Who works on which ticket: leases that end by themselves when nobody renews them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import cast

from sqlalchemy import delete, func, update
from sqlmodel import Session, col, select

from hotline_tui.data.plain import Plain, Readers
from hotline_tui.data.tables import Claim, Ticket
from hotline_tui.standard.vocabulary import Worklist


def held(session: Session, ticket_id: int) -> Claim | None:
    """The claim on a ticket, live or stale."""
    return session.get(Claim, ticket_id, populate_existing=True)


_TAKE = (
    "INSERT INTO claim (ticket_id, holder, desk, taken_at, seen_at) "
    "VALUES (:ticket, :holder, :desk, :now, :now) ON CONFLICT (ticket_id) DO UPDATE "
    "SET holder = excluded.holder, desk = excluded.desk, "
    "taken_at = excluded.taken_at, seen_at = excluded.seen_at{} RETURNING ticket_id"
)
_FREE = (
    " WHERE claim.seen_at <= :stale"
    " OR (claim.holder = excluded.holder AND claim.desk = excluded.desk)"
)
_TAKE_FREE = Plain(_TAKE.format(_FREE))
_TAKE_OVER = Plain(_TAKE.format(""))


def take(
    session: Session,
    ticket: int,
    holder: str,
    desk: str,
    now: datetime,
    stale: datetime,
    *,
    over: bool = False,
) -> bool:
    """Write a claim unless another's is alive (seen after `stale`); `over` takes it all the same.

    One statement, so that of two who try at once exactly one gets it. True when it is ours.
    """
    how = _TAKE_OVER if over else _TAKE_FREE
    given = {"ticket": ticket, "holder": holder, "desk": desk, "now": now, "stale": stale}
    return how.run(session, **given).fetchone() is not None


_TICKET = Readers(Ticket)
_SOONEST = Plain(
    f"SELECT {_TICKET.names} FROM ticket WHERE worklist = :worklist"  # noqa: S608 - its own words
    " AND NOT EXISTS"
    " (SELECT 1 FROM claim WHERE claim.ticket_id = ticket.id AND claim.seen_at > :stale)"
    " ORDER BY due_at, id LIMIT 1",
    also=" FOR UPDATE OF ticket SKIP LOCKED",
)


def take_soonest(
    session: Session, worklist: Worklist, holder: str, desk: str, now: datetime, stale: datetime
) -> Ticket | None:
    """Claim the ticket that is due soonest among those that nobody holds; None when none is left.

    What comes is a plain row with a ticket's names, to be read: the ticket itself is not changed.
    Writers pass by what others are just taking, and look again when they were too late.
    """
    while True:
        found = _SOONEST.run(session, worklist=worklist.value, stale=stale).fetchone()
        if found is None:
            return None
        ticket = _TICKET.read(session, found)
        if take(session, ticket.id, holder, desk, now, stale):
            return cast(Ticket, ticket)


def renew(session: Session, holder: str, desk: str, tickets: Iterable[int], now: datetime) -> None:
    """A sign of life for the claims of one desk."""
    statement = (
        update(Claim)
        .where(
            col(Claim.ticket_id).in_(tuple(tickets)),
            col(Claim.holder) == holder,
            col(Claim.desk) == desk,
        )
        .values(seen_at=now)
    )
    session.connection().execute(statement)


def release(session: Session, ticket_id: int, holder: str) -> bool:
    """Give a claim of `holder` up; False when it was not theirs."""
    statement = delete(Claim).where(col(Claim.ticket_id) == ticket_id, col(Claim.holder) == holder)
    return session.connection().execute(statement).rowcount > 0


def count_alive(session: Session, holder: str, stale: datetime) -> int:
    """How many tickets somebody holds."""
    query = select(func.count()).where(Claim.holder == holder, Claim.seen_at > stale)
    return session.exec(query).one()
