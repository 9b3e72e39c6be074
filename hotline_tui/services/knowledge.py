"""The knowledge base: searched through an index of each revision, and taken in from files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from hotline_tui.data import events
from hotline_tui.data import knowledge as stored
from hotline_tui.data.engine import Session
from hotline_tui.data.knowledge_tables import Article as StoredArticle
from hotline_tui.kb.article import Article, Hit, Within
from hotline_tui.kb.articles import ArticleDraft
from hotline_tui.services import choosing, knowledge_index
from hotline_tui.services.desk import Desk
from hotline_tui.services.suggested import HitRow
from hotline_tui.standard.authority import Act
from hotline_tui.standard.refusal import Fault, Refused
from hotline_tui.standard.vocabulary import ArticleClass

_LONGEST_WORD = 40
_AT_ONCE = 500  # articles that are stored in one piece


@dataclass(frozen=True, slots=True)
class SearchWish:
    """What is looked for, and in which part of the knowledge base."""

    query: str
    limit: int = 10
    article_class: ArticleClass | None = None
    unit: str = ""
    division: str = ""
    valid_only: bool = False


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did."""

    new: int
    changed: int
    unchanged: int

    def __add__(self, other: Imported) -> Imported:
        return Imported(
            self.new + other.new, self.changed + other.changed, self.unchanged + other.unchanged
        )


class _Found:
    """Articles that are read once for a search, where it asks for their texts."""

    def __init__(self, desk: Desk) -> None:
        self._database = desk.database
        self.articles: dict[int, Article] = {}

    def texts(self, keys: Iterable[int]) -> dict[int, str]:
        """The texts of articles by their keys."""
        with self._database.reading() as session:
            for one in stored.by_keys(session, keys):
                self.articles[one.id or 0] = knowledge_index.read(one)
        return {key: one.text for key, one in self.articles.items()}

    def rows(self, hits: Iterable[Hit]) -> tuple[HitRow, ...]:
        """The hits with their articles; what has been taken back meanwhile is left out."""
        return tuple(
            HitRow(self.articles[hit.article], hit) for hit in hits if hit.article in self.articles
        )


def search(desk: Desk, wish: SearchWish) -> tuple[HitRow, ...]:
    """Articles that answer a question, best first. Clause: 5.2.2.4, 6.2.2."""
    desk.require(Act.SEARCH_KNOWLEDGE)
    found = _Found(desk)
    hits = knowledge_index.current(desk).index.search(
        wish.query,
        today=desk.today(),
        limit=wish.limit,
        within=Within(wish.article_class, wish.unit, wish.division, wish.valid_only),
        texts=found.texts,
        learnt=choosing.learnt(desk),
    )
    return found.rows(hits)


def suggest(desk: Desk, text: str, limit: int = 3) -> tuple[HitRow, ...]:
    """Articles that fit what has been written on a ticket so far."""
    desk.require(Act.SEARCH_KNOWLEDGE)
    if not text.strip():
        return ()
    found = _Found(desk)
    index = knowledge_index.current(desk).index
    hits = index.suggest(
        text,
        today=desk.today(),
        limit=limit,
        texts=found.texts,
        learnt=choosing.learnt(desk),
    )
    return found.rows(hits)


def article(desk: Desk, id: int) -> Article:
    """An article by its key. Raises `Refused` when there is none."""
    desk.require(Act.SEARCH_KNOWLEDGE)
    with desk.database.reading() as session:
        for one in stored.by_keys(session, [id]):
            return knowledge_index.read(one)
    raise Refused(Fault("article", "6.2.2", f"知识库里没有编号为 {id} 的知识点"))


def cited(article: Article) -> HitRow:
    """An article that a person chose, as a row like those that were found."""
    return HitRow(article, Hit(article.id, article.title, 1.0, (), "", expired=False))


