"""What the roles of a secured PostgreSQL are called; roles belong to the whole server."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from sqlmodel import SQLModel

from hotline_tui.standard.vocabulary import Role

DESK = "desk"
"""The schema in which organizers find what they may see of a ticket."""

_LONGEST = 63
_LONGEST_ROLE = 1 + max(len(role.value) for role in (*Role,))


@dataclass(frozen=True, slots=True)
class Names:
    """A database, and the schema that holds the desk's tables (as a word of SQL)."""

    database: str
    schema: str

    def group(self, role: Role | None = None) -> str:
        """The role that all who hold a job are members of; without one, all operators."""
        prefix = self.database
        if len(prefix) > _LONGEST - _LONGEST_ROLE:
            prefix = hashlib.sha256(prefix.encode()).hexdigest()[: _LONGEST - _LONGEST_ROLE]
        return f"{prefix}_{role.value if role else 'operator'}"

    def table(self, name: str) -> str:
        """A table as a word of SQL."""
        return f"{self.schema}.{quoted(name)}"


def quoted(name: str) -> str:
    """A name as a word of SQL."""
    return '"' + name.replace('"', '""') + '"'


def literal(value: str) -> str:
    """A text as SQL writes it."""
    return "'" + value.replace("'", "''") + "'"


def tables() -> dict[str, list[str]]:
    """The columns of every table of the desk."""
    return {
        name: [column.name for column in table.columns]
        for name, table in sorted(SQLModel.metadata.tables.items())
    }
