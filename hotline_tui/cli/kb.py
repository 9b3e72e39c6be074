"""`hotline kb`: the knowledge base taken in, searched, written out and checked."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from hotline_tui.cli import kb_keeping, kb_reading, kb_versions, kb_writing
from hotline_tui.cli.commands import Verb, noun
from hotline_tui.cli.invocation import BadInput
from hotline_tui.cli.kb_import import FOREVER, take_in
from hotline_tui.cli.kb_search import choose, search, words
from hotline_tui.cli.kb_site import export_site
from hotline_tui.cli.lists import Json
from hotline_tui.cli.seat import seated
from hotline_tui.cli.telling import say, say_json
from hotline_tui.data.files import reason, replacing
from hotline_tui.kb.drafts import WORDS, ArticleDraft, Key
from hotline_tui.services import articles
from hotline_tui.standard.refusal import Fault

app = noun("知识库：检索，编写、校核、发布，必读，导入、导出、检查。")
app.command("import", cls=Verb)(take_in)
app.command("search", cls=Verb)(search)
app.command("choose", cls=Verb)(choose)
app.command("words", cls=Verb)(words)
for room in (kb_writing, kb_versions, kb_reading, kb_keeping):
    room.join(app)


@app.command("export", cls=Verb)
def export(
    ctx: typer.Context,
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE.xlsx", help="不写则输出 JSON")
    ] = None,
    site: Annotated[
        Path | None,
        typer.Option("--site", metavar="DIR", help="导出公开部分为静态网站，自带检索，不需服务器"),
    ] = None,
    classes: Annotated[
        list[str] | None, typer.Option("--class", help="网站只公开这一类；可写多次")
    ] = None,
    as_json: Json = False,
) -> None:
    """导出知识库：xlsx（可再导入）、JSON，或给公众的静态网站。"""
    if site is not None:
        export_site(ctx, site, classes or (), as_json=as_json)
        return
    if file is not None and file.suffix.lower() != ".xlsx":
        raise BadInput(Fault("FILE", "", f"只能导出为 xlsx：{file}"))
    with seated(ctx) as desk:
        found = map(_row, articles.exported(desk))
        if file is None:
            say_json({"articles": list(found)})
            return
        count = _write(file, found)
    if as_json:
        say_json({"file": str(file), "articles": count})
    else:
        say(f"已导出 {count} 篇到 {file}")


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


def _write(file: Path, rows: Iterable[dict[str, str]]) -> int:
    """Write a spreadsheet, row by row; how many there were."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("知识库")
    count = 0
    try:
        sheet.append([WORDS[key][0] for key in Key])
        for count, row in enumerate(rows, 1):  # noqa: B007 - counted in passing
            cells = [WriteOnlyCell(sheet, row[key]) for key in Key]
            for cell in cells:
                cell.data_type = "s"  # what begins with = stays the text that it is
            sheet.append(cells)
        with replacing(file) as new:
            book.save(new)
    except OSError as error:
        raise BadInput(Fault("FILE", "", f"写不到 {file}（{reason(error)}）")) from None
    return count
