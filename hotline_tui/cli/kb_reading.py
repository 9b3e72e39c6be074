"""`hotline kb require`, `required`, `read`, `readers`: required reading. Clause: 6.2.2."""

from __future__ import annotations

from typing import Annotated

import typer

from hotline_tui.cli import shapes_kb
from hotline_tui.cli.commands import Verb
from hotline_tui.cli.lists import Json, word
from hotline_tui.cli.seat import seated
from hotline_tui.cli.telling import local, say, say_json, say_table
from hotline_tui.services import articles
from hotline_tui.services import required as use
from hotline_tui.services.required import USUAL
from hotline_tui.standard.vocabulary import Role

Name = Annotated[str, typer.Argument(metavar="ARTICLE", help="知识点编号", show_default=False)]


def require(
    ctx: typer.Context,
    article: Name,
    roles: Annotated[
        list[str] | None, typer.Option("--role", metavar="岗位", help="哪些岗位；不写为话务员")
    ] = None,
    reason: Annotated[str, typer.Option("--reason", help="为什么")] = "",
    end: Annotated[bool, typer.Option("--end", help="不再必读")] = False,
    as_json: Json = False,
) -> None:
    """指定必读现行的一版；再指定一次，须重读。"""
    wanted = [role for one in roles or () if (role := word(Role, one, "--role"))]
    with seated(ctx) as desk:
        key = articles.named(desk, article)
        if end:
            use.release(desk, key)
        else:
            use.require(desk, key, wanted or USUAL, reason)
        rows = [row for row in use.required(desk) if row.article == key]
    if as_json:
        say_json({"required": [shapes_kb.reading(row) for row in rows]})
    else:
        say(f"知识点 {article} {'不再必读' if end else '已列为必读'}")


def required(
    ctx: typer.Context,
    everything: Annotated[bool, typer.Option("--all", help="全部必读，不只我未读的")] = False,
    as_json: Json = False,
) -> None:
    """我还没有读的必读知识。"""
    with seated(ctx) as desk:
        rows = use.required(desk) if everything else use.unread(desk)
        names = articles.names(desk, (row.article for row in rows))
    if as_json:
        say_json({"rows": [shapes_kb.reading(row) for row in rows]})
    elif not rows:
        say("没有")
    else:
        say_table(
            ("编号", "版", "指定时间", "岗位", "标题", "说明"),
            [
                (
                    names[row.article],
                    str(row.version),
                    local(row.at),
                    "、".join(role.label for role in row.roles),
                    row.title,
                    row.reason,
                )
                for row in rows
            ],
        )


def read(ctx: typer.Context, article: Name, as_json: Json = False) -> None:
    """记下我已读了这篇必读知识。"""
    with seated(ctx) as desk:
        key = articles.named(desk, article)
        version = use.read(desk, key)
    if as_json:
        say_json({"article": key, "version": version})
    else:
        say(f"已读：知识点 {article} 第 {version} 版")


def readers(ctx: typer.Context, article: Name, as_json: Json = False) -> None:
    """谁还没有读、谁已读。"""
    with seated(ctx) as desk:
        rows = use.readers(desk, articles.named(desk, article))
    if as_json:
        say_json({"readers": [shapes_kb.reader(row) for row in rows]})
    elif not rows:
        say("没有人需要读")
    else:
        say_table(
            ("工号", "姓名", "已读"),
            [(row.workno, row.name, local(row.read_at) or "未读") for row in rows],
        )


def join(app: typer.Typer) -> None:
    """Make these commands of `hotline kb`."""
    for name, command in (
        ("require", require),
        ("required", required),
        ("read", read),
        ("readers", readers),
    ):
        app.command(name, cls=Verb)(command)
