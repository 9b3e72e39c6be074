"""The tables of what follows a dispatch: handling, supervision, callback, archive."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Column, ForeignKey, Index, LargeBinary, UniqueConstraint
from sqlmodel import Field, SQLModel

from hotline_tui.data.columns import identity
from hotline_tui.data.tables import facts, instant, key, ticket_key, word
from hotline_tui.standard.vocabulary import (
    CallbackResult,
    CallbackWay,
    Cause,
    Form,
    Outcome,
    Progress,
    Rating,
    RequestKind,
    ReturnReason,
    Way,
)


class Return(SQLModel, table=True):
    """An organizer gave a ticket back, or a supervisor took it back.

    `reason` is empty for a recall; `accepted` is None until a dispatcher has decided. Clause: 4.2.
    """

    id: int | None = key()
    ticket_id: int = ticket_key()
    at: datetime = instant(required=True)
    by: str = Field(max_length=40)
    organizer: str = Field(foreign_key="organizer.code", max_length=40)
    told_by: str = ""
    reason: ReturnReason | None = word(ReturnReason, required=False)
    explanation: str = ""
    evidence: str = ""
    accepted: bool | None = None
    decided_at: datetime | None = instant()
    decided_by: str | None = Field(default=None, max_length=40)
    decision_reason: str = ""


class ProgressEntry(SQLModel, table=True):
    """One line of a progress log. Clause: 4.3, 5.3.2.2.3, 5.3.2.2.4, 5.3.2.2.5."""

    __tablename__ = "progress"

    id: int | None = key()
    ticket_id: int = ticket_key()
    at: datetime = instant(required=True)
    written_at: datetime = instant(required=True)
    by: str = Field(max_length=40)
    told_by: str = ""
    what: Progress = word(Progress)
    participants: list[str] = facts(list)
    said: str = ""
    outcome: str = ""
    next_step: str = ""


class Feedback(SQLModel, table=True):
    """What an organizer fed back in one round, kept as it was given.

    `content` holds the parts that its kind and outcome ask for; `due_at` is the limit that ran,
    `way` how it came. `leader` approved it where the ticket came online; `accepted` is the
    hotline's check of the content, None until it has been looked at. Clause: 5.3.2.3.1.
    """

    id: int | None = key()
    ticket_id: int = ticket_key()
    round: int
    at: datetime = instant(required=True)
    due_at: datetime | None = instant()
    by: str = Field(max_length=40)
    told_by: str = ""
    way: Way = word(Way)
    outcome: Outcome = word(Outcome)
    content: dict[str, Any] = facts()
    opinion_watch: str = ""
    leader: str = ""
    approved_at: datetime | None = instant()
    accepted: bool | None = None
    decided_at: datetime | None = instant()
    decided_by: str | None = Field(default=None, max_length=40)
    decision_reason: str = ""


class Request(SQLModel, table=True):
    """Something that a supervisor grants or not: complex, on account, excluded.

    `review_on` is the date (`YYYY-MM-DD`) at which a matter on account is looked at again.
    Clause: 5.3.2.3.2 d.
    """

    id: int | None = key()
    ticket_id: int = ticket_key()
    kind: RequestKind = word(RequestKind)
    at: datetime = instant(required=True)
    by: str = Field(max_length=40)
    told_by: str = ""
    reason: str = ""
    evidence: str = ""
    review_on: str = Field(default="", max_length=10, index=True)
    granted: bool | None = Field(default=None, index=True)
    decided_at: datetime | None = instant()
    decided_by: str | None = Field(default=None, max_length=40)
    decision_reason: str = ""
    ended_at: datetime | None = instant()
    ended_by: str | None = Field(default=None, max_length=40)
    ended_reason: str = ""


class Candidate(SQLModel, table=True):
    """An open or settled reason to supervise a ticket; one open for each cause. Clause: 5.3.3."""

    __table_args__ = (UniqueConstraint("ticket_id", "cause", "open"),)

    id: int | None = key()
    ticket_id: int = ticket_key()
    cause: Cause = word(Cause)
    at: datetime = instant(required=True)
    told: str = ""
    # Null once settled, so that the database itself allows one open of each cause.
    open: bool | None = True
    settled_at: datetime | None = instant()
    settled_by: str | None = Field(default=None, max_length=40)
    settled_reason: str = ""


class Supervision(SQLModel, table=True):
    """One act of supervision in one of its forms.

    `clock` and `clock_due_at` say which limit the system reminded of: once each.
    `record` holds what the form asks for; `due_at` is the limit that was set.
    Clause: 5.3.3 a, 5.3.3 b, 5.3.3 c, 5.3.3 d, 5.3.3 e, 5.3.3 f.
    """

    __table_args__ = (
        UniqueConstraint("ticket_id", "form", "clock", "clock_due_at"),
        Index("ix_supervision_open", "ended_at", "due_at"),
    )

    id: int | None = key()
    ticket_id: int = ticket_key()
    form: Form = word(Form)
    clock: str | None = Field(default=None, max_length=16)
    clock_due_at: datetime | None = instant()
    organizer: str | None = Field(default=None, foreign_key="organizer.code", max_length=40)
    opened_at: datetime = instant(required=True)
    opened_by: str = Field(max_length=40)
    demand: str = ""
    record: dict[str, Any] = facts()
    due_at: datetime | None = instant()
    approved_by: str = ""
    approved_at: datetime | None = instant()
    outcome: str = ""
    ended_at: datetime | None = instant()
    ended_by: str | None = Field(default=None, max_length=40)


class Callback(SQLModel, table=True):
    """One attempt to ask a claimant how it went.

    What was not asked is None; `full` says whether all three were to be asked, or only the first.
    Clause: 5.5.2, 5.5.3, 5.5.5 a, 5.5.5 b, 5.5.5 c.
    """

    id: int | None = key()
    ticket_id: int = ticket_key()
    round: int
    at: datetime = instant(required=True, index=True)
    by: str = Field(max_length=40)
    way: CallbackWay = word(CallbackWay)
    result: CallbackResult = word(CallbackResult)
    full: bool = True
    contacted: bool | None = None
    solved: bool | None = None
    satisfied: Rating | None = word(Rating, required=False)
    reasons: list[str] = facts(list)
    remarks: str = ""


class DoNotCall(SQLModel, table=True):
    """A number whose owner does not want to be called back. Clause: 5.5.3."""

    __tablename__ = "do_not_call"

    phone: str = Field(primary_key=True, max_length=60)
    since: datetime = instant(required=True)
    by: str = Field(max_length=40)
    reason: str = ""


class Evaluation(SQLModel, table=True):
    """An online claimant's one evaluation after completion. Clause: 5.5.4."""

    ticket_id: int = ticket_key(primary=True)
    at: datetime = instant(required=True)
    by: str = Field(max_length=40)
    level: Rating = word(Rating)
    reasons: list[str] = facts(list)
    remarks: str = ""


