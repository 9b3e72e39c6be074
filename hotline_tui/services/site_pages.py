"""The public pages of the knowledge base as HTML: nothing remote, nothing of an article is code.

Clause: 5.2.2.4, 6.2.2.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any

from markdown_it import MarkdownIt

from hotline_tui.kb.article import Article
from hotline_tui.standard.vocabulary import ArticleClass

HOTLINE = "12345 市民服务热线知识查询"
PREVAILS = "本页内容仅供参考；与官方正式文本不一致的，以官方正式文本为准。"
FROM = "来源：12345 市民服务热线知识库的公开部分，各篇另注出处。"
OVER = "本篇已过有效期，请以最新的官方文本为准，或者拨打 12345 询问。"
"""What every page says, and an article whose validity has ended since."""

A_PAGE = 100
"""Articles on one page of a class."""

_SAFE_LINKS = ("http://", "https://", "mailto:", "tel:")
_POLICY = (
    "default-src 'none'; script-src 'self' file:; style-src 'self' file:; "
    "base-uri 'none'; form-action 'self' file:"
)


@dataclass(frozen=True, slots=True)
class Page:
    """A page: `root` leads from it to the first one; `until` is when its article ends."""

    title: str
    root: str
    body: str
    until: str = ""


def path_of(article: Article) -> str:
    """Where an article's page lies: a thousand in a folder, as more are slow to look at."""
    return f"a/{article.id // 1000}/{article.id}.html"


def class_path(kind: ArticleClass, number: int) -> str:
    """Where a page of a class lies."""
    return f"{kind.value}-{number}.html"


def shown(text: str) -> str:
    """Text as a page may hold it: what is hidden or turns the direction of reading is left out."""
    return "".join(
        char
        for char in text
        if char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Cn")
    )


def html(page: Page, made_on: date) -> str:
    """A whole page: where one is, the search, the content, and what prevails."""
    title = HOTLINE if page.title == HOTLINE else f"{page.title} - {HOTLINE}"
    until = f' data-until="{page.until}"' if page.until else ""
    return f"""<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{_text(title)}</title>
<link rel="stylesheet" href="{page.root}style.css">
<script src="{page.root}search.js" data-root="{page.root}" defer></script>
</head>
<body{until}>
<a class="skip" href="#main">跳到正文</a>
<header>
<p><a href="{page.root}index.html">{HOTLINE}</a></p>
<form role="search" action="{page.root}index.html" method="get">
<input id="q" name="q" type="search" aria-label="要查什么" autocomplete="off" maxlength="100"
 placeholder="输入问题、词语、拼音或首字母">
<button type="submit">查询</button>
</form>
</header>
<main id="main">
{page.body}
</main>
<footer>
<p>{PREVAILS}</p>
<p class="quiet">{FROM}{made_on} 导出。没有查到的，请拨打 12345。</p>
</footer>
</body>
</html>
"""


def front(counts: Mapping[ArticleClass, int]) -> Page:
    """The first page: the search's answers, and the classes to browse."""
    classes = "\n".join(
        f'<li><a href="{class_path(kind, 1)}">{kind.label}</a>'
        f'<span class="quiet">{count} 篇</span></li>'
        for kind, count in counts.items()
    )
    body = f"""<h1>{HOTLINE}</h1>
<noscript><p class="notice">浏览器没有启用脚本，不能检索；可以按类别浏览。</p></noscript>
<p id="said" role="status" aria-live="polite"></p>
<ol class="list" id="found" aria-label="查询结果"></ol>
<section id="browse" aria-labelledby="classes">
<h2 id="classes">按类别浏览</h2>
<ul class="list">
{classes}
</ul>
</section>"""
    return Page(HOTLINE, "", body)


def listing(kind: ArticleClass, number: int, pages: int, articles: Sequence[Article]) -> Page:
    """A page of the articles of a class, each with its source."""
    rows = "\n".join(
        f'<li><a href="{path_of(one)}">{_text(one.title)}</a>'
        f'<span class="quiet">来源：{_text(one.source or one.authority)}</span></li>'
        for one in articles
    )
    links = "".join(
        f'<a href="{class_path(kind, to)}" rel="{rel}">{told}</a>'
        for to, rel, told in ((number - 1, "prev", "上一页"), (number + 1, "next", "下一页"))
        if 1 <= to <= pages
    )
    title = kind.label if pages == 1 else f"{kind.label}（第 {number} / {pages} 页）"
    pager = f'\n<nav class="pages" aria-label="翻页">{links}</nav>' if links else ""
    return Page(title, "", f'<h1>{_text(title)}</h1>\n<ul class="list">\n{rows}\n</ul>{pager}')


def single(article: Article, place: str) -> Page:
    """An article whole: its title, what it says of itself, its text."""
    until = article.valid_to.isoformat() if article.valid_to else ""
    begin = f"{article.valid_from} " if article.valid_from else ""
    holds = f"{begin}至 {until or '长期'}" if begin or until else "长期"
    kind = article.article_class
    said = (
        ("类别", f'<a href="../../{class_path(kind, 1)}">{kind.label}</a>'),
        ("来源", _text(article.source)),
        ("发布机关", _text(article.authority)),
        ("单位", _text(article.unit)),
        ("适用区域", _text(place)),
        ("又称", _text("、".join(article.other_names))),
        ("有效期", holds),
    )
    rows = "\n".join(f"<dt>{name}</dt><dd>{told}</dd>" for name, told in said if told)
    source = _text(article.source or article.authority)
    body = f"""<article>
<h1>{_text(article.title)}</h1>
<p class="notice over" id="over" hidden>{OVER}</p>
<dl>
{rows}
</dl>
<div class="text">
{_rendered(article.text)}</div>
<p class="notice">{PREVAILS}来源：{source}</p>
</article>"""
    return Page(shown(article.title), "../../", body, until)


def _text(text: str) -> str:
    return escape(" ".join(shown(text).split()))


def _rendered(text: str) -> str:
    """An article's Markdown; its HTML stays text, its links lead to the web only."""
    return str(_MARKDOWN.render(shown(text)))


def _is_safe(link: str) -> bool:
    return link.lower().startswith(_SAFE_LINKS)


def _lower_heading(markdown: Any, tokens: Any, at: int, options: Any, env: Any) -> str:
    """Headings of a text stand below the page's own."""
    level = min(6, int(tokens[at].tag[1]) + 1)
    tokens[at].tag = f"h{level}"
    return str(markdown.renderToken(tokens, at, options, env))


def _foreign_link(markdown: Any, tokens: Any, at: int, options: Any, env: Any) -> str:
    tokens[at].attrSet("rel", "noopener noreferrer nofollow")
    return str(markdown.renderToken(tokens, at, options, env))


def _markdown() -> MarkdownIt:
    made = MarkdownIt("commonmark", {"html": False, "breaks": True})
    made.enable("table").disable(["image", "html_block", "html_inline"])
    made.validateLink = _is_safe  # type: ignore[method-assign, assignment]
    for rule in ("heading_open", "heading_close"):
        made.add_render_rule(rule, _lower_heading)
    made.add_render_rule("link_open", _foreign_link)
    return made


_MARKDOWN = _markdown()
