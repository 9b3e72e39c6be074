"""What is in the audit trail stays as it is; where it did not, that is found and named."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Sequence

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from hotline_tui.data import chain, events, tickets
from hotline_tui.data.chain import Record
from hotline_tui.data.engine import Database
from hotline_tui.data.migrate import upgrade
from hotline_tui.services import supervising
from hotline_tui.services.auditing import audit
from hotline_tui.standard.refusal import Refused
from tests.office import Office, dispatched, matter, registered

HISTORY = "SELECT number, event_id, what FROM audit_chain JOIN event ON id = event_id"

BEFORE = (
    "INSERT INTO event (at, who, name, host, ticket_version, what, summary, detail)"
    " VALUES ('2026-11-22T10:00:00.000000Z', '0001', '王', 'a', 0, 'x', :told, '{}')"
)
"""A record as it was written before there was a chain."""


def by_force(office: Office, *statements: str) -> None:
    """Change the trail as somebody who owns the database may, past its triggers."""
    with office.database.transaction() as session:
        connection = session.connection()
        if office.database.sqlite:
            names = connection.execute(
                text("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            ).scalars()
            for name in list(names):
                connection.execute(text(f'DROP TRIGGER "{name}"'))
        else:
            connection.execute(text("SET LOCAL session_replication_role = replica"))
        for statement in statements:
            connection.execute(text(statement))


def problems(office: Office) -> Sequence[str]:
    """What a look over the trail finds."""
    return audit(office.database).problems


@pytest.fixture
def numbers(office: Office) -> list[int]:
    """The numbers of the records of a trail with some history."""
    for _ in range(3):
        dispatched(office.owner)
    with office.database.reading() as session:
        found = session.connection().execute(text(f"{HISTORY} ORDER BY number"))
        return [number for number, _, _ in found]


@pytest.mark.clause("6.1.1")
def test_a_trail_that_nobody_has_touched_is_whole(office: Office, numbers: list[int]) -> None:
    assert numbers == list(range(1, 8))
    assert audit(office.database).problems == ()
    assert audit(office.database).records == 7


@pytest.mark.clause("6.1.1")
@pytest.mark.parametrize("column", ["at", "who", "name", "host", "what", "summary", "detail"])
def test_a_record_that_was_changed_is_named(
    office: Office, numbers: list[int], column: str
) -> None:
    new = {"at": "'2026-11-22T10:00:00.000000Z'", "detail": "'{\"a\": 1}'"}.get(column, "'9'")
    by_force(office, f"UPDATE event SET {column} = {new} WHERE id = {numbers[4]}")
    (told,) = problems(office)
    assert told.startswith("审计记录第 5 条（")
    assert told.endswith("内容已被改动")


@pytest.mark.clause("6.1.1")
def test_a_record_that_was_given_to_another_ticket_is_named(
    office: Office, numbers: list[int]
) -> None:
    by_force(office, f"UPDATE event SET ticket_id = 1 WHERE id = {numbers[4]}")
    assert "第 5 条" in problems(office)[0]


@pytest.mark.clause("6.1.1")
def test_a_record_that_was_removed_is_named(office: Office, numbers: list[int]) -> None:
    by_force(
        office, "DELETE FROM event WHERE id IN (3, 5)", "DELETE FROM audit_chain WHERE number = 5"
    )
    assert problems(office) == ("审计记录第 3 条已被删除", "审计记录第 5 条已被删除")


@pytest.mark.clause("6.1.1")
def test_records_that_changed_places_are_named(office: Office, numbers: list[int]) -> None:
    by_force(
        office,
        "UPDATE event SET id = -id WHERE id IN (3, 6)",
        "UPDATE event SET id = 6 WHERE id = -3",
        "UPDATE event SET id = 3 WHERE id = -6",
    )
    told = problems(office)
    assert [one.split("（")[0] for one in told] == ["审计记录第 3 条", "审计记录第 6 条"]
    assert all(one.endswith("次序已被改动") for one in told)


@pytest.mark.clause("6.1.1")
@pytest.mark.parametrize("with_chain", [False, True])
def test_a_trail_whose_end_was_cut_off_is_found(
    office: Office, numbers: list[int], with_chain: bool
) -> None:
    cut = ["DELETE FROM event WHERE id > 5"]
    if with_chain:
        cut.append("DELETE FROM audit_chain WHERE number > 5")
    by_force(office, *cut)
    if with_chain:
        assert problems(office) == ("审计记录在第 5 条之后被截断：应有 7 条",)
    else:
        assert problems(office) == ("审计记录第 6 条已被删除", "审计记录第 7 条已被删除")


@pytest.mark.clause("6.1.1")
def test_a_trail_that_was_made_anew_without_a_record_is_found_by_its_noted_end(
    office: Office, numbers: list[int]
) -> None:
    noted = audit(office.database).note
    by_force(
        office,
        "DELETE FROM event WHERE id = 4",
        "DELETE FROM audit_chain",
        "DELETE FROM audit_head",
    )
    with office.database.transaction() as session:
        chain.begin(session.connection())
    dispatched(office.owner)
    assert problems(office) == ()
    assert audit(office.database, noted).problems == (
        "审计记录第 7 条与记下的链尾不符：审计链已被重写",
    )
    with pytest.raises(Refused):
        audit(office.database, "7")


@pytest.mark.clause("6.1.1")
def test_a_record_that_was_slipped_in_is_found(office: Office, numbers: list[int]) -> None:
    by_force(
        office,
        "INSERT INTO event (id, at, who, name, host, ticket_version, what, summary, detail)"
        " VALUES (99, '2026-11-22T10:00:00.000000Z', '0001', '', '', 0, 'x', '', '{}')",
    )
    assert problems(office) == ("历史记录（id 99）不在审计链中：未经热线台写入",)


@pytest.mark.clause("6.1.1")
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE event SET who = '9'",
        "DELETE FROM event",
        "UPDATE audit_chain SET hash = ''",
        "DELETE FROM audit_chain",
        "UPDATE audit_head SET number = number - 1",
        "UPDATE audit_head SET hash = ''",
        "DELETE FROM audit_head",
    ],
)
def test_the_database_refuses_to_change_the_trail(
    office: Office, numbers: list[int], statement: str
) -> None:
    with pytest.raises(DBAPIError, match="audit"), office.database.transaction() as session:
        session.connection().execute(text(statement))
    assert problems(office) == ()


@pytest.mark.clause("6.1.1")
def test_an_sqlite_record_is_not_replaced_either(sqlite_office: Office) -> None:
    registered(sqlite_office.owner, matter())
    for table in ("event", "audit_chain", "audit_head"):
        query = text(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table} LIMIT 1")
        with sqlite_office.database.transaction() as session:
            connection = session.connection()
            with pytest.raises(DBAPIError, match="audit"):
                connection.execute(query)


@pytest.mark.clause("6.1.1")
def test_a_postgresql_trail_is_not_emptied_either(postgres_office: Office) -> None:
    for table in ("event", "audit_chain", "audit_head"):
        with (
            pytest.raises(DBAPIError, match="audit"),
            postgres_office.database.transaction() as session,
        ):
            session.connection().execute(text(f"TRUNCATE {table}"))


@pytest.mark.clause("6.1.1")
def test_what_an_undone_transaction_wrote_leaves_no_gap(office: Office) -> None:
    for undone in (True, False, True, False):
        try:
            with office.database.transaction() as session:
                events.add(session, office.owner.actor(), "tried", "一试")
                events.add(session, office.owner.actor(), "tried", "再试")
                if undone:
                    raise LookupError
        except LookupError:
            pass
    found = audit(office.database)
    assert (found.records, found.problems) == (5, ())


@pytest.mark.clause("6.1.1")
def test_many_writers_at_once_make_one_chain(office: Office) -> None:
    def work(number: int) -> None:
        mine = Database(office.database.url)
        for turn in range(10):
            with mine.transaction() as session:
                for part in range(1 + turn % 3):
                    events.add(session, office.owner.actor(), "tried", f"{number} {turn} {part}")
        mine.close()

    writers = [threading.Thread(target=work, args=(number,)) for number in range(6)]
    for one in writers:
        one.start()
    for one in writers:
        one.join()
    found = audit(office.database)
    assert (found.records, found.problems) == (1 + 6 * 19, ())


@pytest.mark.clause("6.1.1")
def test_many_acts_at_once_are_bound_like_single_ones(office: Office) -> None:
    ticket = registered(office.owner, matter())
    with office.database.transaction() as session:
        found = tickets.by_number(session, ticket.number)
        acts = [("tried", f"第 {turn} 次", found) for turn in range(500)]
        events.add_all(session, office.owner.actor(), acts)
    supervising.declare_surge(office.owner, "暴雨")
    assert audit(office.database).problems == ()
    assert audit(office.database).records == 503


def test_two_records_never_read_the_same() -> None:
    parts = ["", "1", "11", ":", "1:1"]
    hashes = [
        chain.following("", Record(*"abcdef", what, summary, detail))
        for what, summary, detail in itertools.product(parts, repeat=3)
    ]
    assert len(set(hashes)) == len(hashes)


@pytest.mark.clause("6.1.1")
def test_what_was_written_before_there_was_a_chain_is_bound_by_the_upgrade(
    database_url: str,
) -> None:
    database = Database(database_url)
    upgrade(database, "0004")
    with database.transaction() as session:
        for turn in range(3):
            session.connection().execute(text(BEFORE), {"told": f"第 {turn} 条：“”"})
    upgrade(database)
    found = audit(database)
    assert (found.records, found.problems) == (3, ())
    database.close()
