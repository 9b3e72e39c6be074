"""Practice on the command line: scenarios, the trainer's book, self-study."""

from __future__ import annotations

from pathlib import Path

import pytest
from python_calamine import load_workbook

from hotline_tui.cli import practising
from hotline_tui.data.engine import Database
from hotline_tui.practice import running
from hotline_tui.practice.model import perfect
from hotline_tui.practice.recording import SAID
from hotline_tui.services import operators
from hotline_tui.services.opening import sit_down
from tests.cli.conftest import Office
from tests.cli.samples import COMPLAINT


def practised(office: Office, base: Path, *, left_out: str = "") -> running.Room:
    """Somebody at the keyboard has practised the first scenario, and left something out."""
    database = Database(office.url)
    own = sit_down(database, operators.who(database, None, None))
    made = practising.begun(base, own.person, "01", own.now(), 0.0)
    made.book = own
    kept = [
        one
        for one in perfect(made.scenario)
        if not (left_out and one.what == SAID and left_out in one.text)
    ]
    made.session.take(kept)
    made.report()
    database.close()
    return made


def test_a_good_file_is_told_so_and_a_bad_one_line_by_line(office: Office, tmp_path: Path) -> None:
    good = Path("hotline_tui/practice/scenarios/01-night-noise.toml")
    assert "没有问题" in office("practice", "check", good).out
    bad = tmp_path / "bad.toml"
    bad.write_text('title = "x"\nexercise = "phone"\n', "utf-8")
    told = office("practice", "check", good, bad)
    assert told.code == 2
    assert f"{bad}:2：" in told.err
    (fault, *_) = office("practice", "check", bad, "--json").refused
    assert fault["field"] == f"{bad}:1"


def test_a_scenario_is_shown_with_its_perfect_run(office: Office) -> None:
    shown = office("practice", "show", "05")
    assert "谁也别想好" in shown.out
    found = office("practice", "show", "05", "--json").document
    assert sum(one["points"] for one in found["marks"]) == 100
    assert len(office("practice", "list", "--json").document["scenarios"]) >= 24
    assert office("practice", "show", "没有").code == 1


def test_a_trainer_sees_the_class_its_weaknesses_and_who_may_go_onto_the_line(
    office: Office, tmp_path: Path
) -> None:
    office("practice", "class", "一期", "--pass", "95")
    office("practice", "enrol", "一期", "0001", "王芳")
    office("practice", "enrol", "一期", "0002", "王芳")
    office("practice", "assign", "一期", "01", "--until", "2026-12-01")
    practised(office, tmp_path, left_out="感谢您的来电")
    first = office("practice", "results", "--class", "一期", "--json").document
    by_number = {one["workno"]: one for one in first["results"]}
    assert by_number["0001"]["tries"] == [96]
    assert by_number["0002"]["best"] is None
    (exercise,) = first["exercises"]
    assert [one["clause"] for one in exercise["lost"]] == ["B.1.4.2"]
    assert office("practice", "certificate", "一期", "0002").code == 1
    assert "王芳" in office("practice", "certificate", "一期", "0001").out
    weak = office("practice", "weak", "--class", "一期", "--json").document
    assert weak["clauses"][0]["name"] == "B.1.4.2"
    assert weak["scenarios"][0]["name"].startswith("01-night-noise")
    book = tmp_path / "results.xlsx"
    assert office("practice", "results", "--class", "一期", "--out", book).code == 0
    assert load_workbook(str(book)).sheet_names == ["成绩", "练习", "失分"]
    replayed = office("practice", "replay", exercise["exercise"][:8]).out
    assert "诉求人：喂，12345吗" in replayed
    assert "B.1.4.2" in replayed


def test_an_exercise_under_way_is_watched(office: Office, tmp_path: Path) -> None:
    assert office("practice", "watch", "--once").code == 1
    database = Database(office.url)
    own = sit_down(database, operators.who(database, None, None))
    made = practising.begun(tmp_path, own.person, "01", own.now(), 0.0)
    made.book = own
    made.session.take(perfect(made.scenario)[:6])
    made.report()
    database.close()
    assert "学员：您好" in office("practice", "watch", "--once").out


@pytest.mark.clause("6.1.1", "6.4")
def test_a_scenario_is_made_of_a_closed_ticket_without_personal_data(
    office: Office, tmp_path: Path
) -> None:
    number = office.registered(COMPLAINT)["number"]
    assert office("practice", "from", number).code == 1
    article = office("kb", "search", "夜间施工", "--json").document["results"][0]["article"]
    assert office.do(number, "answer", {"article": article}).code == 0
    file = tmp_path / "own.toml"
    told = office("practice", "from", number, "--out", file)
    assert told.code == 0, told.err
    text = file.read_text("utf-8")
    for private in ("王先生", "13800001234", "138 0000 1234", "3号楼"):
        assert private not in text
    assert office("practice", "from", number, "--out", tmp_path / "own.txt").code == 2
    checked = office("practice", "check", file)
    assert checked.code == 0, checked.err


def test_questions_come_from_the_rules_the_same_for_a_seed(office: Office) -> None:
    first = office("practice", "quiz", "--seed", "a", "--json").document
    assert first == office("practice", "quiz", "--seed", "a", "--json").document
    assert len(first["questions"]) == 5
    for one in first["questions"]:
        assert 1 <= one["right"] <= len(one["choices"])
        assert len(set(one["choices"])) == len(one["choices"])


def test_the_drill_is_about_what_went_wrong(office: Office, tmp_path: Path) -> None:
    assert "还没有失分记录" in office("practice", "drill", "--count", "1").out
    practised(office, tmp_path, left_out="感谢您的来电")
    found = office("practice", "drill", "--count", "1")
    assert "薄弱条款：B.1.4.2" in found.out
