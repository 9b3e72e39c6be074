"""The tables of tickets and of what happens to them.

Reference data has its own file (`reference_tables`), knowledge too (`knowledge_tables`).
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Column, ForeignKey, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from hotline_tui.data.columns import Instant, Word, document, identity
from hotline_tui.standard.check import LONGEST
from hotline_tui.standard.policy import NEAR_SHARE
from hotline_tui.standard.vocabulary import (
    Channel,
    Kind,
    Outcome,
    Rating,
    Status,
    Urgency,
    Way,
    Worklist,
)


def key() -> Any:
    """A primary key that the database gives."""
    return Field(default=None, sa_column=Column(identity(), primary_key=True))


def ticket_key(*, primary: bool = False, index: bool = True) -> Any:
    """A reference to a ticket."""
    return Field(
        sa_column=Column(
            identity(),
            ForeignKey("ticket.id"),
            primary_key=primary,
            nullable=False,
            index=index and not primary,
            autoincrement=False,
        )
    )


def instant(*, required: bool = False, index: bool = False) -> Any:
    """A moment."""
    if required:
        return Field(sa_column=Column(Instant(), nullable=False, index=index))
    return Field(default=None, sa_column=Column(Instant(), nullable=True, index=index))


def word(vocabulary: Any, *, required: bool = True) -> Any:
    """One of the standard's words."""
    if required:
        return Field(sa_column=Column(Word(vocabulary), nullable=False))
    return Field(default=None, sa_column=Column(Word(vocabulary), nullable=True))


def facts(default: type[dict[Any, Any]] | type[list[Any]] = dict) -> Any:
    """A JSON document."""
    return Field(default_factory=default, sa_column=Column(document(), nullable=False))


class Ticket(SQLModel, table=True):
    """One matter that was raised.

    `candidate` says that it has an open reason for supervision, `rounds` how often it has been
    handled, `handovers` how often it was returned, recalled or rejected, `ticked_at` up to when
    the system has issued what was due, `closing` how it ended, `attachments` how many files it has,
    `service_complaint` whether it was found to be a valid complaint about the hotline itself.

    Clause: 5.2.3.1 a, 5.2.3.1 b, 5.2.3.1 c, 5.2.3.1 d, 5.2.3.1 e.
    """

    __table_args__ = (
        # What every worklist walks along: soonest due first, one list, one district, one kind.
        Index("ix_ticket_worklist", "worklist", "due_at", "id"),
        Index("ix_ticket_district", "worklist", "district", "due_at", "id"),
        Index("ix_ticket_kind", "worklist", "kind", "due_at", "id"),
        Index("ix_ticket_urgency", "worklist", "urgency", "due_at", "id"),
        Index("ix_ticket_phone", "phone", "raised_at"),
        Index("ix_ticket_address", "address"),
        Index("ix_ticket_place", "place"),
        # What was raised when; today's is counted without a look at the tickets themselves.
        Index("ix_ticket_raised", "raised_at", "id", "kind", "direct"),
        Index("ix_ticket_organizer", "worklist", "organizer", "due_at", "id"),
        Index("ix_ticket_candidate", "candidate", "due_at", "id"),
        Index("ix_ticket_tick", "tick_at"),
        # What was closed and waits for the archive, and the archive itself, newest first.
        Index("ix_ticket_status", "status", "id"),
    )

    id: int | None = key()
    number: str = Field(max_length=20, unique=True)
    draft_id: UUID = Field(unique=True)
    version: int = 1
    status: Status = word(Status)
    # Derived from the facts with every change, to walk along an index (`data.tickets.settle`).
    worklist: Worklist = word(Worklist)
    clock: str | None = Field(default=None, max_length=16)
    due_at: datetime | None = instant()
    tick_at: datetime | None = instant()

    channel: Channel = word(Channel)
    kind: Kind = word(Kind)
    urgency: Urgency = word(Urgency)
    risk: bool = False
    complex: bool = False
    surge: bool = False
    direct: bool | None = None

    claimant_name: str = ""
    phone: str = ""
    contact: str = ""
    address: str = ""
    confidential: bool = False

    title: str = ""
    content: str = ""
    category: str | None = Field(default=None, foreign_key="category.code", max_length=20)
    division: str = Field(default="", max_length=LONGEST["division"])
    district: str = Field(default="", max_length=6)
    occurred_at: datetime | None = instant()
    occurred_text: str = ""
    place: str = ""
    course: str = ""
    present_state: str = ""
    demand: str = ""
    respondent: str = ""
    prior_handling: str = ""
    reasons: str = ""
    instability: dict[str, Any] = facts()
    emergency: dict[str, Any] = facts()
    not_provided: dict[str, str] = facts()
    statutory_due_at: datetime | None = instant()
    statutory_basis: str = ""

    raised_at: datetime = instant(required=True)
    registered_at: datetime = instant(required=True)
    answered_at: datetime | None = instant()
    first_dispatched_at: datetime | None = instant()
    dispatched_at: datetime | None = instant()
    signed_at: datetime | None = instant()
    fed_back_at: datetime | None = instant()
    checked_at: datetime | None = instant()
    again_at: datetime | None = instant()
    closed_at: datetime | None = instant()
    archived_at: datetime | None = instant()
    paused_seconds: int = 0
    feedback_from_signing: bool = False
    near_share: float = NEAR_SHARE
    ticked_at: datetime | None = instant()
    call_after: datetime | None = instant()

    accepted: bool = True
    outcome: Outcome | None = word(Outcome, required=False)
    handovers: int = 0
    rounds: int = 1
    candidate: bool = False
    opinion_watch: bool = False
    on_account: bool = False
    excluded: bool = False
    service_complaint: bool | None = Field(default=None, index=True)
    closing: str = ""
    attachments: int = 0

    registered_by: str = Field(default="", max_length=40)
    organizer: str | None = Field(default=None, foreign_key="organizer.code", max_length=40)
    call_id: int | None = Field(
        default=None, sa_column=Column(identity(), ForeignKey("call.id"), index=True)
    )
    refusal_reason: str = ""
    refusal_advice: str = ""
    source_id: str | None = Field(default=None, max_length=80, unique=True)


