"""Files kept with a ticket, complete or not at all, and handed out again. Clause: 5.2.2.2."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from hotline_tui.data import attachments, events
from hotline_tui.data import tickets as stored
from hotline_tui.data.attachment_tables import Attachment
from hotline_tui.data.engine import Session
from hotline_tui.data.files import put_new, reason
from hotline_tui.data.tables import Ticket
from hotline_tui.services import scope
from hotline_tui.services.desk import Desk
from hotline_tui.services.directory import directory
from hotline_tui.services.rows import TicketRow
from hotline_tui.standard.attachment import (
    CLAUSE,
    HEAD,
    LARGEST,
    attachment_faults,
    form_of,
    shown,
    too_large,
)
from hotline_tui.standard.authority import Act
from hotline_tui.standard.refusal import Fault, Refused, refuse_if
from hotline_tui.standard.vocabulary import Status


@dataclass(frozen=True, slots=True)
class File:
    """A file's name, without folders, and its bytes."""

    name: str
    content: bytes


class Unreadable(Exception):  # noqa: N818 - a state of the world, told to the person
    """A file that cannot be kept as it is; the end of a sentence in Chinese."""


def attach(desk: Desk, number: str, files: Iterable[File], version: int | None = None) -> TicketRow:
    """Keep files with a ticket, all or none. One that it has already changes nothing.

    Clause: 5.2.2.2, 5.6.2.
    """
    desk = desk.still()
    desk.require(Act.ATTACH)
    given = tuple(files)
    refuse_if(_faults(given))
    city = directory(desk)
    with desk.database.transaction() as session:
        ticket = scope.locked(desk, session, number, version)
        if ticket.status is Status.ARCHIVED:
            raise Refused(Fault("number", "5.6.2", f"工单 {number} 已归档，不能再加附件"))
        kept = _keep(desk, session, ticket, given)
        if kept:
            ticket.attachments += len(kept)
            stored.changed(session, ticket)
            summary = "附件：" + "、".join(f"{one.name}（{one.medium.label}）" for one in kept)
            detail = {"files": [{"name": one.name, "sha256": one.sha256} for one in kept]}
            events.add(session, desk.actor(), "attached", summary, ticket=ticket, detail=detail)
        return scope.row(desk, session, ticket, city)


def attach_files(
    desk: Desk, number: str, paths: Iterable[str], version: int | None = None
) -> TicketRow:
    """Read files of this machine and keep them with a ticket. Clause: 5.2.2.2."""
    return attach(desk, number, read_files(paths), version)


def fetch(desk: Desk, number: str) -> tuple[File, ...]:
    """All files of a ticket; that they were looked at, and by whom, stays in its history.

    Clause: 6.1.1, 5.6.3.
    """
    desk = desk.still()
    desk.require(Act.READ_TICKETS)
    with desk.database.transaction() as session:
        ticket = scope.found(desk, session, number)
        if ticket.confidential and scope.confined(desk):
            message = "诉求人要求保密，附件可能显示其身份，承办单位不能查看"
            raise Refused(Fault("number", "6.1.1", message))
        kept = attachments.of(session, ticket)
        if not kept:
            raise Refused(Fault("number", "", f"工单 {number} 没有附件"))
        summary = f"取出附件（{len(kept)}）"
        events.add(session, desk.actor(), "attachments_fetched", summary, ticket=ticket)
        return tuple(File(one.name, attachments.content(session, one.sha256)) for one in kept)


def read_files(paths: Iterable[str]) -> tuple[File, ...]:
    """The files at these paths. Raises `Refused` with a sentence for each that cannot be read.

    Links are not followed: what they point at may be none of the ticket's business.
    """
    found: list[File] = []
    faults: list[Fault] = []
    for path in paths:
        try:
            found.append(File(Path(path).name, _content(path)))
        except Unreadable as error:
            faults.append(Fault("files", CLAUSE, f"附件“{shown(path)}”{error}"))
    refuse_if(faults)
    return tuple(found)


def put_into(files: Sequence[File], folder: Path) -> list[Path]:
    """Write the files into a folder, all or none, each under its name, with its place before it
    where two have the same.

    Raises `Refused` where one is there already, and where the folder takes nothing.
    """
    names = [one.name for one in files]
    places = [
        folder / (name if names.count(name) == 1 else f"{place}-{name}")
        for place, name in enumerate(names, 1)
    ]
    refuse_if(Fault("folder", "", f"已有 {place}，不覆盖") for place in places if place.exists())
    written: list[Path] = []
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for place, one in zip(places, files, strict=True):
            put_new(place, one.content)
            written.append(place)
    except OSError as error:
        for place in written:
            place.unlink()
        where = error.filename or folder
        raise Refused(Fault("folder", "", f"写不到 {where}（{reason(error)}）")) from None
    return places


def _content(path: str) -> bytes:
    try:
        # A pipe that nobody writes to must not hold the desk up.
        handle = os.open(Path(path).expanduser(), os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with os.fdopen(handle, "rb") as file:
            state = os.fstat(file.fileno())
            if not stat.S_ISREG(state.st_mode):
                raise Unreadable("不是文件")
            if state.st_size > LARGEST:
                raise Unreadable(too_large(state.st_size))
            return file.read(LARGEST + 1)
    except IsADirectoryError:
        raise Unreadable("不是文件") from None
    except (FileNotFoundError, NotADirectoryError, RuntimeError, ValueError):
        # The latter two: a home that nobody has, and a name that no file can have.
        raise Unreadable("不存在") from None
    except OSError as error:
        link = error.errno == errno.ELOOP
        told = "是一个链接：请给出文件本身" if link else f"打不开（{reason(error)}）"
        raise Unreadable(told) from None


def _faults(files: tuple[File, ...]) -> Iterable[Fault]:
    if not files:
        yield Fault("files", CLAUSE, "请写明要附上的文件：files")
    for one in files:
        yield from attachment_faults(one.name, len(one.content), one.content[:HEAD])


def _keep(
    desk: Desk, session: Session, ticket: Ticket, files: tuple[File, ...]
) -> list[Attachment]:
    """Store what the ticket does not have yet."""
    known = {one.sha256 for one in attachments.of(session, ticket)}
    kept: list[Attachment] = []
    for one in files:
        digest = sha256(one.content).hexdigest()
        form = form_of(one.name, one.content[:HEAD])
        if form is None or digest in known:
            continue
        known.add(digest)
        attachments.keep(session, digest, one.content)
        kept.append(
            Attachment(
                ticket_id=ticket.id or 0,
                sha256=digest,
                name=one.name,
                medium=form.medium,
                media_type=form.media_type,
                size=len(one.content),
                at=desk.now(),
                by=desk.person.workno,
            )
        )
    session.add_all(kept)
    return kept
