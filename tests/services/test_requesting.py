"""What a supervisor grants: complex, on account, excluded; asked for by one, decided by another."""

from __future__ import annotations

from datetime import UTC, timedelta

import pytest

from hotline_tui.data import supervising, tickets
from hotline_tui.services.desk import Desk
from hotline_tui.services.requesting import Ask, Decide, End, ask, decide, end
from hotline_tui.standard.refusal import Refused
from hotline_tui.standard.vocabulary import RequestKind, Role
from tests.office import SUBDISTRICT, Office, dispatched


@pytest.fixture
def unit(office: Office) -> Desk:
    """The desk of the unit that handles what `dispatched` sends."""
    return office.colleague("S001", "周承办", Role.ORGANIZER, unit=SUBDISTRICT)


def last_request(office: Office, number: str) -> int:
    """The key of a ticket's newest request."""
    with office.database.reading() as session:
        return supervising.requests(session, tickets.by_number(session, number))[-1].id or 0


def fields(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    """What a refusal names."""
    return [fault.field for fault in refused.value.faults]


@pytest.mark.clause("5.3.2.3.2 d")
def test_a_matter_granted_as_complex_has_fifteen_days(office: Office, unit: Desk) -> None:
    sent = dispatched(office.owner)
    row = ask(unit, Ask(sent.number, RequestKind.COMPLEX, "涉及三个产权单位"))
    assert row.clocks.feedback.due_at == sent.clocks.feedback.due_at, "not before it is granted"
    key = last_request(office, sent.number)
    with pytest.raises(Refused, match="等待批复"):
        ask(unit, Ask(sent.number, RequestKind.COMPLEX, "再申请一次"))
    with pytest.raises(Refused, match="理由"):
        decide(office.owner, Decide(key, False))
    granted = decide(office.owner, Decide(key, True))
    start = granted.clocks.feedback.start_at
    assert start
    assert granted.clocks.feedback.due_at == start + timedelta(days=15)
    with pytest.raises(Refused, match="已经批复"):
        decide(office.owner, Decide(key, True))


@pytest.mark.clause("5.3.2.3.2 d")
def test_complex_is_asked_for_before_the_limit_has_passed(office: Office, unit: Desk) -> None:
    number = dispatched(office.owner).number
    office.clock.forward(days=7)
    with pytest.raises(Refused, match="期满前"):
        ask(unit, Ask(number, RequestKind.COMPLEX, "来不及"))


@pytest.mark.clause("6.1.2")
def test_nobody_grants_what_they_asked_for_themselves(office: Office) -> None:
    number = dispatched(office.owner).number
    ask(office.owner, Ask(number, RequestKind.COMPLEX, "产权复杂", told_by="小关街道 李主任"))
    with pytest.raises(Refused, match="不能批复自己"):
        decide(office.owner, Decide(last_request(office, number), True))
    other = office.colleague("3001", "赵强", Role.SUPERVISOR)
    assert decide(other, Decide(last_request(office, number), True)).complex


def test_an_exclusion_rests_on_evidence_and_can_be_taken_back(office: Office, unit: Desk) -> None:
    number = dispatched(office.owner).number
    with pytest.raises(Refused) as refused:
        ask(unit, Ask(number, RequestKind.EXCLUSION))
    assert fields(refused) == ["reason", "evidence"]
    ask(unit, Ask(number, RequestKind.EXCLUSION, "恶意重复反映", "见通话录音"))
    key = last_request(office, number)
    decide(office.owner, Decide(key, True, "情况属实"))
    with office.database.reading() as session:
        assert tickets.by_number(session, number).excluded
    with pytest.raises(Refused, match="理由"):
        end(office.owner, End(key))
    end(office.owner, End(key, "复核后恢复考核"))
    with office.database.reading() as session:
        assert not tickets.by_number(session, number).excluded
    with pytest.raises(Refused, match="没有可以结束"):
        end(office.owner, End(key, "再来一次"))


def test_today_is_todays_date_in_beijing_even_where_it_is_yesterday_still_in_utc(
    office: Office, unit: Desk
) -> None:
    number = dispatched(office.owner).number
    office.clock.at = office.now.replace(day=24, hour=1).astimezone(UTC)
    with pytest.raises(Refused, match="复查日期须晚于今天"):
        ask(unit, Ask(number, RequestKind.ACCOUNT, "权属有争议", review_on="2026-11-24"))


def test_a_matter_is_put_on_account_only_once_somebody_handles_it(
    office: Office, unit: Desk
) -> None:
    number = dispatched(office.owner).number
    with pytest.raises(Refused) as refused:
        ask(unit, Ask(number, RequestKind.ACCOUNT, "道路权属有历史争议", review_on="2026-11-23"))
    assert fields(refused) == ["status", "review_on"]
    assert "复查日期须晚于今天" in str(refused.value)
