"""The warnings that were given, and when it was last looked for any."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import func
from sqlmodel import Session, col, select

from hotline_tui.data import directory
from hotline_tui.data.warning_tables import GivenWarning
from hotline_tui.standard.refusal import Fault, Refused

LOOKED_AT = "warnings_looked_at"
"""The fact that says when somebody last looked."""

Of = tuple[str, str, bool, str]
"""What a warning is of: day, category, whether of the whole city, district."""


def looked_at(session: Session) -> datetime | None:
    """When it was last looked for warnings; None before the first time."""
    found = directory.fact(session, LOOKED_AT)
    return datetime.fromisoformat(found) if found else None


def set_looked_at(session: Session, at: datetime) -> None:
    """It is looked for warnings now."""
    directory.set_fact(session, LOOKED_AT, at.isoformat())


def known(session: Session, days: Collection[str]) -> set[Of]:
    """What was warned of already on some days."""
    query = select(
        GivenWarning.day, GivenWarning.category, GivenWarning.whole_city, GivenWarning.district
    )
    found = session.exec(query.where(col(GivenWarning.day).in_(days)))
    return {(day, category, whole_city, district) for day, category, whole_city, district in found}


def waiting(session: Session) -> tuple[int, GivenWarning | None]:
    """How many nobody has acknowledged, and the first of them."""
    none = col(GivenWarning.acknowledged_at).is_(None)
    many = session.exec(select(func.count()).select_from(GivenWarning).where(none)).one()
    first = select(GivenWarning).where(none).order_by(*_ORDER).limit(1)
    return many, session.exec(first).first() if many else None


def listed(session: Session, limit: int) -> Sequence[GivenWarning]:
    """Warnings that nobody has acknowledged first, the newest days of each first."""
    heeded = col(GivenWarning.acknowledged_at).is_not(None)
    return session.exec(select(GivenWarning).order_by(heeded, *_ORDER).limit(limit)).all()


_ORDER = (
    col(GivenWarning.day).desc(),
    col(GivenWarning.category),
    col(GivenWarning.whole_city).desc(),
    col(GivenWarning.id),
)
"""The newest day first, and of each matter the whole city before its districts."""


def locked(session: Session, key: int) -> GivenWarning:
    """A warning, held against other writers; raises `Refused` when there is none."""
    query = select(GivenWarning).where(GivenWarning.id == key).with_for_update()
    found = session.exec(query).one_or_none()
    if found is None:
        raise Refused(Fault("warning", "", f"没有第 {key} 号预警"))
    return found


def inside(session: Session, one: GivenWarning) -> Sequence[GivenWarning]:
    """The open warnings of one's districts, where it is of the whole city, held as well."""
    if not one.whole_city:
        return ()
    query = select(GivenWarning).where(
        GivenWarning.day == one.day,
        GivenWarning.category == one.category,
        GivenWarning.id != one.id,
        col(GivenWarning.acknowledged_at).is_(None),
    )
    return session.exec(query.order_by(col(GivenWarning.id)).with_for_update()).all()
