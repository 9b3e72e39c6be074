"""The supervisors' worklist: tickets with an open reason for supervision, soonest due first."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from hotline_tui.data import queues
from hotline_tui.data import supervising as stored
from hotline_tui.data.engine import Session
from hotline_tui.data.handling_tables import Request, Supervision
from hotline_tui.data.tables import Ticket
from hotline_tui.services import rows, scope
from hotline_tui.services.claiming import STALE
from hotline_tui.services.desk import Desk
from hotline_tui.services.directory import Directory, at, within
from hotline_tui.services.queueing import PAGE
from hotline_tui.services.rows import QueueRow
from hotline_tui.standard.authority import Act
from hotline_tui.standard.clocks import Clocks
from hotline_tui.standard.vocabulary import Cause, Form, RequestKind

_PLACE = {cause: place for place, cause in enumerate(Cause)}
"""The order in which it is told why a ticket is a candidate: the most pressing first."""


Reason = stored.OpenReason
"""Why a ticket is a candidate, since when, in a few words. Clause: 5.3.3."""


class CandidateRow(NamedTuple):
    """A line of the supervisors' worklist."""

    ticket: QueueRow
    reasons: tuple[Reason, ...]

    @property
    def number(self) -> str:
        """The ticket's number."""
        return self.ticket.number

    @property
    def version(self) -> int:
        """The ticket's version."""
        return self.ticket.version

    @property
    def due_at(self) -> datetime | None:
        """The ticket's next due time."""
        return self.ticket.due_at


@dataclass(frozen=True, slots=True)
class CandidateWish:
    """Which candidates; `after` is the last row of the page before."""

    cause: Cause | None = None
    district: str = ""
    limit: int = PAGE
    after: CandidateRow | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Candidates:
    """A page of candidates and how many there are in all (up to `queues.COUNTED`)."""

    rows: tuple[CandidateRow, ...]
    total: int


@dataclass(frozen=True, slots=True)
class SupervisionRow:
    """One act of supervision; `record` by the names of its form's parts. Clause: 5.3.3."""

    id: int
    form: Form
    organizer: str
    opened_at: datetime
    opened_by: str
    demand: str
    record: dict[str, str | list[str]]
    due_at: datetime | None
    approved_by: str
    outcome: str
    ended_at: datetime | None
    clock: str = ""

    def pressing(self, clocks: Clocks) -> bool:
        """Whether it still asks for something: not completed, or about a limit not yet met."""
        if self.form not in (Form.REMINDER, Form.SYSTEM):
            return self.ended_at is None
        return any(one.clock.value == self.clock and one.running for one in clocks)


@dataclass(frozen=True, slots=True)
class RequestRow:
    """One request and what was decided about it. Clause: 5.3.2.3.2 d."""

    id: int
    number: str
    version: int
    title: str
    kind: RequestKind
    at: datetime
    by: str
    told_by: str
    reason: str
    evidence: str
    review_on: str
    granted: bool | None
    decision_reason: str
    ended_at: datetime | None
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class Overseen:
    """What supervisors know of a ticket beside the ticket itself."""

    reasons: tuple[Reason, ...] = ()
    supervisions: tuple[SupervisionRow, ...] = ()
    requests: tuple[RequestRow, ...] = ()


def candidates(desk: Desk, wish: CandidateWish) -> Candidates:
    """A page of candidates for supervision, each with its reasons. Clause: 5.3.3."""
    desk.require(Act.READ_ALL)
    wanted = queues.Filter(
        district=wish.district, candidate=True, cause=wish.cause.value if wish.cause else ""
    )
    last = wish.after.ticket if wish.after else None
    after = (last.due_at, last.id) if last and last.due_at else None
    with desk.database.reading() as session:
        page = queues.page(session, wanted, desk.now() - STALE, wish.limit, after)
        tickets = rows.queue_rows(page.lines, at(desk.database, page.reference))
        reasons = _reasons(session, [one.id for one in tickets])
    listed = [CandidateRow(one, reasons.get(one.id, ())) for one in tickets]
    return Candidates(tuple(listed), page.total)


def overseen(desk: Desk, number: str) -> Overseen:
    """Reasons, supervisions and requests of one ticket; why it is watched is no unit's business."""
    desk.require(Act.READ_TICKETS)
    with desk.database.reading() as session:
        city = within(session, desk.database)
        ticket = scope.found(desk, session, number)
        known = {} if scope.confined(desk) else _reasons(session, [ticket.id or 0])
        return Overseen(
            known.get(ticket.id or 0, ()),
            tuple(supervision_row(one, city) for one in stored.supervisions(session, ticket)),
            tuple(request_row(one, ticket) for one in stored.requests(session, ticket)),
        )


def undecided(desk: Desk, limit: int = PAGE) -> tuple[RequestRow, ...]:
    """Requests that wait for a decision, those of what is due soonest first."""
    desk.require(Act.READ_ALL)
    with desk.database.reading() as session:
        return tuple(request_row(one, ticket) for one, ticket in stored.undecided(session, limit))


def _reasons(session: Session, tickets: list[int]) -> dict[int, tuple[Reason, ...]]:
    found: dict[int, tuple[Reason, ...]] = {}
    for one in stored.open_reasons(session, tickets):
        others = found.get(one.ticket)
        found[one.ticket] = _in_order(*others, one) if others else (one,)
    return found


def _in_order(*reasons: Reason) -> tuple[Reason, ...]:
    return tuple(sorted(reasons, key=lambda one: _PLACE[one.cause]))


def supervision_row(one: Supervision, city: Directory) -> SupervisionRow:
    """An act of supervision with its unit's name."""
    return SupervisionRow(
        id=one.id or 0,
        form=one.form,
        organizer=city.organizer_name(one.organizer),
        opened_at=one.opened_at,
        opened_by=one.opened_by,
        demand=one.demand,
        record=one.record,
        due_at=one.due_at,
        approved_by=one.approved_by,
        outcome=one.outcome,
        ended_at=one.ended_at,
        clock=one.clock or "",
    )


def request_row(one: Request, ticket: Ticket) -> RequestRow:
    """A request with the ticket that it is about."""
    return RequestRow(
        id=one.id or 0,
        number=ticket.number,
        version=ticket.version,
        title=ticket.title,
        kind=one.kind,
        at=one.at,
        by=one.by,
        told_by=one.told_by,
        reason=one.reason,
        evidence=one.evidence,
        review_on=one.review_on,
        granted=one.granted,
        decision_reason=one.decision_reason,
        ended_at=one.ended_at,
        due_at=ticket.due_at,
    )
