"""Column types that mean the same on SQLite and on PostgreSQL."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, DateTime, Dialect, Integer, String
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import TypeDecorator, TypeEngine

from hotline_tui.standard.vocabulary import Term


def stored_text(at: datetime) -> str:
    """An instant as SQLite keeps it: in UTC, of fixed width, so that it sorts as time does."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ").rjust(27, "0")


class Instant(TypeDecorator[datetime]):
    """A moment, stored in UTC and always timezone-aware; on SQLite as text."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Text on SQLite, TIMESTAMPTZ elsewhere."""
        if dialect.name == "sqlite":
            return dialect.type_descriptor(String(32))
        return dialect.type_descriptor(DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """To the database; a naive time is a fault of the program."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a stored instant needs a time zone")
        return stored_text(value) if dialect.name == "sqlite" else value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """From the database, in UTC."""
        if value is None:
            return None
        if isinstance(value, str):
            return datetime.fromisoformat(value)
        at: datetime = value
        return at.astimezone(UTC)


class Word(TypeDecorator[Term]):
    """A member of one of the standard's vocabularies, stored as its code name."""

    impl = String(40)
    cache_ok = True

    def __init__(self, vocabulary: type[Term]) -> None:
        super().__init__()
        self.vocabulary = vocabulary
        self._by_value = {member.value: member for member in vocabulary}

    def process_bind_param(self, value: Term | None, dialect: Dialect) -> str | None:
        """To the database."""
        return None if value is None else self._by_value[value].value

    def process_result_value(self, value: str | None, dialect: Dialect) -> Term | None:
        """From the database."""
        return None if value is None else self._by_value[value]


def document() -> TypeEngine[Any]:
    """A JSON document: JSONB on PostgreSQL."""
    return JSON().with_variant(JSONB(), "postgresql")


def identity() -> TypeEngine[Any]:
    """A 64-bit key; SQLite gives keys of its own only to INTEGER."""
    return BigInteger().with_variant(Integer(), "sqlite")
