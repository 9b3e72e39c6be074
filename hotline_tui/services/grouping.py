"""Supervisors decide about clusters: link, dismiss, take a ticket out, put one in, answer all.

Linked, never merged: each ticket keeps its number, its clocks and its own answer. Clause: 5.3.3.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from hotline_tui.data import clusters as stored
from hotline_tui.data import events
from hotline_tui.data import tickets as stored_tickets
from hotline_tui.data.engine import Session
from hotline_tui.data.handling_tables import Cluster, ClusterTicket
from hotline_tui.data.tables import Ticket
from hotline_tui.services.candidates import settle_candidates
from hotline_tui.services.clusters import STORED, ClusterRow, State, cluster_row, state
from hotline_tui.services.desk import Desk
from hotline_tui.services.directory import directory
from hotline_tui.services.feeding_back import FeedBack, feed_back_within
from hotline_tui.standard.authority import Act
from hotline_tui.standard.refusal import Fault, Refused, refuse_if
from hotline_tui.standard.vocabulary import Cause, Status

PUT_IN_BY_HAND = 1.0
"""The likeness of a ticket that a person has put in."""


@dataclass(frozen=True, slots=True)
class Decision:
    """The wish to link under `name` or to dismiss for `reason`; `seen` is what it was then."""

    id: int
    name: str = ""
    reason: str = ""
    seen: State | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """What became of a cluster's tickets: which were fed back, which not and why."""

    cluster: ClusterRow
    answered: tuple[str, ...]
    left_out: tuple[tuple[str, Status], ...]


def link(desk: Desk, wish: Decision) -> ClusterRow:
    """Name a cluster and link its tickets for handling together; again, to name it anew.

    Clause: 5.3.3.
    """
    name = wish.name.strip()
    faults = [Fault("name", "5.3.3", "并案办理须写明事项名称")] if not name else []
    return _decide(desk, wish, State.LINKED, name, f"并案办理：{name}", faults)


def dismiss(desk: Desk, wish: Decision) -> ClusterRow:
    """These are not about one thing, or are linked no longer: not proposed again. Clause: 5.3.3."""
    reason = wish.reason.strip()
    faults = [Fault("reason", "5.3.3", "排除同类诉求须写明理由")] if not reason else []
    return _decide(desk, wish, State.DISMISSED, "", f"排除同类：{reason}", faults)


def _decide(
    desk: Desk, wish: Decision, to: State, name: str, summary: str, faults: list[Fault]
) -> ClusterRow:
    desk = desk.still()
    desk.require(Act.SUPERVISE)
    city = directory(desk)
    with desk.database.transaction() as session:
        found = stored.locked(session, wish.id)
        refuse_if((*faults, *_decided_faults(found, wish.seen)))
        found.linked, found.reason = STORED[to], wish.reason.strip()
        found.name = name or found.name
        found.decided_at, found.decided_by = desk.now(), desk.person.workno
        session.add(found)
        for ticket in _held(session, found):
            _settle(desk, session, ticket, summary)
            events.add(session, desk.actor(), f"cluster_{to.value}", summary, ticket=ticket)
        session.flush()
        return cluster_row(session, found, city)


def _decided_faults(found: Cluster, seen: State | None) -> tuple[Fault, ...]:
    """Somebody else has decided since this one was looked at."""
    now = state(found)
    if seen is None or seen is now:
        return ()
    told = f"同类诉求 {found.id} 已由 {found.decided_by} 定为“{now.label}”，请先看过再做"
    return (Fault("cluster", "", told),)


