"""Who works on which ticket: leases that end by themselves when nobody renews them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete, func, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlmodel import Session, col, select

from hotline_tui.data.tables import Claim, Ticket
from hotline_tui.standard.vocabulary import Worklist


def held(session: Session, ticket_id: int) -> Claim | None:
    """The claim on a ticket, live or stale."""
    return session.get(Claim, ticket_id, populate_existing=True)


def take(session: Session, claim: Claim, stale_before: datetime, *, over: bool = False) -> bool:
    """Write a claim unless another holder's is alive; `over` takes it all the same.

    One statement, so that of two who try at once exactly one gets it. True when it is ours.
    """
    insert = sqlite_insert if session.connection().dialect.name == "sqlite" else postgresql_insert
    row = claim.model_dump()
    statement = insert(Claim).values(**row)
    free = (col(Claim.seen_at) <= stale_before) | (
        (col(Claim.holder) == claim.holder) & (col(Claim.desk) == claim.desk)
    )
    statement = statement.on_conflict_do_update(
        index_elements=["ticket_id"],
        set_={name: row[name] for name in ("holder", "desk", "taken_at", "seen_at")},
        where=None if over else free,
    )
    got = session.connection().execute(statement.returning(Claim.__table__.c.ticket_id))  # type: ignore[attr-defined]
    return got.first() is not None


def take_soonest(
    session: Session, worklist: Worklist, holder: str, desk: str, now: datetime, stale: datetime
) -> Ticket | None:
    """Claim the ticket that is due soonest among those that nobody holds; None when none is left.

    Writers pass by what others are just taking, and look again when they were too late.
    """
    while True:
        alive = (
            select(Claim.ticket_id)
            .where(Claim.ticket_id == Ticket.id, Claim.seen_at > stale)
            .exists()
        )
        query = (
            select(Ticket)
            .where(Ticket.worklist == worklist, ~alive)
            .order_by(col(Ticket.due_at), col(Ticket.id))
            .limit(1)
            .with_for_update(skip_locked=True, of=Ticket)
        )
        ticket = session.exec(query).one_or_none()
        if ticket is None or ticket.id is None:
            return None
        claim = Claim(ticket_id=ticket.id, holder=holder, desk=desk, taken_at=now, seen_at=now)
        if take(session, claim, stale):
            return ticket


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
