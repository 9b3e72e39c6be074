"""How often articles are opened and cited, and which nobody needs.

Counted by article and day; nobody is named, and no event is written, as opening is no act.
Clause: 6.2.1.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from hotline_tui.data import usage as stored
from hotline_tui.data.usage import Period, Used
from hotline_tui.services.desk import Desk
from hotline_tui.standard.authority import Act
from hotline_tui.standard.moment import BEIJING
from hotline_tui.standard.refusal import Fault, Refused

PAGE = 100
"""Articles that a list shows at most."""

USUAL = timedelta(days=30)
"""The period that is looked at unless another one is asked for."""


@dataclass(frozen=True, slots=True)
class UsageWish:
    """A period of days, both included; `never`: what was not used in it."""

    first: date | None = None
    last: date | None = None
    never: bool = False
    limit: int = PAGE


@dataclass(frozen=True, slots=True)
class UsedRow:
    """An article with how often it was opened and cited."""

    article: int
    name: str
    title: str
    unit: str
    opened: int
    cited: int
    valid_to: str
    version: int

    @property
    def number(self) -> str:
        """What tells it from the others."""
        return str(self.article)


@dataclass(frozen=True, slots=True)
class UsageRows:
    """A page of articles, and the period's figures in all; `articles` are those published."""

    rows: tuple[UsedRow, ...]
    first: date
    last: date
    opened: int
    cited: int
    articles: int
    unused: int


def opened(desk: Desk, article: int) -> None:
    """Count that an article was opened to be read. Clause: 6.2.1."""
    desk.require(Act.SEARCH_KNOWLEDGE)
    with desk.database.transaction() as session:
        stored.opened(session, article, desk.today().isoformat())


def usage(desk: Desk, wish: UsageWish) -> UsageRows:
    """The most used articles of a period, or those never used in it. Clause: 6.2.1."""
    desk.require(Act.KEEP_KNOWLEDGE)
    last = wish.last or desk.today()
    first = wish.first or last - USUAL
    if first > last:
        raise Refused(Fault("from", "", f"起始日期 {first} 晚于结束日期 {last}"))
    period = Period(first.isoformat(), last.isoformat(), _begin(first), _begin(last, days=1))
    with desk.database.reading() as session:
        found = stored.by_article(session, period, wish.limit, never=wish.never)
        totals = stored.totals(session, period)
    return UsageRows(tuple(_row(one) for one in found), first, last, *totals)


def _begin(day: date, days: int = 0) -> datetime:
    return datetime.combine(day + timedelta(days=days), time(), BEIJING)


def _row(one: Used) -> UsedRow:
    article = one.article
    return UsedRow(
        article=article.id or 0,
        name=article.external_id or str(article.id),
        title=article.title,
        unit=article.unit,
        opened=one.opened,
        cited=one.cited,
        valid_to=article.valid_to,
        version=article.version,
    )
