"""The archive: closed tickets in sealed bundles, each look and each export on record.

Clause: 5.6.1, 5.6.2, 5.6.3.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from hotline_tui.data import archives, desk_state, events, records
from hotline_tui.data import directory as people
from hotline_tui.data import tickets as stored
from hotline_tui.data.archives import Sealed
from hotline_tui.data.engine import Session
from hotline_tui.data.handling_tables import Archive
from hotline_tui.data.reference_tables import Operator
from hotline_tui.data.tables import Ticket
from hotline_tui.services import bundling, rows, scope
from hotline_tui.services.desk import Desk, roles
from hotline_tui.services.directory import directory
from hotline_tui.services.rows import TicketRow
from hotline_tui.standard.authority import Act
from hotline_tui.standard.closing import keeper_faults, sealing_faults
from hotline_tui.standard.lifecycle import Action, step
from hotline_tui.standard.refusal import Fault, Refused, refuse_if
from hotline_tui.standard.typed import storable
from hotline_tui.standard.vocabulary import Status


@dataclass(frozen=True, slots=True)
class IntoArchive:
    """The wish to archive a closed ticket; `keeper` is the work number of who keeps it."""

    number: str
    keeper: str = ""
    version: int | None = None


@dataclass(frozen=True, slots=True)
class ArchiveRow:
    """An entry of the archive. Clause: 5.6.3."""

    number: str
    title: str
    at: datetime
    keeper: str
    sha256: str
    parts: tuple[bundling.Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """Entries that hold what was looked for; older ones than `looked_to` were not looked at."""

    rows: tuple[ArchiveRow, ...]
    looked_to: ArchiveRow | None = None


@dataclass(frozen=True, slots=True)
class Verified:
    """How many bundles were looked through, and what is wrong with which."""

    bundles: int
    wrong: tuple[tuple[str, str], ...]


def archive(desk: Desk, wish: IntoArchive) -> TicketRow:
    """Put a ticket that has come to its end into the archive; it is not changed any more.

    Clause: 5.6.1, 5.6.2, 5.6.3.
    """
    desk = desk.still()
    desk.require(Act.ARCHIVE)
    city = directory(desk)
    with desk.database.transaction() as session:
        ticket = stored.locked(session, wish.number, wish.version)
        step(ticket.status, Action.ARCHIVE)
        keeper = wish.keeper.strip()
        kept_by = session.get(Operator, keeper) if keeper else None
        held = roles(kept_by.roles) if kept_by is not None and kept_by.active else frozenset()
        alerts = len(desk_state.alerts_of(session, ticket.id or 0))
        refuse_if((*keeper_faults(keeper, held), *sealing_faults(alerts)))
        stored.move(ticket, Action.ARCHIVE)
        ticket.archived_at = desk.now()
        stored.changed(session, ticket)
        who = f"{kept_by.name}（{keeper}）" if kept_by else keeper
        events.add(session, desk.actor(), "archived", f"归档，保管人 {who}", ticket=ticket)
        made = bundling.bundle(desk, session, ticket, city, keeper)
        session.add(
            Archive(
                ticket_id=ticket.id or 0,
                at=desk.now(),
                keeper=keeper,
                sha256=made.sha256,
                manifest=[asdict(one) for one in made.parts],
                bundle=made.content,
            )
        )
        session.flush()
        return rows.ticket_row(session, ticket, city)


def listed(desk: Desk, limit: int = 50, before: str = "") -> tuple[ArchiveRow, ...]:
    """Entries of the archive, newest first; those behind the entry numbered `before`."""
    desk.require(Act.READ_ALL)
    with desk.database.reading() as session:
        found = archives.listed(session, limit, _behind(session, before))
    return tuple(_row(one) for one in found)


def find(desk: Desk, words: str, limit: int = 50, before: str = "") -> Found:
    """The entry of a number, else those that hold all `words`, newest first.

    Looks through the newest 50 000 entries, or as many behind the one numbered `before`, so that
    it takes no longer as the archive grows; says how far it has looked. Clause: 5.6.3.
    """
    desk.require(Act.READ_ALL)
    text = storable(words)
    with desk.database.reading() as session:
        one = archives.numbered(session, "".join(text.replace("-", "").split()))
        if one is not None:
            return Found((_row(one),))
        found, last = archives.holding(session, text, limit, _behind(session, before))
    return Found(tuple(_row(one) for one in found), _row(last) if last else None)


def _behind(session: Session, number: str) -> Sealed | None:
    if not number:
        return None
    found = archives.numbered(session, number.replace("-", ""))
    if found is None:
        raise Refused(Fault("before", "5.6.1", f"工单 {number} 没有归档"))
    return found


def look(desk: Desk, number: str) -> ArchiveRow:
    """Look an entry up; who looked, and when, stays in the ticket's history. Clause: 5.6.3."""
    desk = desk.still()
    desk.require(Act.READ_TICKETS)
    with desk.database.transaction() as session:
        ticket = scope.found(desk, session, number)
        entry = archives.of(session, ticket)
        if entry is None:
            raise _unarchived(ticket)
        events.add(session, desk.actor(), "looked_up", "查阅档案", ticket=ticket)
        held = archives.parts(session, ticket)  # not the bundle, which takes another authority
        return _row(entry, tuple(bundling.Part(**one) for one in held))


