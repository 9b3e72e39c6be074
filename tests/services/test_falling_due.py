"""What was fed back falls due in one go: each ticket once, as if it had been alone."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from hotline_tui.services import overseeing, policy, queueing, ticking
from hotline_tui.services.auditing import audit
from hotline_tui.services.candidate_list import CandidateWish, candidates
from hotline_tui.services.queueing import QueueWish
from hotline_tui.services.ticking import Ticked, tick
from hotline_tui.standard.vocabulary import Form, Status, Worklist
from tests.office import Office
from tests.services.ending import badly_rated, ended
from tests.services.handling import fed_back


def supervised(office: Office) -> str:
    """A solved matter about which a written answer to a supervisor is still to come."""
    number = fed_back(office).number
    wish = overseeing.Supervise(
        number,
        Form.DOCUMENT,
        demand="限期书面反馈",
        record={"report": "专报第3期"},
        due_at=office.now + timedelta(days=30),
        approved_by="陈主任",
    )
    overseeing.supervise(office.owner, wish)
    return number


def watched(office: Office) -> set[str]:
    """The numbers of the candidates for supervision."""
    return {row.ticket.number for row in candidates(office.owner, CandidateWish()).rows}


@pytest.mark.clause("5.5.1", "5.6.1")
def test_of_many_that_fall_due_those_left_out_are_closed_and_all_others_called_back(
    office: Office,
) -> None:
    policy.choose(office.owner, {"callback_share": 0.0})
    left_out = [fed_back(office).number for _ in range(3)]
    asked, held_up = badly_rated(office), supervised(office)
    assert left_out[2] in watched(office), "one claimant, several times"
    before = {number: queueing.show(office.owner, number) for number in (*left_out, asked, held_up)}
    office.clock.forward(days=8)
    assert tick(office.owner) == Ticked(callbacks=2, closed=3)
    assert tick(office.owner) == Ticked()
    for number in left_out:
        row = queueing.show(office.owner, number)
        assert (row.status, row.due_at) == (Status.CLOSED, None)
        assert row.version == before[number].version + 1
        assert row.history[-1].summary == "办结（未抽中回访）"
        assert ended(office, number).closing == "未抽中回访"
        assert ended(office, number).closed_at == office.now
    listed = queueing.queue(office.owner, QueueWish(Worklist.CALLBACK)).rows
    assert {row.number for row in listed} == {asked, held_up}
    for number in (asked, held_up):
        row = queueing.show(office.owner, number)
        assert row.version == before[number].version, "nobody at work on it is refused"
        assert row.due_at == row.clocks.feedback.due_at
        assert row.history[-1].what == "callback_fell_due"
    assert watched(office).isdisjoint(left_out)
    assert audit(office.database).problems == ()


@pytest.mark.clause("5.5.1")
@pytest.mark.parametrize("share", [0.0, 1.0])
def test_many_at_once_let_each_ticket_fall_due_once(
    office: Office, monkeypatch: pytest.MonkeyPatch, share: float
) -> None:
    monkeypatch.setattr(ticking, "CHUNK", 3)
    policy.choose(office.owner, {"callback_share": share})
    numbers = [fed_back(office).number for _ in range(10)]
    office.clock.forward(days=8)
    others = [office.hand(nth) for nth in range(4)]
    with ThreadPoolExecutor(len(others)) as pool:
        done = sum(pool.map(tick, others), Ticked())
    assert done == (Ticked(callbacks=10) if share else Ticked(closed=10))
    for number in numbers:
        told = [one.what for one in queueing.show(office.owner, number).history]
        assert told[-2:] == ["fed_back", "callback_fell_due" if share else "closed"]
    for other in others:
        other.database.close()
