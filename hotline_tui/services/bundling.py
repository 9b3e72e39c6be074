"""The bundle of a closed ticket: everything about it in one file, each part with its hash.

Clause: 5.6.1.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from hotline_tui.data import attachments, records
from hotline_tui.data.engine import Session
from hotline_tui.data.tables import Ticket
from hotline_tui.services import form, form_pages, rows
from hotline_tui.services.desk import Desk
from hotline_tui.services.directory import Directory
from hotline_tui.standard.record import Claimant

MANIFEST = "manifest.json"
RECORDS = "records.json"

GROWING = ("event", "link")
"""Records to which more may be added later: looks, and tickets that raise the matter again."""


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a bundle."""

    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle's bytes, their hash, and its parts."""

    content: bytes
    sha256: str
    parts: tuple[Part, ...]


def bundle(desk: Desk, session: Session, ticket: Ticket, city: Directory, keeper: str) -> Bundle:
    """Put everything about a ticket into one file, in the caller's transaction. Clause: 5.6.1."""
    row = rows.ticket_row(session, ticket, city)
    whole: Claimant = row.record.claimant
    printed = form.of(desk, session, ticket, city, whole)
    history = [asdict(one) | {"at": one.at.isoformat()} for one in row.history]
    found: dict[str, bytes] = {
        RECORDS: _json(records.of_ticket(session, ticket)),
        "references.json": _json(records.referred(session, ticket)),
        "history.json": _json(history),
        "form.html": form_pages.html(ticket.number, printed).encode(),
    }
    for nth, one in enumerate(attachments.of(session, ticket), 1):
        name = f"attachments/{nth:03d}-{form_pages.plain(one.name).replace('/', '_')}"
        found[name] = attachments.content(session, one.sha256)
    parts = tuple(
        Part(name, sha256(given).hexdigest(), len(given)) for name, given in found.items()
    )
    manifest = {
        "number": ticket.number,
        "archived_at": desk.now().isoformat(),
        "archived_by": desk.person.workno,
        "keeper": keeper,
        "files": [asdict(one) for one in parts],
    }
    content = _zipped({**found, MANIFEST: _json(manifest)})
    return Bundle(content, sha256(content).hexdigest(), parts)


def _json(given: object) -> bytes:
    return json.dumps(given, ensure_ascii=False, indent=1).encode()


def _zipped(files: Mapping[str, bytes]) -> bytes:
    """The files in one, the same bytes for the same files."""
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as whole:
        for name, content in files.items():
            entry = ZipInfo(name)
            entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o600 << 16
            whole.writestr(entry, content)
    return written.getvalue()


# ---- looked through -----------------------------------------------------------------------


def damage(content: bytes, digest: str, manifest: list[dict[str, Any]]) -> tuple[str, ...]:
    """What is wrong with a stored bundle: sentences in Chinese; nothing for a whole one."""
    if sha256(content).hexdigest() != digest:
        return ("整包的 SHA-256 不符",)  # what is not ours is not unpacked
    try:
        with ZipFile(BytesIO(content)) as whole:
            files = {name: whole.read(name) for name in whole.namelist()}
        kept = json.loads(files.pop(MANIFEST))["files"]
    except (BadZipFile, zlib.error, EOFError, KeyError, TypeError, ValueError) as error:
        return (f"不能打开（{error}）",)
    found = [] if kept == manifest else ["清单与登记的不符"]
    listed = {one["name"]: one["sha256"] for one in manifest}
    for name in sorted(listed.keys() | files.keys()):
        if name not in files:
            found.append(f"缺少 {name}")
        elif name not in listed:
            found.append(f"清单上没有 {name}")
        elif sha256(files[name]).hexdigest() != listed[name]:
            found.append(f"{name} 的 SHA-256 不符")
    return tuple(found)


def strayed(content: bytes, now: records.Records) -> tuple[str, ...]:
    """The tables whose rows are no longer those that were archived."""
    with ZipFile(BytesIO(content)) as whole:
        then: records.Records = json.loads(whole.read(RECORDS))
    return tuple(
        name
        for name, archived in then.items()
        if (
            any(one not in now.get(name, []) for one in archived)
            if name in GROWING
            else archived != now.get(name)
        )
    )
