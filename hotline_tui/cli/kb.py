"""`hotline kb`: the knowledge base taken in, searched, written out and checked."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from hotline_tui.cli import kb_reading, kb_versions, kb_writing
from hotline_tui.cli.commands import Verb, noun
from hotline_tui.cli.invocation import BadInput
from hotline_tui.cli.kb_search import search, words
from hotline_tui.cli.lists import Json, word
from hotline_tui.cli.seat import seated
from hotline_tui.cli.telling import BAD_INPUT, say, say_json
from hotline_tui.data.files import reason
from hotline_tui.kb.articles import Reading, read_markdown, read_xlsx
from hotline_tui.kb.drafts import WORDS, ArticleDraft, Key
from hotline_tui.services import articles, knowledge
from hotline_tui.standard.refusal import Fault
from hotline_tui.standard.vocabulary import ArticleClass

app = noun("知识库：检索，编写、校核、发布，必读，导入、导出、检查。")
app.command("search", cls=Verb)(search)
app.command("words", cls=Verb)(words)
for room in (kb_writing, kb_versions, kb_reading):
    room.join(app)

NOT_YET_CHECKED = "待核"
"""What stands for the authority behind an article where nobody has named one."""

FOREVER = "长期"

SHOWN = 20

Files = Annotated[list[Path], typer.Argument(metavar="FILE…", help="xlsx、Markdown 或其文件夹")]
Maps = Annotated[
    list[str] | None,
    typer.Option("--map", metavar="要素=列名", help="列名对照，如 text=答复意见"),
]


@app.command("import", cls=Verb)
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
    readings = _readings(files, _mapping(maps), given, source)
    drafts = [draft for _, reading in readings for draft in reading.drafts]
    if not drafts:
        raise BadInput(*_faults(readings))
    with seated(ctx) as desk:
        done = knowledge.take_in(desk, drafts)
    problems = _faults(readings)
    assumed = {key.value: text for key, text in given.items() if text}
    if as_json:
        say_json(
            {
                "new": done.new,
                "changed": done.changed,
                "unchanged": done.unchanged,
                "assumed": assumed | {"source": source or "文件名"},
                "problems": [{"place": one.field, "message": one.message} for one in problems],
            }
        )
        return BAD_INPUT if problems else 0
    say(f"新增 {done.new}，更新 {done.changed}，未变 {done.unchanged}，有问题 {len(problems)}")
    told = "，".join(f"{WORDS[Key(key)][0]}“{text}”" for key, text in assumed.items())
    say(f"没有写明的一律作：{told}，来源“{source or '文件名'}”")
    _say_problems(problems)
    return BAD_INPUT if problems else 0


def _id(name: str) -> int | str:
    """An identifier as it was given: what is a number in spreadsheets stays one."""
    number = articles.OWN_KEY.fullmatch(name) and not (len(name) > 1 and name.startswith("0"))
    return int(name) if number else name


@app.command("export", cls=Verb)
def export(
    ctx: typer.Context,
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE.xlsx", help="不写则输出 JSON")
    ] = None,
    as_json: Json = False,
) -> None:
    """导出知识库：xlsx（可再导入）或 JSON。"""
    with seated(ctx) as desk:
        found = articles.exported(desk)
    if file is None:
        say_json({"articles": [_row(draft) for draft in found]})
        return
    if file.suffix.lower() != ".xlsx":
        raise BadInput(Fault("FILE", "", f"只能导出为 xlsx：{file}"))
    _write(file, [_row(draft) for draft in found])
    if as_json:
        say_json({"file": str(file), "articles": len(found)})
    else:
        say(f"已导出 {len(found)} 篇到 {file}")


@app.command("check", cls=Verb)
def check(
    ctx: typer.Context,
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="[FILE…]", help="只检查文件，不导入")
    ] = None,
    maps: Maps = None,
    as_json: Json = False,
) -> int:
    """检查知识库中过期、将到期和标题重复的知识；给了文件则检查文件。"""
    if files:
        faults = _faults(_readings(files, _mapping(maps), {}, ""))
    else:
        with seated(ctx) as desk:
            faults = [
                Fault(f"{one.article}《{one.title}》", one.clause, one.message)
                for one in articles.doubts(desk)
            ]
    if as_json:
        problems = [
            {"article": one.field, "clause": one.clause, "message": one.message} for one in faults
        ]
        say_json({"problems": problems})
    elif faults:
        _say_problems(faults)
    else:
        say("没有发现问题")
    return BAD_INPUT if files and faults else 0


def _readings(
    files: list[Path], mapping: Mapping[str, str], given: Mapping[Key, str], source: str
) -> list[tuple[str, Reading]]:
    """Each file with what it holds; a folder stands for the Markdown files in it."""
    found: list[tuple[str, Reading]] = []
    for file in _expanded(files):
        defaults = {key.value: text for key, text in given.items() if text}
        if given:
            defaults[Key.SOURCE.value] = source or file.name
        try:
            data = file.read_bytes()
        except OSError as error:
            told = f"文件打不开：{file}（{reason(error)}）"
            raise BadInput(Fault("FILE", "", told)) from None
        if file.suffix.lower() in (".md", ".markdown"):
            found.append((file.name, read_markdown(file.name, data, defaults)))
        else:
            found.append((file.name, read_xlsx(data, mapping, defaults)))
    return found


def _expanded(files: list[Path]) -> list[Path]:
    found: list[Path] = []
    for file in files:
        inside = sorted(file.rglob("*.md")) if file.is_dir() else [file]
        if not inside:
            raise BadInput(Fault("FILE", "", f"文件夹 {file} 里没有 Markdown 文件"))
        found.extend(inside)
    return found


def _mapping(maps: list[str] | None) -> dict[str, str]:
    found: dict[str, str] = {}
    known = [key.value for key in Key]
    for one in maps or ():
        key, equals, column = one.partition("=")
        if not equals or key.strip() not in known:
            told = f"--map 应写成 要素=列名，要素可用：{'、'.join(known)}"
            raise BadInput(Fault("--map", "", told))
        found[key.strip()] = column.strip()
    return found


def _faults(readings: list[tuple[str, Reading]]) -> list[Fault]:
    return [
        Fault(
            f"{name} 第 {problem.place} 行" if problem.place else name,
            problem.clause,
            problem.message,
        )
        for name, reading in readings
        for problem in reading.problems
    ]


def _say_problems(faults: list[Fault]) -> None:
    for fault in faults[:SHOWN]:
        clause = f"（{fault.clause}）" if fault.clause else ""
        say(f"{fault.field}：{fault.message}{clause}")
    if len(faults) > SHOWN:
        say(f"……共 {len(faults)} 处，用 --json 看全部")


def _row(draft: ArticleDraft) -> dict[str, str]:
    """An article under the keys that an import knows."""
    return {
        Key.ID: draft.external_id,
        Key.TITLE: draft.title,
        Key.TEXT: draft.text,
        Key.CLASS: draft.article_class.value,
        Key.SOURCE: draft.source,
        Key.AUTHORITY: draft.authority,
        Key.UNIT: draft.unit,
        Key.VALID_FROM: draft.valid_from.isoformat() if draft.valid_from else "",
        Key.VALID_TO: draft.valid_to.isoformat() if draft.valid_to else FOREVER,
        Key.OTHER_NAMES: "、".join(draft.other_names),
        Key.DIVISION: draft.division,
        Key.PUBLIC: "是" if draft.public else "否",
    }


def _write(file: Path, rows: list[dict[str, str]]) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("知识库")
    sheet.append([WORDS[key][0] for key in Key])
    for row in rows:
        cells = [WriteOnlyCell(sheet, row[key]) for key in Key]
        for cell in cells:
            cell.data_type = "s"  # what begins with = stays the text that it is
        sheet.append(cells)
    try:
        book.save(file)
    except OSError as error:
        raise BadInput(Fault("FILE", "", f"写不到 {file}（{reason(error)}）")) from None
