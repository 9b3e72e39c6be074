"""Every figure once more, in plain Python over all rows: from the definitions, not the queries."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import select

from hotline_tui.data import tickets as stored
from hotline_tui.data.engine import Database
from hotline_tui.data.handling_tables import (
    Callback,
    Evaluation,
    Feedback,
    ProgressEntry,
    Return,
)
from hotline_tui.data.tables import Dispatch, Ticket
from hotline_tui.standard.figures import Measure
from hotline_tui.standard.periods import Window
from hotline_tui.standard.vocabulary import CallbackResult, Channel, Progress, Status, Worklist


@dataclass
class Books:
    """All rows of a database, of each ticket in the order in which they were written."""

    tickets: dict[int, Ticket]
    callbacks: dict[int, list[Callback]]
    evaluations: dict[int, Evaluation]
    contacts: dict[int, list[datetime]]
    dispatches: dict[int, list[Dispatch]]
    feedbacks: dict[int, list[Feedback]]
    returns: dict[int, list[Return]]


def read(database: Database) -> Books:
    """Everything that is needed to reckon."""
    with database.reading() as session:

        def by_ticket(table: Any) -> dict[int, list[Any]]:
            found: dict[int, list[Any]] = defaultdict(list)
            for row in sorted(session.exec(select(table)), key=lambda row: row.id):
                found[row.ticket_id].append(row)
            return found

        contacts: dict[int, list[datetime]] = defaultdict(list)
        for row in session.exec(select(ProgressEntry)):
            if row.what is Progress.CONTACT:
                contacts[row.ticket_id].append(row.at)
        return Books(
            {row.id or 0: row for row in session.exec(select(Ticket))},
            by_ticket(Callback),
            {row.ticket_id: row for row in session.exec(select(Evaluation))},
            contacts,
            by_ticket(Dispatch),
            by_ticket(Feedback),
            by_ticket(Return),
        )


def within(at: datetime | None, window: Window) -> bool:
    """Whether something happened in a window."""
    return at is not None and window.since <= at < window.until


def raised(books: Books, window: Window) -> list[Ticket]:
    """What was raised in a window."""
    return [one for one in books.tickets.values() if within(one.raised_at, window)]


def ways(tickets: Iterable[Ticket]) -> Counter[Measure]:
    """What became of tickets at once."""
    found: Counter[Measure] = Counter()
    for one in tickets:
        found[Measure.ANSWERED] += one.answered_at is not None
        found[Measure.DISPATCHED] += one.first_dispatched_at is not None
        found[Measure.TURNED_AWAY] += not one.accepted
        found[Measure.CANCELLED] += one.status is Status.CANCELLED
    return found


Facts = Iterator[tuple[str | None, Ticket, Measure]]


def _unit_then(books: Books, ticket: Ticket, round: int, at: datetime) -> str | None:
    if ticket.rounds == round:
        return ticket.organizer
    sent = [one for one in books.dispatches[ticket.id or 0] if one.at <= at]
    return sent[-1].organizer if sent else None


def answers(books: Books, window: Window) -> Facts:
    """What claimants said in a window: of each ticket the last that they said."""
    for key, ticket in books.tickets.items():
        valid = [
            one
            for one in books.callbacks.get(key, [])
            if within(one.at, window) and one.result is CallbackResult.REACHED
        ]
        complete = False
        if valid:
            last = max(valid, key=lambda one: (one.at, one.id))
            unit = _unit_then(books, ticket, last.round, last.at)
            yield unit, ticket, Measure.VALID
            if ticket.excluded:
                yield unit, ticket, Measure.EXCLUDED
            elif ticket.on_account:
                yield unit, ticket, Measure.ON_ACCOUNT
            if last.contacted or any(at <= last.at for at in books.contacts.get(key, [])):
                yield unit, ticket, Measure.RESPONDED
            complete = last.full and last.solved is not None and last.satisfied is not None
            if complete:
                yield unit, ticket, Measure.FULL
                yield unit, ticket, Measure.RATED
                if last.solved:
                    yield unit, ticket, Measure.SOLVED
                if last.satisfied and last.satisfied.good:
                    yield unit, ticket, Measure.SATISFIED
        rated = books.evaluations.get(key)
        if rated and within(rated.at, window) and not complete and ticket.organizer:
            yield ticket.organizer, ticket, Measure.RATED
            if rated.level.good:
                yield ticket.organizer, ticket, Measure.SATISFIED


def deeds(books: Books, window: Window, now: datetime) -> Facts:
    """What units did in a window, and what they should have done."""
    for key, ticket in books.tickets.items():
        sent = books.dispatches.get(key, [])
        if sent and within(sent[-1].at, window):
            due_at = stored.ticking(ticket).sign.due_at
            if ticket.signed_at or (due_at and due_at < now):
                yield sent[-1].organizer, ticket, Measure.SIGN_DUE
            if ticket.signed_at and due_at and ticket.signed_at <= due_at:
                yield sent[-1].organizer, ticket, Measure.SIGNED
        yield from _feedback(books, ticket, window, now)
        for unit in {one.organizer for one in books.returns.get(key, [])
                     if within(one.at, window) and one.reason is not None}:  # fmt: skip
            yield unit, ticket, Measure.RETURNED


def _feedback(books: Books, ticket: Ticket, window: Window, now: datetime) -> Facts:
    given = []
    for one in books.feedbacks.get(ticket.id or 0, []):
        met_at = one.approved_at or (one.at if ticket.channel is Channel.PHONE else None)
        if one.accepted is not False and within(met_at, window):
            given.append((one.at, one.id, met_at, one))
    if given:
        _, _, met_at, last = max(given)
        unit = _unit_then(books, ticket, last.round, last.at)
        yield unit, ticket, Measure.FEEDBACK_DUE
        if last.due_at is None or (met_at and met_at <= last.due_at):
            yield unit, ticket, Measure.FED_BACK
        return
    clock = stored.ticking(ticket).next_due()
    open_still = ticket.worklist is Worklist.HANDLING and clock and clock.clock.value == "feedback"
    if open_still and clock.due_at and within(clock.due_at, window) and clock.due_at < now:
        yield ticket.organizer, ticket, Measure.FEEDBACK_DUE


def tallies(
    books: Books, window: Window, now: datetime, *, assessed: bool
) -> dict[str, Counter[Measure]]:
    """How many of each measure every unit has."""
    found: dict[str, Counter[Measure]] = defaultdict(Counter)
    for facts in (answers(books, window), deeds(books, window, now)):
        for unit, ticket, measure in facts:
            left_out = assessed and (ticket.excluded or ticket.on_account)
            if unit and not left_out:
                found[unit][measure] += 1
    return found
