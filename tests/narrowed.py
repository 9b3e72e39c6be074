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

UNFIT = frozenset(
    (
        "test_a_burst_is_warned_of_on_its_first_day_and_opens_its_tickets",
        "test_a_call_is_answered_by_one_of_those_who_try",
        "test_a_call_is_rated_once_even_when_keys_come_together",
        "test_a_desk_is_told_of_what_another_has_committed",
        "test_a_draft_handed_in_by_several_at_once_is_one_ticket",
        "test_a_draft_turned_away_by_several_at_once_is_kept_once",
        "test_a_gap_that_an_article_filled_opens_anew_when_it_is_asked_again",
        "test_a_hostile_agent_has_one_row_a_day_on_an_article_and_cannot_turn_the_order",
        "test_a_monthly_report_is_the_same_whenever_it_is_made_again",
        "test_a_person_sits_down_with_the_right_password_only",
        "test_a_unit_sees_its_own_assessment_and_none_of_the_citys_figures",
        "test_a_unit_that_was_renamed_or_merged_keeps_its_figures",
        "test_after_five_wrong_passwords_the_right_one_is_not_let_in_either",
        "test_an_alert_stays_until_it_is_acknowledged_and_then_is_gone_for_all",
        "test_an_answer_to_what_another_has_just_answered_is_refused",
        "test_an_index_of_another_base_that_counted_to_the_same_number_is_not_used",
        "test_every_figure_is_what_the_definitions_say_and_opens_its_tickets",
        "test_files_of_a_report_hold_its_tables_as_text_and_its_figures_as_numbers",
        "test_lists_and_searches_hold_ones_own_tickets_only",
        "test_looking_again_from_another_process_finds_nothing_twice",
        "test_many_at_once_issue_each_step_once",
        "test_many_writers_get_numbers_without_doubles_and_without_gaps",
        "test_of_many_who_publish_or_begin_at_once_one_does",
        "test_of_several_who_dispatch_a_ticket_at_once_one_does",
        "test_one_ticket_wanted_by_many_at_once_goes_to_one",
        "test_only_trainers_see_others",
        "test_several_who_acknowledge_at_once_leave_one_trace",
        "test_several_who_declare_a_surge_at_once_declare_one",
        "test_several_who_end_a_surge_at_once_end_it_once",
        "test_several_who_link_and_unlink_the_same_two_wait_for_each_other",
        "test_special_reports_look_at_one_matter_and_the_notice_at_what_was_dispatched",
        "test_the_steps_of_a_course_add_up_to_its_number",
        "test_turned_off_the_order_is_that_of_the_engine_alone",
        "test_two_processes_at_once_issue_each_step_once",
        "test_two_who_add_the_same_number_at_once_get_one_person_and_one_refusal",
        "test_what_is_required_is_unread_until_it_is_read_in_that_version",
        "test_what_is_sent_away_goes_down_and_the_suggestion_of_a_ticket_follows",
        "test_what_several_agents_cite_comes_first_at_every_desk",
    )
)
"""Tests that write past the use cases, sit down a second time as the owner, look for a telephone
number at a unit's desk, or share one process's memory of a database among several people."""


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
        everything = frozenset(Role) - {Role.ORGANIZER}
        jobs = Jobs(database, "0001", everything, turn)
        jobs.hold(everything)
        plain = login(url, "0001", clock)
        jobs.engines.append(plain.database.engine)
        owner = NarrowedDesk(
            Person("0001", plain.person.name, everything),
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
