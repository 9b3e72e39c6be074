"""What agents choose and reject moves articles up and down for everybody, where a city wants that.

Recorded once for each article that somebody opened, cited or sent away, with a few pairs of
characters of the query, never with its text. Learnt from the newest choices at the database, so
that every desk has the same order; of other desks' choices within a minute. Clause: 6.1.1, 6.2.2.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from hotline_tui.data import choices as stored
from hotline_tui.data import knowledge
from hotline_tui.data.choice_tables import ArticleChoice
from hotline_tui.data.choices import Chosen
from hotline_tui.kb.index import Learnt
from hotline_tui.kb.lessons import HORIZON, Lesson, Lessons
from hotline_tui.services import knowledge_index, policy
from hotline_tui.services.desk import Desk
from hotline_tui.standard.authority import Act
from hotline_tui.standard.choosing import Manner
from hotline_tui.standard.refusal import Fault, Refused

NEWEST = 5_000
"""How many of the newest choices are learnt from."""

AFTER = timedelta(minutes=1)
"""How long a desk goes on with what it has learnt before it looks at others' new choices."""

_ABOVE = 9  # articles that count as passed over: a screen of them


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person made of an article that `query` found, and the keys of all that was `shown`, in
    their order."""

    query: str
    article: int
    manner: Manner
    shown: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Held:
    """What has been learnt: up to which choice, and when."""

    lessons: Lessons
    newest: int
    at: datetime


_HELD: dict[str, _Held] = {}


def choose(desk: Desk, choice: Choice) -> bool:
    """Record a choice; whether there was anything to learn from.

    No event is written, as nobody has done anything that others must hear of. Clause: 6.2.2.
    """
    desk.require(Act.SEARCH_KNOWLEDGE)
    terms = knowledge_index.current(desk).index.terms(choice.query)
    if not terms:
        return False
    today, shown = desk.today(), choice.shown
    place = shown.index(choice.article) if choice.article in shown else 0
    chosen = Chosen(
        who=desk.person.workno,
        day=today.isoformat(),
        article=choice.article,
        terms=" ".join(sorted(terms)),
        manner=choice.manner,
        place=place + 1,
        above=shown[max(0, place - _ABOVE) : place],
    )
    with desk.database.transaction() as session:
        if not knowledge.by_keys(session, [choice.article]):
            told = f"知识库里没有编号为 {choice.article} 的知识点"
            raise Refused(Fault("article", "6.2.2", told))
        stored.put(session, chosen)
        stored.forget(session, _first_day(today))
    _HELD.pop(desk.database.url, None)
    return True


def learnt(desk: Desk) -> Learnt | None:
    """How people lean, as search takes it; None where a city does not want to learn."""
    with desk.database.glance() as session:
        newest, rules = stored.state(session)
    if rules and not policy.from_document(json.loads(rules)).learn_from_choices:
        return None
    lessons, today = _lessons(desk, newest), desk.today()
    if not len(lessons):
        return None

    def leanings(terms: Sequence[str], articles: Sequence[int]) -> Mapping[int, float]:
        return lessons.leanings(terms, frozenset(articles), today)

    return leanings


def _lessons(desk: Desk, newest: int) -> Lessons:
    now, held = desk.now(), _HELD.get(desk.database.url)
    if held is not None and (held.newest == newest or abs(now - held.at) < AFTER):
        return held.lessons
    with desk.database.reading() as session:
        found = stored.newest(session, _first_day(desk.today()), NEWEST)
        lessons = Lessons(_lesson(one) for one in found)
    _HELD[desk.database.url] = _Held(lessons, newest, now)
    return lessons


def _lesson(one: ArticleChoice) -> Lesson:
    return Lesson(
        terms=frozenset(one.terms.split()),
        who=one.who,
        day=date.fromisoformat(one.day),
        article=one.article_id,
        manner=one.manner,
        place=one.place,
        above=tuple(one.above),
    )


def _first_day(today: date) -> str:
    return (today - timedelta(days=HORIZON)).isoformat()
