"""People at the desk: added, listed, disabled, given roles; who may sit down. Clause: 6.1.2."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from hotline_tui.data import directory as stored
from hotline_tui.data import events, secured, turns
from hotline_tui.data.engine import Database
from hotline_tui.data.reference_tables import Operator
from hotline_tui.services import seats, signing_in
from hotline_tui.services.desk import Desk, Person, login_name, roles
from hotline_tui.services.directory import directory
from hotline_tui.standard.authority import Act
from hotline_tui.standard.refusal import Fault, Refused, refuse_if
from hotline_tui.standard.vocabulary import Role

LONGEST_WORKNO = 40
LONGEST_NAME = 100
"""How many characters the audit trail keeps of a work number and of a name."""

LONGEST_TEAM = 60


@dataclass(frozen=True, slots=True)
class OperatorRow:
    """A person as lists show them; never the password."""

    workno: str
    name: str
    roles: tuple[Role, ...]
    unit: str
    active: bool
    guarded: bool
    team: str = ""


@dataclass(frozen=True, slots=True)
class NewOperator:
    """The wish to add somebody; `unit` by code or name, for organizers."""

    workno: str
    name: str
    roles: tuple[Role, ...]
    unit: str = ""
    password: str = ""
    team: str = ""


def who(database: Database, workno: str | None, password: str | None) -> Person:
    """Who sits down: the operator of that number, or the one whom the system's login belongs to.

    Raises `Refused` for unknown or disabled people and for wrong passwords. Clause: 6.1.2.
    """
    with database.reading() as session:
        known = secured.is_secured(session.connection())
        owns = known and secured.owns(session.connection())
        if known and not owns:
            found = stored.operator_by_role(session)
        elif workno is None:
            found = stored.operator_by_login(session, login_name())
        else:
            found = session.get(Operator, workno)
    if known and not owns and found is not None and workno not in (None, found.workno):
        told = f"您以工号 {found.workno} 登录数据库，不能用工号 {workno}"
        raise Refused(Fault("workno", "6.1.2", told))
    if found is None or not found.active:
        told = f"没有工号 {workno}，或已停用" if workno else "没有登记您的登录名：请用 --as 工号"
        raise Refused(Fault("workno", "6.1.2", told))
    if found.password and not known:  # else the server has asked, or it is the owner's own
        signing_in.check(database, found, password)
    return Person(found.workno, found.name, roles(found.roles), found.unit or "")


def add(desk: Desk, wish: NewOperator) -> OperatorRow:
    """Add a person with roles."""
    desk.require(Act.MANAGE_OPERATORS)
    city = directory(desk)
    wish = replace(wish, workno=wish.workno.strip(), name=wish.name.strip(), team=wish.team.strip())
    found: list[Fault] = []
    for field, label, given, most in (
        ("workno", "工号", wish.workno, LONGEST_WORKNO),
        ("name", "姓名", wish.name, LONGEST_NAME),
    ):
        if not given:
            found.append(Fault(field, "6.1.2", f"{label}不能为空"))
        elif len(given) > most:
            found.append(Fault(field, "6.1.2", f"{label}过长：最多 {most} 字"))
    found += _team_faults(wish.team)
    if not wish.roles:
        found.append(Fault("roles", "6.1.2", "至少要有一个岗位"))
    unit = city.organizer(wish.unit) if wish.unit else None
    if wish.unit and unit is None:
        found.append(Fault("unit", "6.1.2", f"没有名为“{wish.unit}”的承办单位"))
    if Role.ORGANIZER in wish.roles and not wish.unit:
        found.append(Fault("unit", "6.1.2", "承办人须写明所属承办单位"))
    refuse_if(found)
    with desk.database.transaction() as session:
        turns.wait(session, turns.PEOPLE)  # two who want one number at once
        if session.get(Operator, wish.workno) is not None:
            raise Refused(Fault("workno", "6.1.2", f"工号 {wish.workno} 已经有人用"))
        if secured.is_taken(session.connection(), wish.workno):
            told = f"数据库服务器上已有登录名 {wish.workno}，不是热线台的人员"
            raise Refused(Fault("workno", "6.1.2", told))
        operator = Operator(
            workno=wish.workno,
            name=wish.name,
            roles=[role.value for role in wish.roles],
            unit=unit.code if unit else None,
            password=signing_in.kept(session, wish.password),
            team=wish.team,
            added_at=desk.now(),
        )
        session.add(operator)
        summary = f"新增人员 {operator.workno} {operator.name}：{_labels(wish.roles)}"
        events.add(session, desk.actor(), "operator_added", summary)
        return row(operator)


def everybody(desk: Desk) -> tuple[OperatorRow, ...]:
    """All people, by work number."""
    desk.require(Act.MANAGE_OPERATORS)
    with desk.database.reading() as session:
        return tuple(row(operator) for operator in stored.operators(session))


def disable(desk: Desk, workno: str) -> OperatorRow:
    """Let a person sit down no more; what they did stays theirs."""
    desk.require(Act.MANAGE_OPERATORS)
    if workno == desk.person.workno:
        raise Refused(Fault("workno", "6.1.2", "不能停用自己"))
    return _change(desk, workno, {"active": False}, "停用")


def enable(desk: Desk, workno: str) -> OperatorRow:
    """Let a person sit down again."""
    desk.require(Act.MANAGE_OPERATORS)
    return _change(desk, workno, {"active": True}, "启用")


def set_roles(desk: Desk, workno: str, wanted: tuple[Role, ...]) -> OperatorRow:
    """Give a person other roles."""
    desk.require(Act.MANAGE_OPERATORS)
    if not wanted:
        raise Refused(Fault("roles", "6.1.2", "至少要有一个岗位"))
    changes = {"roles": [role.value for role in wanted]}
    return _change(desk, workno, changes, f"岗位改为{_labels(wanted)}")


def set_team(desk: Desk, workno: str, team: str) -> OperatorRow:
    """Put a person into a team, by whose name figures are added up; "" takes them out of it.

    Clause: 7.1.2.4.
    """
    desk.require(Act.MANAGE_OPERATORS)
    team = team.strip()
    refuse_if(_team_faults(team))
    return _change(desk, workno, {"team": team}, f"班组改为{team}" if team else "不再属于班组")


def _team_faults(team: str) -> tuple[Fault, ...]:
    if len(team) <= LONGEST_TEAM:
        return ()
    return (Fault("team", "7.1.2.4", f"班组名称过长：最多 {LONGEST_TEAM} 字"),)


def set_password(desk: Desk, workno: str, password: str) -> OperatorRow:
    """Give a person another password: their own, or anybody's where people are managed.

    An empty one asks for none any more. Clause: 6.1.2.
    """
    if workno != desk.person.workno:
        desk.require(Act.MANAGE_OPERATORS)
    with desk.database.reading() as session:
        changes = {"password": signing_in.kept(session, password)}
    return _change(desk, workno, changes, "口令已改" if password else "不再设口令")


def _change(desk: Desk, workno: str, changes: Mapping[str, object], told: str) -> OperatorRow:
    with desk.database.transaction() as session:
        operator = session.get(Operator, workno)
        if operator is None:
            raise Refused(Fault("workno", "6.1.2", f"没有工号 {workno}"))
        for name, given in changes.items():
            setattr(operator, name, given)
        session.add(operator)
        if not operator.active:
            seats.end_all(desk, session, workno, told)
        summary = f"{operator.workno} {operator.name}：{told}"
        events.add(session, desk.actor(), "operator_changed", summary)
        return row(operator)


def keyboard_owner(added_at: datetime, workno: str = "0001") -> Operator:
    """Whoever sets a database up may do everything, and is asked nothing."""
    login = login_name()
    everything = [role.value for role in Role if role is not Role.ORGANIZER]
    return Operator(workno=workno, name=login, roles=everything, login=login, added_at=added_at)


def _labels(wanted: Iterable[Role]) -> str:
    return "、".join(role.label for role in wanted)


def row(operator: Operator) -> OperatorRow:
    """A person as lists show them."""
    return OperatorRow(
        operator.workno,
        operator.name,
        tuple(sorted(roles(operator.roles), key=list(Role).index)),
        operator.unit or "",
        operator.active,
        bool(operator.password),
        operator.team,
    )
