"""The table of reviews: which ticket a second person looks at, what was found, what came of it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from hotline_tui.data.tables import facts, instant, key, ticket_key, word
from hotline_tui.standard.review import Cause, Reply


class QualityReview(SQLModel, table=True):
    """One review of one agent's ticket, from the draw to the final decision.

    `agent` is whose work it is. Points follow from `marks`, or from `final_marks` where an
    objection was granted; they are stored nowhere. Clause: 7.1.2.1, 7.1.2.2, 7.1.2.4.
    """

    __tablename__ = "quality_review"
    __table_args__ = (
        UniqueConstraint("ticket_id"),
        # Nobody's own work, whatever is tried: the database says so itself.
        CheckConstraint("scored_by <> agent", "review_by_another"),
        CheckConstraint("reply IS NULL OR replied_by = agent", "reply_by_the_agent"),
        CheckConstraint(
            "decided_by = '' OR (decided_by <> agent AND decided_by <> scored_by)",
            "decision_by_a_third",
        ),
    )

    id: int | None = key()
    ticket_id: int = ticket_key(index=False)
    version: int = 1
    agent: str = Field(max_length=40, index=True)
    cause: Cause = word(Cause)
    drawn_at: datetime = instant(required=True, index=True)
    drawn_by: str = Field(max_length=40)
    marks: dict[str, str] = facts()
    remarks: str = ""
    scored_at: datetime | None = instant(index=True)
    scored_by: str = Field(default="", max_length=40)
    reply: Reply | None = word(Reply, required=False)
    reply_text: str = ""
    replied_at: datetime | None = instant()
    replied_by: str = Field(default="", max_length=40)
    upheld: bool | None = None
    final_marks: dict[str, str] = facts()
    decision_reason: str = ""
    decided_at: datetime | None = instant()
    decided_by: str = Field(default="", max_length=40)
