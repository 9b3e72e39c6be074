"""Rows that are read past SQLAlchemy mean the same as those that it reads."""

from __future__ import annotations

from sqlmodel import select

from hotline_tui.data.engine import Database
from hotline_tui.data.plain import Plain, Readers
from hotline_tui.data.tables import Ticket
from hotline_tui.services import operators
from hotline_tui.services.opening import sit_down
from hotline_tui.services.setup import set_up
from tests.office import BEGINNING, matter, registered


def test_a_ticket_read_plainly_has_the_same_values_on_both_databases(database_url: str) -> None:
    database = Database(database_url)
    set_up(database, practice=True)
    registered(sit_down(database, operators.who(database, None, None), BEGINNING), matter())
    readers = Readers(Ticket)
    with database.reading() as session:
        row = Plain(f"SELECT {readers.names} FROM ticket").run(session).fetchone()
        plain = readers.read(session, row)
        whole = session.exec(select(Ticket)).one()
        assert plain._asdict() == {name: getattr(whole, name) for name in plain._fields}
    database.close()
