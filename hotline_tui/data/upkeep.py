"""Queries of whoever looks after a database: what is in it, and whether it is sound."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import func, text
from sqlmodel import Session, SQLModel, col, select

from hotline_tui.data.knowledge_tables import Article
from hotline_tui.data.reference_tables import Category, Division, Operator, Organizer
from hotline_tui.data.tables import Event, Mail, NumberOfDay, Ticket

COUNTED: dict[str, type[SQLModel]] = {
    "tickets": Ticket,
    "events": Event,
    "articles": Article,
    "operators": Operator,
    "organizers": Organizer,
    "divisions": Division,
    "categories": Category,
    "mails": Mail,
}
"""What is counted, by the name it goes by outside."""

BIRTHS = ("registered", "not_accepted")
"""The events that every ticket's history has one of."""


def counts(session: Session) -> dict[str, int]:
    """How many there are of everything."""
    return {
        name: session.exec(select(func.count()).select_from(table)).one()
        for name, table in COUNTED.items()
    }


def version(session: Session) -> str:
    """The version of the database's own program."""
    connection = session.connection()
    lite = connection.dialect.name == "sqlite"
    query = "SELECT sqlite_version()" if lite else "SHOW server_version"
    return str(connection.execute(text(query)).scalar_one())


def damages(session: Session) -> tuple[str, ...]:
    """What SQLite finds broken in its file, and references into nothing; a server looks itself."""
    connection = session.connection()
    if connection.dialect.name != "sqlite":
        return ()
    broken = [
        str(row[0]) for row in connection.execute(text("PRAGMA integrity_check")) if row[0] != "ok"
    ]
    dangling = [
        f"{row[0]} 第 {row[1]} 行所指的 {row[2]} 不存在"
        for row in connection.execute(text("PRAGMA foreign_key_check"))
    ]
    return (*broken, *dangling)


def newest(session: Session, below: int | None, limit: int) -> Sequence[Ticket]:
    """Tickets from the newest on, those below a key only."""
    query = select(Ticket).order_by(col(Ticket.id).desc()).limit(limit)
    if below is not None:
        query = query.where(col(Ticket.id) < below)
    return session.exec(query).all()


def born(session: Session, tickets: Iterable[int]) -> set[int]:
    """Those of the tickets whose history begins as it should."""
    query = select(Event.ticket_id).where(
        col(Event.ticket_id).in_(tuple(tickets)), col(Event.what).in_(BIRTHS)
    )
    return {key for key in session.exec(query) if key is not None}


def twice(session: Session) -> Sequence[str]:
    """Numbers that more than one ticket bears: none, as long as the unique index is sound."""
    query = select(Ticket.number).group_by(Ticket.number).having(func.count() > 1)
    return session.exec(query).all()


def behind(session: Session) -> Sequence[str]:
    """Days whose counter is behind the numbers that were given: the next would be given again."""
    day = func.substr(Ticket.number, 1, 8)
    given = select(day.label("day"), func.max(Ticket.number).label("top")).group_by(day).subquery()
    query = select(given.c.day, given.c.top, NumberOfDay.last).join(
        NumberOfDay, col(NumberOfDay.day) == given.c.day, isouter=True
    )
    return [day for day, top, last in session.exec(query) if int(top[8:]) > (last or 0)]