def note_look(desk: Desk, number: str) -> None:
    """Keep that somebody is about to read a ticket, if it is in the archive. Clause: 5.6.3."""
    desk.require(Act.READ_TICKETS)
    with desk.database.reading() as session:
        archived = scope.found(desk, session, number).status is Status.ARCHIVED
    if archived:
        look(desk, number)


def export(desk: Desk, number: str, reason: str) -> bytes:
    """The bundle of an archived ticket; who took it out, and why, is kept. Clause: 5.6.3."""
    desk = desk.still()
    desk.require(Act.EXPORT_ARCHIVE)
    if not reason.strip():
        raise Refused(Fault("reason", "5.6.3", "调出档案须写明用途"))
    with desk.database.transaction() as session:
        ticket = scope.found(desk, session, number)
        kept = _entry(session, ticket)
        summary = f"调出档案：{reason.strip()}"
        events.add(session, desk.actor(), "exported", summary, ticket=ticket)
        return kept.bundle


def verify(desk: Desk, number: str = "") -> Verified:
    """Compute every hash of the archive anew, and compare what is archived with what is there.

    It takes the bundles out, if to nobody, and so needs the authority to. Clause: 5.6.2.
    """
    desk.require(Act.EXPORT_ARCHIVE)
    count = 0
    wrong: list[tuple[str, str]] = []
    with desk.database.reading() as session:
        if number:
            _entry(session, scope.found(desk, session, number))
        for one, kept in archives.each(session, number):
            count += 1
            found = bundling.damage(kept.bundle, kept.sha256, kept.manifest)
            wrong += [(one, told) for told in found]
            if not found:
                now = records.of_ticket(session, stored.by_number(session, one))
                wrong += [
                    (one, f"库中 {table} 与归档时不同")
                    for table in bundling.strayed(kept.bundle, now)
                ]
            session.expunge(kept)
        wrong += [(one, "已归档，却没有档案包") for one in archives.without(session, number)]
    return Verified(count, tuple(wrong))


def keepers(desk: Desk) -> tuple[tuple[str, str], ...]:
    """Who may keep the archive: work numbers and names. Clause: 5.6.3."""
    with desk.database.reading() as session:
        return tuple(
            (one.workno, one.name)
            for one in people.operators(session)
            if one.active and not keeper_faults(one.workno, roles(one.roles))
        )


def _entry(session: Session, ticket: Ticket) -> Archive:
    kept = archives.whole(session, ticket)
    if kept is None:
        raise _unarchived(ticket)
    return kept


def _unarchived(ticket: Ticket) -> Refused:
    return Refused(Fault("number", "5.6.1", f"工单 {ticket.number} 没有归档"))


def _row(one: Sealed, parts: tuple[bundling.Part, ...] = ()) -> ArchiveRow:
    return ArchiveRow(one.number, one.title, one.at, one.keeper, one.sha256, parts)
