"""The wallboard: what stands in each list, what expires next, today's intake, who is at work.

Clause: 5.2.2.2, 5.3.2.1.3 a, 5.3.2.2.2 a, 5.3.2.3.2 a.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from hotline_tui.data import wall as stored
from hotline_tui.data.engine import Session
from hotline_tui.data.tables import Call
from hotline_tui.services import rows
from hotline_tui.services.desk import Desk
from hotline_tui.services.directory import Directory, within
from hotline_tui.services.heeding import Unheeded, unheeded_within
from hotline_tui.services.rows import QueueRow
from hotline_tui.standard.authority import Act
from hotline_tui.standard.moment import BEIJING
from hotline_tui.standard.vocabulary import Kind, Urgency, Worklist

LISTS = (Worklist.DISPATCH, Worklist.SIGN, Worklist.HANDLING, Worklist.CALLBACK)
EXPIRING = (Worklist.DISPATCH, Worklist.SIGN, Worklist.HANDLING)
"""Lists whose tickets expire: a callback that falls due is no limit that runs out."""

WRAP_UP = timedelta(minutes=2)
"""So long after a call its agent is taken to be writing it up."""

AWAY_AFTER = timedelta(minutes=15)
"""Who has neither called nor done anything for so long is taken to be away."""

NEXT = 20
"""How many of the tickets that expire next are read."""


@dataclass(frozen=True, slots=True)
class ListRow:
    """One list: how many of each class, how many overdue, and the one that is due soonest."""

    worklist: Worklist
    by_class: Mapping[Urgency, int]
    overdue: int
    first: QueueRow | None

    @property
    def total(self) -> int:
        """How many there are."""
        return sum(self.by_class.values())


@dataclass(frozen=True, slots=True)
class Intake:
    """Today's tickets: by kind, by hour from midnight until now, and how many answered directly."""

    by_kind: Mapping[Kind, int]
    by_hour: tuple[int, ...]
    direct: int

    @property
    def total(self) -> int:
        """How many there are."""
        return sum(self.by_hour)


@dataclass(frozen=True, slots=True)
class Agents:
    """How many agents are on a call, writing one up, free, away; and calls that ring."""

    on_call: int
    wrapping_up: int
    free: int
    away: int
    ringing: int


@dataclass(frozen=True, slots=True)
class Wall:
    """Everything on the wallboard, as it was at one moment."""

    at: datetime
    lists: tuple[ListRow, ...]
    next_due: tuple[QueueRow, ...]
    candidates: int
    warnings: Unheeded
    intake: Intake
    agents: Agents
    districts: tuple[tuple[str, int], ...]


def wall(desk: Desk) -> Wall:
    """What the wallboard shows now."""
    desk.require(Act.READ_ALL)
    now = desk.now()
    with desk.database.reading() as session:
        city = within(session, desk.database)
        return Wall(
            at=now,
            lists=_lists(session, city, now),
            next_due=_next_due(session, city, now),
            candidates=stored.candidates(session),
            warnings=unheeded_within(session, city, now),
            intake=_intake(session, now),
            agents=_agents(session, now),
            districts=tuple(
                (city.place_name(code), many)
                for code, many in stored.by_district(session).most_common()
                if code
            ),
        )


def _lists(session: Session, city: Directory, now: datetime) -> tuple[ListRow, ...]:
    counted = stored.by_class(session)
    found = []
    for worklist in LISTS:
        first = rows.queue_rows(stored.soonest(session, worklist, 1), city)
        by_class = {urgency: many for (of, urgency), many in counted.items() if of is worklist}
        overdue = stored.overdue(session, worklist, now) if worklist in EXPIRING else 0
        found.append(ListRow(worklist, by_class, overdue, first[0] if first else None))
    return tuple(found)


def _next_due(session: Session, city: Directory, now: datetime) -> tuple[QueueRow, ...]:
    lines = [
        line for worklist in EXPIRING for line in stored.soonest(session, worklist, NEXT, after=now)
    ]
    lines.sort(key=lambda line: (line.due_at or now, line.id))
    return rows.queue_rows(lines[:NEXT], city)


def _intake(session: Session, now: datetime) -> Intake:
    hour = now.astimezone(BEIJING).replace(hour=0, minute=0, second=0, microsecond=0)
    by_kind, by_hour, direct = Counter[Kind](), list[int](), 0
    while hour <= now:
        found = stored.raised(session, hour)
        by_hour.append(sum(many for _, many, _ in found))
        for kind, many, answered in found:
            by_kind[kind] += many
            direct += answered
        hour += stored.HOUR
    return Intake(by_kind, tuple(by_hour), direct)


def _agents(session: Session, now: datetime) -> Agents:
    calls = stored.calls(session, now - WRAP_UP)
    known = set(stored.agents(session))
    on_call = _whose(one for one in calls if one.answered_at and not one.ended_at)
    wrapping_up = _whose(one for one in calls if one.answered_at and one.ended_at) - on_call
    here = stored.seen(session, now - AWAY_AFTER) & known - on_call - wrapping_up
    return Agents(
        on_call=len(on_call),
        wrapping_up=len(wrapping_up),
        free=len(here),
        away=len(known - on_call - wrapping_up - here),
        ringing=sum(one.answered_at is None and one.ended_at is None for one in calls),
    )


def _whose(calls: Iterable[Call]) -> set[str]:
    return {one.agent for one in calls if one.agent}
