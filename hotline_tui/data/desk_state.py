"""What goes on at the desks besides tickets: calls, surges, alerts, the outbox, links."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func
from sqlmodel import Session, col, select

from hotline_tui.data.tables import Alert, Call, Link, Mail, Surge, Ticket


def open_calls(session: Session, agent: str) -> Sequence[Call]:
    """Calls at one agent's desk that have not ended, newest first."""
    query = select(Call).where(Call.agent == agent, col(Call.ended_at).is_(None))
    return session.exec(query.order_by(col(Call.id).desc())).all()


def last_call(session: Session, agent: str) -> Call | None:
    """The newest call at one agent's desk, ended or not, held until the transaction ends."""
    query = select(Call).where(Call.agent == agent).order_by(col(Call.id).desc()).limit(1)
    return session.exec(query.with_for_update()).one_or_none()


def count_calls(session: Session, phone: str, since: datetime) -> int:
    """How often a number has called since some moment."""
    query = select(func.count()).where(Call.phone == phone, Call.rung_at >= since)
    return session.exec(query).one()


def open_surge(session: Session) -> Surge | None:
    """The surge that is going on."""
    return session.exec(select(Surge).where(col(Surge.open).is_(True))).one_or_none()


def surges_around(session: Session, instant: datetime) -> Sequence[Surge]:
    """Surges that may cover an instant."""
    ended = col(Surge.ended_at).is_(None) | (col(Surge.ended_at) > instant)
    return session.exec(select(Surge).where(Surge.started_at <= instant, ended)).all()


def open_alerts(session: Session, limit: int) -> Sequence[tuple[Alert, Ticket]]:
    """Urgent tickets that nobody has acknowledged, oldest first."""
    query = (
        select(Alert, Ticket)
        .join(Ticket, col(Ticket.id) == col(Alert.ticket_id))
        .where(col(Alert.acknowledged_at).is_(None))
        .order_by(col(Alert.id))
    )
    return session.exec(query.limit(limit)).all()


def alerts_of(session: Session, ticket_id: int) -> Sequence[Alert]:
    """The alerts of one ticket that nobody has acknowledged."""
    query = select(Alert).where(Alert.ticket_id == ticket_id, col(Alert.acknowledged_at).is_(None))
    return session.exec(query.with_for_update()).all()


def unsent(session: Session, limit: int, after: int = 0) -> Sequence[Mail]:
    """Mails that wait in the outbox, oldest first, locked; those behind a key only."""
    waiting = select(Mail).where(col(Mail.sent_at).is_(None), col(Mail.id) > after)
    query = waiting.order_by(col(Mail.id)).limit(limit)
    return session.exec(query.with_for_update(skip_locked=True)).all()


def mails(session: Session, limit: int, waiting: bool) -> Sequence[tuple[Mail, str]]:
    """Mails with the numbers of their tickets, newest first."""
    query = select(Mail, Ticket.number).join(Ticket, col(Ticket.id) == col(Mail.ticket_id))
    if waiting:
        query = query.where(col(Mail.sent_at).is_(None))
    return session.exec(query.order_by(col(Mail.id).desc()).limit(limit)).all()


def link_between(session: Session, one: int, other: int) -> Link | None:
    """The link between two tickets, undone or not."""
    pair = ((one, other), (other, one))
    for earlier, later in pair:
        query = select(Link).where(Link.earlier_id == earlier, Link.later_id == later)
        found = session.exec(query).one_or_none()
        if found is not None:
            return found
    return None
