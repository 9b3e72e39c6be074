"""Questions without a good answer, and the gaps that alike ones make. Clause: 6.2.1."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, delete, exists, func, or_
from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from hotline_tui.data import directory
from hotline_tui.data.handling_tables import Feedback
from hotline_tui.data.keeping_tables import Gap, GapTicket, Question
from hotline_tui.data.plain import Plain
from hotline_tui.data.tables import Ticket
from hotline_tui.standard.keeping import GapVerdict
from hotline_tui.standard.refusal import Fault, Refused
from hotline_tui.standard.vocabulary import Kind, Outcome

GATHERED = "gaps_gathered"
"""The fact that says up to which feedback all have been looked at."""

_AGAIN = Plain(
    "UPDATE knowledge_question SET times = times + 1, last_at = :now WHERE text = :text"
    " AND NOT EXISTS (SELECT 1 FROM knowledge_gap"
    " WHERE knowledge_gap.id = knowledge_question.gap_id AND knowledge_gap.verdict = :written)"
)
_ANEW = Plain(
    "INSERT INTO knowledge_question (text, times, first_at, last_at) VALUES (:text, 1, :now, :now)"
    " ON CONFLICT (text) DO UPDATE SET times = 1, first_at = :now, last_at = :now, gap_id = NULL"
)


SEVERAL = 2
"""Tickets from which on they make a gap by themselves: one alone may be anything."""

_FORGOTTEN_AT_ONCE = 500


class Asked(NamedTuple):
    """A gap, how often it was asked about, and how many tickets belong to it."""

    gap: Gap
    times: int
    tickets: int


class Answered(NamedTuple):
    """A ticket that was fed back with an answer."""

    feedback: int
    ticket: int
    title: str
    content: str
    category: str | None
    at: datetime


def ask(session: Session, text: str, now: datetime) -> None:
    """Count a question; one that was settled by an article begins anew, as it did not help."""
    written = GapVerdict.WRITTEN.value
    if not _AGAIN.run(session, text=text, now=now, written=written).rowcount:
        _ANEW.run(session, text=text, now=now)


def ungathered(session: Session, limit: int) -> Sequence[Question]:
    """Questions that belong to no gap yet, oldest first."""
    query = select(Question).where(col(Question.gap_id).is_(None)).order_by(col(Question.id))
    return session.exec(query.limit(limit)).all()


def forget(session: Session, before: datetime) -> int:
    """Forget what was asked or came once, long ago, and has become nothing; how many gaps."""
    asked = _sum_by_gap(col(Question.gap_id), func.sum(Question.times))
    came = _sum_by_gap(col(GapTicket.gap_id), func.count())
    query = (
        select(Gap.id)
        .outerjoin(asked, asked.c.gap == col(Gap.id))
        .outerjoin(came, came.c.gap == col(Gap.id))
        .where(
            col(Gap.verdict).is_(None),
            col(Gap.found_at) < before,
            func.coalesce(asked.c.number, 0) + func.coalesce(came.c.number, 0) < SEVERAL,
        )
    )
    old = session.exec(query.limit(_FORGOTTEN_AT_ONCE)).all()
    for table, of in ((Question, Question.gap_id), (GapTicket, GapTicket.gap_id), (Gap, Gap.id)):
        session.connection().execute(delete(table).where(col(of).in_(old)))
    return len(old)


def gathered_to(session: Session) -> int:
    """The key of the last feedback that has been looked at."""
    return int(directory.fact(session, GATHERED, "0"))


def set_gathered_to(session: Session, key: int) -> None:
    """All feedback up to this key has been looked at."""
    directory.set_fact(session, GATHERED, str(key))


def answered(session: Session, after: int, since: datetime, limit: int) -> list[Answered]:
    """Consultations that were dispatched and came back answered, behind a feedback, oldest first.

    What shall be kept confidential is left out.
    """
    query = (
        columns(
            col(Feedback.id),
            col(Ticket.id),
            col(Ticket.title),
            col(Ticket.content),
            col(Ticket.category),
            col(Feedback.at),
        )
        .join(Ticket, col(Ticket.id) == col(Feedback.ticket_id))
        .where(
            col(Feedback.id) > after,
            col(Feedback.at) >= since,
            col(Feedback.outcome) == Outcome.ANSWERED,
            col(Ticket.kind) == Kind.CONSULTATION,
            col(Ticket.confidential).is_(False),
        )
        .order_by(col(Feedback.id))
        .limit(limit)
    )
    return [Answered(*row) for row in session.execute(query)]


def grouped_questions(session: Session) -> list[tuple[int, str]]:
    """Gap and text of all questions in gaps that new ones may still join."""
    query = (
        columns(col(Question.gap_id), col(Question.text))
        .join(Gap, col(Gap.id) == col(Question.gap_id))
        .where(_joinable())
    )
    return [(gap, text) for gap, text in session.execute(query)]


def grouped_tickets(session: Session) -> list[tuple[int, int, str, str, str | None]]:
    """Gap, key, title, content and category of all tickets in such gaps."""
    query = (
        columns(
            col(GapTicket.gap_id),
            col(Ticket.id),
            col(Ticket.title),
            col(Ticket.content),
            col(Ticket.category),
        )
        .join(Ticket, col(Ticket.id) == col(GapTicket.ticket_id))
        .join(Gap, col(Gap.id) == col(GapTicket.gap_id))
        .where(_joinable())
    )
    return list(session.execute(query))


def in_gap(session: Session, tickets: Collection[int]) -> set[int]:
    """Which of these tickets belong to a gap already."""
    query = select(GapTicket.ticket_id).where(col(GapTicket.ticket_id).in_(tickets))
    return set(session.exec(query).all())


def listed(session: Session, *, decided: bool, limit: int) -> list[Asked]:
    """Gaps that are open, most asked first, or decided about, last decided first."""
    times = _sum_by_gap(col(Question.gap_id), func.sum(Question.times))
    came = _sum_by_gap(col(GapTicket.gap_id), func.count())
    asked, tickets = func.coalesce(times.c.number, 0), func.coalesce(came.c.number, 0)
    order = col(Gap.decided_at).desc() if decided else (asked + tickets).desc()
    query = (
        columns(Gap, asked, tickets)
        .outerjoin(times, times.c.gap == col(Gap.id))
        .outerjoin(came, came.c.gap == col(Gap.id))
        .where(_decided(decided), or_(_decided(True), asked > 0, tickets >= SEVERAL))
        .order_by(order, col(Gap.id))
        .limit(limit)
    )
    found = session.execute(query)
    return [Asked(gap, int(asked), int(tickets)) for gap, asked, tickets in found]


def of(session: Session, gap: Gap) -> Asked:
    """One gap with its numbers."""
    times = select(func.coalesce(func.sum(Question.times), 0)).where(Question.gap_id == gap.id)
    came = select(func.count()).select_from(GapTicket).where(GapTicket.gap_id == gap.id)
    return Asked(gap, int(session.exec(times).one()), session.exec(came).one())


def count(session: Session, *, decided: bool) -> int:
    """How many there are of them; a ticket alone is none."""
    came = _sum_by_gap(col(GapTicket.gap_id), func.count())
    is_asked = exists().where(col(Question.gap_id) == col(Gap.id))
    query = (
        columns(func.count())
        .select_from(Gap)
        .outerjoin(came, came.c.gap == col(Gap.id))
        .where(_decided(decided), or_(_decided(True), is_asked, came.c.number >= SEVERAL))
    )
    return int(session.execute(query).scalar_one())


def questions(session: Session, gaps: Iterable[int]) -> Sequence[Question]:
    """The questions of some gaps, most asked first."""
    query = select(Question).where(col(Question.gap_id).in_(tuple(gaps)))
    return session.exec(query.order_by(col(Question.times).desc(), col(Question.id))).all()


def tickets(session: Session, gaps: Iterable[int]) -> list[tuple[int, Ticket, Feedback]]:
    """The tickets of some gaps with their gap and what was answered, newest first."""
    query = (
        columns(col(GapTicket.gap_id), Ticket, Feedback)
        .join(Ticket, col(Ticket.id) == col(GapTicket.ticket_id))
        .join(Feedback, col(Feedback.ticket_id) == col(Ticket.id))
        .where(col(GapTicket.gap_id).in_(tuple(gaps)), col(Feedback.outcome) == Outcome.ANSWERED)
        .order_by(col(Feedback.id))
    )
    last = {ticket.id: (gap, ticket, told) for gap, ticket, told in session.execute(query)}
    return sorted(last.values(), key=lambda one: -(one[1].id or 0))


def locked(session: Session, key: int) -> Gap:
    """A gap, held against other writers. Raises `Refused` when there is none."""
    query = select(Gap).where(Gap.id == key).with_for_update()
    found = session.exec(query.execution_options(populate_existing=True)).one_or_none()
    if found is None:
        raise Refused(Fault("gap", "", f"没有编号为 {key} 的知识缺口"))
    return found


def _sum_by_gap(gap: Any, number: Any) -> Any:
    """A number for each gap, as a table of its own."""
    query = columns(gap.label("gap"), number.label("number")).where(gap.is_not(None))
    return query.group_by(gap).subquery()


def _decided(decided: bool) -> ColumnElement[bool]:
    return col(Gap.verdict).is_not(None) if decided else col(Gap.verdict).is_(None)


def _joinable() -> ColumnElement[bool]:
    """Open, or found not to need an article: what was written did not help whoever asks again."""
    return col(Gap.verdict).is_distinct_from(GapVerdict.WRITTEN)
