"""Clusters to look at: tickets about one thing, proposed, linked or dismissed. Clause: 5.3.3."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from hotline_tui.data import clusters as stored
from hotline_tui.data import tickets
from hotline_tui.data.engine import Session
from hotline_tui.data.handling_tables import Cluster, ClusterTicket
from hotline_tui.data.tables import Ticket
from hotline_tui.services import policy, scope
from hotline_tui.services.desk import Desk
from hotline_tui.services.directory import Directory, within
from hotline_tui.standard.authority import Act
from hotline_tui.standard.vocabulary import Status, Term

PAGE = 100
"""Clusters that a list shows at most."""


class State(Term):
    """What has been decided about a cluster."""

    PROPOSED = "proposed", "待定"
    LINKED = "linked", "并案"
    DISMISSED = "dismissed", "排除"


STORED = {State.PROPOSED: None, State.LINKED: True, State.DISMISSED: False}
"""How a cluster is kept."""


def state(cluster: Cluster) -> State:
    """What has been decided about it."""
    return next(one for one, kept in STORED.items() if kept is cluster.linked)


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A ticket in a cluster; its clocks go on for itself."""

    number: str
    version: int
    title: str
    place: str
    organizer: str
    status: Status
    raised_at: datetime
    due_at: datetime | None
    likeness: float


@dataclass(frozen=True, slots=True)
class ClusterRow:
    """Tickets about one thing, as they were raised; `name` is the first one's title until named.

    `claimants` are people as far as their numbers tell them apart.
    """

    id: int
    name: str
    state: State
    found_at: datetime
    decided_at: datetime | None
    decided_by: str
    reason: str
    claimants: int
    members: tuple[MemberRow, ...]

    @property
    def number(self) -> str:
        """What it is called in lists and commands."""
        return str(self.id)

    @property
    def version(self) -> int:
        """Another one after each decision and each ticket that comes or goes."""
        return len(self.members) * 10 + list(State).index(self.state)

    @property
    def due_at(self) -> datetime | None:
        """The next due time of any of its tickets."""
        return min((one.due_at for one in self.members if one.due_at), default=None)

    @property
    def last_at(self) -> datetime:
        """When the last of its tickets was raised."""
        return max((one.raised_at for one in self.members), default=self.found_at)


@dataclass(frozen=True, slots=True)
class Clusters:
    """A list of clusters; `tickets` raised in the window are `matters`, linked ones being one."""

    rows: tuple[ClusterRow, ...]
    tickets: int
    matters: int


def clusters(desk: Desk, wanted: State = State.PROPOSED, limit: int = PAGE) -> Clusters:
    """The clusters of one state, newest first, and how many tickets and matters there are.

    Clause: 5.3.3.
    """
    desk.require(Act.READ_ALL)
    with desk.database.reading() as session:
        city = within(session, desk.database)
        since = desk.now() - policy.within(session).many_within
        count, more = stored.counts(session, since)
        found = stored.listed(session, STORED[wanted], limit)
        rows = tuple(cluster_row(session, one, city) for one in found)
    return Clusters(rows, count, count - more)


def cluster(desk: Desk, key: int) -> ClusterRow:
    """One cluster with its tickets; raises `Refused` when there is none."""
    desk.require(Act.READ_ALL)
    with desk.database.reading() as session:
        city = within(session, desk.database)
        return cluster_row(session, stored.by_id(session, key), city)


def cluster_of(desk: Desk, number: str) -> ClusterRow | None:
    """The cluster that a ticket is in, proposed or linked; organizers are not told of any.

    Clause: 6.1.2.
    """
    if scope.confined(desk):
        return None
    with desk.database.reading() as session:
        ticket = tickets.by_number(session, number)
        found = stored.of_ticket(session, ticket.id or 0)
        return cluster_row(session, found, within(session, desk.database)) if found else None


def cluster_row(session: Session, found: Cluster, city: Directory) -> ClusterRow:
    """A cluster as a frozen row."""
    inside = stored.members(session, found.id or 0)
    phones = [ticket.phone for _, ticket in inside]
    return ClusterRow(
        id=found.id or 0,
        name=found.name or (inside[0][1].title if inside else ""),
        state=state(found),
        found_at=found.found_at,
        decided_at=found.decided_at,
        decided_by=found.decided_by or "",
        reason=found.reason,
        claimants=len({phone for phone in phones if phone}) + phones.count(""),
        members=tuple(_member(one, ticket, city) for one, ticket in inside),
    )


def _member(one: ClusterTicket, ticket: Ticket, city: Directory) -> MemberRow:
    return MemberRow(
        number=ticket.number,
        version=ticket.version,
        title=ticket.title,
        place=ticket.place or city.place_name(ticket.division),
        organizer=city.organizer_name(ticket.organizer),
        status=ticket.status,
        raised_at=ticket.raised_at,
        due_at=ticket.due_at,
        likeness=one.likeness,
    )
