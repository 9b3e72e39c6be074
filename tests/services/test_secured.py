"""On a secured PostgreSQL everybody is a role of their own, and no tool does more than the desk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import URL, make_url, text
from sqlalchemy.exc import DBAPIError

from hotline_tui.data.secured_grants import unnamed
from hotline_tui.data.secured_needs import WRITES
from hotline_tui.services import (
    feeding_back,
    heeding,
    knowledge,
    operators,
    policy,
    progressing,
    queueing,
    registering,
    required,
    seats,
    securing,
    signing,
    ticking,
    unmasking,
)
from hotline_tui.services.assessing import assessment
from hotline_tui.services.auditing import audit
from hotline_tui.services.backups import back_up
from hotline_tui.services.desk import OutOfReach
from hotline_tui.services.dispatching import Dispatch, dispatch
from hotline_tui.services.figures import period
from hotline_tui.services.knowledge import SearchWish
from hotline_tui.services.opening import Opening, open_desk
from hotline_tui.services.operators import NewOperator
from hotline_tui.services.registering import Registration
from hotline_tui.services.signing_in import unlock
from hotline_tui.services.watching import watch
from hotline_tui.standard.authority import Act
from hotline_tui.standard.record import Claimant
from hotline_tui.standard.refusal import Refused
from hotline_tui.standard.vocabulary import Outcome, Role
from tests.attempts import FORGED, SQL, may, passes, prepared, tickets
from tests.office import DISTRICT, SUBDISTRICT, matter
from tests.secured import PEOPLE, City, asking, secured_city


@pytest.fixture
def city(postgres_server: URL, postgres_template: str) -> Iterator[City]:
    """A secured city with one person for each job."""
    with secured_city(postgres_server, postgres_template) as made:
        yield made


def asked(city: City, role: Role, query: str) -> list[tuple[object, ...]]:
    """What a tool that is not the desk gets for a query, connected as one who has a job."""
    with city.desk(role).database.reading() as session:
        return [tuple(row) for row in session.connection().execute(text(query))]


@pytest.mark.clause("6.1.2")
def test_every_act_and_every_table_has_its_line() -> None:
    assert set(WRITES) == set(Act) == set(SQL)
    assert unnamed() == set()


@pytest.mark.clause("6.1.2")
def test_each_role_may_do_to_the_database_what_its_acts_need_and_nothing_else(city: City) -> None:
    rows = prepared(city.office, tickets(city.office))
    wrong = []
    for role, workno in PEOPLE.items():
        with city.desk(role).database.reading() as session:
            connection = session.connection()
            for act, statement in SQL.items():
                if passes(connection, statement, workno, rows) is not may(act, role):
                    wrong.append((role.value, act.value))
            for name, statement in FORGED.items():
                if passes(connection, statement, workno, rows):
                    wrong.append((role.value, name))
    assert wrong == []
    assert securing.faults(city.office.database) == ()
    assert audit(city.office.database).problems == ()


@pytest.mark.clause("6.1.1")
def test_an_organizer_finds_its_own_tickets_alone_and_no_telephone_number(city: City) -> None:
    agent, dispatcher = city.desk(Role.AGENT), city.desk(Role.DISPATCHER)
    ours = dispatched_by(agent, dispatcher, Claimant("王建国", "13812345678", address="北京"))
    theirs = dispatched_by(agent, dispatcher, Claimant("李", "13900000000"), DISTRICT)
    hidden = dispatched_by(agent, dispatcher, Claimant("赵", "13700000000", confidential=True))
    seen = asked(city, Role.ORGANIZER, "SELECT number, claimant_name, phone, address FROM ticket")
    assert sorted(seen) == [(ours, "王建国", "****", "北京"), (hidden, "", "", "")]
    assert theirs not in str(asked(city, Role.ORGANIZER, "SELECT * FROM event, dispatch"))
    for query in (
        "SELECT phone FROM public.ticket",
        "SELECT * FROM call",
        "SELECT * FROM outbox",
        f"SELECT * FROM desk_unmask('{hidden}', 'x', '')",
        f"SELECT * FROM desk_unmask('{theirs}', 'x', '')",
        f"SELECT * FROM desk_unmask('{ours}', ' ', '')",
    ):
        with pytest.raises(Refused, match="数据库没有给您这项权限"):
            asked(city, Role.ORGANIZER, query)
    desk = city.desk(Role.ORGANIZER)
    assert unmasking.unmask(desk, ours, "约定上门").phone == "13812345678"
    assert queueing.show(city.office.owner, ours).history[-1].summary.endswith("约定上门")


def dispatched_by(
    agent: object, dispatcher: object, claimant: Claimant, to: str = SUBDISTRICT
) -> str:
    """The number of a ticket that an agent took down and a dispatcher sent to a unit."""
    draft = matter(claimant=claimant)
    made = registering.register(agent, Registration(draft))  # type: ignore[arg-type]
    dispatch(dispatcher, Dispatch(made.number, to, opinion="请办理"))  # type: ignore[arg-type]
    return made.number


@pytest.mark.clause("7.1.3.4", "6.1.1")
def test_a_unit_computes_no_results_from_the_little_that_it_sees(city: City) -> None:
    unit = city.desk(Role.ORGANIZER)
    with pytest.raises(Refused, match="请看热线告知的考评结果"):
        assessment(unit, period(unit, "本月"))


@pytest.mark.clause("6.1.2")
def test_an_organizer_handles_its_ticket_by_its_own_role(city: City) -> None:
    number = dispatched_by(
        city.desk(Role.AGENT), city.desk(Role.DISPATCHER), Claimant("王", "13812345678")
    )
    desk = city.desk(Role.ORGANIZER)
    signing.sign(desk, signing.Sign(number))
    whistle = progressing.Log(number)
    with pytest.raises(Refused):
        progressing.log(desk, whistle)
    with pytest.raises(Refused):
        feeding_back.feed_back(desk, feeding_back.FeedBack(number))
    told = queueing.show(desk, number)
    assert [one.what for one in told.history] == ["registered", "dispatched", "signed"]
    assert told.history[-1].who == PEOPLE[Role.ORGANIZER]


@pytest.mark.clause("6.2.2")
def test_an_editor_sees_who_has_not_read_yet_what_has_to_be_read(city: City) -> None:
    editor = city.desk(Role.EDITOR)
    article = knowledge.search(editor, SearchWish("公积金"))[0].article.id
    required.require(editor, article, reason="新政策")
    assert required.read(city.desk(Role.AGENT), article) == 1
    readers = {one.workno: one.read_at is not None for one in required.readers(editor, article)}
    assert readers[PEOPLE[Role.AGENT]]
    assert not readers["0001"]


@pytest.mark.clause("5.3.3 a")
def test_a_supervisor_sets_off_what_is_due_by_its_own_role(city: City) -> None:
    number = dispatched_by(
        city.desk(Role.AGENT), city.desk(Role.DISPATCHER), Claimant("王", "13812345678")
    )
    desk = city.desk(Role.SUPERVISOR)
    for hours, what in ((20, "reminded"), (25, "supervised")):
        ticking.tick(desk.still_at(desk.now() + timedelta(hours=hours)))
        last = queueing.show(desk, number).history[-1]
        assert (last.what, last.who) == (what, ticking.SYSTEM.workno)
    assert heeding.look(desk) == 0
    assert heeding.look(desk.still_at(desk.now() + timedelta(days=1))) == 0


@pytest.mark.clause("5.5.1")
def test_a_supervisor_lets_callbacks_fall_due_by_its_own_role(city: City) -> None:
    desk = city.desk(Role.SUPERVISOR)
    for share, what in ((1.0, "callback_fell_due"), (0.0, "closed")):
        policy.choose(city.office.owner, {"callback_share": share})
        number = dispatched_by(
            city.desk(Role.AGENT), city.desk(Role.DISPATCHER), Claimant("王", "13812345678")
        )
        unit = city.desk(Role.ORGANIZER)
        signing.sign(unit, signing.Sign(number))
        content = {"handled_at": unit.now(), "measures": "已清运", "told": "已告知，认可"}
        feeding_back.feed_back(unit, feeding_back.FeedBack(number, Outcome.SOLVED, content))
        ticking.tick(desk.still_at(desk.now() + timedelta(days=8)))
        last = queueing.show(desk, number).history[-1]
        assert (last.what, last.who) == (what, ticking.SYSTEM.workno)


@pytest.mark.clause("6.1.2")
def test_nobody_is_written_down_as_another(city: City) -> None:
    statement = (
        "INSERT INTO event (at, who, name, host, ticket_version, what, summary, detail)"
        " VALUES ('2020-01-01', '0001', '别人', '', 0, 'noted_by_hand', '', '{}')"
    )
    with city.desk(Role.AGENT).database.transaction() as session:
        session.connection().execute(text(statement))
    with city.office.database.reading() as session:
        query = text("SELECT who, login FROM event JOIN audit_chain ON event_id = id"
                     " ORDER BY number DESC LIMIT 1")  # fmt: skip
        who, login = session.connection().execute(query).one()
    assert (who, login.partition("@")[0]) == (PEOPLE[Role.AGENT], PEOPLE[Role.AGENT])


@pytest.mark.clause("6.1.2")
def test_an_administrator_keeps_roles_in_step_from_the_desk(city: City) -> None:
    admin = city.desk(Role.ADMINISTRATOR)
    operators.add(admin, NewOperator("72001", "新来的", (Role.AGENT,)))
    newcomer = city.login("72001")
    registering.register(newcomer, Registration(matter()))
    operators.set_roles(admin, "72001", (Role.EDITOR,))
    with pytest.raises(Refused, match=r"6\.1\.2|权限"):
        registering.register(newcomer, Registration(matter()))
    operators.disable(admin, "72001")
    assert securing.faults(city.office.database) == ()
    with city.office.database.reading() as session:
        query = text("SELECT rolcanlogin FROM pg_roles WHERE rolname = '72001'")
        assert session.connection().execute(query).scalar_one() is False


@pytest.mark.clause("6.1.2")
def test_a_login_that_is_somebody_elses_is_not_taken_over(city: City) -> None:
    admin = city.desk(Role.ADMINISTRATOR)
    with pytest.raises(Refused, match="不是热线台的人员"):
        operators.add(admin, NewOperator("postgres", "冒名", (Role.AGENT,)))
    with pytest.raises(Refused, match="不能用工号"):
        operators.who(city.desk(Role.AGENT).database, PEOPLE[Role.SUPERVISOR], None)


@pytest.mark.clause("6.1.2")
@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("GRANT UPDATE ON event TO {agent}", "多了权限：UPDATE event"),
        ("GRANT SELECT ON ticket TO PUBLIC", "PUBLIC 多了权限：SELECT ticket"),
        ("REVOKE INSERT ON progress FROM {agent}", "少了权限：INSERT progress"),
        ("ALTER TABLE event DISABLE TRIGGER desk_event", "触发器 desk_event 不在或已停用"),
        ("ALTER TABLE progress DISABLE ROW LEVEL SECURITY", "表 progress 的行级限制没有启用"),
        ('GRANT {agent} TO "71005"', "工号 71005 的数据库角色与岗位不符"),
        ('ALTER ROLE "71005" CREATEDB', "工号 71005 的数据库角色与岗位不符"),
        ('ALTER ROLE "71005" NOLOGIN', "工号 71005 的数据库角色不能登录"),
    ],
)
def test_what_was_loosened_is_named_and_put_right(city: City, change: str, told: str) -> None:
    with city.office.database.transaction() as session:
        connection = session.connection()
        name = connection.execute(text("SELECT current_database()")).scalar_one()
        connection.execute(text(change.format(agent=f'"{name}_agent"')))
    assert any(told in one for one in securing.faults(city.office.database))
    if "CREATEDB" not in change:  # which the owner of the server has given, and takes away
        securing.secure(city.office.database)
        assert securing.faults(city.office.database) == ()


@pytest.mark.clause("6.1.2")
def test_only_a_server_and_its_owner_can_be_secured(city: City, sqlite_office: object) -> None:
    with pytest.raises(Refused, match="SQLite"):
        securing.secure(sqlite_office.database)  # type: ignore[attr-defined]
    with pytest.raises(Refused, match="所有者"):
        securing.secure(city.desk(Role.ADMINISTRATOR).database)
    with pytest.raises(DBAPIError), city.office.database.transaction() as session:
        session.connection().execute(text("DELETE FROM event"))


@pytest.mark.clause("6.1.2")
def test_what_is_tried_at_a_locked_desk_is_counted_and_written_down(
    city: City, postgres_server: URL
) -> None:
    workno = PEOPLE[Role.ORGANIZER]
    operators.set_password(city.office.owner, workno, "春天 spring")
    desk = city.login(workno)
    unlock(desk, None)  # the server asks for nothing, so that nobody could tell
    with asking(postgres_server, city.url(workno)):
        with pytest.raises(Refused, match="HOTLINE_PASSWORD"):
            unlock(desk, None)
        for _ in range(5):
            with pytest.raises(Refused, match="口令不对"):
                unlock(desk, "spring")
        with pytest.raises(Refused, match="之后再试"):
            unlock(desk, "春天 spring")
    told = asked(city, Role.SUPERVISOR, "SELECT who FROM event WHERE what = 'sign_in_failed'")
    assert told == [(workno,)] * 5


@pytest.mark.clause("6.1.2")
def test_whoever_is_not_let_in_is_told_why_in_chinese(city: City, postgres_server: URL) -> None:
    workno = PEOPLE[Role.AGENT]
    operators.set_password(city.office.owner, workno, "春天 spring")
    url = city.url(workno, "spring")
    with asking(postgres_server, url), pytest.raises(Refused) as refused:
        open_desk(Opening(url))
    (fault,) = refused.value.faults
    assert fault.message == "数据库服务器没有放行：口令不对，或没有这个登录名"
    elsewhere = make_url(city.url(workno)).set(database="hotline_none")
    with pytest.raises(OutOfReach, match="服务器上没有这个数据库"):
        open_desk(Opening(elsewhere.render_as_string()))


@pytest.mark.clause("6.1.1")
def test_only_the_owner_takes_all_of_a_secured_database(city: City, tmp_path: Path) -> None:
    for role in (Role.ADMINISTRATOR, Role.ARCHIVIST):
        with pytest.raises(Refused, match="只有数据库的所有者"):
            back_up(city.desk(role).database, tmp_path / "all.backup")


@pytest.mark.clause("6.1.2")
def test_a_person_who_was_disabled_finds_out_at_an_open_desk(city: City) -> None:
    sitting = city.desk(Role.AGENT)
    seats.take(sitting)
    operators.disable(city.desk(Role.ADMINISTRATOR), PEOPLE[Role.AGENT])
    assert "停用" in watch(sitting).closed


@pytest.mark.clause("6.1.2")
def test_every_job_may_watch_its_desk(city: City) -> None:
    assert {role for role in Role if watch(city.desk(role)).closed} == set()
