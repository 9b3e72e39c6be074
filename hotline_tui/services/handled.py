"""What became of a dispatched ticket, as frozen rows beside the ticket's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hotline_tui.data import handling as stored
from hotline_tui.data.engine import Session
from hotline_tui.data.handling_tables import Feedback, ProgressEntry, Return
from hotline_tui.data.tables import Ticket
from hotline_tui.services import scope
from hotline_tui.services.desk import Desk
from hotline_tui.services.directory import Directory, within
from hotline_tui.standard.authority import Act
from hotline_tui.standard.feedback import ELEMENTS, Part
from hotline_tui.standard.moment import BEIJING
from hotline_tui.standard.vocabulary import Outcome, Progress, ReturnReason, Way


@dataclass(frozen=True, slots=True)
class ReturnRow:
    """A ticket given back by its organizer, or taken back: then without `reason`. Clause: 4.2."""

    at: datetime
    by: str
    organizer: str
    told_by: str
    reason: ReturnReason | None
    explanation: str
    evidence: str
    accepted: bool | None
    decided_at: datetime | None
    decided_by: str
    decision_reason: str

    @property
    def recalled(self) -> bool:
        """Whether a supervisor took the ticket away."""
        return self.reason is None

    def told(self) -> str:
        """Why, what was decided, and on what grounds, in one line."""
        parts = [self.reason.label if self.reason else ""]
        if not self.recalled:
            verdict = {None: "待审定", True: "已接受", False: "已驳回"}[self.accepted]
            parts.append(verdict + (f"：{self.decision_reason}" if self.decision_reason else ""))
        parts += [self.explanation, f"依据：{self.evidence}" if self.evidence else ""]
        return "；".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class ProgressRow:
    """One line of the progress log. Clause: 4.3, 5.3.2.2.3, 5.3.2.2.5."""

    at: datetime
    by: str
    told_by: str
    what: Progress
    participants: tuple[str, ...]
    said: str
    outcome: str
    next_step: str

    def told(self) -> str:
        """With whom, what was said or seen, what came of it, in one line."""
        parts = (
            "、".join(self.participants),
            self.said,
            f"结果：{self.outcome}" if self.outcome else "",
            f"下一步：{self.next_step}" if self.next_step else "",
        )
        return "；".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class FeedbackRow:
    """One feedback as it was given; `content` by the names of its elements. Clause: 5.3.2.3.1."""

    round: int
    at: datetime
    due_at: datetime | None
    by: str
    told_by: str
    way: Way
    outcome: Outcome
    content: Mapping[str, Any]
    opinion_watch: str
    leader: str
    approved_at: datetime | None
    accepted: bool | None
    decided_at: datetime | None
    decided_by: str
    decision_reason: str

    def told(self) -> tuple[tuple[str, str], ...]:
        """What it says, element by element, with the standard's labels."""
        return tuple(
            (element.label, _in_words(element.part, self.content[element.name]))
            for element in ELEMENTS[self.outcome]
            if element.name in self.content
        )

    def verdict(self) -> str:
        """What its leader and the hotline made of it, in one line; empty while neither did."""
        approved = f"{self.leader}审核通过" if self.approved_at else ""
        if self.accepted is None:
            return approved
        checked = "内容核对通过" if self.accepted else "退回"
        why = f"：{self.decision_reason}" if self.decision_reason else ""
        return "；".join(part for part in (approved, checked + why) if part)


@dataclass(frozen=True, slots=True)
class Handling:
    """All that followed a dispatch, as far as anything did."""

    outcome: Outcome | None = None
    handovers: int = 0
    rounds: int = 1
    opinion_watch: bool = False
    checked_at: datetime | None = None
    returns: tuple[ReturnRow, ...] = ()
    progress: tuple[ProgressRow, ...] = ()
    feedbacks: tuple[FeedbackRow, ...] = ()


def handling(desk: Desk, number: str) -> Handling:
    """What became of a ticket. Raises `Refused` where there is none, or another unit has it."""
    desk.require(Act.READ_TICKETS)
    with desk.database.reading() as session:
        city = within(session, desk.database)
        return of(session, scope.found(desk, session, number), city)


def of(session: Session, ticket: Ticket, city: Directory) -> Handling:
    """What became of a ticket, read in the caller's transaction."""
    if ticket.first_dispatched_at is None:
        return Handling()
    return Handling(
        outcome=ticket.outcome,
        handovers=ticket.handovers,
        rounds=ticket.rounds,
        opinion_watch=ticket.opinion_watch,
        checked_at=ticket.checked_at,
        returns=tuple(_return(one, city) for one in stored.returns(session, ticket)),
        progress=tuple(_progress(one) for one in stored.progress(session, ticket)),
        feedbacks=tuple(_feedback(one) for one in stored.feedbacks(session, ticket)),
    )


def _return(one: Return, city: Directory) -> ReturnRow:
    return ReturnRow(
        at=one.at,
        by=one.by,
        organizer=city.organizer_name(one.organizer),
        told_by=one.told_by,
        reason=one.reason,
        explanation=one.explanation,
        evidence=one.evidence,
        accepted=one.accepted,
        decided_at=one.decided_at,
        decided_by=one.decided_by or "",
        decision_reason=one.decision_reason,
    )


def _progress(one: ProgressEntry) -> ProgressRow:
    return ProgressRow(
        at=one.at,
        by=one.by,
        told_by=one.told_by,
        what=one.what,
        participants=tuple(one.participants),
        said=one.said,
        outcome=one.outcome,
        next_step=one.next_step,
    )


def _feedback(one: Feedback) -> FeedbackRow:
    return FeedbackRow(
        round=one.round,
        at=one.at,
        due_at=one.due_at,
        by=one.by,
        told_by=one.told_by,
        way=one.way,
        outcome=one.outcome,
        content=dict(one.content),
        opinion_watch=one.opinion_watch,
        leader=one.leader,
        approved_at=one.approved_at,
        accepted=one.accepted,
        decided_at=one.decided_at,
        decided_by=one.decided_by or "",
        decision_reason=one.decision_reason,
    )


def _in_words(part: Part, given: Any) -> str:
    if part is Part.FLAG:
        return "有" if given else "无"
    if part is Part.PAST:
        return f"{datetime.fromisoformat(given).astimezone(BEIJING):%Y-%m-%d %H:%M}"
    return str(given)
