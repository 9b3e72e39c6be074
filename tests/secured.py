"""A city on a PostgreSQL where everybody logs in by a role of their own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from sqlalchemy import URL, NullPool, create_engine, make_url, text

from hotline_tui.data.engine import Database
from hotline_tui.data.secured_names import literal
from hotline_tui.services import operators, securing
from hotline_tui.services.desk import Desk, Person
from hotline_tui.services.opening import sit_down
from hotline_tui.services.operators import NewOperator
from hotline_tui.standard.vocabulary import Role
from tests.conftest import new_database
from tests.office import BEGINNING, SUBDISTRICT, HandClock, Office, open_office

PEOPLE = {role: f"{number}" for number, role in enumerate(Role, 71001)}
"""One person for each job, by work number, which is the name of the role as well."""


@dataclass(slots=True)
class City:
    """Its owner's office, and the desks of its people, each on a connection of its own."""

    office: Office
    opened: list[Database] = field(default_factory=list)

    def url(self, workno: str, password: str | None = None) -> str:
        """The database as one person reaches it."""
        url = make_url(self.office.database.url).set(username=workno, password=password)
        return url.render_as_string(hide_password=False)

    def login(self, workno: str) -> Desk:
        """The desk of whoever logs in by this role."""
        database = Database(self.url(workno))
        self.opened.append(database)
        desk = sit_down(database, operators.who(database, None, None), BEGINNING)
        desk.clock = self.office.clock
        return desk

    def desk(self, role: Role) -> Desk:
        """The desk of the one who has this job."""
        return self.login(PEOPLE[role])

    def posing(self, role: Role) -> Desk:
        """Somebody's desk that believes to be everybody's: only the database says no."""
        desk = self.desk(role)
        person = Person(desk.person.workno, desk.person.name, frozenset(Role), desk.person.unit)
        return replace(desk, person=person)


@contextmanager
def asking(server: URL, url: str) -> Iterator[None]:
    """Let the server ask for a password whoever comes by this URL, as one over a network does."""
    engine = create_engine(server, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    came = make_url(url)
    who = f'"{came.database}" "{came.username}"'
    with engine.connect() as connection:
        path = connection.execute(text("SHOW hba_file")).scalar_one()
        before = connection.execute(text("SELECT pg_read_file(:path)"), {"path": path}).scalar_one()

        def rules(said: str) -> None:
            lines = literal(said).replace(":", "\\:")
            split = f"SELECT unnest(string_to_array({lines}, chr(10)))"
            connection.execute(text(f"COPY ({split}) TO {literal(path)}"))
            connection.execute(text("SELECT pg_reload_conf()"))

        rules(f"local {who} scram-sha-256\nhost {who} all scram-sha-256\n{before}")
        try:
            yield
        finally:
            rules(before)


def names(url: str) -> list[str]:
    """The roles that belong to a secured database: of its people, and of their jobs."""
    engine = create_engine(url, poolclass=NullPool)
    prefix = make_url(url).database
    with engine.connect() as connection:
        found = connection.execute(
            text(
                "SELECT rolname FROM pg_roles WHERE NOT rolsuper AND (rolname LIKE :prefix OR"
                " pg_has_role(oid, to_regrole(:everybody)::oid, 'MEMBER'))"
            ),
            {"prefix": f"{prefix}\\_%", "everybody": f"{prefix}_operator"},
        )
        return list(found.scalars())


@contextmanager
def secured_city(server: URL, template: str) -> Iterator[City]:
    """A city that is secured, with one person for each job; its roles go when it does."""
    made: list[str] = []
    try:
        with new_database(server, template) as url:
            city = City(open_office(url))
            for role, workno in PEOPLE.items():
                unit = SUBDISTRICT if role is Role.ORGANIZER else ""
                operators.add(city.office.owner, NewOperator(workno, role.label, (role,), unit))
            securing.secure(city.office.database)
            try:
                yield city
            finally:
                for database in (*city.opened, city.office.database):
                    database.close()
                made = names(url)
    finally:
        engine = create_engine(server, poolclass=NullPool, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            for name in made:
                connection.execute(text(f'DROP ROLE "{name}"'))


__all__ = ["PEOPLE", "City", "HandClock", "asking", "secured_city"]
