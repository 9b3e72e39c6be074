"""The tables of what organizers are told of their assessment, its uses, and their own analyses."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Column, ForeignKey
from sqlmodel import Field, SQLModel

from hotline_tui.data.columns import identity
from hotline_tui.data.tables import facts, instant, key, word
from hotline_tui.standard.telling_units import Step, Use


class AssessmentNotice(SQLModel, table=True):
    """An organizer's results of a period, as they were when it was told; its answer.

    `told_by` is who at the organizer said so, where the hotline writes it down. Clause: 7.1.3.4.
    """

    __tablename__ = "assessment_notice"

    id: int | None = key()
    version: int = 1
    organizer: str = Field(max_length=20, index=True)
    period: str = Field(max_length=40)
    figures: dict[str, Any] = facts()
    at: datetime = instant(required=True)
    by: str = Field(max_length=40)
    received_at: datetime | None = instant()
    received_by: str = Field(default="", max_length=40)
    told_by: str = Field(default="", max_length=100)
    objection: str = ""
    objected_at: datetime | None = instant()
    objected_by: str = Field(default="", max_length=40)
    upheld: bool | None = None
    decision: str = ""
    decided_at: datetime | None = instant()
    decided_by: str = Field(default="", max_length=40)


class AssessmentUse(SQLModel, table=True):
    """What results were used for, by whom, and what followed. Clause: 7.1.3.5."""

    __tablename__ = "assessment_use"

    id: int | None = key()
    notice_id: int = Field(
        sa_column=Column(identity(), ForeignKey("assessment_notice.id"), nullable=False, index=True)
    )
    organizer: str = Field(max_length=20)
    use: Use = word(Use)
    step: Step = word(Step)
    to: str = Field(max_length=200)
    note: str
    improvement_id: int | None = Field(
        default=None,
        sa_column=Column(identity(), ForeignKey("improvement.id"), nullable=True),
    )
    at: datetime = instant(required=True)
    by: str = Field(max_length=40)


class OrganizerAnalysis(SQLModel, table=True):
    """What an organizer makes of the matters of a period, and the figures of that moment.

    Clause: 6.3.1.5.
    """

    __tablename__ = "organizer_analysis"

    id: int | None = key()
    organizer: str = Field(max_length=20, index=True)
    period: str = Field(max_length=40, index=True)
    texts: dict[str, str] = facts()
    figures: dict[str, Any] = facts()
    at: datetime = instant(required=True)
    by: str = Field(max_length=40)
    told_by: str = Field(default="", max_length=100)
