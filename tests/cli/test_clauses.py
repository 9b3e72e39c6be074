"""The register of the standard as it is scanned, kept and shown."""

from __future__ import annotations

import json
from pathlib import Path
from textwrap import dedent

import pytest
import typer
from typer.testing import CliRunner

from hotline_tui.cli import clauses as desk
from hotline_tui.standard.clauses import CLAUSES, known
from hotline_tui.standard.register import cited

SAMPLE = '''
    """A module.

    Clause: C.1, C.2.
    """

    LIMIT = 3
    """How many. Clause: C.3."""

    class Rule:
        """A rule. Clause: C.4."""

        def ask(self) -> None:
            """Ask. Clause: C.5, 4.1,
            4.2."""

        def _tell(self) -> None:
            """Tell nothing."""

    async def later() -> None:
        """Later. Clause: 4.3."""
'''

TESTS = """
    import pytest

    pytestmark = pytest.mark.clause("4.1")

    def test_plain() -> None: ...

    @pytest.mark.clause("C.1", "C.2")
    @pytest.mark.parametrize("x", [pytest.param(1, marks=pytest.mark.clause("C.3"))])
    async def test_marked(x: int) -> None: ...

    def helper() -> None: ...

    @pytest.mark.clause("C.4")
    class TestTogether:
        @pytest.mark.clause("C.5")
        def test_inside(self) -> None: ...
"""


def runner() -> tuple[CliRunner, typer.Typer]:
    app = typer.Typer()
    app.command("clauses")(desk.clauses)
    return CliRunner(), app


def put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(dedent(text), encoding="utf-8")


def test_the_kept_register_is_fresh() -> None:
    fresh = desk.written(desk.scan_places(desk.PACKAGE), desk.scan_tests(desk.TESTS))
    assert desk.REGISTER.read_text(encoding="utf-8") == fresh, "run: hotline clauses --write"


def test_every_clause_that_is_cited_anywhere_is_one_of_the_standards() -> None:
    citing = {**desk.scan_places(desk.PACKAGE), **desk.scan_tests(desk.TESTS)}
    unknown = [(where, one) for where, found in citing.items() for one in found if not known(one)]
    assert unknown == []


def test_every_docstring_that_names_its_clauses_does_so_at_its_end() -> None:
    found = desk.docstrings(desk.PACKAGE)
    assert [where for where, text in found if "Clause:" in text and not cited(text)] == []


def test_places_are_found_by_their_docstrings(tmp_path: Path) -> None:
    put(tmp_path / "desk" / "standard" / "rules.py", SAMPLE)
    put(tmp_path / "desk" / "standard" / "__init__.py", '"""Rules. Clause: 6.4."""\n')
    assert desk.scan_places(tmp_path / "desk") == {
        "standard": ("6.4",),
        "standard.rules": ("C.1", "C.2"),
        "standard.rules:LIMIT": ("C.3",),
        "standard.rules:Rule": ("C.4",),
        "standard.rules:Rule.ask": ("C.5", "4.1", "4.2"),
        "standard.rules:later": ("4.3",),
    }


def test_tests_are_found_by_their_marks_and_those_around_them(tmp_path: Path) -> None:
    put(tmp_path / "tests" / "standard" / "test_rules.py", TESTS)
    name = "tests/standard/test_rules.py"
    assert desk.scan_tests(tmp_path / "tests") == {
        f"{name}::test_plain": ("4.1",),
        f"{name}::test_marked": ("4.1", "C.1", "C.2", "C.3"),
        f"{name}::TestTogether::test_inside": ("4.1", "C.4", "C.5"),
    }


def test_a_mark_that_cannot_be_read_is_pointed_out(tmp_path: Path) -> None:
    put(tmp_path / "tests" / "test_a.py", "@pytest.mark.clause(*IDS)\ndef test_a(): ...\n")
    with pytest.raises(ValueError, match=r"test_a\.py:1: a clause must be a literal id"):
        desk.scan_tests(tmp_path / "tests")


def test_the_register_survives_being_written_and_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path / "desk" / "rules.py", SAMPLE)
    put(tmp_path / "tests" / "test_rules.py", TESTS)
    monkeypatch.setattr(desk, "REGISTER", tmp_path / "register.csv")
    desk.write(tmp_path / "desk", tmp_path / "tests", desk.REGISTER)
    by_id = {row.clause.id: row for row in desk.rows()}
    assert by_id["C.5"].places == ("rules:Rule.ask",)
    assert by_id["C.5"].tests == ("tests/test_rules.py::TestTogether::test_inside",)
    assert not by_id["6.1.1"].served


def test_json_lists_every_clause_with_its_places_and_tests() -> None:
    command, app = runner()
    shown = command.invoke(app, ["--json"])
    assert shown.exit_code == 0
    listed = json.loads(shown.stdout)["clauses"]
    assert [one["clause"] for one in listed] == [clause.id for clause in CLAUSES]
    threat = next(one for one in listed if one["clause"] == "C.4")
    assert threat["force"] == "shall"
    assert threat["duty"] == "enforce"
    assert "standard.threat:quoted" in threat["served"]
    assert any("test_threat" in test for test in threat["tests"])


def test_only_what_nothing_serves_can_be_listed() -> None:
    command, app = runner()
    listed = json.loads(command.invoke(app, ["--json", "--unserved"]).stdout)["clauses"]
    assert all(one["served"] == [] for one in listed)
    assert "C.4" not in {one["clause"] for one in listed}


def test_the_table_names_the_tests_when_asked() -> None:
    command, app = runner()
    plain = command.invoke(app, [], env={"COLUMNS": "200"})
    named = command.invoke(app, ["--tests"], env={"COLUMNS": "200"})
    assert plain.exit_code == named.exit_code == 0
    assert "standard.threat: " in plain.stdout
    assert "test_threat" not in plain.stdout
    assert "test_threat" in named.stdout


def test_writing_needs_a_checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk, "TESTS", tmp_path / "tests")
    command, app = runner()
    refused = command.invoke(app, ["--write"])
    assert refused.exit_code == 2
    assert "找不到 tests" in refused.output
