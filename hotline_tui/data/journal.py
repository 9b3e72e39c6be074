"""The draft journal: what an agent is typing, on this machine's disk within moments.

A small SQLite file of its own, without SQLAlchemy: it must be there before the database is, and
when the database is away.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from hotline_tui.data.away import why
from hotline_tui.data.files import private_file
from hotline_tui.data.reach import NotKept

_SCHEMA = """
CREATE TABLE IF NOT EXISTS draft (
    id TEXT PRIMARY KEY,
    owner TEXT NOT NULL,
    at TEXT NOT NULL,
    told TEXT NOT NULL,
    content TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS finished (
    id TEXT PRIMARY KEY REFERENCES draft,
    at TEXT NOT NULL,
    act TEXT NOT NULL
);
"""


@dataclass(frozen=True, slots=True)
class Kept:
    """A draft in the journal: whose, since when, in a word, and all that was typed.

    Nobody's (an empty `owner`) while the desk was not open yet.
    """

    id: str
    owner: str
    at: datetime
    told: str
    content: Mapping[str, Any]


class Journal:
    """The journal of one machine. Safe to use from several threads, one at a time.

    What writes raises `NotKept` where the disk has not taken it; then all is as it was before.
    """

    def __init__(self, path: Path) -> None:
        private_file(path)
        self._lock = threading.Lock()
        self._connection = sqlite3.connect(path, check_same_thread=False, timeout=5)
        # WAL keeps what was written when the program is killed, which is what drafts are for.
        self._connection.execute("PRAGMA journal_mode=WAL")
        self._connection.execute("PRAGMA synchronous=NORMAL")
        with self._connection:
            self._connection.executescript(_SCHEMA)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            with self._lock, self._connection:
                yield
        except sqlite3.OperationalError as error:
            raise NotKept(f"写的没有存到本机磁盘（{why(error)}）") from error

    def keep(self, kept: Kept) -> None:
        """Write a draft down; the newest state replaces the one before."""
        row = (
            kept.id,
            kept.owner,
            kept.at.isoformat(),
            kept.told,
            json.dumps(dict(kept.content), ensure_ascii=True),
        )
        with self._writing():
            self._connection.execute("INSERT OR REPLACE INTO draft VALUES (?, ?, ?, ?, ?)", row)

    def drop(self, id: str) -> None:
        """Forget a draft that has become a ticket, or that was thrown away on purpose."""
        with self._writing():
            self._connection.execute("DELETE FROM finished WHERE id = ?", (id,))
            self._connection.execute("DELETE FROM draft WHERE id = ?", (id,))

    def finish(self, id: str, at: datetime, act: Mapping[str, Any]) -> None:
        """Let a draft wait, no longer as a draft, for `act` to be done with it."""
        row = (id, at.isoformat(), json.dumps(dict(act), ensure_ascii=True))
        with self._writing():
            self._connection.execute("INSERT OR REPLACE INTO finished VALUES (?, ?, ?)", row)

    def reopen(self, id: str) -> None:
        """Make a draft again of what could not be done."""
        with self._writing():
            self._connection.execute("DELETE FROM finished WHERE id = ?", (id,))

    def finished(self, owner: str) -> tuple[Mapping[str, Any], ...]:
        """What waits to be done with the drafts of a person, in the order of their finishing."""
        with self._lock:
            found = self._connection.execute(
                "SELECT act FROM finished JOIN draft USING (id) WHERE owner = ?"
                " ORDER BY finished.at, finished.rowid",
                (owner,),
            ).fetchall()
        return tuple(json.loads(act) for (act,) in found)

    def adopt(self, owner: str) -> None:
        """Give the drafts that are nobody's yet to a person."""
        with self._writing():
            self._connection.execute("UPDATE draft SET owner = ? WHERE owner = ''", (owner,))

    def of(self, owner: str) -> tuple[Kept, ...]:
        """All unfinished drafts of a person, newest first."""
        with self._lock:
            found = self._connection.execute(
                "SELECT id, owner, at, told, content FROM draft"
                " WHERE owner = ? AND id NOT IN (SELECT id FROM finished) ORDER BY at DESC",
                (owner,),
            ).fetchall()
        return tuple(
            Kept(key, of, datetime.fromisoformat(at), told, json.loads(content))
            for key, of, at, told, content in found
        )

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()
