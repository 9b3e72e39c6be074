"""What an import would do, row by row: new, changed and how, unchanged; and what is doubtful.

Nothing is written; every row is compared with what the knowledge base has. Clause: 6.2.1, 6.2.3.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from hotline_tui.data import doubles as stored_pairs
from hotline_tui.data import knowledge as stored
from hotline_tui.data.engine import Session
from hotline_tui.data.knowledge_tables import Article as StoredArticle
from hotline_tui.kb.article import Article
from hotline_tui.kb.articles import ArticleDraft
from hotline_tui.kb.doubles import Doubled, doubled
from hotline_tui.kb.drafts import WORDS, Key
from hotline_tui.kb.neighbours import Neighbours
from hotline_tui.kb.text import letters
from hotline_tui.services import knowledge, knowledge_index
from hotline_tui.services.desk import Desk
from hotline_tui.standard.authority import Act
from hotline_tui.standard.keeping import Doubling
from hotline_tui.standard.refusal import Fault
from hotline_tui.standard.vocabulary import Term

AT_ONCE = 200
"""Rows that are compared in one piece."""

SHOWN = 30
"""Characters shown of what a row changes, on either side."""

_CONTEXT = 6  # characters around a change in a long text


class Fate(Term):
    """What an import makes of a row."""

    NEW = "new", "新增"
    CHANGED = "changed", "更新"
    UNCHANGED = "unchanged", "未变"


@dataclass(frozen=True, slots=True)
class Given:
    """An article as a file gives it: the file, the line or row, what the file did not say."""

    file: str
    place: int
    draft: ArticleDraft
    assumed: tuple[Key, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """A part of an article that a row changes: its name, and the pieces that differ."""

    part: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """What would become of a row, and what a person should look at first."""

    given: Given
    fate: Fate
    changes: tuple[Change, ...] = ()
    doubts: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class _Earlier:
    """Titles and texts that stood further up, by where they did."""

    titles: dict[str, str]
    texts: dict[int, str]


def plan(desk: Desk, rows: Iterable[Given]) -> Iterator[PlannedRow]:
    """What an import of these would do, a row at a time, as they are asked for.

    Clause: 6.2.1, 6.2.3.
    """
    desk.require(Act.IMPORT_KNOWLEDGE)
    likely = knowledge_index.current(desk).index.neighbours()
    earlier = _Earlier({}, {})
    source = iter(rows)
    while part := list(islice(source, AT_ONCE)):
        with desk.database.reading() as session:
            yield from _planned(desk, session, likely, part, earlier)


def _planned(
    desk: Desk,
    session: Session,
    likely: Neighbours,
    part: Sequence[Given],
    earlier: _Earlier,
) -> Iterator[PlannedRow]:
    ids = [one.draft.external_id for one in part if one.draft.external_id]
    known = stored.by_externals(session, ids)
    articles = [_article(one.draft, known.get(one.draft.external_id)) for one in part]
    near = [likely.of(one) for one in articles]
    keys = {key for some in near for key in some}
    found = {
        key: knowledge_index.read(one)
        for key, one in stored_pairs.by_keys(session, keys).items()
        if one.published
    }
    for given, article, several in zip(part, articles, near, strict=True):
        before = known.get(given.draft.external_id)
        changes = tuple(_changes(before, given.draft)) if before is not None else ()
        fate = Fate.NEW if before is None else Fate.CHANGED if changes else Fate.UNCHANGED
        others = [found[key] for key in several if key in found]
        doubts = (
            *_withdrawn(before),
            *_of_its_own(desk, given),
            *_beside(article, others),
            *_above(given, earlier),
        )
        yield PlannedRow(given, fate, changes, () if fate is Fate.UNCHANGED else doubts)


def _article(draft: ArticleDraft, known: StoredArticle | None) -> Article:
    return Article(
        id=known.id or 0 if known is not None else 0,
        title=draft.title,
        other_names=draft.other_names,
        text=draft.text,
        article_class=draft.article_class,
        unit=draft.unit,
        source=draft.source,
        authority=draft.authority,
        division=draft.division,
        valid_from=draft.valid_from,
        valid_to=draft.valid_to,
    )


# ---- what a row changes --------------------------------------------------------------------


def _changes(before: StoredArticle, draft: ArticleDraft) -> Iterator[Change]:
    for name, now in knowledge.columns_of(draft).items():
        was = getattr(before, name)
        if was != now and name != "external_id":
            yield Change(_PARTS[name], *_apart(_shown(was), _shown(now)))


_PARTS: Mapping[str, str] = {
    "article_class": WORDS[Key.CLASS][0],
    **{key.value: words[0] for key, words in WORDS.items()},
}


def _shown(given: object) -> str:
    if isinstance(given, bool):
        return "是" if given else "否"
    if isinstance(given, list):
        return "、".join(map(str, given))
    return given.label if isinstance(given, Term) else str(given or "")


def _apart(before: str, after: str) -> tuple[str, str]:
    """The pieces in which two texts differ, with a little around them; `…` for what is left out."""
    begin = _shared(before, after)
    end = min(_shared(before[::-1], after[::-1]), len(before) - begin, len(after) - begin)
    begin, end = max(0, begin - _CONTEXT), max(0, end - _CONTEXT)
    return _piece(before, begin, end), _piece(after, begin, end)


def _shared(one: str, other: str) -> int:
    """How many characters two texts begin with in common."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[:middle] == other[:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _piece(text: str, begin: int, end: int) -> str:
    piece = text[begin : len(text) - end]
    cut = piece[:SHOWN]
    more = "…" if end or len(piece) > SHOWN else ""
    return f"{'…' if begin else ''}{' '.join(cut.split())}{more}"


