"""Who is given what on a secured PostgreSQL, derived from what the acts of each job need.

Clause: 6.1.2.
"""

from __future__ import annotations

from collections.abc import Iterator

from hotline_tui.data.secured_names import DESK, Names, quoted, tables
from hotline_tui.data.secured_needs import EVERYBODY_WRITES, WRITES
from hotline_tui.data.secured_reads import READ, READ_PARTS
from hotline_tui.standard.authority import AUTHORITY, Act
from hotline_tui.standard.vocabulary import Role


def _parsed(line: str) -> tuple[str, str, tuple[str, ...]]:
    verb, table, *columns = line.split()
    return verb.upper(), table, tuple(columns)


def privileges(names: Names) -> set[tuple[str, str, str]]:
    """Who is given what: a group, `PRIVILEGE TABLE`, and a column or nothing for the whole."""
    given: set[tuple[str, str, str]] = set()
    for line in EVERYBODY_WRITES:
        given |= _of(names.group(), *_parsed(line))
    for table, acts in READ.items():
        if not acts:
            given.add((names.group(), f"SELECT {table}", ""))
    for role in Role:
        given |= _of_role(names.group(role), role)
    return given


def _of_role(group: str, role: Role) -> set[tuple[str, str, str]]:
    acts = {act for act, held in AUTHORITY.items() if role in held}
    given = {(group, f"SELECT {table}", "") for table, of in READ.items() if acts & set(of)}
    for table, (act, columns) in READ_PARTS.items():
        if act in acts and not acts & set(READ[table]):
            given |= _of(group, "SELECT", table, tuple(columns.split()))
    for act in acts:
        for line in WRITES[act]:
            given |= _of(group, *_parsed(line))
    if Act.READ_ALL in acts:
        return given
    # An organizer finds the ticket in its own schema.
    return {(who, what.replace(" ticket", f" {DESK}.ticket") if what.endswith(" ticket") else what,
             column) for who, what, column in given}  # fmt: skip


def _of(group: str, verb: str, table: str, columns: tuple[str, ...]) -> set[tuple[str, str, str]]:
    return {(group, f"{verb} {table}", column) for column in columns or ("",)}


def statements(names: Names) -> Iterator[str]:
    """Everything taken from everybody, and each group given what is its own."""
    groups = [quoted(names.group(role)) for role in (None, *Role)]
    everybody, all_groups = quoted(names.group()), ", ".join(groups)
    database = quoted(names.database)
    yield f"REVOKE ALL ON DATABASE {database} FROM PUBLIC"
    yield f"GRANT CONNECT ON DATABASE {database} TO {everybody}"
    for space in (names.schema, DESK):
        yield f"REVOKE ALL ON ALL TABLES IN SCHEMA {space} FROM PUBLIC, {all_groups}"
        yield f"REVOKE ALL ON SCHEMA {space} FROM PUBLIC"
        yield f"GRANT USAGE ON SCHEMA {space} TO {everybody}"
    yield f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA {names.schema} TO {everybody}"
    columns: dict[tuple[str, str], list[str]] = {}
    for who, what, column in sorted(privileges(names)):
        columns.setdefault((who, what), []).append(column)
    for (who, what), named in columns.items():
        privilege, _, table = what.partition(" ")
        parts = "" if "" in named else f" ({', '.join(quoted(one) for one in named)})"
        place = table if table.startswith(f"{DESK}.") else names.table(table)
        yield f"GRANT {privilege}{parts} ON {place} TO {quoted(who)}"


def unnamed() -> set[str]:
    """Tables of which nobody has said who reads them; a test keeps it empty."""
    return set(tables()) - set(READ)