class Dispatch(SQLModel, table=True):
    """One dispatch of a ticket, kept as it was sent. Clause: 5.3.2.1.4, 5.3.2.1.5."""

    id: int | None = key()
    ticket_id: int = ticket_key()
    at: datetime = instant(required=True, index=True)
    by: str = Field(max_length=40)
    organizer: str = Field(foreign_key="organizer.code", max_length=40)
    assisting: list[str] = facts(list)
    copied_to: list[str] = facts(list)
    opinion: str = ""
    way: Way = word(Way)
    limit_hours: float = 0.0
    due_at: datetime = instant(required=True)
    catalogue: str = Field(default="", max_length=40)
    phone_call: dict[str, Any] = facts()
    police: dict[str, Any] = facts()
    emergency_management: dict[str, Any] = facts()


class Event(SQLModel, table=True):
    """What was done, by whom, when: the audit trail and the change feed in one."""

    id: int | None = key()
    at: datetime = instant(required=True, index=True)
    who: str = Field(max_length=40)
    name: str = Field(default="", max_length=100)
    host: str = Field(default="", max_length=100)
    ticket_id: int | None = Field(
        default=None, sa_column=Column(identity(), ForeignKey("ticket.id"), index=True)
    )
    ticket_version: int = 0
    what: str = Field(max_length=40)
    summary: str = ""
    detail: dict[str, Any] = facts()


class Claim(SQLModel, table=True):
    """Who is working on a ticket: a lease, alive while `seen_at` is fresh."""

    ticket_id: int = ticket_key(primary=True)
    holder: str = Field(max_length=40)
    desk: str = Field(max_length=40)
    taken_at: datetime = instant(required=True)
    seen_at: datetime = instant(required=True)


class Link(SQLModel, table=True):
    """Two tickets about one matter: linked and counted, never merged away."""

    __table_args__ = (UniqueConstraint("earlier_id", "later_id"),)

    id: int | None = key()
    earlier_id: int = ticket_key()
    later_id: int = ticket_key()
    reason: str = ""
    made_at: datetime = instant(required=True)
    made_by: str = Field(max_length=40)
    undone_at: datetime | None = instant()
    undone_by: str | None = Field(default=None, max_length=40)


class Call(SQLModel, table=True):
    """A telephone call at the hotline; `offered_at`: rating it was offered. Clause: 5.4.1."""

    __table_args__ = (Index("ix_call_open", "agent", "ended_at"),)

    id: int | None = key()
    phone: str = Field(default="", max_length=60, index=True)
    agent: str | None = Field(default=None, max_length=40)
    rung_at: datetime = instant(required=True)
    answered_at: datetime | None = instant()
    offered_at: datetime | None = instant()
    ended_at: datetime | None = instant()
    rating: Rating | None = word(Rating, required=False)
    rated_at: datetime | None = instant()


class Surge(SQLModel, table=True):
    """A time of heavy call traffic, declared by a supervisor. Clause: 5.3.2.1.3 c."""

    id: int | None = key()
    started_at: datetime = instant(required=True)
    started_by: str = Field(max_length=40)
    reason: str = ""
    ended_at: datetime | None = instant()
    ended_by: str | None = Field(default=None, max_length=40)
    # Unique, and null once ended: the database itself allows no second open surge.
    open: bool | None = Field(default=True, unique=True)


class Alert(SQLModel, table=True):
    """An urgent ticket that a supervisor has to acknowledge. Clause: 5.2.2.3 e."""

    id: int | None = key()
    ticket_id: int = ticket_key()
    raised_at: datetime = instant(required=True)
    acknowledged_at: datetime | None = instant(index=True)
    acknowledged_by: str | None = Field(default=None, max_length=40)


class Mail(SQLModel, table=True):
    """A dispatch by e-mail, waiting in the outbox or sent. Clause: 5.3.2.1.2."""

    __tablename__ = "outbox"

    id: int | None = key()
    ticket_id: int = ticket_key()
    recipient: str = ""
    subject: str = ""
    body: str = ""
    written_at: datetime = instant(required=True)
    sent_at: datetime | None = instant(index=True)
    tries: int = 0
    error: str = ""


class Citation(SQLModel, table=True):
    """The article, in its version, that a direct answer was given from. Clause: 5.3.1."""

    id: int | None = key()
    ticket_id: int = ticket_key()
    article_id: int = Field(
        sa_column=Column(identity(), ForeignKey("article.id"), nullable=False, index=True)
    )
    article_version: int
    said: str = ""
    at: datetime = instant(required=True)
    by: str = Field(max_length=40)


class NumberOfDay(SQLModel, table=True):
    """The last ticket number given on a day; its row is the queue of those who want the next."""

    __tablename__ = "number_of_day"

    day: str = Field(primary_key=True, max_length=8)
    last: int
