"""What a manuscript says, by the keys of a knowledge file; and what is still wrong with it.

Clause: 6.2.3.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from hotline_tui.data.knowledge import BESIDE
from hotline_tui.data.knowledge_tables import Article, ArticleVersion
from hotline_tui.kb.drafts import (
    LONGEST_TEXT,
    LONGEST_TITLE,
    WORDS,
    ArticleDraft,
    Key,
    Problem,
    drafted,
)
from hotline_tui.kb.webpage import is_webpage, readable
from hotline_tui.standard.article_life import validity_faults
from hotline_tui.standard.refusal import Fault
from hotline_tui.standard.typed import storable
from hotline_tui.standard.vocabulary import ArticleClass

Content = Mapping[str, str]
"""What was typed of an article, by `Key`; what is missing was not said."""

FOREVER = "长期"

LONGEST: Mapping[str, int] = {
    Key.TITLE.value: LONGEST_TITLE,
    Key.TEXT.value: LONGEST_TEXT,
    Key.ID.value: 80,
    Key.UNIT.value: 100,
    Key.DIVISION.value: 12,
}
"""Longest text of a part, in characters; every other one may have `LONGEST_PART`."""

LONGEST_PART = 500


def called(name: str) -> str:
    """What people call a part of an article."""
    known = {key.value: words[0] for key, words in WORDS.items()}
    return known.get(name, name)


def in_words(name: str, text: str) -> str:
    """A part as people read it: the standard's term for a class."""
    labels = {one.value: one.label for one in ArticleClass}
    return labels.get(text, text) if name == Key.CLASS else text


def tidy(given: Content) -> dict[str, str]:
    """What was typed as it is kept: storable, without spaces around it, a page's source as text.

    Empty parts are left out.
    """
    said = {name: storable(text).strip() for name, text in given.items()}
    text = said.get(Key.TEXT, "")
    if len(text) <= LONGEST_TEXT and is_webpage(text):
        said[Key.TEXT.value] = readable(text)
    if Key.TITLE in said:
        said[Key.TITLE.value] = " ".join(said[Key.TITLE].split())
    return {name: text for name, text in said.items() if text}


def form_faults(content: Content) -> tuple[Fault, ...]:
    """What no draft may be: of unknown parts, or too long to keep."""
    found: list[Fault] = []
    for name, text in content.items():
        most = LONGEST.get(name, LONGEST_PART)
        if name not in {key.value for key in Key}:
            found.append(Fault(name[:40], "", f"没有“{name[:40]}”这一项"))
        elif len(text) > most:
            told = f"{called(name)}有 {len(text)} 字，最多 {most} 字"
            found.append(Fault(name, "", told + ("；请分成几篇知识" if name == Key.TEXT else "")))
    return tuple(found)


def faults(content: Content, today: date) -> tuple[Fault, ...]:
    """All that keeps a manuscript from being checked and published. Clause: 6.2.3."""
    draft, problems = _drafted(content)
    found = [Fault(one.key, one.clause, one.message) for one in problems]
    if draft is not None:
        found += validity_faults(draft.valid_to, today)
    return tuple(found)


def draft_of(content: Content) -> ArticleDraft:
    """The article that content without faults describes."""
    draft, problems = _drafted(content)
    if draft is None:
        raise ValueError(str(problems))
    return draft


def _drafted(content: Content) -> tuple[ArticleDraft | None, list[Problem]]:
    return drafted({Key(name): text for name, text in content.items()}, {}, 0)


def of_article(article: Article, *, named: bool = True) -> dict[str, str]:
    """What an article says of itself; `named` with the identifier that the outside knows it by."""
    known_by = article.external_id or "" if named else ""
    return _said(article.title, article.text, known_by, _beside(article))


def of_version(version: ArticleVersion) -> dict[str, str]:
    """What an article said of itself in a version, as far as that was kept."""
    return _said(version.title, version.text, "", version.content or {})


def _beside(article: Article) -> dict[str, object]:
    return {name: getattr(article, name) for name in BESIDE}


def _said(title: str, text: str, id: str, beside: Mapping[str, object]) -> dict[str, str]:
    said = {Key.TITLE.value: title, Key.TEXT.value: text, Key.ID.value: id}
    if beside:
        names = beside["other_names"]
        said |= {
            Key.CLASS.value: str(beside["article_class"]),
            Key.OTHER_NAMES.value: "、".join(names) if isinstance(names, list) else "",
            Key.VALID_TO.value: str(beside["valid_to"]) or FOREVER,
            Key.PUBLIC.value: "是" if beside["public"] else "否",
        }
        for key in (Key.UNIT, Key.SOURCE, Key.AUTHORITY, Key.DIVISION, Key.VALID_FROM):
            said[key.value] = str(beside[key.value])
    return {name: one for name, one in said.items() if one}


def changed_parts(before: Content, after: Content) -> tuple[str, ...]:
    """What people call the parts in which two contents differ, in the order of a knowledge file."""
    return tuple(
        WORDS[key][0] for key in Key if before.get(key.value, "") != after.get(key.value, "")
    )
