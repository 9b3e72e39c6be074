"""Guessing somebody's password takes longer with each wrong one. Clause: 6.1.2."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

FREE = 5
"""Wrong passwords in a row that cost nothing but the typing."""

WINDOW = timedelta(minutes=15)
"""How long a wrong password counts, and the longest wait."""


def shut_until(failures: Sequence[datetime]) -> datetime | None:
    """Until when nobody is let in, right password or not; None: not shut.

    `failures` are the wrong passwords within the last `WINDOW` since the last right one, oldest
    first. The fifth shuts for one minute, each further one for twice as long. Clause: 6.1.2.
    """
    if len(failures) < FREE:
        return None
    doubled = min(len(failures) - FREE, 10)  # beyond that it is cut to the window anyway
    return failures[-1] + min(WINDOW, timedelta(minutes=2**doubled))
