"""The search index that a desk reads: that of the newest knowledge revision, shared by the host.

Whoever first meets a new revision makes its index, from the last one where little has changed.
What cannot be kept in the folder is kept in memory, or the old index serves on; either is said.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from hotline_tui.data import knowledge as stored
from hotline_tui.data.engine import Database
from hotline_tui.data.knowledge_tables import Article as StoredArticle
from hotline_tui.kb.article import Article
from hotline_tui.kb.index import KnowledgeIndex
from hotline_tui.kb.shelf import Revision, Shelf, Unusable
from hotline_tui.kb.thesaurus import Thesaurus
from hotline_tui.services.desk import Desk

if TYPE_CHECKING:
    import tantivy

FEW = 2000
"""Changed articles that are brought into the last index; of more, a new one is made."""

SOON_BUILT = 20_000
"""Articles up to which a search waits for a new index; of more, the old one serves meanwhile."""

BUILDING = threading.Lock()
"""Held while this process makes an index or takes one up."""

BEHIND = "知识有大批更新，正在重建索引，先按更新前的检索"
STUCK = "索引文件夹写不进：{}。检索仍按更新前的知识"
IN_MEMORY = "索引文件夹写不进：{}。检索暂用内存里的索引"

Told = Callable[[int, int], None]
"""Told how many articles of how many are in the index that is being made."""


@dataclass(frozen=True, slots=True)
class Held:
    """An index, the revision that it answers for, and what a person should know about it."""

    index: KnowledgeIndex
    revision: Revision
    note: str = ""


_HELD: dict[tuple[str, Path | None], Held] = {}


def current(desk: Desk, told: Told | None = None) -> Held:
    """The index to search in; made first where there is none yet."""
    key = (desk.database.url, desk.index_folder)
    with desk.database.glance() as session:
        newest = _revision(stored.mark(session))
    held = _HELD.get(key)
    if held is not None and held.revision == newest:
        return held
    with BUILDING:
        held = _HELD.get(key)
        if held is None or held.revision != newest:
            held = _HELD[key] = _renewed(desk, newest, held, told)
    return held


def note(desk: Desk) -> str:
    """What a person should know about the index in use; empty while all is well."""
    held = _HELD.get((desk.database.url, desk.index_folder))
    return held.note if held else ""


def read(one: StoredArticle) -> Article:
    """A stored article as search sees it."""
    return Article(
        id=one.id or 0,
        title=one.title,
        other_names=tuple(one.other_names),
        text=one.text,
        article_class=one.article_class,
        unit=one.unit,
        source=one.source,
        authority=one.authority,
        division=one.division,
        valid_from=date.fromisoformat(one.valid_from) if one.valid_from else None,
        valid_to=date.fromisoformat(one.valid_to) if one.valid_to else None,
        version=one.version,
    )


def folder_of(desk: Desk) -> Path | None:
    """Where this host keeps the indexes of the desk's database; None: in memory only."""
    if desk.index_folder is None:
        return None
    return desk.index_folder / hashlib.sha256(desk.database.shown.encode()).hexdigest()[:16]


def _renewed(desk: Desk, newest: Revision, held: Held | None, told: Told | None) -> Held:
    database, folder = desk.database, folder_of(desk)
    if folder is None:
        return Held(KnowledgeIndex.of(_every(database, told), _thesaurus(database)), newest)
    shelf = Shelf(folder)
    index = shelf.opened(newest)
    if index is not None:  # needs no right to write
        return Held(KnowledgeIndex(index, _thesaurus(database)), newest)
    waits = held is None or told is not None
    try:
        with shelf.alone(wait=waits) as alone:
            index = shelf.opened(newest)
            if index is None and alone:
                index = _extended(database, shelf, newest)
            if index is None and alone and (waits or not _large(database)):
                index = shelf.build(newest, _every(database, told))
    except Unusable as unusable:
        return _without_folder(database, newest, held, str(unusable))
    if index is not None:
        return Held(KnowledgeIndex(index, _thesaurus(database)), newest)
    if held is None:
        raise AssertionError("who waits gets an index")
    if not alone:
        return replace(held, note=BEHIND)
    threading.Thread(target=_rebuild, args=(desk, shelf, newest), daemon=True).start()
    return replace(held, revision=newest, note=BEHIND)


def _extended(database: Database, shelf: Shelf, newest: Revision) -> tantivy.Index | None:
    """The newest index, made from an earlier one where little has changed since."""
    with database.reading() as session:
        for old in shelf.revisions():
            if not stored.was(session, stored.Mark(old.number, old.token)):
                continue
            changed = stored.changed_since(session, old.number, FEW + 1)
            if len(changed) > FEW or shelf.opened(old) is None:
                continue
            now = [read(one) for one in changed if one.published]
            gone = [one.id or 0 for one in changed if not one.published]
            return shelf.extend(old, newest, now, gone)
    return None


def _rebuild(desk: Desk, shelf: Shelf, newest: Revision) -> None:
    """Make the index of a large base, while the desk goes on with the old one."""
    key = (desk.database.url, desk.index_folder)
    try:
        with shelf.alone(wait=True):
            index = shelf.opened(newest) or shelf.build(newest, _every(desk.database, None))
        _HELD[key] = Held(KnowledgeIndex(index, _thesaurus(desk.database)), newest)
    except Unusable as unusable:
        _HELD[key] = replace(_HELD[key], note=STUCK.format(unusable))


def _without_folder(database: Database, newest: Revision, held: Held | None, why: str) -> Held:
    if held is not None and _large(database):
        return replace(held, revision=newest, note=STUCK.format(why))
    index = KnowledgeIndex.of(_every(database, None), _thesaurus(database))
    return Held(index, newest, IN_MEMORY.format(why))


def _thesaurus(database: Database) -> Thesaurus:
    with database.reading() as session:
        return Thesaurus({one.word: one.means for one in stored.everyday_words(session)})


def _large(database: Database) -> bool:
    with database.reading() as session:
        return stored.how_many(session) > SOON_BUILT


def _every(database: Database, told: Told | None) -> Iterator[Article]:
    """All articles, read as they are taken; `told` of each thousand."""
    with database.reading() as session:
        of = stored.how_many(session) if told else 0
        for count, one in enumerate(stored.each_published(session), 1):
            yield read(one)
            if told and (count % 1000 == 0 or count == of):
                told(count, of)


def _revision(mark: stored.Mark) -> Revision:
    return Revision(mark.number, mark.token)