def units(desk: Desk) -> tuple[str, ...]:
    """The units that articles are from, by name."""
    desk.require(Act.SEARCH_KNOWLEDGE)
    with desk.database.reading() as session:
        return tuple(stored.units(session))


def everyday_words(desk: Desk) -> Mapping[str, Sequence[str]]:
    """What callers say, and what it means in articles."""
    desk.require(Act.SEARCH_KNOWLEDGE)
    with desk.database.reading() as session:
        return {one.word: tuple(one.means) for one in stored.everyday_words(session)}


def explain(desk: Desk, word: str, means: Sequence[str]) -> None:
    """Write down what an everyday word means, so that it is found; without a meaning, forget it.

    Clause: 6.2.1.
    """
    desk.require(Act.IMPORT_KNOWLEDGE)
    said, meant = word.strip(), [one.strip() for one in means if one.strip()]
    if not 2 <= len(said) <= _LONGEST_WORD:
        raise Refused(Fault("word", "", f"日常说法应有二至{_LONGEST_WORD}字：{said[:40]}"))
    with desk.database.transaction() as session:
        stored.say(session, said, meant)
        summary = f"日常说法“{said}”指{'、'.join(meant)}" if meant else f"不再解释“{said}”"
        events.add(session, desk.actor(), "everyday_word_changed", summary)


def take_in(desk: Desk, drafts: Iterable[ArticleDraft]) -> Imported:
    """Store articles from a file: new ones, and new versions of those that changed.

    Clause: 6.2.1, 6.2.3.
    """
    desk.require(Act.IMPORT_KNOWLEDGE)
    done = Imported(0, 0, 0)
    with desk.database.transaction() as session:
        for part in _parts(drafts):
            done += store(session, desk, part)
            session.flush()
            session.expunge_all()  # else every article of a large file stays in memory
        summary = f"导入知识库：新增 {done.new}，更新 {done.changed}，未变 {done.unchanged}"
        events.add(session, desk.actor(), "knowledge_imported", summary)
    return done


def _parts(drafts: Iterable[ArticleDraft]) -> Iterator[list[ArticleDraft]]:
    """Drafts in portions, none of which has the same article twice."""
    part: dict[str, ArticleDraft] = {}
    for draft in drafts:
        if len(part) == _AT_ONCE or draft.external_id in part:
            yield list(part.values())
            part = {}
        part[draft.external_id or f"\0{len(part)}"] = draft
    if part:
        yield list(part.values())


def store(session: Session, desk: Desk, drafts: Sequence[ArticleDraft]) -> Imported:
    """Store articles in the caller's transaction; none of them twice."""
    actor = desk.actor()
    known = stored.by_externals(session, [one.external_id for one in drafts if one.external_id])
    touched: list[StoredArticle] = []
    new = 0
    for draft in drafts:
        before = known.get(draft.external_id)
        if before is not None and not _differs(before, draft):
            continue
        fresh = before or StoredArticle(title="", changed_at=actor.at, changed_by=actor.workno)
        for name, given in columns_of(draft).items():
            setattr(fresh, name, given)
        if before is not None:
            fresh.version += 1
        touched.append(fresh)
        new += before is None
    stored.store_all(session, actor, touched)
    return Imported(new, len(touched) - new, len(drafts) - len(touched))


def columns_of(draft: ArticleDraft) -> dict[str, object]:
    """What a draft says, by the columns of a stored article."""
    return {
        "external_id": draft.external_id or None,
        "title": draft.title,
        "other_names": list(draft.other_names),
        "text": draft.text,
        "article_class": draft.article_class,
        "unit": draft.unit,
        "source": draft.source,
        "authority": draft.authority,
        "division": draft.division,
        "valid_from": draft.valid_from.isoformat() if draft.valid_from else "",
        "valid_to": draft.valid_to.isoformat() if draft.valid_to else "",
        "public": draft.public,
    }


def _differs(known: StoredArticle, draft: ArticleDraft) -> bool:
    return any(getattr(known, name) != given for name, given in columns_of(draft).items())
