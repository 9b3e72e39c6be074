"""What is decided about people, asked for in short forms. Clause: 6.1.2."""

from __future__ import annotations

from collections.abc import Iterable

from hotline_tui.screens.base import DeskScreen
from hotline_tui.screens.guided import Values, guided
from hotline_tui.screens.guided_blanks import Blank, Sort
from hotline_tui.services import operators, seats
from hotline_tui.services.desk import Desk
from hotline_tui.services.operators import NewOperator, OperatorRow
from hotline_tui.standard.refusal import Fault, Refused
from hotline_tui.standard.vocabulary import Role
from hotline_tui.widgets.ask import Confirm

ROLES = "岗位：" + "、".join(role.label for role in Role) + "。可写几个，用顿号隔开。"
PASSWORDS = "口令不留明文；不填则不设口令。"


async def added(screen: DeskScreen) -> OperatorRow | None:
    """Somebody new: number, name, roles, and for organizers their unit."""

    def add(desk: Desk, values: Values) -> OperatorRow:
        given = _roles(values["roles"])
        wish = NewOperator(
            values["workno"], values["name"], given, values["unit"], _password(values)
        )
        return operators.add(desk, wish)

    blanks = (
        Blank("workno", "工号", required=True),
        Blank("name", "姓名", required=True),
        Blank("roles", "岗位", Sort.NAMES, required=True),
        Blank("unit", "所属单位", placeholder="承办人须填，全称或代码"),
        *_secret(),
    )
    return await guided(screen, "新增人员", blanks, add, f"{ROLES}\n{PASSWORDS}")


async def roles(screen: DeskScreen, row: OperatorRow) -> OperatorRow | None:
    """Other roles, in the place of all that were held."""

    def change(desk: Desk, values: Values) -> OperatorRow:
        return operators.set_roles(desk, row.workno, _roles(values["roles"]))

    held = "、".join(role.label for role in row.roles)
    blanks = (Blank("roles", "岗位", Sort.NAMES, value=held, required=True),)
    return await guided(screen, f"改岗位　{row.workno} {row.name}", blanks, change, ROLES)


async def team(screen: DeskScreen, row: OperatorRow) -> OperatorRow | None:
    """Another team, or none."""

    def change(desk: Desk, values: Values) -> OperatorRow:
        return operators.set_team(desk, row.workno, values["team"])

    blanks = (Blank("team", "班组", value=row.team, placeholder="不填则不属于班组"),)
    return await guided(screen, f"班组　{row.workno} {row.name}", blanks, change)


async def password(screen: DeskScreen, row: OperatorRow) -> OperatorRow | None:
    """Another password, or none."""

    def change(desk: Desk, values: Values) -> OperatorRow:
        return operators.set_password(desk, row.workno, _password(values))

    return await guided(screen, f"改口令　{row.workno} {row.name}", _secret(), change, PASSWORDS)


async def turned(screen: DeskScreen, row: OperatorRow) -> OperatorRow | None:
    """Let in no more, or again."""
    verb = operators.disable if row.active else operators.enable
    asked = f"{'停用' if row.active else '启用'} {row.workno} {row.name}？"
    if not await screen.app.push_screen_wait(Confirm(asked)):
        return None
    return await screen.door.attempt(verb, row.workno)


async def signed_out(screen: DeskScreen, row: OperatorRow) -> int | None:
    """Close somebody's desks, with the reason that they are told."""

    def sign_out(desk: Desk, values: Values) -> int:
        return seats.sign_out(desk, row.workno, values["reason"])

    blanks = (Blank("reason", "理由", required=True),)
    return await guided(screen, f"注销座席　{row.workno} {row.name}", blanks, sign_out)


def _secret() -> tuple[Blank, Blank]:
    return Blank("password", "口令", Sort.SECRET), Blank("again", "再输一遍", Sort.SECRET)


def _password(values: Values) -> str:
    if values["password"] != values["again"]:
        raise Refused(Fault("again", "6.1.2", "两次输入的口令不一样"))
    return str(values["password"])


def _roles(names: Iterable[str]) -> tuple[Role, ...]:
    known = {role.label: role for role in Role} | {role.value: role for role in Role}
    if unknown := [name for name in names if name not in known]:
        raise Refused(Fault("roles", "6.1.2", f"没有这个岗位：{'、'.join(unknown)[:60]}"))
    return tuple(dict.fromkeys(known[name] for name in names))
