"""What goes into the draft journal, and what the person hears where its disk takes nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Concatenate, ParamSpec

from hotline_tui.services.drafting import NotKept

if TYPE_CHECKING:
    from textual.notifications import SeverityLevel

    from hotline_tui.screens.base import Door
    from hotline_tui.services.desk import Desk
    from hotline_tui.services.drafting import Journal

P = ParamSpec("P")

AGAIN = 2.0
"""Seconds after which what the disk has not taken is written once more."""


async def noted(
    door: Door,
    use_case: Callable[Concatenate[Desk, Journal, P], None],
    *args: P.args,
    **kwargs: P.kwargs,
) -> bool:
    """Write into the journal; whether that is on the disk now.

    Where it is not, the person is told, once until it is again; the top line says so all the while.
    """
    try:
        await door.jot(use_case, *args, **kwargs)
    except NotKept as told:
        if not door.unkept:
            _tell(door, f"{told}，只在屏幕上：不要离开。腾出空间后自动补存。", is_unkept=True)
        return False
    if door.unkept:
        _tell(door, "本机磁盘又能写了，写的已存到本机。", is_unkept=False)
    return True


def _tell(door: Door, told: str, *, is_unkept: bool) -> None:
    door.unkept = is_unkept
    severity: SeverityLevel = "error" if is_unkept else "information"
    door.notify(told, severity=severity, timeout=8, markup=False)
    if door.frame is not None:
        door.frame = replace(door.frame, unkept=is_unkept)
        door.show_frame()
