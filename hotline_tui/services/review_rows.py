"""Reviews as rows: what stands in a worklist, in one's own list, or alone.

Clause: 6.1.2, 7.1.2.4.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from hotline_tui.data import quality, reviews
from hotline_tui.data.engine import Session
from hotline_tui.data.quality_tables import QualityReview
from hotline_tui.data.tables import Ticket
from hotline_tui.services import policy
from hotline_tui.services.desk import Desk
from hotline_tui.standard.authority import Act
from hotline_tui.standard.periods import Period
from hotline_tui.standard.policy import Policy
from hotline_tui.standard.refusal import Fault, Refused
from hotline_tui.standard.reports import without_personal_data
from hotline_tui.standard.review import CARD, Cause, Grade, Marks, Reply, Standing, State, points
from hotline_tui.standard.vocabulary import Kind

SHOWN = 1_000
"""How many reviews a list has at most."""


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A review as it stands; `points` are those that count now, `first_points` the reviewer's.

    `until` is by when the agent may answer.
    """

    id: int
    version: int
    ticket: str
    kind: Kind
    title: str
    raised_at: datetime
    agent: str
    name: str
    cause: Cause
    state: State
    drawn_at: datetime
    marks: Marks
    remarks: str
    scored_at: datetime | None
    scored_by: str
    until: datetime | None
    reply: Reply | None
    reply_text: str
    replied_at: datetime | None
    upheld: bool | None
    final_marks: Marks
    decision_reason: str
    decided_at: datetime | None
    decided_by: str

    @property
    def first_points(self) -> float | None:
        """What the reviewer gave."""
        return points(self.marks)

    @property
    def points(self) -> float | None:
        """What counts now."""
        return points(self.final_marks or self.marks)


# ---- lists --------------------------------------------------------------------------------


def waiting(desk: Desk, state: State | None = None, limit: int = SHOWN) -> tuple[ReviewRow, ...]:
    """Reviews of others' work: open objections first, then what is to be scored, then the rest."""
    if not desk.may(Act.DECIDE_REVIEW):
        desk.require(Act.REVIEW_INTAKE)
    with desk.database.reading() as session:
        found = reviews.of_others(session, desk.person.workno, SHOWN)
        rows = _rows(desk, session, found)
    return tuple(one for one in rows if state is None or one.state is state)[:limit]


def own(desk: Desk, limit: int = SHOWN) -> tuple[ReviewRow, ...]:
    """Scored reviews of one's own work, the newest first. Clause: 7.1.2.4."""
    desk.require(Act.ANSWER_REVIEW)
    with desk.database.reading() as session:
        return _rows(desk, session, reviews.of_agent(session, desk.person.workno, limit))


def of_period(
    desk: Desk, of: Period, agent: str = "", team: str | None = None
) -> tuple[ReviewRow, ...]:
    """The reviews behind a period's points: of somebody's work, a team's, or everybody's.

    At an agent's desk those of their own alone, once scored. Clause: 6.1.2, 7.1.2.4.
    """
    mine = not (desk.may(Act.REVIEW_INTAKE) or desk.may(Act.DECIDE_REVIEW))
    if mine:
        desk.require(Act.ANSWER_REVIEW)
        agent = desk.person.workno
    with desk.database.reading() as session:
        known = quality.people(session)
        found = reviews.raised_in(session, of.so_far(desk.now()), agent)
        rows = _rows(desk, session, found)
    return tuple(
        one
        for one in rows
        if (team is None or known.get(one.agent, ("", ""))[1] == team)
        and (one.scored_at is not None or one.agent != desk.person.workno)
    )


def show(desk: Desk, key: int) -> ReviewRow:
    """One review: anybody's for whoever reviews or decides, else one's own. Clause: 6.1.2."""
    with desk.database.reading() as session:
        review, ticket = reviews.by_key(session, key)
        others = desk.may(Act.REVIEW_INTAKE) or desk.may(Act.DECIDE_REVIEW)
        if not others:
            desk.require(Act.ANSWER_REVIEW)
        mine = review.agent == desk.person.workno
        # Nobody learns that their own ticket was drawn before it is scored.
        unknown = review.scored_at is None if mine else not others
        if unknown:
            raise Refused(Fault("review", "", f"没有第 {key} 号质检"))
        return row(desk, session, review, ticket)


# ---- within a transaction -----------------------------------------------------------------


def standing(review: QualityReview, choices: Policy) -> Standing:
    """What the state of a review follows from."""
    return Standing(
        review.agent,
        review.scored_at,
        review.scored_by,
        review.reply,
        review.decided_at,
        choices.review_answer_within,
    )


def graded(marks: Mapping[str, str]) -> dict[str, Grade]:
    """Stored marks as what they mean, of the items that the scorecard has."""
    known = {one.value: one for one in Grade}
    return {one.name: known[marks[one.name]] for one in CARD if one.name in marks}


def valid_marks(review: QualityReview) -> dict[str, Grade]:
    """The marks that count: the final ones where an objection was granted."""
    return graded(review.final_marks or review.marks)


def _rows(desk: Desk, session: Session, found: reviews.Found) -> tuple[ReviewRow, ...]:
    choices, known = policy.within(session), quality.people(session)
    return tuple(_made(desk, one, ticket, choices, known) for one, ticket in found)


def row(desk: Desk, session: Session, review: QualityReview, ticket: Ticket) -> ReviewRow:
    """A review as it stands, read in the caller's transaction."""
    return _rows(desk, session, [(review, ticket)])[0]


def _made(
    desk: Desk,
    one: QualityReview,
    ticket: Ticket,
    choices: Policy,
    known: Mapping[str, tuple[str, str]],
) -> ReviewRow:
    until = one.scored_at + choices.review_answer_within if one.scored_at else None
    return ReviewRow(
        id=one.id or 0,
        version=one.version,
        ticket=ticket.number,
        kind=ticket.kind,
        title=without_personal_data(ticket.title, (ticket.claimant_name,)),
        raised_at=ticket.raised_at,
        agent=one.agent,
        name=known.get(one.agent, ("", ""))[0],
        cause=one.cause,
        state=standing(one, choices).state(desk.now()),
        drawn_at=one.drawn_at,
        marks=graded(one.marks),
        remarks=one.remarks,
        scored_at=one.scored_at,
        scored_by=one.scored_by,
        until=until,
        reply=one.reply,
        reply_text=one.reply_text,
        replied_at=one.replied_at,
        upheld=one.upheld,
        final_marks=graded(one.final_marks),
        decision_reason=one.decision_reason,
        decided_at=one.decided_at,
        decided_by=one.decided_by,
    )
