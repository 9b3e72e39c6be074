"""What a desk keeps an eye on, read in one go after each change: lists, alerts, calls."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hotline_tui.data.news import News
from hotline_tui.services import calls, queueing, seats, supervising, upgrading
from hotline_tui.services.calls import CallRow
from hotline_tui.services.desk import Desk
from hotline_tui.services.queueing import Waiting
from hotline_tui.services.supervising import AlertRow
from hotline_tui.standard.authority import Act


@dataclass(frozen=True, slots=True)
class Watch:
    """What waits, what is urgent, and who is on the telephone."""

    waiting: Waiting | None
    alerts: tuple[AlertRow, ...]
    call: CallRow | None
    ringing: CallRow | None
    closed: str = ""
    """Why this desk must close: ended by somebody, or the database is another version's now."""


def watch(desk: Desk) -> Watch:
    """The state of things for the person at this desk, as far as they may see it."""
    closed = seats.ended(desk) or upgrading.other_version(desk)
    if closed:  # whoever was disabled may not ask for the rest any more
        return Watch(None, (), None, None, closed)
    at_desk = calls.at_desk(desk) if desk.may(Act.READ_ALL) else ()
    return Watch(
        waiting=queueing.waiting(desk) if desk.may(Act.READ_TICKETS) else None,
        alerts=supervising.alerts(desk),
        call=next((call for call in at_desk if call.answered_at is not None), None),
        ringing=next((call for call in at_desk if call.answered_at is None), None),
    )


def news(desk: Desk, told: Callable[[], None], lost: Callable[[bool], None]) -> News:
    """Watch the desk's database: `told` after each change, `lost` when it is away or back.

    Both are called on another thread; the caller starts and stops the watch.
    """
    return News(desk.database, told, lost)
