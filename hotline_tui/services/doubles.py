"""Articles that double or contradict each other: listed with the reasons, and decided about.

Clause: 6.2.1, 6.2.3.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from hotline_tui.data import doubles as stored
from hotline_tui.data import events
from hotline_tui.data.engine import Session
from hotline_tui.data.keeping_tables import ArticlePair
from hotline_tui.data.knowledge_tables import Article
from hotline_tui.services.desk import Desk
from hotline_tui.standard.authority import Act
from hotline_tui.standard.keeping import Doubling, PairVerdict, pair_faults
from hotline_tui.standard.refusal import Fault, refuse_if

PAGE = 100
"""Pairs that a list shows at most."""


@dataclass(frozen=True, slots=True)
class SideRow:
    """One article of a pair, as it stands now."""

    article: int
    name: str
    title: str
    text: str
    unit: str
    source: str
    valid_to: str
    version: int
    published: bool


@dataclass(frozen=True, slots=True)
class PairRow:
    """Two articles, what they say differently as (what it is, the first, the second), and what was
    decided about them."""

    id: int
    doubling: Doubling
    likeness: float
    first: SideRow
    second: SideRow
    differing: tuple[tuple[str, str, str], ...]
    found_at: datetime
    verdict: PairVerdict | None
    reason: str
    decided_at: datetime | None
    decided_by: str

    @property
    def number(self) -> str:
        """What it is called in lists and commands."""
        return str(self.id)

    @property
    def version(self) -> int:
        """Another one after each decision and each change of an article."""
        decided = list(PairVerdict).index(self.verdict) + 1 if self.verdict else 0
        return (self.first.version + self.second.version) * 10 + decided


@dataclass(frozen=True, slots=True)
class Pairs:
    """A page of pairs, and how many there are in all."""

    rows: tuple[PairRow, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """The wish to decide about a pair; `withdrawn` is the article that was taken back."""

    id: int
    verdict: PairVerdict
    reason: str = ""
    withdrawn: int | None = None


def pairs(
    desk: Desk,
    doubling: Doubling | None = None,
    *,
    decided: bool = False,
    limit: int = PAGE,
    after: int = 0,
) -> Pairs:
    """Pairs of articles to be decided about, or that were. Clause: 6.2.1, 6.2.3."""
    desk.require(Act.KEEP_KNOWLEDGE)
    with desk.database.reading() as session:
        found = stored.listed(session, doubling, decided=decided, limit=limit, after=after)
        total = stored.count(session, doubling, decided=decided)
        return Pairs(_rows(session, found), total)


def settle(desk: Desk, wish: Verdict) -> PairRow:
    """Decide about a pair: one matter, two matters, or one of them withdrawn. Clause: 6.2.3."""
    desk = desk.still()
    desk.require(Act.KEEP_KNOWLEDGE)
    with desk.database.transaction() as session:
        found = stored.locked(session, wish.id)
        both = (found.first_id, found.second_id)
        faults = list(pair_faults(wish.verdict, wish.withdrawn, both, wish.reason))
        if not faults and wish.verdict is PairVerdict.WITHDRAWN:
            faults += _still_there(session, wish.withdrawn)
        refuse_if(faults)
        found.verdict, found.reason = wish.verdict, wish.reason.strip()
        found.withdrawn_id = wish.withdrawn
        found.decided_at, found.decided_by = desk.now(), desk.person.workno
        session.add(found)
        told = f"{wish.verdict.label}：{found.reason}"
        summary = f"核对知识 {both[0]} 与 {both[1]}：{told}"
        events.add(session, desk.actor(), "article_pair_settled", summary)
        session.flush()
        return _rows(session, [found])[0]


def _still_there(session: Session, article: int | None) -> Iterable[Fault]:
    found = session.get(Article, article)
    if found is not None and found.published:
        told = f"知识点 {article} 还没有撤回，请先撤回"
        yield Fault("withdrawn", "6.2.3", told)


def _rows(session: Session, found: Iterable[ArticlePair]) -> tuple[PairRow, ...]:
    all_pairs = tuple(found)
    keys = {key for pair in all_pairs for key in (pair.first_id, pair.second_id)}
    articles = stored.by_keys(session, keys)
    return tuple(
        PairRow(
            id=pair.id or 0,
            doubling=pair.doubling,
            likeness=pair.likeness,
            first=_side(articles[pair.first_id]),
            second=_side(articles[pair.second_id]),
            differing=tuple((sort, first, second) for sort, first, second in pair.differing),
            found_at=pair.found_at,
            verdict=pair.verdict,
            reason=pair.reason,
            decided_at=pair.decided_at,
            decided_by=pair.decided_by or "",
        )
        for pair in all_pairs
    )


def _side(article: Article) -> SideRow:
    return SideRow(
        article=article.id or 0,
        name=article.external_id or str(article.id),
        title=article.title,
        text=article.text,
        unit=article.unit,
        source=article.source,
        valid_to=article.valid_to,
        version=article.version,
        published=article.published,
    )
