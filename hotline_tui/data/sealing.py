"""The seal on the archive: triggers that let nobody's SQL change an archived ticket.

They cover the ticket and every table that refers to one, so that a new table is sealed without
anybody's doing. Made anew with each upgrade, as a changed table on SQLite loses its triggers.

Clause: 5.6.2.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Column, Connection, Table, UniqueConstraint, inspect, text
from sqlmodel import SQLModel

from hotline_tui.data.attachment_tables import AttachedContent
from hotline_tui.data.handling_tables import Archive, ClusterTicket
from hotline_tui.data.keeping_tables import GapTicket
from hotline_tui.data.tables import Claim, Event, Link, Mail, Ticket

REVIEWS = "quality_review"
"""By its name: a desk starts without what that table's module imports."""

NO_RECORD = frozenset(
    (REVIEWS, *(one.__tablename__ for one in (Claim, Mail, ClusterTicket, GapTicket)))
)
"""What hangs on a ticket without being part of its record: leases, the post, what is alike, what
it says about the knowledge base, and how well it was taken down."""

SEALED = "archived: an archived ticket is not changed any more (5.6.2)"
"""What the database says to whoever tries."""

_ARCHIVED = "EXISTS (SELECT 1 FROM ticket WHERE ticket.id = {} AND ticket.archived_at IS NOT NULL)"


def keys(table: Table) -> tuple[str, ...]:
    """The columns of a table that refer to a ticket."""
    return tuple(
        column.name
        for column in table.columns
        if any(key.target_fullname == "ticket.id" for key in column.foreign_keys)
    )


def hanging() -> tuple[Table, ...]:
    """The tables whose rows are part of a ticket's record, by name."""
    return tuple(
        table
        for name, table in sorted(SQLModel.metadata.tables.items())
        if keys(table) and name not in NO_RECORD
    )


def seal(connection: Connection) -> None:
    """Make the triggers, in the place of those that may be there."""
    there = set(inspect(connection).get_table_names())
    sqlite = connection.dialect.name == "sqlite"
    sealed = (_table(Ticket), *hanging(), _table(AttachedContent))
    if not {table.name for table in sealed} <= there:
        return
    for table in sealed:
        for statement in (_on_sqlite if sqlite else _on_postgresql)(table):
            connection.execute(text(statement))


def _table(of: type[SQLModel]) -> Table:
    found: Table = of.__table__  # type: ignore[attr-defined]
    return found


def _conditions(table: Table) -> Iterator[tuple[str, str]]:
    """When each kind of statement is refused."""
    if table is _table(Ticket):
        yield from ((verb, "OLD.archived_at IS NOT NULL") for verb in ("UPDATE", "DELETE"))
        return
    if table is _table(AttachedContent):
        kept = (
            "EXISTS (SELECT 1 FROM attachment JOIN ticket ON ticket.id = attachment.ticket_id"
            " WHERE attachment.sha256 = OLD.sha256 AND ticket.archived_at IS NOT NULL)"
        )
        yield from ((verb, kept) for verb in ("UPDATE", "DELETE"))
        return
    old = " OR ".join(_ARCHIVED.format(f"OLD.{key}") for key in keys(table))
    new = [_ARCHIVED.format(f"NEW.{key}") for key in keys(table)]
    yield "UPDATE", f"{old} OR {' OR '.join(new)}"
    yield "DELETE", old
    if table is _table(Link):  # a matter that is raised again is linked with the archived one
        yield "INSERT", " AND ".join(new)
    elif table not in (_table(Event), _table(Archive)):  # looks go on; the entry itself comes last
        yield "INSERT", " OR ".join(new)


def _on_postgresql(table: Table) -> Iterator[str]:
    for verb, condition in _conditions(table):
        name = f"seal_{table.name}_{verb.lower()}"
        back = "OLD" if verb == "DELETE" else "NEW"
        yield (
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            f" IF {condition} THEN RAISE EXCEPTION '{SEALED}'; END IF; RETURN {back}; END $$"
        )
        yield (
            f"CREATE OR REPLACE TRIGGER {name} BEFORE {verb} ON {_quoted(table)}"
            f" FOR EACH ROW EXECUTE FUNCTION {name}()"
        )
    name = f"seal_{table.name}_truncate"
    yield (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"  # noqa: S608 - our own names
        " IF EXISTS (SELECT 1 FROM archive) THEN"
        f" RAISE EXCEPTION '{SEALED}'; END IF; RETURN NULL; END $$"
    )
    yield (
        f"CREATE OR REPLACE TRIGGER {name} BEFORE TRUNCATE ON {_quoted(table)}"
        f" FOR EACH STATEMENT EXECUTE FUNCTION {name}()"
    )


def _on_sqlite(table: Table) -> Iterator[str]:
    conditions = dict(_conditions(table))
    # A REPLACE deletes whatever is in its way without asking the triggers of a DELETE.
    replaced = _replaced(table)
    for verb in ("INSERT", "UPDATE"):
        conditions[verb] = " OR ".join(filter(None, (conditions.get(verb), replaced)))
    for verb, condition in conditions.items():
        name = f"seal_{table.name}_{verb.lower()}"
        yield f"DROP TRIGGER IF EXISTS {name}"
        yield (
            f"CREATE TRIGGER {name} BEFORE {verb} ON {_quoted(table)} WHEN {condition}"
            f" BEGIN SELECT RAISE(ABORT, '{SEALED}'); END"
        )


def _replaced(table: Table) -> str:
    """Whether a new row would take the place of an archived one, by any of its unique keys.

    Each key is asked for by itself: of several in one question SQLite reads the whole table.
    """
    if table is _table(Ticket):
        archived = "there.archived_at IS NOT NULL"
    elif table is _table(AttachedContent):
        archived = (
            "EXISTS (SELECT 1 FROM attachment JOIN ticket ON ticket.id = attachment.ticket_id"
            " WHERE attachment.sha256 = there.sha256 AND ticket.archived_at IS NOT NULL)"
        )
    else:
        archived = " OR ".join(_ARCHIVED.format(f"there.{key}") for key in keys(table))
    same = (
        " AND ".join(f"there.{one.name} = NEW.{one.name}" for one in unique)
        for unique in _uniques(table)
    )
    return " OR ".join(
        f"EXISTS (SELECT 1 FROM {_quoted(table)} AS there WHERE {one} AND ({archived}))"  # noqa: S608
        for one in same
    )


def _uniques(table: Table) -> Iterator[tuple[Column[object], ...]]:
    yield tuple(table.primary_key.columns)
    for constraint in table.constraints:
        if isinstance(constraint, UniqueConstraint):
            yield tuple(constraint.columns)
    for index in table.indexes:
        if index.unique:
            yield tuple(index.columns)


def _quoted(table: Table) -> str:
    return f'"{table.name}"'
