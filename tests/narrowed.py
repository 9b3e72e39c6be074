"""An office on a secured PostgreSQL, where each deed is done by a role that may just do it.

Everybody logs in by a database role of their own. The owner of the stories, who plays all jobs,
holds one at a time there: a job that may do what is asked, and has the grants of that job alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from sqlalchemy import URL, Engine, make_url, text

from hotline_tui.data.engine import Database
from hotline_tui.data.reference_tables import Operator
from hotline_tui.services import operators, securing
from hotline_tui.services.desk import Desk, Person
from hotline_tui.services.opening import sit_down
from hotline_tui.services.operators import NewOperator
from hotline_tui.standard.authority import AUTHORITY, Act
from hotline_tui.standard.vocabulary import Role
from tests.conftest import new_database, run
from tests.office import BEGINNING, HandClock, Office, set_up_office
from tests.secured import names

_SERVER_ASKS = "the server asks for the password, and not the desk"
UNFIT: dict[str, str] = {
    "test_a_person_sits_down_with_the_right_password_only": _SERVER_ASKS,
    "test_after_five_wrong_passwords_the_right_one_is_not_let_in_either": _SERVER_ASKS,
    "test_only_trainers_see_others": "another's exercise is not seen there, and cannot be met",
    "test_a_unit_sees_its_own_assessment_and_none_of_the_citys_figures": (
        "a unit's role sees too little to be placed among others, and is refused"
    ),
    "test_an_organizer_finds_its_ticket_by_the_telephone_number_it_was_called_from": (
        "a unit's role reads no telephone number without a record of who asked"
    ),
}
"""Tests of what is different on a secured PostgreSQL, each with the difference."""


EVERYTHING = frozenset(Role) - {Role.ORGANIZER}
"""The jobs of whoever owns the office, which a unit's desk is none of."""


@dataclass(slots=True)
class Jobs:
    """The jobs that one person has by what the database knows, changed by its owner."""

    database: Database
    workno: str
    whole: frozenset[Role]
    turn: int = 0
    """Which of the jobs that may do something is taken, counted round."""
    held: frozenset[Role] = frozenset()
    engines: list[Engine] = field(default_factory=list)
    """The connections of this person."""

    def for_act(self, act: Act, held: frozenset[Role]) -> frozenset[Role]:
        """The job to do an act by: the present one where that may."""
        able = [role for role in Role if role in AUTHORITY[act] & self.whole]
        if held & set(able) and len(held) == 1:
            return held
        return frozenset({able[self.turn % len(able)]})

    def hold(self, wanted: frozenset[Role]) -> None:
        """Let the database know the person by these jobs alone."""
        if wanted == self.held:
            return
        with self.database.transaction() as session:
            person = session.get_one(Operator, self.workno)
            person.roles = [role.value for role in wanted]
            session.add(person)
        self.held = wanted
        for engine in self.engines:
            engine.dispose()  # which schema a role looks into first is said as it connects


@dataclass(slots=True)
class NarrowedDesk(Desk):
    """A desk at which each act is done by one job that has the authority."""

    jobs: Jobs = field(kw_only=True)

    def require(self, act: Act) -> None:
        """Take the job that an act needs, on the desk and in the database."""
        if AUTHORITY[act] & self.jobs.whole:
            job = self.jobs.for_act(act, self.person.roles)
            self.jobs.hold(job)
            self.person = replace(self.person, roles=job)
        Desk.require(self, act)


@dataclass(slots=True)
class NarrowedOffice(Office):
    """An office where everybody has a login; `database` is the connection of its owner."""

    seated: dict[str, Desk] = field(default_factory=dict)

    @property
    def builder(self) -> Desk:
        """The desk of the database's owner, whom nothing holds."""
        person = replace(self.owner.person, roles=EVERYTHING)
        return Desk(person, self.database, self.clock, practice=True)

    def hand(self, nth: int) -> Desk:
        """The desk of one among many, who has all jobs but a unit's."""
        workno = f"9{nth:03d}"
        if not any(one.workno == workno for one in operators.everybody(self.owner)):
            operators.add(self.owner, NewOperator(workno, f"同事{nth}", tuple(EVERYTHING)))
        return login(self.database.url, workno, self.clock)

    def colleague(self, workno: str, name: str, *roles: Role, unit: str = "") -> Desk:
        """Another person's desk, by their own role, a dispatcher's unless told otherwise."""
        held = roles or (Role.DISPATCHER,)
        if workno not in self.seated:
            operators.add(self.owner, NewOperator(workno, name, held, unit=unit))
            self.seated[workno] = login(self.database.url, workno, self.clock)
        return self.seated[workno]


def login(url: str, workno: str, clock: HandClock) -> Desk:
    """The desk of whoever logs in by this role."""
    own = make_url(url).set(username=workno, password=None)
    database = Database(own.render_as_string(hide_password=False))
    desk = sit_down(database, operators.who(database, None, None), BEGINNING)
    desk.clock = clock
    return desk


@contextmanager
def narrowed_template(server: URL) -> Iterator[str]:
    """A secured practice database to copy, by the name that its copies must have."""
    with new_database(server) as url:
        name = make_url(url).database or ""
        set_up_office(url)
        database = Database(url)
        with database.transaction() as session:
            session.connection().execute(text("UPDATE operator SET login = NULL"))
        securing.secure(database)
        database.close()
        made = names(url)
        kept = f"{name}_kept"
        run(server, f"ALTER DATABASE {name} RENAME TO {kept}")
        try:
            yield name
        finally:
            run(server, f"ALTER DATABASE {kept} RENAME TO {name}")
    run(server, *(f'DROP ROLE "{one}"' for one in made))


@contextmanager
def narrowed_office(server: URL, name: str, turn: int = 0) -> Iterator[NarrowedOffice]:
    """An office on a copy of the template; the roles of its colleagues go when it does."""
    with new_database(server, f"{name}_kept", name) as url:
        database, clock = Database(url), HandClock()
        jobs = Jobs(database, "0001", EVERYTHING, turn)
        jobs.hold(EVERYTHING)
        plain = login(url, "0001", clock)
        jobs.engines.append(plain.database.engine)
        owner = NarrowedDesk(
            Person("0001", plain.person.name, EVERYTHING),
            plain.database,
            clock,
            practice=True,
            jobs=jobs,
        )
        office = NarrowedOffice(database, clock, owner)
        yield office
        newcomers = set(names(url)) - {"0001"}
        for desk in (owner, *office.seated.values()):
            desk.database.close()
        database.close()
    run(server, *(f'DROP ROLE "{one}"' for one in newcomers if not one.startswith(name)))