def remove(desk: Desk, key: int, number: str) -> ClusterRow:
    """Take a ticket out of a cluster: it is about something else. It does not come back by itself.

    Clause: 5.3.3.
    """
    desk = desk.still()
    desk.require(Act.SUPERVISE)
    city = directory(desk)
    with desk.database.transaction() as session:
        found = stored.locked(session, key)
        ticket = stored_tickets.locked(session, number.strip())
        inside = _membership(session, found, ticket)
        if inside is None or inside.removed_at is not None:
            raise Refused(Fault("number", "5.3.3", f"工单 {ticket.number} 不在同类诉求 {key} 中"))
        inside.removed_at, inside.removed_by = desk.now(), desk.person.workno
        session.add(inside)
        summary = f"移出同类诉求 {key}"
        _settle(desk, session, ticket, summary)
        events.add(session, desk.actor(), "cluster_left", summary, ticket=ticket)
        session.flush()
        return cluster_row(session, found, city)


def add(desk: Desk, key: int, number: str) -> ClusterRow:
    """Put a ticket into a cluster that the desk has not found, or that was taken out.

    Clause: 5.3.3.
    """
    desk = desk.still()
    desk.require(Act.SUPERVISE)
    city = directory(desk)
    with desk.database.transaction() as session:
        found = stored.locked(session, key)
        ticket = stored_tickets.locked(session, number.strip())
        other = stored.of_ticket(session, ticket.id or 0)
        if other is not None:
            told = f"工单 {ticket.number} 已在同类诉求 {other.id} 中"
            raise Refused(Fault("number", "5.3.3", told))
        inside = _membership(session, found, ticket) or ClusterTicket(
            cluster_id=key,
            ticket_id=ticket.id or 0,
            likeness=PUT_IN_BY_HAND,
            added_at=desk.now(),
        )
        inside.removed_at, inside.removed_by = None, None
        session.add(inside)
        summary = f"列入同类诉求 {key}{f'：{found.name}' if found.name else ''}"
        events.add(session, desk.actor(), "cluster_joined", summary, ticket=ticket)
        session.flush()
        return cluster_row(session, found, city)


def answer(desk: Desk, key: int, wish: FeedBack) -> Answered:
    """Feed back on all tickets of a linked cluster that are being handled, all or none.

    Each gets its own feedback and its own event, so that the answer reaches every claimant; those
    that are not being handled are left out and named. The number of `wish` does not count.

    Clause: 5.3.2.3.1, 5.3.3.
    """
    desk = desk.still()
    desk.require(Act.FEEDBACK)
    desk.require(Act.READ_ALL)  # an organizer sees the tickets of its own unit only
    city = directory(desk)
    with desk.database.transaction() as session:
        found = stored.locked(session, key)
        if state(found) is not State.LINKED:
            raise Refused(Fault("cluster", "5.3.3", f"同类诉求 {key} 未并案，不能一并反馈"))
        inside = _held(session, found)
        handled = [ticket for ticket in inside if ticket.status is Status.SIGNED]
        if not handled:
            raise Refused(Fault("cluster", "5.3.3", f"同类诉求 {key} 中没有正在办理的工单"))
        faults: dict[Fault, None] = {}
        for ticket in handled:
            one = replace(wish, number=ticket.number, version=None)
            try:
                feed_back_within(desk, session, city, ticket, one)
            except Refused as refused:
                faults.update(dict.fromkeys(refused.faults))
        refuse_if(faults)
        session.flush()
        return Answered(
            cluster_row(session, found, city),
            tuple(ticket.number for ticket in handled),
            tuple((one.number, one.status) for one in inside if one not in handled),
        )


def _held(session: Session, found: Cluster) -> list[Ticket]:
    """The tickets of a cluster, held; always in the same order, so that nobody waits in a ring."""
    keys = sorted(ticket.id or 0 for _, ticket in stored.members(session, found.id or 0))
    return [stored_tickets.locked_by_id(session, key) for key in keys]


def _membership(session: Session, found: Cluster, ticket: Ticket) -> ClusterTicket | None:
    known = stored.memberships(session, (ticket.id or 0,))
    return next((one for one in known if one.cluster_id == found.id), None)


def _settle(desk: Desk, session: Session, ticket: Ticket, why: str) -> None:
    who, now = desk.person.workno, desk.now()
    settle_candidates(session, ticket, (Cause.BY_MANY,), who, why, now)
