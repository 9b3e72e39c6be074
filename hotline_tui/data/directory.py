"""Reference data in the database: who is there, and who is responsible for what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import func, text
from sqlmodel import Session, col, select

from hotline_tui.data.plain import Plain
from hotline_tui.data.reference_tables import (
    CatalogueEntry,
    Category,
    Division,
    Fact,
    Operator,
    Organizer,
)
from hotline_tui.data.tables import Ticket
from hotline_tui.standard.vocabulary import Status, UnitType

PRACTICE = "practice"
REGION = "region"
CATALOGUE = "catalogue"
REFERENCE = "reference"
KNOWLEDGE = "knowledge"
POLICY = "policy"
"""Names of what a database says of itself; reference and knowledge are revisions, counted up."""


def fact(session: Session, name: str, default: str = "") -> str:
    """What the database says of itself under a name."""
    found = _FACT.run(session, name=name).fetchone()
    return default if found is None else str(found[0])


_FACT = Plain("SELECT text FROM fact WHERE name = :name")


def set_fact(session: Session, name: str, given: str) -> None:
    """Write down what the database says of itself."""
    session.merge(Fact(name=name, text=given))


def count_up(session: Session, name: str) -> None:
    """A new revision of something that desks keep a copy of."""
    set_fact(session, name, str(int(fact(session, name, "0")) + 1))


def divisions(session: Session) -> Sequence[Division]:
    """All divisions, by code."""
    return session.exec(select(Division).order_by(col(Division.code))).all()


def organizers(session: Session) -> Sequence[Organizer]:
    """All active organizers, by code."""
    query = select(Organizer).where(col(Organizer.active)).order_by(col(Organizer.code))
    return session.exec(query).all()


def categories(session: Session) -> Sequence[Category]:
    """All active leaves of the category tree, by code."""
    query = select(Category).where(col(Category.active)).order_by(col(Category.code))
    return session.exec(query).all()


_UNITS = Plain("SELECT code, name, type FROM organizer")


def units_of_old(session: Session) -> dict[str, tuple[str, UnitType]]:
    """Names and types of all organizers by code, also of such as are no more."""
    types = {one.value: one for one in UnitType}
    return {code: (name, types[of]) for code, name, of in _UNITS.run(session).fetchall()}


_PATHS = Plain("SELECT code, level1, level2, level3 FROM category")


def category_paths(session: Session) -> dict[str, tuple[str, str, str]]:
    """The paths of all categories by code, also of such as are no longer used."""
    return {code: (one, two, three) for code, one, two, three in _PATHS.run(session).fetchall()}


def catalogue(session: Session, version: str) -> Sequence[CatalogueEntry]:
    """One version of the dispatch catalogue."""
    return session.exec(select(CatalogueEntry).where(CatalogueEntry.version == version)).all()


def operators(session: Session) -> Sequence[Operator]:
    """Everybody, by work number."""
    return session.exec(select(Operator).order_by(col(Operator.workno))).all()


def operator_by_login(session: Session, login: str) -> Operator | None:
    """Who is set up under a login name of the operating system."""
    return session.exec(select(Operator).where(Operator.login == login)).one_or_none()


def operator_by_role(session: Session) -> Operator | None:
    """Whom the database server knows as the role that is connected."""
    role = func.coalesce(Operator.login, Operator.workno)
    return session.exec(select(Operator).where(role == text("session_user"))).one_or_none()


def past_dispatches(session: Session, limit: int) -> Sequence[Ticket]:
    """The newest tickets that were dispatched, for suggestions; not what is being given back."""
    newest = select(func.max(Ticket.id)).scalar_subquery()
    query = (
        select(Ticket)
        .where(
            col(Ticket.organizer).is_not(None),
            col(Ticket.id) > newest - limit,
            col(Ticket.status) != Status.RETURNED,
        )
        .order_by(col(Ticket.id).desc())
    )
    return session.exec(query).all()


def add_all(session: Session, rows: Iterable[object]) -> None:
    """Store many rows of reference data."""
    session.add_all(list(rows))
    session.flush()
