"""A closed ticket goes into the archive whole, and nobody changes it there, by whatever means."""

from __future__ import annotations

import json
from collections.abc import Iterable
from io import BytesIO
from zipfile import ZipFile

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from hotline_tui.data import archives, tickets
from hotline_tui.data.sealing import hanging, keys
from hotline_tui.services import archiving, attaching, calls, linking, queueing
from hotline_tui.services.archiving import IntoArchive, archive, export, find, listed, look, verify
from hotline_tui.services.articles import named
from hotline_tui.services.attaching import File, attach
from hotline_tui.services.calling_back import CallBack, call_back
from hotline_tui.services.closing import Cancel, cancel, close
from hotline_tui.services.handled import handling
from hotline_tui.services.registering import Registration, register_and_answer, turn_away
from hotline_tui.standard.vocabulary import CancelReason, Kind, Role, Status, Urgency
from tests.office import Office, matter, registered
from tests.services.ending import PLEASED, due, ended, said
from tests.services.handling import refusal

PICTURE = File("现场.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)))


def keeper(office: Office) -> str:
    """The work number of the archive's keeper."""
    return office.colleague("5001", "吴档案", Role.ARCHIVIST).person.workno


def archived(office: Office) -> str:
    """The number of a ticket that went all the way, with a picture, and is linked with another."""
    number = due(office).number
    attach(office.owner, number, [PICTURE])
    linking.link(office.owner, number, registered(office.owner, matter()).number)
    said(office, number, close=True)
    assert archive(office.owner, IntoArchive(number, keeper(office))).status is Status.ARCHIVED
    return number


def unsealed(office: Office, *statements: str) -> None:
    """What somebody could do who takes the seal off first."""
    with office.database.transaction() as session:
        connection = session.connection()
        if office.database.sqlite:
            known = connection.execute(
                text("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            ).scalars()
            for name in list(known):
                connection.execute(text(f"DROP TRIGGER {name}"))
        else:
            connection.execute(text("SET LOCAL session_replication_role = replica"))
        for statement in statements:
            connection.execute(text(statement))


@pytest.mark.clause("5.6.1", "5.6.3", "D.1")
def test_a_bundle_holds_everything_and_says_the_hash_of_each_part(office: Office) -> None:
    number = archived(office)
    row = look(office.owner, number)
    content = export(office.owner, number, "复查")
    with ZipFile(BytesIO(content)) as bundle:
        files = {name: bundle.read(name) for name in bundle.namelist()}
    manifest = json.loads(files["manifest.json"])
    assert (manifest["number"], manifest["keeper"]) == (number, "5001")
    assert [one["name"] for one in manifest["files"]] == [one.name for one in row.parts]
    assert set(files) - {"manifest.json"} == {one.name for one in row.parts}
    assert files["attachments/001-现场.png"] == PICTURE.content
    records = json.loads(files["records.json"])
    assert set(records) == {"ticket", *(one.name for one in hanging())} - {"archive"}
    assert records["ticket"][0]["phone"] == "13812345678"
    for name in ("dispatch", "feedback", "callback", "attachment", "link", "event"):
        assert records[name], name
    history = [one["what"] for one in json.loads(files["history.json"])]
    assert history[0] == "registered"
    assert history[-1] == "archived"
    assert "13812345678" in files["form.html"].decode()
    assert verify(office.owner) == archiving.Verified(1, ())


@pytest.mark.clause("5.6.1", "5.3.1")
def test_a_direct_answers_bundle_holds_its_call_and_the_article_as_it_was_cited(
    office: Office,
) -> None:
    call = calls.ring(office.owner, "13812345678").id
    calls.pick_up(office.owner, call)
    calls.rate(office.owner, "1", call)
    article = named(office.owner, "housing-fund-rent")
    wish = Registration(matter(Kind.CONSULTATION), call=call)
    number = register_and_answer(office.owner, wish, article, "已说明").number
    close(office.owner, number)
    archive(office.owner, IntoArchive(number, keeper(office)))
    with ZipFile(BytesIO(export(office.owner, number, "复查"))) as bundle:
        referred = json.loads(bundle.read("references.json"))
        printed = bundle.read("form.html").decode()
    assert [one["rating"] for one in referred["call"]] == ["very_satisfied"]
    (cited,) = referred["article_version"]
    assert cited["text"]
    assert cited["title"] in printed


@pytest.mark.clause("5.6.3", "5.6.1")
def test_a_ticket_is_archived_by_those_who_may_under_a_keeper_with_that_task(
    office: Office,
) -> None:
    number = due(office).number
    who = keeper(office)
    assert refusal(archive, office.owner, IntoArchive(number, who)) == [("status", "A.1")]
    said(office, number, close=True)
    agent = office.colleague("1024", "王芳", Role.AGENT)
    assert refusal(archive, agent, IntoArchive(number, who)) == [("", "6.1.2")]
    for stranger in ("", "1024", "没有这个人"):
        wrong = refusal(archive, office.owner, IntoArchive(number, stranger))
        assert wrong == [("keeper", "5.6.3")]
    archive(office.owner, IntoArchive(number, who))
    assert refusal(archive, office.owner, IntoArchive(number, who)) == [("status", "5.6.2")]
    kept = ended(office, number).archived
    assert kept is not None
    assert (kept.at, kept.keeper) == (office.now, "5001")


@pytest.mark.clause("5.2.2.1", "5.6.1", "A.1")
def test_what_was_not_accepted_or_cancelled_is_archived_too(office: Office) -> None:
    away = turn_away(office.owner, Registration(matter()), "不在本市", "请打当地热线").number
    cancelled = registered(office.owner, matter(urgency=Urgency.LIVELIHOOD)).number
    cancel(office.owner, Cancel(cancelled, CancelReason.MISTAKEN, "误登记"))
    archive(office.owner, IntoArchive(away, keeper(office)))
    held_up = refusal(archive, office.owner, IntoArchive(cancelled, "5001"))
    assert held_up == [("status", "5.2.2.3 e")]
    assert verify(office.owner).bundles == 1


@pytest.mark.clause("5.6.3")
def test_every_look_and_every_export_is_kept_and_an_export_says_why(office: Office) -> None:
    number = archived(office)
    look(office.owner, number)
    assert refusal(export, office.owner, number, " ") == [("reason", "5.6.3")]
    export(office.owner, number, "行政复议调卷")
    archiving.note_look(office.owner, number)
    told = [one.summary for one in queueing.show(office.owner, number).history[-3:]]
    assert told == ["查阅档案", "调出档案：行政复议调卷", "查阅档案"]
    analyst = office.colleague("6001", "分析员", Role.ANALYST)
    assert refusal(export, analyst, number, "统计") == [("", "6.1.2")]
    other = registered(office.owner, matter()).number
    assert refusal(look, office.owner, other) == [("number", "5.6.1")]
    assert [one.number for one in listed(office.owner)] == [number]


@pytest.mark.clause("5.6.3")
def test_the_archive_is_searched_from_the_newest_on_and_says_how_far(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "LOOKED_THROUGH", 2)
    made = []
    for title in ("井盖缺失", "路灯不亮", "井盖松动", "暖气不热"):
        made.append(registered(office.owner, matter(title=title)).number)
        cancel(office.owner, Cancel(made[-1], CancelReason.WITHDRAWN, "来电撤回"))
        archive(office.owner, IntoArchive(made[-1], keeper(office)))  # all at the same moment
    desk = office.owner
    first = find(desk, "井盖")
    assert numbers(first.rows) == [made[2]]
    assert first.looked_to is not None
    assert first.looked_to.number == made[2]
    second = find(desk, "井盖", before=made[2])
    assert numbers(second.rows) == [made[0]]
    assert second.looked_to is not None
    assert find(desk, "井盖", before=made[0]) == archiving.Found(())
    assert find(desk, made[0]) == archiving.Found(second.rows)
    assert find(desk, "没有这样的词 %", before=made[1]).rows == ()
    assert numbers(listed(desk, 2)) == [made[3], made[2]]
    assert numbers(listed(desk, 2, before=made[2])) == [made[1], made[0]]
    away = registered(desk, matter()).number
    assert refusal(find, desk, "井盖", 9, away) == [("before", "5.6.1")]


def numbers(rows: Iterable[archiving.ArchiveRow]) -> list[str]:
    """The tickets of these entries."""
    return [one.number for one in rows]


@pytest.mark.clause("5.6.2")
def test_no_use_case_changes_an_archived_ticket(office: Office) -> None:
    number = archived(office)
    before = queueing.show(office.owner, number)
    sealed = [("status", "5.6.2")]
    assert refusal(call_back, office.owner, CallBack(number, PLEASED)) == sealed
    assert refusal(attaching.attach, office.owner, number, [PICTURE])[0][1] == "5.6.2"
    (linked,) = before.linked
    assert refusal(linking.unlink, office.owner, number, linked) == sealed
    # A matter that is raised again may still be linked with it.
    again = registered(office.owner, matter()).number
    assert linking.link(office.owner, again, number).linked == (number,)
    assert queueing.show(office.owner, number).record == before.record
    assert verify(office.owner) == archiving.Verified(1, ())


def attacks(office: Office, number: str) -> list[str]:
    """Statements of somebody with the database's password; all of them would change something."""
    with office.database.reading() as session:
        key = tickets.by_number(session, number).id
        other = tickets.by_number(session, queueing.show(office.owner, number).linked[0]).id
        connection = session.connection()
        event = connection.execute(text(f"SELECT id FROM event WHERE ticket_id = {key}")).scalar()
        tables = [
            (table.name, column)
            for table in hanging()
            for column in keys(table)
            if connection.execute(
                text(f'SELECT 1 FROM "{table.name}" WHERE {column} = {key}')
            ).first()
        ]
    found = [
        f"UPDATE ticket SET title = 'x' WHERE id = {key}",
        f"UPDATE ticket SET archived_at = NULL WHERE id = {key}",
        f"DELETE FROM ticket WHERE id = {key}",
        "UPDATE ticket SET version = version + 1",
        "UPDATE attached_content SET content = '\\x00'",
        "DELETE FROM attached_content",
        f"INSERT INTO alert (ticket_id, raised_at) VALUES ({key}, '2026-11-23T00:00:00.000000Z')",
    ]
    for table, column in tables:
        found += [
            f'DELETE FROM "{table}" WHERE {column} = {key}',
            f'UPDATE "{table}" SET {column} = {other} WHERE {column} = {key}',
            f'UPDATE "{table}" SET {column} = {column}',
        ]
    if office.database.sqlite:
        return found + [
            f"INSERT OR REPLACE INTO ticket SELECT * FROM ticket WHERE id = {key}",
            f"REPLACE INTO event SELECT * FROM event WHERE ticket_id = {key}",
            f"UPDATE OR REPLACE ticket SET id = {key} WHERE id = {other}",
            f"UPDATE OR REPLACE event SET id = {event} WHERE ticket_id = {other}",
        ]
    return found + ["TRUNCATE ticket CASCADE", "TRUNCATE event", "TRUNCATE archive"]


@pytest.mark.clause("5.6.2")
def test_nobodys_sql_changes_an_archived_ticket_or_anything_that_hangs_on_it(
    office: Office,
) -> None:
    number = archived(office)
    for statement in attacks(office, number):
        with (
            pytest.raises(DBAPIError, match=r"5\.6\.2|FOREIGN KEY"),
            office.database.transaction() as session,
        ):
            session.connection().execute(text(statement))
    assert verify(office.owner) == archiving.Verified(1, ())
    assert handling(office.owner, number).feedbacks


@pytest.mark.clause("5.6.2")
@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE archive SET sha256 = 'x' || substr(sha256, 2)", "整包的 SHA-256 不符"),
        ("UPDATE archive SET manifest = '[]'", "清单与登记的不符"),
        ("UPDATE ticket SET title = 'x' WHERE archived_at IS NOT NULL", "库中 ticket 与归档时不同"),
        ("DELETE FROM callback", "库中 callback 与归档时不同"),
        ("UPDATE event SET summary = 'x' WHERE what = 'registered'", "库中 event 与归档时不同"),
        ("DELETE FROM archive", "已归档，却没有档案包"),
    ],
)
def test_what_was_changed_behind_the_seal_is_found(
    office: Office, statement: str, told: str
) -> None:
    number = archived(office)
    unsealed(office, statement)
    assert (number, told) in verify(office.owner).wrong


@pytest.mark.clause("5.6.2")
def test_one_changed_byte_of_a_bundle_is_found_wherever_it_is(office: Office) -> None:
    number = archived(office)
    whole = export(office.owner, number, "核对")
    with office.database.reading() as session:
        row = archiving.archives.whole(session, tickets.by_number(session, number))
        assert row is not None
        digest, manifest = row.sha256, row.manifest
    for place in range(0, len(whole), max(1, len(whole) // 60)):
        changed = whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :]
        assert archiving.bundling.damage(changed, digest, manifest), place
    assert archiving.bundling.damage(whole, digest, manifest) == ()
