"""A database is set up once, looked at, checked, copied and put back, on SQLite and PostgreSQL."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from tests.cli.conftest import Front, Office
from tests.cli.samples import COMPLAINT, EMERGENCY


def sql(office: Office, statement: str) -> None:
    """Change a database behind the desk's back."""
    engine = create_engine(office.url)
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


def test_setting_up_again_changes_nothing(front: Front, database_url: str) -> None:
    office = front(database_url).at(None)
    first = office("db", "init", "--json").document
    assert (first["practice"], first["counts"]["tickets"]) == (False, 0)
    assert first["counts"]["divisions"] == 366
    assert first["counts"]["articles"] >= 60
    again = office("db", "init")
    assert (again.code, again.out.splitlines()[0]) == (0, "数据库早已建立，没有改动")
    assert office("db", "info", "--json").document == first
    refused = office("db", "init", "--practice", "--json")
    assert refused.code == 1
    assert "正式数据库" in refused.refused[0]["message"]


def test_what_a_database_says_of_itself_never_holds_the_password(
    front: Front, postgres_url: str
) -> None:
    url = make_url(postgres_url).set(password="geheim").render_as_string(hide_password=False)
    office = front(url).at(None)
    assert office("db", "init").code == 0
    for command in (("db", "info"), ("db", "info", "--json")):
        said = office(*command)
        assert said.code == 0
        assert "geheim" not in said.out
    assert office("db", "info", "--json").document["kind"] == "postgresql"


def test_upgrading_what_is_new_changes_nothing(either: Office) -> None:
    said = either.at(None)("db", "upgrade")
    assert (said.code, said.out.splitlines()[0]) == (0, "数据库已是最新版本，没有改动")


def test_an_older_database_is_told_to_be_upgraded(office: Office) -> None:
    sql(office, "UPDATE alembic_version SET version_num = '0000'")
    said = office("ticket", "list", "--json")
    assert said.code == 3
    assert "hotline db upgrade" in said.field("database")["message"]


def test_a_sound_database_is_said_to_be_sound(either: Office) -> None:
    either.registered(COMPLAINT)
    either.registered(EMERGENCY)
    said = either("db", "check", "--all", "--json").document
    assert (said["sound"], said["problems"]) == (True, [])
    assert said["audit"]["records"] == either("db", "info", "--json").document["counts"]["events"]


@pytest.mark.clause("6.1.1")
def test_a_trail_that_no_longer_reaches_its_noted_end_is_found(either: Office) -> None:
    either.registered(COMPLAINT)
    audit = either("db", "check", "--json").document["audit"]
    noted = f"{audit['records']}:{audit['head']}"
    either.registered(EMERGENCY)
    assert either("db", "check", "--noted", noted).code == 0
    forged = f"{audit['records']}:{'0' * 64}"
    assert "已被重写" in either("db", "check", "--noted", forged).out
    beyond = f"{audit['records'] + 900}:{audit['head']}"
    assert "已被截断" in either("db", "check", "--noted", beyond).out
    assert either("db", "check", "--noted", "12").code == 1


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE ticket SET worklist = 'sign'", "到期时间或待办列表与时钟不符"),
        ("UPDATE ticket SET due_at = NULL", "到期时间或待办列表与时钟不符"),
        ("UPDATE number_of_day SET last = 0", "编号计数落后"),
    ],
)
def test_what_is_unsound_is_found(either: Office, statement: str, told: str) -> None:
    either.registered(COMPLAINT)
    sql(either, statement)
    said = either("db", "check")
    assert said.code == 1
    assert told in said.out


def test_a_history_without_its_beginning_is_found(either: Office) -> None:
    either.registered(COMPLAINT)
    without = "DROP TRIGGER keep_event" + (
        "_delete" if either.url.startswith("sqlite") else " ON event"
    )
    sql(either, without)
    sql(either, "DELETE FROM event WHERE ticket_id IS NOT NULL")
    said = either("db", "check").out
    assert "历史里没有登记" in said
    assert "已被删除" in said


