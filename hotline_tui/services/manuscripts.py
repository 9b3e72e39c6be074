"""The editors' worklists, and a manuscript as they see it. Clause: 6.2.1, 6.2.4."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from hotline_tui.data import knowledge as stored_articles
from hotline_tui.data import manuscripts as stored
from hotline_tui.data.editing_tables import Manuscript
from hotline_tui.data.engine import Session
from hotline_tui.data.knowledge_tables import Article
from hotline_tui.services import policy
from hotline_tui.services.article_content import Content, faults, of_article
from hotline_tui.services.desk import Desk
from hotline_tui.standard.article_life import Deed, Stage
from hotline_tui.standard.authority import Act
from hotline_tui.standard.moment import BEIJING
from hotline_tui.standard.refusal import Fault, Refused
from hotline_tui.standard.vocabulary import Term

PAGE = 200
"""Lines of a worklist that are read at most, unless more are asked for."""

_END_OF_DAY = time(23, 59, 59)


class Matters(Term):
    """The editors' worklists. Clause: 6.2.4."""

    DRAFTS = "drafts", "草稿"
    RETURNED = "returned", "校核退回"
    TO_CHECK = "to_check", "待校核"
    TO_PUBLISH = "to_publish", "待发布"
    CONTRIBUTED = "contributed", "供稿"
    EXPIRING = "expiring", "到期"


STAGES: Mapping[Matters, Stage] = {
    Matters.DRAFTS: Stage.DRAFT,
    Matters.RETURNED: Stage.RETURNED,
    Matters.TO_CHECK: Stage.IN_CHECK,
    Matters.TO_PUBLISH: Stage.CHECKED,
    Matters.CONTRIBUTED: Stage.CONTRIBUTED,
}
"""At which stage the manuscripts of each list are; what expires are articles."""

EDITORIAL = (Act.WRITE_ARTICLE, Act.CHECK_ARTICLE, Act.PUBLISH_ARTICLE)
"""Who may do any of these sees what the editors are at."""


@dataclass(frozen=True, slots=True)
class MatterRow:
    """A line of a worklist: a manuscript, or (`id` 0) an article that expires.

    `due_at` is when the article's validity ends; `who` wrote last, or what unit contributed.
    """

    id: int
    version: int
    stage: Stage
    article: int | None
    title: str
    who: str
    changed_at: datetime
    due_at: datetime | None = None

    @property
    def number(self) -> str:
        """What tells it from the other lines."""
        return f"{self.id}" if self.id else f"article {self.article}"


