"""Frozen rows: what use cases answer with; table objects never leave the services."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from hotline_tui.data import attachments, knowledge
from hotline_tui.data import tickets as stored
from hotline_tui.data.engine import Session
from hotline_tui.data.queues import Line
from hotline_tui.data.tables import Dispatch, Ticket
from hotline_tui.services.directory import Directory
from hotline_tui.standard.attachment import Medium
from hotline_tui.standard.clocks import Clocks
from hotline_tui.standard.record import (
    Claimant,
    Emergency,
    Instability,
    StatutoryLimit,
    TicketDraft,
)
from hotline_tui.standard.vocabulary import Channel, Kind, Status, Urgency, Way


@dataclass(frozen=True, slots=True)
class EventRow:
    """One line of a history."""

    at: datetime
    who: str
    name: str
    what: str
    summary: str


@dataclass(frozen=True, slots=True)
class DispatchRow:
    """A dispatch as it was sent. Clause: 5.3.2.1.4."""

    at: datetime
    by: str
    organizer: str
    assisting: tuple[str, ...]
    copied_to: tuple[str, ...]
    opinion: str
    way: Way
    limit: timedelta
    due_at: datetime
    catalogue: str
    phone_call: Mapping[str, Any]
    police: Mapping[str, Any]
    emergency_management: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class CitationRow:
    """The article, in its version, behind a direct answer. Clause: 5.3.1."""

    article: int
    version: int
    title: str
    said: str


@dataclass(frozen=True, slots=True)
class AttachmentRow:
    """A file that is kept with a ticket; `size` in bytes. Clause: 5.2.2.2."""

    name: str
    medium: Medium
    media_type: str
    size: int
    sha256: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class TicketRow:
    """A ticket with its clocks, its dispatch and its whole history; units by their names."""

    id: int
    number: str
    version: int
    status: Status
    record: TicketDraft
    complex: bool
    surge: bool
    clocks: Clocks
    due_at: datetime | None
    place_name: str
    raised_at: datetime
    registered_at: datetime
    registered_by: str
    organizer: str
    organizer_code: str
    dispatch: DispatchRow | None
    citations: tuple[CitationRow, ...]
    attachments: tuple[AttachmentRow, ...]
    linked: tuple[str, ...]
    history: tuple[EventRow, ...]
    refusal_reason: str
    refusal_advice: str

    @property
    def kind(self) -> Kind:
        """Kind of ticket."""
        return self.record.kind or Kind.CONSULTATION

    @property
    def urgency(self) -> Urgency:
        """Degree of urgency."""
        return self.record.urgency or Urgency.GENERAL


class QueueRow(NamedTuple):
    """A line of a worklist; `holder` is who has claimed it (empty: nobody).

    A tuple, as a list has hundreds, and they are made anew with each refresh.
    """

    id: int
    number: str
    version: int
    status: Status
    kind: Kind
    urgency: Urgency
    risk: bool
    channel: Channel
    title: str
    clock: str
    due_at: datetime | None
    district: str
    place_name: str
    category: str
    organizer: str
    raised_at: datetime
    holder: str = ""
    taken_at: datetime | None = None

    @property
    def urgent(self) -> bool:
        """Whether it is marked as urgent on every list."""
        return self.urgency.urgent or self.risk


def file_line(one: AttachmentRow) -> str:
    """An attachment in words."""
    kibibytes = max(1, one.size >> 10)
    return f"{one.name}　{one.medium.label}　{kibibytes:,} KB　SHA-256 {one.sha256[:12]}…"


def queue_rows(lines: Iterable[Line], city: Directory) -> tuple[QueueRow, ...]:
    """Worklist lines with the city's names for places, categories and units."""
    names, places = city.division_names, city.place_names
    categories, units = city.category_names, city.organizer_names
    make = QueueRow._make
    # fmt: off
    found = [
        make((
            key, number, version, status, kind, urgency, risk, channel, title, clock or "", due_at,
            names.get(district, ""),
            places.get(division) or city.place_name(division),
            categories.get(category or "", ""),
            units.get(organizer or "", organizer or ""),
            raised_at, holder or "", taken_at,
        ))
        for (
            key, number, version, status, kind, urgency, risk, channel, title, clock, due_at,
            district, division, category, organizer, raised_at, holder, taken_at,
        ) in lines
    ]
    # fmt: on
    return tuple(found)


