"""The audit trail as a chain: what stands in it, how it grows on SQLite, and how it is looked over.

Each record's hash is taken over the one before and over what the record says, so that nothing can
be changed, removed or moved without every later hash telling. PostgreSQL does the same arithmetic
itself (`chain_guard`), as a transaction commits. Clause: 6.1.1.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, NamedTuple

from sqlalchemy import Connection, text

BEGINNING = "0" * 64
"""What stands in the place of a hash before the first record."""

AT_ONCE = 5_000
"""Records that are read and hashed in one go."""

_AT = {
    "sqlite": "at",
    "postgresql": "to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')",
}
FIELDS = "who, name, host, coalesce(CAST(ticket_id AS text), ''), CAST(ticket_version AS text),"
FIELDS += " what, summary, CAST(detail AS text)"


class Record(NamedTuple):
    """What one event says, every part as text; `detail` in the database's own spelling."""

    at: str
    who: str
    name: str
    host: str
    ticket: str
    version: str
    what: str
    summary: str
    detail: str
    login: str = ""


def following(before: str, record: Record) -> str:
    """The hash of a record that follows on the one with the hash `before`."""
    parts = (part.encode() for part in (before, *record))
    # With its length before each part, no two records read the same.
    return sha256(b"".join(b"%d:%s" % (len(part), part) for part in parts)).hexdigest()


def append(driver: Any, records: Sequence[Record]) -> None:
    """Write events at the end of the chain of an SQLite file, whose writer has it for itself."""
    number, last = driver.execute("SELECT number, hash FROM audit_head").fetchone()
    (key,) = driver.execute("SELECT coalesce(max(id), 0) FROM event").fetchone()
    links = []
    for place, record in enumerate(records, 1):
        last = following(last, record)
        links.append((number + place, key + place, record.login, last))
    driver.executemany(
        "INSERT INTO event (id, at, who, name, host, ticket_id, ticket_version, what, summary,"
        " detail) VALUES (?, ?, ?, ?, ?, nullif(?, ''), ?, ?, ?, ?)",
        [(key, *record[:-1]) for (_, key, _, _), record in zip(links, records, strict=True)],
    )
    _bind(driver, links)


def _bind(driver: Any, links: Sequence[tuple[int, int, str, str]]) -> None:
    driver.executemany(
        "INSERT INTO audit_chain (number, event_id, login, hash) VALUES (?, ?, ?, ?)", links
    )
    number, _, _, last = links[-1]
    driver.execute("UPDATE audit_head SET number = ?, hash = ?", (number, last))


def begin(connection: Connection) -> None:
    """Bind together, in the order of their keys, the events that were written before the chain."""
    query = text(
        f"SELECT id, {_AT[connection.dialect.name]}, {FIELDS} FROM event"  # noqa: S608 - our names
        f" WHERE id > :after ORDER BY id LIMIT {AT_ONCE}"
    )
    insert = text("INSERT INTO audit_chain VALUES (:number, :key, '', :hash)")
    number, last, after = 0, BEGINNING, 0
    while found := connection.execute(query, {"after": after}).all():
        links = []
        for after, *fields in found:
            number, last = number + 1, following(last, Record(*fields))
            links.append({"number": number, "key": after, "hash": last})
        connection.execute(insert, links)
    connection.execute(
        text("INSERT INTO audit_head VALUES (1, :number, :hash)"), {"number": number, "hash": last}
    )


@dataclass(frozen=True, slots=True)
class Link:
    """A record in its place; `record` None where the chain has it and the trail has not."""

    number: int
    event: int
    hash: str
    record: Record | None


def head(connection: Connection) -> tuple[int, str]:
    """Where the chain ends: the number and the hash of its last record."""
    found = connection.execute(text("SELECT number, hash FROM audit_head")).one_or_none()
    return (found[0], found[1]) if found else (0, BEGINNING)


def links(connection: Connection) -> Iterator[Link]:
    """The whole chain, in order."""
    query = text(
        "SELECT number, event_id, hash, event.id,"  # noqa: S608 - our own names
        f" {_AT[connection.dialect.name]}, {FIELDS}, login"
        " FROM audit_chain LEFT JOIN event ON event.id = event_id"
        f" WHERE number > :after ORDER BY number LIMIT {AT_ONCE}"
    )
    after = -1
    while found := connection.execute(query, {"after": after}).all():
        for number, event, own, there, *fields in found:
            yield Link(number, event, own, None if there is None else Record(*fields))
        after = found[-1][0]


def unbound(connection: Connection, most: int) -> Sequence[int]:
    """Keys of events that have no place in the chain."""
    query = text(
        "SELECT event.id FROM event LEFT JOIN audit_chain ON event_id = event.id"
        " WHERE event_id IS NULL ORDER BY event.id LIMIT :most"
    )
    return connection.execute(query, {"most": most}).scalars().all()
