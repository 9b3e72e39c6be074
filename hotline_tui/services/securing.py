"""A PostgreSQL on which every operator is a role of their own: set up, kept so, and proven.

Clause: 6.1.1, 6.1.2.
"""

from __future__ import annotations

from dataclasses import dataclass

from hotline_tui.data import directory as stored
from hotline_tui.data import secured, secured_proof
from hotline_tui.data.engine import Database, Session
from hotline_tui.data.secured_people import KEPT_BY_THE_SERVER
from hotline_tui.services.desk import roles
from hotline_tui.standard.refusal import Fault, Refused
from hotline_tui.standard.vocabulary import Role


@dataclass(frozen=True, slots=True)
class LoginRow:
    """A person's role at the database server; without a password only the system can vouch."""

    role: str
    workno: str
    name: str
    jobs: tuple[Role, ...]
    active: bool
    password: bool


def secure(database: Database) -> tuple[LoginRow, ...]:
    """Give every operator a role, and every role what its jobs need; again after each change.

    Raises `Refused` where it is no server, or whoever is connected cannot.
    """
    if database.sqlite:
        told = "SQLite 没有数据库用户：文件只许本人（或本室的组）读写即可；此命令用于 PostgreSQL"
        raise Refused(Fault("", "6.1.2", told))
    with database.transaction() as session:
        connection = session.connection()
        if not (secured.owns(connection) and secured.may_make_roles(connection)):
            told = "须由数据库表的所有者执行，且须有 CREATEROLE 权限（或为超级用户）"
            raise Refused(Fault("", "6.1.2", told))
        if taken := secured.taken(connection):
            told = f"数据库服务器上已有登录名 {'、'.join(taken)}，不是本库的人员：请先删去或改名"
            raise Refused(Fault("", "6.1.2", told))
        secured.secure(connection)
    with database.reading() as session:
        return _logins(session)


def is_secured(database: Database) -> bool:
    """Whether the database knows its operators as roles."""
    with database.reading() as session:
        return secured.is_secured(session.connection())


def may_copy(database: Database) -> bool:
    """Whether whoever is connected may take a database whole: on a secured one its owner alone."""
    with database.reading() as session:
        connection = session.connection()
        return not secured.is_secured(connection) or secured.owns(connection)


def faults(database: Database) -> tuple[str, ...]:
    """Where a secured database lets somebody do more or less than their jobs; a sentence each."""
    with database.snapshot() as session:
        connection = session.connection()
        if not secured.is_secured(connection):
            return ()
        if not secured.owns(connection):
            return ("数据库权限未核对：只有数据库的所有者能核对",)
        return tuple(secured_proof.faults(connection, secured.names(connection)))


def _logins(session: Session) -> tuple[LoginRow, ...]:
    return tuple(
        LoginRow(
            one.login or one.workno,
            one.workno,
            one.name,
            tuple(sorted(roles(one.roles), key=list(Role).index)),
            one.active,
            one.password == KEPT_BY_THE_SERVER,
        )
        for one in stored.operators(session)
    )
