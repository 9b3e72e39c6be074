"""`hotline` without a command: the desk in this terminal."""

from __future__ import annotations

import gc
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from hotline_tui import places
from hotline_tui.cli.invocation import BadInput, Invocation
from hotline_tui.standard.refusal import Refused

if TYPE_CHECKING:
    from hotline_tui.app import HotlineApp
    from hotline_tui.config import Settings
    from hotline_tui.screens.start import Start
    from hotline_tui.services.desk import Desk
    from hotline_tui.services.drafting import Journal

YIELD_AFTER = 0.0005
"""Seconds after which a thread at work lets another one have Python: a key goes through the loop
many times, and waited 5 ms each time, Python's usual, while the desk was being opened."""

NO_TERMINAL = "这里没有终端，打不开界面；命令行的用法见 hotline --help"


def open_desk_in_terminal(invocation: Invocation, first: str = "") -> int:
    """Open the desk at its `first` area and stay until it is left; the exit code."""

    typed: list[str] = []
    made: list[HotlineApp] = []

    def desk(password: str | None) -> Desk:
        from hotline_tui.services.opening import open_desk

        typed.extend([password] if password else [])
        return open_desk(invocation.opening(typed[-1] if typed else None))

    def application(start: Start, first: str) -> HotlineApp:
        from hotline_tui.app import HotlineApp

        made.append(HotlineApp(start, first))
        return made[-1]

    code = show(invocation.settings, desk, first, application)
    while made and made[-1].exercise is not None:
        from hotline_tui.cli.practising import practise_between

        practise_between(invocation, made[-1].desk, made[-1].exercise)
        code = show(invocation.settings, desk, "practice", application)
    return code


def show(
    settings: Callable[[], Settings],
    desk: Callable[[str | None], Desk],
    first: str = "",
    application: Callable[[Start, str], HotlineApp] | None = None,
    journal: Callable[[], Path] = places.journal,
) -> int:
    """Run the screens by `settings` on the `desk` opened behind the first paint; the exit code.

    `application` makes another one than the desk's own; `journal` says where drafts are kept.

    Where it could not be opened, the screen has said why; the exit code says so too.
    """
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        print(NO_TERMINAL, file=sys.stderr)
        return 2
    from hotline_tui.app import HotlineApp
    from hotline_tui.kb.text import load_dictionary
    from hotline_tui.screens.start import Opened, Start

    trouble: list[Exception] = []
    seat: list[Desk] = []

    def kept() -> Journal:
        trouble.clear()
        try:
            return _journal(journal())
        except Exception as told:
            trouble.append(told)
            raise

    def opened(password: str | None) -> Opened:
        with _watched(trouble), _tidied():
            load_dictionary()  # first, as it holds up whoever types
            from hotline_tui.screens import frame_keeping  # noqa: F401 - so the loop need not
            from hotline_tui.services.seats import take

            known = settings()
            sits = desk(password)
            take(sits)
            seat.append(sits)
            return Opened(sits, known.keymap, known.mail_server(), known.lock_minutes)

    sys.setswitchinterval(YIELD_AFTER)
    gc.disable()
    app = (application or HotlineApp)(Start(kept, opened), first)
    app.run(mouse=False)
    if not trouble:
        _note_leaving(seat)
        return app.return_code or 0
    from hotline_tui.cli.telling import complain

    return complain(trouble[0], as_json=False)


def _note_leaving(seat: list[Desk]) -> None:
    from hotline_tui.services.desk import OutOfReach
    from hotline_tui.services.seats import leave

    for desk in seat:
        with suppress(OutOfReach):  # whoever has left waits for no database
            leave(desk)


def _journal(file: Path) -> Journal:
    from hotline_tui.data.away import why
    from hotline_tui.data.files import reason
    from hotline_tui.services.desk import OutOfReach
    from hotline_tui.services.drafting import Journal

    try:
        return Journal(file)
    except (OSError, sqlite3.Error) as error:
        told = reason(error) if isinstance(error, OSError) else why(error)
        raise OutOfReach(f"草稿日志打不开：{file}（{told}）") from error


@contextmanager
def _tidied() -> Iterator[None]:
    """Look for garbage from now on, and never again among the modules: they stay to the end.

    Looking through them held up the start, and later now and then a key.
    """
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


@contextmanager
def _watched(trouble: list[Exception]) -> Iterator[None]:
    """Keep in `trouble` why the desk could not be opened this time, if so."""
    from hotline_tui.config import BadSettings
    from hotline_tui.services.desk import OutOfReach

    trouble.clear()
    try:
        yield
    except (BadSettings, BadInput) as bad:
        trouble.append(bad)
        raise Refused(bad.faults) from bad
    except (Refused, OutOfReach) as told:
        trouble.append(told)
        raise
