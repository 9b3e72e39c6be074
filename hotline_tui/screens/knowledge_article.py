"""An article as it is listed and read: what was found is marked, and what no longer holds.

Clause: 6.2.2, 6.2.3.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from rich.text import Text

from hotline_tui.kb.text import normal, words
from hotline_tui.kb.tokens import gist
from hotline_tui.services.suggested import HitRow
from hotline_tui.standard.vocabulary import ArticleClass
from hotline_tui.widgets.grid import Column, Row
from hotline_tui.widgets.plain import plain

SHORT_CLASSES = {
    ArticleClass.LAW: "法规",
    ArticleClass.DUTY: "职责",
    ArticleClass.SERVICE: "服务",
    ArticleClass.ANNOUNCEMENT: "公告",
}
"""What the lists call a class of articles."""

COLUMNS = (
    Column("", 2, right=True),
    Column("标题"),
    Column("单位", 22),
    Column("有效至", 10),
    Column("匹配", 4, right=True),
)

MARK = "bold underline"
"""How found words look; in any number of colours, and in none."""

_HEADING = re.compile(r"#{1,6}\s+(.+)")


def state(row: HitRow) -> str:
    """A sign before the title of an article that must not be told as it stands; else nothing."""
    if row.hit.expired:
        return "【已过期】"
    return "【未生效】" if row.hit.upcoming else ""


def validity(row: HitRow) -> str:
    """From when until when an article holds: `2024-01-01 至 2027-12-31`."""
    begin, end = row.article.valid_from, row.article.valid_to
    if begin is None and end is None:
        return "长期有效"
    return f"{begin or '……'} 至 {end or '长期'}"


def excerpt(row: HitRow, query: str) -> Text:
    """The whole title, where the article comes from, and the piece of it that was found."""
    found = _found(row, query)
    article = row.article
    return Text("\n").join(
        (
            _marked(f"{state(row)}{article.title}", found, "bold"),
            plain(f"{_about(row)}　{article.source or article.authority}"),
            _marked(row.hit.snippet, found),
        )
    )


def whole(row: HitRow, query: str) -> Text:
    """Everything that the knowledge base says about the matter, found words marked."""
    found = _found(row, query)
    article = row.article
    lines = [_marked(f"{state(row)}{article.title}", found, "bold"), plain(_about(row))]
    for name, told in (
        ("来源", article.source),
        ("发布", article.authority),
        ("又称", "、".join(article.other_names)),
    ):
        if told:
            lines.append(_marked(f"{name}　{told}", found))
    lines.append(Text())
    for line in article.text.splitlines():
        heading = _HEADING.match(line)
        lines.append(_marked(heading[1], found, "bold") if heading else _marked(line, found))
    return Text("\n").join(lines)


def _about(row: HitRow) -> str:
    article = row.article
    parts = (SHORT_CLASSES[article.article_class], article.unit, validity(row))
    return f"{'　'.join(filter(None, parts))}　第{article.version}版"


def _found(row: HitRow, query: str) -> set[str]:
    """The words to mark: those of the query, and what its pinyin found in the title."""
    spoken = {word for word in words(gist(normal(query))) if len(word) > 1}
    return spoken | {row.article.title[start:end] for start, end in row.hit.marks}


def _marked(text: str, found: Iterable[str], style: str = "") -> Text:
    told = plain(text, style, multiline=True)
    told.highlight_words(found, MARK, case_sensitive=False)
    return told


def listed(place: int, row: HitRow) -> Row:
    """An article as a line of the list."""
    article, hit = row.article, row.hit
    until = str(article.valid_to) if article.valid_to else "长期"
    title = f"{state(row)}{article.title}"
    return str(article.id), (str(place), title, article.unit, until, f"{hit.score:.2f}")
