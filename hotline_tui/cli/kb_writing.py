"""`hotline kb draft` … `withdraw`: an article from the first word to its end. Clause: 6.2.4."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

import typer

from hotline_tui.cli import documents, kb_documents, shapes_kb
from hotline_tui.cli.commands import Verb
from hotline_tui.cli.invocation import BadInput
from hotline_tui.cli.kb_documents import Written
from hotline_tui.cli.kb_versions import say_difference, worded
from hotline_tui.cli.lists import Json, Limit, word
from hotline_tui.cli.seat import seated
from hotline_tui.cli.telling import local, say, say_items, say_json, say_table
from hotline_tui.services import articles, contributing, manuscripts, releasing, writing
from hotline_tui.services.article_files import attach, detach
from hotline_tui.services.desk import Desk
from hotline_tui.services.manuscripts import PAGE, ManuscriptRow, MatterRow, Matters
from hotline_tui.services.versions import proposed
from hotline_tui.standard.refusal import Fault

Id = Annotated[int, typer.Argument(metavar="ID", help="稿件编号", show_default=False)]
Name = Annotated[str, typer.Argument(metavar="ARTICLE", help="知识点编号", show_default=False)]
Why = Annotated[str, typer.Argument(metavar="WHY", help="理由", show_default=False)]
Seen = Annotated[
    int | None, typer.Option("--version", metavar="N", help="您看到的版本；已被更新则拒绝")
]
Source = Annotated[
    str, typer.Option("--from", metavar="FILE|-", help="Markdown 或 JSON；- 为标准输入")
]
Over = Annotated[str, typer.Option("--article", metavar="ARTICLE", help="在这一知识点上起草")]


def draft(
    ctx: typer.Context,
    key: Annotated[
        int | None, typer.Argument(metavar="[ID]", help="要改的稿件；不写则新写一篇")
    ] = None,
    source: Source = "",
    over: Over = "",
    version: Seen = None,
    as_json: Json = False,
) -> None:
    """起草知识，或改一篇稿件：文件里没写的项不变。"""
    if key is not None and over:
        raise BadInput(Fault("--article", "", "改稿件时不能再写 --article"))
    if not source and (key is not None or not over):
        raise BadInput(Fault("--from", "", "请用 --from 给出内容"))
    data = documents.content(source) if source else None
    with seated(ctx) as desk:
        document = _read(desk, source, data)
        if key is not None:
            before = manuscripts.show(desk, key).content
            tell(writing.write(desk, key, document.wish(desk, before, version)), as_json)
            return
        article, before = _over(desk, over)
        tell(writing.begin(desk, document.wish(desk, before), article), as_json)


def _read(desk: Desk, source: str, data: bytes | None) -> Written:
    if data is None:
        return kb_documents.NOTHING
    return kb_documents.written(data, source, desk.now())


def _over(desk: Desk, name: str) -> tuple[int | None, Mapping[str, str]]:
    """The article that is written over, and what it says; nothing for a new one."""
    if not name:
        return None, {}
    article = articles.named(desk, name)
    return article, articles.said(desk, article)


def drafts(
    ctx: typer.Context,
    key: Annotated[
        int | None, typer.Argument(metavar="[ID]", help="看一篇稿件；不写则列出")
    ] = None,
    which: Annotated[
        str,
        typer.Option(
            "--list",
            metavar="LIST",
            help="drafts、returned、to_check、to_publish、contributed 或 expiring",
        ),
    ] = "",
    limit: Limit = PAGE,
    as_json: Json = False,
) -> None:
    """编辑的待办：各有几件；一个列表；或一篇稿件的全部。"""
    wanted = word(Matters, which, "--list")
    with seated(ctx) as desk:
        if key is not None:
            row = manuscripts.show(desk, key)
            _tell_whole(row, as_json)
        elif wanted is None:
            counts = manuscripts.counts(desk)
            if as_json:
                say_json({one.value: counts[one] for one in Matters})
            else:
                say("　".join(f"{one.label} {counts[one]}" for one in Matters))
        else:
            say_matters(manuscripts.matters(desk, wanted, limit), as_json)


def submit(ctx: typer.Context, key: Id, version: Seen = None, as_json: Json = False) -> None:
    """送校核：缺什么一次说全。"""
    with seated(ctx) as desk:
        tell(writing.submit(desk, key, version), as_json)


def approve(
    ctx: typer.Context,
    key: Id,
    publishing: Annotated[bool, typer.Option("--publish", help="同时发布")] = False,
    version: Seen = None,
    as_json: Json = False,
) -> None:
    """校核通过；须由没有写过这篇稿件的人做。"""
    with seated(ctx) as desk:
        tell(releasing.approve(desk, key, version, publishing=publishing), as_json)


def reject(
    ctx: typer.Context, key: Id, reason: Why, version: Seen = None, as_json: Json = False
) -> None:
    """校核退回，写明哪里不对。"""
    with seated(ctx) as desk:
        tell(releasing.reject(desk, key, reason, version), as_json)


def publish(ctx: typer.Context, key: Id, version: Seen = None, as_json: Json = False) -> None:
    """发布校核过的稿件，各台即可检索、引用。"""
    with seated(ctx) as desk:
        tell(releasing.publish(desk, key, version), as_json)


def withdraw(
    ctx: typer.Context, article: Name, reason: Why, version: Seen = None, as_json: Json = False
) -> None:
    """撤回知识点：不再检索、引用；各版仍可查看。"""
    with seated(ctx) as desk:
        key = articles.named(desk, article)
        stood = releasing.withdraw(desk, key, reason, version)
    if as_json:
        say_json({"article": key, "version": stood, "withdrawn": True})
    else:
        say(f"知识点 {article} 已撤回（第 {stood} 版）")


def discard(
    ctx: typer.Context,
    key: Id,
    reason: Annotated[str, typer.Argument(metavar="[WHY]", help="理由")] = "",
    as_json: Json = False,
) -> None:
    """作废稿件；仍可查看。"""
    with seated(ctx) as desk:
        tell(writing.discard(desk, key, reason), as_json)


def rebase(ctx: typer.Context, key: Id, version: Seen = None, as_json: Json = False) -> None:
    """知识点已有更新的版本时，看过差异，改以现行版为底稿。"""
    with seated(ctx) as desk:
        row = writing.rebase(desk, key, version)
        if not as_json:
            say_difference(proposed(desk, key))
        tell(row, as_json)


def contribute(
    ctx: typer.Context,
    key: Annotated[
        int | None, typer.Argument(metavar="[ID]", help="要改的供稿；不写则新供一篇")
    ] = None,
    source: Source = "-",
    over: Over = "",
    unit: Annotated[
        str, typer.Option("--unit", help="供稿的承办单位；承办人供本单位的，不必写")
    ] = "",
    as_json: Json = False,
) -> None:
    """承办单位供稿：由编辑采纳，或说明理由不采纳。"""
    data = documents.content(source)
    with seated(ctx) as desk:
        document = _read(desk, source, data)
        if key is not None:
            before = manuscripts.show(desk, key).content
            tell(contributing.amend(desk, key, document.wish(desk, before)), as_json)
            return
        article, before = _over(desk, over)
        wish = document.wish(desk, before)
        tell(contributing.contribute(desk, wish, article, unit), as_json)


def contributed(ctx: typer.Context, limit: Limit = PAGE, as_json: Json = False) -> None:
    """本单位的供稿，和各篇的结果。"""
    with seated(ctx) as desk:
        say_matters(contributing.contributed(desk, limit), as_json)


def adopt(ctx: typer.Context, key: Id, version: Seen = None, as_json: Json = False) -> None:
    """采纳供稿，成为草稿。"""
    with seated(ctx) as desk:
        tell(contributing.adopt(desk, key, version), as_json)


def decline(
    ctx: typer.Context, key: Id, reason: Why, version: Seen = None, as_json: Json = False
) -> None:
    """不采纳供稿，写明理由。"""
    with seated(ctx) as desk:
        tell(contributing.decline(desk, key, reason, version), as_json)


def files(
    ctx: typer.Context,
    key: Id,
    paths: Annotated[list[str] | None, typer.Argument(metavar="[FILE…]", help="附上的文件")] = None,
    remove: Annotated[str, typer.Option("--remove", metavar="NAME", help="去掉的附件")] = "",
    as_json: Json = False,
) -> None:
    """给稿件加附件，或去掉附件；随稿件一起校核。"""
    if bool(paths) == bool(remove):
        raise BadInput(Fault("FILE", "", "请给出要附上的文件，或用 --remove 写明要去掉的附件"))
    with seated(ctx) as desk:
        row = attach(desk, key, paths) if paths else detach(desk, key, remove)
        tell(row, as_json)


def expiring(
    ctx: typer.Context,
    days: Annotated[
        int | None, typer.Option("--days", min=0, metavar="N", help="多少天内到期；不写按办理规则")
    ] = None,
    limit: Limit = PAGE,
    as_json: Json = False,
) -> None:
    """已过期和将到期的知识点，最早的在前。"""
    with seated(ctx) as desk:
        say_matters(manuscripts.expiring(desk, days, limit), as_json)


def join(app: typer.Typer) -> None:
    """Make these commands of `hotline kb`."""
    for name, command in (
        ("draft", draft),
        ("drafts", drafts),
        ("submit", submit),
        ("pass", approve),
        ("reject", reject),
        ("publish", publish),
        ("withdraw", withdraw),
        ("discard", discard),
        ("rebase", rebase),
        ("contribute", contribute),
        ("contributed", contributed),
        ("adopt", adopt),
        ("decline", decline),
        ("attach", files),
        ("expiring", expiring),
    ):
        app.command(name, cls=Verb)(command)


def tell(row: ManuscriptRow, as_json: bool) -> None:
    """What became of a manuscript, and what it lacks."""
    if as_json:
        say_json(shapes_kb.manuscript(row))
        return
    at = f"　知识点 {row.article}" if row.article else ""
    version = f" 第 {row.published_version} 版" if row.published_version else ""
    say(f"稿件 {row.id}　{row.stage.label}　《{row.title}》{at}{version}")
    for fault in row.faults:
        say(f"  ! {fault.message}{f'（{fault.clause}）' if fault.clause else ''}")
    if row.behind:
        say("  知识点已有更新的版本：请看过差异（kb diff），再 kb rebase")


def _tell_whole(row: ManuscriptRow, as_json: bool) -> None:
    tell(row, as_json)
    if as_json:
        return
    say_items(worded(row.content))
    say_items((("供稿单位", row.unit), ("附件", "、".join(one.name for one in row.files))))
    say_items([("相关知识", "、".join(map(str, row.related)))])
    say()
    say(row.content.get("text", ""))
    say()
    for one in row.steps:
        parts = f"（{'、'.join(one.parts)}）" if one.parts else ""
        say(f"{local(one.at)} {one.by} {one.name}　{one.deed.label}{parts}　{one.remark}".rstrip())


def say_matters(rows: tuple[MatterRow, ...], as_json: bool) -> None:
    """A worklist."""
    if as_json:
        say_json({"rows": [shapes_kb.matter(row) for row in rows]})
    elif not rows:
        say("没有")
    else:
        say_table(
            ("稿件", "知识点", "状态", "有效至", "时间", "谁", "标题"),
            [
                (
                    str(row.id or ""),
                    str(row.article or ""),
                    row.stage.label,
                    local(row.due_at)[:10],
                    local(row.changed_at),
                    row.who,
                    row.title or "（无标题）",
                )
                for row in rows
            ],
        )
