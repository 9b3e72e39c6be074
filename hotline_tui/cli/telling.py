"""How a command answers: text for people, one JSON document for programs, faults on one side."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from rich.cells import cell_len
from typer import TyperException

from hotline_tui.cli.invocation import BadInput
from hotline_tui.data.files import put_new, reason
from hotline_tui.standard.clocks import remaining, span
from hotline_tui.standard.moment import BEIJING
from hotline_tui.standard.refusal import Fault, Refused
from hotline_tui.widgets.plain import clip, visible

DONE, REFUSED, BAD_INPUT, OUT_OF_REACH = range(4)
"""Exit codes."""

_ACTIVE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
"""What JSON lets stand, but what a terminal would obey or could not be given."""


def say(text: str = "") -> None:
    """A line (or several) for people; whatever is active in it is made visible."""
    print(visible(text, multiline=True))


def say_json(document: object) -> None:
    """The one JSON document of a command."""
    print(_json(document))


def _json(document: object) -> str:
    text = json.dumps(document, ensure_ascii=False, indent=2)
    return _ACTIVE.sub(lambda active: f"\\u{ord(active[0]):04x}", text)


def put(content: bytes, out: Path | None) -> None:
    """Hand a file out: into a new file, or on standard output. Raises `BadInput`."""
    if out is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        return
    try:
        put_new(out, content)
    except OSError as error:
        told = reason(error)
        raise BadInput(Fault("--out", "", f"写不了 {out}（{told}）")) from None
    say(str(out))


def complain(error: Exception, *, as_json: bool) -> int:
    """Say on standard error why nothing was done, all faults at once; gives the exit code.

    Raises what it does not know: the unexpected crashes loudly.
    """
    code, faults = _told(error)
    if as_json:
        refused = [{"field": f.field, "clause": f.clause, "message": f.message} for f in faults]
        print(_json({"refused": refused}), file=sys.stderr)
        return code
    for fault in faults:
        clause = f"（{fault.clause}）" if fault.clause else ""
        print(visible(f"{fault.message}{clause}", multiline=True), file=sys.stderr)
    return code


def _told(error: Exception) -> tuple[int, Sequence[Fault]]:
    from hotline_tui.config import BadSettings
    from hotline_tui.services.desk import OutOfReach
    from hotline_tui.services.document import Malformed

    match error:
        case Refused():
            return REFUSED, error.faults
        case BadInput() | BadSettings():
            return BAD_INPUT, error.faults
        case Malformed():
            return BAD_INPUT, [Fault("", "", str(error))]
        case OutOfReach():
            return OUT_OF_REACH, [Fault("database", "", str(error))]
        case TyperException():
            return BAD_INPUT, [Fault("", "", _usage(error))]
    raise error


def _usage(error: TyperException) -> str:
    """What is wrong with a command line, in the words of this desk."""
    parameter = getattr(error, "param", None)
    hint = parameter.get_error_hint().strip("'") if parameter is not None else ""
    option = getattr(error, "option_name", "")
    match type(error).__name__:
        case "MissingParameter":
            told = f"缺少 {hint}"
        case "BadParameter":
            told = f"{hint} 的值不对：{error.message}"
        case "NoSuchOption":
            meant = "、".join(getattr(error, "possibilities", None) or ())
            told = f"没有选项 {option}" + (f"，是不是 {meant}" if meant else "")
        case "BadOptionUsage":
            told = f"选项 {option} 后面缺少值"
        case _:
            told = _rephrased(error.format_message())
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "hotline"
    return f"用法不对：{told}。请看 {path} --help"


_PHRASES = (
    (re.compile(r"No such command '(.*?)'\. Did you mean '(.*?)'\?"), "没有命令 {0}，是不是 {1}"),
    (re.compile(r"No such command '(.*?)'\."), "没有命令 {0}"),
    (re.compile(r"Got unexpected extra argument.*? \((.*)\)"), "多余的参数 {0}"),
    (re.compile(r"Missing command\."), "缺少命令"),
)
"""Typer's own sentences in Chinese; those that are none of these stay as they are."""


def _rephrased(message: str) -> str:
    for pattern, told in _PHRASES:
        if match := pattern.match(message):
            return told.format(*match.groups())
    return message


def local(at: datetime | None) -> str:
    """An instant as people in Beijing read it."""
    return f"{at.astimezone(BEIJING):%Y-%m-%d %H:%M}" if at is not None else ""


def iso(at: datetime | None) -> str | None:
    """An instant for programs: ISO 8601 with Beijing's offset."""
    return at.astimezone(BEIJING).isoformat() if at is not None else None


def left(due_at: datetime | None, now: datetime) -> str:
    """The time left until something is due, or by how much it is overdue."""
    if due_at is None:
        return ""
    rest = remaining(due_at, now)
    return f"{'超' if rest < timedelta(0) else '剩'} {span(rest)}"


def say_table(headings: Sequence[str], rows: Iterable[Sequence[str]], longest: int = 40) -> None:
    """Rows under their headings, each column as wide as it needs to be."""
    cells = [[clip(text, longest) for text in row] for row in (headings, *rows)]
    widths = [max(cell_len(row[column]) for row in cells) for column in range(len(headings))]
    for row in cells:
        padded = (
            text + " " * (width - cell_len(text)) for text, width in zip(row, widths, strict=True)
        )
        print("  ".join(padded).rstrip())


def say_items(items: Iterable[tuple[str, Any]]) -> None:
    """Names and what stands behind them, a line each; what is empty is left out."""
    for name, given in items:
        if given not in (None, "", (), []):
            say(f"{name}：{given}")
