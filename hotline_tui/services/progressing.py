"""An organizer's progress log: contacts, visits, whistle calls, meetings. Clause: 5.3.2.2.5."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from hotline_tui.data import events
from hotline_tui.data import tickets as stored
from hotline_tui.data.handling_tables import ProgressEntry
from hotline_tui.services import scope
from hotline_tui.services.desk import Desk
from hotline_tui.services.directory import directory
from hotline_tui.services.rows import TicketRow
from hotline_tui.services.signing import told_by
from hotline_tui.standard.authority import Act
from hotline_tui.standard.handling import log_faults, progress_faults, told_by_faults
from hotline_tui.standard.refusal import refuse_if
from hotline_tui.standard.vocabulary import Progress


@dataclass(frozen=True, slots=True)
class Log:
    """The wish to write down what was done about a ticket; `at` None says just now.

    `participants` are the units at a whistle call or a meeting, or the leader of an instruction.
    """

    number: str
    what: Progress | None = None
    said: str = ""
    at: datetime | None = None
    participants: tuple[str, ...] = ()
    outcome: str = ""
    next_step: str = ""
    told_by: str = ""
    version: int | None = None


def log(desk: Desk, wish: Log) -> TicketRow:
    """Write down what was done about a ticket, when, with whom, and what came of it.

    Clause: 4.3, 5.3.2.2.3, 5.3.2.2.4, 5.3.2.2.5.
    """
    desk = desk.still()
    desk.require(Act.LOG)
    city = directory(desk)
    at = wish.at or desk.now()
    participants = tuple(one.strip() for one in wish.participants if one.strip())
    with desk.database.transaction() as session:
        ticket = scope.locked(desk, session, wish.number, wish.version)
        sent_at, now = ticket.dispatched_at, desk.now()
        refuse_if(
            (
                *log_faults(ticket.status),
                *progress_faults(
                    wish.what, at, participants, wish.said, wish.outcome, sent_at, now
                ),
                *told_by_faults(desk.person.roles, wish.told_by),
            )
        )
        if wish.what is None:
            raise AssertionError("a wish without faults says what was done")
        entry = ProgressEntry(
            ticket_id=ticket.id or 0,
            at=at,
            written_at=now,
            by=desk.person.workno,
            told_by=wish.told_by.strip(),
            what=wish.what,
            participants=list(participants),
            said=wish.said.strip(),
            outcome=wish.outcome.strip(),
            next_step=wish.next_step.strip(),
        )
        session.add(entry)
        stored.changed(session, ticket)
        summary = _summary(wish.what, entry) + told_by(wish.told_by)
        events.add(session, desk.actor(), "logged", summary, ticket=ticket)
        return scope.row(desk, session, ticket, city)


def _summary(what: Progress, entry: ProgressEntry) -> str:
    parts = [what.label + (f"（{'、'.join(entry.participants)}）" if entry.participants else "")]
    parts.append(entry.said)
    if entry.outcome:
        parts.append(f"结果：{entry.outcome}")
    if entry.next_step:
        parts.append(f"下一步：{entry.next_step}")
    return "；".join(parts)
