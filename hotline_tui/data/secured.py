"""A PostgreSQL on which every operator is a database role of their own: set up, and recognized.

Everything is made anew each time, in one transaction; whoever owns the tables does it.
Clause: 6.1.1, 6.1.2.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, text

from hotline_tui.data import (
    secured_grants,
    secured_people,
    secured_rows,
    secured_writes,
)
from hotline_tui.data.chain_guard import guard, schema
from hotline_tui.data.secured_names import DESK, Names, quoted


def is_secured(connection: Connection) -> bool:
    """Whether the database knows its operators as roles; never on SQLite.

    A copy by another name does not: its roles would be others'.
    """
    if connection.dialect.name == "sqlite":
        return False
    query = text(
        "SELECT to_regprocedure('desk_may(text)') IS NOT NULL"
        " AND to_regrole(:everybody) IS NOT NULL"
    )
    everybody = quoted(names(connection).group())
    return bool(connection.execute(query, {"everybody": everybody}).scalar_one())


def names(connection: Connection) -> Names:
    """What the database and its schema are called."""
    database = connection.execute(text("SELECT current_database()")).scalar_one()
    return Names(str(database), schema(connection))


def owns(connection: Connection) -> bool:
    """Whether the tables belong to whoever is connected, who may then do everything."""
    query = text(
        "SELECT pg_has_role(session_user, relowner, 'MEMBER') FROM pg_class"
        " WHERE oid = 'event'::regclass"
    )
    return bool(connection.execute(query).scalar_one())


def is_taken(connection: Connection, role: str) -> bool:
    """Whether somebody is known to the server by this name, on a database that is secured."""
    query = text("SELECT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = :role)")
    return is_secured(connection) and bool(connection.execute(query, {"role": role}).scalar_one())


def taken(connection: Connection) -> list[str]:
    """Names of operators by which the server knows somebody who is none of this database's."""
    query = text(
        "SELECT rolname FROM operator JOIN pg_roles ON rolname = coalesce(login, workno)"
        " WHERE NOT rolsuper AND NOT pg_has_role(pg_roles.oid, (SELECT relowner FROM pg_class"
        " WHERE oid = CAST('event' AS regclass)), 'MEMBER') AND NOT coalesce("
        "pg_has_role(pg_roles.oid, CAST(to_regrole(:everybody) AS oid), 'MEMBER'), false)"
    )
    everybody = quoted(names(connection).group())
    return list(connection.execute(query, {"everybody": everybody}).scalars())


def may_make_roles(connection: Connection) -> bool:
    """Whether whoever is connected can make the roles of operators."""
    query = text("SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = session_user")
    return bool(connection.execute(query).scalar_one())


def secure(connection: Connection) -> None:
    """Set the whole up, in the place of what may be there; people who left lose what they had."""
    guard(connection)
    driver: Any = connection.connection.driver_connection
    for statement in statements(names(connection)):
        driver.execute(statement)  # by itself the driver reads no `%` as the place of a value


def statements(names: Names) -> Iterator[str]:
    """All that is told to the database, in order."""
    yield from secured_people.functions(names)
    yield from secured_people.groups(names)
    yield from secured_rows.policies(names)
    yield from secured_rows.view(names)
    yield from secured_writes.triggers(names)
    yield from secured_grants.statements(names)
    yield from secured_people.people(names)


def loosen(connection: Connection) -> None:
    """Take away what stands in the way of a migration; `secure` makes it anew."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"DROP SCHEMA IF EXISTS {DESK} CASCADE")