class Cluster(SQLModel, table=True):
    """Tickets about one thing, raised by many: linked, never merged away.

    Proposed by the desk; `decided_at` is when a supervisor named and linked it, or dismissed it.
    Clause: 5.3.3.
    """

    id: int | None = key()
    name: str = ""
    found_at: datetime = instant(required=True)
    linked: bool | None = None
    decided_at: datetime | None = instant(index=True)
    decided_by: str | None = Field(default=None, max_length=40)
    reason: str = ""


class ClusterTicket(SQLModel, table=True):
    """A ticket in a cluster, how alike it was, and whether it was taken out again."""

    __tablename__ = "cluster_ticket"
    __table_args__ = (UniqueConstraint("cluster_id", "ticket_id"),)

    id: int | None = key()
    cluster_id: int = Field(
        sa_column=Column(identity(), ForeignKey("cluster.id"), nullable=False, index=True)
    )
    ticket_id: int = ticket_key()
    likeness: float
    added_at: datetime = instant(required=True)
    removed_at: datetime | None = instant()
    removed_by: str | None = Field(default=None, max_length=40)


class Archive(SQLModel, table=True):
    """The sealed bundle of a closed ticket, and who keeps it. Clause: 5.6.1, 5.6.2, 5.6.3."""

    ticket_id: int = ticket_key(primary=True)
    at: datetime = instant(required=True, index=True)
    keeper: str = Field(max_length=40)
    sha256: str = Field(max_length=64)
    manifest: list[dict[str, Any]] = facts(list)
    bundle: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
