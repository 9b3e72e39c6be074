"""The figures of the hotline's own service, counted along the calls of a period."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import case, func
from sqlmodel import Session, col, select

from hotline_tui.data.tables import Call, Ticket
from hotline_tui.standard.service_quality import Quality
from hotline_tui.standard.vocabulary import Rating

GOOD = tuple(rating for rating in Rating if rating.good)


def quality(session: Session, since: datetime, until: datetime) -> Quality:
    """The figures of the calls that rang in a period, and of the complaints raised in it."""
    within = (
        col(Call.rung_at) >= since,
        col(Call.rung_at) < until,
        col(Call.answered_at).is_not(None),
    )
    counted = select(
        func.count(),
        func.count(Call.offered_at),  # type: ignore[arg-type]
        func.count(Call.rating),  # type: ignore[arg-type]
        func.count(case((col(Call.rating).in_(GOOD), 1))),
    ).where(*within)
    calls, offered, rated, good = session.exec(counted).one()
    complaints = select(func.count()).where(
        col(Ticket.service_complaint).is_(True),
        col(Ticket.raised_at) >= since,
        col(Ticket.raised_at) < until,
    )
    return Quality(calls, offered, rated, good, session.exec(complaints).one())
