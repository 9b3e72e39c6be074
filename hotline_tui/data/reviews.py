"""Reviews of intakes in the database."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import and_, case
from sqlalchemy import select as columns
from sqlmodel import Session, col

from hotline_tui.data.quality_tables import QualityReview
from hotline_tui.data.tables import Ticket
from hotline_tui.standard.periods import Window
from hotline_tui.standard.refusal import Fault, Refused
from hotline_tui.standard.review import Reply

Found = Sequence[tuple[QualityReview, Ticket]]


def locked(session: Session, key: int, seen: int | None = None) -> QualityReview:
    """The review, held against other writers. Raises `Refused` for none, and for a stale one."""
    query = columns(QualityReview).where(col(QualityReview.id) == key).with_for_update()
    found: QualityReview | None = session.execute(query).scalar_one_or_none()
    if found is None:
        raise Refused(Fault("review", "", f"没有第 {key} 号质检"))
    if seen is not None and found.version != seen:
        raise Refused(Fault("version", "", f"第 {key} 号质检已被更新，请先看过再做"))
    return found


def by_key(session: Session, key: int) -> tuple[QualityReview, Ticket]:
    """The review of that key with its ticket. Raises `Refused` when there is none."""
    found = session.execute(_every().where(col(QualityReview.id) == key)).one_or_none()
    if found is None:
        raise Refused(Fault("review", "", f"没有第 {key} 号质检"))
    review, ticket = found
    return review, ticket


def of_agent(session: Session, agent: str, limit: int) -> Found:
    """Scored reviews of one person's work, the newest first."""
    query = _every().where(
        col(QualityReview.agent) == agent, col(QualityReview.scored_at).is_not(None)
    )
    newest = query.order_by(col(QualityReview.scored_at).desc(), col(QualityReview.id).desc())
    return _found(session, newest.limit(limit))


def of_others(session: Session, but: str, limit: int) -> Found:
    """Reviews of everybody's work but one's own: open objections, then what is to be scored, the
    oldest first, then what was scored, the newest first."""
    open_objection = and_(
        col(QualityReview.reply) == Reply.OBJECT, col(QualityReview.decided_at).is_(None)
    )
    step = case((open_objection, 0), (col(QualityReview.scored_at).is_(None), 1), else_=2)
    query = _every().where(col(QualityReview.agent) != but)
    ordered = query.order_by(step, col(QualityReview.scored_at).desc(), col(QualityReview.id))
    return _found(session, ordered.limit(limit))


def raised_in(session: Session, window: Window, agent: str = "") -> Found:
    """Reviews of tickets that were raised in a window; of one person's work if one is named."""
    query = _every().where(
        col(Ticket.raised_at) >= window.since, col(Ticket.raised_at) < window.until
    )
    if agent:
        query = query.where(col(QualityReview.agent) == agent)
    return _found(session, query.order_by(col(QualityReview.id)))


def reviewed(session: Session, window: Window) -> set[int]:
    """The tickets of a window that have a review."""
    query = (
        columns(col(QualityReview.ticket_id))
        .join(Ticket, col(QualityReview.ticket_id) == col(Ticket.id))
        .where(col(Ticket.raised_at) >= window.since, col(Ticket.raised_at) < window.until)
    )
    return set(session.execute(query).scalars())


def of_ticket(session: Session, ticket: Ticket) -> QualityReview | None:
    """The review of a ticket, if it has one."""
    query = columns(QualityReview).where(col(QualityReview.ticket_id) == ticket.id)
    return session.execute(query).scalar_one_or_none()


def _every() -> Any:
    return columns(QualityReview, Ticket).join(
        Ticket, col(QualityReview.ticket_id) == col(Ticket.id)
    )


def _found(session: Session, query: Any) -> Found:
    return [(review, ticket) for review, ticket in session.execute(query)]
