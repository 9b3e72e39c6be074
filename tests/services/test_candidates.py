"""A ticket is a candidate for supervision while it has an open reason, one of each cause."""

from __future__ import annotations

import pytest

from hotline_tui.data import supervising, tickets
from hotline_tui.services.candidates import raise_candidate, settle_candidates
from hotline_tui.standard.vocabulary import Cause
from tests.office import Office, dispatched


@pytest.mark.clause("5.3.3")
def test_a_cause_is_open_once_until_it_is_settled_and_may_then_come_again(office: Office) -> None:
    number = dispatched(office.owner).number
    with office.database.transaction() as session:
        ticket = tickets.locked(session, number)
        assert raise_candidate(session, ticket, Cause.REPEATED, "同一诉求人 3 次", office.now)
        assert not raise_candidate(session, ticket, Cause.REPEATED, "同一诉求人 4 次", office.now)
        assert raise_candidate(session, ticket, Cause.OVERDUE, "超期", office.now)
        tickets.changed(session, ticket)
    with office.database.transaction() as session:
        ticket = tickets.locked(session, number)
        found = supervising.open_candidates(session, (ticket.id or 0,))
        assert [(one.cause, one.told) for one in found] == [
            (Cause.REPEATED, "同一诉求人 4 次"),
            (Cause.OVERDUE, "超期"),
        ]
        settled = settle_candidates(session, ticket, (Cause.OVERDUE,), "0001", "已反馈", office.now)
        assert (settled, ticket.candidate) == (1, True)
        settle_candidates(session, ticket, tuple(Cause), "0001", "已联系诉求人", office.now)
        assert not ticket.candidate
        assert raise_candidate(session, ticket, Cause.OVERDUE, "又超期", office.now)
