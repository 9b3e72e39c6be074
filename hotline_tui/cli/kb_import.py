"""`hotline kb import`: knowledge taken in from files, or first what that would do.

Clause: 6.2.1, 6.2.3.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Annotated, Any

import typer

from hotline_tui.cli.invocation import BadInput
from hotline_tui.cli.kb_files import (
    SHOWN,
    FileReading,
    Files,
    Maps,
    mapping_of,
    readings,
    say_faults,
)
from hotline_tui.cli.lists import Json, word
from hotline_tui.cli.seat import seated
from hotline_tui.cli.telling import BAD_INPUT, say, say_json
from hotline_tui.kb.drafts import WORDS, Key
from hotline_tui.services import knowledge
from hotline_tui.services.desk import Desk
from hotline_tui.services.import_plan import Fate, Given, PlannedRow, plan
from hotline_tui.services.knowledge import Imported
from hotline_tui.standard.keeping import NOT_YET_CHECKED
from hotline_tui.standard.refusal import Fault
from hotline_tui.standard.vocabulary import ArticleClass

FOREVER = "长期"

IN_COMMON = 5
"""Rows from which on what is doubtful about all of them is said once."""


def take_in(
    ctx: typer.Context,
    files: Files,
    article_class: Annotated[str, typer.Option("--class", help="没写类别的归入哪一类")] = "service",
    source: Annotated[str, typer.Option("--source", help="没写来源的来源；不写则为文件名")] = "",
    authority: Annotated[
        str, typer.Option("--authority", help="没写权威机关的写什么")
    ] = NOT_YET_CHECKED,
    unit: Annotated[str, typer.Option("--unit", help="没写单位的单位")] = "",
    valid_to: Annotated[str, typer.Option("--valid-to", help="没写有效期的有效期至")] = FOREVER,
    maps: Maps = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="只看会新增、更新什么，哪些存疑，不导入")
    ] = False,
    all_or_nothing: Annotated[
        bool, typer.Option("--all-or-nothing", help="有一条有问题就都不导入")
    ] = False,
    leave_doubtful: Annotated[
        bool, typer.Option("--leave-doubtful", help="存疑的先不导入")
    ] = False,
    as_json: Json = False,
) -> int:
    """导入知识：新的加入，变了的成为新版本；没写明的按选项补，并说明补了什么。"""
    kind = word(ArticleClass, article_class, "--class") or ArticleClass.SERVICE
    given = {
        Key.CLASS: kind.value,
        Key.AUTHORITY: authority,
        Key.UNIT: unit,
        Key.VALID_TO: valid_to,
    }
    found = readings(files, mapping_of(maps), given, source)
    faults = [fault for one in found for fault in one.faults()]
    stated = _stated(ctx)
    rows = [_less(row, stated) for one in found for row in one.given()]
    if not rows:
        raise BadInput(*faults)
    assumed = {key.value: text for key, text in given.items() if text}
    assumed["source"] = source or "文件名"
    with seated(ctx) as desk:
        if dry_run:
            planned = list(plan(desk, rows))
            (_say_plan_json if as_json else _say_plan)(planned, found, faults, assumed)
        else:
            held_back = len(rows) if all_or_nothing and faults else 0
            left = [] if held_back or not leave_doubtful else _doubtful(desk, rows)
            done = _store(desk, [] if held_back else rows, left)
            _say_done(done, held_back, left, found, faults, assumed, as_json=as_json)
    return BAD_INPUT if faults else 0


_OPTIONS = {
    "article_class": Key.CLASS,
    "source": Key.SOURCE,
    "authority": Key.AUTHORITY,
    "valid_to": Key.VALID_TO,
}


def _stated(ctx: typer.Context) -> frozenset[Key]:
    """What the person at the keyboard has said of all articles, so that it is not assumed."""
    return frozenset(
        key
        for option, key in _OPTIONS.items()
        if (source := ctx.get_parameter_source(option)) and source.name == "COMMANDLINE"
    )


def _less(row: Given, stated: frozenset[Key]) -> Given:
    return replace(row, assumed=tuple(key for key in row.assumed if key not in stated))


def _doubtful(desk: Desk, rows: Sequence[Given]) -> list[PlannedRow]:
    return [row for row in plan(desk, rows) if row.doubts]


def _store(desk: Desk, rows: Sequence[Given], left: Sequence[PlannedRow]) -> Imported:
    out = {(one.given.file, one.given.place) for one in left}
    good = [row.draft for row in rows if (row.file, row.place) not in out]
    return knowledge.take_in(desk, good) if good else Imported(0, 0, 0)


# ---- what would be done --------------------------------------------------------------------


def _counts(planned: Sequence[PlannedRow]) -> dict[str, int]:
    fates = Counter(row.fate for row in planned)
    return {fate.value: fates[fate] for fate in Fate} | {
        "doubtful": sum(1 for row in planned if row.doubts)
    }


def _say_plan_json(
    planned: Sequence[PlannedRow],
    found: Sequence[FileReading],
    faults: Sequence[Fault],
    assumed: Mapping[str, str],
) -> None:
    rows = [_row(row) for row in planned if row.fate is not Fate.UNCHANGED]
    say_json(
        {
            "dry_run": True,
            **_counts(planned),
            "assumed": dict(assumed),
            "rows": rows,
            "problems": list(_problems(found)),
        }
    )


def _row(row: PlannedRow) -> dict[str, Any]:
    given = row.given
    return {
        "file": given.file,
        "row": given.place,
        "article": given.draft.external_id,
        "title": given.draft.title,
        "fate": row.fate.value,
        "changes": [
            {"part": one.part, "before": one.before, "after": one.after} for one in row.changes
        ],
        "doubts": [
            {"field": one.field, "clause": one.clause, "message": one.message} for one in row.doubts
        ],
    }


def _say_plan(
    planned: Sequence[PlannedRow],
    found: Sequence[FileReading],
    faults: Sequence[Fault],
    assumed: Mapping[str, str],
) -> None:
    counts = _counts(planned)
    told = "，".join(f"{fate.label} {counts[fate.value]}" for fate in Fate)
    say(f"试运行，什么也没有写入。将{told}；其中存疑 {counts['doubtful']}，有问题 {len(faults)}")
    _say_assumed(assumed)
    for heading, lines in (
        ("更新", [line for row in planned for line in _changed(row)]),
        ("存疑", list(_doubts(planned))),
    ):
        if lines:
            say(f"{heading}：")
            for line in lines[:SHOWN]:
                say(f"  {line}")
            if len(lines) > SHOWN:
                say(f"  ……共 {len(lines)} 处，用 --json 看全部")
    if faults:
        say("有问题，不能导入：")
        say_faults(faults)


def _changed(row: PlannedRow) -> Iterator[str]:
    if row.fate is Fate.CHANGED:
        for one in row.changes:
            yield f"{_where(row)} {one.part}：{one.before or '（空）'} → {one.after or '（空）'}"


def _doubted(row: PlannedRow) -> Iterator[str]:
    for one in row.doubts:
        yield f"{_where(row)} {one.message}（{one.clause}）"


def _doubts(planned: Sequence[PlannedRow]) -> Iterator[str]:
    """What is doubtful row by row, then what many rows have in common, once."""
    said = Counter(one.message for row in planned for one in row.doubts)
    common = {message: count for message, count in said.items() if count > IN_COMMON}
    for row in planned:
        rare = tuple(one for one in row.doubts if one.message not in common)
        yield from _doubted(replace(row, doubts=rare))
    for message, count in common.items():
        yield f"{message}：{count} 行"


def _where(row: PlannedRow) -> str:
    given = row.given
    return f"{given.file} 第 {given.place} 行《{given.draft.title[:20]}》"


# ---- what has been done --------------------------------------------------------------------


def _say_done(
    done: Imported,
    held_back: int,
    left: Sequence[PlannedRow],
    found: Sequence[FileReading],
    faults: Sequence[Fault],
    assumed: Mapping[str, str],
    *,
    as_json: bool,
) -> None:
    if as_json:
        say_json(
            {
                "new": done.new,
                "changed": done.changed,
                "unchanged": done.unchanged,
                "held_back": held_back,
                "left_out": [_row(row) for row in left],
                "assumed": dict(assumed),
                "problems": list(_problems(found)),
            }
        )
        return
    counts = f"新增 {done.new}，更新 {done.changed}，未变 {done.unchanged}，有问题 {len(faults)}"
    say(counts + (f"，因此未导入 {held_back}" if held_back else ""))
    _say_assumed(assumed)
    if left:
        say(f"存疑未导入 {len(left)}：")
        for line in list(_doubts(left))[:SHOWN]:
            say(f"  {line}")
    say_faults(faults)


def _say_assumed(assumed: Mapping[str, str]) -> None:
    told = [f"{WORDS[Key(key)][0]}“{text}”" for key, text in assumed.items() if key != "source"]
    say(f"没有写明的一律作：{'，'.join(told)}，来源“{assumed['source']}”")


def _problems(found: Sequence[FileReading]) -> Iterator[dict[str, Any]]:
    for file in found:
        for problem, fault in zip(file.reading.problems, file.faults(), strict=True):
            yield {
                "place": fault.field,
                "file": file.name,
                "row": problem.place,
                "column": file.column(problem) or problem.key,
                "clause": problem.clause,
                "message": problem.message,
            }
