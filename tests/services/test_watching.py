"""Whoever watches a database is told of what others commit, and sees it when they look."""

from __future__ import annotations

from queue import Queue

from hotline_tui.services import calls, queueing, watching
from hotline_tui.standard.vocabulary import Kind, Role, Urgency
from tests.office import Office, matter, registered

GUARD_SECONDS = 60
"""A test that fails ends after this; one that passes never waits so long."""


def wait_for(seen: Queue[int], tickets: int) -> None:
    """Return once somebody who was told has seen so many tickets."""
    while seen.get(timeout=GUARD_SECONDS) < tickets:
        pass


def test_a_desk_is_told_of_what_another_has_committed(office: Office) -> None:
    seen: Queue[int] = Queue()
    other = office.hand(0)

    def look() -> None:
        seen.put(len(queueing.listed(office.owner, 10_000)))

    news = watching.news(office.owner, look, lambda away: None)
    news.start()
    try:
        there = 0
        while seen.empty():  # the watch begins on a thread of its own, in its own time
            registered(other, matter())
            there += 1
        for nth in (1, 2):
            registered(other, matter())
            wait_for(seen, there + nth)
    finally:
        news.stop()
        other.database.close()


def test_a_watch_sees_what_waits_what_is_urgent_and_who_calls(office: Office) -> None:
    assert watching.watch(office.owner).waiting == queueing.waiting(office.owner)
    number = registered(office.owner, matter(Kind.HELP, Urgency.EMERGENCY)).number
    first = calls.ring(office.owner, "13812345678")
    calls.pick_up(office.owner, first.id)
    second = calls.ring(office.owner, "13900000000")
    seen = watching.watch(office.owner)
    assert seen.waiting is not None
    assert seen.waiting.dispatch == 1
    assert [one.number for one in seen.alerts] == [number]
    assert seen.call is not None
    assert seen.ringing is not None
    assert (seen.call.id, seen.ringing.id) == (first.id, second.id)


def test_a_watch_shows_nobody_more_than_they_may_see(office: Office) -> None:
    registered(office.owner, matter(Kind.HELP, Urgency.EMERGENCY))
    editor = office.colleague("5001", "周涛", Role.EDITOR)
    seen = watching.watch(editor)
    assert (seen.waiting, seen.alerts, seen.call, seen.ringing) == (None, (), None, None)
