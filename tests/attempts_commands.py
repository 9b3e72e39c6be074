"""What each act is called on the command line, attempted there."""

from __future__ import annotations

import contextlib
import io
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
    Act.ANSWER: "ticket do {registered} answer --from {cited}",
    Act.ATTACH: "ticket attach {signed} {empty}",
    Act.LINK: "ticket do {registered} link --from {other}",
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
    Act.DECIDE_REQUEST: "ticket do {signed} decide --from {decided}",
    Act.HEED_WARNING: "report heed 1 已转承办单位",
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
    Act.REPORT: "report make advice",
    Act.APPROVE_REPORT: "report approve 1",
    Act.REVIEW_INTAKE: "quality draw",
    Act.ANSWER_REVIEW: "quality answer 1 --from {empty}",
    Act.DECIDE_REVIEW: "quality decide 1 --from {empty}",
    Act.TELL_ASSESSMENT: "assessment tell --period 2026-10",
    Act.ANSWER_ASSESSMENT: "assessment receive 1",
    Act.ANALYSE: "analysis add --period 今天 --from {empty}",
    Act.IMPROVE: "improve measure 1 --from {empty}",
    Act.SIGN_OUT_OTHERS: "user seats",
    Act.MANAGE_OPERATORS: "user list",
    Act.MANAGE_REFERENCE: "policy set --from {empty}",
}
"""One command for each act; `{…}` is the number of a ticket in that state, or a file."""


def files(folder: Path) -> dict[str, str]:
    """The files that commands read and write."""
    said = {
        "empty": "{}",
        "cited": '{"article": "1"}',
        "other": '{"to": "20261123000001"}',
        "decided": '{"request": 1, "granted": true}',
        "table": "标题,内容\n路灯,不亮\n",
    }
    for name, text in said.items():
        (folder / name).write_text(text, encoding="utf-8")
    return {name: str(folder / name) for name in (*said, "folder")}


def lets_pass(options: Sequence[str], command: str, numbers: Mapping[str, str]) -> bool:
    """Whether a command is refused for something else than the lack of authority, or not at all."""
    told = [*options, *(part.format(**numbers) for part in command.split())]
    error = io.StringIO()
    with (
        contextlib.redirect_stdout(io.TextIOWrapper(io.BytesIO())),
        contextlib.redirect_stderr(error),
    ):
        code = run(told)
    lines = error.getvalue().split("\n")
    # A check that found something says so too, with nothing on standard error.
    return (
        code != 1 or any(line and not line.endswith("（6.1.2）") for line in lines) or lines == [""]
    )
