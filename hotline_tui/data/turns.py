"""Taking turns where there is no row yet to wait at: one lock by key until the transaction ends."""

from __future__ import annotations

from sqlalchemy import text
from sqlmodel import Session

IMPORT = 12345
"""One import writes at a time."""

SURGE = 12346
"""One supervisor declares or ends a surge at a time."""

CLUSTERS = 12347
"""One process writes down which new tickets are about one thing."""

PEOPLE = 12348
"""One person is added at a time."""

COMPARING = 12349
"""One process writes down which articles double each other."""

GATHERING = 12350
"""One process writes down which questions are one gap."""

REVIEWS = 12351
"""One reviewer draws a sample at a time."""

WAIVERS = 12352
"""One person proposes that an emergency needs no report at a time."""

WARNINGS = 12353
"""One process looks for warnings at a time."""


def wait(session: Session, key: int) -> None:
    """Wait for whoever has this turn, and have it oneself until the transaction ends.

    SQLite's writers take turns anyway.
    """
    connection = session.connection()
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": key})