# ---- what is doubtful ----------------------------------------------------------------------


def _withdrawn(before: StoredArticle | None) -> Iterator[Fault]:
    if before is not None and not before.published:
        yield Fault(Key.ID.value, "6.2.1", "这一篇已撤回，导入不会重新发布")


def _of_its_own(desk: Desk, given: Given) -> Iterator[Fault]:
    """What a row leaves unsaid of itself, or says that is no longer true."""
    draft = given.draft
    if given.assumed:
        told = f"没有写明{'、'.join(WORDS[key][0] for key in given.assumed)}"
        yield Fault(given.assumed[0].value, "6.2.3", told)
    if draft.valid_to is not None and draft.valid_to < desk.today():
        yield Fault(Key.VALID_TO.value, "6.2.3", f"有效期已于 {draft.valid_to} 结束")


def _beside(article: Article, others: Iterable[Article]) -> Iterator[Fault]:
    """What the knowledge base says of the same matter already."""
    for other in others:
        what = doubled(article, other)
        if what is not None:
            yield Fault(Key.TEXT.value, "6.2.3", f"与 {_called(other)} {_told(what)}")
        elif letters(other.title) == letters(article.title):
            yield Fault(Key.TITLE.value, "6.2.1", f"与 {_called(other)} 标题相同")


def _called(other: Article) -> str:
    return f"知识点 {other.id}《{other.title[:SHOWN]}》"


def _told(what: Doubled) -> str:
    if what.doubling is Doubling.SAME:
        return f"几乎相同（{what.likeness:.0%}）"
    first = what.differing[0]
    more = f"等 {len(what.differing)} 处" if len(what.differing) > 1 else ""
    return f"说法不一：{first.sort.label}“{first.first}”与“{first.second}”{more}"


def _above(given: Given, earlier: _Earlier) -> Iterator[Fault]:
    """What stands further up in the same files."""
    here = f"{given.file} 第 {given.place} 行"
    title, text = letters(given.draft.title), hash(letters(given.draft.text))
    if text in earlier.texts:
        yield Fault(Key.TEXT.value, "6.2.1", f"正文与 {earlier.texts[text]} 相同")
    elif title in earlier.titles:
        yield Fault(Key.TITLE.value, "6.2.1", f"标题与 {earlier.titles[title]} 相同")
    earlier.texts.setdefault(text, here)
    earlier.titles.setdefault(title, here)
