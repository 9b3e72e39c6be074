"""`hotline outbox`: dispatches by e-mail, seen and sent. Clause: 5.3.2.1.2."""

from __future__ import annotations

from typing import Annotated

import typer

from hotline_tui.cli.commands import Verb, noun
from hotline_tui.cli.invocation import BadInput
from hotline_tui.cli.lists import Json, Limit
from hotline_tui.cli.seat import invocation, seated
from hotline_tui.cli.telling import BAD_INPUT, iso, local, say, say_json, say_table
from hotline_tui.services import outbox
from hotline_tui.standard.refusal import Fault

app = noun("派单邮件：列表、发送。")


@app.command("list", cls=Verb)
def listed(
    ctx: typer.Context,
    waiting: Annotated[bool, typer.Option("--waiting", help="只列还没有发出的")] = False,
    limit: Limit = 50,
    as_json: Json = False,
) -> None:
    """发件箱里的邮件，最新的在前。"""
    with seated(ctx) as desk:
        rows = outbox.letters(desk, limit, waiting_only=waiting)
    if as_json:
        say_json(
            {
                "mails": [
                    {
                        "number": row.number,
                        "recipient": row.recipient,
                        "subject": row.subject,
                        "written_at": iso(row.written_at),
                        "sent_at": iso(row.sent_at),
                        "tries": row.tries,
                        "error": row.error or None,
                    }
                    for row in rows
                ]
            }
        )
    elif not rows:
        say("发件箱里没有邮件")
    else:
        say_table(
            ("工单", "收件人", "写于", "发出", "试过", "错误"),
            (
                (
                    row.number,
                    row.recipient,
                    local(row.written_at),
                    local(row.sent_at) or "等待",
                    str(row.tries),
                    row.error,
                )
                for row in rows
            ),
        )


@app.command("send", cls=Verb)
def send(ctx: typer.Context, as_json: Json = False) -> int:
    """发出等待的邮件；没有发成的留待下次。"""
    server = invocation(ctx).settings().mail_server()
    if server is None:
        told = "没有设置邮件服务器：请在 hotline.toml 的 [smtp] 或 HOTLINE_SMTP_HOST 中写明"
        raise BadInput(Fault("smtp", "", told))
    with seated(ctx) as desk:
        done = outbox.deliver(desk, server)
    if as_json:
        say_json({"sent": done.sent, "failed": done.failed})
    else:
        say(f"发出 {done.sent} 封，没有发成 {done.failed} 封")
    return BAD_INPUT if done.failed else 0
