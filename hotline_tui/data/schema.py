"""Which schema this code works with, and which one a database has. Without Alembic, as it is slow.

`migrate.py` changes schemas; this file only looks.
"""

from __future__ import annotations

from sqlalchemy import inspect, text

from hotline_tui.data.engine import Database

HEAD = "0013"
"""The newest migration; a test keeps it equal to what Alembic says."""


def version(database: Database) -> str:
    """The migration that a database which has been set up stands at, by a single question."""
    with database.glance() as session:
        asked = session.connection().execute(text("SELECT version_num FROM alembic_version"))
        found: str = asked.scalar_one()
        return found


def revision(database: Database) -> str | None:
    """The migration that the database stands at; None when it has never been set up."""
    with database.reading() as session:
        connection = session.connection()
        if not inspect(connection).has_table("alembic_version"):
            return None
        found: str | None = connection.execute(
            text("SELECT version_num FROM alembic_version")
        ).scalar_one_or_none()
        return found
