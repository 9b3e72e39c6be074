"""`hotline policy`: what a city chooses where the standard leaves it a choice."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any

import typer

from hotline_tui.cli import documents
from hotline_tui.cli.commands import Verb, noun
from hotline_tui.cli.lists import Json
from hotline_tui.cli.seat import seated
from hotline_tui.cli.telling import say_items, say_json
from hotline_tui.services import policy
from hotline_tui.services.document import Reader, as_flag, as_text, fault
from hotline_tui.standard.policy import LABELS, Policy

app = noun("办理规则：标准未作规定、由各地自定的。")


@app.command("show", cls=Verb)
def show(ctx: typer.Context, as_json: Json = False) -> None:
    """现行的办理规则。"""
    with seated(ctx) as desk:
        _tell(policy.current(desk), as_json)


@app.command("set", cls=Verb)
def change(
    ctx: typer.Context,
    source: Annotated[str, typer.Option("--from", metavar="FILE|-", help="规则文件（JSON）")],
    as_json: Json = False,
) -> None:
    """更改办理规则：只写要改的；已派出的工单仍按派单时的规则。"""
    data = documents.content(source)
    with seated(ctx) as desk:
        said = documents.said(data, READERS, desk.now())
        _tell(policy.choose(desk, policy.meant(said)), as_json)


def _amount(given: Any, name: str, now: datetime) -> float:
    if not isinstance(given, int | float) or isinstance(given, bool):
        raise fault(name, "应是数字")
    return given


def _shares(given: Any, name: str, now: datetime) -> dict[str, float]:
    if not isinstance(given, dict):
        raise fault(name, '应是“名称: 比例”的对象，如 {"consultation": 0.2}')
    return {key: _amount(one, f"{name}.{key}", now) for key, one in given.items()}


_BY_TYPE: Mapping[type, Reader] = {
    bool: as_flag,
    int: documents.as_whole,
    str: as_text,
    dict: _shares,
}
READERS: Mapping[str, Reader] = {
    name: _BY_TYPE.get(type(usual), _amount) for name, usual in policy.document(Policy()).items()
}
"""What may be chosen; stretches of time are in days."""


def _tell(chosen: Policy, as_json: bool) -> None:
    given = policy.document(chosen)
    if as_json:
        say_json(given)
    else:
        say_items((f"{LABELS[name]} {name}", str(one)) for name, one in given.items())
