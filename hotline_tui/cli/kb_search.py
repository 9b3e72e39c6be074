"""`hotline kb search` and `hotline kb words`: what is found, why, and in which other words."""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer

from hotline_tui.cli.lists import Json, Limit, word
from hotline_tui.cli.seat import seated
from hotline_tui.cli.telling import say, say_json, say_table
from hotline_tui.services import articles, choosing, knowledge, knowledge_index
from hotline_tui.services.choosing import Choice
from hotline_tui.services.knowledge import SearchWish
from hotline_tui.services.knowledge_index import Told
from hotline_tui.services.suggested import HitRow
from hotline_tui.standard.choosing import Manner
from hotline_tui.standard.vocabulary import ArticleClass

SHOWN_FROM = 5000
"""Articles from which on it is shown how far something is; fewer take less than seconds."""


def search(
    ctx: typer.Context,
    query: Annotated[list[str], typer.Argument(metavar="QUERY", help="问题、词语、拼音或首字母")],
    limit: Limit = 10,
    article_class: Annotated[str, typer.Option("--class", help="只查某一类")] = "",
    unit: Annotated[str, typer.Option("--unit", help="只查某一单位的")] = "",
    division: Annotated[
        str, typer.Option("--district", help="只查在某区划有效的，写区划代码")
    ] = "",
    valid_only: Annotated[bool, typer.Option("--valid-only", help="只查在有效期内的")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="说明每一条为什么排在这里")] = False,
    as_json: Json = False,
) -> None:
    """检索知识库，最相关的在前。"""
    kind = word(ArticleClass, article_class, "--class")
    with seated(ctx) as desk:
        knowledge_index.current(desk, progress("建立索引"))
        wish = SearchWish(" ".join(query), limit, kind, unit, division, valid_only)
        hits = knowledge.search(desk, wish)
        names = articles.names(desk, (hit.article.id for hit in hits))
        if note := knowledge_index.note(desk):
            print(note, file=sys.stderr)
    if as_json:
        say_json({"results": [_hit(hit, names[hit.article.id], explain) for hit in hits]})
    elif not hits:
        say("没有找到")
    else:
        rows = (
            (
                f"{hit.hit.score:.2f}",
                names[hit.article.id],
                hit.hit.title + ("（已过期）" if hit.hit.expired else ""),
                hit.article.unit,
                hit.article.source,
            )
            for hit in hits
        )
        say_table(("得分", "编号", "标题", "单位", "来源"), rows)
        for hit in hits if explain else ():
            say(f"{names[hit.article.id]}：{_why(hit)}")


def _why(row: HitRow) -> str:
    """What a score came from, in words."""
    hit, parts = row.hit, row.hit.parts
    told = [f"同字同音 {min(1.0, parts['words']):.0%}"]
    if parts["keys"]:
        told.append(f"拼音或首字母 {parts['keys']:.1f}")
    if parts["alike"]:
        told.append(f"逐字相似 {parts['alike']:.0%}")
    if parts["named"]:
        told.append("正是标题或别名")
    if parts["learnt"]:
        told.append(f"大家的选择 {parts['learnt']:+.1%}")
    if hit.expired or hit.upcoming:
        told.append("已过期，减半" if hit.expired else "未生效，减半")
    matched = "、".join(hit.title[start:end] for start, end in hit.marks)
    return "，".join(told) + (f"；标题里匹配 {matched}" if matched else "")


def progress(what: str, shown_from: int = SHOWN_FROM) -> Told:
    """A line on a terminal that says how far something is; nothing anywhere else.

    What has no more than `shown_from` parts is over before anybody has read it.
    """

    def told(done: int, of: int) -> None:
        if sys.stderr.isatty() and of > shown_from:
            bar = "█" * (30 * done // of)
            end = "\n" if done == of else ""
            print(f"\r{what} {bar:░<30} {done}/{of}", end=end, file=sys.stderr, flush=True)

    return told


def _hit(row: HitRow, name: str, explain: bool = False) -> dict[str, Any]:
    article = row.article
    why = {"why": row.hit.parts, "matched": list(row.hit.marks)} if explain else {}
    return why | {
        "article": int(name)
        if articles.OWN_KEY.fullmatch(name) and str(int(name)) == name
        else name,
        "title": article.title,
        "score": round(row.hit.score, 4),
        "class": article.article_class.value,
        "unit": article.unit,
        "source": article.source,
        "authority": article.authority,
        "valid_to": article.valid_to.isoformat() if article.valid_to else None,
        "expired": row.hit.expired,
        "version": article.version,
        "snippet": row.hit.snippet,
    }


def choose(
    ctx: typer.Context,
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="知识点的编号")],
    query: Annotated[list[str], typer.Argument(metavar="QUERY", help="查它时问的")],
    manner: Annotated[str, typer.Option("--manner", help="opened、cited 或 dismissed")] = "cited",
    as_json: Json = False,
) -> None:
    """记下一次检索选用了哪条知识，或它不合适：此后大家检索和推荐的次序随之调整。"""
    asked = " ".join(query)
    how = word(Manner, manner, "--manner") or Manner.CITED
    with seated(ctx) as desk:
        key = articles.named(desk, article)
        shown = knowledge.search(desk, SearchWish(asked))
        found = tuple(row.article.id for row in shown)
        kept = choosing.choose(desk, Choice(asked, key, how, found))
    if as_json:
        say_json({"article": article, "manner": how.value, "kept": kept})
    else:
        say("已记下" if kept else "这句话里没有可记的词")


def words(
    ctx: typer.Context,
    said: Annotated[str, typer.Argument(metavar="[WORD]", help="来电人的说法")] = "",
    means: Annotated[
        list[str] | None, typer.Argument(metavar="[MEANING…]", help="知识里怎么说；不写则不再解释")
    ] = None,
    as_json: Json = False,
) -> None:
    """日常说法：不写词则列出；写了则记下它在知识里怎么说，检索时一并去找。"""
    with seated(ctx) as desk:
        if said:
            knowledge.explain(desk, said, means or ())
        known = knowledge.everyday_words(desk)
    if as_json:
        say_json({"words": {one: list(meant) for one, meant in known.items()}})
    elif said:
        say(f"“{said}”：{'、'.join(known.get(said, ())) or '不再解释'}")
    else:
        say_table(("说法", "知识里的说法"), ((one, "、".join(of)) for one, of in known.items()))
