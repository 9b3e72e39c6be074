"""The command line: the other front end of the use cases, and the way into the screens.

Nothing heavy is imported here: `hotline` alone paints its first screen before the database, and
what reads commands, is there.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from hotline_tui.cli.invocation import Invocation

__all__ = ["main", "run"]

_GLOBAL = {"--db": "db", "--as": "workno", "--now": "now"}
"""Options that may stand before a command, or alone."""


def main() -> None:
    """The program `hotline`: runs what was asked for and exits with its code."""
    _speak_utf8()
    code = run(sys.argv[1:])
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read has gone (`… | head`): nobody is left to be told.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(code)


def run(arguments: Sequence[str]) -> int:
    """Run one command line. Exit codes: 0 done, 1 refused, 2 bad input, 3 database out of reach."""
    alone = without_command(arguments)
    if alone is not None:
        from hotline_tui.cli.terminal import open_desk_in_terminal

        return open_desk_in_terminal(alone)
    from hotline_tui.cli.commands import run_command

    return run_command(arguments)


def without_command(arguments: Sequence[str]) -> Invocation | None:
    """What was said where nothing but global options was; None where there is more to read."""
    given: dict[str, str] = {}
    rest = list(arguments)
    while rest:
        option, equals, value = rest.pop(0).partition("=")
        if option not in _GLOBAL or not (equals or rest):
            return None
        given[_GLOBAL[option]] = value if equals else rest.pop(0)
    return Invocation(**given)


def _speak_utf8() -> None:
    """Chinese comes out whole whatever the locale says; a terminal that cannot show it is told."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
    set_by, charset = _locale(os.environ)
    if sys.stderr.isatty() and not charset.startswith(("utf", "gb")):
        told = f"{set_by} does not say UTF-8: Chinese may not show. Try: export LC_ALL=C.UTF-8"
        print(f"hotline: {told}", file=sys.stderr)


def _locale(environ: os._Environ[str] | dict[str, str]) -> tuple[str, str]:
    """Which variable sets the locale of texts, and the character set it names, in lower case."""
    for name in ("LC_ALL", "LC_CTYPE", "LANG"):
        value = environ.get(name, "")
        # Python itself sets this one where it finds the C locale (PEP 538): nobody meant it.
        if value and not (name == "LC_CTYPE" and value == "C.UTF-8"):
            return f"{name}={value}", value.partition(".")[2].partition("@")[0].lower()
    return "LANG", ""
