"""`hotline kb check`, `pairs`, `gaps`, `usage`: what keeps the knowledge base right.

Clause: 6.2.1, 6.2.3.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from hotline_tui.cli import shapes_keeping as shapes
from hotline_tui.cli.commands import Verb
from hotline_tui.cli.invocation import BadInput
from hotline_tui.cli.kb_files import SHOWN, Maps, mapping_of, readings, say_faults
from hotline_tui.cli.kb_search import progress
from hotline_tui.cli.lists import Json, Limit, word
from hotline_tui.cli.seat import seated
from hotline_tui.cli.telling import BAD_INPUT, local, say, say_json, say_table
from hotline_tui.services import articles, comparing, doubles, gaps, knowledge_index
from hotline_tui.services import usage as use
from hotline_tui.services.comparing import Compared
from hotline_tui.services.doubles import PairRow, Pairs, Verdict
from hotline_tui.services.gaps import Filled, GapRow
from hotline_tui.services.usage import UsageWish
from hotline_tui.standard.authority import Act
from hotline_tui.standard.keeping import Doubling, GapVerdict, PairVerdict
from hotline_tui.standard.refusal import Fault

ALL_PAIRS = 1_000_000

Id = Annotated[int | None, typer.Argument(metavar="[ID]", help="编号；不写则列出")]
Reason = Annotated[str, typer.Option("--reason", metavar="WHY", help="理由，或怎样处理的")]
Decided = Annotated[bool, typer.Option("--settled", help="列已处理的，不列待处理的")]


def check(
    ctx: typer.Context,
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="[FILE…]", help="只检查文件，不导入")
    ] = None,
    maps: Maps = None,
    as_json: Json = False,
) -> int:
    """检查知识：过期、将到期、标题重复、几乎相同、说法不一；给了文件则检查文件。"""
    if files:
        found = readings(files, mapping_of(maps), {}, "")
        faults = [fault for one in found for fault in one.faults()]
        return _say_checked(faults, None, None, as_json=as_json) or (BAD_INPUT if faults else 0)
    with seated(ctx) as desk:
        faults = [
            Fault(f"{one.article}《{one.title}》", one.clause, one.message)
            for one in articles.doubts(desk)
        ]
        if not desk.may(Act.KEEP_KNOWLEDGE):
            return _say_checked(faults, None, None, as_json=as_json)
        knowledge_index.current(desk, progress("建立索引"))
        done = comparing.compare(desk, progress("比对知识"))
        limit = ALL_PAIRS if as_json else SHOWN
        return _say_checked(faults, done, doubles.pairs(desk, limit=limit), as_json=as_json)


def _say_checked(
    faults: list[Fault], done: Compared | None, found: Pairs | None, *, as_json: bool
) -> int:
    if as_json:
        problems = [
            {"article": one.field, "clause": one.clause, "message": one.message} for one in faults
        ]
        more = {} if done is None else {"compared": done.articles}
        listed = {} if found is None else {"pairs": [shapes.pair(row) for row in found.rows]}
        say_json({"problems": problems, **more, **listed})
        return 0
    say_faults(faults)
    if found is not None and found.rows:
        say(f"重复或说法不一 {found.total} 对，用 hotline kb pairs 处理：")
        for row in found.rows:
            _say_pair(row)
    if not faults and not (found and found.rows):
        say("没有发现问题")
    return 0


# ---- doubles and contradictions ------------------------------------------------------------


def pairs(
    ctx: typer.Context,
    key: Id = None,
    verdict: Annotated[
        str, typer.Option("--verdict", metavar="V", help="same、different 或 withdrawn")
    ] = "",
    reason: Reason = "",
    withdraw: Annotated[
        str, typer.Option("--withdraw", metavar="ARTICLE", help="撤回其中这一篇，并记为已处理")
    ] = "",
    doubling: Annotated[
        str, typer.Option("--only", metavar="WHAT", help="只列 same 或 contradicting")
    ] = "",
    settled: Decided = False,
    limit: Limit = doubles.PAGE,
    as_json: Json = False,
) -> None:
    """几乎相同、说法不一的知识：列出，或处理一对：同一事项、不同事项、撤回其一。"""
    said = word(PairVerdict, verdict, "--verdict")
    only = word(Doubling, doubling, "--only")
    with seated(ctx) as desk:
        if key is None:
            found = doubles.pairs(desk, only, decided=settled, limit=limit)
            _say_pairs(found, as_json=as_json)
            return
        withdrawn = articles.named(desk, withdraw) if withdraw else None
        said = PairVerdict.WITHDRAWN if withdrawn is not None else said
        if said is None:
            raise BadInput(Fault("--verdict", "", "须用 --verdict 或 --withdraw 说明怎样处理"))
        row = doubles.settle(desk, Verdict(key, said, reason, withdrawn))
    if as_json:
        say_json(shapes.pair(row))
    else:
        _say_pair(row)


def _say_pairs(found: Pairs, *, as_json: bool) -> None:
    if as_json:
        say_json({"rows": [shapes.pair(row) for row in found.rows], "total": found.total})
        return
    say(f"共 {found.total} 对" if found.total else "没有")
    for row in found.rows:
        _say_pair(row)


def _say_pair(row: PairRow) -> None:
    first, second = row.first, row.second
    say(f"{row.id}　{row.doubling.label} {row.likeness:.0%}　{first.name}《{first.title}》")
    say(f"　　{second.name}《{second.title}》")
    for sort, one, other in row.differing[:5]:
        say(f"　　{sort}：{one} ↔ {other}")
    if row.verdict is not None:
        say(f"　　{local(row.decided_at)} {row.decided_by}　{row.verdict.label}：{row.reason}")


# ---- gaps ----------------------------------------------------------------------------------


def gaps_(
    ctx: typer.Context,
    key: Id = None,
    article: Annotated[
        str, typer.Option("--article", metavar="ARTICLE", help="已写的知识点编号")
    ] = "",
    reason: Annotated[str, typer.Option("--reason", metavar="WHY", help="不需要写的理由")] = "",
    ask: Annotated[
        str, typer.Option("--ask", metavar="QUESTION", help="记一个没有查到答案的问题")
    ] = "",
    settled: Decided = False,
    limit: Limit = gaps.PAGE,
    as_json: Json = False,
) -> None:
    """知识缺口：查过而没有好答案的问题、派出后答复了的咨询；列出，或处理一条。"""
    with seated(ctx) as desk:
        if ask:
            kept = gaps.unanswered(desk, ask)
            say_json({"kept": kept}) if as_json else say("已记下" if kept else "没有可记的")
            return
        if key is None:
            found = gaps.gaps(desk, decided=settled, limit=limit)
            if as_json:
                say_json({"rows": [shapes.gap(row) for row in found.rows], "total": found.total})
                return
            say_table(
                ("编号", "问过", "工单", "问题", "处理"),
                [
                    (row.number, str(row.times), str(row.tickets), row.name, _filled(row))
                    for row in found.rows
                ],
            )
            return
        written = articles.named(desk, article) if article else None
        verdict = GapVerdict.NOT_NEEDED if written is None else GapVerdict.WRITTEN
        row = gaps.fill(desk, Filled(key, verdict, written, reason))
    say_json(shapes.gap(row)) if as_json else say(f"{row.number} {row.name}　{_filled(row)}")


def _filled(row: GapRow) -> str:
    if row.verdict is None:
        return ""
    return f"{row.verdict.label}：{f'知识点 {row.article}' if row.article else row.reason}"


# ---- usage ---------------------------------------------------------------------------------


def usage(
    ctx: typer.Context,
    first: Annotated[str, typer.Option("--from", metavar="DAY", help="自哪天，如 2026-11-01")] = "",
    last: Annotated[str, typer.Option("--to", metavar="DAY", help="至哪天；不写为今天")] = "",
    never: Annotated[bool, typer.Option("--never", help="列这一时期没有用过的")] = False,
    limit: Limit = use.PAGE,
    as_json: Json = False,
) -> None:
    """知识使用情况：某一时期每篇打开、引用多少次，哪些没有用过；不写时期为最近 30 天。"""
    with seated(ctx) as desk:
        wish = UsageWish(_day(first, "--from"), _day(last, "--to"), never, limit)
        found = use.usage(desk, wish)
    if as_json:
        say_json(shapes.usage(found))
        return
    say(
        f"{found.first} 至 {found.last}：打开 {found.opened} 次，引用 {found.cited} 次；"
        f"知识 {found.articles} 篇，没有用过 {found.unused} 篇"
    )
    say_table(
        ("编号", "打开", "引用", "标题", "单位"),
        [(row.name, str(row.opened), str(row.cited), row.title, row.unit) for row in found.rows],
    )


def _day(text: str, option: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        told = f"{option} 应写成 2026-11-01 这样的日期，不能是“{text[:20]}”"
        raise BadInput(Fault(option, "", told)) from None


def join(app: typer.Typer) -> None:
    """Make these commands of `hotline kb`."""
    for name, command in (("check", check), ("pairs", pairs), ("gaps", gaps_), ("usage", usage)):
        app.command(name, cls=Verb)(command)
