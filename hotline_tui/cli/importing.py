"""`hotline ticket import`: letters and tickets from a file."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from hotline_tui.cli.documents import content
from hotline_tui.cli.invocation import BadInput
from hotline_tui.cli.lists import Json, word
from hotline_tui.cli.seat import seated
from hotline_tui.cli.telling import BAD_INPUT, say, say_json
from hotline_tui.data.files import reason, replacing
from hotline_tui.services.columns import FIELDS, named
from hotline_tui.services.importing import Import, Imported, take_in
from hotline_tui.services.incoming import Defaults, plain
from hotline_tui.standard.refusal import Fault, Refused
from hotline_tui.standard.vocabulary import Channel, Kind, Urgency

SHOWN = 20
"""How many faults are listed for people; JSON and the file of rejects have all."""

_FORMULA = tuple("=+-@\t\r＝＋－＠")
"""What a spreadsheet takes for the beginning of a formula."""


def import_letters(
    ctx: typer.Context,
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="xlsx、csv、json 或 jsonl；- 为标准输入")
    ],
    maps: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="FILE|要素=列名", help="列名对照：TOML 文件或一对"),
    ] = None,
    kind: Annotated[str, typer.Option("--kind", help="没有类型一列时的工单类型")] = "help",
    channel: Annotated[str, typer.Option("--channel", help="没有渠道一列时的来源渠道")] = "portal",
    source: Annotated[str, typer.Option("--source", help="来源的名称，以区分编号相同的来源")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只检查，不导入")] = False,
    all_or_nothing: Annotated[
        bool, typer.Option("--all-or-nothing", help="有一行不行就都不导入")
    ] = False,
    rejects: Annotated[
        Path | None, typer.Option("--rejects", metavar="FILE.csv", help="不能导入的行另存于此")
    ] = None,
    as_json: Json = False,
) -> int:
    """导入来信或工单；已导入过的不会重复，不能导入的逐行说明原因。"""
    wish = Import(
        name=file,
        data=content(file),
        columns=mapping(maps or ()),
        defaults=Defaults(
            word(Kind, kind, "--kind") or Kind.HELP,
            word(Channel, channel, "--channel") or Channel.PORTAL,
            Urgency.GENERAL,
        ),
        source=source,
        dry_run=dry_run,
        all_or_nothing=all_or_nothing,
    )
    with seated(ctx) as desk:
        try:
            done = take_in(desk, wish)
        except Refused as refused:
            if any(fault.clause for fault in refused.faults):
                raise
            raise BadInput(*refused.faults) from None
    if as_json:
        say_json(_document(done, dry_run))
    else:
        _tell(done, dry_run)
    if rejects is not None:  # behind what was taken in, which stands even where this fails
        _write_rejects(rejects, done)
    return BAD_INPUT if done.rejected else 0


def mapping(given: Sequence[str]) -> Mapping[str, str]:
    """Elements and their columns, from pairs and from TOML files. Raises `BadInput`."""
    found: dict[str, str] = {}
    for one in given:
        field, equals, column = one.partition("=")
        if equals and field.strip() in FIELDS:
            found[field.strip()] = column.strip()
            continue
        if equals and not Path(one).exists():
            known = "、".join(FIELDS)
            raise BadInput(Fault("--map", "", f"没有“{field[:40]}”这个要素，可用：{known}"))
        found |= _mapping_file(one)
    return found


def _mapping_file(name: str) -> dict[str, str]:
    try:
        table = tomllib.loads(content(name).decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadInput(Fault("--map", "", f"对照文件 {name} 不是有效的 TOML：{error}")) from None
    columns = table.get("columns", table)
    wrong = [key for key, column in columns.items() if not isinstance(column, str)]
    if wrong:
        told = f'对照文件 {name} 应写成 要素 = "列名"：{"、".join(wrong)[:80]}'
        raise BadInput(Fault("--map", "", told))
    return dict(columns)


def _write_rejects(to: Path, done: Imported) -> None:
    """The rows that stayed out, as they were, with what is wrong with them."""
    told: dict[int, list[str]] = {}
    for one in done.faults:
        told.setdefault(one.row, []).append(f"{one.column}：{one.reason}")
    columns = (*done.columns.of.values(), *done.columns.ignored)
    try:
        with replacing(to) as new, new.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["行号", "原因", *map(_harmless, columns)])
            for row in done.rejected_rows:
                cells = (_harmless(plain(row.cells.get(column, ""))) for column in columns)
                writer.writerow([row.place, _harmless("；".join(told[row.place])), *cells])
    except OSError as error:
        raise BadInput(Fault("--rejects", "", f"写不到 {to}（{reason(error)}）")) from None


def _harmless(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _document(done: Imported, dry_run: bool) -> dict[str, object]:
    return {
        "rows": done.rows,
        "imported": done.imported,
        "already": done.already,
        "rejected": done.rejected,
        "held_back": done.held_back,
        "dry_run": dry_run,
        "first": done.first or None,
        "last": done.last or None,
        "columns": dict(done.columns.of),
        "ignored": list(done.columns.ignored),
        "faults": [
            {"row": one.row, "column": one.column, "clause": one.clause, "reason": one.reason}
            for one in done.faults
        ],
    }


def _tell(done: Imported, dry_run: bool) -> None:
    would = "可导入" if dry_run else "已导入"
    numbers = f"（{done.first} 至 {done.last}）" if done.first else ""
    counts = [
        f"{would} {done.imported}{numbers}",
        f"早已导入 {done.already}",
        f"不能导入 {done.rejected}",
        *([f"未导入 {done.held_back}"] if done.held_back else []),
    ]
    say(f"共 {done.rows} 行：{'，'.join(counts)}")
    say("列：" + "，".join(f"{column}→{named(field)}" for field, column in done.columns.of.items()))
    if done.columns.ignored:
        say("未用的列：" + "、".join(done.columns.ignored))
    for one in done.faults[:SHOWN]:
        clause = f"（{one.clause}）" if one.clause else ""
        say(f"第 {one.row} 行 {one.column}：{one.reason}{clause}")
    if len(done.faults) > SHOWN:
        say(f"……共 {len(done.faults)} 处，用 --rejects FILE.csv 或 --json 看全部")
