"""Which desks are open, and which were ended by somebody else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session, col, select

from hotline_tui.data.seat_tables import Seat


def seen(session: Session, id: str, now: datetime) -> None:
    """A sign of life of an open desk."""
    still = update(Seat).where(col(Seat.id) == id, col(Seat.ended_at).is_(None))
    session.connection().execute(still.values(seen_at=now))


def end(session: Session, seat: Seat, now: datetime, by: str = "", reason: str = "") -> None:
    """A desk is open no more; `by` whom, where it was not its own person."""
    seat.ended_at, seat.ended_by, seat.reason = now, by, reason
    session.add(seat)


def alive(session: Session, since: datetime, workno: str | None = None) -> Sequence[Seat]:
    """The open desks that were seen since then, of one person or of all; who came first, first."""
    wanted = select(Seat).where(col(Seat.seen_at) >= since, col(Seat.ended_at).is_(None))
    if workno is not None:
        wanted = wanted.where(Seat.workno == workno)
    return session.exec(wanted.order_by(col(Seat.since), col(Seat.id))).all()
