"""Who came, who left, who was not let in: told by the audit trail itself."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session, col, select

from hotline_tui.data.tables import Event

SIGNED_IN, SIGNED_OUT, FAILED = "signed_in", "signed_out", "sign_in_failed"


def failures(session: Session, workno: str, since: datetime) -> tuple[datetime, ...]:
    """Wrong passwords of a person since then, and since the last right one; oldest first."""
    found = session.exec(
        select(Event.at, Event.what)
        .where(col(Event.at) > since, Event.who == workno)
        .where(col(Event.what).in_((SIGNED_IN, FAILED)))
        .order_by(col(Event.id))
    ).all()
    wrong: list[datetime] = []
    for at, what in found:
        wrong = [*wrong, at] if what == FAILED else []
    return tuple(wrong)
