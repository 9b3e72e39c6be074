"""Desks that are open: who sits where, and signing somebody out. Clause: 6.1.2."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from hotline_tui.data import events
from hotline_tui.data import seats as stored
from hotline_tui.data.engine import Session
from hotline_tui.data.seat_tables import Seat
from hotline_tui.data.sign_in import SIGNED_IN, SIGNED_OUT
from hotline_tui.services.desk import Desk
from hotline_tui.standard.authority import Act
from hotline_tui.standard.moment import BEIJING
from hotline_tui.standard.refusal import Fault, Refused

SIGN_OF_LIFE = timedelta(minutes=1)
"""How often an open desk says that it is there."""

GONE_AFTER = 3 * SIGN_OF_LIFE
"""A desk that has said nothing for so long was cut off."""

SIGNED_OUT_BY_OTHERS = "signed_out_by_others"


@dataclass(frozen=True, slots=True)
class SeatRow:
    """A desk that is open."""

    id: str
    workno: str
    name: str
    host: str
    since: datetime
    seen_at: datetime


def take(desk: Desk) -> None:
    """Sit down at a desk's screens."""
    now = desk.now()
    person = desk.person
    with desk.database.transaction() as session:
        session.add(Seat(id=desk.id, workno=person.workno, name=person.name, host=desk.host,
                         since=now, seen_at=now))  # fmt: skip
        events.add(session, desk.actor(), SIGNED_IN, "打开热线台")


def keep(desk: Desk) -> None:
    """Say that this desk is still there."""
    with desk.database.transaction() as session:
        stored.seen(session, desk.id, desk.now())


def leave(desk: Desk) -> None:
    """Get up from a desk; one that was ended by somebody else has been left already."""
    with desk.database.transaction() as session:
        seat = session.get(Seat, desk.id)
        if seat is not None and seat.ended_at is None:
            stored.end(session, seat, desk.now())
            events.add(session, desk.actor(), SIGNED_OUT, "离开热线台")


def ended(desk: Desk) -> str:
    """By whom and why this desk was ended; empty while it was not."""
    with desk.database.glance() as session:
        seat = session.get(Seat, desk.id)
    if seat is None or seat.ended_at is None or not seat.ended_by:
        return ""
    at = seat.ended_at.astimezone(BEIJING)
    return f"您的座席已于 {at:%H:%M} 由 {seat.ended_by} 注销：{seat.reason}"


def taken(desk: Desk) -> tuple[SeatRow, ...]:
    """The desks that are open now, who came first, first."""
    desk.require(Act.SIGN_OUT_OTHERS)
    with desk.database.reading() as session:
        found = stored.alive(session, desk.now() - GONE_AFTER)
        return tuple(
            SeatRow(one.id, one.workno, one.name, one.host, one.since, one.seen_at) for one in found
        )


def sign_out(desk: Desk, workno: str, reason: str) -> int:
    """End all desks of a person, whose drafts stay on their machine; how many there were.

    Clause: 6.1.2.
    """
    desk = desk.still()
    desk.require(Act.SIGN_OUT_OTHERS)
    if not reason.strip():
        raise Refused(Fault("reason", "6.1.2", "请写明注销的理由"))
    with desk.database.transaction() as session:
        count = end_all(desk, session, workno, reason.strip())
        if not count:
            raise Refused(Fault("workno", "6.1.2", f"工号 {workno} 现在没有打开的座席"))
        summary = f"注销工号 {workno} 的座席 {count} 个：{reason.strip()}"
        events.add(session, desk.actor(), SIGNED_OUT_BY_OTHERS, summary)
    return count


def end_all(desk: Desk, session: Session, workno: str, reason: str) -> int:
    """End all other desks of a person in the caller's transaction; how many there were."""
    by = f"{desk.person.workno} {desk.person.name}"
    open_ones = [
        seat
        for seat in stored.alive(session, desk.now() - GONE_AFTER, workno)
        if seat.id != desk.id
    ]
    for seat in open_ones:
        stored.end(session, seat, desk.now(), by, reason)
    return len(open_ones)
