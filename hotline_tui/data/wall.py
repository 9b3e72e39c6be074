"""What a wallboard counts: along indexes, so that it is cheap with a million tickets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from hotline_tui.data.queues import ESSENCE, Line
from hotline_tui.data.reference_tables import Operator
from hotline_tui.data.tables import Call, Event, Ticket
from hotline_tui.standard.vocabulary import Kind, Role, Urgency, Worklist

OPEN = tuple(one for one in Worklist if one is not Worklist.NONE)

RECENT_CALLS = 5_000
"""Calls are looked at among this many of the newest: those that go on, or have just ended."""

HOUR = timedelta(hours=1)


def by_class(session: Session) -> dict[tuple[Worklist, Urgency], int]:
    """How many tickets of each class stand in each list."""
    query = (
        select(Ticket.worklist, Ticket.urgency, func.count())
        .where(col(Ticket.worklist).in_(OPEN))
        .group_by(col(Ticket.worklist), col(Ticket.urgency))
    )
    found: Any = session.exec(query)
    return {(worklist, urgency): many for worklist, urgency, many in found}


def overdue(session: Session, worklist: Worklist, now: datetime) -> int:
    """How many tickets of a list are overdue there."""
    query = select(func.count()).where(Ticket.worklist == worklist, col(Ticket.due_at) < now)
    return session.exec(query).one()


def soonest(
    session: Session, worklist: Worklist, limit: int, after: datetime | None = None
) -> list[Line]:
    """The tickets of a list that are due soonest, or soonest `after` some moment."""
    query = select(*ESSENCE).where(Ticket.worklist == worklist, col(Ticket.due_at).is_not(None))
    if after is not None:
        query = query.where(col(Ticket.due_at) >= after)
    ordered = query.order_by(col(Ticket.due_at), col(Ticket.id)).limit(limit)
    return [Line(*row) for row in session.connection().execute(ordered)]


def by_district(session: Session) -> Counter[str]:
    """How many open tickets each district has.

    Counted for each list, as the index has them, and added up here.
    """
    query = (
        select(Ticket.worklist, Ticket.district, func.count())
        .where(col(Ticket.worklist).in_(OPEN))
        .group_by(col(Ticket.worklist), col(Ticket.district))
    )
    found = Counter[str]()
    for _, district, many in session.exec(query):
        found[district] += many
    return found


def raised(session: Session, since: datetime) -> list[tuple[Kind, int, int]]:
    """Tickets raised in the hour from `since`: kind, how many, how many answered directly."""
    query = (
        select(Ticket.kind, col(Ticket.direct).is_(True), func.count())
        .where(col(Ticket.raised_at) >= since, col(Ticket.raised_at) < since + HOUR)
        .group_by(col(Ticket.kind), col(Ticket.direct).is_(True))
    )
    found: Any = session.exec(query)
    return [(kind, many, many if direct else 0) for kind, direct, many in found]


def candidates(session: Session) -> int:
    """How many tickets have an open reason for supervision."""
    return session.exec(select(func.count()).where(col(Ticket.candidate).is_(True))).one()


def agents(session: Session) -> list[str]:
    """The work numbers of all who take calls."""
    query = select(Operator.workno, Operator.roles).where(col(Operator.active).is_(True))
    return [workno for workno, roles in session.exec(query) if Role.AGENT.value in roles]


def calls(session: Session, since: datetime) -> Sequence[Call]:
    """Calls that have not ended, or have since some moment, oldest first."""
    newest = select(func.max(col(Call.id)) - RECENT_CALLS).scalar_subquery()
    lately = col(Call.ended_at).is_(None) | (col(Call.ended_at) >= since)
    query = select(Call).where(col(Call.id) > newest, lately)
    return session.exec(query.order_by(col(Call.id))).all()


def seen(session: Session, since: datetime) -> set[str]:
    """Who has done anything since some moment."""
    return set(session.exec(select(Event.who).where(Event.at >= since).distinct()))
