"""Whether a secured PostgreSQL is as it was set up: what its catalogues say, against the tables.

Clause: 6.1.2.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, text

from hotline_tui.data.secured_grants import privileges
from hotline_tui.data.secured_names import DESK, Names
from hotline_tui.data.secured_rows import WRITTEN, seen
from hotline_tui.data.secured_writes import guards
from hotline_tui.standard.vocabulary import Role


def faults(connection: Connection, names: Names) -> Iterator[str]:
    """Everything that is not as it should be; a sentence each."""
    yield from _grants(connection, names)
    yield from _rows(connection, names)
    yield from _triggers(connection, names)
    yield from _members(connection, names)


def _ask(connection: Connection, query: str, **given: Any) -> list[Any]:
    return list(connection.execute(text(query), given))


def _granted(connection: Connection, names: Names) -> set[tuple[str, str, str]]:
    """Who may do what with which table or column, as the database has it."""
    whole = """
        SELECT one.grantee, space.nspname, class.relname, '', one.privilege_type, class.relowner
        FROM pg_class AS class JOIN pg_namespace AS space ON space.oid = class.relnamespace,
        LATERAL aclexplode(class.relacl) AS one
        WHERE space.nspname IN (:schema, :desk) AND class.relkind IN ('r', 'v', 'p')
        UNION ALL
        SELECT one.grantee, space.nspname, class.relname, attribute.attname, one.privilege_type,
               class.relowner
        FROM pg_attribute AS attribute JOIN pg_class AS class ON class.oid = attribute.attrelid
        JOIN pg_namespace AS space ON space.oid = class.relnamespace,
        LATERAL aclexplode(attribute.attacl) AS one
        WHERE space.nspname IN (:schema, :desk) AND attribute.attnum > 0
    """
    found = _ask(
        connection,
        "SELECT coalesce(rolname, 'PUBLIC'), nspname, relname, attname, privilege_type"  # noqa: S608
        f" FROM ({whole}) AS given (grantee, nspname, relname, attname, privilege_type, owner)"
        " LEFT JOIN pg_roles ON oid = grantee WHERE grantee <> owner",
        schema=names.schema.strip('"'),
        desk=DESK,
    )
    return {
        (who, f"{privilege} {table if space != DESK else f'{DESK}.{table}'}", column)
        for who, space, table, column, privilege in found
    }


def _grants(connection: Connection, names: Names) -> Iterator[str]:
    granted, wanted = _granted(connection, names), privileges(names)
    for who, what, column in sorted(granted - wanted):
        yield f"数据库角色 {who} 多了权限：{what}{f'（{column}）' if column else ''}"
    for who, what, column in sorted(wanted - granted):
        yield f"数据库角色 {who} 少了权限：{what}{f'（{column}）' if column else ''}"


def _rows(connection: Connection, names: Names) -> Iterator[str]:
    open_ones = _ask(
        connection,
        "SELECT relname FROM pg_class WHERE relnamespace = CAST(:schema AS regnamespace)"
        " AND relkind = 'r' AND NOT relrowsecurity",
        schema=names.schema,
    )
    wanted = {*seen(), *WRITTEN}
    for name in sorted(wanted & {one for (one,) in open_ones}):
        yield f"表 {name} 的行级限制没有启用"


def _triggers(connection: Connection, names: Names) -> Iterator[str]:
    awake = _ask(
        connection,
        "SELECT tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
        " WHERE relnamespace = CAST(:schema AS regnamespace) AND NOT tgisinternal"
        " AND tgenabled IN ('O', 'A')",
        schema=names.schema,
    )
    for name in sorted({*guards()} - {one for (one,) in awake}):
        yield f"触发器 {name} 不在或已停用"


_MEMBERS = """
SELECT coalesce(login, workno), workno, active, roles, pg_roles.oid IS NOT NULL,
       coalesce(rolcanlogin, false), coalesce(rolsuper, false),
       coalesce(rolcreaterole OR rolcreatedb OR rolbypassrls OR rolreplication, false),
       ARRAY(SELECT held.rolname FROM pg_auth_members JOIN pg_roles AS held ON held.oid = roleid
             WHERE member = pg_roles.oid),
       coalesce(pg_has_role(pg_roles.oid, (SELECT relowner FROM pg_class
                WHERE oid = 'event'::regclass), 'MEMBER'), false)
FROM operator LEFT JOIN pg_roles ON rolname = coalesce(login, workno)
"""


def _members(connection: Connection, names: Names) -> Iterator[str]:
    known = set()
    for role, workno, active, jobs, there, enters, over, more, groups, owner in _ask(
        connection, _MEMBERS.replace("::", "\\:\\:")
    ):
        known.add(role)
        if owner or over:
            continue  # whoever owns the database is held by none of this, as the documents say
        wanted = {names.group(job) for job in Role if active and job.value in jobs}
        if not there:
            yield f"工号 {workno} 没有数据库角色 {role}"
        elif enters != active:
            yield f"工号 {workno} 的数据库角色{'仍可登录' if enters else '不能登录'}"
        elif set(groups) != wanted | {names.group()} or more:
            yield f"工号 {workno} 的数据库角色与岗位不符"
    strangers = _ask(
        connection,
        "SELECT member.rolname FROM pg_auth_members JOIN pg_roles AS held ON held.oid = roleid"
        " JOIN pg_roles AS member ON member.oid = pg_auth_members.member"
        " WHERE held.rolname = ANY(:groups) AND NOT member.rolsuper AND member.rolcanlogin"
        " AND NOT member.rolcreaterole",
        groups=[names.group(), *(names.group(job) for job in Role)],
    )
    for role in sorted({one for (one,) in strangers} - known):
        yield f"数据库角色 {role} 在岗位组中，却不是热线台的人员"
