"""Somebody asks for a ticket to be complex, on account or excluded; a supervisor decides."""

from __future__ import annotations

from dataclasses import dataclass

from hotline_tui.data import events
from hotline_tui.data import supervising as stored_requests
from hotline_tui.data import tickets as stored
from hotline_tui.data.engine import Session
from hotline_tui.data.handling_tables import Request
from hotline_tui.data.tables import Ticket
from hotline_tui.services import rows, scope
from hotline_tui.services.desk import Desk
from hotline_tui.services.directory import directory
from hotline_tui.services.rows import TicketRow
from hotline_tui.standard.authority import Act
from hotline_tui.standard.handling import told_by_faults
from hotline_tui.standard.refusal import Fault, Refused, refuse_if
from hotline_tui.standard.requests import decision_faults, request_faults
from hotline_tui.standard.vocabulary import RequestKind

GRANTED = {
    RequestKind.COMPLEX: "complex",
    RequestKind.ACCOUNT: "on_account",
    RequestKind.EXCLUSION: "excluded",
}
"""The fact of a ticket that a granted request sets."""


@dataclass(frozen=True, slots=True)
class Ask:
    """The wish for something that a supervisor grants; `review_on` is `YYYY-MM-DD`."""

    number: str
    kind: RequestKind | None = None
    reason: str = ""
    evidence: str = ""
    review_on: str = ""
    told_by: str = ""
    version: int | None = None


@dataclass(frozen=True, slots=True)
class Decide:
    """The decision about a request."""

    request: int
    granted: bool | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class End:
    """A matter on account is solved, or an exclusion taken back, with what became of it."""

    request: int
    reason: str = ""


def ask(desk: Desk, wish: Ask) -> TicketRow:
    """Ask for it, for a supervisor to decide. Clause: 5.3.2.3.2 d."""
    desk = desk.still()
    desk.require(Act.REQUEST)
    city = directory(desk)
    with desk.database.transaction() as session:
        ticket = scope.locked(desk, session, wish.number, wish.version)
        known = stored_requests.requests(session, ticket)
        faults = request_faults(
            wish.kind,
            ticket.status,
            wish.reason,
            wish.evidence,
            wish.review_on.strip(),
            stored.ticking(ticket).feedback.due_at,
            desk.now(),
            granted_already=wish.kind is not None and getattr(ticket, GRANTED[wish.kind]),
            undecided=any(one.kind is wish.kind and one.granted is None for one in known),
        )
        refuse_if((*faults, *told_by_faults(desk.person.roles, wish.told_by)))
        kind = wish.kind
        if kind is None:
            raise AssertionError("a request without faults has a kind")
        session.add(
            Request(
                ticket_id=ticket.id or 0,
                kind=kind,
                at=desk.now(),
                by=desk.person.workno,
                told_by=wish.told_by.strip(),
                reason=wish.reason.strip(),
                evidence=wish.evidence.strip(),
                review_on=wish.review_on.strip(),
            )
        )
        stored.changed(session, ticket)
        summary = f"申请{kind.label}：{wish.reason.strip()}"
        events.add(session, desk.actor(), "requested", summary, ticket=ticket)
        return scope.row(desk, session, ticket, city)


def decide(desk: Desk, wish: Decide) -> TicketRow:
    """Grant it or not; nobody decides what they asked for themselves. Clause: 5.3.2.3.2 d."""
    desk = desk.still()
    desk.require(Act.DECIDE_REQUEST)
    city = directory(desk)
    with desk.database.transaction() as session:
        request, ticket = _held(session, wish.request)
        who = desk.person.workno
        decided = request.granted is not None
        refuse_if(decision_faults(decided, wish.granted, wish.reason, request.by, who))
        request.granted, request.decision_reason = wish.granted, wish.reason.strip()
        request.decided_at, request.decided_by = desk.now(), who
        session.add(request)
        if wish.granted:
            setattr(ticket, GRANTED[request.kind], True)
        stored.changed(session, ticket)
        verdict = "同意" if wish.granted else "不同意"
        reason = f"：{wish.reason.strip()}" if wish.reason.strip() else ""
        summary = f"{verdict}{request.kind.label}{reason}"
        events.add(session, desk.actor(), "decided", summary, ticket=ticket)
        return rows.ticket_row(session, ticket, city)


def end(desk: Desk, wish: End) -> TicketRow:
    """Take a matter off the account, or an exclusion back, with what became of it."""
    desk = desk.still()
    desk.require(Act.DECIDE_REQUEST)
    city = directory(desk)
    with desk.database.transaction() as session:
        request, ticket = _held(session, wish.request)
        if not request.granted or request.ended_at or request.kind is RequestKind.COMPLEX:
            raise Refused(Fault("request", "", "这项申请没有可以结束的批复"))
        if not wish.reason.strip():
            raise Refused(Fault("reason", "", "请写明结束的理由：怎样解决、为何撤回"))
        request.ended_at, request.ended_by = desk.now(), desk.person.workno
        request.ended_reason = wish.reason.strip()
        session.add(request)
        setattr(ticket, GRANTED[request.kind], False)
        stored.changed(session, ticket)
        summary = f"结束{request.kind.label}：{wish.reason.strip()}"
        events.add(session, desk.actor(), "request_ended", summary, ticket=ticket)
        return rows.ticket_row(session, ticket, city)


def _held(session: Session, key: int) -> tuple[Request, Ticket]:
    request = stored_requests.request(session, key)
    if request is None:
        raise Refused(Fault("request", "", f"没有第 {key} 号申请"))
    ticket = stored.locked_by_id(session, request.ticket_id)
    session.refresh(request)
    return request, ticket
