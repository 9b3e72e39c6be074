"""The tables of reports: what each says, who approved it, where it went; which are not needed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Column, ForeignKey
from sqlmodel import Field, SQLModel

from hotline_tui.data.columns import identity
from hotline_tui.data.tables import facts, instant, key, ticket_key, word
from hotline_tui.standard.reports import ReportKind


class Report(SQLModel, table=True):
    """One report, from its first draft to its sending.

    `figures` is what it was made from, as it was `at` that moment: never changed, so that the
    report can be made again identically. `texts` may be written until it is approved. `matter` is
    how the codes of the categories that it looks at begin. Clause: 6.3.2.1.1, 6.3.2.2.
    """

    id: int | None = key()
    kind: ReportKind = word(ReportKind)
    version: int = 1
    period: str = Field(default="", max_length=40)
    matter: str = Field(default="", max_length=20)
    ticket_id: int | None = Field(
        default=None,
        sa_column=Column(identity(), ForeignKey("ticket.id"), nullable=True, index=True),
    )
    title: str = Field(max_length=200)
    at: datetime = instant(required=True, index=True)
    by: str = Field(max_length=40)
    due_at: datetime | None = instant()
    figures: dict[str, Any] = facts()
    texts: dict[str, str] = facts()
    approved_at: datetime | None = instant()
    approved_by: str = Field(default="", max_length=40)
    sent_at: datetime | None = instant()
    sent_by: str = Field(default="", max_length=40)
    sent_to: str = ""


class ReportWaiver(SQLModel, table=True):
    """Why an emergency needs no report, and whether that was approved. Clause: 6.3.2.1.1."""

    __tablename__ = "report_waiver"

    id: int | None = key()
    ticket_id: int = ticket_key()
    reason: str
    at: datetime = instant(required=True)
    by: str = Field(max_length=40)
    granted: bool | None = None
    decision: str = ""
    decided_at: datetime | None = instant()
    decided_by: str = Field(default="", max_length=40)
