"""`hotline db`: set a database up, bring it up to date, look after it."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from hotline_tui.cli.commands import Verb, noun
from hotline_tui.cli.invocation import BadInput
from hotline_tui.cli.seat import invocation
from hotline_tui.cli.telling import REFUSED, say, say_items, say_json, say_table
from hotline_tui.services import backups, securing, upgrading, upkeep
from hotline_tui.services.backups import NoCopy
from hotline_tui.services.securing import LoginRow
from hotline_tui.services.setup import set_up
from hotline_tui.services.upkeep import Info
from hotline_tui.standard.refusal import Fault, Refused

app = noun("数据库：建立、升级、检查、备份、恢复。")

Json = Annotated[bool, typer.Option("--json", help="输出一份 JSON")]
File = Annotated[Path, typer.Argument(metavar="FILE", help="备份文件")]

LABELS = {
    "tickets": "工单",
    "events": "历史记录",
    "articles": "知识点",
    "operators": "人员",
    "organizers": "承办单位",
    "divisions": "区划",
    "categories": "问题分类",
    "mails": "派单邮件",
}


@app.command("init", cls=Verb)
def init(
    ctx: typer.Context,
    practice: Annotated[bool, typer.Option("--practice", help="练习数据库，可用模拟时间")] = False,
    as_json: Json = False,
) -> None:
    """建立数据库，装入区划、承办单位、分类和起步知识。"""
    at = invocation(ctx).instant()
    if at is not None and not practice:
        raise Refused(Fault("now", "", "模拟时间只能用于练习数据库：请加 --practice"))
    database = upkeep.named(invocation(ctx).url())
    found = upkeep.info(database) if database.path is None or database.path.exists() else None
    if found is None or not found.region:
        if found is not None and found.revision not in (None, found.newest_revision):
            raise Refused(Fault("", "", "数据库版本较旧：请运行 hotline db upgrade"))
        set_up(database, practice=practice, at=at)
        _tell(upkeep.info(database), as_json, "数据库已建立")
    elif practice and not found.practice:
        raise Refused(Fault("", "", f"{found.url} 已是正式数据库，不能改作练习用"))
    else:
        _tell(found, as_json, "数据库早已建立，没有改动")
    database.close()


@app.command("upgrade", cls=Verb)
def upgrade(
    ctx: typer.Context,
    unrehearsed: Annotated[
        bool, typer.Option("--unrehearsed", help="不先在副本上试升级（副本建不了时）")
    ] = False,
    as_json: Json = False,
) -> None:
    """把数据库升级到本程序的版本：先在副本上试一遍；有座席开着时不升级。"""
    database = upkeep.reached(invocation(ctx).url())
    found = upkeep.info(database)
    if found.revision is None:
        raise Refused(Fault("", "", f"{found.url} 尚未初始化：请先运行 hotline db init"))
    if found.revision == found.newest_revision:
        _tell(found, as_json, "数据库已是最新版本，没有改动")
    else:
        try:
            upgrading.upgrade(database, rehearse=not unrehearsed)
        except NoCopy as failed:
            raise BadInput(Fault("database", "", str(failed))) from failed
        _tell(upkeep.info(database), as_json, f"数据库已从 {found.revision} 升级")
    database.close()


@app.command("info", cls=Verb)
def info(ctx: typer.Context, as_json: Json = False) -> None:
    """数据库的种类、版本和内容数量。"""
    database = upkeep.reached(invocation(ctx).url())
    _tell(upkeep.info(database), as_json, "")
    database.close()


@app.command("check", cls=Verb)
def check(
    ctx: typer.Context,
    every: Annotated[bool, typer.Option("--all", help="检查每一件工单，不只最新的一万件")] = False,
    noted: Annotated[
        str, typer.Option("--noted", metavar="N:HASH", help="以前检查时记下的审计链尾，一并核对")
    ] = "",
    as_json: Json = False,
) -> int:
    """检查数据库是否完好：文件、编号、历史、审计链、权限、到期时间。"""
    database = upkeep.reached(invocation(ctx).url())
    found = upkeep.info(database)
    if found.revision is None:
        raise Refused(Fault("", "", f"{database.shown} 尚未初始化：请先运行 hotline db init"))
    if found.revision != found.newest_revision:
        raise Refused(Fault("", "", "数据库版本与本程序不同：请先运行 hotline db upgrade"))
    checked = upkeep.check(database, every=every, noted=noted)
    database.close()
    wrong, trail = checked.problems, checked.trail
    if as_json:
        audit = {"records": trail.records, "head": trail.head}
        say_json({"sound": not wrong, "problems": list(wrong), "audit": audit})
    else:
        say("\n".join(wrong) or "数据库完好")
        say(f"审计记录 {trail.records} 条，链尾 {trail.note}")
    return REFUSED if wrong else 0


@app.command("secure", cls=Verb)
def secure(ctx: typer.Context, as_json: Json = False) -> None:
    """PostgreSQL：每个人员一个数据库角色，按岗位授权。"""
    database = upkeep.reached(invocation(ctx).url())
    found = upkeep.info(database)
    if found.revision != found.newest_revision:
        raise Refused(Fault("", "", "数据库版本与本程序不同：请先运行 hotline db upgrade"))
    rows = securing.secure(database)
    database.close()
    if as_json:
        say_json({"secured": True, "roles": [_login(row) for row in rows]})
        return
    say("数据库已按岗位授权；每个人员用自己的数据库角色登录")
    say_table(
        ("角色", "工号", "姓名", "岗位", "状态", "口令"),
        (
            (
                row.role,
                row.workno,
                row.name,
                "、".join(job.label for job in row.jobs),
                "在用" if row.active else "停用",
                "有" if row.password else "无（须由系统认证，或 hotline user password）",
            )
            for row in rows
        ),
    )


def _login(row: LoginRow) -> dict[str, object]:
    return {
        "role": row.role,
        "workno": row.workno,
        "name": row.name,
        "jobs": [job.value for job in row.jobs],
        "active": row.active,
        "password": row.password,
    }


@app.command("backup", cls=Verb)
def backup(
    ctx: typer.Context,
    to: Annotated[Path, typer.Argument(metavar="FILE", help="新文件，或放备份的文件夹")],
    keep: Annotated[
        int | None, typer.Option("--keep", min=1, metavar="N", help="文件夹里只留最近 N 份")
    ] = None,
    as_json: Json = False,
) -> None:
    """另存一份完整的备份和它的清单，别人可以继续工作。"""
    database = upkeep.reached(invocation(ctx).url())
    try:
        made = backups.back_up(database, to, keep)
    except NoCopy as failed:
        raise BadInput(Fault("FILE", "", str(failed))) from failed
    database.close()
    if as_json:
        say_json({"file": str(made.file), "bytes": made.bytes, "sha256": made.sha256})
    else:
        say(f"已备份到 {made.file}（{made.bytes:,} 字节），已核对可以打开")


@app.command("drill", cls=Verb)
def drill(ctx: typer.Context, file: File, as_json: Json = False) -> int:
    """演练恢复：把备份恢复到一个临时的数据库里，逐表核对，再删掉；现有的数据不动。"""
    database = upkeep.reached(invocation(ctx).url())
    try:
        done = backups.drill(database, file)
    except NoCopy as failed:
        raise BadInput(Fault("FILE", "", str(failed))) from failed
    database.close()
    if as_json:
        say_json(asdict(done))
    else:
        told = f"恢复演练成功：{done.rows:,} 行，与清单一致"
        say("\n".join(done.wrong) or told)
        say(f"备份之后又有 {done.behind} 条记录" if done.behind else "备份之后没有新的记录")
    return REFUSED if done.wrong else 0


@app.command("restore", cls=Verb)
def restore(
    ctx: typer.Context,
    file: File,
    force: Annotated[bool, typer.Option("--force", help="替换已有内容（先另存一份）")] = False,
    as_json: Json = False,
) -> None:
    """用备份恢复数据库。"""
    database = upkeep.named(invocation(ctx).url())
    try:
        kept = backups.restore(database, file, force=force)
    except NoCopy as failed:
        raise BadInput(Fault("FILE", "", str(failed))) from failed
    found = upkeep.info(database)
    database.close()
    if as_json:
        say_json({"restored": True, "kept": str(kept) if kept else None, **_document(found)})
        return
    say(f"已恢复，工单 {found.counts.get('tickets', 0)} 件")
    if kept is not None:
        say(f"原来的内容另存于 {kept}")
    if found.revision != found.newest_revision:
        say("备份的版本与本程序不同：请运行 hotline db upgrade")


def _document(found: Info) -> dict[str, object]:
    return {
        "url": found.url,
        "kind": found.kind,
        "version": found.version,
        "revision": found.revision,
        "newest_revision": found.newest_revision,
        "practice": found.practice,
        "counts": dict(found.counts),
    }


def _tell(found: Info, as_json: bool, done: str) -> None:
    if as_json:
        say_json(_document(found))
        return
    if done:
        say(done)
    say_items(
        (
            ("数据库", found.url),
            ("种类", f"{found.kind} {found.version}"),
            ("版本", found.revision or "尚未初始化"),
            ("用途", "练习" if found.practice else "正式"),
            *((LABELS[name], count) for name, count in found.counts.items()),
        )
    )