def record(ticket: Ticket, city: Directory) -> TicketDraft:
    """What was written down, as it was written."""
    category = city.categories.get(ticket.category or "")
    return TicketDraft(
        id=ticket.draft_id,
        channel=ticket.channel,
        kind=ticket.kind,
        urgency=ticket.urgency,
        risk_to_life_or_property=ticket.risk,
        claimant=Claimant(
            ticket.claimant_name,
            ticket.phone,
            ticket.contact,
            ticket.address,
            ticket.confidential,
        ),
        title=ticket.title,
        content=ticket.content,
        category=category.path if category else (),
        division=ticket.division,
        occurred_at=ticket.occurred_at,
        occurred_text=ticket.occurred_text,
        place=ticket.place,
        course=ticket.course,
        present_state=ticket.present_state,
        demand=ticket.demand,
        respondent=ticket.respondent,
        prior_handling=ticket.prior_handling,
        reasons=ticket.reasons,
        instability=Instability(**ticket.instability),
        emergency=Emergency(**ticket.emergency),
        statutory_limit=StatutoryLimit(ticket.statutory_due_at, ticket.statutory_basis),
        not_provided=dict(ticket.not_provided),
        direct=ticket.direct,
    )


def dispatch_row(sent: Dispatch, city: Directory) -> DispatchRow:
    """A stored dispatch with the units' names."""
    return DispatchRow(
        at=sent.at,
        by=sent.by,
        organizer=city.organizer_name(sent.organizer),
        assisting=tuple(city.organizer_name(code) for code in sent.assisting),
        copied_to=tuple(city.organizer_name(code) for code in sent.copied_to),
        opinion=sent.opinion,
        way=sent.way,
        limit=timedelta(hours=sent.limit_hours),
        due_at=sent.due_at,
        catalogue=sent.catalogue,
        phone_call=sent.phone_call,
        police=sent.police,
        emergency_management=sent.emergency_management,
    )


def ticket_row(session: Session, ticket: Ticket, city: Directory) -> TicketRow:
    """The whole of a ticket, read in the caller's transaction."""
    # What the ticket itself rules out is not asked for.
    sent = stored.last_dispatch(session, ticket) if ticket.dispatched_at else None
    cited = stored.citations(session, ticket) if ticket.answered_at else ()
    files = attachments.of(session, ticket) if ticket.attachments else ()
    return TicketRow(
        id=ticket.id or 0,
        number=ticket.number,
        version=ticket.version,
        status=ticket.status,
        record=record(ticket, city),
        complex=ticket.complex,
        surge=ticket.surge,
        clocks=stored.ticking(ticket),
        due_at=ticket.due_at,
        place_name=city.place_name(ticket.division),
        raised_at=ticket.raised_at,
        registered_at=ticket.registered_at,
        registered_by=ticket.registered_by,
        organizer=city.organizer_name(ticket.organizer),
        organizer_code=ticket.organizer or "",
        dispatch=dispatch_row(sent, city) if sent else None,
        citations=tuple(
            CitationRow(
                one.article_id,
                one.article_version,
                knowledge.title_of(session, one.article_id, one.article_version),
                one.said,
            )
            for one in cited
        ),
        attachments=tuple(
            AttachmentRow(
                one.name, one.medium, one.media_type, one.size, one.sha256, one.at, one.by
            )
            for one in files
        ),
        linked=tuple(stored.linked(session, ticket)),
        history=tuple(EventRow(*event) for event in stored.events(session, ticket)),
        refusal_reason=ticket.refusal_reason,
        refusal_advice=ticket.refusal_advice,
    )
