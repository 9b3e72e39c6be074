"""Writers of one SQLite file take turns, and none of them waits for ever.

SQLite's own wait looks ever more rarely, each tenth of a second in the end, while whoever has come
later looks every few milliseconds: of eight writers without pause one waited for ten seconds.
"""

from __future__ import annotations

import random
import sqlite3
import time

from hotline_tui.data.away import is_busy

LOOK_AGAIN = (0.01, 0.05)
"""Seconds between two looks of a writer that waits, drawn anew each time so that none is last."""


def take_turn(line: sqlite3.Connection, patience: float) -> None:
    """Begin a transaction that writes, after those that write now.

    Raises the driver's `OperationalError` where it was not one's turn within `patience` seconds.
    """
    end = time.monotonic() + patience
    line.execute("PRAGMA busy_timeout=0")
    try:
        while not _begun(line, last=time.monotonic() > end):
            time.sleep(random.uniform(*LOOK_AGAIN))  # noqa: S311 - no secret
    finally:
        line.execute(f"PRAGMA busy_timeout={int(patience * 1000)}")


def _begun(line: sqlite3.Connection, *, last: bool) -> bool:
    try:
        line.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        if last or not is_busy(error):
            raise
        return False
    return True
