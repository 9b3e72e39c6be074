"""Questions in vain and tickets that an article could have answered, brought together by likeness.

Done when somebody looks at the list, and by the timer; a portion at a time. Clause: 6.2.1.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from hotline_tui.data import gaps as stored
from hotline_tui.data import turns
from hotline_tui.data.engine import Session
from hotline_tui.data.keeping_tables import LONGEST_QUESTION, Gap, GapTicket, Question
from hotline_tui.kb.alike import OPENING, Alike, Matter
from hotline_tui.kb.anonymous import question
from hotline_tui.services.desk import Desk
from hotline_tui.standard.authority import Act

RECENT = timedelta(days=90)
"""What is older is no gap of today."""

AT_ONCE = 500
"""Questions, and as many tickets, that are brought together in one go."""

ONE_QUESTION = 0.55
"""From this likeness (0 to 1) on, two are one question."""


@dataclass(slots=True)
class _Groups:
    """Matters by the gap that they belong to: a stored one's key, or a new one's name."""

    alike: Alike = field(default_factory=Alike)
    gap_of: dict[int, int | str] = field(default_factory=dict)

    def put(self, matter: Matter, gap: int | str) -> None:
        self.alike.add(matter)
        self.gap_of[matter.key] = gap

    def place(self, matter: Matter, name: str) -> int | str:
        """The gap of what is likest, or a new one of that name."""
        likest = self.alike.likest(matter, ONE_QUESTION)
        gap = self.gap_of[likest[0].key] if likest else name
        self.put(matter, gap)
        return gap


@dataclass(frozen=True, slots=True)
class _Placed:
    """Where new questions and tickets belong, by their keys."""

    questions: Mapping[int, int | str]
    tickets: Mapping[int, int | str]
    begin: int
    end: int


def gather(desk: Desk) -> int:
    """Bring together what is new; how many questions and tickets that were.

    Safe to run many times and in several places at once. Clause: 6.2.1.
    """
    desk.require(Act.KEEP_KNOWLEDGE)
    desk = desk.still()
    since = desk.now() - RECENT
    with desk.database.reading() as session:
        begin = stored.gathered_to(session)
        asked = stored.ungathered(session, AT_ONCE)
        answered = stored.answered(session, begin, since, AT_ONCE)
        if not asked and not answered:
            return 0
        groups = _known(session)
    # Outside the transaction, as nobody who searches is to wait for this.
    placed = _Placed(
        questions={
            one.id or 0: groups.place(Matter(-(one.id or 0), one.text, ""), one.text)
            for one in asked
        },
        tickets={one.ticket: groups.place(_matter(*one[1:5]), _name(one)) for one in answered},
        begin=begin,
        end=answered[-1].feedback if answered else begin,
    )
    with desk.database.transaction() as session:
        turns.wait(session, turns.GATHERING)
        if stored.gathered_to(session) == begin:  # else another desk was here first
            _write(desk, session, placed)
        stored.forget(session, since)
    return len(asked) + len(answered)


def _known(session: Session) -> _Groups:
    groups = _Groups()
    for place, (gap, text) in enumerate(stored.grouped_questions(session), 1):
        groups.put(Matter(-1_000_000_000 - place, text, ""), gap)
    for gap, key, title, content, category in stored.grouped_tickets(session):
        groups.put(_matter(key, title, content, category), gap)
    return groups


def _matter(key: int, title: str, content: str, category: str | None) -> Matter:
    return Matter(key, title, content[:OPENING], category=category or "")


def _name(one: stored.Answered) -> str:
    return question(one.title or one.content, LONGEST_QUESTION) or "（无标题）"


def _write(desk: Desk, session: Session, placed: _Placed) -> None:
    keys = _gaps(desk, session, (*placed.questions.values(), *placed.tickets.values()))
    for key, gap in placed.questions.items():
        asked = session.get(Question, key)
        if asked is not None and asked.gap_id is None:
            asked.gap_id = keys[gap]
            session.add(asked)
    known = stored.in_gap(session, placed.tickets.keys())
    for key, gap in placed.tickets.items():
        if key not in known:
            session.add(GapTicket(ticket_id=key, gap_id=keys[gap]))
    stored.set_gathered_to(session, placed.end)


def _gaps(desk: Desk, session: Session, wanted: Iterable[int | str]) -> dict[int | str, int]:
    """The keys of the gaps, those that are new made."""
    keys: dict[int | str, int] = {}
    for gap in wanted:
        if gap not in keys and isinstance(gap, str):
            made = Gap(name=gap[:LONGEST_QUESTION], found_at=desk.now())
            session.add(made)
            session.flush()
            keys[gap] = made.id or 0
        elif isinstance(gap, int):
            keys[gap] = gap
    return keys
