"""`hotline demo`: a desk with invented work in a database that is thrown away afterwards."""

from __future__ import annotations

import os
import shutil
import signal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from hotline_tui.cli.seat import invocation
from hotline_tui.cli.terminal import show

if TYPE_CHECKING:
    from hotline_tui.services.desk import Desk


def demo(
    ctx: typer.Context,
    tour: Annotated[
        bool, typer.Option("--tour", help="不开界面，用文字走完三个来电：每一行都是真的结果")
    ] = False,
    seed: Annotated[int, typer.Option("--seed", metavar="N", help="换一批数据")] = 7,
    months: Annotated[
        int, typer.Option("--months", min=0, max=60, metavar="N", help="再造前 N 个月的历史数据")
    ] = 0,
) -> int:
    """装有演示数据的热线台，放在一次性数据库里，退出即删除。"""
    settings = invocation(ctx).settings()
    with TemporaryDirectory(prefix="hotline-demo-", ignore_cleanup_errors=True) as folder:
        if tour:
            from hotline_tui.cli.tour import play

            play(thrown_away(Path(folder)))
            return 0

        def desk(password: str | None) -> Desk:
            from hotline_tui.services.demo import fill

            desk = thrown_away(Path(folder))
            fill(desk, seed, months=months)
            return desk

        # Its drafts are thrown away with it: nobody finds them at the real desk.
        drafts = Path(folder) / "drafts.db"
        _thrown_away_when_killed(folder)
        alone = settings.model_copy(update={"smtp": None})
        return show(lambda: alone, desk, journal=lambda: drafts)


def thrown_away(folder: Path) -> Desk:
    """The desk of a new practice database in a folder that will not last."""
    from hotline_tui.services import operators, upkeep
    from hotline_tui.services.opening import sit_down
    from hotline_tui.services.setup import set_up

    database = upkeep.named(f"sqlite:///{folder / 'demo.db'}")
    set_up(database, practice=True)
    return sit_down(database, operators.who(database, None, None))


def _thrown_away_when_killed(folder: str) -> None:
    """A closed terminal ends the program without a word: the folder goes all the same."""

    def end(signum: int, frame: object) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        signal.signal(signum, signal.SIG_DFL)
        os.kill(os.getpid(), signum)

    for signum in (signal.SIGHUP, signal.SIGTERM):
        signal.signal(signum, end)
