"""`hotline user`: who may work at the desk, and as what."""

from __future__ import annotations

import sys
from dataclasses import asdict
from getpass import getpass
from typing import Annotated

import typer

from hotline_tui.cli.commands import Verb, noun
from hotline_tui.cli.invocation import BadInput
from hotline_tui.cli.lists import Json, word
from hotline_tui.cli.seat import seated
from hotline_tui.cli.telling import say, say_json, say_table
from hotline_tui.services import operators, seats
from hotline_tui.services.operators import NewOperator, OperatorRow
from hotline_tui.services.seats import SeatRow
from hotline_tui.standard.moment import BEIJING
from hotline_tui.standard.refusal import Fault
from hotline_tui.standard.vocabulary import Role

app = noun("人员：新增、列表、停用、岗位。")

WorkNo = Annotated[str, typer.Argument(metavar="WORKNO", help="工号")]
Roles = Annotated[
    list[str], typer.Option("--role", metavar="岗位", help="可写多次，如 agent、dispatcher")
]


@app.command("add", cls=Verb)
def add(
    ctx: typer.Context,
    workno: WorkNo,
    name: Annotated[str, typer.Argument(metavar="NAME", help="姓名")],
    role: Roles,
    unit: Annotated[str, typer.Option("--unit", help="承办人所属单位，代码或名称")] = "",
    team: Annotated[str, typer.Option("--team", metavar="班组", help="所在班组")] = "",
    password: Annotated[
        bool, typer.Option("--password", help="设口令：在终端询问，或从标准输入读一行")
    ] = False,
    as_json: Json = False,
) -> None:
    """新增人员。"""
    wish = NewOperator(workno, name, _roles(role), unit, _password() if password else "", team)
    with seated(ctx) as desk:
        _tell((operators.add(desk, wish),), as_json)


@app.command("list", cls=Verb)
def listed(ctx: typer.Context, as_json: Json = False) -> None:
    """所有人员。"""
    with seated(ctx) as desk:
        _tell(operators.everybody(desk), as_json)


@app.command("disable", cls=Verb)
def disable(ctx: typer.Context, workno: WorkNo, as_json: Json = False) -> None:
    """停用人员；做过的事仍记在名下。"""
    with seated(ctx) as desk:
        _tell((operators.disable(desk, workno),), as_json)


@app.command("roles", cls=Verb)
def roles(ctx: typer.Context, workno: WorkNo, role: Roles, as_json: Json = False) -> None:
    """改岗位：原有的全部换成这些。"""
    with seated(ctx) as desk:
        _tell((operators.set_roles(desk, workno, _roles(role)),), as_json)


@app.command("team", cls=Verb)
def team(
    ctx: typer.Context,
    workno: WorkNo,
    name: Annotated[str, typer.Argument(metavar="班组", help="班组名称；不写则不属于班组")] = "",
    as_json: Json = False,
) -> None:
    """编入班组：受理质量按班组合计。"""
    with seated(ctx) as desk:
        _tell((operators.set_team(desk, workno, name),), as_json)


@app.command("enable", cls=Verb)
def enable(ctx: typer.Context, workno: WorkNo, as_json: Json = False) -> None:
    """恢复停用的人员。"""
    with seated(ctx) as desk:
        _tell((operators.enable(desk, workno),), as_json)


@app.command("seats", cls=Verb)
def listed_seats(ctx: typer.Context, as_json: Json = False) -> None:
    """现在打开的座席：谁、在哪台机器、自何时。"""
    with seated(ctx) as desk:
        found = seats.taken(desk)
    if as_json:
        say_json({"seats": [asdict(one) | _times(one) for one in found]})
        return
    head = ("工号", "姓名", "机器", "打开", "最近")
    say_table(head, [(one.workno, one.name, one.host, *_times(one).values()) for one in found])


@app.command("sign-out", cls=Verb)
def sign_out(
    ctx: typer.Context,
    workno: WorkNo,
    reason: Annotated[str, typer.Option("--reason", metavar="理由", help="为什么，会告诉本人")],
    as_json: Json = False,
) -> None:
    """注销某人打开的座席；草稿留在他的机器上。"""
    with seated(ctx) as desk:
        count = seats.sign_out(desk, workno, reason)
    if as_json:
        say_json({"signed_out": count})
    else:
        say(f"已注销 {count} 个座席")


def _times(one: SeatRow) -> dict[str, str]:
    return {
        "since": one.since.astimezone(BEIJING).isoformat(timespec="seconds"),
        "seen_at": one.seen_at.astimezone(BEIJING).isoformat(timespec="seconds"),
    }


@app.command("password", cls=Verb)
def password(ctx: typer.Context, workno: WorkNo, as_json: Json = False) -> None:
    """改口令：自己的，或（管理员）任何人的；在终端询问，或从标准输入读一行。"""
    with seated(ctx) as desk:
        _tell((operators.set_password(desk, workno, _password()),), as_json)


def _roles(names: list[str]) -> tuple[Role, ...]:
    found = (word(Role, name.strip(), "--role") for text in names for name in text.split(","))
    return tuple(dict.fromkeys(role for role in found if role is not None))


def _password() -> str:
    if not sys.stdin.isatty():
        given = sys.stdin.readline().rstrip("\n")
    else:
        given = getpass("新口令：", sys.stderr)
        if getpass("再输一遍：", sys.stderr) != given:
            raise BadInput(Fault("--password", "", "两次输入的口令不一样"))
    if not given:
        raise BadInput(Fault("--password", "", "口令不能为空"))
    return given


def _tell(rows: tuple[OperatorRow, ...], as_json: bool) -> None:
    if as_json:
        say_json(
            {
                "users": [
                    {
                        "workno": row.workno,
                        "name": row.name,
                        "roles": [role.value for role in row.roles],
                        "unit": row.unit or None,
                        "team": row.team or None,
                        "active": row.active,
                        "password": row.guarded,
                    }
                    for row in rows
                ]
            }
        )
        return
    say_table(
        ("工号", "姓名", "岗位", "单位", "班组", "状态", "口令"),
        (
            (
                row.workno,
                row.name,
                "、".join(role.label for role in row.roles),
                row.unit,
                row.team,
                "在用" if row.active else "停用",
                "有" if row.guarded else "",
            )
            for row in rows
        ),
    )
