"""Tickets about one thing are found as they arrive, behind the desks that register them.

Each process keeps the recent tickets in memory and extends them by what is new. A ticket that is
like others joins their cluster; where there is none and they are many, one is proposed.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from weakref import WeakKeyDictionary

from hotline_tui.data import clusters as stored
from hotline_tui.data import events, tickets, turns
from hotline_tui.data.clusters import Recent
from hotline_tui.data.engine import Database, Session
from hotline_tui.data.handling_tables import Cluster, ClusterTicket
from hotline_tui.kb.alike import OPENING, Alike, Likeness, Matter
from hotline_tui.services import policy
from hotline_tui.services.candidates import raise_candidate
from hotline_tui.services.desk import Desk
from hotline_tui.services.ticking import SYSTEM
from hotline_tui.standard.authority import Act
from hotline_tui.standard.policy import Policy
from hotline_tui.standard.vocabulary import Cause, Worklist

RECENT = 100_000
"""How many of the newest tickets a new one is compared with, at most."""

AT_ONCE = 100
"""New tickets that are compared before what was found is written down."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a look at the new tickets gave: clusters proposed, tickets that joined one."""

    compared: int = 0
    proposed: int = 0
    joined: int = 0

    def __add__(self, other: Found) -> Found:
        return Found(
            self.compared + other.compared,
            self.proposed + other.proposed,
            self.joined + other.joined,
        )


class _Memory:
    """The recent tickets of one database, as far as this process knows them."""

    def __init__(self) -> None:
        self.turn = threading.Lock()
        self._forget()

    def _forget(self) -> None:
        self._index = Alike()
        self._known: dict[int, tuple[Recent, Matter]] = {}
        self._last = 0

    def learn(self, session: Session, since: datetime) -> None:
        """Take in what is new; begin anew once most of what is known is too old or too much."""
        if len(self._known) > 2 * RECENT or (
            self._known
            and sum(one.registered_at >= since for one, _ in self._known.values()) * 2
            < len(self._known)
        ):
            self._forget()
        for one in stored.recent(session, since, OPENING, RECENT, self._last):
            matter = Matter(
                one.id, one.title, one.content, one.place, one.division, one.category or ""
            )
            self._known[one.id] = one, matter
            self._index.add(matter)
            self._last = one.id

    def after(self, key: int, limit: int) -> list[int]:
        """The oldest tickets behind this one."""
        return sorted(known for known in self._known if known > key)[:limit]

    def likest(self, key: int, within: timedelta) -> tuple[Likeness, ...]:
        """The tickets like one that were registered not longer than that before or after it."""
        one, matter = self._known[key]
        return tuple(
            other
            for other in self._index.likest(matter)
            if abs(self._known[other.key][0].registered_at - one.registered_at) <= within
        )

    def claimants(self, keys: Sequence[int]) -> int:
        """How many people raised these, as far as their numbers tell."""
        phones = [self._known[key][0].phone for key in keys]
        return len({phone for phone in phones if phone}) + phones.count("")


_MEMORIES: WeakKeyDictionary[Database, _Memory] = WeakKeyDictionary()
_REMEMBERING = threading.Lock()


def find_all(desk: Desk) -> Found:
    """Compare all tickets that nobody has compared yet; for a timer. Clause: 5.3.3."""
    done = found = find(desk)
    while found.compared:
        found = find(desk)
        done += found
    return done


def find(desk: Desk) -> Found:
    """Compare the next new tickets with the recent ones; nothing where others are at it.

    Safe to run many times and in several places at once. Clause: 5.3.3.
    """
    desk.require(Act.TICK)
    desk = replace(desk.still(), person=SYSTEM)
    with _REMEMBERING:
        memory = _MEMORIES.setdefault(desk.database, _Memory())
    with memory.turn:
        with desk.database.reading() as session:
            choices = policy.within(session)
            memory.learn(session, desk.now() - choices.many_within)
            begin = stored.compared_to(session)
        new = memory.after(begin, AT_ONCE)
        # Outside the transaction, as nobody who registers a ticket is to wait for this.
        alike = [(key, memory.likest(key, choices.many_within)) for key in new]
        return _write(desk, memory, choices, begin, alike) if new else Found()


