"""`hotline` without a command: the desk in this terminal."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from hotline_tui.cli.invocation import BadInput, Invocation
from hotline_tui.standard.refusal import Refused

if TYPE_CHECKING:
    from hotline_tui.app import Opened
    from hotline_tui.config import Settings
    from hotline_tui.services.desk import Desk

NO_TERMINAL = "这里没有终端，打不开界面；命令行的用法见 hotline --help"


def open_desk_in_terminal(invocation: Invocation, first: str = "") -> int:
    """Open the desk at its `first` area and stay until it is left; the exit code."""

    def opened(password: str | None) -> Opened:
        from hotline_tui.services.opening import open_desk

        desk = open_desk(invocation.opening(password))
        return at(desk, invocation.settings())

    return show(opened, first)


def at(desk: Desk, settings: Settings) -> Opened:
    """What the screens need besides the desk. Raises `OutOfReach` for a journal that is away."""
    from hotline_tui.app import Opened
    from hotline_tui.services.drafting import Journal
    from hotline_tui.services.opening import OutOfReach

    try:
        journal = Journal(settings.journal)
    except (OSError, sqlite3.Error) as error:
        told = f"草稿日志打不开：{settings.journal}（{error}）"
        raise OutOfReach(told) from error
    return Opened(desk, journal, settings.keymap, settings.mail_server())


def show(start: Callable[[str | None], Opened], first: str = "") -> int:
    """Run the screens on what `start` opens behind the first paint; the exit code.

    Where it could not be opened, the screen has said why; the exit code says so too.
    """
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        print(NO_TERMINAL, file=sys.stderr)
        return 2
    from hotline_tui.app import run

    trouble: list[Exception] = []

    def watched(password: str | None) -> Opened:
        from hotline_tui.config import BadSettings
        from hotline_tui.services.opening import OutOfReach

        trouble.clear()
        try:
            return start(password)
        except (BadSettings, BadInput) as bad:
            trouble.append(bad)
            raise Refused(bad.faults) from bad
        except (Refused, OutOfReach) as told:
            trouble.append(told)
            raise

    code = run(watched, first)
    if not trouble:
        return code
    from hotline_tui.cli.telling import complain

    return complain(trouble[0], as_json=False)
