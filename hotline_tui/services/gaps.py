"""Gaps of the knowledge base: what was looked for in vain, listed by how often, and settled.

A question is kept without names and numbers, and without who asked. Clause: 6.1.1, 6.2.1.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from hotline_tui.data import events
from hotline_tui.data import gaps as stored
from hotline_tui.data.engine import Session
from hotline_tui.data.gaps import Asked
from hotline_tui.data.handling_tables import Feedback
from hotline_tui.data.keeping_tables import LONGEST_QUESTION, Question
from hotline_tui.data.knowledge_tables import Article
from hotline_tui.data.tables import Ticket
from hotline_tui.kb.anonymous import question, without_people
from hotline_tui.services.desk import Desk
from hotline_tui.services.directory import Directory, within
from hotline_tui.services.gathering import gather
from hotline_tui.standard.authority import Act
from hotline_tui.standard.keeping import SHORTEST, GapVerdict, gap_faults
from hotline_tui.standard.refusal import Fault, refuse_if

PAGE = 100
"""Gaps that a list shows at most."""

SHOWN = 5
"""Tickets of a gap that are shown with what was answered."""


@dataclass(frozen=True, slots=True)
class AnsweredRow:
    """A ticket that came back answered: its matter and the answer, without names and numbers."""

    number: str
    title: str
    unit: str
    answer: str


@dataclass(frozen=True, slots=True)
class GapRow:
    """Questions alike; `times` they were asked in vain, `tickets` that were dispatched for it."""

    id: int
    name: str
    times: int
    tickets: int
    last_at: datetime
    questions: tuple[str, ...]
    answered: tuple[AnsweredRow, ...]
    verdict: GapVerdict | None
    article: int | None
    reason: str
    decided_at: datetime | None
    decided_by: str

    @property
    def number(self) -> str:
        """What it is called in lists and commands."""
        return str(self.id)

    @property
    def version(self) -> int:
        """Another one after each question, each ticket and each decision."""
        return (self.times + self.tickets) * 10 + (self.verdict is not None)


@dataclass(frozen=True, slots=True)
class Gaps:
    """A page of gaps, and how many there are in all."""

    rows: tuple[GapRow, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Filled:
    """The wish to settle a gap: by the article that was written, or for the reason why none is."""

    id: int
    verdict: GapVerdict
    article: int | None = None
    reason: str = ""


def unanswered(desk: Desk, query: str) -> bool:
    """Count what was looked for without a good answer; whether there was anything to keep.

    No event is written, as nobody has done anything that others must hear of. Clause: 6.2.1.
    """
    desk.require(Act.SEARCH_KNOWLEDGE)
    text = question(query, LONGEST_QUESTION)
    if len(text) < SHORTEST:
        return False
    with desk.database.transaction() as session:
        stored.ask(session, text, desk.now())
    return True


def gaps(desk: Desk, *, decided: bool = False, limit: int = PAGE) -> Gaps:
    """The gaps to be filled, most asked first, or those that were settled. Clause: 6.2.1."""
    desk.require(Act.KEEP_KNOWLEDGE)
    if not decided:
        gather(desk)
    with desk.database.reading() as session:
        found = stored.listed(session, decided=decided, limit=limit)
        total = stored.count(session, decided=decided)
        return Gaps(_rows(session, found, within(session, desk.database)), total)


def fill(desk: Desk, wish: Filled) -> GapRow:
    """Settle a gap: an article has been written, or none is needed. Clause: 6.2.1."""
    desk = desk.still()
    desk.require(Act.KEEP_KNOWLEDGE)
    with desk.database.transaction() as session:
        found = stored.locked(session, wish.id)
        faults = list(gap_faults(wish.verdict, wish.article, wish.reason))
        if wish.verdict is GapVerdict.WRITTEN and wish.article is not None:
            faults += _article_faults(session, wish.article)
        refuse_if(faults)
        asked = stored.of(session, found)
        found.verdict, found.reason = wish.verdict, wish.reason.strip()
        found.article_id = wish.article if wish.verdict is GapVerdict.WRITTEN else None
        found.asked = asked.times + asked.tickets
        found.decided_at, found.decided_by = desk.now(), desk.person.workno
        session.add(found)
        told = f"知识点 {wish.article}" if found.article_id else found.reason
        summary = f"知识缺口“{found.name}”：{wish.verdict.label}，{told}"
        events.add(session, desk.actor(), "gap_settled", summary)
        session.flush()
        return _rows(session, [asked], within(session, desk.database))[0]


def _article_faults(session: Session, article: int) -> Iterable[Fault]:
    found = session.get(Article, article)
    if found is None or not found.published:
        yield Fault("article", "6.2.1", f"知识库里没有已发布的知识点 {article}")


def _rows(session: Session, found: Iterable[Asked], city: Directory) -> tuple[GapRow, ...]:
    all_gaps = tuple(found)
    keys = [one.gap.id or 0 for one in all_gaps]
    questions: dict[int, list[Question]] = {}
    for one in stored.questions(session, keys):
        questions.setdefault(one.gap_id or 0, []).append(one)
    tickets: dict[int, list[AnsweredRow]] = {}
    for gap, ticket, feedback in stored.tickets(session, keys):
        if len(rows := tickets.setdefault(gap, [])) < SHOWN:
            rows.append(_answered(ticket, feedback, city))
    return tuple(_row(one, questions, tickets) for one in all_gaps)


def _row(
    one: Asked,
    questions: Mapping[int, list[Question]],
    tickets: Mapping[int, list[AnsweredRow]],
) -> GapRow:
    gap = one.gap
    asked = questions.get(gap.id or 0, [])
    return GapRow(
        id=gap.id or 0,
        name=gap.name,
        times=one.times,
        tickets=one.tickets,
        last_at=max((one.last_at for one in asked), default=gap.found_at),
        questions=tuple(one.text for one in asked),
        answered=tuple(tickets.get(gap.id or 0, ())),
        verdict=gap.verdict,
        article=gap.article_id,
        reason=gap.reason,
        decided_at=gap.decided_at,
        decided_by=gap.decided_by or "",
    )


def _answered(ticket: Ticket, feedback: Feedback, city: Directory) -> AnsweredRow:
    answer = str(feedback.content.get("answer", ""))
    return AnsweredRow(
        number=ticket.number,
        title=question(ticket.title or ticket.content, LONGEST_QUESTION),
        unit=city.organizer_name(ticket.organizer),
        answer=without_people(answer),
    )
