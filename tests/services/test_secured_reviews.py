"""On a secured PostgreSQL the database itself keeps reviews to those whom they concern."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import URL, text

from hotline_tui.services import registering, review_rows, reviewing
from hotline_tui.services.desk import Desk, Person
from hotline_tui.services.figures import period
from hotline_tui.services.intake_quality import quality
from hotline_tui.services.registering import Registration
from hotline_tui.services.reviewing import Answer, Decision, Score
from hotline_tui.standard.refusal import Refused
from hotline_tui.standard.review import CARD, Grade, Reply, State
from hotline_tui.standard.vocabulary import Role
from tests.office import matter
from tests.secured import PEOPLE, City, secured_city

MISSED = {one.name: Grade.MET for one in CARD} | {"tone": Grade.MISSED}


@pytest.fixture
def city(postgres_server: URL, postgres_template: str) -> Iterator[City]:
    """A secured city in which an agent and a dispatcher have taken a ticket down, both drawn."""
    with secured_city(postgres_server, postgres_template) as made:
        for role in (Role.AGENT, Role.DISPATCHER):
            registering.register(made.desk(role), Registration(matter(course="吵")))
        made.office.clock.forward(minutes=1)
        trainer = made.desk(Role.TRAINER)
        assert reviewing.draw(trainer, period(trainer, "本月")).new == 2
        yield made


def seen(city: City, role: Role) -> set[str]:
    """Whose reviews a tool that is not the desk finds, connected as one who has a job."""
    with city.desk(role).database.reading() as session:
        query = text("SELECT agent FROM quality_review")
        return set(session.connection().execute(query).scalars())


@pytest.mark.clause("6.1.2", "7.1.2.4")
def test_an_agent_finds_their_own_reviews_alone_by_sql_too(city: City) -> None:
    both = {PEOPLE[Role.AGENT], PEOPLE[Role.DISPATCHER]}
    assert seen(city, Role.TRAINER) == seen(city, Role.SUPERVISOR) == both
    assert seen(city, Role.AGENT) == {PEOPLE[Role.AGENT]}
    for role in (Role.ANALYST, Role.ORGANIZER, Role.CALLBACK):
        with pytest.raises(Refused, match="数据库没有给您这项权限"):
            seen(city, role)


@pytest.mark.clause("6.1.2", "7.1.2.1", "7.1.2.4")
def test_a_review_goes_its_whole_way_by_the_roles_of_its_people(city: City) -> None:
    trainer, agent = city.desk(Role.TRAINER), city.desk(Role.AGENT)
    row = next(one for one in review_rows.waiting(trainer) if one.agent == agent.person.workno)
    assert reviewing.score(trainer, Score(row.id, MISSED, "打断来电人")).points == 90
    objected = reviewing.answer(agent, Answer(row.id, Reply.OBJECT, "没有打断"))
    assert objected.state is State.OBJECTED
    done = reviewing.decide(city.desk(Role.SUPERVISOR), Decision(row.id, True, "录音核实"))
    assert (done.state, done.points) == (State.FINAL, 90)
    (own,) = quality(agent, period(agent, "本月")).workers
    assert (own.code, own.points) == (agent.person.workno, 90)


@pytest.mark.clause("6.1.2", "7.1.2.1")
def test_who_poses_as_a_reviewer_is_stopped_by_the_database(city: City) -> None:
    agent = city.posing(Role.AGENT)
    assert review_rows.waiting(city.posing(Role.DISPATCHER)) == ()
    other = _as(agent, PEOPLE[Role.TRAINER])
    (own,) = review_rows.waiting(other)
    with pytest.raises(Refused, match="数据库没有给您这项权限"):
        reviewing.score(other, Score(own.id, MISSED, "打断来电人"))


def _as(desk: Desk, workno: str) -> Desk:
    """A desk that claims to be somebody else's."""
    person = Person(workno, "", desk.person.roles, desk.person.unit)
    return replace(desk, person=person)
