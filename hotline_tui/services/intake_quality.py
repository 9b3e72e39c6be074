"""How well tickets are taken down: what the checks find, and reviews, by person and by team.

Everything is computed from recorded facts when it is asked for; no number is kept.
Clause: 7.1.2.1, 7.1.2.2, 7.1.2.3, 7.1.2.4.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import MappingProxyType

from hotline_tui.data import quality as stored
from hotline_tui.data import reviews
from hotline_tui.data.engine import Session
from hotline_tui.data.quality import Taken, Told
from hotline_tui.data.quality_tables import QualityReview
from hotline_tui.services import policy
from hotline_tui.services.desk import Desk
from hotline_tui.services.intake_sums import Sum, Worker
from hotline_tui.services.review_rows import standing, valid_marks
from hotline_tui.standard.authority import Act
from hotline_tui.standard.intake_quality import (
    BY_NAME,
    Aspect,
    Check,
    Targets,
    Weakness,
    checked,
)
from hotline_tui.standard.periods import Period, Window
from hotline_tui.standard.policy import Policy
from hotline_tui.standard.refusal import Fault, Refused
from hotline_tui.standard.reports import without_personal_data
from hotline_tui.standard.review import State, points, slips
from hotline_tui.standard.vocabulary import Kind, Status


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found doubtful in a ticket, and in whose work; nothing about the claimant."""

    ticket: str
    agent: str
    check: Check
    told: str
    kind: Kind
    status: Status
    title: str
    raised_at: datetime


@dataclass(frozen=True, slots=True)
class IntakeQuality:
    """Everybody who took tickets down in a period, as known at a moment. Clause: 7.1.2.1."""

    period: Period
    at: datetime
    window: Window
    workers: tuple[Worker, ...]
    teams: tuple[Worker, ...]
    total: Worker


def targets(choices: Policy) -> Targets:
    """What this city expects."""
    return Targets(timedelta(seconds=choices.answer_seconds), timedelta(hours=choices.intake_hours))


def may_see_all(desk: Desk) -> bool:
    """Whether others' quality may be seen here."""
    return desk.may(Act.REVIEW_INTAKE) or desk.may(Act.DECIDE_REVIEW)


def whose(desk: Desk, agent: str = "") -> str:
    """Whose work is looked at: one's own where one may not see others'; "" is everybody's.

    Raises `Refused` for another's. Clause: 6.1.2.
    """
    if may_see_all(desk):
        return agent
    desk.require(Act.ANSWER_REVIEW)
    own = desk.person.workno
    if agent not in ("", own):
        raise Refused(Fault("agent", "6.1.2", "只能看自己的受理质量"))
    return own


def quality(desk: Desk, of: Period, agent: str = "", told: Told | None = None) -> IntakeQuality:
    """The intake quality of a period by person and team, one's own at an agent's desk.

    Counted by when a matter was raised; `told` hears how far it is, and may raise what stops it.
    Clause: 7.1.2.1, 7.1.2.2, 7.1.2.4.
    """
    agent, now = whose(desk, agent), desk.now()
    window = of.so_far(now)
    with desk.database.snapshot() as session:
        known = stored.people(session)
        teams = {code: team for code, (_, team) in known.items()}
        found = _sums(session, window, agent, now, teams=teams, told=told)
    workers = [one.worker(code, *known.get(code, (code, ""))) for code, one in found.people.items()]
    lines = [one.worker(name, name or "未编班组", name) for name, one in found.teams.items()]
    total = found.total.worker("", "合计", "")
    return IntakeQuality(of, now, window, _ranked(workers), _ranked(lines), total)


@dataclass(slots=True)
class _Sums:
    """Sums of people, of teams, and of all together; in each of them a ticket counts once."""

    people: dict[str, Sum] = field(default_factory=lambda: defaultdict(Sum))
    teams: dict[str, Sum] = field(default_factory=lambda: defaultdict(Sum))
    total: Sum = field(default_factory=Sum)

    def count(self, people: Collection[str], team_of: Mapping[str, str]) -> None:
        """One ticket that was the work of these people."""
        for who in people:
            self.people[who].tickets += 1
        for team in {team_of.get(who, "") for who in people}:
            self.teams[team].tickets += 1
        self.total.tickets += bool(people)

    def join(self, team_of: Mapping[str, str]) -> None:
        """Add up people's checks and reviews."""
        for who, one in self.people.items():
            self.teams[team_of.get(who, "")].join(one)
            self.total.join(one)


