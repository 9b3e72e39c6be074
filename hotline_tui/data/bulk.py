"""Many rows at once, for what concerns many tickets in one go.

A row of a table costs hundreds of times what these do, for what the ORM keeps about each.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from types import SimpleNamespace
from typing import Any

from sqlalchemy import func, insert, text
from sqlmodel import Session, SQLModel, select

from hotline_tui.data.tables import NumberOfDay, Ticket

CHUNK = 5_000
"""Rows of one statement."""


class Row(SimpleNamespace):
    """A row to be stored in a table, with what the table says where nothing was given."""

    table: type[SQLModel]


def row(table: type[SQLModel], **given: Any) -> Any:
    """A row of a table, to be read and changed like one of its objects."""
    usual, made = _defaults(table)
    fresh = {name: make() for name, make in made if name not in given}
    return Row(table=table, **{**usual, **fresh, **given})


@cache
def _defaults(
    table: type[SQLModel],
) -> tuple[dict[str, Any], tuple[tuple[str, Callable[[], Any]], ...]]:
    usual: dict[str, Any] = {}
    made: list[tuple[str, Any]] = []
    for name, field in table.model_fields.items():
        if field.default_factory is not None:
            made.append((name, field.default_factory))
        elif not field.is_required():
            usual[name] = field.default
    return usual, tuple(made)


def next_key(session: Session, table: type[SQLModel]) -> int:
    """The first key that no row of a table has."""
    keys = table.__table__.c.id  # type: ignore[attr-defined]
    return int(session.exec(select(func.coalesce(func.max(keys), 0))).one()) + 1


def add(session: Session, rows: Iterable[Any]) -> None:
    """Store rows of any tables; those with keys of their own all have them."""
    by_table: dict[type[SQLModel], list[dict[str, Any]]] = defaultdict(list)
    for one in rows:
        given = dict(vars(one))
        by_table[given.pop("table")].append(given)
    # What others refer to goes first.
    for table in sorted(by_table, key=lambda one: one is not Ticket):
        all_of_it = by_table[table]
        keyed = all_of_it[0].get("id") is not None
        for given in all_of_it if not keyed else ():
            given.pop("id", None)
        for start in range(0, len(all_of_it), CHUNK):
            session.connection().execute(insert(table), all_of_it[start : start + CHUNK])
        if keyed:
            _keys_given(session, table)


def _keys_given(session: Session, table: type[SQLModel]) -> None:
    """Let the database go on with keys behind those that rows were stored with."""
    if session.connection().dialect.name == "sqlite":
        return  # there the next key is always one more than the largest
    name = table.__tablename__
    last = f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), max(id)) FROM {name}"  # noqa: S608
    session.connection().execute(text(last))


def numbers_given(session: Session, last: Mapping[str, int]) -> None:
    """Let the numbers of days (`YYYYMMDD`) go on behind those that were given."""
    for day, number in last.items():
        session.merge(NumberOfDay(day=day, last=number))
