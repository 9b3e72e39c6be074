"""What each act is called on the command line, attempted there."""

from __future__ import annotations

import contextlib
import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from hotline_tui.cli import run
from hotline_tui.standard.authority import Act

_DO = "ticket do {{{}}} {} --from {{empty}}"

COMMANDS: dict[Act, str] = {
    Act.READ_TICKETS: "ticket list",
    Act.READ_ALL: "wall",
    Act.TAKE_CALL: "call answer",
    Act.REGISTER: "ticket new --from {empty}",
    Act.ANSWER: _DO.format("registered", "answer"),
    Act.ATTACH: "ticket attach {signed} {empty}",
    Act.LINK: _DO.format("registered", "link"),
    Act.CLAIM: _DO.format("registered", "claim"),
    Act.DISPATCH: _DO.format("registered", "dispatch"),
    Act.SIGN: _DO.format("dispatched", "sign"),
    Act.RETURN: _DO.format("dispatched", "return"),
    Act.DECIDE_RETURN: _DO.format("returned", "accept"),
    Act.RECALL: _DO.format("signed", "recall"),
    Act.LOG: _DO.format("signed", "log"),
    Act.FEEDBACK: _DO.format("signed", "feedback"),
    Act.APPROVE: _DO.format("in_review", "approve"),
    Act.CHECK_FEEDBACK: _DO.format("fed_back", "accept"),
    Act.SURGE: "surge declare 暴雨",
    Act.ACKNOWLEDGE: _DO.format("signed", "acknowledge"),
    Act.SUPERVISE: _DO.format("signed", "supervise"),
    Act.REQUEST: _DO.format("signed", "request"),
    Act.DECIDE_REQUEST: _DO.format("signed", "decide"),
    Act.TICK: "tick",
    Act.IMPORT: "ticket import {table}",
    Act.SEARCH_KNOWLEDGE: "kb search 噪声",
    Act.IMPORT_KNOWLEDGE: "kb words 呱噪 噪声",
    Act.WRITE_ARTICLE: "kb draft --from {empty}",
    Act.CHECK_ARTICLE: "kb pass 1",
    Act.PUBLISH_ARTICLE: "kb publish 1",
    Act.CONTRIBUTE: "kb contributed",
    Act.REQUIRE_READING: "kb require 1",
    Act.KEEP_KNOWLEDGE: "kb usage",
    Act.EXPORT_PUBLIC: "kb export --site {folder}",
    Act.SEND_MAIL: "outbox send",
    Act.CALL_BACK: _DO.format("callback_due", "callback"),
    Act.CLOSE: _DO.format("answered", "close"),
    Act.CANCEL: _DO.format("earlier", "cancel"),
    Act.ARCHIVE: _DO.format("closed", "archive"),
    Act.EXPORT_ARCHIVE: "archive export {archived} --reason 核实",
    Act.PRACTISE: "practice list",
    Act.TRAIN: "practice classes",
    Act.SIGN_OUT_OTHERS: "user seats",
    Act.MANAGE_OPERATORS: "user list",
    Act.MANAGE_REFERENCE: "policy set --from {empty}",
}
"""One command for each act; `{…}` is the number of a ticket in that state, or a file."""


def files(folder: Path) -> dict[str, str]:
    """The files that commands read and write."""
    empty, table = folder / "empty.json", folder / "table.csv"
    empty.write_text("{}", encoding="utf-8")
    table.write_text("标题,内容\n路灯,不亮\n", encoding="utf-8")
    return {"empty": str(empty), "table": str(table), "folder": str(folder / "site")}


def lets_pass(options: Sequence[str], command: str, numbers: Mapping[str, str]) -> bool:
    """Whether a command is refused for something else than the lack of authority, or not at all."""
    told = [*options, *(part.format(**numbers) for part in command.split()), "--json"]
    out, error = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(error):
        code = run(told)
    if code != 1:
        return True
    try:
        faults = json.loads(error.getvalue())["refused"]
    except (ValueError, KeyError):
        return True  # a check that found something has looked at it
    return any(fault["clause"] != "6.1.2" for fault in faults)