def _sums(
    session: Session,
    window: Window,
    agent: str,
    now: datetime,
    *,
    limit: int | None = None,
    teams: Mapping[str, str] = MappingProxyType({}),
    told: Told | None = None,
) -> _Sums:
    found = _Sums()
    choices = policy.within(session)
    wanted = targets(choices)
    for ticket in stored.taken(session, window, agent, limit, told):
        people = set()
        for who, check, doubt in _checked(ticket, wanted):
            if agent in ("", who):
                people.add(who)
                found.people[who].check(check, doubt)
        found.count(people, teams)
    for review, _ in reviews.raised_in(session, window, agent):
        _add_review(found.people[review.agent], review, choices, now)
    found.join(teams)
    return found


def _add_review(into: Sum, review: QualityReview, choices: Policy, now: datetime) -> None:
    state = standing(review, choices).state(now)
    into.open += state is State.DRAWN
    into.objected += state is State.OBJECTED
    marks = valid_marks(review)
    got = points(marks) if state in (State.SCORED, State.FINAL) else None
    if got is not None:
        into.points.append(got)
        into.slips += slips(marks)


def _checked(ticket: Taken, wanted: Targets) -> Iterator[tuple[str, Check, str]]:
    """Each check with whose work it looks at: a dispatch is its dispatcher's."""
    for check, told in checked(ticket.intake, wanted):
        who = ticket.dispatcher if check.aspect is Aspect.DISPATCH else ticket.agent
        if who:
            yield who, check, told


def _ranked(workers: Iterable[Worker]) -> tuple[Worker, ...]:
    """Those first whose work most is found in."""
    return tuple(sorted(workers, key=lambda one: (one.all.value or 0.0, one.code)))


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found, newest first, and how much there is in all."""

    rows: tuple[Finding, ...]
    total: int


def findings(
    desk: Desk, of: Period, *, agent: str = "", team: str | None = None, check: str = "",
    limit: int = 200, told: Told | None = None,
) -> Findings:  # fmt: skip
    """The tickets behind a number: what the checks find, in somebody's work, or a team's.

    The newest of them, and how many there are; `told` as for `quality`. Clause: 7.1.2.3.
    """
    agent, now = whose(desk, agent), desk.now()
    if check and check not in BY_NAME:
        raise Refused(Fault("check", "7.1.2.3", f"没有“{check[:40]}”这项检查"))
    rows: list[Finding] = []
    total = 0
    with desk.database.snapshot() as session:
        wanted = targets(policy.within(session))
        known = stored.people(session)
        for ticket in stored.taken(session, of.so_far(now), agent, told=told):
            for who, one, doubt in _checked(ticket, wanted):
                of_team = team is None or known.get(who, ("", ""))[1] == team
                if doubt and check in ("", one.name) and agent in ("", who) and of_team:
                    total += 1
                    if len(rows) < limit:
                        rows.append(_finding(ticket, who, one, doubt))
    return Findings(tuple(rows), total)


RECENT, LOOKED_BACK = 200, timedelta(days=30)
"""How many of somebody's newest tickets their weaknesses are seen in, and how old these may be."""


def weak(desk: Desk, agent: str = "") -> tuple[Weakness, ...]:
    """The clauses that somebody keeps least of late, the weakest first; one's own if none is named.

    From the checks and from reviews. Clause: 7.1.2.4.
    """
    agent, now = whose(desk, agent) or desk.person.workno, desk.now()
    window = Window(now - LOOKED_BACK, now)
    with desk.database.snapshot() as session:
        found = _sums(session, window, agent, now, limit=RECENT).people.get(agent, Sum())
    return found.weakest


def doubts(desk: Desk, number: str) -> tuple[Finding, ...]:
    """What the checks find in one ticket; at an agent's desk in their own work alone.

    Clause: 7.1.2.3.
    """
    agent = whose(desk)
    with desk.database.reading() as session:
        wanted = targets(policy.within(session))
        return tuple(
            _finding(ticket, who, check, told)
            for ticket in stored.taken_as(session, number)
            for who, check, told in _checked(ticket, wanted)
            if told and agent in ("", who)
        )


def _finding(ticket: Taken, who: str, check: Check, told: str) -> Finding:
    draft = ticket.intake.draft
    title = without_personal_data(draft.title, (draft.claimant.name,))
    return Finding(
        ticket.number, who, check, told, ticket.kind, ticket.status, title, ticket.raised_at
    )