def _write(
    desk: Desk,
    memory: _Memory,
    choices: Policy,
    begin: int,
    alike: Sequence[tuple[int, Sequence[Likeness]]],
) -> Found:
    """One transaction for each ticket that is like others, so that none holds many in any order."""
    done = Found()
    for key, likes in alike:
        if not likes and key != alike[-1][0]:
            done += Found(compared=1)
            continue
        with desk.database.transaction() as session:
            turns.wait(session, turns.CLUSTERS)
            if stored.compared_to(session) != begin:  # another process was here first
                return done
            done += _place(desk, session, memory, choices, key, likes)
            stored.set_compared_to(session, key)
            begin = key
    return done


def _place(
    desk: Desk,
    session: Session,
    memory: _Memory,
    choices: Policy,
    key: int,
    likes: Sequence[Likeness],
) -> Found:
    """Where a ticket belongs: into the cluster of what it is likest, into a new one, or nowhere."""
    nothing = Found(compared=1)
    known = stored.memberships(session, [key, *(one.key for one in likes)])
    if not likes or any(one.ticket_id == key for one in known):
        return nothing
    inside = {one.ticket_id: one.cluster_id for one in known if one.removed_at is None}
    home = next(((inside[one.key], one) for one in likes if one.key in inside), None)
    if home is not None:
        _join(desk, session, choices, home[0], Likeness(key, home[1].likeness))
        return replace(nothing, joined=1)
    taken_out = {one.ticket_id for one in known}
    free = [one for one in likes if one.key not in taken_out]
    if memory.claimants([key, *(one.key for one in free)]) < choices.many:
        return nothing
    _propose(desk, session, choices, [Likeness(key, 1.0), *free])
    return replace(nothing, proposed=1)


def _propose(desk: Desk, session: Session, choices: Policy, inside: Sequence[Likeness]) -> None:
    cluster = Cluster(found_at=desk.now())
    session.add(cluster)
    session.flush()
    for one in inside:
        _put(desk, session, cluster, one)
    told = _told(choices, len(inside))
    for one in sorted(inside, key=lambda one: one.key):
        _suggest(desk, session, one.key, told)
    events.add(session, desk.actor(), "cluster_proposed", f"发现同类诉求：{told}")


def _join(desk: Desk, session: Session, choices: Policy, cluster_id: int, one: Likeness) -> None:
    """One more of a known matter; a dismissed one is not proposed again."""
    cluster = stored.locked(session, cluster_id)
    _put(desk, session, cluster, one)
    session.flush()
    if cluster.linked is None:
        told = _told(choices, len(stored.members(session, cluster_id)))
        _suggest(desk, session, one.key, told)
        stored.retell(session, cluster_id, told)
        events.add(session, desk.actor(), "cluster_grew", f"同类诉求增加：{told}")
    elif cluster.linked:
        ticket = tickets.locked_by_id(session, one.key)
        summary = f"发现与“{cluster.name}”同类，并案办理"
        events.add(session, desk.actor(), "cluster_joined", summary, ticket=ticket)


def _put(desk: Desk, session: Session, cluster: Cluster, one: Likeness) -> None:
    session.add(
        ClusterTicket(
            cluster_id=cluster.id or 0,
            ticket_id=one.key,
            likeness=one.likeness,
            added_at=desk.now(),
        )
    )


def _suggest(desk: Desk, session: Session, key: int, told: str) -> None:
    ticket = tickets.locked_by_id(session, key)
    if ticket.worklist is not Worklist.NONE:
        raise_candidate(session, ticket, Cause.BY_MANY, told, desk.now())


def _told(choices: Policy, count: int) -> str:
    return f"{choices.many_within // timedelta(days=1)} 天内 {count} 件同类"
