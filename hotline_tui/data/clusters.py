"""Tickets about one thing in the database: what is recent, what is grouped, and who is in it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, update
from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from hotline_tui.data import directory
from hotline_tui.data.handling_tables import Candidate, Cluster, ClusterTicket
from hotline_tui.data.tables import Ticket
from hotline_tui.standard.refusal import Fault, Refused
from hotline_tui.standard.vocabulary import Cause, Status

COMPARED = "clusters_compared"
"""The fact that says up to which ticket all have been compared."""

_LEFT_OUT = (Status.NOT_ACCEPTED, Status.ANSWERED, Status.CANCELLED)
"""Nobody handles these, so that nobody has to handle them together."""


class Recent(NamedTuple):
    """What of a ticket says which thing it is about, and who raised it."""

    id: int
    title: str
    content: str
    place: str
    division: str
    category: str | None
    phone: str
    registered_at: datetime


def compared_to(session: Session) -> int:
    """The key of the last ticket that has been compared."""
    return int(directory.fact(session, COMPARED, "0"))


def set_compared_to(session: Session, key: int) -> None:
    """All tickets up to this key have been compared."""
    directory.set_fact(session, COMPARED, str(key))


def recent(
    session: Session, since: datetime, opening: int, limit: int, after: int = 0
) -> list[Recent]:
    """The newest tickets registered since then with a key above `after`, oldest of them first.

    Of the content no more than `opening` characters.
    """
    query = (
        columns(
            col(Ticket.id),
            col(Ticket.title),
            func.substr(Ticket.content, 1, opening),
            col(Ticket.place),
            col(Ticket.division),
            col(Ticket.category),
            col(Ticket.phone),
            col(Ticket.registered_at),
        )
        .where(
            col(Ticket.id) > after,
            col(Ticket.registered_at) >= since,
            col(Ticket.status).not_in(_LEFT_OUT),
        )
        .order_by(col(Ticket.id).desc())
        .limit(limit)
    )
    return [Recent(*row) for row in reversed(session.execute(query).all())]


def memberships(session: Session, tickets: Collection[int]) -> Sequence[ClusterTicket]:
    """In which clusters some tickets are, or were until somebody took them out."""
    query = select(ClusterTicket).where(col(ClusterTicket.ticket_id).in_(tickets))
    return session.exec(query.order_by(col(ClusterTicket.id))).all()


def by_id(session: Session, key: int) -> Cluster:
    """A cluster; raises `Refused` when there is none."""
    found = session.get(Cluster, key)
    if found is None:
        raise Refused(Fault("cluster", "", f"没有编号为 {key} 的同类诉求"))
    return found


def locked(session: Session, key: int) -> Cluster:
    """A cluster, held against other writers until the transaction ends."""
    by_id(session, key)
    query = select(Cluster).where(Cluster.id == key).with_for_update()
    return session.exec(query.execution_options(populate_existing=True)).one()


def members(session: Session, key: int) -> list[tuple[ClusterTicket, Ticket]]:
    """The tickets that are in a cluster, as they were raised."""
    query = (
        select(ClusterTicket, Ticket)
        .join(Ticket, col(Ticket.id) == col(ClusterTicket.ticket_id))
        .where(ClusterTicket.cluster_id == key, col(ClusterTicket.removed_at).is_(None))
        .order_by(col(Ticket.raised_at), col(Ticket.id))
    )
    return list(session.exec(query).all())


def listed(session: Session, linked: bool | None, limit: int) -> Sequence[Cluster]:
    """Clusters that are proposed (None), linked or dismissed, newest first."""
    query = select(Cluster).where(col(Cluster.linked).is_(linked))
    return session.exec(query.order_by(col(Cluster.id).desc()).limit(limit)).all()


def of_ticket(session: Session, ticket: int) -> Cluster | None:
    """The cluster that a ticket is in, if nobody has dismissed it."""
    query = (
        select(Cluster)
        .join(ClusterTicket, col(ClusterTicket.cluster_id) == col(Cluster.id))
        .where(
            ClusterTicket.ticket_id == ticket,
            col(ClusterTicket.removed_at).is_(None),
            col(Cluster.linked).is_distinct_from(False),
        )
    )
    return session.exec(query.order_by(col(Cluster.id).desc())).first()


def retell(session: Session, key: int, told: str) -> None:
    """Say anew why the tickets of a cluster are candidates, as one more has come."""
    inside = select(ClusterTicket.ticket_id).where(
        ClusterTicket.cluster_id == key, col(ClusterTicket.removed_at).is_(None)
    )
    session.flush()
    session.execute(
        update(Candidate)
        .where(
            col(Candidate.cause) == Cause.BY_MANY,
            col(Candidate.open).is_(True),
            col(Candidate.ticket_id).in_(inside),
        )
        .values(told=told)
    )


def counts(session: Session, since: datetime) -> tuple[int, int]:
    """Tickets raised since then, and how many of them are one more in a matter that is linked."""
    tickets = session.exec(
        select(func.count()).select_from(Ticket).where(col(Ticket.raised_at) >= since)
    ).one()
    in_each = (
        select(func.count())
        .select_from(ClusterTicket)
        .join(Cluster, col(Cluster.id) == col(ClusterTicket.cluster_id))
        .join(Ticket, col(Ticket.id) == col(ClusterTicket.ticket_id))
        .where(
            col(Cluster.linked).is_(True),
            col(ClusterTicket.removed_at).is_(None),
            col(Ticket.raised_at) >= since,
        )
        .group_by(col(Cluster.id))
    )
    return tickets, sum(count - 1 for count in session.exec(in_each).all())
