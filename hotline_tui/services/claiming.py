"""Who works on which ticket: a lease that ends by itself when its desk shows no sign of life."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import Enum

from hotline_tui.data import claims, events
from hotline_tui.data import tickets as stored
from hotline_tui.data.engine import Session
from hotline_tui.data.tables import Claim
from hotline_tui.services import rows
from hotline_tui.services.desk import Desk
from hotline_tui.services.directory import directory, within
from hotline_tui.services.rows import TicketRow
from hotline_tui.standard.authority import Act
from hotline_tui.standard.refusal import Fault, Refused
from hotline_tui.standard.vocabulary import Worklist

FREE_TO_TAKE = timedelta(seconds=20)
"""So soon after a claim another may take the ticket over freely: nothing has been done yet."""

STALE = timedelta(seconds=45)
"""A claim without a sign of life for this long is nobody's any more."""

SIGN_OF_LIFE = timedelta(seconds=15)
"""How often a desk renews its claims."""


class Standing(Enum):
    """How a claim by somebody else stands in the way."""

    FREE = "free"
    FRESH = "fresh"
    HELD = "held"


def standing(taken_at: datetime, seen_at: datetime, now: datetime) -> Standing:
    """Whether a claim has run out, may be taken over freely, or needs a typed reason."""
    if now - seen_at >= STALE:
        return Standing.FREE
    return Standing.FRESH if now - taken_at < FREE_TO_TAKE else Standing.HELD


def claim(desk: Desk, number: str, *, over: bool = False, reason: str = "") -> TicketRow:
    """Take a ticket to work on it.

    Somebody else's live claim is refused unless `over` is set; once it is older than 20 seconds,
    taking it over needs a reason, which is kept.
    """
    desk = desk.still()
    desk.require(Act.CLAIM)
    city = directory(desk)
    now = desk.now()
    with desk.database.transaction() as session:
        ticket = stored.locked(session, number)
        if ticket.worklist is Worklist.NONE:
            message = f"工单 {number} 现为“{ticket.status.label}”，没有待办的工作"
            raise Refused(Fault("number", "", message))
        before = _others(desk, session, ticket.id or 0, now)
        if before is not None:
            _may_override(before, over, reason, now)
        # Over whatever is there: the ticket is locked, and the claim is stale, my own, or mine now.
        me = desk.person.workno
        claims.take(session, ticket.id or 0, me, desk.id, now, now - STALE, over=True)
        if before is not None:
            summary = f"从 {before.holder} 接手占用" + (f"：{reason.strip()}" if reason else "")
            events.add(session, desk.actor(), "claimed_over", summary, ticket=ticket)
        else:
            events.add(session, desk.actor(), "claimed", "占用", ticket=ticket)
        return rows.ticket_row(session, ticket, city)


def take_next(desk: Desk, worklist: Worklist = Worklist.DISPATCH) -> TicketRow | None:
    """Claim the ticket that is due soonest and that nobody holds; None when there is none."""
    desk = desk.still()
    desk.require(Act.CLAIM)
    now = desk.now()
    with desk.database.transaction() as session:
        ticket = claims.take_soonest(
            session, worklist, desk.person.workno, desk.id, now, now - STALE
        )
        if ticket is None:
            return None
        events.add(session, desk.actor(), "claimed", "占用（最急一件）", ticket=ticket)
        return rows.ticket_row(session, ticket, within(session, desk.database))


def keep(desk: Desk, tickets: Iterable[int]) -> None:
    """A sign of life for this desk's claims; tells nobody, as nothing changes for them."""
    with desk.database.transaction() as session:
        claims.renew(session, desk.person.workno, desk.id, tickets, desk.now())


def release(desk: Desk, number: str) -> bool:
    """Give up one's claim; False when one did not hold it."""
    desk = desk.still()
    with desk.database.transaction() as session:
        ticket = stored.by_number(session, number)
        given_up = claims.release(session, ticket.id or 0, desk.person.workno)
        if given_up:
            events.add(session, desk.actor(), "released", "放开占用", ticket=ticket)
        return given_up


def _others(desk: Desk, session: Session, ticket_id: int, now: datetime) -> Claim | None:
    held = claims.held(session, ticket_id)
    mine = held is not None and held.holder == desk.person.workno
    if held is None or mine or standing(held.taken_at, held.seen_at, now) is Standing.FREE:
        return None
    return held


def _may_override(held: Claim, over: bool, reason: str, now: datetime) -> None:
    seconds = int((now - held.taken_at).total_seconds())
    if not over:
        message = f"已由 {held.holder} 占用 {seconds} 秒"
        raise Refused(Fault("claim", "", message))
    if standing(held.taken_at, held.seen_at, now) is Standing.HELD and not reason.strip():
        message = f"{held.holder} 已占用 {seconds} 秒，接手须写明理由"
        raise Refused(Fault("reason", "", message))
