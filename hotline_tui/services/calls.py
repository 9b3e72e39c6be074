"""A telephone call at the desk: it rings, is answered, ends, is rated; who has called before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from hotline_tui.data import desk_state, events
from hotline_tui.data import tickets as stored
from hotline_tui.data.engine import Session
from hotline_tui.data.reference_tables import Operator
from hotline_tui.data.tables import Call, Ticket
from hotline_tui.services.closing import close_answered
from hotline_tui.services.desk import Desk
from hotline_tui.standard.authority import Act
from hotline_tui.standard.moment import BEIJING
from hotline_tui.standard.phone import masked, read_phone
from hotline_tui.standard.rating import rating_faults, read_level
from hotline_tui.standard.refusal import Fault, Refused, refuse_if
from hotline_tui.standard.vocabulary import Kind, Rating, Status

HISTORY = timedelta(days=366)
"""How far back a caller's and an address's earlier tickets are shown."""


@dataclass(frozen=True, slots=True)
class EarlierRow:
    """An earlier ticket of a caller or an address."""

    number: str
    kind: Kind
    status: Status
    title: str
    raised_at: datetime


@dataclass(frozen=True, slots=True)
class CallRow:
    """A call as the desk shows it; `nth` counts the number's calls of the last year.

    `offered_at` is when the caller was told that the service can be rated. Clause: 5.4.1.
    """

    id: int
    phone: str
    agent: str
    rung_at: datetime
    answered_at: datetime | None
    ended_at: datetime | None
    offered_at: datetime | None
    rating: Rating | None
    nth: int
    earlier: tuple[EarlierRow, ...]
    at_address: tuple[EarlierRow, ...]
    this_month: int
    this_year: int


def ring(desk: Desk, phone: str, agent: str = "") -> CallRow:
    """A call rings at an agent's desk (the acting operator's when none is named)."""
    desk = desk.still()
    desk.require(Act.TAKE_CALL)
    number = read_phone(phone) if phone.strip() else ""
    with desk.database.transaction() as session:
        there = session.get(Operator, agent) if agent else None
        if agent and (there is None or not there.active):
            raise Refused(Fault("agent", "6.1.2", f"没有工号 {agent[:40]}，或已停用"))
        call = Call(phone=number, agent=agent or desk.person.workno, rung_at=desk.now())
        session.add(call)
        session.flush()
        events.add(session, desk.actor(), "rang", f"来电 {masked(number)}")
        return _row(desk, session, call)


def pick_up(desk: Desk, call: int | None = None) -> CallRow:
    """Answer a call: that one, or the newest that rings at this desk."""
    desk = desk.still()
    desk.require(Act.TAKE_CALL)
    with desk.database.transaction() as session:
        found = _call(desk, session, call)
        if found.ended_at is not None:
            raise Refused(Fault("call", "", "这个来电已经结束"))
        if found.answered_at is None:
            found.answered_at, found.agent = desk.now(), desk.person.workno
            session.add(found)
            events.add(session, desk.actor(), "picked_up", f"接听 {masked(found.phone)}")
        return _row(desk, session, found)


def offer(desk: Desk, call: int | None = None) -> CallRow:
    """The caller is told, before the call ends, that the service can be rated. Clause: 5.4.1."""
    desk = desk.still()
    desk.require(Act.TAKE_CALL)
    with desk.database.transaction() as session:
        found = _call(desk, session, call)
        if found.answered_at is None or found.ended_at is not None:
            raise Refused(Fault("call", "5.4.1", "通话中才能提示评价，这个来电没有接通或已经结束"))
        if found.offered_at is None:
            found.offered_at = desk.now()
            session.add(found)
            events.add(session, desk.actor(), "offered", f"提示评价 {masked(found.phone)}")
        return _row(desk, session, found)


def hang_up(desk: Desk, call: int | None = None) -> CallRow:
    """End a call, and close what was answered in it; ending it again changes nothing.

    A caller may hang up at any moment: that nobody had offered the rating is kept, not refused.
    Clause: A.1.
    """
    desk = desk.still()
    desk.require(Act.TAKE_CALL)
    with desk.database.transaction() as session:
        found = _call(desk, session, call)
        if found.ended_at is None:
            found.ended_at = desk.now()
            session.add(found)
            missed = found.answered_at is not None and found.offered_at is None
            told = "，没有提示评价" if missed else ""
            events.add(session, desk.actor(), "hung_up", f"挂断 {masked(found.phone)}{told}")
            close_answered(desk, session, found.id or 0)
        return _row(desk, session, found)


def rate(desk: Desk, pressed: str, call: int | None = None) -> CallRow:
    """Keep the caller's rating, once for each call: a key, or a level's name.

    Clause: 5.4.1, 5.4.2.
    """
    desk = desk.still()
    desk.require(Act.TAKE_CALL)
    level = read_level(pressed)
    with desk.database.transaction() as session:
        found = _call(desk, session, call, held=True)
        given = found.rating is not None
        refuse_if(rating_faults(found.answered_at, found.ended_at, desk.now(), given=given))
        found.rating, found.rated_at = level, desk.now()
        session.add(found)
        events.add(session, desk.actor(), "rated", f"服务评价：{level.label}")
        return _row(desk, session, found)


def at_desk(desk: Desk) -> tuple[CallRow, ...]:
    """Calls at this person's desk that have not ended, newest first."""
    with desk.database.reading() as session:
        return tuple(
            _row(desk, session, call) for call in desk_state.open_calls(session, desk.person.workno)
        )


def caller(desk: Desk, phone: str) -> tuple[EarlierRow, ...]:
    """Earlier tickets of a number, newest first."""
    desk.require(Act.READ_ALL)
    with desk.database.reading() as session:
        return _earlier(stored.of_phone(session, phone, desk.now() - HISTORY))


def _call(desk: Desk, session: Session, call: int | None, *, held: bool = False) -> Call:
    """That call, or the newest at this desk; `held` against others who write it."""
    if call is not None:
        # Held until the end: an answer and a rating are given once.
        found = session.get(Call, call, with_for_update=True)
    else:
        found = desk_state.last_call(session, desk.person.workno)
    if found is not None and held:
        session.refresh(found, with_for_update=True)
    if found is None:
        raise Refused(Fault("call", "", "没有这个来电" if call is not None else "现在没有来电"))
    return found


def _earlier(tickets: Iterable[Ticket]) -> tuple[EarlierRow, ...]:
    return tuple(
        EarlierRow(one.number, one.kind, one.status, one.title, one.raised_at) for one in tickets
    )


def _row(desk: Desk, session: Session, call: Call) -> CallRow:
    now = desk.now()
    since = now - HISTORY
    own = list(stored.of_phone(session, call.phone, since)) if call.phone else []
    addresses = dict.fromkeys(one.address for one in own if one.address)
    there: dict[str, Ticket] = {}
    for address in addresses:
        for one in stored.of_address(session, address, since):
            if one.phone != call.phone:
                there[one.number] = one
    local = now.astimezone(BEIJING)
    month = local.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    year = month.replace(month=1)
    return CallRow(
        id=call.id or 0,
        phone=call.phone,
        agent=call.agent or "",
        rung_at=call.rung_at,
        answered_at=call.answered_at,
        ended_at=call.ended_at,
        offered_at=call.offered_at,
        rating=call.rating,
        nth=desk_state.count_calls(session, call.phone, since) if call.phone else 1,
        earlier=_earlier(own),
        at_address=_earlier(there.values()),
        this_month=sum(one.raised_at >= month for one in own),
        this_year=sum(one.raised_at >= year for one in own),
    )
