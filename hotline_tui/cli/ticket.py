"""`hotline ticket`: take a matter down, look at tickets, find them, do something with one."""

from __future__ import annotations

from typing import Annotated

import typer

from hotline_tui.cli import documents
from hotline_tui.cli.attachments import attach, fetch
from hotline_tui.cli.commands import Verb, noun
from hotline_tui.cli.documents import Handed
from hotline_tui.cli.doing import DEEDS, seen
from hotline_tui.cli.form import ticket_form
from hotline_tui.cli.importing import import_letters
from hotline_tui.cli.invocation import BadInput
from hotline_tui.cli.lists import Json, Limit, say_lines, word
from hotline_tui.cli.seat import seated
from hotline_tui.cli.telling import say_json
from hotline_tui.cli.whole import say_done, say_whole
from hotline_tui.services import archiving, articles, queueing, registering
from hotline_tui.services.desk import Desk
from hotline_tui.services.rows import TicketRow
from hotline_tui.services.transcribing import transcribed
from hotline_tui.services.unmasking import unmask
from hotline_tui.standard.refusal import Fault
from hotline_tui.standard.transcript import drafted
from hotline_tui.standard.vocabulary import Status

app = noun("工单：登记、查看、查找、导入、办理。")

Number = Annotated[str, typer.Argument(metavar="NUMBER", help="工单编号")]
From = Annotated[
    str | None, typer.Option("--from", metavar="FILE|-", help="JSON 文件；- 为标准输入")
]


@app.command("new", cls=Verb)
def new(
    ctx: typer.Context,
    source: Annotated[
        str | None, typer.Option("--from", metavar="FILE|-", help="工单文件（JSON）")
    ] = None,
    transcript: Annotated[
        str | None,
        typer.Option("--transcript", metavar="FILE|-", help="通话文字：只输出工单文件，不登记"),
    ] = None,
    as_json: Json = False,
) -> None:
    """登记一件工单；文件里另有 direct_answer 则同时答复，另有 not_accepted 则不予受理。"""
    if source is not None and transcript is not None:
        raise BadInput(Fault("--transcript", "", "--from 和 --transcript 不能同时用"))
    if transcript is not None:
        text = documents.text(transcript, "--transcript")
        with seated(ctx) as desk:
            say_json(documents.draft(drafted(transcribed(desk, text))))
        return
    if source is None:
        raise BadInput(Fault("--from", "", "缺少 --from（或 --transcript）"))
    data = documents.content(source)
    with seated(ctx) as desk:
        row = _handed_in(desk, documents.ticket(desk, data))
        say_done(desk, row, as_json=as_json)


def _handed_in(desk: Desk, wish: Handed) -> TicketRow:
    if wish.not_accepted is not None:
        told = wish.not_accepted
        return registering.turn_away(desk, wish.registration, told.reason, told.advice)
    if wish.direct_answer is not None:
        article = articles.named(desk, wish.direct_answer.article)
        said = wish.direct_answer.said
        return registering.register_and_answer(desk, wish.registration, article, said)
    return registering.register(desk, wish.registration)


@app.command("show", cls=Verb)
def show(
    ctx: typer.Context,
    number: Number,
    reason: Annotated[
        str | None, typer.Option("--unmask", metavar="理由", help="显示诉求人完整信息，理由会留痕")
    ] = None,
    as_json: Json = False,
) -> None:
    """一件工单的全部：内容、时限、派单、历史。"""
    with seated(ctx) as desk:
        claimant = unmask(desk, number, reason) if reason is not None else None
        archiving.note_look(desk, number)
        row = queueing.show(desk, number)
        say_whole(desk, row, claimant, as_json=as_json)


@app.command("list", cls=Verb)
def listed(
    ctx: typer.Context,
    status: Annotated[str, typer.Option("--status", help="只列某一状态，如 registered")] = "",
    limit: Limit = 50,
    as_json: Json = False,
) -> None:
    """工单列表，最新的在前。"""
    wanted = word(Status, status, "--status")
    with seated(ctx) as desk:
        say_lines(queueing.listed(desk, limit, wanted), desk.now(), as_json)


@app.command("find", cls=Verb)
def find(
    ctx: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help="编号、电话或词语")],
    limit: Limit = 50,
    as_json: Json = False,
) -> None:
    """按编号、电话或词语查找工单。"""
    with seated(ctx) as desk:
        say_lines(queueing.find(desk, " ".join(words), limit), desk.now(), as_json)


@app.command("do", cls=Verb)
def do(
    ctx: typer.Context,
    number: Number,
    action: Annotated[str, typer.Argument(metavar="ACTION", help="、".join(DEEDS))],
    source: From = None,
    as_json: Json = False,
) -> None:
    """对工单做一件事，如派单、签收、反馈；内容写在 JSON 文件里。"""
    deed = DEEDS.get(action)
    if deed is None:
        known = "、".join(f"{name}（{one.label}）" for name, one in DEEDS.items())
        raise BadInput(Fault("ACTION", "", f"没有“{action}”这个动作，可用：{known}"))
    data = documents.content(source) if source is not None else None
    with seated(ctx) as desk:
        said = documents.said(data, deed.readers, desk.now())
        seen(desk, number, said)
        say_done(desk, deed.do(desk, number, said), as_json=as_json)


app.command("import", cls=Verb)(import_letters)
app.command("form", cls=Verb)(ticket_form)
app.command("attach", cls=Verb)(attach)
app.command("fetch", cls=Verb)(fetch)