@dataclass(frozen=True, slots=True)
class StepRow:
    """What was done with a manuscript, and which parts it changed."""

    at: datetime
    by: str
    name: str
    deed: Deed
    parts: tuple[str, ...]
    remark: str


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file of a manuscript or an article."""

    name: str
    medium: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class ManuscriptRow:
    """A manuscript whole. `before` is what the published article says, which it is written over;
    `behind` that this has changed since; `faults` what keeps it from being checked."""

    id: int
    version: int
    stage: Stage
    article: int | None
    base_version: int
    behind: bool
    content: Content
    before: Content
    related: tuple[int, ...]
    authors: tuple[str, ...]
    unit: str
    begun_by: str
    changed_at: datetime
    changed_by: str
    checked_by: str
    published_version: int | None
    steps: tuple[StepRow, ...]
    files: tuple[FileRow, ...]
    faults: tuple[Fault, ...]

    @property
    def title(self) -> str:
        """Its title as far as there is one."""
        return self.content.get("title", "（无标题）")


def require_editorial(desk: Desk) -> None:
    """Raise `Refused` unless this person works on articles in some way. Clause: 6.1.2."""
    if not any(desk.may(act) for act in EDITORIAL):
        desk.require(Act.WRITE_ARTICLE)


def matters(desk: Desk, which: Matters, limit: int = PAGE) -> tuple[MatterRow, ...]:
    """One of the editors' worklists: longest waiting first, or soonest to expire.

    Clause: 6.2.1, 6.2.4.
    """
    require_editorial(desk)
    if which is Matters.EXPIRING:
        return expiring(desk, limit=limit)
    with desk.database.reading() as session:
        lines = stored.listed(session, (STAGES[which],), limit)
        return _rows(session, lines)


def expiring(desk: Desk, days: int | None = None, limit: int = PAGE) -> tuple[MatterRow, ...]:
    """Published articles whose validity is over, or ends within `days` (None: the city's rule).

    Clause: 6.2.1, 6.2.3.
    """
    desk.require(Act.SEARCH_KNOWLEDGE)
    with desk.database.reading() as session:
        until = _until(desk, session, days)
        found = stored_articles.expiring(session, until, limit)
        names = stored.people(session, (one.changed_by for one in found))
        return tuple(_expiring(one, names) for one in found)


def counts(desk: Desk) -> Mapping[Matters, int]:
    """How many lines each worklist has."""
    require_editorial(desk)
    with desk.database.reading() as session:
        at = stored.counts(session)
        found = {which: at.get(stage, 0) for which, stage in STAGES.items()}
        until = _until(desk, session, None)
        return found | {Matters.EXPIRING: stored_articles.how_many_expire(session, until)}


def under_way(desk: Desk, article: int) -> int | None:
    """The manuscript over an article that is in the editors' hands already. Clause: 6.2.4."""
    require_editorial(desk)
    with desk.database.reading() as session:
        found = stored.under_way(session, article)
        return found.id if found is not None else None


def show(desk: Desk, key: int) -> ManuscriptRow:
    """A manuscript whole; an organizer's person sees those of the own unit only. Clause: 6.1.2."""
    with desk.database.reading() as session:
        found = stored.by_id(session, key)
        require_own(desk, found)
        return row(desk, session, found)


def require_own(desk: Desk, manuscript: Manuscript) -> None:
    """Raise `Refused` for what is neither this person's to edit nor the own unit's."""
    if any(desk.may(act) for act in EDITORIAL):
        return
    desk.require(Act.CONTRIBUTE)
    mine = manuscript.begun_by == desk.person.workno
    if not mine and not (desk.person.unit and manuscript.unit == desk.person.unit):
        told = f"稿件 {manuscript.id} 不是本单位提供的"
        raise Refused(Fault("manuscript", "6.1.2", told))


def row(desk: Desk, session: Session, found: Manuscript) -> ManuscriptRow:
    """A manuscript as it is shown, read in the caller's transaction."""
    article = session.get(Article, found.article_id) if found.article_id else None
    steps = stored.steps(session, found.id or 0)
    unit = _unit(session, found.unit)
    return ManuscriptRow(
        id=found.id or 0,
        version=found.version,
        stage=found.stage,
        article=found.article_id,
        base_version=found.base_version,
        behind=is_behind(found, article),
        content=dict(found.content),
        before=of_article(article) if article is not None else {},
        related=tuple(found.related),
        authors=tuple(found.authors),
        unit=unit,
        begun_by=found.begun_by,
        changed_at=found.changed_at,
        changed_by=found.changed_by,
        checked_by=found.checked_by or "",
        published_version=found.published_version,
        steps=tuple(
            StepRow(one.at, one.by, one.name, one.deed, tuple(one.parts), one.remark)
            for one in steps
        ),
        files=tuple(
            FileRow(one.name, one.medium.label, one.size, one.sha256)
            for one in stored.files(session, found.id or 0)
        ),
        faults=faults(found.content, desk.today()),
    )


def is_behind(manuscript: Manuscript, article: Article | None) -> bool:
    """Whether the article has got a newer version since the manuscript was written over it."""
    if article is None or manuscript.published_version is not None:
        return False
    return article.version != manuscript.base_version


def lines(desk: Desk, session: Session, unit: str, limit: int) -> tuple[MatterRow, ...]:
    """All that a unit has contributed, whatever became of it; newest last."""
    return _rows(session, stored.listed(session, tuple(Stage), limit, unit))


def _rows(session: Session, found: list[stored.Line]) -> tuple[MatterRow, ...]:
    names = stored.people(session, (one.changed_by for one in found))
    return tuple(
        MatterRow(
            id=one.id,
            version=one.version,
            stage=one.stage,
            article=one.article_id,
            title=one.title,
            who=_unit(session, one.unit) or names.get(one.changed_by, one.changed_by),
            changed_at=one.changed_at,
        )
        for one in found
    )


def _unit(session: Session, code: str | None) -> str:
    from hotline_tui.data.reference_tables import Organizer

    found = session.get(Organizer, code) if code else None
    return found.name if found is not None else code or ""


def _expiring(one: Article, names: Mapping[str, str]) -> MatterRow:
    end = datetime.combine(date.fromisoformat(one.valid_to), _END_OF_DAY, BEIJING)
    return MatterRow(
        id=0,
        version=one.version,
        stage=Stage.PUBLISHED,
        article=one.id,
        title=one.title,
        who=one.unit or names.get(one.changed_by, one.changed_by),
        changed_at=one.changed_at,
        due_at=end,
    )


def _until(desk: Desk, session: Session, days: int | None) -> str:
    within = policy.within(session).expiring_within if days is None else timedelta(days=days)
    return (desk.today() + within).isoformat()
