"""The rating of the service at the end of a call: five levels, once. Clause: 5.4.1, 5.4.2."""

from __future__ import annotations

from datetime import datetime, timedelta

from hotline_tui.standard.refusal import Fault, Refused
from hotline_tui.standard.typed import half_width
from hotline_tui.standard.vocabulary import Rating

KEYPAD: dict[str, Rating] = dict(zip("12345", Rating, strict=True))
"""The levels by the key that a caller presses. Clause: 5.4.2."""

AFTER_THE_CALL = timedelta(minutes=5)
"""For how long the exchange may still hand in what a caller pressed as the call ended."""

OFFER = "请对本次服务评价：" + " ".join(f"{key}{one.label}" for key, one in KEYPAD.items())
"""What the caller is told before the call ends. Clause: 5.4.1."""


def read_level(pressed: str) -> Rating:
    """The level that was pressed or named. Raises `Refused` for any other. Clause: 5.4.2."""
    text = half_width(pressed).strip()
    named = KEYPAD | {one.label: one for one in Rating} | {one.value: one for one in Rating}
    if text not in named:
        levels = " ".join(f"{key}{one.label}" for key, one in KEYPAD.items())
        raise Refused(Fault("rating", "5.4.2", f"评价只有五个等级：{levels}"))
    return named[text]


def rating_faults(
    answered_at: datetime | None, ended_at: datetime | None, now: datetime, *, given: bool
) -> tuple[Fault, ...]:
    """Why a call cannot be rated: nobody answered it, it has been rated, or it is long over.

    Clause: 5.4.1.
    """
    if answered_at is None:
        return (Fault("call", "5.4.1", "这个来电没有接通，不能评价"),)
    if given:
        return (Fault("rating", "5.4.1", "每次来电只能评价1次，这个来电已经评价过"),)
    if ended_at is not None and now > ended_at + AFTER_THE_CALL:
        minutes = AFTER_THE_CALL // timedelta(minutes=1)
        return (Fault("call", "5.4.1", f"通话结束已超过 {minutes} 分钟，不能再评价"),)
    return ()
