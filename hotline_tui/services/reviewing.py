"""A sample of tickets is drawn and scored by a second person; whose work it is may answer.

Clause: 7.1.2.1, 7.1.2.2, 7.1.2.4.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hotline_tui.data import events, quality, reviews, turns
from hotline_tui.data import tickets as stored
from hotline_tui.data.engine import Session
from hotline_tui.data.quality_tables import QualityReview
from hotline_tui.services import policy
from hotline_tui.services.desk import Desk
from hotline_tui.services.review_rows import ReviewRow, graded, row, standing
from hotline_tui.standard.authority import Act
from hotline_tui.standard.periods import Period
from hotline_tui.standard.refusal import Fault, Refused, refuse_if
from hotline_tui.standard.review import (
    CARD,
    Candidate,
    Cause,
    Grade,
    Marks,
    Reply,
    decision_faults,
    mark_faults,
    points,
    reply_faults,
    sample,
    scoring_faults,
)


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a draw took: how many tickets there were, how many are newly to be reviewed."""

    period: Period
    tickets: int
    new: int


def draw(desk: Desk, of: Period) -> Drawn:
    """Draw the sample of a period; whoever draws again gets the same, and only what is new.

    Clause: 7.1.2.1.
    """
    desk = desk.still()
    desk.require(Act.REVIEW_INTAKE)
    window = of.so_far(desk.now())
    with desk.database.transaction() as session:
        turns.wait(session, turns.REVIEWS)  # two who draw at once take nothing twice
        there = reviews.reviewed(session, window)
        tickets = {one.number: one for one in quality.taken(session, window)}
        candidates = (
            Candidate(one.number, one.agent, _rated_badly(one), one.complained)
            for one in tickets.values()
        )
        taken = sample(candidates, policy.within(session))
        new = [number for number in taken if tickets[number].id not in there]
        for number in sorted(new):
            one = tickets[number]
            session.add(_drawn(desk, one.id, one.agent, taken[number]))
        if new:
            summary = f"质检抽样：{of.name}，{len(tickets)} 件中新抽 {len(new)} 件"
            events.add(session, desk.actor(), "reviews_drawn", summary)
    return Drawn(of, len(tickets), len(new))


def _rated_badly(one: quality.Taken) -> bool:
    rating = one.intake.call.rating if one.intake.call else None
    return rating is not None and not rating.good


def pick(desk: Desk, number: str) -> ReviewRow:
    """Have one ticket reviewed besides the sample. Clause: 7.1.2.1."""
    desk = desk.still()
    desk.require(Act.REVIEW_INTAKE)
    with desk.database.transaction() as session:
        ticket = stored.by_number(session, number.strip())
        if reviews.of_ticket(session, ticket) is not None:
            raise Refused(Fault("number", "7.1.2.1", f"工单 {ticket.number} 已列入质检"))
        if not ticket.registered_by or ticket.source_id is not None:
            raise Refused(Fault("number", "7.1.2.1", "导入的工单没有受理人，不作质检"))
        review = _drawn(desk, ticket.id or 0, ticket.registered_by, Cause.PICKED)
        session.add(review)
        session.flush()
        summary = f"质检点选：{ticket.number}"
        events.add(session, desk.actor(), "reviews_drawn", summary)
        return row(desk, session, review, ticket)


def _drawn(desk: Desk, ticket: int, agent: str, cause: Cause) -> QualityReview:
    return QualityReview(
        ticket_id=ticket, agent=agent, cause=cause, drawn_at=desk.now(), drawn_by=desk.person.workno
    )


@dataclass(frozen=True, slots=True)
class Score:
    """A filled-in scorecard: a grade for each item, and what points were taken for."""

    review: int
    marks: Mapping[str, Grade]
    remarks: str = ""
    version: int | None = None


def score(desk: Desk, wish: Score) -> ReviewRow:
    """Keep a scorecard; nobody scores their own work. Clause: 7.1.2.1, 7.1.2.2."""
    desk = desk.still()
    desk.require(Act.REVIEW_INTAKE)
    with desk.database.transaction() as session:
        review = reviews.locked(session, wish.review, wish.version)
        who = desk.person.workno
        refuse_if(
            (
                *scoring_faults(standing(review, policy.within(session)), who),
                *mark_faults(wish.marks, wish.remarks),
            )
        )
        review.marks = _kept(wish.marks)
        review.remarks = wish.remarks.strip()
        review.scored_at, review.scored_by = desk.now(), who
        told = f"评分第 {review.id} 号质检：{points(wish.marks):g} 分"
        return _changed(desk, session, review, "review_scored", told)


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody says to the review of their own work."""

    review: int
    reply: Reply | None = None
    text: str = ""
    version: int | None = None


def answer(desk: Desk, wish: Answer) -> ReviewRow:
    """Accept, explain, or object, once and in time; an objection is decided. Clause: 7.1.2.4."""
    desk = desk.still()
    desk.require(Act.ANSWER_REVIEW)
    with desk.database.transaction() as session:
        review = reviews.locked(session, wish.review, wish.version)
        who = desk.person.workno
        now = standing(review, policy.within(session))
        refuse_if(reply_faults(now, who, wish.reply, wish.text, desk.now()))
        if wish.reply is None:
            raise AssertionError("an answer without faults says what it is")
        review.reply, review.reply_text = wish.reply, wish.text.strip()
        review.replied_at, review.replied_by = desk.now(), who
        told = f"{wish.reply.label}第 {review.id} 号质检"
        return _changed(desk, session, review, "review_answered", told)


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether a score stands, else the marks in its place, and why."""

    review: int
    upheld: bool | None = None
    reason: str = ""
    marks: Mapping[str, Grade] | None = None
    version: int | None = None


def decide(desk: Desk, wish: Decision) -> ReviewRow:
    """Decide about an objection, for good; neither the agent nor the reviewer does.

    Clause: 7.1.2.4.
    """
    desk = desk.still()
    desk.require(Act.DECIDE_REVIEW)
    with desk.database.transaction() as session:
        review = reviews.locked(session, wish.review, wish.version)
        who, now = desk.person.workno, standing(review, policy.within(session))
        # What is not named stays as the reviewer has it.
        marks = {**graded(review.marks), **(wish.marks or {})} if wish.upheld is False else {}
        refuse_if(decision_faults(now, who, wish.upheld, marks, wish.reason, desk.now()))
        review.upheld, review.decision_reason = wish.upheld, wish.reason.strip()
        review.final_marks = _kept(marks)
        review.decided_at, review.decided_by = desk.now(), who
        verdict = "维持" if wish.upheld else f"改为 {points(marks):g} 分"
        told = f"裁定第 {review.id} 号质检的申诉：{verdict}"
        return _changed(desk, session, review, "review_decided", told)


def _changed(
    desk: Desk, session: Session, review: QualityReview, what: str, told: str
) -> ReviewRow:
    review.version += 1
    session.add(review)
    session.flush()
    _, ticket = reviews.by_key(session, review.id or 0)
    events.add(session, desk.actor(), what, f"{told}（工单 {ticket.number}）")
    return row(desk, session, review, ticket)


def _kept(marks: Marks) -> dict[str, str]:
    return {one.name: marks[one.name].value for one in CARD if one.name in marks}
