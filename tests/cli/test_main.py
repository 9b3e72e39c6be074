"""The way in: without a command, without a terminal, in any locale, and quick to start."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import psutil
import pytest

from hotline_tui import cli
from hotline_tui.cli.commands import NOUNS
from hotline_tui.cli.invocation import Invocation
from tests.cli.conftest import Office
from tests.cli.samples import COMPLAINT
from tests.pty_terminal import terminal


def python(
    *arguments: str, env: Mapping[str, str] | None = None, stdin: str = ""
) -> subprocess.CompletedProcess[bytes]:
    """A fresh Python, away from what these tests have imported."""
    return subprocess.run(
        [sys.executable, *arguments],
        input=stdin.encode(),
        capture_output=True,
        env=os.environ | (env or {}),
        check=False,
    )


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        ([], Invocation()),
        (["--db", "x.db"], Invocation(db="x.db")),
        (["--as=1024", "--now", "2026-11-23"], Invocation(workno="1024", now="2026-11-23")),
        (["--db"], None),
        (["--help"], None),
        (["ticket"], None),
        (["--db", "x.db", "ticket", "list"], None),
    ],
)
def test_what_has_no_command_opens_the_desk(arguments: list[str], found: Invocation | None) -> None:
    assert cli.without_command(arguments) == found


def test_the_way_to_the_first_paint_waits_for_no_database_and_no_commands() -> None:
    heavy = ("typer", "pydantic", "sqlmodel", "sqlalchemy", "alembic", "rich", "textual")
    asked = f"import sys, hotline_tui.cli; print([m for m in {heavy} if m in sys.modules])"
    assert python("-c", asked).stdout.decode().strip() == "[]"


def test_a_command_waits_for_no_screens() -> None:
    asked = (
        "import sys; from hotline_tui.cli.commands import run_command; "
        "run_command(['ticket', '--help']); "
        "sys.exit(any(m in sys.modules for m in ('textual', 'alembic', 'tantivy')))"
    )
    assert python("-c", asked).returncode == 0


def test_without_a_terminal_the_screens_do_not_open(office: Office) -> None:
    for arguments in ((), ("demo",)):
        said = office(*arguments)
        assert said.code == 2
        assert "hotline --help" in said.err


def test_chinese_comes_out_whole_in_any_locale(office: Office) -> None:
    ascii_only = {
        "LC_ALL": "POSIX", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0",
        "PYTHONIOENCODING": "ascii",
    }  # fmt: skip
    office.registered(COMPLAINT)
    here = ("-m", "hotline_tui", "--db", office.url, "--now", office.now or "")
    listed = python(*here, "ticket", "list", env=ascii_only)
    assert "工地夜间施工扰民" in listed.stdout.decode("utf-8")
    refused = python(*here, "ticket", "show", "1", env=ascii_only)
    assert (refused.returncode, refused.stderr.decode("utf-8")) == (1, "没有编号为 1 的工单\n")


@pytest.mark.parametrize(
    ("environ", "found"),
    [
        ({"LANG": "zh_CN.UTF-8"}, ("LANG=zh_CN.UTF-8", "utf-8")),
        ({"LANG": "C", "LC_ALL": "C.UTF-8"}, ("LC_ALL=C.UTF-8", "utf-8")),
        ({"LANG": "zh_CN.GB18030@x"}, ("LANG=zh_CN.GB18030@x", "gb18030")),
        ({"LANG": "C"}, ("LANG=C", "")),
        ({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, ("LANG=C", "")),
        ({}, ("LANG", "")),
    ],
)
def test_the_locale_is_what_the_person_set(environ: dict[str, str], found: tuple[str, str]) -> None:
    assert cli._locale(environ) == found


def test_every_noun_explains_itself_in_chinese(office: Office) -> None:
    whole = office("--help")
    assert whole.code == 0
    for noun, about in NOUNS.items():
        assert about in whole.out
        said = office(noun, "--help")
        assert said.code == 0
        assert "用法：" in said.out
        assert "Usage" not in said.out
        assert "Show this message" not in said.out


def test_a_reader_who_has_gone_is_no_accident(office: Office) -> None:
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [sys.executable, "-m", "hotline_tui", "--db", office.url, "kb", "export"],
        stdin=subprocess.DEVNULL,
        stdout=write,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(write)
    assert b"Traceback" not in done.stderr


def test_json_holds_nothing_that_a_terminal_obeys(office: Office) -> None:
    hostile = "x\x1b]0;t\x07\x9b31m\u202e反\u2028y"
    made = office("ticket", "new", "--from", "-", "--json", stdin={**COMPLAINT, "title": hostile})
    assert made.document["record"]["title"] == hostile
    assert not {"\x1b", "\x9b", "\u202e", "\u2028", "\x07"} & set(made.out)


@pytest.mark.clause("6.1.2")
def test_a_password_is_asked_of_whoever_has_one(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    add = ("user", "add", "2003", "赵静", "--role", "dispatcher", "--password")
    assert office(*add, stdin="口令一二三\n".encode()).code == 0
    assert office(*add[:2], "2004", *add[3:], stdin=b"\n").code == 2
    refused = office("ticket", "list", "--json", workno="2003")
    assert (refused.code, refused.refused[0]["field"]) == (1, "password")
    monkeypatch.setenv("HOTLINE_PASSWORD", "不对")
    assert office("ticket", "list", workno="2003").code == 1
    monkeypatch.setenv("HOTLINE_PASSWORD", "口令一二三")
    assert office("ticket", "list", workno="2003").code == 0
    listed = office("user", "list", "--json", workno="0001")
    assert "口令一二三" not in listed.out
    assert [one["password"] for one in listed.document["users"]] == [False, True]


def test_the_default_database_is_made_without_asking(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert cli.run(["ticket", "list", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"rows": []}
    assert [one.name for one in (tmp_path / "home").rglob("hotline.db")] == ["hotline.db"]


@pytest.mark.parametrize(
    ("arguments", "told", "code"),
    [
        (["--db", "nowhere.db"], "请先运行 hotline db init", 3),
        (["--db", "oracle://x"], "只能是 sqlite 或 postgresql", 2),
        (["--now", "昨天"], "看不懂时间", 2),
        (["--as", "9999"], "没有工号 9999", 1),
    ],
)
def test_a_desk_that_does_not_open_says_why_and_exits_so(
    arguments: list[str], told: str, code: int
) -> None:
    program = (
        f"from hotline_tui.cli import run; code = run({arguments!r}); print('EXIT', code); input()"
    )
    with terminal(program) as screen:
        screen.until(lambda lines: any(told in line for line in lines))
        screen.send("q")
        screen.until(lambda lines: f"EXIT {code}" in "\n".join(lines))


def test_the_demo_opens_its_desk_and_leaves_nothing_behind(tmp_path: Path) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    program = "from hotline_tui.cli import run; run(['demo'])"
    with terminal(program, TMPDIR=str(folder)) as screen:
        screen.until(lambda lines: any("派" in line and "练习" in line for line in lines[:2]))
        assert [one.name[:13] for one in folder.iterdir()] == ["hotline-demo-"]
        mine = (one for one in psutil.Process().children() if program in one.cmdline())
        next(mine).send_signal(signal.SIGHUP)
        until = time.monotonic() + 10
        while list(folder.iterdir()) and time.monotonic() < until:
            os.sched_yield()
        assert list(folder.iterdir()) == []
