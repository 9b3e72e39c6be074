"""News of change: one call whenever somebody, I or another, has committed something.

SQLite tells by `PRAGMA data_version`, which costs microseconds; PostgreSQL by NOTIFY, with a slow
look behind it for lines that dropped a message.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from sqlalchemy.engine import URL

from hotline_tui.data.engine import Database

if TYPE_CHECKING:
    import psycopg  # a desk on an SQLite file starts without it

CHANNEL = "hotline_events"
POLL_SECONDS = 0.5
SLOW_POLL_SECONDS = 15.0


class News:
    """A thread that watches one database and calls `told` after each change.

    `told` is called on that thread; `lost(True)` when the line to a server is cut, `lost(False)`
    when it is back.
    """

    def __init__(
        self,
        database: Database,
        told: Callable[[], None],
        lost: Callable[[bool], None] = lambda away: None,
    ) -> None:
        self._database = database
        self._told = told
        self._lost = lost
        self._stop = threading.Event()
        watch = self._watch_sqlite if database.sqlite else self._watch_postgresql
        self._thread = threading.Thread(target=watch, name="news", daemon=True)

    def start(self) -> None:
        """Begin to watch."""
        self._thread.start()

    def stop(self) -> None:
        """Watch no longer; returns when the thread has ended."""
        self._stop.set()
        self._thread.join(timeout=5)

    def _watch_sqlite(self) -> None:
        path = str(self._database.path)
        connection = sqlite3.connect(path)
        seen = _data_version(connection)
        # Whatever happened before we watched counts as news too.
        self._told()
        while not self._stop.wait(POLL_SECONDS):
            current = _data_version(connection)
            if current != seen:
                seen = current
                self._told()
        connection.close()

    def _watch_postgresql(self) -> None:
        import psycopg

        away = False
        while not self._stop.is_set():
            try:
                with psycopg.connect(_conninfo(self._database.engine.url), autocommit=True) as line:
                    line.execute(f"LISTEN {CHANNEL}")
                    if away:
                        away = False
                        self._lost(False)
                    self._told()  # of what happened before, as well
                    self._listen(line)
            except psycopg.Error:
                if not away:
                    away = True
                    self._lost(True)
                self._stop.wait(1.0)

    def _listen(self, line: psycopg.Connection[Any]) -> None:
        quiet = 0.0
        while not self._stop.is_set():
            heard = list(line.notifies(timeout=POLL_SECONDS, stop_after=1))
            quiet = 0.0 if heard else quiet + POLL_SECONDS
            if heard or quiet >= SLOW_POLL_SECONDS:
                quiet = 0.0
                self._told()


def _data_version(connection: sqlite3.Connection) -> int:
    found: int = connection.execute("PRAGMA data_version").fetchone()[0]
    return found


def _conninfo(url: URL) -> str:
    return url.set(drivername="postgresql").render_as_string(hide_password=False)