@pytest.mark.clause("6.1.1")
@pytest.mark.parametrize(
    ("statements", "told"),
    [
        (["UPDATE event SET who = '9' WHERE id = 2"], ["第 2 条（", "内容已被改动"]),
        (["DELETE FROM event WHERE id = 2"], ["第 2 条已被删除"]),
        (
            [
                f"UPDATE event SET id = {new} WHERE id = {old}"
                for old, new in ((2, -2), (3, 2), (-2, 3))
            ],
            ["第 2 条（", "第 3 条（", "次序已被改动"],
        ),
    ],
    ids=["changed", "removed", "reordered"],
)
def test_a_record_that_was_changed_removed_or_moved_is_named(
    either: Office, statements: list[str], told: list[str]
) -> None:
    for document in (COMPLAINT, EMERGENCY, COMPLAINT):
        either.registered(document)
    assert either("db", "check").code == 0
    if either.url.startswith("sqlite"):
        for verb in ("update", "delete"):
            sql(either, f"DROP TRIGGER keep_event_{verb}")
    else:
        sql(either, "DROP TRIGGER keep_event ON event")
    for statement in statements:
        sql(either, statement)
    said = either("db", "check")
    assert said.code == 1
    assert all(one in said.out for one in told), said.out
    found = either("db", "check", "--json")
    assert (found.code, found.document["sound"]) == (1, False)
    assert any(told[-1] in one for one in found.document["problems"])


@pytest.mark.clause("5.6.2")
@pytest.mark.usefixtures("dumps")
def test_a_copy_brings_everything_back(either: Office, tmp_path: Path) -> None:
    number = either.registered(COMPLAINT)["number"]
    copy = tmp_path / "copies" / "desk.backup"
    copy.parent.mkdir()
    assert either("db", "backup", copy).code == 0
    assert oct(copy.stat().st_mode)[-3:] == "600"
    assert {one.name for one in copy.parent.iterdir()} == {"desk.backup", "desk.backup.json"}
    lost = either.registered(EMERGENCY)["number"]
    refused = either("db", "restore", copy, "--json")
    assert refused.code == 2
    assert "1 条记录是备份里没有的" in refused.refused[0]["message"]
    assert "--force" in refused.refused[0]["message"]
    restored = either("db", "restore", copy, "--force", "--json").document
    assert restored["counts"]["tickets"] == 1
    assert Path(restored["kept"]).exists()
    assert either("ticket", "show", number, "--json").code == 0
    assert either("ticket", "show", lost, "--json").code == 1
    back = either("db", "restore", restored["kept"], "--force", "--json").document
    assert back["counts"]["tickets"] == 2
    assert either("ticket", "show", lost, "--json").code == 0


@pytest.mark.clause("5.6.2")
@pytest.mark.usefixtures("dumps")
def test_a_drill_puts_a_copy_back_beside_and_changes_nothing(
    either: Office, tmp_path: Path
) -> None:
    either.registered(COMPLAINT)
    copy = tmp_path / "desk.backup"
    assert either("db", "backup", copy).code == 0
    either.registered(EMERGENCY)
    done = either("db", "drill", copy, "--json")
    assert (done.code, done.document["wrong"]) == (0, [])
    assert done.document["rows"] > 1_000
    assert done.document["behind"] > 0
    assert either("db", "info", "--json").document["counts"]["tickets"] == 2
    assert "恢复演练成功" in either("db", "drill", copy).out


@pytest.mark.clause("5.6.2")
def test_a_drill_finds_what_a_copy_has_lost(office: Office, tmp_path: Path) -> None:
    office.registered(COMPLAINT)
    copy, manifest = tmp_path / "desk.backup", tmp_path / "desk.backup.json"
    office("db", "backup", copy)
    told = json.loads(manifest.read_text("utf-8"))
    told["state"]["rows"]["ticket"] += 1
    manifest.write_text(json.dumps(told), "utf-8")
    done = office("db", "drill", copy, "--json")
    assert (done.code, done.document["wrong"]) == (1, ["ticket 应有 2 行，恢复出来 1 行"])


