"""The command line is driven as it is: arguments in, an exit code and two streams out."""

from __future__ import annotations

import io
import json
import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from hotline_tui.cli import run
from hotline_tui.data.engine import Database
from hotline_tui.services.setup import set_up
from tests.cli.samples import NOW


@dataclass(frozen=True)
class Said:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The JSON document on standard output."""
        assert self.err == ""
        return json.loads(self.out)

    @property
    def refused(self) -> list[dict[str, str]]:
        """The faults of a refusal with `--json`; nothing stands on standard output."""
        assert self.out == ""
        found: list[dict[str, str]] = json.loads(self.err)["refused"]
        return found

    def field(self, name: str) -> dict[str, str]:
        """The one fault of a field."""
        found = [one for one in self.refused if one["field"] == name]
        assert len(found) == 1, self.err
        return found[0]


@dataclass(frozen=True)
class Office:
    """A database with a command line in front of it, at a simulated time."""

    url: str
    capture: pytest.CaptureFixture[str]
    monkeypatch: pytest.MonkeyPatch
    now: str | None = NOW

    def __call__(
        self, *arguments: str | Path, stdin: object = None, workno: str | None = None
    ) -> Said:
        """Run one command; what is no bytes on standard input is written as JSON."""
        data = stdin if isinstance(stdin, bytes) else json.dumps(stdin).encode()
        self.monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        options = ["--db", self.url]
        options += ["--now", self.now] if self.now else []
        options += ["--as", workno] if workno else []
        self.capture.readouterr()
        code = run([*options, *map(str, arguments)])
        out, err = self.capture.readouterr()
        return Said(code, out, err)

    def at(self, now: str | None) -> Office:
        """The same office at another time."""
        return Office(self.url, self.capture, self.monkeypatch, now)

    def registered(self, document: Mapping[str, Any]) -> dict[str, Any]:
        """A ticket that was made of a document."""
        said = self("ticket", "new", "--from", "-", "--json", stdin=document)
        assert said.code == 0, said.err
        ticket: dict[str, Any] = said.document
        return ticket

    def do(self, number: str, action: str, document: object = None, **more: Any) -> Said:
        """`ticket do`, with JSON both ways."""
        source = [] if document is None else ["--from", "-"]
        return self("ticket", "do", number, action, *source, "--json", stdin=document, **more)


Front = Callable[[str], Office]


@pytest.fixture
def front(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Front:
    """A command line for any database."""
    return lambda url: Office(url, capsys, monkeypatch)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A practice database as `hotline db init --practice` leaves it."""
    path = tmp_path_factory.mktemp("template") / "hotline.db"
    database = Database(f"sqlite:///{path}")
    set_up(database, practice=True)
    database.close()
    return path


@pytest.fixture
def office(front: Front, template: Path, tmp_path: Path) -> Office:
    """A command line on a practice database of its own, an SQLite file."""
    path = tmp_path / "hotline.db"
    shutil.copyfile(template, path)
    return front(f"sqlite:///{path}")


@pytest.fixture
def either(front: Front, database_url: str) -> Office:
    """A command line on an empty practice database, once on SQLite and once on PostgreSQL."""
    made = front(database_url)
    assert made.at(None)("db", "init", "--practice").code == 0
    return made
