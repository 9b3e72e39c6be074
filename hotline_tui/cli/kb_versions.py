"""`hotline kb versions`, `diff`, `relate`, `fetch`: what an article said, and what goes with it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from hotline_tui.cli import shapes_kb
from hotline_tui.cli.attachments import written
from hotline_tui.cli.commands import Verb
from hotline_tui.cli.invocation import BadInput
from hotline_tui.cli.lists import Json
from hotline_tui.cli.seat import seated
from hotline_tui.cli.telling import local, say, say_items, say_json, say_table
from hotline_tui.services import article_files, articles, relations
from hotline_tui.services import versions as use
from hotline_tui.services.article_content import Content, called, in_words
from hotline_tui.services.versions import Difference, VersionRow
from hotline_tui.standard.refusal import Fault

Name = Annotated[str, typer.Argument(metavar="ARTICLE", help="知识点编号", show_default=False)]


def versions(
    ctx: typer.Context,
    article: Name,
    number: Annotated[
        int | None, typer.Argument(metavar="[VERSION]", help="看这一版的全文；不写则列出各版")
    ] = None,
    as_json: Json = False,
) -> None:
    """知识点的各版：谁写、谁校核、谁发布、谁撤回；或某一版的全文。"""
    with seated(ctx) as desk:
        key = articles.named(desk, article)
        if number is not None:
            _tell(use.version(desk, key, number), as_json)
            return
        rows = use.versions(desk, key)
    if as_json:
        say_json({"versions": [shapes_kb.version(row) for row in rows]})
        return
    say_table(
        ("版", "状态", "发布时间", "编写", "校核", "发布", "标题"),
        [
            (
                str(row.version),
                state(row),
                local(row.at),
                "、".join(row.authors),
                row.checked_by,
                row.published_by,
                row.title,
            )
            for row in rows
        ],
    )


def state(row: VersionRow) -> str:
    """What a version is now."""
    return "现行" if row.current else "已撤回" if row.withdrawn_at else "旧版"


def _tell(row: VersionRow, as_json: bool) -> None:
    if as_json:
        say_json(shapes_kb.version(row, whole=True))
        return
    say(f"知识点 {row.article}　第 {row.version} 版　{state(row)}")
    say_items(worded(row.content))
    say_items(
        (
            ("编写", "、".join(row.authors)),
            ("校核", f"{row.checked_by} {local(row.checked_at)}".strip()),
            ("发布", f"{row.published_by} {local(row.at)}"),
            ("撤回", f"{row.withdrawn_by} {local(row.withdrawn_at)} {row.withdrawal}".strip()),
        )
    )
    say()
    say(row.content.get("text", ""))


def worded(content: Content) -> Iterator[tuple[str, str]]:
    """All that an article says besides its text, in people's words."""
    for name, text in content.items():
        if name != "text":
            yield called(name), in_words(name, text)


def diff(
    ctx: typer.Context,
    article: Annotated[
        str, typer.Argument(metavar="[ARTICLE]", help="知识点编号", show_default=False)
    ] = "",
    old: Annotated[int | None, typer.Argument(metavar="[OLD]", help="旧版；不写为前一版")] = None,
    new: Annotated[int | None, typer.Argument(metavar="[NEW]", help="新版；不写为最新版")] = None,
    manuscript: Annotated[
        int | None, typer.Option("--draft", metavar="ID", help="稿件与已发布的比")
    ] = None,
    as_json: Json = False,
) -> None:
    """两版的差异，或稿件与已发布的差异。"""
    if bool(article) == (manuscript is not None):
        raise BadInput(Fault("ARTICLE", "", "请写知识点编号，或用 --draft 写稿件编号"))
    with seated(ctx) as desk:
        if manuscript is not None:
            found = use.proposed(desk, manuscript)
        else:
            key = articles.named(desk, article)
            after = new if new is not None else use.versions(desk, key)[0].version
            before = old if old is not None else max(1, after - 1)
            found = use.between(desk, key, before, after)
    if as_json:
        say_json(shapes_kb.difference(found))
    else:
        say_difference(found)


def say_difference(found: Difference) -> None:
    """What differs, for people: removed lines with -, new ones with +."""
    if found.nothing:
        say("没有差异")
    for one in found.parts:
        say(f"{one.part}：{one.before or '（无）'} → {one.after or '（无）'}")
    for line in found.lines:
        say(f"… {line.text} 行未变" if line.sign == "…" else f"{line.sign} {line.text}")


def relate(
    ctx: typer.Context,
    article: Name,
    others: Annotated[
        list[str] | None, typer.Argument(metavar="[OTHER…]", help="确认的相关知识点")
    ] = None,
    none: Annotated[bool, typer.Option("--none", help="没有相关知识")] = False,
    as_json: Json = False,
) -> None:
    """相关知识：不写其他知识点，则列出已确认的和可能相关的。"""
    with seated(ctx) as desk:
        key = articles.named(desk, article)
        if others or none:
            wanted = [articles.named(desk, other) for other in others or ()]
            confirmed = relations.relate(desk, key, wanted)
        else:
            confirmed = relations.related(desk, key)
        stands = use.versions(desk, key)[0].content
        known = {one.id for one in confirmed}
        hits = relations.likely(desk, stands["title"], stands.get("text", ""), key)
        likely = [hit.article for hit in hits if hit.article.id not in known]
    if as_json:
        say_json(
            {
                "related": [{"article": one.id, "title": one.title} for one in confirmed],
                "likely": [{"article": one.id, "title": one.title} for one in likely],
            }
        )
        return
    for label, found in (("相关", list(confirmed)), ("可能相关", likely)):
        for one in found:
            say(f"{label}　{one.id}　{one.title}")


def fetch(
    ctx: typer.Context,
    article: Annotated[
        str, typer.Argument(metavar="ARTICLE", help="知识点编号，或用 --draft", show_default=False)
    ],
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="存放的文件夹")],
    manuscript: Annotated[bool, typer.Option("--draft", help="编号是稿件的")] = False,
    as_json: Json = False,
) -> None:
    """把知识点（或稿件）的附件取到一个文件夹，不覆盖已有的文件。"""
    with seated(ctx) as desk:
        if manuscript:
            if not articles.OWN_KEY.fullmatch(article):
                raise BadInput(Fault("ARTICLE", "", f"稿件编号应是数字：{article[:40]}"))
            found = article_files.fetch_of_manuscript(desk, int(article))
        else:
            found = article_files.fetch(desk, articles.named(desk, article))
    places = written(found, folder)
    if as_json:
        say_json({"files": [str(place) for place in places]})
    else:
        for place in places:
            say(str(place))


def join(app: typer.Typer) -> None:
    """Make these commands of `hotline kb`."""
    for name, command in (
        ("versions", versions),
        ("diff", diff),
        ("relate", relate),
        ("fetch", fetch),
    ):
        app.command(name, cls=Verb)(command)
