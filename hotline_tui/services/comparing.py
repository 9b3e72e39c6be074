"""Articles are compared with those most like them, to find doubles and contradictions.

What has been compared is compared again only when it changes, so that a timer's run is short; the
first one over a large base takes minutes and may be interrupted. Clause: 6.2.1, 6.2.3.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from hotline_tui.data import doubles as stored
from hotline_tui.data import events, turns
from hotline_tui.data.doubles import Place
from hotline_tui.data.engine import Session
from hotline_tui.data.keeping_tables import ArticlePair
from hotline_tui.data.knowledge_tables import Article as StoredArticle
from hotline_tui.kb.article import Article
from hotline_tui.kb.doubles import Doubled, doubled
from hotline_tui.kb.neighbours import Neighbours
from hotline_tui.services import knowledge_index
from hotline_tui.services.desk import Desk
from hotline_tui.standard.authority import Act

AT_ONCE = 200
"""Articles that are compared before what was found is written down."""

Told = Callable[[int, int], None]
"""Told how many articles of how many have been compared."""


@dataclass(frozen=True, slots=True)
class Compared:
    """What a comparison gave: articles compared, pairs found anew, and open ones that are none
    any more."""

    articles: int = 0
    found: int = 0
    gone: int = 0

    def __add__(self, other: Compared) -> Compared:
        return Compared(
            self.articles + other.articles, self.found + other.found, self.gone + other.gone
        )


@dataclass(frozen=True, slots=True)
class _Portion:
    """Some articles, those that were compared with them, and what came of it."""

    end: Place
    keys: frozenset[int]
    articles: Mapping[int, Article]
    found: Mapping[tuple[int, int], Doubled]


def compare(desk: Desk, told: Told | None = None, most: int | None = None) -> Compared:
    """Compare what nobody has compared yet, `most` articles at most; nothing that others are at.

    Clause: 6.2.1, 6.2.3.
    """
    desk.require(Act.KEEP_KNOWLEDGE)
    desk = desk.still()
    near = knowledge_index.current(desk, told=_nobody).index.neighbours()
    with desk.database.reading() as session:
        begin = stored.compared_to(session)
        waiting = stored.waiting(session, begin)[:most]
    done = Compared()
    for start in range(0, len(waiting), AT_ONCE):
        part = waiting[start : start + AT_ONCE]
        written = _write(desk, begin, _portion(desk, near, part))
        if written is None:  # another process is at it
            break
        begin, done = part[-1], done + written
        if told is not None:
            told(done.articles, len(waiting))
    return done


def _nobody(done: int, of: int) -> None:
    """Whoever asks waits for the newest index, and is told of the comparison only."""


def _portion(desk: Desk, near: Neighbours, part: Sequence[Place]) -> _Portion:
    """Some articles compared, outside any transaction, as nobody is to wait for it."""
    keys = frozenset(place.article for place in part)
    today = desk.today()
    with desk.database.reading() as session:
        new = _told(stored.by_keys(session, keys).values(), today)
        pairs = {
            (min(key, other), max(key, other)) for key, one in new.items() for other in near.of(one)
        }
        others = {key for pair in pairs for key in pair} - keys
        articles = new | _told(stored.by_keys(session, others).values(), today)
    found: dict[tuple[int, int], Doubled] = {}
    for first, second in sorted(pairs):
        if first in articles and second in articles:
            what = doubled(articles[first], articles[second])
            if what is not None:
                found[first, second] = what
    return _Portion(part[-1], keys, articles, found)


def _told(rows: Iterable[StoredArticle], today: date) -> dict[int, Article]:
    """Those of some articles that are told to anybody still."""
    read = (knowledge_index.read(one) for one in rows if one.published)
    return {one.id: one for one in read if not one.expired(today)}


def _write(desk: Desk, begin: Place, portion: _Portion) -> Compared | None:
    with desk.database.transaction() as session:
        turns.wait(session, turns.COMPARING)
        if stored.compared_to(session) != begin:
            return None
        gone = 0
        for pair in stored.open_of(session, portion.keys):
            if (pair.first_id, pair.second_id) not in portion.found:
                session.delete(pair)
                gone += 1
        session.flush()
        before = {
            (one.first_id, one.second_id): one
            for one in stored.known(session, portion.found.keys())
        }
        new = sum(
            _keep(desk, session, portion, pair, what, before.get(pair))
            for pair, what in portion.found.items()
        )
        stored.set_compared_to(session, portion.end)
        if new:
            summary = f"核对知识：发现 {new} 对重复或说法不一"
            events.add(session, desk.actor(), "articles_compared", summary)
    return Compared(len(portion.keys), new, gone)


def _keep(
    desk: Desk,
    session: Session,
    portion: _Portion,
    keys: tuple[int, int],
    what: Doubled,
    before: ArticlePair | None,
) -> bool:
    """Write a pair down; whether there is anything new to decide about."""
    first, second = (portion.articles[key] for key in keys)
    differing = [[one.sort.label, one.first, one.second] for one in what.differing]
    same = before is not None and (before.doubling, before.differing) == (what.doubling, differing)
    pair = before or ArticlePair(
        first_id=first.id,
        second_id=second.id,
        first_version=first.version,
        second_version=second.version,
        doubling=what.doubling,
        likeness=what.likeness,
        found_at=desk.now(),
    )
    pair.first_version, pair.second_version = first.version, second.version
    pair.doubling, pair.likeness, pair.differing = what.doubling, what.likeness, differing
    if not same:  # what was decided was decided about something else
        pair.verdict, pair.found_at = None, desk.now()
    session.add(pair)
    return not same
