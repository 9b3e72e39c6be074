"""Where a command sits down: a desk for as long as the command runs."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from getpass import getpass

import typer

from hotline_tui.cli.invocation import Invocation
from hotline_tui.services.desk import Desk
from hotline_tui.services.opening import open_desk
from hotline_tui.standard.refusal import Refused


def invocation(ctx: typer.Context) -> Invocation:
    """The global options of this command line."""
    given = ctx.find_object(Invocation)
    return given or Invocation()


@contextmanager
def seated(ctx: typer.Context) -> Iterator[Desk]:
    """The desk that the global options name.

    Raises what `open_desk` raises; asks for a password where one is set and a person is there.
    """
    asked = invocation(ctx)
    try:
        desk = open_desk(asked.opening())
    except Refused as refused:
        wanted = any(fault.field == "password" for fault in refused.faults)
        if not (wanted and sys.stdin.isatty() and sys.stderr.isatty()):
            raise
        desk = open_desk(asked.opening(getpass("口令：", sys.stderr)))
    # Two commands of one person are one desk: the second may go on with what the first claimed.
    desk.id = f"cli {desk.person.workno}"
    try:
        yield desk
    finally:
        desk.database.close()
