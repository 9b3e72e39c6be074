"""The rules of the house that neither ruff nor import-linter can hold."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CODE = ROOT / "hotline_tui"
HISTORY = CODE / "data" / "migrations" / "versions"

LONGEST = 320
"""Lines that a file may have before it has more than one reason to change."""

LATER = {
    "holidays", "pydantic", "pypinyin", "rapidfuzz", "rjieba", "sqlalchemy", "sqlmodel", "tantivy",
}  # fmt: skip
"""What takes its time to import, and what nobody needs to begin typing."""

CLOCKS = {"services/desk.py", "practice/clock.py", "data/engine.py"}
"""Who may ask what time it is; the last one, to learn how far the database's clock is off."""

ASKS_THE_TIME = re.compile(
    r"\b(?:datetime\.(?:now|utcnow|today)|date\.today|time\.(?:time|time_ns|localtime|gmtime))\("
)
OF_ONE_MACHINE = re.compile(r"(?<![\w.~/-])/(?:home|Users|root|tmp|work|workspace)/\w")
OF_ONE_REGISTRY = re.compile(r"pypi\.org|pythonhosted\.org|--(?:(?:extra-)?index-url|find-links)")


def modules() -> Iterator[tuple[str, Path]]:
    """Every module of the product, by its path below the package."""
    for path in sorted(CODE.rglob("*.py")):
        yield path.relative_to(CODE).as_posix(), path


def test_no_file_is_too_long() -> None:
    # A migration is written once and never read as a whole.
    lengths = {
        name: len(path.read_text("utf-8").splitlines())
        for name, path in modules()
        if HISTORY not in path.parents
    }
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST} == {}


def test_a_form_is_on_view_without_what_a_database_and_a_search_need() -> None:
    needed = "hotline_tui.app, hotline_tui.screens.entry, hotline_tui.services.drafting"
    code = f"import sys, {needed}, hotline_tui.places; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    ).stdout.split()
    assert LATER & set(loaded) == set()


def test_only_a_desk_asks_what_time_it_is() -> None:
    asking = [
        f"{name}:{number} {line.strip()}"
        for name, path in modules()
        if name not in CLOCKS
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if ASKS_THE_TIME.search(line)
    ]
    assert asking == []


def test_every_public_name_says_what_it_is() -> None:
    silent = [
        f"{name}:{node.lineno} {node.name}"
        for name, path in modules()
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]
    assert silent == []


@pytest.fixture(scope="module")
def tracked() -> dict[str, str]:
    """The text of every file that is under version control."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    listed = subprocess.run(
        [git, "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True
    )
    paths = (ROOT / name for name in listed.stdout.split("\0") if name)
    return {
        path.relative_to(ROOT).as_posix(): path.read_text("utf-8", errors="replace")
        for path in paths
        if path.is_file()
    }


@pytest.mark.parametrize("pattern", [OF_ONE_MACHINE, OF_ONE_REGISTRY], ids=["machine", "registry"])
def test_nothing_depends_on_one_machine_or_registry(
    tracked: dict[str, str], pattern: re.Pattern[str]
) -> None:
    depending = [
        f"{name}: {found.group()}"
        for name, content in tracked.items()
        if (found := pattern.search(content))
    ]
    assert depending == []


def test_the_locks_name_no_host(tracked: dict[str, str]) -> None:
    locks = {name: text for name, text in tracked.items() if name.endswith(".lock")}
    assert set(locks) == {"requirements.lock", "requirements-dev.lock"}
    assert [name for name, text in locks.items() if "http" in text or "--hash" not in text] == []
