"""The versions of an article: what each said, who wrote, checked, published and withdrew it.

Clause: 6.2.1, 6.2.4.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from hotline_tui.data import knowledge as stored
from hotline_tui.data import manuscripts as stored_manuscripts
from hotline_tui.data.engine import Session
from hotline_tui.data.knowledge_tables import Article, ArticleVersion
from hotline_tui.kb.differences import ShownLine, differences
from hotline_tui.kb.drafts import WORDS, Key
from hotline_tui.services.article_content import Content, in_words, of_article, of_version
from hotline_tui.services.desk import Desk
from hotline_tui.services.manuscripts import show
from hotline_tui.standard.authority import Act
from hotline_tui.standard.refusal import Fault, Refused


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version of an article; people by name. `current` is what may be cited now."""

    article: int
    version: int
    content: Content
    complete: bool
    at: datetime
    published_by: str
    authors: tuple[str, ...]
    checked_at: datetime | None
    checked_by: str
    withdrawn_at: datetime | None
    withdrawn_by: str
    withdrawal: str
    current: bool

    @property
    def title(self) -> str:
        """Its title."""
        return self.content.get("title", "")


@dataclass(frozen=True, slots=True)
class Change:
    """A part of an article that differs: what people call it, what it said, what it says."""

    part: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs between two states of an article: parts beside the text, and its lines."""

    parts: tuple[Change, ...]
    lines: tuple[ShownLine, ...]

    @property
    def nothing(self) -> bool:
        """Whether they say the same."""
        return not self.parts and not self.lines


def versions(desk: Desk, article: int) -> tuple[VersionRow, ...]:
    """All versions of an article, newest first. Clause: 6.2.1."""
    desk.require(Act.SEARCH_KNOWLEDGE)
    with desk.database.reading() as session:
        stands = stored.by_id(session, article)
        found = stored.versions(session, article)
        names = _names(session, found)
        return tuple(_row(stands, one, names) for one in found)


def version(desk: Desk, article: int, number: int) -> VersionRow:
    """An article as it was in one version, as a ticket cites it. Clause: 5.3.1."""
    desk.require(Act.SEARCH_KNOWLEDGE)
    with desk.database.reading() as session:
        stands = stored.by_id(session, article)
        found = stored.version(session, article, number)
        if found is None:
            told = f"知识点 {article} 没有第 {number} 版，最新是第 {stands.version} 版"
            raise Refused(Fault("version", "6.2.1", told))
        return _row(stands, found, _names(session, [found]))


def between(desk: Desk, article: int, old: int, new: int) -> Difference:
    """What a later version says otherwise than an earlier one. Clause: 6.2.1."""
    before, after = version(desk, article, old), version(desk, article, new)
    if not (before.complete and after.complete):
        # Of a version from before they were kept, nothing is known but title and text.
        known = (Key.TITLE.value, Key.TEXT.value)
        return compared(_only(before.content, known), _only(after.content, known))
    return compared(before.content, after.content)


def proposed(desk: Desk, manuscript: int) -> Difference:
    """What a manuscript says otherwise than the article that it was written over. Clause: 6.2.4."""
    found = show(desk, manuscript)
    return compared(found.before, found.content)


def compared(before: Content, after: Content) -> Difference:
    """What differs between two contents."""
    parts = tuple(
        Change(
            words[0],
            in_words(key, before.get(key.value, "")),
            in_words(key, after.get(key.value, "")),
        )
        for key, words in WORDS.items()
        if key is not Key.TEXT and before.get(key.value, "") != after.get(key.value, "")
    )
    return Difference(
        parts, differences(before.get(Key.TEXT.value, ""), after.get(Key.TEXT.value, ""))
    )


def _only(content: Content, names: tuple[str, ...]) -> dict[str, str]:
    return {name: text for name, text in content.items() if name in names}


def _names(session: Session, found: Sequence[ArticleVersion]) -> Mapping[str, str]:
    worknos = [
        workno
        for one in found
        for workno in (one.by, one.checked_by, one.withdrawn_by, *(one.authors or ()))
    ]
    return stored_manuscripts.people(session, worknos)


def _row(stands: Article, one: ArticleVersion, names: Mapping[str, str]) -> VersionRow:
    def name(workno: str | None) -> str:
        return names.get(workno, workno) if workno else ""

    # Of versions from before all of it was kept, what stands now is still known whole.
    stood = one.content is None and stands.version == one.version
    return VersionRow(
        article=one.article_id,
        version=one.version,
        content=of_article(stands, named=False) if stood else of_version(one),
        complete=stood or one.content is not None,
        at=one.at,
        published_by=name(one.by),
        authors=tuple(name(workno) for workno in one.authors or ()),
        checked_at=one.checked_at,
        checked_by=name(one.checked_by),
        withdrawn_at=one.withdrawn_at,
        withdrawn_by=name(one.withdrawn_by),
        withdrawal=one.withdrawal or "",
        current=stands.published and stands.version == one.version,
    )
