"""Rating is offered before a call ends, and kept once, also when two hand it in at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from hotline_tui.services import calls
from hotline_tui.services.desk import Desk
from hotline_tui.standard.refusal import Refused
from hotline_tui.standard.vocabulary import Rating
from tests.office import Office


def answered(desk: Desk) -> int:
    """A call that goes on."""
    call = calls.ring(desk, "13812345678").id
    calls.pick_up(desk, call)
    return call


@pytest.mark.clause("5.4.1")
def test_the_rating_is_offered_while_the_call_lasts(office: Office) -> None:
    ringing = calls.ring(office.owner, "13812345678").id
    with pytest.raises(Refused):
        calls.offer(office.owner, ringing)
    calls.pick_up(office.owner, ringing)
    assert calls.offer(office.owner, ringing).offered_at == office.now
    office.clock.forward(seconds=20)
    ended = calls.hang_up(office.owner, ringing)
    assert ended.offered_at is not None
    assert ended.offered_at < office.now
    with pytest.raises(Refused):
        calls.offer(office.owner, answered_and_ended(office))


def answered_and_ended(office: Office) -> int:
    """A call that the caller ended before anything was offered."""
    call = answered(office.owner)
    assert calls.hang_up(office.owner, call).offered_at is None
    return call


@pytest.mark.clause("5.4.1", "5.4.2")
def test_the_exchange_may_hand_a_rating_in_shortly_after_the_call(office: Office) -> None:
    call = answered_and_ended(office)
    office.clock.forward(minutes=4)
    assert calls.rate(office.owner, "5", call).rating is Rating.VERY_DISSATISFIED
    late = answered_and_ended(office)
    office.clock.forward(minutes=6)
    with pytest.raises(Refused, match="不能再评价"):
        calls.rate(office.owner, "1", late)


@pytest.mark.clause("5.4.1")
def test_of_two_ratings_at_once_one_is_kept_and_one_refused(office: Office) -> None:
    call = answered(office.owner)

    def rated(pressed: str) -> bool:
        try:
            calls.rate(office.owner, pressed, call)
        except Refused:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        kept = [one.result() for one in [pool.submit(partial(rated, key)) for key in "15"]]
    assert sorted(kept) == [False, True]
