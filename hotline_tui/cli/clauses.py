"""`hotline clauses`: the register of the standard, scanned from the source and kept as a table.

The table is written from a checkout (`--write`) and travels with the package, so that an installed
desk can show it without its sources and tests.
"""

from __future__ import annotations

import ast
import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Annotated

import typer
from rich import box
from rich.console import Console
from rich.table import Table

from hotline_tui.standard.clauses import CLAUSES
from hotline_tui.standard.register import RegisterRow, cited, register

PACKAGE = Path(__file__).resolve().parents[1]
TESTS = PACKAGE.parent / "tests"
REGISTER = Path(__file__).with_name("register.csv")

Citations = Mapping[str, tuple[str, ...]]
"""From the name of a place or a test to the clauses that it cites."""

_COLUMNS = ("clause", "what", "where")
_Defined = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def _docstrings(body: list[ast.stmt], prefix: str) -> Iterator[tuple[str, str]]:
    """Names and docstrings of what stands in the body: definitions, and constants with a text."""
    named = ""
    for statement in body:
        match statement:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                name = prefix + statement.name
                yield name, ast.get_docstring(statement) or ""
                if isinstance(statement, ast.ClassDef):
                    yield from _docstrings(statement.body, f"{name}.")
            case ast.Expr(value=ast.Constant(value=str() as text)) if named:
                yield prefix + named, text
        match statement:
            case (
                ast.Assign(targets=[ast.Name(id=target)])
                | ast.AnnAssign(target=ast.Name(id=target))
            ):
                named = target
            case _:
                named = ""


def _parsed(directory: Path, pattern: str) -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(directory.rglob(pattern)):
        yield path, ast.parse(path.read_text(encoding="utf-8"), str(path))


def docstrings(package_dir: Path) -> Iterator[tuple[str, str]]:
    """Modules, and classes, functions, methods and constants in them, with their docstrings.

    Their names: `standard.phone`, `standard.phone:read_phone`.
    """
    for path, module in _parsed(package_dir, "*.py"):
        parts = path.relative_to(package_dir).with_suffix("").parts
        name = ".".join(part for part in parts if part != "__init__") or package_dir.name
        yield name, ast.get_docstring(module) or ""
        yield from _docstrings(module.body, f"{name}:")


def scan_places(package_dir: Path) -> Citations:
    """What cites clauses in its docstring, by name."""
    documented = docstrings(package_dir)
    return {place: clauses for place, text in documented if (clauses := cited(text))}


def _marked(nodes: Iterable[ast.AST], path: Path) -> tuple[str, ...]:
    """The ids of all `pytest.mark.clause(...)` within the nodes."""
    found: list[str] = []
    for call in (call for node in nodes for call in ast.walk(node)):
        match call:
            case ast.Call(func=ast.Attribute(value=ast.Attribute(attr="mark"), attr="clause")):
                for argument in call.args:
                    if not (isinstance(argument, ast.Constant) and isinstance(argument.value, str)):
                        raise ValueError(f"{path}:{call.lineno}: a clause must be a literal id")
                    found.append(argument.value)
    return tuple(dict.fromkeys(found))


def _tests(
    body: list[ast.stmt], name: str, inherited: tuple[str, ...], path: Path
) -> Iterator[tuple[str, tuple[str, ...]]]:
    for statement in body:
        match statement:
            case ast.Assign(targets=[ast.Name(id="pytestmark")], value=value):
                inherited += _marked([value], path)
    for statement in body:
        if not isinstance(statement, _Defined):
            continue
        own = inherited + _marked(statement.decorator_list, path)
        if isinstance(statement, ast.ClassDef):
            yield from _tests(statement.body, f"{name}::{statement.name}", own, path)
        elif statement.name.startswith("test"):
            yield f"{name}::{statement.name}", own


def scan_tests(tests_dir: Path) -> Citations:
    """Tests that are marked with clauses, themselves or by their class or module, by node id."""
    found: dict[str, tuple[str, ...]] = {}
    for path, module in _parsed(tests_dir, "test_*.py"):
        name = path.relative_to(tests_dir.parent).as_posix()
        found |= {test: clauses for test, clauses in _tests(module.body, name, (), path) if clauses}
    return found


def written(places: Citations, tests: Citations) -> str:
    """The register as text: a line for each citation, so that changes side by side merge."""
    lines = [
        f"{clause},{what},{where}"
        for what, citations in (("place", places), ("test", tests))
        for where in sorted(citations)
        for clause in citations[where]
    ]
    return "\n".join((",".join(_COLUMNS), *lines)) + "\n"


def write(package_dir: Path = PACKAGE, tests_dir: Path = TESTS, to: Path = REGISTER) -> None:
    """Scan a checkout and write its register."""
    text = written(scan_places(package_dir), scan_tests(tests_dir))
    to.write_text(text, encoding="utf-8", newline="\n")


def rows() -> tuple[RegisterRow, ...]:
    """The register as it was last written, a row for each clause of the inventory."""
    found: dict[str, dict[str, list[str]]] = {"place": {}, "test": {}}
    with REGISTER.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            found[line["what"]].setdefault(line["where"], []).append(line["clause"])
    return register(CLAUSES, found["place"], found["test"])


def _document(shown: Iterable[RegisterRow]) -> dict[str, object]:
    return {
        "clauses": [
            {
                "clause": row.clause.id,
                "force": row.clause.force.value,
                "duty": row.clause.duty.value,
                "title": row.clause.title,
                "does": row.clause.does,
                "served": list(row.places),
                "tests": list(row.tests),
            }
            for row in shown
        ]
    }


def _by_file(names: Iterable[str], separator: str) -> str:
    """A line for each module or file with the names in it, which all come sorted."""
    lines = []
    for file, together in groupby((name.partition(separator) for name in names), itemgetter(0)):
        inside = ", ".join(inner for _, _, inner in together if inner)
        lines.append(f"{file}: {inside}" if inside else file)
    return "\n".join(lines)


def _table(shown: Iterable[RegisterRow], tests: bool) -> Table:
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False)
    for heading in ("条款", "约束", "职责"):
        table.add_column(heading, no_wrap=True)
    table.add_column("内容", max_width=16, overflow="fold")
    table.add_column("实现", overflow="fold")
    table.add_column("测试", overflow="fold", justify="left" if tests else "right")
    for row in shown:
        clause = row.clause
        counted = [str(len(row.tests)), *([_by_file(row.tests, "::")] if tests else [])]
        labels = (clause.id, clause.force.label, clause.duty.label, clause.title)
        table.add_row(*labels, _by_file(row.places, ":") or "（尚无）", "\n".join(counted))
    return table


def clauses(
    tests: Annotated[bool, typer.Option("--tests", help="列出测试的名称")] = False,
    unserved: Annotated[bool, typer.Option("--unserved", help="只列尚未实现的条款")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="输出一份 JSON")] = False,
    write_anew: Annotated[bool, typer.Option("--write", help="从源码重新生成登记表")] = False,
) -> None:
    """标准条款登记：条款、约束力、职责、实现之处和测试。"""
    if write_anew:
        if not TESTS.is_dir():
            typer.echo("只能在源码目录中重新生成登记表：找不到 tests", err=True)
            raise typer.Exit(2)
        write()
    shown = [row for row in rows() if not (unserved and row.served)]
    if as_json:
        typer.echo(json.dumps(_document(shown), ensure_ascii=False, indent=2))
    else:
        Console().print(_table(shown, tests))
