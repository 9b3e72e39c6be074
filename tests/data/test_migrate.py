"""The migrations make what the tables say, on both databases."""

from __future__ import annotations

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlmodel import SQLModel

from hotline_tui.data import migrate, schema
from hotline_tui.data.engine import Database


def test_the_code_works_with_the_newest_migration() -> None:
    assert migrate.head() == schema.HEAD


def test_migrations_make_the_tables_as_the_code_knows_them(database_url: str) -> None:
    database = Database(database_url)
    assert schema.revision(database) is None
    for _ in range(2):
        migrate.upgrade(database)
        assert schema.revision(database) == schema.HEAD
    with database.reading() as session:
        context = MigrationContext.configure(session.connection(), opts={"compare_type": True})
        assert compare_metadata(context, SQLModel.metadata) == []
    database.close()
