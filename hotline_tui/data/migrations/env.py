"""Alembic's entry: the schema is that of the tables, the connection that of the desk's engine."""

from typing import Any, Literal

from alembic import context
from sqlalchemy import JSON
from sqlmodel import SQLModel
from sqlmodel.sql.sqltypes import AutoString

from hotline_tui.data import (
    attachment_tables,
    case_tables,
    chain_tables,
    choice_tables,
    editing_tables,
    handling_tables,
    improvement_tables,
    keeping_tables,
    knowledge_tables,
    practice_tables,
    quality_tables,
    reference_tables,
    report_tables,
    seat_tables,
    tables,
    unit_tables,
    warning_tables,
)
from hotline_tui.data.chain_guard import guard
from hotline_tui.data.columns import Instant, Word
from hotline_tui.data.sealing import seal
from hotline_tui.data.secured import loosen

TABLES = (
    tables,
    attachment_tables,
    chain_tables,
    handling_tables,
    reference_tables,
    knowledge_tables,
    editing_tables,
    practice_tables,
    seat_tables,
    keeping_tables,
    choice_tables,
    improvement_tables,
    report_tables,
    quality_tables,
    unit_tables,
    case_tables,
    warning_tables,
)


def written(kind: str, of: Any, autogen: Any) -> str | Literal[False]:
    """How a column type is written down in a new migration: as what it means, not as a class."""
    if kind != "type":
        return False
    if isinstance(of, Word | AutoString):
        length = of.impl.length if isinstance(of, Word) else of.length
        return f"sa.String(length={length})" if length else "sa.String()"
    if isinstance(of, Instant):
        autogen.imports.add("from hotline_tui.data.columns import Instant")
        return "Instant()"
    if isinstance(of, JSON):
        autogen.imports.add("from hotline_tui.data.columns import document")
        return "document()"
    return False


with context.config.attributes["engine"].connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=SQLModel.metadata,
        render_as_batch=True,
        compare_type=True,
        render_item=written,
    )
    with context.begin_transaction():
        loosen(connection)
        context.run_migrations()
        seal(connection)
        guard(connection)
    connection.commit()
