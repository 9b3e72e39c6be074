"""How often articles are opened and cited. Clause: 6.2.1."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import func
from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from hotline_tui.data.keeping_tables import ArticleOpened
from hotline_tui.data.knowledge_tables import Article
from hotline_tui.data.plain import Plain
from hotline_tui.data.tables import Citation

_OPENED = Plain(
    "INSERT INTO article_opened (article_id, day, times) VALUES (:article, :day, 1)"
    " ON CONFLICT (article_id, day) DO UPDATE SET times = article_opened.times + 1"
)


class Period(NamedTuple):
    """Days from the first to the last (`YYYY-MM-DD`), and the instants that they run between."""

    first: str
    last: str
    begin: datetime
    end: datetime


class Used(NamedTuple):
    """An article, and how often it was opened and cited in a period."""

    article: Article
    opened: int
    cited: int


class Totals(NamedTuple):
    """All that was opened and cited in a period, published articles, and those never used in it."""

    opened: int
    cited: int
    articles: int
    unused: int


def opened(session: Session, article: int, day: str) -> None:
    """Count that an article was opened."""
    _OPENED.run(session, article=article, day=day)


def by_article(session: Session, period: Period, limit: int, *, never: bool) -> list[Used]:
    """Published articles, the most used first; or those that were `never` used, the oldest."""
    opened, cited = _counts(period)
    times = func.coalesce(opened.c.times, 0)
    citations = func.coalesce(cited.c.times, 0)
    query = (
        columns(Article, times, citations)
        .outerjoin(opened, opened.c.article == col(Article.id))
        .outerjoin(cited, cited.c.article == col(Article.id))
        .where(col(Article.published))
    )
    if never:
        query = query.where(times + citations == 0).order_by(col(Article.id))
    else:
        query = query.where(times + citations > 0).order_by(
            (times + citations).desc(), citations.desc(), col(Article.id)
        )
    found = session.execute(query.limit(limit))
    return [Used(article, int(times), int(citations)) for article, times, citations in found]


def totals(session: Session, period: Period) -> Totals:
    """The figures of a period in all."""
    opened, cited = _counts(period)
    articles = session.exec(
        select(func.count()).select_from(Article).where(col(Article.published))
    ).one()
    used = (
        columns(func.count())
        .select_from(Article)
        .where(
            col(Article.published),
            col(Article.id).in_(
                columns(opened.c.article).union(columns(cited.c.article)).scalar_subquery()
            ),
        )
    )
    return Totals(
        int(session.execute(columns(func.coalesce(func.sum(opened.c.times), 0))).scalar_one()),
        int(session.execute(columns(func.coalesce(func.sum(cited.c.times), 0))).scalar_one()),
        articles,
        articles - int(session.execute(used).scalar_one()),
    )


def _counts(period: Period) -> tuple[Any, Any]:
    """How often each article was opened, and cited, in a period: two tables."""
    opened = (
        columns(
            col(ArticleOpened.article_id).label("article"),
            func.sum(ArticleOpened.times).label("times"),
        )
        .where(col(ArticleOpened.day).between(period.first, period.last))
        .group_by(col(ArticleOpened.article_id))
        .subquery()
    )
    cited = (
        columns(col(Citation.article_id).label("article"), func.count().label("times"))
        .where(col(Citation.at) >= period.begin, col(Citation.at) < period.end)
        .group_by(col(Citation.article_id))
        .subquery()
    )
    return opened, cited