def test_a_copy_that_was_changed_afterwards_is_not_trusted(office: Office, tmp_path: Path) -> None:
    office.registered(COMPLAINT)
    copy = tmp_path / "desk.backup"
    office("db", "backup", copy)
    with sqlite3.connect(copy) as connection:
        connection.execute("UPDATE operator SET roles = '[]'")
    connection.close()
    for verb in (("drill",), ("restore", "--force")):
        said = office("db", verb[0], copy, *verb[1:], "--json")
        assert said.code == 2
        assert "与备份清单不符" in said.refused[0]["message"]


def test_a_folder_keeps_as_many_copies_as_it_is_told_and_nothing_else_is_touched(
    office: Office, tmp_path: Path
) -> None:
    other = tmp_path / "other.json"
    other.write_text("{}", "utf-8")
    made = [office("db", "backup", tmp_path, "--keep", "2", "--json").document for _ in range(3)]
    left = {path.name for path in tmp_path.iterdir() if path.name.startswith("hotline-")}
    names = [Path(one["file"]).name for one in made[1:]]
    assert left == {*names, *(f"{name}.json" for name in names)}
    assert other.exists()


@pytest.mark.usefixtures("dumps")
def test_a_copy_can_become_a_new_database(
    front: Front, office: Office, postgres_url: str, tmp_path: Path
) -> None:
    office.registered(COMPLAINT)
    office("db", "backup", tmp_path / "lite.backup")
    moved = front(f"sqlite:///{tmp_path / 'moved.db'}")
    assert moved("db", "restore", tmp_path / "lite.backup").code == 0
    assert len(moved("ticket", "list", "--json").document["rows"]) == 1
    empty = front(postgres_url)
    wrong = empty("db", "restore", tmp_path / "lite.backup", "--json")
    assert (wrong.code, wrong.refused[0]["field"]) == (2, "FILE")


def test_nothing_is_overwritten_by_a_copy(office: Office, tmp_path: Path) -> None:
    there = tmp_path / "there"
    there.write_text("mine", encoding="utf-8")
    assert office("db", "backup", there).code == 2
    assert there.read_text(encoding="utf-8") == "mine"
    assert office("db", "backup", tmp_path / "no" / "folder").code == 2


def test_without_the_server_s_programs_a_copy_says_what_is_missing(
    front: Front, postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = front(postgres_url).at(None)
    assert office("db", "init").code == 0
    monkeypatch.setenv("PATH", str(tmp_path))
    said = office("db", "backup", tmp_path / "copy", "--json")
    assert said.code == 2
    assert "postgresql-client" in said.refused[0]["message"]


def test_what_is_no_copy_is_not_put_in_place(office: Office, tmp_path: Path) -> None:
    office.registered(COMPLAINT)
    junk, other = tmp_path / "junk", tmp_path / "other.db"
    junk.write_bytes(b"\x00junk" * 999)
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE mine (id INTEGER)")
    connection.close()
    for file in (junk, other, tmp_path / "nowhere"):
        said = office("db", "restore", file, "--force", "--json")
        assert (said.code, said.refused[0]["field"]) == (2, "FILE")
    assert len(office("ticket", "list", "--json").document["rows"]) == 1


@pytest.mark.parametrize("command", ["info", "check", "upgrade", "backup x"])
def test_what_is_no_database_is_out_of_reach(front: Front, tmp_path: Path, command: str) -> None:
    junk = tmp_path / "junk.db"
    junk.write_bytes(b"not a database at all" * 999)
    for url in (f"sqlite:///{junk}", f"sqlite:///{tmp_path / 'nowhere.db'}"):
        assert front(url).at(None)("db", *command.split()).code in (2, 3)
    assert front(f"sqlite:///{junk}").at(None)("db", "init").code == 3
    assert not (tmp_path / "nowhere.db").exists()


def test_a_server_that_is_not_there_is_out_of_reach(front: Front) -> None:
    office = front("postgresql://nobody:geheim@127.0.0.1:1/hotline").at(None)
    for command in (("ticket", "list"), ("db", "info"), ("db", "init")):
        said = office(*command, "--json")
        assert said.code == 3
        assert "geheim" not in said.err
