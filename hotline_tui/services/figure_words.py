"""Figures in words: the same on the screen, on paper and in the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from hotline_tui.standard.assessment import Share
from hotline_tui.standard.moment import BEIJING
from hotline_tui.standard.warning import Outlook


def many(count: int) -> str:
    """A count with its thousands apart."""
    return f"{count:,}".replace(",", " ")


def percent(share: float | None, digits: int = 1) -> str:
    """A share in percent; a dash for one of nothing."""
    return "—" if share is None else f"{100 * share:.{digits}f}%"


def changed(share: float | None) -> str:
    """By how much something has grown or shrunk; a dash where there was nothing before."""
    return "—" if share is None else f"{100 * share:+.1f}%"


def known_since(begun: datetime | None, partly: Sequence[str]) -> str:
    """Which of the periods compared with are not whole, and since when there is anything."""
    if begun is None or not partly:
        return ""
    return f"最早的工单是 {begun.astimezone(BEIJING):%Y-%m-%d} 提出的，{'、'.join(partly)}不全"


def points(score: float | None) -> str:
    """A score; a dash for none."""
    return "—" if score is None else f"{score:.2f}"


def shared(share: Share) -> str:
    """A share with what it rests on: 95.4% (62/65)."""
    return f"{percent(share.value)} ({many(share.part)}/{many(share.whole)})"


def between(share: Share) -> str:
    """Between what a share lies with 95 % certainty."""
    interval = share.interval
    return f"{percent(interval[0])}–{percent(interval[1])}" if interval else "—"


def improbable(chance: float) -> str:
    """How probable something is by accident, from the hundredth downwards."""
    return f"{chance:.0%}" if chance >= 0.01 else f"1/{1 / max(chance, 1e-15):,.0f}"


def forecast(of: Outlook, *, short: bool = False) -> str:
    """What the next days may bring, how sure that is, and how wrong it was before."""
    if not of.mean:
        return "历史太短，不作预测"
    if short and of.error is not None:
        ends = f"{many(of.low)}–{many(of.high)}"
        return f"未来 {of.days} 天 {many(round(of.mean))} 件（{ends}），误差 {percent(of.error)}"
    error = "历史太短，误差未知" if of.error is None else f"以往平均误差 {percent(of.error)}"
    mean, days = many(round(of.mean)), of.days
    return f"未来 {days} 天预测 {mean} 件，95% 在 {many(of.low)}–{many(of.high)} 之间；{error}"
