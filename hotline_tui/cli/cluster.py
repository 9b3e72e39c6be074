"""`hotline cluster`: tickets about one thing, looked at and decided about. Clause: 5.3.3."""

from __future__ import annotations

from typing import Annotated

import typer

from hotline_tui.cli import documents, shapes_cluster
from hotline_tui.cli.commands import Verb, noun
from hotline_tui.cli.doing_handling import DEEDS, feedback
from hotline_tui.cli.lists import Json, Limit, word
from hotline_tui.cli.seat import seated
from hotline_tui.cli.telling import left, local, say, say_json, say_table
from hotline_tui.services import clusters, grouping
from hotline_tui.services.clusters import PAGE, ClusterRow, State
from hotline_tui.services.grouping import Decision

app = noun("同类诉求：列表、查看、并案、排除、移入移出、一并反馈。")

Id = Annotated[int, typer.Argument(metavar="ID", help="同类诉求的编号", show_default=False)]
Number = Annotated[str, typer.Argument(metavar="NUMBER", help="工单编号", show_default=False)]


@app.command("list", cls=Verb)
def listed(
    ctx: typer.Context,
    state: Annotated[
        str, typer.Option("--state", metavar="STATE", help="proposed、linked 或 dismissed")
    ] = "proposed",
    limit: Limit = PAGE,
    as_json: Json = False,
) -> None:
    """同类诉求，最近发现的在前；期间内的工单既按件计，也按事计。"""
    wanted = word(State, state, "--state") or State.PROPOSED
    with seated(ctx) as desk:
        found = clusters.clusters(desk, wanted, limit)
        now = desk.now()
    if as_json:
        rows = [shapes_cluster.cluster(row) for row in found.rows]
        say_json({"rows": rows, "tickets": found.tickets, "matters": found.matters})
        return
    say(f"期间内工单 {found.tickets} 件，计 {found.matters} 件事")
    if found.rows:
        say_table(
            ("编号", "件数", "人数", "时限", "事项"),
            [
                (
                    row.number,
                    str(len(row.members)),
                    str(row.claimants),
                    left(row.due_at, now),
                    row.name,
                )
                for row in found.rows
            ],
        )


@app.command("show", cls=Verb)
def show(ctx: typer.Context, key: Id, as_json: Json = False) -> None:
    """一组同类诉求和其中的工单。"""
    with seated(ctx) as desk:
        _tell(clusters.cluster(desk, key), as_json)


@app.command("link", cls=Verb)
def link(
    ctx: typer.Context,
    key: Id,
    name: Annotated[str, typer.Argument(metavar="NAME", help="事项名称", show_default=False)],
    as_json: Json = False,
) -> None:
    """命名并案办理；各工单仍各自计时、各自反馈。"""
    with seated(ctx) as desk:
        _tell(grouping.link(desk, Decision(key, name=name)), as_json)


@app.command("dismiss", cls=Verb)
def dismiss(
    ctx: typer.Context,
    key: Id,
    reason: Annotated[str, typer.Argument(metavar="WHY", help="理由", show_default=False)],
    as_json: Json = False,
) -> None:
    """排除：不是一件事，或撤销并案；不再提示。"""
    with seated(ctx) as desk:
        _tell(grouping.dismiss(desk, Decision(key, reason=reason)), as_json)


@app.command("add", cls=Verb)
def add(ctx: typer.Context, key: Id, number: Number, as_json: Json = False) -> None:
    """移入一件工单。"""
    with seated(ctx) as desk:
        _tell(grouping.add(desk, key, number), as_json)


@app.command("remove", cls=Verb)
def remove(ctx: typer.Context, key: Id, number: Number, as_json: Json = False) -> None:
    """移出一件工单。"""
    with seated(ctx) as desk:
        _tell(grouping.remove(desk, key, number), as_json)


@app.command("answer", cls=Verb)
def answer(
    ctx: typer.Context,
    key: Id,
    source: Annotated[str, typer.Option("--from", metavar="FILE|-", help="反馈文件（JSON）")],
    as_json: Json = False,
) -> None:
    """一并反馈：办理中的每件工单各得一份反馈；有一件不合要求，就一件也不反馈。"""
    data = documents.content(source)
    with seated(ctx) as desk:
        said = documents.said(data, DEEDS["feedback"].readers, desk.now())
        done = grouping.answer(desk, key, feedback("", said))
    if as_json:
        left_out = [{"number": one, "status": status.value} for one, status in done.left_out]
        say_json(
            {
                **shapes_cluster.cluster(done.cluster),
                "answered": list(done.answered),
                "left_out": left_out,
            }
        )
        return
    say(f"已反馈 {len(done.answered)} 件：{'、'.join(done.answered)}")
    for one, status in done.left_out:
        say(f"未反馈 {one}：{status.label}")


def _tell(row: ClusterRow, as_json: bool) -> None:
    if as_json:
        say_json(shapes_cluster.cluster(row))
        return
    say(f"同类诉求 {row.id}　{row.state.label}　{len(row.members)} 件　{row.name}")
    if row.decided_at:
        say(f"{local(row.decided_at)} {row.decided_by}　{row.reason}".rstrip())
    for one in row.members:
        say(
            f"  {one.number} {one.status.label}　{one.title}　{one.place}　{one.organizer}".rstrip()
        )
