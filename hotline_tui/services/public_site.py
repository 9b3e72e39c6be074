"""The public part of the knowledge base as a site of plain files, searched without a server.

It is written beside the one that stands and put in its place when it is whole. Clause: 5.2.2.4,
6.2.2.
"""

from __future__ import annotations

import json
import os
import shutil
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path
from uuid import uuid4

from hotline_tui.data import events
from hotline_tui.data import knowledge as stored
from hotline_tui.kb.article import Article
from hotline_tui.services import knowledge_index, site_pages
from hotline_tui.services.desk import Desk
from hotline_tui.services.directory import Directory, directory
from hotline_tui.services.site_index import SiteIndex
from hotline_tui.standard.authority import Act
from hotline_tui.standard.keeping import NOT_YET_CHECKED
from hotline_tui.standard.refusal import Fault, Refused
from hotline_tui.standard.vocabulary import ArticleClass

MARK = "site.json"
"""The file by which a folder is known as one of these sites, which may be replaced."""

Told = Callable[[int, int], None]
"""Told how many articles of how many have been looked at."""


@dataclass(frozen=True, slots=True)
class Site:
    """The wish for a site in a folder; `classes` are those whose articles are public."""

    folder: Path
    classes: Collection[ArticleClass] = tuple(ArticleClass)


@dataclass(frozen=True, slots=True)
class Published:
    """What a site holds: articles, how many of each class, and how many were left out."""

    folder: Path
    articles: int
    by_class: tuple[tuple[ArticleClass, int], ...]
    left_out: int


def publish_site(desk: Desk, wish: Site, told: Told | None = None) -> Published:
    """Write the site, without what is not public, not valid today or of another class.

    What nobody stands behind yet (待核) is left out as well. Raises `Refused` for a folder that
    holds something else, OSError where the disk is full.
    Clause: 5.2.2.4, 6.2.2.
    """
    desk = desk.still()
    desk.require(Act.EXPORT_PUBLIC)
    folder = wish.folder.expanduser().resolve()
    _require_free(folder)
    beside = folder.with_name(f".{folder.name}.{uuid4().hex[:8]}.new")
    try:
        done = _write(desk, wish, folder, beside, told)
        os.sync()  # whole on the disk before it is in its place
        _swap(beside, folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    with desk.database.transaction() as session:
        summary = f"导出公开知识 {done.articles} 篇"
        events.add(session, desk.actor(), "site_exported", summary)
    return done


def _require_free(folder: Path) -> None:
    """Never take the place of anything but a site."""
    if not folder.exists():
        if not folder.parent.is_dir():
            raise Refused(Fault("site", "", f"没有文件夹 {folder.parent}"))
        return
    if not folder.is_dir() or (any(folder.iterdir()) and not (folder / MARK).is_file()):
        told = f"{folder} 里有别的文件，不是先前导出的站点；请另写一个文件夹"
        raise Refused(Fault("site", "", told))


def _write(desk: Desk, wish: Site, folder: Path, beside: Path, told: Told | None) -> Published:
    beside.mkdir()
    city, today, index = directory(desk), desk.today(), SiteIndex()
    by_class: defaultdict[ArticleClass, list[Article]] = defaultdict(list)
    seen = 0
    for article in _public(desk, wish, told):
        if article is None:
            seen += 1
            continue
        _write_article(beside, article, city, today)
        index.add(article)
        by_class[article.article_class].append(_without_text(article))
    counts = {kind: len(by_class[kind]) for kind in ArticleClass if by_class[kind]}
    for kind in counts:
        _write_class(beside, kind, by_class[kind], today)
    _put(beside, "index.html", site_pages.html(site_pages.front(counts), today))
    index.write(beside / "index")
    for name in ("style.css", "search.js"):
        text = (files("hotline_tui.services") / "site" / name).read_text(encoding="utf-8")
        _put(beside, name, text)
    total = sum(counts.values())
    _put(beside, MARK, json.dumps({"articles": total, "exported_on": today.isoformat()}))
    return Published(folder, total, tuple(counts.items()), seen)


def _public(desk: Desk, wish: Site, told: Told | None) -> Iterator[Article | None]:
    """The articles that everybody may read; None for each that is left out."""
    today = desk.today()
    with desk.database.reading() as session:
        of = stored.how_many(session)
        for count, one in enumerate(stored.each_published(session), 1):
            article = knowledge_index.read(one)
            meant = one.public and one.article_class in wish.classes
            sound = article.valid(today) and one.authority != NOT_YET_CHECKED
            yield article if meant and sound else None
            if told is not None and (count % 200 == 0 or count == of):
                told(count, of)


def _without_text(article: Article) -> Article:
    return Article(
        article.id, article.title, (), "", article.article_class, article.unit, article.source,
        article.authority,
    )  # fmt: skip


def _write_article(beside: Path, article: Article, city: Directory, today: date) -> None:
    place = city.place_name(article.division) if article.division else ""
    page = site_pages.single(article, place)
    file = beside / site_pages.path_of(article)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(site_pages.html(page, today), encoding="utf-8")


def _write_class(
    beside: Path, kind: ArticleClass, articles: Sequence[Article], today: date
) -> None:
    size = site_pages.A_PAGE
    pages = -(-len(articles) // size)
    for number in range(1, pages + 1):
        part = articles[(number - 1) * size : number * size]
        page = site_pages.listing(kind, number, pages, part)
        _put(beside, site_pages.class_path(kind, number), site_pages.html(page, today))


def _put(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")


def _swap(new: Path, folder: Path) -> None:
    """Put what is whole in its place; the old one stands until then, and again if that fails."""
    old = new.with_suffix(".old")
    if folder.exists():
        folder.rename(old)
    try:
        new.rename(folder)
    except OSError:
        if old.exists():
            old.rename(folder)
        raise
    shutil.rmtree(old, ignore_errors=True)
